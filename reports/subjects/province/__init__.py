"""The province's view: the office's city and its counties among the others."""

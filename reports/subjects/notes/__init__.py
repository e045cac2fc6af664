"""Where the figures come from: rule versions, what became of the records, what is not known."""

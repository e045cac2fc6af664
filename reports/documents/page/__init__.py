"""The page: everything in one file that a browser opens."""

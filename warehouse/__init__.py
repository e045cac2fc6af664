"""The kernel: periods, settings, the home folder, opening and promoting the database, errors."""

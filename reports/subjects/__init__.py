"""What a report speaks of, one folder a subject: its value, how it is read, what is said of it, its tables."""

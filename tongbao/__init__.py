"""The command line: parses, calls the stages, prints; nothing else."""

"""Elections: pieces with their votes and the marks of the jury."""

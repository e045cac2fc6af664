"""How fast the chain is, beside what a user would write and beside bare SQL, on data of any size."""

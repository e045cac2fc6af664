"""One module per suite: the queries it looks at and the checks that must hold of them."""

"""Golden editions: everything a month and a quarter of tests/offices/golden print, as text."""

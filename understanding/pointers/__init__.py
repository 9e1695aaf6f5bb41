"""The grammar's pointers: words that mean what was shown."""

"""The vocabulary of one catalogue: its categories, attributes and values as phrases."""

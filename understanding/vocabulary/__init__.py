"""What one catalogue teaches: its categories, attributes and values as phrases."""

"""What records, descriptions, reviews and guides say of what is asked."""

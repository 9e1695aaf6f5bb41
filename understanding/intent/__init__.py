"""What a message is about and which intent it has."""

"""Whether replies are true, worked out from the records."""

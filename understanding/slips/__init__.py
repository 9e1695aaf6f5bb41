"""Slips of the hand, put right before a message is read."""

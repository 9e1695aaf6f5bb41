"""A message as typed tokens, the moves over them, and what is told without grammar."""

"""A message as typed tokens, the cursor over them, and phrases matched without grammar."""

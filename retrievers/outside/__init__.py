"""Knowledge from outside the catalogue: a file for each provider, and what asks several of them at once."""

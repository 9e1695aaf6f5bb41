"""Reading the web without being led astray: which addresses may be opened, one bounded request, robots, main text, a cache."""

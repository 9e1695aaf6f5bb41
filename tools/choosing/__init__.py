"""Which product to take: differences that mean something, comparisons, criteria, trade-offs."""

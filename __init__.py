"""Daogou (导购): a shopping assistant over your own catalogue."""

"""Sourcing: a purchase list of many goods, from words or a table to plans of what to buy from whom."""

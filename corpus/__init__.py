"""Annotated messages that the built-in reader learns from."""

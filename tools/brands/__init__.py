"""Brands as the catalogue has them, with what the industry says beside."""

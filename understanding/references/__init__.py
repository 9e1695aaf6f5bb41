"""References resolved by code to products, suppliers and brands."""

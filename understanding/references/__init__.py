"""What pointers come to: products, suppliers, brands, resolved by code."""

"""From what was retrieved to offers, and what stands in the way where nothing meets all."""

"""The nouns of a decision: what fusion decides, before anybody phrases it."""

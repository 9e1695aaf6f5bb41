"""Rules, a grammar and the catalogue's own words: from a buyer's message to a `Reading`, and from readings to the ledger of conditions. No model."""

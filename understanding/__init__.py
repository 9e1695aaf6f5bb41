"""From a buyer's message to a `Reading`, and from readings to the ledger of conditions. Rules, a grammar and the catalogue's own words; no model."""

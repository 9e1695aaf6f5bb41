"""The ledger of conditions: how a reading changes the need."""

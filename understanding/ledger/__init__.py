"""The ledger of conditions: what a reading changes in the need, and what stays."""

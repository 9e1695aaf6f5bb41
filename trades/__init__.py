"""What buyers of each trade ask for and in what words, as data: see retrievers/trades.py and trades/README.md."""

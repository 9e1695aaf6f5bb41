"""Conversations with language models of many kinds: helpful, weak, lying, faulty, obedient, and what of it reaches a buyer."""

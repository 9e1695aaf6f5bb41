"""Exact grammars of both languages: numbers with units, and the words around them. Independent of any goods."""

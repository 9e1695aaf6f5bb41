"""Exact grammars of both languages: numbers with their units, and what words beside them say of them. They know no goods."""

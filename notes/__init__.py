"""General buying notes, as data: see retrievers/notes.py."""

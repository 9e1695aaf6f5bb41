"""The word lists of both languages, and a text as atoms and phrases. Independent of any catalogue."""

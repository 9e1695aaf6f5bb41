"""The words of both languages, and a text as atoms and phrases, before any catalogue is known."""

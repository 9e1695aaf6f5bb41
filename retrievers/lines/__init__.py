"""The line of a guide or document that answers a question: lines and their vectors made at ingest, ranked when asked."""

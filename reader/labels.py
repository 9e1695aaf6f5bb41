"""The acts of clauses and the labels of spans, defined in corpus/README.md."""

ACTS = (
    "seek", "refine", "reset", "page", "except", "like", "go", "compare", "choose", "learn", "ask", "brand", "supplier", "inquire", "sent", "quote",
    "quotes", "letters", "yes", "no", "answer", "tell", "keep", "once", "forget", "chat", "decline", "hand_over",
)  # fmt: skip
LABELS = (
    "noun", "value", "not", "max", "min", "about", "is", "low", "high", "field", "qty", "total", "soft", "over", "fallback", "undo", "sort", "less",
    "more", "other", "drop", "ref", "ask", "alt", "subject", "name", "who", "case", "fact",
)  # fmt: skip
NUMBERS = ("max", "min", "about", "is", "low", "high", "qty", "total")
"""Labels of numbers with their units."""
TAGS = ("", *(f"{place}-{label}" for label in LABELS for place in "BI"))
"""BIO tags (Ramshaw and Marcus 1995, "Text chunking using transformation-based learning"); "" is outside every span."""

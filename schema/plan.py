"""What a turn does for an intent: data, so that a new intent is a new row."""

from typing import Literal

from .base import Noun

Internal = Literal["none", "search", "focus"]
Answer = Literal[
    "listing", "choice", "brands", "comparison", "suppliers", "details", "knowledge", "conditions", "placed", "spread", "profile", "orders",
    "purchase", "letters", "inquiry", "words",
]  # fmt: skip


class Plan(Noun):
    """`internal` None runs no catalogue retrieval, "search" retrieves for the need, "focus" takes the products that the buyer means (or, where
    there are none, searches). `topics` are the guide topics asked of external search, empty for none. `reviews`: buyers' reviews of
    the products are read too. `k` products at most. `asks`: where the message is a question, the store's guides are asked it too, as the buyer
    put it; it then stands in `question`."""

    answer: Answer
    internal: Internal = "none"
    topics: tuple[str, ...] = ()
    reviews: bool = False
    k: int = 10
    asks: bool = False
    question: str = ""

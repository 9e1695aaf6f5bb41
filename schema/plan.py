"""What a turn does for an intent, as data: a new intent is a new row."""

from typing import Literal

from .base import Noun

Internal = Literal["none", "search", "focus"]
Answer = Literal[
    "listing", "choice", "brands", "comparison", "suppliers", "details", "knowledge", "conditions", "placed", "spread", "profile", "orders",
    "purchase", "letters", "inquiry", "words",
]  # fmt: skip


class Plan(Noun):
    """`internal`: "none" skips catalogue retrieval, "search" retrieves for the need, "focus" takes the products pointed at or else searches.
    `topics`: guide topics for external search. `reviews`: also retrieve reviews of the products. `k`: most products. `asks`: a question is also put
    to the guides, verbatim in `question`."""

    answer: Answer
    internal: Internal = "none"
    topics: tuple[str, ...] = ()
    reviews: bool = False
    k: int = 10
    asks: bool = False
    question: str = ""

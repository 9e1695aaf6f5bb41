"""Correction of a clause's act where its spans, or the absence of a question, contradict the network."""

from collections.abc import Sequence
from typing import NamedTuple

from .corpus import Span
from .labels import NUMBERS

WISHED = ("value", "not", *(name for name in NUMBERS if name not in ("qty", "total")))
"""Labels of wishes about goods."""


class Rule(NamedTuple):
    """A clause of act `said` with a span of one of `has` and none of `lacks` is corrected to `meant`; "refine" becomes "seek" if goods are named."""

    said: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    meant: str


_RULES = (
    Rule("chat", ("name",), (), "brand"),  # a brand is named
    Rule("decline", ("name",), (), "brand"),
    Rule("chat", ("not",), (), "refine"),  # something is complained of
    Rule("decline", ("ref",), (), "ask"),  # it points at goods shown
    Rule("chat", ("ask",), (), "ask"),
    Rule("decline", ("ask",), (), "ask"),
    Rule("seek", ("ask",), ("noun", "who", "qty", *WISHED), "ask"),  # a paper or an invoice is wanted, and no goods
    Rule("supplier", ("value", *NUMBERS), ("ref", "name", "ask", "not"), "refine"),  # sellers of some kind are wished for
    Rule("choose", ("who", "case"), ("noun", "value", "ask"), "ask"),  # asks if the product pointed at suits somebody
)
_ANSWERS = ("yes", "no", "answer")


def act(said: str, spans: Sequence[Span], *, asked: bool, points_at: int) -> str:
    """The corrected act of a clause. `asked`: the assistant has just asked something; `points_at`: number of products that the clause points at."""
    labels = {span.label for span in spans}
    if said in _ANSWERS and not asked and labels <= {"ref"}:
        return "chat"
    if said == "refine" and not labels:
        return "chat"
    for rule in _RULES:
        if rule.said == said and labels & set(rule.has) and not labels & set(rule.lacks) and (said != "choose" or points_at == 1):
            return "seek" if rule.meant == "refine" and "noun" in labels else rule.meant
    return said

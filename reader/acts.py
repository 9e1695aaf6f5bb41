"""The act of a clause where its spans, or that nothing was asked, speak against what the network says of it."""

from collections.abc import Sequence
from typing import NamedTuple

from .corpus import Span
from .labels import NUMBERS

WISHED = ("value", "not", *(name for name in NUMBERS if name not in ("qty", "total")))
"""Labels of what may be wished of goods."""


class Rule(NamedTuple):
    """Clauses of the act `said` that have a span of one of `has` and none of `lacks` are `meant`; what refines goods that are named seeks them."""

    said: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    meant: str


_RULES = (
    Rule("chat", ("name",), (), "brand"),  # a brand is named
    Rule("decline", ("name",), (), "brand"),
    Rule("decline", ("ref",), (), "ask"),  # it points at goods shown
    Rule("chat", ("ask",), (), "ask"),
    Rule("decline", ("ask",), (), "ask"),
    Rule("supplier", ("value", *NUMBERS), ("ref", "name", "ask", "not"), "refine"),  # sellers that are of some kind
    Rule("choose", ("who", "case"), ("noun", "value", "ask"), "ask"),  # whether the one pointed at suits somebody
)
_ANSWERS = ("yes", "no", "answer")


def act(said: str, spans: Sequence[Span], *, asked: bool, points_at: int) -> str:
    """What the clause of the act `said` means. `asked`: the shop has just asked something; `points_at`: how many products it points at."""
    labels = {span.label for span in spans}
    if said in _ANSWERS and not asked and labels <= {"ref"}:
        return "chat"
    if said == "refine" and not labels:
        return "chat"
    for rule in _RULES:
        if rule.said == said and labels & set(rule.has) and not labels & set(rule.lacks) and (said != "choose" or points_at == 1):
            return "seek" if rule.meant == "refine" and "noun" in labels else rule.meant
    return said

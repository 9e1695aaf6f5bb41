"""Outside passages as claims."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from ...catalogue.quantities import unit_of, units
from ...retrievers.analysis import terms
from ...schema.claim import Claim
from ...schema.condition import Condition
from ...schema.evidence import Evidence
from ...understanding.reader import Reader
from .sentences import Span, clauses, sentences
from .stance import circumstances, recommends, stance

READ = 40
"""Sentences of one turn that are read for what they ask of products: each takes a few milliseconds."""
_OPS = ("=", "<", "<=", ">", ">=", "in", "contains")
TRUSTED = 0.5
"""From here on a source may say what to choose; below it (forums, sellers) it is only quoted."""


def claims_of(evidence: Iterable[Evidence], reader: Reader, today: date, goods: str = "") -> list[Claim]:
    """Every sentence, with what it asks of products where it recommends something that the catalogue's attributes can tell.

    `goods` names what is looked for: a word of its name ("wireless mouse") is nothing that a sentence asks for.
    """
    found: list[Claim] = []
    left = READ
    for piece in evidence:
        for sentence in sentences(piece.text):
            reads = left > 0 and piece.trust >= TRUSTED and recommends(sentence.text)
            left -= reads
            asked = _asked(sentence, piece, reader, frozenset(terms(goods))) if reads else []
            found += [_claim(sentence, piece, today, **each) for each in asked or [{}]]
    return found


def is_old(piece: Evidence, today: date) -> bool:
    """Whether what such a source said then may have changed since."""
    if piece.published is None:
        return False
    years = stance()["old_years"].get(piece.source_kind or "guide", 3)
    return date.fromisoformat(piece.published[:10]) < today - timedelta(days=round(years * 365.25))


def _claim(sentence: Span, piece: Evidence, today: date, **asked: Any) -> Claim:
    return Claim(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        ref=piece.ref,
        source=piece.source,
        source_kind=piece.source_kind,
        published=piece.published,
        retrieved_at=piece.retrieved_at,
        trust=piece.trust,
        old=is_old(piece, today),
        lang=piece.lang,
        **asked,
    )


def _asked(sentence: Span, piece: Evidence, reader: Reader, goods: frozenset[str]) -> list[dict[str, Any]]:
    """What it asks of products: one thing of each attribute; where it names several values of one, each clause by itself."""
    language = "zh" if piece.lang == "zh" else "en"

    def read(text: str) -> list[Condition]:
        return [each for each in reader.read(text, None, (), language).conditions if not set(terms(each.text)) <= goods]

    conditions = read(sentence.text)
    standards = [
        {"says": "standard", "value": condition.value} for condition in conditions if condition.field == "certification" and condition.op != "!="
    ]
    fields = [condition.field for condition in conditions]
    if len(set(fields)) == len(fields):
        return standards + _criteria(conditions, sentence.text)
    parts = [(clause, read(clause.text)) for clause in clauses(sentence)]
    single = [(clause, found) for clause, found in parts if len({each.field for each in found}) == len(found)]
    return standards + [each for clause, found in single for each in _criteria(found, clause.text)]


def _criteria(conditions: Sequence[Condition], text: str) -> list[dict[str, Any]]:
    when = circumstances(text)
    wanted = [
        condition for condition in conditions if condition.field.startswith("attr.") and condition.op in ("=", "<", "<=", ">", ">=", "in", "contains")
    ]
    measured = [condition for condition in wanted if not (condition.field.endswith("season") and "season" in when)]
    return [each for condition in measured if (each := _criterion(condition, when)) is not None]


def _criterion(condition: Condition, when: dict[str, Any]) -> dict[str, Any] | None:
    attribute = condition.field.removeprefix("attr.")
    value: Any = list(condition.value) if isinstance(condition.value, tuple) else condition.value
    op = "contains" if isinstance(value, (list, str)) else condition.op
    if isinstance(value, (int, float)) and not isinstance(value, bool) and condition.unit:
        own, said = unit_of(attribute), units().factors.get(condition.unit.lower())
        if own is None or said is None or own[0] != said[0]:
            return None
        value = value * said[1] / own[1]
    return {"says": "criterion", "attribute": attribute, "op": op, "value": value, "when": when}

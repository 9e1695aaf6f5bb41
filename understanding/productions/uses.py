"""Uses of a product (words/uses.yaml): "for a left hander" asks for what the catalogue calls ambidextrous."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...schema.condition import Condition, Op
from ..language.lexicon import load
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from ..vocabulary.concepts import Group
from ..vocabulary.known_value import Known
from ..vocabulary.vocabulary import Vocabulary
from .wishes import condition_on

_WHOLE = Group((), narrow=True)


@dataclass(frozen=True)
class Meant:
    """A requirement of a use on the attributes of `concept`: one of `values`, a yes (`flag`), or a number."""

    concept: str
    values: tuple[str, ...] = ()
    flag: bool = False
    op: Op | None = None
    number: int | float = 0
    unit: str | None = None
    exact: bool = False
    """True if the attribute states the use itself: a hard condition is no guess then."""
    implied: bool = False
    """True if the use only suggests it (class A for a newborn): an inferred soft wish, ignored in questions."""


@cache
def uses() -> Mapping[str, tuple[Meant, ...]]:
    """Use -> its requirements, in the file's order."""
    return {name: tuple(map(_meant, row["means"])) for name, row in load("uses").items()}


def _meant(row: Mapping[str, Any]) -> Meant:
    op: Op | None = "<=" if "at_most" in row else ">=" if "at_least" in row else None
    values = tuple(str(value) for value in row.get("values", ()))
    return Meant(
        row["concept"], values, bool(row.get("flag")), op, row.get("at_most", row.get("at_least", 0)), row.get("unit"), bool(row.get("exact")),
        bool(row.get("implied")),
    )  # fmt: skip


def use(cursor: Cursor) -> Found | None:
    """The first use of the token that the category states something for ("on a plane": a permitted power bank, quiet earphones). Its words stay in
    the query if they also name the product (新生儿睡袋)."""
    token = cursor.take("use")
    if token is None:
        return None
    names = [str(name) for name in token.values("use")]
    wanted = next((found for name in names if (found := tuple(_wishes(cursor, name)))), ())
    return Found(cursor.place, conditions=wanted, keep=token.has("category", "head") or token.value("audience") == "baby") if wanted else None


def _wishes(cursor: Cursor, name: str) -> Iterable[Condition]:
    """One wish for each attribute of the current category; without a category only the first, so that guesses don't add up."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    for meant in uses()[name]:
        found = [wish for attribute in shelf.names(vocabulary.concepts.get(meant.concept, ())) if (wish := _wish(cursor, meant, attribute))]
        if found:
            yield found[0].model_copy(update={"hard": False, "status": "inferred"}) if meant.implied else found[0]
            if not shelf.known:
                return


def _wish(cursor: Cursor, meant: Meant, attribute: str) -> Condition | None:
    vocabulary = cursor.message.vocabulary
    facet, field = vocabulary.attributes[attribute], f"attr.{attribute}"
    if meant.flag:
        hard = cursor.hard if meant.exact else cursor.firm
        return condition(field, "=", True, hard=hard, text=cursor.words) if vocabulary.values(attribute).flag else None
    if meant.op is not None:
        return (
            condition(field, meant.op, meant.number, unit=_unit(meant, facet.dimension), hard=cursor.firm, text=cursor.words)
            if facet.kind == "number"
            else None
        )
    known = _known(vocabulary, attribute, meant.values)
    return condition_on(cursor, [known], negated=False, hard=cursor.firm) if known is not None else None


def _unit(meant: Meant, dimension: str | None) -> str | None:
    """The unit; None if the catalogue writes bare numbers."""
    return meant.unit if dimension is not None else None


def _known(vocabulary: Vocabulary, attribute: str, values: tuple[str, ...]) -> Known | None:
    """The recorded values that equal one of `values` as whole words: "bright" doesn't match "right"."""
    return vocabulary.values(attribute).known(values, group=_WHOLE)

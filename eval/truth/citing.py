"""Citations: each stands verbatim in its source, and a statement says no more than the text that it cites."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...catalogue.certificates import certificates
from ...understanding.language.lexicon import load
from .quoting import folded
from .spoken import Text, text_of
from .statement import MARK, Statement
from .world import World, first_parts

_OUTSIDE = ("guide", "web")


def citation_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """Quotes that their source doesn't say, and references to nothing."""
    catalogue = world.catalogue
    for one in world.reply.citations:
        where = f"citation {one.n}"
        if one.kind in ("product", "review") and one.ref not in world.products:
            yield "citation", where, f"there is no product {one.ref}"
        elif one.kind == "guide":
            guide = catalogue.guide(one.ref)
            if guide is None or folded(one.quote) not in folded(guide.text):
                yield "citation", where, f"{one.ref} doesn't say {one.quote!r}"
        elif one.kind == "review" and not any(folded(one.quote) in folded(review.text) for review in catalogue.reviews(one.ref, 1000)):
            yield "citation", where, f"no review of {one.ref} says {one.quote!r}"
        elif one.kind == "supplier" and catalogue.supplier(one.ref) is None:
            yield "citation", where, f"there is no supplier {one.ref}"
    numbers = {one.n for one in world.reply.citations}
    for found in MARK.findall(world.reply.text):
        if int(found) not in numbers:
            yield "citation", f"[{found}]", "there is no such citation"


def cited(world: World, statement: Statement) -> None:
    """An outside text's mark went out with its words, so none is left; a mark of a product must be of whom the statement is about."""
    by_number = {one.n: one for one in world.reply.citations}
    for number in dict.fromkeys(map(int, MARK.findall(statement.sentence))):
        if (one := by_number.get(number)) and one.kind in _OUTSIDE:
            statement.fault("citation", f"not word by word what it cites: {one.quote[:60]!r}")
    _titles(world, statement, [one.ref for found in MARK.findall(statement.left) if (one := by_number.get(int(found))) and one.kind == "product"])
    for found in list(MARK.finditer(statement.left)):
        one = by_number.get(int(found[1]))
        if one is None:
            continue
        if one.kind == "review" and statement.about and one.ref not in {known.key for known in statement.about}:
            statement.fault("citation", f"[{one.n}] is a review of {one.ref}, the statement of {[known.key for known in statement.about]}")
        if one.kind == "product":
            if statement.about and len({known.names for known in statement.about}) == 1:
                statement.about = tuple(known for known in statement.about if known.key == one.ref) or statement.about
            if (
                statement.about is not None
                and one.ref not in {known.key for known in statement.about}
                and not {known.key for known in statement.about} & _seller(world, one.ref)
            ):
                statement.fault("citation", f"[{one.n}] is of {one.ref}, the statement of {[known.key for known in statement.about]}")


def _seller(world: World, ref: str) -> set[str]:
    known = world.products.get(ref)
    return {known.supplier.key} if known and known.supplier else set()


def _titles(world: World, statement: Statement, refs: Sequence[str]) -> None:
    """Makes the products that are cited what the statement is about, where nobody is named."""
    found = tuple(world.products[ref] for ref in dict.fromkeys(refs) if ref in world.products)
    if found and statement.about is None and statement.brand is None:
        statement.about = found


def titled(world: World, statement: Statement) -> None:
    """Takes out the titles of products that the reply names, whole or their first parts, the longest first."""
    names = {name for known in world.products.values() for name in known.names}
    parts = {
        part for name in names for part in first_parts(name) if re.search(rf"(?:\*\*|For example: |代表款：){re.escape(part)}", world.reply.text)
    }
    for written in sorted(names | parts, key=len, reverse=True):
        if written in statement.left:
            statement.left = re.sub(rf"(?:(?<!\d)\d+\. )?{re.escape(written)}", " ", statement.left)


_RULES = re.compile(r"[（(](?:依据|source|rules)[:：]\s?(.*)[)）]")


def ruled(world: World, statement: Statement) -> None:
    """Laws and standards that are named as the reason: as the reader of messages knows them."""
    for found in _RULES.finditer(statement.left):
        left = folded(found[1])
        for law in _laws():
            left = left.replace(law, "")
        if left:
            statement.fault("citation", f"{found[1]!r} is no rule that we know")
        statement.cites = statement.cites | _named_by_rules()
        statement.of_conditions = True
    statement.left = _RULES.sub(" ", statement.left)


@cache
def _laws() -> list[str]:
    found = {folded(str(each)) for rows in (load("markets"), certificates()) for each in _each(rows, "source")}
    return sorted(found, key=len, reverse=True)


@cache
def _named_by_rules() -> Text:
    """Certificates that some rule asks for."""
    return text_of(
        str(word) for rows in (load("markets"), certificates()) for words in _each(rows, "words") if isinstance(words, list) for word in words
    )


def _each(table: object, name: str) -> Iterator[object]:
    if isinstance(table, dict):
        yield from (value for key, value in table.items() if key == name)
    for value in table.values() if isinstance(table, dict) else table if isinstance(table, list) else ():
        yield from _each(value, name)

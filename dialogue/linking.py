"""Words linked to the store's own: goods to a category, a field's name to a field, a value to conditions on what the goods state."""

from functools import cache
from pathlib import Path
from typing import Protocol

import yaml

from ..schema.command import Want
from ..schema.condition import FIELDS, Condition
from ..schema.need import Need
from ..schema.reading import Language
from ..understanding.language.text import language_of
from ..understanding.reader import Reader
from ..understanding.tokens.lexer import tokens

NUMBERS = (
    "price", "moq", "quantity", "rating", "review_count", "sold_90d", "stock", "supplier.rating", "supplier.years", "supplier.repurchase_rate",
)  # fmt: skip
"""Fields of numbers."""
_NEGATIVE = {"=": "!=", "in": "not_in", "contains": "not_contains", "!=": "=", "not_in": "in", "not_contains": "contains"}


class Linker(Protocol):
    """What grounding asks of a store's words."""

    def holds(self, want: Want) -> bool: ...
    def sells(self, goods: str) -> bool: ...
    def goods(self, words: str, audience: str = "") -> tuple[str | None, str]: ...
    def field(self, name: str, category: str | None) -> str | None: ...
    def values(self, want: Want, category: str | None) -> tuple[Condition, ...]: ...


class Linked:
    """By the store's vocabulary: whatever phrase a buyer would be understood by."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def holds(self, want: Want) -> bool:
        """Whether field and value are spelled as the store spells them, as a tap's are."""
        field, values = want.field or "", want.value if isinstance(want.value, tuple) else (want.value,)
        if field in NUMBERS:
            return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
        if field in FIELDS:
            return self._names(field).issuperset(values)
        facet = self._reader.vocabulary.attributes.get(field.removeprefix("attr.")) if field.startswith("attr.") else None
        if facet is None or not all(isinstance(value, str) for value in values):
            return facet is not None
        known = {name for one in facet.values for name in (one.value, *one.aliases)}
        return known.issuperset(values)

    def _names(self, field: str) -> set[object]:
        """What the store has of a field of words."""
        facets = self._reader.vocabulary.facets
        named: dict[str, set[object]] = {
            "brand": {name for one in facets.brands for name in (one.name, *one.aliases.values())},
            "category": {name for one in facets.categories for name in one.path},
            "certification": {True, *(name for name, _ in facets.certifications)},
            "supplier": {one.id for one in facets.suppliers},
            "supplier.kind": {name for name, _ in facets.supplier_kinds},
            "supplier.location": {one.name for one in facets.places},
            "supplier.verified": {True, False},
        }
        return named.get(field, set())

    def sells(self, goods: str) -> bool:
        """Whether it is the name of a category."""
        return any(goods in facet.path for facet in self._reader.vocabulary.facets.categories)

    def goods(self, words: str, audience: str = "") -> tuple[str | None, str]:
        """The category that the words name, by themselves or with who it is for; None where the store has none. And the words to search by."""
        for said in dict.fromkeys((words, f"{audience}{'' if language_of(words) == 'zh' else ' '}{words}" if audience else words)):
            found = self._reader.read(said, None, (), _language(words))
            if found.category is not None:
                break
        return found.category, found.query or words

    def field(self, name: str, category: str | None) -> str | None:
        """The field of the contract or attribute that is called so; None where nothing is."""
        said = name.strip().lower().replace("_", " ")
        if name in FIELDS or name in called().values():
            return name
        if name.startswith("attr.") and name.removeprefix("attr.") in self._reader.vocabulary.attributes:
            return name
        if (known := called().get(said)) is not None:
            return known
        shelf = self._reader.vocabulary.shelf(category)
        groups = [group for token in tokens(said, self._reader.vocabulary) for group in token.values("attribute")]
        named = [attribute for group in groups for attribute in shelf.names(group)] or [attribute for group in groups for attribute in group]
        return f"attr.{named[0]}" if named else None

    def values(self, want: Want, category: str | None) -> tuple[Condition, ...]:
        """The conditions that the value comes to on goods of that category, of its field where it has one; () where nothing states such a value."""
        need = Need(category=category, query=category or "")
        every = want.value if isinstance(want.value, tuple) else (want.value,)
        named = want.field if want.field and not want.field.startswith("attr.") and want.field not in FIELDS else ""
        found = [self._one(str(value), named, want, need) for value in every]
        if not all(found):
            return ()
        texts = tuple(dict.fromkeys(text for one in found if one for text in _texts(one)))
        first = found[0]
        assert first is not None
        return (first if len(found) == 1 else first.model_copy(update={"op": "in", "value": texts}),)

    def _one(self, value: str, named: str, want: Want, need: Need) -> Condition | None:
        said = f"{value}{want.unit}" if want.unit and value.replace(".", "").isdigit() else value
        tried = (said, f"{named} {said}") if named else (said,)
        for phrase in tried:
            found = self._reader.read(phrase, need, (), _language(phrase)).conditions
            meant = [one for one in found if want.field is None or named or one.field == want.field]
            if len(meant) == 1 or (meant and len({one.field for one in meant}) == 1):
                return meant[0]
        return None


def negated(condition: Condition) -> Condition:
    """The condition turned round: what is wanted is not wanted. A bound stays one."""
    return condition.model_copy(update={"op": _NEGATIVE.get(condition.op, condition.op)})


@cache
def called() -> dict[str, str]:
    """Name -> field of `fields.yaml`."""
    rows: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("fields.yaml").read_text("utf-8"))
    return {name.lower(): field for field, names in rows.items() for name in names}


def _texts(condition: Condition) -> tuple[str, ...]:
    return condition.value if isinstance(condition.value, tuple) else (str(condition.value),)


def _language(words: str) -> Language:
    return language_of(words) or "en"

"""What the buyer asked for: his own words, those of the conditions, and the numbers in both."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...catalogue.catalogue import Catalogue
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reply import Relaxation
from .phrases import Piece, pieces
from .spoken import Text, text_of
from .units import Amount
from .units import amounts as amounts_of
from .vocabulary import labels_of, units_of


@dataclass
class Wanted:
    """`said` is what the buyer said in the conversation, as far as it is known."""

    catalogue: Catalogue
    need: Need
    relaxations: Sequence[Relaxation]
    said: Sequence[str]

    @cached_property
    def words(self) -> Text:
        """The buyer's words, and those of the conditions and of what is looked for."""
        need = self.need
        every = [*need.conditions, *(one for relaxation in self.relaxations for one in relaxation.instead)]
        words = [need.category or "", need.query, need.audience or "", *self.said, *(fact.text for fact in need.facts)]
        words += [piece for one in every for piece in (one.text, *map(str, one.value if isinstance(one.value, tuple) else (one.value,)))]
        words += [word for one in every for word in (*labels_of(one.field), *units_of(one.field))]
        words += [alias for word in list(words) for alias in self._other_words.get(word.casefold(), ())]
        return text_of(words) | self.goods

    @property
    def asked_for(self) -> list[Condition]:
        """What he set himself: not what a model inferred, nor what only turns the page."""
        return [one for one in self.need.active if one.status != "inferred" and one.field != "product"]

    @cached_property
    def kind(self) -> Text:
        """What the goods that are looked for are called."""
        category = (self.need.category or "").casefold()
        names = [
            (path[-1], *(each[-1] for each in facet.aliases.values() if each)) for facet in self.catalogue.facets().categories if (path := facet.path)
        ]
        own = [name for each in names if category in map(str.casefold, each) for name in each]
        return text_of([*own, self.need.category or "", self.need.query])

    @cached_property
    def goods(self) -> Text:
        """What kinds of goods are called, and what the need is of."""
        paths = [path for facet in self.catalogue.facets().categories for path in (facet.path, *facet.aliases.values())]
        return text_of([*(path[-1] for path in paths if path), self.need.category or "", self.need.query])

    @cached_property
    def goods_called(self) -> tuple[Piece, ...]:
        """The same, name by name."""
        paths = [path for facet in self.catalogue.facets().categories for path in (facet.path, *facet.aliases.values())]
        return tuple(pieces("category", [*(path[-1] for path in paths if path), self.need.category or "", self.need.query]))

    @cached_property
    def _other_words(self) -> dict[str, tuple[str, ...]]:
        """A value as recorded -> how it is said in the other language."""
        facets = self.catalogue.facets()
        found = {value.value.casefold(): value.aliases for facet in facets.attributes for value in facet.values}
        found |= {facet.name.casefold(): tuple(facet.aliases.values()) for facet in facets.brands}
        return found | {facet.name.casefold(): facet.aliases for facet in facets.places}

    def other_words(self, value: str) -> tuple[str, ...]:
        """How a value is said in the other language."""
        return self._other_words.get(value.casefold(), ())

    def in_english(self, value: str) -> str:
        """A value as the catalogue says it in English, in small letters."""
        return next((each for each in self._other_words.get(value.casefold(), ()) if each.isascii()), value).casefold()

    @cached_property
    def amounts(self) -> set[Amount]:
        need = self.need
        every = [*need.conditions, *(one for relaxation in self.relaxations for one in relaxation.instead)]
        found = {each for said in (*self.said, *(one.text for one in every)) for each in amounts_of(said)}
        for one in every:
            for value in one.value if isinstance(one.value, tuple) else (one.value,):
                found |= (
                    {("", Decimal(str(value)).normalize())}
                    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
                    else amounts_of(str(value))
                )
        return found | ({("", Decimal(need.quantity))} if need.quantity else set())

    @cached_property
    def said_values(self) -> set[Decimal]:
        """Numbers that the buyer wrote."""
        return {value for said in (*self.said, *(one.text for one in self.need.conditions)) for _, value in amounts_of(said)}

    @cached_property
    def values(self) -> set[Decimal]:
        return {value for _, value in self.amounts}

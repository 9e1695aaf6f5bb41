"""The catalogue's own words in the buyer's language, as far as its records translate them."""

import re
from functools import cached_property
from importlib.resources import files

import yaml

from ...catalogue.facets import Facets
from ...catalogue.plurals import singular
from ...retrievers.lexicon import names_by_word
from ...understanding.vocabulary.concepts import concepts, concepts_of
from .called import called, key, names_field

CHINESE = re.compile(r"[\u3400-\u9fff]")


def in_other_words(field: str, value: str, language: str) -> str:
    """What the lists of all goods call a shelf, or a value of such a field, in this language; else as it is."""
    kind, _, name = field.partition(".")
    groups = [group.words for concept in concepts() if concept.name in concepts_of([name]) for group in concept.groups.values()]
    known = field == "category" and not names_field(value) and called(value) is not None
    goods = names_by_word().get(singular(value.casefold()), ()) if known else ()  # labels are no label makers, and lighting isn't what has a light
    same = goods if known else next((words for words in groups if key(value) in map(key, words)), ()) if kind == "attr" else ()
    return next((way for way in same if bool(CHINESE.search(way)) == (language == "zh")), value)


class Glossary:
    """`say(field, value, language)` gives the translation that the records carry, else a common word's or a known thing's, else the value itself."""

    def __init__(self, facets: Facets) -> None:
        self._facets = facets

    def say(self, field: str, value: str, language: str) -> str:
        if bool(CHINESE.search(value)) == (language == "zh"):
            return value
        aliases = self._aliases.get((field, value), ())
        fitting = [alias for alias in aliases if bool(CHINESE.search(alias)) == (language == "zh")]
        if fitting or language == "en" and value in self._common:
            return fitting[0] if fitting else self._common[value]
        return in_other_words(field, value, language)

    @cached_property
    def _aliases(self) -> dict[tuple[str, str], tuple[str, ...]]:
        facets = self._facets
        found = {(f"attr.{facet.name}", value.value): value.aliases for facet in facets.attributes for value in facet.values if value.aliases}
        found |= {("brand", facet.name): tuple(facet.aliases.values()) for facet in facets.brands}
        found |= {("category", facet.path[-1]): tuple(path[-1] for path in facet.aliases.values() if path) for facet in facets.categories}
        found |= {("supplier.location", facet.name): facet.aliases for facet in facets.places}
        return found

    @cached_property
    def _common(self) -> dict[str, str]:
        loaded: dict[str, str] = yaml.safe_load(files(__package__).joinpath("words", "values.yaml").read_text("utf-8"))
        return loaded

"""The catalogue's own words in the buyer's language, as far as its records translate them."""

import re
from functools import cached_property
from importlib.resources import files

import yaml

from ...catalogue.facets import Facets

CHINESE = re.compile(r"[\u3400-\u9fff]")


class Glossary:
    """`say(field, value, language)` gives the translation that the records carry, else a common word's, else the value itself."""

    def __init__(self, facets: Facets) -> None:
        self._facets = facets

    def say(self, field: str, value: str, language: str) -> str:
        if bool(CHINESE.search(value)) == (language == "zh"):
            return value
        aliases = self._aliases.get((field, value), ())
        fitting = [alias for alias in aliases if bool(CHINESE.search(alias)) == (language == "zh")]
        return fitting[0] if fitting else self._common.get(value, value) if language == "en" else value

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

"""The catalogue's categories as phrases: names, translations, nouns of words/categories.yaml, and heads (睡袋 of 婴儿睡袋)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..language.atom import keys
from ..language.lexicon import lexicon, load
from ..language.phrases import Meaning


@dataclass(frozen=True, slots=True)
class Head:
    """A category's name without its audience: 睡袋 with `audience` "baby" is 婴儿睡袋."""

    category: str
    audience: str


def category_phrases(facets: Any) -> Iterator[tuple[str, Meaning]]:
    """Phrase and meaning: `category` with the catalogue's name, or `head`."""
    groups = _groups()
    for facet in sorted(facets.categories, key=lambda facet: (facet.leaf, facet.count), reverse=True):
        name = facet.path[-1]
        said = list(dict.fromkeys([name, *(path[-1] for path in facet.aliases.values() if path)]))
        nouns = [word for own in said for word in groups.get(keys(own), ())]
        for word in dict.fromkeys([*said, *nouns]):
            yield word, Meaning("category", name)
        for word in said:
            yield from _heads(word, name)


def own_names(facets: Any) -> frozenset[tuple[str, ...]]:
    """The catalogue's own names of its categories."""
    return frozenset(keys(path[-1]) for facet in facets.categories for path in (facet.path, *facet.aliases.values()) if path)


def _groups() -> dict[tuple[str, ...], Sequence[str]]:
    return {keys(str(word)): [str(each) for each in group] for group in load("categories")["groups"] for word in group[:2]}


def _heads(word: str, category: str) -> Iterator[tuple[str, Meaning]]:
    path = keys(word)
    for cut in range(1, len(path)):
        rest = " ".join(path[cut:])
        if len("".join(path[cut:])) < 2 or not path[cut][0].isalnum() or any(meaning.kind == "audience" for meaning in lexicon().grammar.get(rest)):
            continue  # the kids of "Baby & Kids" are no product
        for meaning in lexicon().grammar.get(" ".join(path[:cut])):
            if meaning.kind == "audience":
                yield " ".join(path[cut:]), Meaning("head", Head(category, str(meaning.value)))


def nouns_of(facets: Any, names: Collection[str]) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """All nouns of the categories of those names, and the audiences in them."""
    nouns = {keys(word) for word, meaning in category_phrases(facets) if meaning.kind == "category" and meaning.value in names}
    nouns |= {keys(part) for facet in facets.categories if facet.path[-1] in names for path in (facet.path, *facet.aliases.values()) for part in path}
    parts = {" ".join(noun[start:end]) for noun in nouns for start in range(len(noun)) for end in range(start + 1, len(noun) + 1)}
    audiences = {str(meaning.value) for part in parts for meaning in lexicon().grammar.get(part) if meaning.kind == "audience"}
    return frozenset(nouns), frozenset(audiences)

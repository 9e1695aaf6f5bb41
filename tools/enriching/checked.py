"""From what a model says that a description states to what it does state: its words must hold it, undenied."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import parse_quantity
from ...catalogue.text import normal
from ...catalogue.wanted import flag_of
from ...schema.condition import Condition
from ...schema.product import Inferred, Product
from ...understanding.reader import Reader
from ..phrasing.words import tokens, words
from .extraction import Extraction, Stated
from .measured import Passage, states
from .stated import stated as stated_of_it
from .worded import in_whole_words, lessened, of_another, says

_AGAINST = ("!=", "not_in", "not_contains")
Refusal = Literal["unknown attribute", "stated already", "no quotation", "not in the quotation", "denied"]


Found = dict[str, Inferred]


def checked(product: Product, extraction: Extraction, attributes: Iterable[AttributeFacet], reader: Reader) -> tuple[Found, Counter[Refusal]]:
    """By attribute, the first value that stands; and how many were refused for what.

    One stands where the catalogue knows the attribute and the product's record lacks it, where its quotation is found in the title or the
    description letter by letter, and where the quotation says the value, in whole words: the value's own, or others that the rules read as the same
    condition; a number whole, in the attribute's unit, and of it rather than of another that is measured so. A quotation with a word that denies
    stands for nothing, and so does one in whose clause stands anything but what states of the product: "this is not", "unlike", "pair it with our".
    """
    known = {normal(facet.name): facet for facet in attributes}
    known_names = [facet.name for facet in known.values()]
    flags = {facet.name for facet in known.values() if facet.kind == "number" or _is_flag(facet)}
    found: dict[str, Inferred] = {}
    refused: Counter[Refusal] = Counter()
    for each in extraction.stated:
        facet = known.get(normal(each.name))
        place = _place(product, each.quote)
        if facet is None:
            refused["unknown attribute"] += 1
        elif facet.name in product.attributes or facet.name in found:
            refused["stated already"] += 1
        elif place is None:
            refused["no quotation"] += 1
        elif why := _why_not(each, facet, _passage(product, each.quote, place), [*known_names, *product.attributes], flags, reader):
            refused[why] += 1
        elif not stated_of_it(_passage(product, each.quote, place), product, facet.name, reader.vocabulary):
            refused["denied"] += 1
        else:
            field, start = place
            found[facet.name] = Inferred(value=each.value.strip(), quote=each.quote.strip(), field=field, start=start)
    return found, refused


def _place(product: Product, quote: str) -> tuple[Literal["title", "description"], int] | None:
    wanted = quote.strip()
    if wanted and (start := product.description.find(wanted)) >= 0:
        return "description", start
    return ("title", start) if wanted and (start := product.title.find(wanted)) >= 0 else None


def _passage(product: Product, quote: str, place: tuple[Literal["title", "description"], int]) -> Passage:
    field, start = place
    return Passage(product.title if field == "title" else product.description, start, start + len(quote.strip()))


def _why_not(stated: Stated, facet: AttributeFacet, passage: Passage, shelf: Sequence[str], flags: Collection[str], reader: Reader) -> Refusal | None:
    read = [condition for condition in reader.read(stated.quote).conditions if condition.field == f"attr.{facet.name}"]
    if any(condition.op in _AGAINST for condition in read) or _denies(stated.quote) - _denies(stated.value):
        return "denied"
    if facet.kind == "number" or parse_quantity(stated.value) is not None:
        others = [name for name in shelf if name != facet.name]
        return None if states(stated.value, passage, facet, others, reader.vocabulary) else "not in the quotation"
    if (
        lessened(passage, facet, reader.vocabulary)
        or not in_whole_words(passage, reader.vocabulary)
        or of_another(passage, facet, flags, reader.vocabulary)
    ):
        return "not in the quotation"
    if _affirmed(stated, facet, read):
        return None
    if facet.kind != "flag" and _in_words_of(facet, stated.value) and says(stated.value.strip(), passage, facet, reader.vocabulary):
        return None
    return None if any(_same(condition, stated.value, reader, facet.name) for condition in read) else "not in the quotation"


def _in_words_of(facet: AttributeFacet, value: str) -> bool:
    return any(normal(value) == normal(word) for each in facet.values for word in (each.value, *each.aliases))


def _same(condition: Condition, value: str, reader: Reader, name: str) -> bool:
    """Whether the rules read the value, said by itself, as the condition that they read in the quotation."""
    values = set(map(str, _values(condition)))
    if value in values:
        return True
    said = [other for other in reader.read(f"{name} {value}").conditions if other.field == condition.field and other.op == condition.op]
    return any(values & set(map(str, _values(other))) for other in said)


def _affirmed(stated: Stated, facet: AttributeFacet, read: Sequence[Condition]) -> bool:
    """Whether the value is a yes, by the attribute's name said alone: "Leakproof" of one whose values are yes and no."""
    yes = flag_of(normal(stated.value)) is True
    return yes and _is_flag(facet) and any(condition.op == "=" and condition.value is True for condition in read)


def _is_flag(facet: AttributeFacet) -> bool:
    return facet.kind == "flag" or (bool(facet.values) and all(flag_of(normal(each.value)) is not None for each in facet.values))


def _values(condition: Condition) -> Iterator[object]:
    yield from condition.value if isinstance(condition.value, tuple) else (condition.value,)


def _denies(text: str) -> Counter[str]:
    """In both languages: sellers mix them."""
    return Counter(token.text for known in map(words, ("zh", "en")) for token in tokens(text, known) if token.text in known.negative)

"""Which of the products set side by side comes first by what the buyer asks of them: the lighter one, the one that pills less."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import yaml

from ...dialogue.gradable import Grade, graded
from ...retrievers.analysis import normalise
from ...retrievers.trades import Need
from ...schema.product import AttributeValue, Product
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.comparison import Lead, Measured
from ..decisions.offer import Offer
from ..facts.asked_needs import asked_needs
from ..facts.worded import tells_of
from ..wording.wording import Wording

MOST = 2
"""Measures that are told of one thing asked."""
Alike = Callable[[str, Sequence[Product]], str | None]
_NUMBER = r"\d+(?:[.,]\d+)?"
_AREA = re.compile(rf"({_NUMBER})\s*[x×*]\s*({_NUMBER})")
_ALONE = re.compile(rf"[^\d]*({_NUMBER})[^\d]*")


def leading(
    offers: Sequence[Offer],
    asked: Sequence[str],
    text: str,
    wording: Wording,
    vocabulary: Vocabulary,
    akin: Alike = lambda word, products: None,
) -> tuple[Lead, ...]:
    """Of each thing `asked` what the records give for it; `text` is the message, which tells whether less or more of it is asked for. `akin` finds
    the attribute that words are near to."""
    return tuple(_lead(offers, one, text, wording, vocabulary, akin) for one in asked if "." not in one or one.startswith("said."))


def _lead(offers: Sequence[Offer], asked: str, text: str, wording: Wording, vocabulary: Vocabulary, akin: Alike) -> Lead:
    said = asked.removeprefix("said.")
    grades = tuple(grade for word in (said, *_words(text)) for grade in graded(word))
    alike = [name for names in vocabulary.concepts.values() if said in names for name in names if name != said]  # weight_kg, of weight_g
    own = [_measured(offers, name, _is_least(name, grades, text, vocabulary), wording) for name in (said, *alike)] if said == asked else []
    found = [one for one in own if one is not None][:1]
    for grade in grades if not own else ():
        found += filter(None, (_measured(offers, name, grade.end == "lowest", wording) for name in vocabulary.concepts.get(grade.concept, ())))
    goods = tuple(dict.fromkeys(own.category[-1] for offer in offers for own in (offer.product, offer.product.text("en")) if own.category))
    needs = [need for each in (said, text) for _, need in asked_needs(each, goods)] if not found else []
    for need in needs:
        for names, least in ((need.least, True), (need.most, False)):
            found += filter(None, (_called(offers, name, least, wording) for name in names))
    if not found and said != asked and (near := akin(said, [offer.product for offer in offers])) is not None:
        found += filter(None, [_measured(offers, near, _is_least(near, grades, text, vocabulary), wording)])
    told = sorted({one.label: one for one in found}.values(), key=lambda one: sum(value is None for value in one.values))
    decided = [one for one in told if one.numbered and sum(value is not None for value in one.values) > 1] or told[:1]
    return Lead(asked, tuple(decided[:MOST]), _spoken(offers, needs, wording.language) if not found else {})


def _is_least(name: str, grades: Sequence[Grade], text: str, vocabulary: Vocabulary) -> bool:
    """Whether less of it is asked for, by a word that grades just that, else by one that grades anything."""
    ends = [one.end for one in grades if name == one.concept or name in vocabulary.concepts.get(one.concept, ())]
    return ends[0] == "lowest" if ends else _pattern("less").search(text) is not None


def _measured(offers: Sequence[Offer], name: str, least: bool, wording: Wording) -> Measured | None:
    """By an attribute, where a record states it; which come first, where numbers tell."""
    label = wording.label(name if name in _FIELDS else f"attr.{name}")
    values = [_value(offer, name) for offer in offers]
    if all(value is None for value in values):
        return None
    told = [None if value is None else _said(offer, name, value, wording) for offer, value in zip(offers, values, strict=True)]
    numbers = [None if value is None else number_of(value) for value in values]
    return Measured(
        label,
        tuple(told),
        _first(numbers, least),
        least,
        all(one is None or number is not None for one, number in zip(told, numbers, strict=True)),
        wording.flag(next(value for value in values if value is not None)),
    )


_FIELDS = ("price", "moq", "rating", "stock", "sold_90d", "review_count")


def _value(offer: Offer, name: str) -> AttributeValue | None:
    if name == "price":
        return None if offer.price is None else float(offer.price)
    return getattr(offer.product, name) if name in _FIELDS else offer.product.attributes.get(name)


def _said(offer: Offer, name: str, value: AttributeValue, wording: Wording) -> str:
    if name == "price" and offer.price is not None:
        return wording.money(offer.price, offer.product.currency)
    if name in ("moq", "stock", "sold_90d"):
        return wording.count(int(value), name)  # type: ignore[arg-type]  # a number of the record
    return wording.value(offer.product.text(wording.language).attributes.get(name, value), name)


def _first(numbers: Sequence[float | None], least: bool) -> tuple[int, ...]:
    known = [number for number in numbers if number is not None]
    end = (min if least else max)(known, default=None)
    return tuple(place for place, number in enumerate(numbers) if number is not None and number == end)


def number_of(value: object) -> float | None:
    """The one number of a value, of two sides their product; None of words, ranges and several."""
    if isinstance(value, (bool, tuple, list)):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if sides := _AREA.search(str(value)):
        return float(sides[1].replace(",", ".")) * float(sides[2].replace(",", "."))
    alone = _ALONE.fullmatch(str(value))
    return float(alone[1].replace(",", ".")) if alone else None


def _called(offers: Sequence[Offer], name: str, least: bool, wording: Wording) -> Measured | None:
    """By the attribute that is called so in either language, else by the number that stands beside the name in titles: f/1.8, 112升."""
    attributes = dict.fromkeys(one for offer in offers for one in offer.product.attributes)
    tongues = [wording.in_language(language) for language in ("zh", "en")]
    labels = {one: {normalise(one).replace("_", " "), *(normalise(tongue.label(f"attr.{one}")) for tongue in tongues)} for one in attributes}
    named = next((one for one in attributes if normalise(name) in labels[one]), None)
    if named is not None:
        return _measured(offers, named, least, wording)
    titled = [_in_title(offer.product, name) for offer in offers]
    if sum(one is not None for one in titled) < len(offers):
        return None
    return Measured(name.strip(" /:"), tuple(one and one[0] for one in titled), _first([one and one[1] for one in titled], least), least, True)


def _in_title(product: Product, name: str) -> tuple[str, float] | None:
    word = re.escape(normalise(name))
    edge = r"(?<![a-z0-9])" if name[:1].isascii() else ""
    pattern = re.compile(rf"{edge}{word}\s*({_NUMBER})|({_NUMBER})[\s-]*{word}(?![a-z])")
    found = next(
        (
            match
            for title in (product.title, *(one.title or "" for one in product.translations.values()))
            if (match := pattern.search(normalise(title)))
        ),
        None,
    )
    return None if found is None else (found[0], float((found[1] or found[2]).replace(",", ".")))


def _spoken(offers: Sequence[Offer], needs: Sequence[Need], language: str) -> dict[int, tuple[str, bool]]:
    """By place the word of a record that says it is so, or that it isn't."""
    found: dict[int, tuple[str, bool]] = {}
    for place, offer in enumerate(offers):
        words = ((word, so) for need in needs for every, so in ((need.instead, False), (need.say, True)) for word in every)
        said = next(((word, so) for word, so in words if tells_of(offer.product, word, language)), None)
        if said is not None:
            found[place] = said
    return found


def _words(text: str) -> Iterator[str]:
    """What may grade: each Latin word, and Chinese signs behind 哪个, 更 and 最."""
    plain = normalise(text)
    yield from (_SUPERLATIVE.sub("er", word) for word in re.findall(r"[a-z]{3,}", plain))
    for run in re.findall(r"(?:哪.|更|最|谁|比较)([㐀-鿿]{1,4})", plain):
        yield from (run[start:end] for end in range(1, len(run) + 1) for start in range(end))


_SUPERLATIVE = re.compile(r"est$")


def asks_how(text: str) -> bool:
    """Whether a message asks how such goods are chosen, rather than for one of them."""
    return _pattern("how").search(text) is not None


@cache
def _pattern(what: str) -> re.Pattern[str]:
    words: dict[str, list[str]] = yaml.safe_load(files(__package__).joinpath("leading.yaml").read_text("utf-8"))[what]
    return re.compile("|".join((*words["zh"], *(rf"\b(?:{word})\b" for word in words["en"]))), re.IGNORECASE)

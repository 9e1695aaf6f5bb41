"""What comes nearest to an answer where no line of a guide is one for sure: the sentence for the buyer's own numbers, else lines that speak of the
same thing; and what the store's goods say of it themselves."""

import re
from collections.abc import Iterator, Sequence

from ...catalogue.conditions import Judge
from ...catalogue.wanted import flag_of
from ...retrievers.analysis import normalise, words
from ...retrievers.passages import PassageRetriever
from ...schema.evidence import Evidence
from ...schema.guide import Criterion, Guide
from ...schema.need import Need
from ...understanding.tokens.aspects import spoken_of
from ...understanding.tokens.lexer import tokens
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.knowledge import Measure, OnShelf
from ..decisions.offer import Offer
from ..decisions.reviews import Quoted
from ..facts.alternatives import LOOKED_AT, OWN
from ..facts.describing import naming
from ..facts.shelf import Shelf
from ..facts.worded import has_words, in_both, says
from ..wording.plain import citable
from .leading import number_of
from .logic import case_of, fits, in_case
from .sides import opinions

LINES, QUOTES = 2, 2
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_OFTEN = 0.25
"""What a larger share of lines names is what the guides are about."""
_USUAL = 0.5
"""What more of the goods have is nothing that tells one from another."""


def for_numbers(subject: str, fields: Sequence[str], need: Need, guides: Sequence[Guide], vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """The sentences of guides to the goods in hand on an attribute that the question names, whose value or whose case is of its numbers (18 degrees;
    2.5 TOG) or of what the buyer told of his case before."""
    named = {name for token in tokens(subject, vocabulary) for names in token.values("attribute") for name in names}
    named |= {field.removeprefix("attr.") for field in fields}
    numbers = {float(each) for each in _NUMBER.findall(subject)}
    own = [guide for guide in guides if need.category in guide.category and guide.lang in (None, need.language)]
    found = [
        _evidence(guide, one)
        for guide in own
        for one in guide.criteria
        if one.attribute in named and citable(one.statement) and _fits(one, numbers, need)
    ]
    return tuple(found[:LINES])


def against_case(subject: str, need: Need, guides: Sequence[Guide]) -> tuple[Evidence, Measure] | None:
    """What a guide asks for in the buyer's case of what the question has another number of, or just that: 2.5 TOG in a room of 22 degrees."""
    numbers, case = {float(each) for each in _NUMBER.findall(subject)}, case_of(need)
    for guide in (each for each in guides if numbers and need.category in each.category and each.lang in (None, need.language)):
        told = [(one, value) for one in guide.criteria if (value := number_of(one.value)) is not None and citable(one.statement)]
        for one, value in told:
            ranged = any(isinstance(of, list) and key in case for key, of in one.when.items()) and in_case(one, case)
            said = next((other for each, other in told if ranged and each.attribute == one.attribute and other in numbers), None)
            if said is not None:
                above, below = (said > value and one.op != ">="), (said < value and one.op != "<=")
                return _evidence(guide, one), Measure(one.attribute, said, value, "above" if above else "below" if below else "fits")
    return None


def of_another_case(line: str, need: Need, guides: Sequence[Guide]) -> bool:
    """Whether it is a sentence for other measures than those of the buyer: for 24 to 27 degrees."""
    case = case_of(need)
    told = [one for guide in guides if need.category in guide.category for one in guide.criteria if one.statement and one.statement in line]
    return any(isinstance(value, list) and key in case and not fits(key, value, case) for one in told for key, value in one.when.items())


def for_what_is_named(subject: str, need: Need, guides: Sequence[Guide], vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """The sentences of guides to the goods in hand on a value that the question names, else on an attribute that it names: "is ceramide the right
    thing?", 尺码怎么选."""
    own = [guide for guide in guides if need.category in guide.category and guide.lang in (None, need.language)]
    attributes = {name for token in tokens(subject, vocabulary) for names in token.values("attribute") for name in names}
    every = [(guide, one) for guide in own for one in guide.criteria if citable(one.statement)]
    of_values = [(guide, one) for guide, one in every if any(says(subject, value) for value in _names(one))]
    of_names = [(guide, one) for guide, one in every if one.attribute in attributes or (one.label and says(subject, one.label))]
    return tuple(dict.fromkeys(_evidence(guide, one) for guide, one in of_values or of_names))[:LINES]


def _names(criterion: Criterion) -> tuple[str, ...]:
    """The values that it asks for, but yes and no."""
    every = criterion.value if isinstance(criterion.value, (list, tuple)) else (criterion.value,)
    return tuple(one for one in every if isinstance(one, str) and len(one) > 1 and flag_of(one) is None)


def _fits(criterion: Criterion, numbers: set[float], need: Need) -> bool:
    """By its own value; where that is none of them, by the range that it is for."""
    if numbers and isinstance(criterion.value, (int, float)) and not isinstance(criterion.value, bool) and float(criterion.value) in numbers:
        return True
    case = case_of(need)
    ranges = {key: value for key, value in criterion.when.items() if isinstance(value, list)}
    return any(fits(key, value, {key: tuple(numbers)} if numbers else case) for key, value in ranges.items())


def _evidence(guide: Guide, criterion: Criterion) -> Evidence:
    line = next((line.strip().removeprefix("- ") for line in guide.text.splitlines() if criterion.statement in line), criterion.statement)
    return Evidence(
        kind="guide", ref=guide.id, title=guide.title, text=guide.text, lang=guide.lang, line=line, sure=1.0, category=tuple(guide.category)
    )


def lines_of(subject: str, passages: PassageRetriever, language: str, category: str | None) -> list[Evidence]:
    """The lines of guides to such goods, the likeliest answers first."""
    if category is None:
        return []
    found = passages.answers(subject, language=language, category=category, k=LOOKED_AT)
    return [piece for piece in found if piece.topic in OWN and normalise(category) in map(normalise, piece.category)]


def speaking_of(subject: str, own: Sequence[Evidence], vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """Those that speak of the thing asked about, which not all of them do: of something that goods state, or with half of its words."""
    things = _things(subject)
    counted = {word: sum(_has(piece.line, word) for piece in own) for word in things}
    rare = [word for word, count in counted.items() if 0 < count <= len(own) * _OFTEN]
    known = [word for word in rare if any(one.kind in ("value", "attribute") for one in vocabulary.phrases.get(word))]
    near = [piece for piece in own if any(_has(piece.line, word) for word in known) or _share(piece.line, rare) * 2 >= len(things) > 1]
    return tuple(([piece for piece in near if piece.topic == OWN[0]] or near)[:LINES])


def _share(text: str, of: Sequence[str]) -> int:
    return sum(_has(text, word) for word in of)


def _has(text: str, word: str) -> bool:
    return any(says(text, each) for each in in_both(word))


def _things(subject: str) -> list[str]:
    """Its words that carry meaning: of Chinese those of more than one sign."""
    return [word.term for word in words(subject) if len(word.term) > 1]


def on_shelf(subject: str, shelf: Shelf) -> OnShelf | None:
    """What buyers say of what is asked, of the goods that the question is about, and sentences of the goods' own that speak of it."""
    goods = _meant(subject, shelf)
    told = opinions(goods, aspects, shelf) if (aspects := spoken_of(subject)) else ()
    said = tuple(_said(subject, shelf))[:QUOTES] if not told else ()
    return OnShelf(len(goods), shelf.category, opinions=told, said=said) if told or said else None


def _meant(subject: str, shelf: Shelf) -> tuple[Offer, ...]:
    """Those with the values that the question names."""
    read = shelf.shop.reader.read(subject, shelf.category)
    named = [one for one in read.conditions if one.field.startswith("attr.")]
    judge = Judge(shelf.shop.catalogue.columns, shelf.today)
    verdicts = [judge.verdicts(one) for one in named]
    rows = [(offer, shelf.shop.catalogue.row(offer.id)) for offer in shelf.goods]
    return tuple(offer for offer, row in rows if row is not None and all(int(each[row]) == 1 for each in verdicts)) or shelf.goods


def _said(subject: str, shelf: Shelf) -> Iterator[tuple[Offer, Quoted]]:
    """Of goods that have the rarest of its words, the sentences that have most of them."""
    things = _things(subject)
    counted = {word: sum(has_words(offer.product, word, shelf.language) for offer in shelf.goods) for word in things}
    fit = [word for word, count in counted.items() if 0 < count <= len(shelf.goods) * _USUAL]
    word = min(fit, key=lambda each: counted[each], default=None)
    for offer in shelf.goods if word else ():
        quoted = naming(offer.product, word or "", shelf.language)
        if quoted is not None and not quoted.in_title and _share(quoted.quote, things) * 2 > len(things):
            yield offer, quoted

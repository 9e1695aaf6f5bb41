"""What a question put freely asks of one product: the fields that it names, and for the rest of its words what is on file."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from ...dialogue.linking import called as asked_by
from ...dialogue.linking import questions
from ...dialogue.sums import UNIT
from ...ingest.plain_value import plain_value
from ...retrievers.analysis import stem
from ...retrievers.held import held
from ...schema.reading import Reading
from ...understanding.language.text import language_of
from ...understanding.tokens.cues import cues
from ...understanding.vocabulary.concepts import concepts
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.details import Detail
from ..decisions.offer import Offer
from ..decisions.on_file import Found
from .answers import Answers
from .lines import LONG
from .polarity import is_closed, turned
from .recorded import content
from .terms_asked import answering_words, coverage, terms_asked

WORDS = "said."
LONGEST = 200
"""Letters of a question: a longer one is a story."""
WEIGHS = 0.4
"""Together, words that ask for something of their own."""
WHOLE, SURER = 0.85, 0.8
"""Of the weight of a part, what the name of a field and its value must have; how sure a line must be to count before a field that was guessed."""
_PARTS = re.compile(r"[?？;；。！!\n]+")
_CLAUSES = re.compile(r"[,，]|[.](?=\s|$)")
_SENTENCES = re.compile(r"(?<=[?？;；。！!\n])|(?<=[.])\s")
_OF_RECORDS = ("price", "moq", "stock", "rating", "review_count", "reviews", "sold_90d")
_COUNTED = ("moq", "stock")
"""Of these that a record states none is an answer."""
_NAMED = ("brand", "category")
"""Fields that count only where the question has their name, else they were guessed."""


def free_question(reading: Reading, text: str) -> str:
    """The message as the question that it is, without what points; "" where it is none, or asks for several things that are named: each of these is
    looked up by itself."""
    if reading.also or reading.intent != "product_question" or not reading.asked:
        return ""
    put = [name.removeprefix(WORDS) for name in reading.asked if name.startswith(WORDS)]
    whole = next((words for words in put if words == text.strip()[: len(words)] and len(words) > len(text.strip()) * 0.9), "")
    if not whole and (len(reading.asked) > 1 or not (cues(text).question or text.rstrip().endswith(("?", "？")))):
        return ""
    said = text
    for pointer in () if whole else reading.references:
        said = said.replace(pointer.text, " ", 1) if pointer.text and len(pointer.text) > 1 else said
    said = " ".join(_that_ask(said, reading, put).split())
    return said if len(said) <= LONGEST else ""


def _that_ask(text: str, reading: Reading, put: Sequence[str]) -> str:
    """Of a message of several sentences those that have a word of what is asked, where any has; the rest tells a story."""
    words = [*put, *(one.text or str(one.value) for one in reading.supposed)]
    terms = {term for each in words for term in content(each)}
    parts = [part for part in _SENTENCES.split(text) if any(map(str.isalnum, part))]
    asking = [part for part in parts if terms & content(part)]
    return " ".join(asking) if len(parts) > 1 and asking else text


class Freely:
    """Of one message; `answers` looks up what is on file."""

    def __init__(self, question: str, reading: Reading, answers: Answers, vocabulary: Vocabulary) -> None:
        self._parts = [part.strip() for part in _PARTS.split(question) if any(map(str.isalnum, part))]
        self._question = question.strip()
        self._reading, self._answers, self._vocabulary = reading, answers, vocabulary

    def __call__(self, offer: Offer, own: tuple[Detail, ...]) -> tuple[Detail, ...]:
        """The details whose fields the question names, and what is on file of the parts of it that name none."""
        told: dict[str, Detail] = {}
        silent: dict[str, Detail] = {}
        for part in self._parts:
            found = cache(partial(self._answers, offer.product, part))  # looked up only where it decides: it is dear
            named = [one for one in own if self._named(one, part, offer, found)]
            named = named or ([] if found().told else [one for one in own if one.by_need or self._supposes(one) or self._confirms(one, found())])
            for one in named:
                told.setdefault(one.field, _beside(self._sure(one), found))
            if not named and not self._asks_nothing(part, offer):
                told.setdefault(field := f"{WORDS}{part}", Detail(offer, field, closed=True, found=found()))
                if not found().told:
                    silent[field] = told[field]
        every = self._by_its_fields(told, silent, own) or own
        free = any(one.found is not None and one.found.told for one in every if _is_of_words(one))  # which answers what was guessed to be a field
        left = [one for one in own if one not in every and one.field not in told]
        asked = () if free else self._reading.asked
        return (*every, *(one for one in left if self._is_of_terms(one) or (one.field in asked and self._is_called(one.field))))

    def _is_called(self, field: str) -> bool:
        """Whether the question has one of the names by which the field is asked for."""
        return any(_stands(name, self._question) for name in (*self._labels(field), *(name for name, of in asked_by().items() if of == field)))

    def _by_its_fields(self, told: dict[str, Detail], silent: dict[str, Detail], own: tuple[Detail, ...]) -> tuple[Detail, ...]:
        """What nothing on file answers is told by the names of the fields that it asks for, and by its own words only where it asks for none."""
        whole = {part.casefold() for part in (*self._parts, self._question)}
        if not silent or any(_is_of_words(one) and one.field.removeprefix(WORDS).casefold() in whole for one in own):
            return tuple(told.values())  # it is asked as a whole
        left = [one for one in own if one.field not in told]
        rest = [
            replace(one, closed=True) if _is_of_words(one) else self._sure(one) for one in left if _is_of_words(one) or one.open or self._called(one)
        ]
        kept = [one for field, one in told.items() if field not in silent]
        return (*kept, *rest) if rest else tuple(told.values())

    def _is_of_terms(self, detail: Detail) -> bool:
        """Whether it is what the seller agrees to, asked for in words of the question beside what the record tells."""
        words = [str(one.value) for one in self._reading.supposed if one.field == detail.field]
        return detail.field.startswith("terms.") and any(word.casefold() in self._question.casefold() for word in words)

    def _called(self, detail: Detail) -> bool:
        """Whether the question has a word of what the field is called."""
        said = " ".join(self._parts)
        return any(coverage(terms_asked(label, detail.offer.product), said)[0] > 0 for label in self._labels(detail.field))

    def _supposes(self, detail: Detail) -> bool:
        """Whether it is of a single word that was to be confirmed, a part of the question, and what says so is in the other language."""
        word, described = detail.field.removeprefix(WORDS), detail.described
        if described is None or not detail.field.startswith(WORDS) or word in self._parts or len(content(word)) != 1:
            return False
        return language_of(word) != language_of(described.quote)

    def _confirms(self, detail: Detail, found: Found) -> bool:
        """Whether the field that was to be confirmed is so, and is what comes nearest to the question."""
        return detail.answer is True and any(f"attr.{line.attribute}" == detail.field for line in found.lines)

    def _sure(self, detail: Detail) -> Detail:
        """A no that rests on another word in the place of the one asked for, and not on a number or on words that exclude each other, is told as what
        is on record: a combination lock may be a TSA lock."""
        wanted = [one.value for one in self._reading.supposed if one.field == detail.field]
        texts = isinstance(detail.value, str) and self._answers.wording.flag(detail.value) is None and all(isinstance(one, str) for one in wanted)
        if detail.answer is not False or not detail.field.startswith("attr.") or not texts:
            return detail
        apart = all(self._exclusive(detail.field.removeprefix("attr."), str(detail.value), str(one)) for one in wanted)
        return detail if apart else replace(detail, answer=None)

    def _exclusive(self, attribute: str, value: str, wanted: str) -> bool:
        """Whether the trade knows both as values of one thing."""
        names = [name for name, attributes in self._vocabulary.concepts.items() if attribute in attributes]
        groups = [group.words for concept in concepts() if concept.name in names for group in concept.groups.values()]
        of = [{place for place, words in enumerate(groups) if any(word in each for word in words)} for each in (value.casefold(), wanted.casefold())]
        return bool(of[0]) and bool(of[1]) and not of[0] & of[1]

    def _asks_nothing(self, part: str, offer: Offer) -> bool:
        """Whether it is but a word around the others: 谢谢, "hi"."""
        return len(self._parts) > 1 and not terms_asked(part, offer.product)

    def _named(self, detail: Detail, part: str, offer: Offer, found: Callable[[], Found]) -> bool:
        """Whether the part asks for that field, and something is known of it. What the reader guessed counts where the words agree, or what is on
        file comes nearest to them just there."""
        kind = detail.field.partition(".")[0]
        known = detail.value is not None or detail.described is not None or bool(detail.heard and detail.heard.mentions)
        known = known or detail.field in _COUNTED
        if detail.field.startswith(UNIT):
            return True
        if detail.field.startswith(WORDS) or not known or _tells_many(detail):
            return False
        supposed = [one.text for one in self._reading.supposed if one.field == detail.field and one.text and one.text in part]
        if supposed and detail.answer is not None:
            if not self._says(detail, supposed) and _surely(found()):
                return False
            if isinstance(detail.value, str) and turned(detail.value, part) and self._answers.wording.flag(detail.value) is None:
                return False
            return self._whole((*supposed, *self._labels(detail.field)), part, offer)
        called = any(_stands(label, part) for label in self._labels(detail.field))
        if kind == "attr":
            best = line if (line := found().best) is not None and f"attr.{line.attribute}" == detail.field else None
            near = best is not None and not self._lacks(best.text, part, offer) and (not is_closed(part) or self._whole((best.text,), part, offer))
            return near or (called and self._asked_for(self._labels(detail.field), part, offer))
        if detail.field == "certification":
            return bool(supposed) or called or any(word in part.casefold() for word in answering_words()["papers"])
        if detail.field in _NAMED or _surely(found()):
            return called
        if detail.field in _OF_RECORDS:
            return called or not self._speaks_of_else(detail.field, part, offer)
        return kind in ("supplier", "capability", "terms", "review")

    def _speaks_of_else(self, field: str, part: str, offer: Offer) -> bool:
        """Whether the part has none of the words by which such a field is asked for, and others that weigh: "how many can be stacked?" asks for no
        stock."""
        terms = terms_asked(part, offer.product)
        ways = (*self._labels(field), *(name for name, of in asked_by().items() if of == field), *(way for of, way in questions() if of == field))
        return sum(terms.values()) >= WEIGHS and coverage(terms, " ".join(ways))[0] == 0

    def _says(self, detail: Detail, supposed: list[str]) -> bool:
        """Whether the record has the very words, in either language, or a number."""
        own = detail.offer.product
        name = detail.field.removeprefix("attr.")
        values = [attributes.get(name) for attributes in (own.attributes, own.text("zh").attributes, own.text("en").attributes)]
        texts = [str(value).casefold() for value in values if value is not None]
        return not isinstance(detail.value, str) or any(words.casefold() in text for words in supposed for text in texts)

    def _labels(self, field: str) -> tuple[str, ...]:
        """What it is called in both languages, and by who asks for such an attribute."""
        own = tuple(self._answers.wording.in_language(language).label(field) for language in ("zh", "en"))
        attribute = field.removeprefix("attr.")
        known = [name for name, attributes in self._vocabulary.concepts.items() if attribute in attributes] if field.startswith("attr.") else []
        return (*own, *(name for concept in concepts() if concept.name in known for name in concept.names))

    def _lacks(self, text: str, part: str, offer: Offer) -> bool:
        """Whether a line has nothing of a word that the part turns on."""
        return coverage(terms_asked(part, offer.product), text)[1] >= float(answering_words()["lacks"])

    def _asked_for(self, labels: tuple[str, ...], part: str, offer: Offer) -> bool:
        """Whether the part, or a clause of it, says little beside these names: "the cheaper one you showed, what's the torque on it"."""
        clauses = [clause for clause in _CLAUSES.split(part) if any(_stands(label, clause) for label in labels)]
        return any(self._whole(labels, clause, offer) for clause in (part, *clauses))

    def _whole(self, words: tuple[str, ...], part: str, offer: Offer) -> bool:
        """Whether little of what the part says is left beside these words."""
        terms = terms_asked(part, offer.product, called_too=False)
        share, _ = coverage(terms, " ".join(words))
        return not terms or share >= WHOLE


def _is_of_words(detail: Detail) -> bool:
    return detail.field.startswith(WORDS)


def _tells_many(detail: Detail) -> bool:
    """Whether its value is sentences, of which one answers."""
    kind, _, name = detail.field.partition(".")
    if kind != "attr" or not isinstance(detail.value, str):
        return False
    return len(str(plain_value(name, detail.value) or detail.value)) > LONG


def _surely(found: Found) -> bool:
    return found.told and found.sure >= SURER


def _beside(detail: Detail, found: Callable[[], Found]) -> Detail:
    """With what buyers wrote of the same, where it is said of the attribute that is asked for."""
    if not detail.field.startswith("attr."):
        return detail
    lines = found().lines if found().told else ()
    same = len(lines) > 1 and lines[0].source == "record" and f"attr.{lines[0].attribute}" == detail.field
    return replace(detail, found=replace(found(), lines=lines[1:])) if same else detail


def _stands(label: str, part: str) -> bool:
    names = [word for word in re.split(r"[\s/()（）]+", label.casefold()) if word]
    return bool(names) and all(held(stem(name), part) == 1 if name.isascii() else name in part for name in names)

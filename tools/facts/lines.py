"""What is on file of one product, line by line: its record, the seller's answers, description and title, and what buyers wrote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...ingest.plain_value import plain_value
from ...schema.evidence import Evidence
from ...schema.product import AttributeValue, Product, Scalar
from ...schema.review import Review
from ...understanding.language.text import language_of
from ..claims.dictating import puts_words
from ..claims.sentences import stretches
from ..decisions.on_file import Line, Source
from ..decisions.reviews import Quoted
from ..wording.plain import citable, plain
from ..wording.wording import Wording
from .pointing import speaks_of_others

LONG = 30
"""Letters of a value that is sentences, each a line of its own."""
NAMELIKE = 24
"""Letters from which on a value that stands in the title is a part of the product's name."""
MOST = 400
"""Lines of one product that are looked at."""


LONGEST = 60
"""Letters of what is quoted of a review."""
CLAUSED = 20
"""Letters of a sentence from which on its clauses are looked at by themselves: what one says is lost in the vector of all."""
_CLAUSE = re.compile(r"[，；;]|,(?!\d)|\s(?:and|but)\s")


def clauses(line: Line) -> tuple[Line, ...]:
    """The line, and each clause of it where it is long; all are quoted by the whole sentence, a buyer's long one by the clause alone."""
    parts = [part.strip() for part in _CLAUSE.split(line.text)] if len(line.text) > CLAUSED else []
    if len(parts) < 2:
        return (line,)
    told = (part for part in parts if len(part) > 2)
    rambling = line.source == "review" and len(line.text) > LONGEST
    if rambling:
        return tuple(
            replace(line, text=part, quoted=replace(line.quoted, quote=part)) for part in told if part in line.quoted.quote and _speaks(part)
        )
    return (line, *(replace(line, text=part) for part in told))


def lines_of(product: Product, reviews: Sequence[Review], wording: Wording) -> tuple[Line, ...]:
    """Each text once, in the buyer's language first; none that speaks of other goods, or that dictates what is to be said."""
    found: dict[str, Line] = {}
    for line in (*_record(product, wording), *_answers(product), *_described(product, wording), *_reviewed(product, reviews, wording)):
        found.setdefault(line.text.casefold(), line)
    return tuple(found.values())[:MOST]


def _record(product: Product, wording: Wording) -> Iterator[Line]:
    told = product.text(wording.language).attributes
    for name in product.attributes:
        if len(said := str(product.attributes[name])) > NAMELIKE and said.casefold() in product.title.casefold():
            continue  # what the title says is quoted of the title
        recorded, label = told.get(name, product.attributes[name]), wording.label(f"attr.{name}")
        every = tuple(_as_value(name, one) for one in (recorded if isinstance(recorded, tuple) else (recorded,)))
        value = every if isinstance(recorded, tuple) else every[0]
        sentences = [each for each in every if isinstance(each, str) and len(each) > LONG]
        for text in sentences:
            for sentence in _split(text):
                if _speaks(sentence):
                    yield Line(f"{label}: {sentence}", _quoted(product, sentence, wording), "record", name)
        if len(sentences) < len(every):
            yield Line(f"{label}: {_value(value, name, wording)}", _quoted(product, _value(value, name, wording), wording), "record", name)


def _as_value(name: str, told: Scalar) -> Scalar:
    """Without what its seller writes behind a short value."""
    plainly = plain_value(name, told)
    return plainly if plainly is not None and len(str(plainly)) <= LONG else told


def _value(value: AttributeValue, name: str, wording: Wording) -> str:
    return plain(wording.value(value, name))


def _answers(product: Product) -> Iterator[Line]:
    for one in product.questions:
        for sentence in _split(one.answer):
            if _speaks(sentence) and _speaks(one.question):
                evidence = Evidence(kind="product", ref=product.id, title=product.title, text=sentence, lang=product.lang)
                yield Line(f"{one.question} {sentence}", Quoted(evidence, sentence), "answer", question=one.question)


def _described(product: Product, wording: Wording) -> Iterator[Line]:
    own = product.text(wording.language)
    for source, texts in (("description", (own.description, product.description)), ("title", (own.title, product.title))):
        for text in dict.fromkeys(each for each in texts if each):
            for sentence in _split(text) if source == "description" else (text,):
                if _speaks(sentence):
                    yield _line(source, product, sentence, wording)  # type: ignore[arg-type]  # one of Source


def _line(source: Source, product: Product, sentence: str, wording: Wording) -> Line:
    quoted = _quoted(product, sentence, wording)
    return Line(sentence, Quoted(quoted.evidence, sentence, in_title=source == "title"), source)


def _reviewed(product: Product, reviews: Sequence[Review], wording: Wording) -> Iterator[Line]:
    title = product.text(wording.language).title or product.title
    for review in reviews:
        published = review.date.isoformat() if review.date else None
        evidence = Evidence(kind="review", ref=product.id, title=title, text=review.text, lang=review.lang, published=published)
        yield from (Line(one, Quoted(evidence, one), "review") for one in _split(review.text) if _speaks(one))


def _speaks(sentence: str) -> bool:
    """Whether it may be quoted of this product."""
    return any(map(str.isalnum, sentence)) and citable(sentence) and not puts_words(sentence) and not speaks_of_others(sentence)


def _split(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in stretches(text)]


def _quoted(product: Product, sentence: str, wording: Wording) -> Quoted:
    title = product.text(wording.language).title or product.title
    lang = language_of(sentence) or product.lang
    return Quoted(Evidence(kind="product", ref=product.id, title=title, text=sentence, lang=lang), sentence)

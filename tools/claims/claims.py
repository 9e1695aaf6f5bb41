"""Outside passages as claims."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from ...schema.claim import Claim
from ...schema.evidence import Evidence
from ...schema.reading import Language
from ...understanding.reader import Reader
from ..wording.plain import citable
from .asked import ANYTHING, Goods, asked
from .counted import held_by_records
from .form import understood
from .goods import is_of_them, of_other_goods, speaks_of_papers
from .in_hand import reader_of
from .knowing import may_say
from .named import named
from .sentences import Span, sentences
from .stance import recommends, stance
from .telling import tells

READ = 40
"""Sentences of one turn that are read for what they ask of products: each takes a few milliseconds."""
DOCUMENT = "document"
TRUSTED = 0.5
"""From here on a source may say what to choose; below it (forums, sellers) it is only quoted."""


def claims_of(evidence: Iterable[Evidence], reader: Reader, today: date, goods: Goods = ANYTHING) -> list[Claim]:
    """Every sentence, with what it asks of products where it recommends something that the catalogue's attributes can tell.

    `goods` is what is looked for: a word of its name ("wireless mouse") is nothing that a sentence asks for. What is said of one brand or product
    of the catalogue asks nothing of the others, and may not be what such a source can't know; of whoever isn't an authority
    it must be understood, and so must a stranger's advice. The owner's own documents are no stranger's.
    """
    found: list[Claim] = []
    left = READ
    known = (reader.vocabulary, *((reader_of(reader.vocabulary, goods.kinds).vocabulary,) if goods.kinds else ()))
    for piece in evidence:
        titled = of_other_goods(piece.title, goods.names)
        for sentence in sentences(piece.text):
            elsewhere = titled and not (piece.source_kind == DOCUMENT and is_of_them(sentence.text, goods.names))
            about = named(sentence.text, reader.vocabulary.facets, goods.titles)
            language: Language = "zh" if piece.lang == "zh" else "en"
            if about and not _sayable(piece, sentence.text, about, language, reader, goods):
                continue
            plainly = piece.source_kind == DOCUMENT or any(understood(sentence.text, words, "advice", goods.names) for words in known)
            advice = plainly and recommends(sentence.text) and citable(sentence.text)
            reads = left > 0 and not elsewhere and piece.trust >= TRUSTED and not about and advice
            left -= reads
            wanted = asked(sentence, language, reader, goods) if reads else []
            alone = (
                advice
                and not elsewhere
                and any(tells(sentence.text, words) for words in known)
                and not speaks_of_papers(sentence.text, reader.vocabulary)
            )
            found += [_claim(sentence, piece, today, about=about, tells=alone, **each) for each in wanted or [{}]]
    return found


def _sayable(piece: Evidence, sentence: str, about: Sequence[str], language: Language, reader: Reader, goods: Goods) -> bool:
    known = piece.source_kind == "authority" or understood(sentence, reader.vocabulary, "standing")
    held = held_by_records(sentence, language, reader, goods.category, goods.attributes)
    return known and held and may_say(piece, sentence, about, reader.vocabulary.facets)


def is_old(piece: Evidence, today: date) -> bool:
    """Whether what such a source said then may have changed since."""
    if piece.published is None:
        return False
    years = stance()["old_years"].get(piece.source_kind or "guide", 3)
    return date.fromisoformat(piece.published[:10]) < today - timedelta(days=round(years * 365.25))


def _claim(sentence: Span, piece: Evidence, today: date, **asked: Any) -> Claim:
    return Claim(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        ref=piece.ref,
        source=piece.source,
        source_kind=piece.source_kind,
        published=piece.published,
        retrieved_at=piece.retrieved_at,
        trust=piece.trust,
        old=is_old(piece, today),
        lang=piece.lang,
        **asked,
    )

"""What is known in the house: the store's guides, the documents that its owner ingested, and the general notes that come with Daogou."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Thread

import yaml

from ...schema.evidence import Evidence
from ..analysis import is_chinese, terms, words
from ..held import held
from ..lines.index import letters
from ..notes import notes, trade_of
from ..passages import PassageRetriever
from ..search import SearchRequest
from ..stop_words import STOP_WORDS

ANSWERS = 6
"""Lines that are looked at as answers to one question."""
SURE = 0.4
"""From here on a line is quoted as the answer."""
NOTED, OWN = 0.5, 0.4
"""The same of a general note: of all trades some line has a question's words; and of one to the goods in hand."""
OF_ALL_GOODS = ("product-papers-and-certificates", "wholesale-terms", "textiles-and-fabrics", "sizes-and-fit", "gifts-and-occasions")
"""Trades whose notes hold for goods of others too."""
SURELY = 0.65
"""From here on a note to other goods than those in hand is quoted, and one to these that has no word of the question but what they are called."""


class GuideSearch:
    """The store's guides."""

    name = "guides"
    documents = False

    def __init__(self, passages: PassageRetriever) -> None:
        self._passages = passages

    def search(self, request: SearchRequest) -> list[Evidence]:
        """Where a question is asked, first the passages whose lines answer it, the likeliest first; then what is found for the query."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        answers = self._answers(request) if request.question else []
        known = {(piece.ref, piece.text) for piece in answers}
        found = [*answers, *(piece for piece in self._found(request) if (piece.ref, piece.text) not in known)]
        return [piece.model_copy(update={"retrieved_at": piece.retrieved_at or now}) for piece in found]

    def _answers(self, request: SearchRequest) -> list[Evidence]:
        found = self._passages.answers(
            request.question, language=request.language, category=request.category, about=request.about, k=ANSWERS, documents=self.documents
        )
        first: dict[tuple[str, str], Evidence] = {}
        for piece in found:
            first.setdefault((piece.ref, piece.text), piece)
        return list(first.values())

    def _found(self, request: SearchRequest) -> list[Evidence]:
        if not request.query:
            return []
        return self._passages.retrieve(
            request.query,
            language=request.language,
            category=request.category,
            topics=request.topics,
            kinds=("guide",),
            k=request.limit,
            documents=self.documents,
        )


class DocumentSearch(GuideSearch):
    """The owner's documents."""

    name = "documents"
    documents = True


class NoteSearch:
    """The general notes, of no store. They are opened in the background, so that no turn waits for it."""

    name = "notes"

    def __init__(self) -> None:
        Thread(target=notes().open, daemon=True, name="notes").start()

    def search(self, request: SearchRequest) -> list[Evidence]:
        """The lines that are sure enough to answer the question, those of the goods' own trade alone where one does; none where nothing is asked, or
        what only a shop can answer."""
        if not request.question or _of_shop(request.language).search(request.question):
            return []
        now = datetime.now(UTC).isoformat(timespec="seconds")
        sure: list[Evidence] = []
        for trades in dict.fromkeys((request.trades, ())):
            found = notes().answers(request.question, language=request.language, about=request.about, k=ANSWERS, trades=trades)
            sure = sure or [piece for piece in found if (piece.sure >= NOTED if trades else _answers(piece, request))]
        return [piece.model_copy(update={"retrieved_at": now}) for piece in sure]


def _answers(piece: Evidence, request: SearchRequest) -> bool:
    """Whether a note is sure enough: beside goods in hand one to these, by a word that isn't their name, or one that is surer."""
    if not request.about:
        return piece.sure >= NOTED
    called, its = names(request.about), names(piece.title)
    if request.trades and trade_of(piece.ref) not in OF_ALL_GOODS and not names(request.question) & its:
        return False  # of parcel tape, beside towels
    if piece.sure >= SURELY:
        return True
    asked = [one.term for one in words(request.question) if len(one.term) > 1 and one.term not in STOP_WORDS and not names(one.term) & called]
    own = bool(called & its) or bool(names(request.question) & its)
    return own and piece.sure >= OWN and (not asked or any(held(term, piece.line) > 0 for term in asked))


@cache
def _of_shop(language: str) -> re.Pattern[str]:
    rows: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("of_shop.yaml").read_text("utf-8"))
    return re.compile("|".join(rows.get(language, rows["en"])), re.IGNORECASE)


def names(text: str) -> frozenset[str]:
    """Its words, and of Chinese what words have in common that are cut otherwise."""
    return frozenset((*terms(text), *(pair for pair in letters(text) if is_chinese(pair))))

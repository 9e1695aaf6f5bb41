"""What no reply may hold, whatever stands in the records: links, images, HTML, foreign layout, letters that aren't seen."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ...schema.reply import Reply

_OURS = frozenset(
    ("paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "strong", "text", "softbreak", "hardbreak", "inline"),
)
"""The Markdown that our writers use."""
_ADDRESS = re.compile(
    r"\b(?:https?|hxxps?|ftp|file|javascript|data|vbscript|mailto):(?=\S)"
    r"|(?<![\w.])(?:[\w-]+\.)+[a-z]{2,}/|\w@\w+\.\w|\w\[\.\]\w|(?<!\w)//\w",
    re.IGNORECASE,
)
_FILLERS = frozenset("\u115f\u1160\u180e\u3164\uffa0\u2800")
_PILED = re.compile(r"[\u0300-\u036f\u20d0-\u20ff]{3,}")
"""Combining marks behind one letter: so many are no language."""


def faults(reply: Reply) -> list[str]:
    """What is wrong in any text of the reply, each with where it stands."""
    return [f"{where}: {fault} in {text[:120]!r}" for where, text in texts(reply) for fault in dict.fromkeys(_faults(where, text))]


def texts(reply: Reply) -> Iterator[tuple[str, str]]:
    """Every text that a buyer reads or sends on, but the cards, which are as recorded."""
    yield "text", reply.text
    yield from (("question", reply.question),) if reply.question else ()
    for suggestion in reply.suggestions:
        yield "suggestions", suggestion.text
    for citation in reply.citations:
        yield "citations.title", citation.title
        yield "citations.quote", citation.quote
        yield from (("citations.source", citation.source),) if citation.source else ()
    for relaxation in reply.relaxations:
        yield "relaxations", relaxation.text
        yield "relaxations.say", relaxation.say
    for inquiry in reply.inquiries:
        yield "inquiries", inquiry.text
    if reply.comparison is not None:
        yield "comparison.verdict", reply.comparison.verdict
        for row in reply.comparison.rows:
            yield from (("comparison", each) for each in (row.label, *row.values))


def text_faults(text: str) -> list[str]:
    """As `faults`, of a text by itself."""
    return list(dict.fromkeys(_faults("", text)))


def _faults(where: str, text: str) -> Iterator[str]:
    yield from (f"U+{ord(letter):04X}" for letter in text if _unseen(letter))
    if _PILED.search(text):
        yield "piled marks"
    if found := _ADDRESS.search(text):
        yield f"address {found.group()!r}"
    if where != "citations.source":  # a host's name, which says who said it
        kinds = (token.type.removesuffix("_open").removesuffix("_close") for token in _tokens(_markdown().parse(text)))
        yield from (f"Markdown {kind}" for kind in kinds if kind not in _OURS)
    if where not in ("text", "inquiries") and "\n" in text:
        yield "a line of its own"


def _tokens(parsed: list[Token]) -> Iterator[Token]:
    for token in parsed:
        yield token
        yield from _tokens(token.children or [])


def _unseen(letter: str) -> bool:
    return (unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") and letter != "\n") or letter in _FILLERS


@cache
def _markdown() -> MarkdownIt:
    """As a page would show it: GitHub's Markdown with bare addresses made into links."""
    return MarkdownIt("gfm-like")

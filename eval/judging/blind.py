"""What hides who wrote a reply: formatting made alike, names of systems and models taken out, labels that mean nothing, an order that is drawn."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import permutations
from pathlib import Path
from zlib import crc32

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

LABELS = ("K", "M", "R", "T", "V", "X")
"""Letters without a rank; which stands for whom is drawn anew for every order."""
_MARKS = frozenset("*_#`|[<>~\\!&=\t\r")
_LISTED = re.compile(r"^ *(?:-+|\+|\d{1,9}[.)])(?: |$)", re.MULTILINE)
"""What makes Markdown of a text; without it there is nothing to parse."""
_CELL = "\x1f"
_LINE_ENDS = frozenset({"paragraph_close", "heading_close", "tr_close", "list_item_close", "softbreak", "hardbreak"})
_WORDS = Path(__file__).parent / "words"


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The words and line breaks of Markdown without its looks: no emphasis, headings, links, tables or fences; a list item is a line with a dash."""
    written = "".join(_written(_parser().parse(text))) if _MARKS & set(text) or _LISTED.search(text) else text
    lines = [line.strip(f"{_CELL} ").replace(_CELL, "; ") for line in written.split("\n")]
    return "\n".join(line for line in lines if line)


def nameless(text: str, names: Collection[str]) -> str:
    """`text` without the names of systems, models and their makers."""
    low = text.lower()
    for name in sorted({*names, *_known()}, key=len, reverse=True):
        if name and name.lower() in low:
            text = _without(text, name)
            low = text.lower()
    return text


def ways(systems: Sequence[str], contest: str, seed: int) -> list[tuple[str, ...]]:
    """Every rotation, from a beginning that is drawn: each system stands once in each place."""
    drawn = list(permutations(systems)) if len(systems) <= 3 else [tuple(systems), tuple(reversed(systems))]
    first = drawn[draw(f"{seed}/{contest}/order", len(drawn))]
    return [first[place:] + first[:place] for place in range(len(first))]


def labels(count: int, contest: str, way: int, seed: int) -> tuple[str, ...]:
    """As many labels as there are replies, in an order that is drawn."""
    drawn = _labelled(count)
    return drawn[draw(f"{seed}/{contest}/{way}/labels", len(drawn))]


def draw(key: str, count: int) -> int:
    """A number below `count`, always the same for the same key."""
    return crc32(key.encode()) % count


@cache
def _labelled(count: int) -> list[tuple[str, ...]]:
    return list(permutations(LABELS, count))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


@cache
def _known() -> frozenset[str]:
    return frozenset(yaml.safe_load((_WORDS / "identities.yaml").read_text("utf-8")))


def _without(text: str, name: str) -> str:
    at, low, end = 0, text.lower(), len(name)
    kept = []
    while (found := low.find(name.lower(), at)) >= 0:
        kept.append(text[at:found])
        kept.append("…" if _whole(text, found, found + end) else text[found : found + end])
        at = found + end
    return "".join(kept) + text[at:]


def _whole(text: str, start: int, end: int) -> bool:
    """Whether an ASCII name isn't the middle of another word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalpha())


def _written(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "list_item_open":
            yield "\n- "
        elif token.type in ("td_close", "th_close"):
            yield _CELL
        elif token.type in _LINE_ENDS:
            yield "\n"
        elif token.type == "text":
            yield token.content.replace("**", "")  # what CommonMark leaves where Chinese stands beside punctuation
        elif token.type in ("code_inline", "fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield f"\n{Markup(token.content).striptags()}\n"
        elif token.children:
            yield from _written(token.children)

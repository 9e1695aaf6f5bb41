"""Contests: replies of several systems to one conversation; people's ratings of them, and replies as a rater sees them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal, cast

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from pydantic import Field, field_validator

from ..schema.base import Noun
from ..schema.errors import InputError
from ..schema.reading import Language
from .compare.cases import Pair
from .compare.manifest import pairs_of
from .texts import rows_of

_MARKS = frozenset("*_#`|[<>~\\!&=\t\r")
_LISTED = re.compile(r"^ *(?:-+|\+|\d{1,9}[.)])(?: |$)", re.MULTILINE)
"""What makes Markdown of a text; without it there is nothing to parse."""
_CELL = "\x1f"
_LINE_ENDS = frozenset({"paragraph_close", "heading_close", "tr_close", "list_item_close", "softbreak", "hardbreak"})


class Message(Noun):
    role: Literal["user", "assistant"]
    content: str


class Contest(Noun):
    """`conversation` ends with the buyer's message; `replies` are by system; `records` is what a rater may know of the facts."""

    id: str = Field(min_length=1)
    language: Language
    conversation: tuple[Message, ...] = Field(min_length=1)
    replies: dict[str, str] = Field(min_length=2)
    records: str = ""
    source: str = ""
    slice: str = ""

    @field_validator("conversation")
    @classmethod
    def _ends_with_the_buyer(cls, value: tuple[Message, ...]) -> tuple[Message, ...]:
        if value[-1].role != "user":
            raise ValueError("a conversation ends with the buyer's message")
        return value

    @property
    def systems(self) -> tuple[str, ...]:
        return tuple(sorted(self.replies))

    @property
    def asked(self) -> str:
        return self.conversation[-1].content


class Rating(Noun):
    """`choice` is a system, None for a tie. `content` says which words were rated, so that no rating is taken for one of others."""

    contest: str
    systems: tuple[str, str]
    choice: str | None
    rater: str
    content: str
    why: str = ""


def read_contests(path: Path) -> list[Contest]:
    """Raises InputError that names the line; ids must differ, and every contest must have the same systems."""
    found = rows_of(path, Contest, "name a file of contests, a JSON object a line")
    if twice := [name for name, count in Counter(contest.id for contest in found).items() if count > 1]:
        raise InputError(f"{path}: two contests are called {twice[0]!r}; give each an id of its own.")
    systems_of(found, str(path))
    return found


def systems_of(contests: Iterable[Contest], where: str = "The contests") -> tuple[str, ...]:
    """The systems that all of them compare."""
    known = {contest.systems for contest in contests}
    if len(known) != 1:
        raise InputError(f"{where}: every contest must have replies of the same systems, and there must be one; found {sorted(known) or 'none'}.")
    return known.pop()


def content(contest: Contest, systems: Iterable[str]) -> str:
    """A hash of the conversation and of the replies of these systems."""
    parts = (*(message.content for message in contest.conversation), *(contest.replies[system] for system in sorted(systems)))
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def read_gold(path: Path) -> list[Rating]:
    """The last rating of each contest by each rater. Raises InputError that names the line."""
    ratings = rows_of(path, Rating, "name a file of ratings")
    return list({(rating.rater, rating.contest, rating.content): rating for rating in ratings}.values())


def shown(contest: Contest) -> dict[str, str]:
    """By system, its reply as a rater sees it."""
    names = [system for system in contest.replies if not system.isalpha()]  # "new" and "base" are words of their own
    return {system: nameless(plain(text), names) for system, text in contest.replies.items()}


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The words and line breaks of Markdown without its looks: no emphasis, headings, links, tables or fences; a list item is a line with a dash."""
    written = "".join(_written(_parser().parse(text))) if _MARKS & set(text) or _LISTED.search(text) else text
    lines = [line.strip(f"{_CELL} ").replace(_CELL, "; ") for line in written.split("\n")]
    return "\n".join(line for line in lines if line)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


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


def nameless(text: str, names: Collection[str]) -> str:
    """`text` without the names of systems, models and their makers, where they aren't the middle of another word."""
    return _names(tuple(names)).sub("…", text)


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    known = yaml.safe_load((Path(__file__).parent / "identities.yaml").read_text("utf-8"))
    every = sorted(filter(None, {*names, *known}), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, every))})(?![A-Za-z])", re.IGNORECASE)


def of_folder(folder: Path) -> list[Contest]:
    """Turns of a folder that `eval compare` wrote, answered by both sides in the same form and as rightly, in other words. Raises InputError where it
    is no such folder."""
    try:
        pairs = list(pairs_of(folder))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{folder} is no folder of `daogou eval compare`; name one, or a file of contests.") from error
    before: dict[tuple[str, str], list[Pair]] = {}
    found = []
    for pair in pairs:
        if pair.base.form is None or pair.new.form is None:
            continue
        earlier = before.setdefault((pair.base.suite, pair.base.case), [])
        if (pair.base.form, pair.base.content) == (pair.new.form, pair.new.content) and pair.base.text != pair.new.text:
            found.append(_contest(pair, earlier))
        earlier.append(pair)
    return found


def _contest(pair: Pair, earlier: Sequence[Pair]) -> Contest:
    """What an assistant said before is told only where both sides said it: neither may profit from its own history."""
    said = []
    for one in earlier:
        said.append(Message(role="user", content=one.base.said))
        if one.base.text == one.new.text:
            said.append(Message(role="assistant", content=one.base.text))
    return Contest(
        id=pair.unit, language=cast(Language, pair.base.slices.get("language", ("zh",))[0]),
        conversation=(*said, Message(role="user", content=pair.base.said)),
        replies={"base": pair.base.text, "new": pair.new.text}, source=pair.base.source, slice=pair.base.owner,
    )  # fmt: skip

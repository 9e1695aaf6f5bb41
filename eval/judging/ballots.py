"""Ballots: a contest as a judge sees it, blind and in either order; the votes on them, and who wins by them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import permutations
from pathlib import Path
from typing import Literal, Protocol
from zlib import crc32

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from pydantic import Field, field_validator

from ...schema.base import Noun
from ...schema.errors import DaogouError, InputError
from ...schema.reading import Language
from ..compare.side import Outage
from ..texts import rows_of

LABELS = tuple(permutations(("K", "M", "R", "T", "V", "X"), 2))
"""Letters without a rank; which stands for whom is drawn anew for every order."""
MISSED = 0.05
"""Of a judge's ballots, that may stay unanswered since its server was away for a moment."""
_MARKS = frozenset("*_#`|[<>~\\!&=\t\r")
_LISTED = re.compile(r"^ *(?:-+|\+|\d{1,9}[.)])(?: |$)", re.MULTILINE)
"""What makes Markdown of a text; without it there is nothing to parse."""
_CELL = "\x1f"
_LINE_ENDS = frozenset({"paragraph_close", "heading_close", "tr_close", "list_item_close", "softbreak", "hardbreak"})
Winners = Mapping[str, str | None]
"""By contest, None a tie; a contest that isn't in it was not judged."""


class Message(Noun):
    role: Literal["user", "assistant"]
    content: str


class Contest(Noun):
    """`conversation` ends with the buyer's message; `replies` are by system; `records` is what a judge may know of the facts."""

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


def rated(gold: Iterable[Rating], contests: Sequence[Contest], base: str, new: str) -> dict[str, float]:
    """By contest whose words are still those that were rated: the mean of what people said, 1 for `new`, -1 for `base`."""
    wanted = {(contest.id, content(contest, (base, new))) for contest in contests}
    said: dict[str, list[int]] = defaultdict(list)
    for rating in gold:
        if (rating.contest, rating.content) in wanted:
            said[rating.contest].append({new: 1, base: -1}.get(rating.choice or "", 0))
    return {contest: sum(values) / len(values) for contest, values in said.items()}


@dataclass(frozen=True, slots=True)
class Ballot:
    """`replies` in the order shown, under `labels`. No identity is in it."""

    conversation: tuple[Message, ...]
    language: str
    records: str
    labels: tuple[str, ...]
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """The label chosen, None where the judge finds no difference; `scores` by criterion and label, as far as a judge gives them."""

    choice: str | None
    why: str = ""
    scores: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vote:
    """One judge on one ballot: the system chosen, None for a tie; `failed` says why there is no opinion, `away` that it is its server's fault."""

    contest: str
    judge: str
    order: tuple[str, ...]
    choice: str | None = None
    why: str = ""
    failed: str = ""
    away: bool = False
    scores: dict[str, dict[str, int]] = field(default_factory=dict)


class JudgeError(DaogouError):
    """A judge that gave no usable opinion in its time; the contest counts as unjudged by it."""


class JudgeAway(JudgeError):
    """Its server was away or didn't serve, which tells nothing of the judge."""


class Judge(Protocol):
    @property
    def name(self) -> str: ...

    def choose(self, ballot: Ballot) -> Opinion: ...


def ballots(contest: Contest, seed: int = 0) -> list[tuple[Ballot, tuple[str, ...]]]:
    """Of a contest of two systems one for either order, with its key: the systems in the order shown. Which is first is drawn."""
    texts, found = shown(contest), []
    first = 1 - 2 * _drawn(f"{seed}/{contest.id}/order", 2)
    for number, order in enumerate((contest.systems[::first], contest.systems[::-first])):
        labels = LABELS[_drawn(f"{seed}/{contest.id}/{number}/labels", len(LABELS))]
        found.append((Ballot(contest.conversation, contest.language, contest.records, labels, tuple(texts[system] for system in order)), order))
    return found


def _drawn(key: str, count: int) -> int:
    """A number below `count`, always the same for the same key."""
    return crc32(key.encode()) % count


def shown(contest: Contest) -> dict[str, str]:
    """By system, its reply as a judge or a person sees it."""
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
    known = yaml.safe_load((Path(__file__).parent / "words" / "identities.yaml").read_text("utf-8"))
    every = sorted(filter(None, {*names, *known}), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, every))})(?![A-Za-z])", re.IGNORECASE)


def hear(
    contests: Iterable[Contest], judges: Sequence[Judge], seed: int = 0, workers: int = 1, heard: Callable[[], None] = lambda: None
) -> list[Vote]:
    """Every judge's vote on every ballot, in a fixed order; `heard` is called after each. More workers where a judge is a server."""
    sittings = [(judge, contest.id, *one) for contest in contests for drawn in (ballots(contest, seed),) for judge in judges for one in drawn]

    def vote(sitting: tuple[Judge, str, Ballot, tuple[str, ...]]) -> Vote:
        judge, contest, ballot, order = sitting
        try:
            opinion = judge.choose(ballot)
        except JudgeError as error:
            return Vote(contest, judge.name, order, failed=str(error), away=isinstance(error, JudgeAway))
        finally:
            heard()
        systems = dict(zip(ballot.labels, order, strict=True))
        scores = {criterion: {systems[label]: score for label, score in by.items()} for criterion, by in opinion.scores.items()}
        return Vote(contest, judge.name, order, None if opinion.choice is None else systems[opinion.choice], opinion.why, scores=scores)

    if workers == 1:
        return list(map(vote, sittings))
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(vote, sittings))


def heard_out(votes: Sequence[Vote]) -> Sequence[Vote]:
    """As they are. Raises Outage where a judge's server was away at so many of them that what is left would be another sample."""
    for name, of in by_judge(votes).items():
        away = [vote for vote in of if vote.away]
        if len(away) > MISSED * len(of):
            raise Outage(
                f"Nothing is decided, since the judge {name!r} was away at {len(away)} of {len(of)} ballots ({away[-1].failed.rstrip('.')}); "
                "what it answered is kept: see that it serves, then give the same command again."
            )
    return votes


def by_judge(votes: Iterable[Vote]) -> dict[str, list[Vote]]:
    found: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes:
        found[vote.judge].append(vote)
    return found


def winners(votes: Iterable[Vote]) -> dict[str, Winners]:
    """By judge. A contest of which an order is missing was not judged: half the orders would be half blind."""
    found: dict[str, Winners] = {}
    for judge, of in by_judge(votes).items():
        heard: dict[str, list[Vote]] = defaultdict(list)
        for vote in of:
            heard[vote.contest].append(vote)
        whole = {contest: some for contest, some in heard.items() if len(some) > 1 and not any(vote.failed for vote in some)}
        found[judge] = {contest: majority([vote.choice for vote in some]) for contest, some in whole.items()}
    return found


def panel(by_judge: Mapping[str, Winners]) -> dict[str, str | None]:
    """Who more than half of the judges back that judged the contest; a judge's tie backs nobody."""
    contests = dict.fromkeys(contest for found in by_judge.values() for contest in found)
    return {contest: majority([found[contest] for found in by_judge.values() if contest in found]) for contest in contests}


def majority(choices: Sequence[str | None]) -> str | None:
    """What more than half chose; None, a tie, where there is none such."""
    top, count = Counter(choices).most_common(1)[0]
    return top if 2 * count > len(choices) else None

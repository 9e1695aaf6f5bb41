"""How much of an honest writer's wordings is taken, and what of a dishonest one's: worded.yaml, over the demo store's own replies.

Each wording goes through the gate alone (tools/phrasing), beside the line as a reply has it; what is taken is put in the reply, which the checker
of replies (eval/truth) then judges, and so is every piece of the gate's rows in the place of every other of its row. A follow-up's must do what
code's does, too.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pydantic import BaseModel, ConfigDict

from ...catalogue.catalogue import Catalogue
from ...graphs.opening import Assistant
from ...graphs.opening import open as open_assistant
from ...nodes.replay import outcome, with_
from ...nodes.worded_reply import WordedReply
from ...schema.context import Context
from ...schema.reply import Reply
from ...schema.settings import Settings
from ...tools.phrasing.alignment import phrases
from ...tools.phrasing.faults import faults as refused
from ...tools.phrasing.filled import filled
from ...tools.phrasing.line import Line
from ...tools.phrasing.words import END, PLACE, START, words
from ...tools.wording.glossary import CHINESE
from ..figure import Figure
from ..report import Report
from ..truth.checker import Fault, faults
from ..turns import Turn, Turns
from .playing import PATIENCE_S


class Told(BaseModel):
    """A line, or a follow-up, with places for its values, and wordings of it."""

    model_config = ConfigDict(extra="forbid")

    told: str
    honest: list[str] = []
    lies: list[str] = []


class Talk(BaseModel):
    """What a buyer says, and lines of the replies to it."""

    model_config = ConfigDict(extra="forbid")

    talk: list[str]
    lines: list[Told] = []
    follow_ups: list[Told] = []

    @property
    def language(self) -> str:
        return "zh" if CHINESE.search(self.talk[0]) else "en"


@dataclass(frozen=True)
class Wording:
    """`untrue` is what the checker of replies doubts of a reply with it that it doesn't of code's; `played`: there is such a reply."""

    language: str
    kind: str
    told: str
    text: str
    honest: bool
    taken: bool
    untrue: tuple[Fault, ...] = ()
    played: bool = True


def talks() -> list[Talk]:
    return [Talk.model_validate(each) for each in yaml.safe_load(files(__package__).joinpath("worded.yaml").read_text("utf-8"))]


def report_on(store: Path, report: Report, chosen: Sequence[Talk]) -> None:
    """Adds to the report: how many are taken has no target, but nothing that is dishonest, or that the checker doubts, may be."""
    found = worded(store, chosen)
    both = [(kind, language) for kind in KINDS for language in ("zh", "en")]
    rows = [(*each, *_counts([one for one in found if (one.kind, one.language) == each])) for each in both]
    report.table("a writer's wordings", ("", "language", "honest", "taken", "dishonest", "taken"), rows)
    for kind in KINDS:
        honest, taken, lies, passed = _counts([one for one in found if one.kind == kind])
        report.figures.append(Figure(f"honest wordings of {kind} taken", taken / max(honest, 1), None, ">=", "", f"{taken} of {honest}"))
        report.figures.append(Figure(f"dishonest wordings of {kind} taken", passed, 0, "=", "", f"of {lies}"))
    doubted = [one for one in found if one.untrue]
    over = [one.kind for one in found if one.taken]
    detail = f"over {len(over)}, {over.count(ROWS)} of them {ROWS}"
    report.figures.append(Figure("wordings taken that the checker doubts", len(doubted), 0, "=", "", detail))
    gone = [each.told for talk in chosen for each in (*talk.lines, *talk.follow_ups) if each.told not in {one.told for one in found if one.played}]
    report.figures.append(Figure("lines that no reply has any more", len(gone), None, "<=", "", ", ".join(gone)))
    for title, some in (
        ("honest and not taken", [one for one in found if one.honest and not one.taken and one.kind in KINDS]),
        ("dishonest and taken", [one for one in found if one.taken and not one.honest]),
        ("taken, and the checker doubts it", doubted),
    ):
        if some:
            report.table(title, ("", "wording"), [(one.kind, f"{one.text} {' '.join(each.why for each in one.untrue)}") for one in some])


KINDS = ("lines", "follow-ups")
ROWS = "pieces of rows"


def _counts(found: Sequence[Wording]) -> tuple[int, int, int, int]:
    honest, lies = [one for one in found if one.honest], [one for one in found if not one.honest]
    return len(honest), sum(one.taken for one in honest), len(lies), sum(one.taken for one in lies)


def worded(store: Path, chosen: Sequence[Talk]) -> list[Wording]:
    with TemporaryDirectory(prefix="daogou-worded-") as state:
        own = Settings(redis_url=None, state=Path(state), cache=False, retrieval_timeout_s=PATIENCE_S, search_timeout_s=PATIENCE_S)
        with open_assistant(store, settings=own) as assistant:
            return asyncio.run(_all(assistant, chosen))


async def _all(assistant: Assistant, chosen: Sequence[Talk]) -> list[Wording]:
    return [one for number, talk in enumerate(chosen) async for one in _of(assistant, talk, f"worded-{number}")]


async def _of(assistant: Assistant, talk: Talk, thread: str) -> AsyncIterator[Wording]:
    lines, follow_ups = ({each.told: each for each in all_} for all_ in (talk.lines, talk.follow_ups))
    said: list[str] = []
    for message in talk.talk:
        said.append(message)
        turn = await Turns(assistant).take(message, thread)
        worded = WordedReply.of(turn.reply, lambda text: None)
        own = _Own(turn.reply, assistant.shopfront.current().catalogue, tuple(said))
        for place, line in worded.open.items():
            given = _wordings(each) if (each := lines.pop(line.masked, None)) else ()
            for kind, wordings in ((KINDS[0], given), (ROWS, ((text, True) for text in swapped(line)))):
                for text, honest in wordings:
                    taken = not refused(line, text)
                    doubts = own.doubts(int(place), filled(line, text)) if taken else ()
                    yield Wording(talk.language, kind, line.masked, text, honest, taken, doubts)
        for line in worded.follow_ups.open.values():
            if each := follow_ups.pop(line.masked, None):
                for text, honest, taken in _follow_ups(each, line, turn, assistant):
                    yield Wording(talk.language, KINDS[1], each.told, text, honest, taken)
    for each in lines.values():  # whether a line is told hangs on which products come first; what the gate makes of it doesn't
        for text, honest in _wordings(each):
            yield Wording(talk.language, KINDS[0], each.told, text, honest, not refused(_of_places(each.told, talk.language), text), played=False)


class _Own:
    """A reply in code's words, and what the checker makes of it with one line in others."""

    def __init__(self, reply: Reply, catalogue: Catalogue, said: tuple[str, ...]) -> None:
        self._reply, self._catalogue, self._said = reply, catalogue, said
        self._before = [(one.kind, one.why) for one in self._found(reply.text)]

    def doubts(self, place: int, line: str) -> tuple[Fault, ...]:
        lines = self._reply.text.split("\n")
        lines[place - 1] = line
        return tuple(one for one in self._found("\n".join(lines)) if (one.kind, one.why) not in self._before)

    def _found(self, text: str) -> list[Fault]:
        return faults(self._reply.model_copy(update={"text": text}), self._catalogue, date.today(), self._said)


def swapped(line: Line) -> Iterator[str]:
    """The line with each piece of a row in the place of each other of it that is in the line."""
    for place, first in enumerate(line.tokens):
        start = first.end - len(first.letters)
        for mine in phrases(line.tokens, place, line.known):
            end = line.tokens[place + mine.length - 1].end
            for other in line.known.same:
                said = line.known.forms[other.strip(START + END)]
                if other != mine.said and line.known.means_the_same(mine.said, other) and len(PLACE.findall(said)) == len(mine.places):
                    values = iter(mine.places)
                    text = PLACE.sub(lambda _, values=values: next(values), said)  # type: ignore[misc]
                    text = text[:1].upper() + text[1:] if first.letters[:1].isupper() else text
                    yield line.masked[:start] + text + line.masked[end:]


def _of_places(told: str, language: str) -> Line:
    return Line(told, "", told, {place[1]: place[0] for place in PLACE.finditer(told)}, (), words(language))


def _follow_ups(each: Told, line: Line, turn: Turn, assistant: Assistant) -> Iterator[tuple[str, bool, bool]]:
    state = with_(turn.state, shop=assistant.shopfront.current())
    does = outcome(state, line.text, Context())
    for text, honest in _wordings(each):
        yield text, honest, not refused(line, text) and outcome(state, filled(line, text), Context()) == does


def _wordings(each: Told) -> Iterator[tuple[str, bool]]:
    yield from ((text, True) for text in each.honest)
    yield from ((text, False) for text in each.lies)

"""Cases out of live turns: proposed by code, with the end state that each had; a person confirms, corrects or drops them."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError
from rapidfuzz import fuzz, process, utils

from ...memory.turnlog.entry import LoggedTurn
from ...schema.errors import InputError
from ..compare.conversation import length
from ..compare.suites.threads import Held, add, expected, propose, rows_of
from ..texts import text_of
from .traces import Trace, Traces

WEIGHTS = {"down": 4.0, "rephrased": 3.0, "unread": 3.0, "nothing": 2.0, "degraded": 2.0, "unsure": 1.5, "asked back": 1.0}
"""What a buyer said or did weighs more than what we noticed by ourselves."""
Slices = Mapping[str, str]
UNSURE = 0.6
ALIKE = 85.0
SAID_AGAIN = 0.7
"""The share of characters (Chinese) and words that two messages in a row have in common where the second says the first again (Dice)."""
_TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+")
LOOKING = ("search", "refine")
Decide = Callable[[dict[str, Any]], dict[str, Any] | None]
"""What becomes of a proposed case: itself as it shall stand, `proposed` taken out where it is confirmed; None drops it."""


def surprises(trace: Trace, number: int) -> tuple[str, ...]:
    """By the names of WEIGHTS, the heaviest first."""
    turns = {one.reply.turn: one for one in trace.turns}
    turn, after, rating = turns[number], turns.get(number + 1), trace.ratings.get(number)
    reply, reading = turn.reply, turn.reading or {}
    hard = {one.name for one in reply.need.hard}
    meeting = any(not card.near and not hard & {*card.failed, *card.unknown} for card in reply.cards)
    found = {
        "down": rating is not None and rating.score < 0, "rephrased": after is not None and again(turn.said, after.said),
        "unread": any(kind == "unread" for kind, *_ in reading.get("notes", ())), "nothing": reply.intent in LOOKING and not meeting,
        "degraded": reply.degraded, "unsure": reading.get("confidence", 1.0) < UNSURE, "asked back": reply.question,
    }  # fmt: skip
    return tuple(name for name in WEIGHTS if found[name])


def again(said: str, then: str) -> bool:
    """Whether it is the same wish in other words, or in another order; the very same words are somebody who waits, other figures another wish."""
    one, other = Counter(_TOKEN.findall(said.lower())), Counter(_TOKEN.findall(then.lower()))
    figures = [{token for token in tokens if token.isdigit()} for tokens in (one, other)]
    dice = 2 * (one & other).total() / max((one + other).total(), 1)
    return said != then and one.total() > 2 and figures[0] == figures[1] and dice >= SAID_AGAIN


@dataclass(frozen=True, eq=False)
class Spot:
    """A turn of a trace, and why it was taken."""

    trace: Trace
    turn: int
    why: tuple[str, ...] = ()

    @property
    def at(self) -> LoggedTurn:
        return self.trace.upto(self.turn).turns[-1]

    @property
    def words(self) -> str:
        return utils.default_process(" / ".join(turn.said for turn in self.trace.upto(self.turn).turns))

    @property
    def surprise(self) -> float:
        return sum(WEIGHTS[name] for name in self.why)

    @property
    def slices(self) -> dict[str, str]:
        reply = self.at.reply
        return {"language": reply.language, "intent": reply.intent, "turn": "1" if self.turn == 1 else "2+", "length": length(self.at.said)}


def merged(spots: Sequence[Spot]) -> list[tuple[Spot, int]]:
    """The first of each group, with how many it stands for. Of one group are those whose words are alike and that ended in states of one shape."""
    groups: list[list[Spot]] = []
    shapes: dict[Any, list[int]] = defaultdict(list)
    for spot in spots:
        places = shapes[_shape(spot)]
        found = process.extractOne(spot.words, [groups[place][0].words for place in places], scorer=fuzz.ratio, score_cutoff=ALIKE)
        if found is not None:
            groups[places[found[2]]].append(spot)
        else:
            places.append(len(groups))
            groups.append([spot])
    return [(group[0], len(group)) for group in groups]


def _shape(spot: Spot) -> Any:
    """The end state without its figures."""
    told, fields = expected(spot.at.reply), sorted((one.field, one.op) for one in spot.at.reply.need.active)
    return spot.turn, told["intent"], told.get("category"), tuple(fields), str(told.get("cards")), told.get("asked")


def spots(traces: Iterable[Trace], wanted: Slices) -> Iterator[Spot]:
    """Turns of conversations that are there from their beginning, within the slices."""
    every = (Spot(trace, turn.reply.turn, surprises(trace, turn.reply.turn)) for trace in traces if trace.whole for turn in trace.turns)
    yield from (spot for spot in every if wanted.items() <= spot.slices.items())


def sample(found: Sequence[Spot], count: int, seed: int) -> list[Spot]:
    """Round after round through the slices, so that a rare one isn't crowded out; in each the most surprising and one drawn blindly in turn: what
    surprises nobody goes wrong too."""
    draw, groups = random.Random(seed), defaultdict[tuple[str, ...], list[Spot]](list)
    for spot in found:
        groups[tuple(spot.slices[name] for name in ("language", "intent", "turn"))].append(spot)
    lines = []
    for _, group in sorted(groups.items()):
        pairs = zip(sorted(group, key=lambda spot: -spot.surprise), draw.sample(group, len(group)), strict=True)
        lines.append(list(dict.fromkeys(spot for pair in pairs for spot in pair)))
    draw.shuffle(lines)
    return [line[place] for place in range(max(map(len, lines), default=0)) for line in lines if place < len(line)][:count]


class Proposed(NamedTuple):
    """`known` stood in the file already, `empty` led to nothing that a case could expect, `broken` conversations lack their beginning."""

    added: int
    merged: int
    known: int
    empty: int
    broken: int


def propose_cases(traces: Traces, file: Path, count: int, seed: int = 1, wanted: Slices | None = None) -> Proposed:
    found = list(spots(traces.all, wanted or {}))
    sizes = dict(merged(sorted(found, key=lambda spot: -spot.surprise)))
    added = known = empty = 0
    for spot in sample(list(sizes), len(sizes), seed):
        if added == count:
            break
        try:
            note = _note(spot.why, sizes[spot], spot.trace.ratings.get(spot.turn))
            row = propose(spot.trace.upto(spot.turn).as_turns(), spot.turn, note, bare=bool(spot.why))  # what went wrong is worth a person's label
        except InputError:
            empty += 1
            continue
        try:
            add(row, file)
            added += 1
        except InputError:
            known += 1
    return Proposed(added, len(found) - len(sizes), known, empty, sum(not trace.whole for trace in traces.all))


def _note(why: Collection[str], size: int, rating: Any) -> str:
    said = f"{', '.join(why) or 'drawn'}{f'; stands for {size}' if size > 1 else ''}"
    return said + (f"; rated {rating.score:+d}{f': {rating.comment}' if rating.comment else ''}" if rating is not None else "")


def review(file: Path, decide: Decide) -> tuple[int, int, int]:
    """How many were confirmed, dropped, and are still proposed. The file is written once, whole. Raises InputError where a case is none."""
    text = _read(file)
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    rows, confirmed, dropped, open_ = [], 0, 0, 0
    for row in rows_of(text, file):
        decided = decide(dict(row)) if row.get("proposed") else row
        if decided is None:
            dropped += 1
            continue
        _check(decided, file)
        confirmed += bool(row.get("proposed") and not decided.get("proposed"))
        open_ += bool(decided.get("proposed"))
        rows.append(decided)
    new = file.with_suffix(".new")
    new.write_text(head + (yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=140) if rows else ""), "utf-8")
    new.replace(file)
    return confirmed, dropped, open_


def _check(row: dict[str, Any], file: Path) -> None:
    try:
        Held.model_validate(row)
    except ValidationError as error:
        raise InputError(f"{file} is as it was: the case {row.get('id')!r} would be none: {error}") from error


def by_name(keep: Collection[str], drop: Collection[str]) -> Decide:
    def decide(row: dict[str, Any]) -> dict[str, Any] | None:
        if row["id"] in drop:
            return None
        return confirmed(row) if row["id"] in keep else row

    return decide


def confirmed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "proposed"}


def proposed_in(file: Path) -> list[dict[str, Any]]:
    return [row for row in rows_of(_read(file), file) if row.get("proposed")]


def _read(file: Path) -> str:
    return text_of(file, "`daogou eval cases LOG --to FILE` makes one")

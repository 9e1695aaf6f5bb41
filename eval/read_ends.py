"""What a misread message costs: `python -m daogou.eval read-ends`. Each turn of the last rounds of talks is taken twice from the state after the
hand-written commands of all turns before it: by its own hand-written commands, and by its words. Compared is where the two leave the conversation."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from langchain_core.runnables import Runnable

from ..graphs.assistant import build
from ..nodes.state import State
from ..retrievers.analysis import words
from ..schema.command import MOST_LINES, AnyCommand, Ask, AskParty, Choose, Compare, Keep, PurchaseList, Seek, Tell, Vary, Want
from ..schema.context import Context
from ..schema.need import Need
from ..schema.settings import Settings
from .assistants import PATIENT, opened
from .report import Report, share
from .talks.talk import talks_of

ROUNDS = Path(__file__).parent / "talks" / "rounds"
LAST, FIRST = 8, 3
"""Rounds, and cards."""
STORES = {"demo": "demo", "chorus": "chorus-icecat", "retail": "retail-demo-store", "litemall": "litemall-zh"}
"""As talks name a store -> as its folder is called."""
_IN_WORDS, _NO_WORDS = ("wishes", "asked"), {"attr", "terms", "不要", "not", "no"}
Ends = dict[str, frozenset[str]]
Said = frozenset[str]


class Pair(NamedTuple):
    """A turn taken by the hand-written commands and by the words: where each leaves the conversation, and the grounded commands."""

    store: str
    talk: str
    turn: int
    text: str
    hand: Ends
    read: Ends
    meant: tuple[AnyCommand, ...]
    taken: tuple[AnyCommand, ...]

    @property
    def apart(self) -> list[str]:
        """The parts of the end that differ."""
        return [part for part in self.hand if not _same(part, self.hand[part], self.read[part])]


def ends(after: State) -> Ends:
    """What a turn did, by part."""
    reading, need, purchase = after["reading"], after.get("need") or Need(), after.get("purchase")
    readings = (reading, *reading.also)
    asked = {name for one in readings for name in one.asked} | {f"{one.field}={_plain(one.value)}" for each in readings for one in each.supposed}
    held = [one for one in need.active if not one.pages and one.status != "inferred"]
    parts: dict[str, set[str]] = {
        "act": {_act(one.intent) for one in readings} - {"chitchat"} or {"chitchat"},
        "cards": {card.product_id for card in after["reply"].cards[:FIRST]},
        "goods": {need.category or _plain(need.query)},
        "topics": {one.need.category or _plain(one.need.query) for one in after.get("topics", ())},
        "hard conditions": {f"{one.field}{one.op}{_plain(one.value)}" for one in held if one.hard},
        "wishes": {f"{one.field}{one.op}{_plain(one.value)}" for one in held if not one.hard} | {_plain(one) for one in need.words},
        "subjects": {*after.get("focus", ())},
        "asked": {_plain(name.removeprefix("said.")) for name in asked},
        "quantity": {str(need.quantity)},
        "list": {f"{one.need.category or one.need.query} {one.need.quantity}" for one in (purchase.items if purchase else ()) if one.wanted},
    }
    return {name: frozenset(found) for name, found in parts.items()}


def _same(part: str, one: Said, other: Said) -> bool:
    """In words the same may be said otherwise: each of one side shares a word with one of the other."""
    if part not in _IN_WORDS:
        return one == other
    ours, theirs = ([{*said.replace("|", " ").split()} - _NO_WORDS for said in each] for each in (one, other))
    return all(any(said & each for each in theirs) for said in ours) and all(any(said & each for each in ours) for said in theirs)


def _act(intent: str) -> str:
    return "search" if intent == "refine" else intent


def _plain(value: object) -> str:
    """Words by what they mean to a search, in any order."""
    if isinstance(value, (tuple, list)):
        return "|".join(sorted(map(_plain, value)))
    return (
        " ".join(sorted({one.term for one in words(value)})) or value.casefold() if isinstance(value, str) else f"{value:g}" if value else str(value)
    )


def causes(meant: Sequence[AnyCommand], taken: Sequence[AnyCommand]) -> Said:
    """How the commands that were taken differ from those that were meant."""
    found = set[str]()
    lines, others = ([one for one in each if isinstance(one, PurchaseList) and one.lines] for each in (meant, taken))
    found |= {"list lost"} if lines and not others else {"list not meant"} if others and not lines else set()
    if lines and others and {(one.goods, one.quantity) for one in lines[0].lines} != {(one.goods, one.quantity) for one in others[0].lines}:
        found.add("list in other lines")
    if not lines and not others:
        found |= _of_goods(*([one for one in each if isinstance(one, Seek)] for each in (meant, taken)))
    found |= _of_wishes(*([one for one in each if isinstance(one, Want)] for each in (meant, taken)))
    ours, theirs = ({one.command: one for one in each if not isinstance(one, (Seek, Want, PurchaseList, Keep))} for each in (meant, taken))
    found |= {f"{name} lost" for name in ours.keys() - theirs.keys()} | {f"{name} not meant" for name in theirs.keys() - ours.keys()}
    for name in ours.keys() & theirs.keys():
        found |= {f"{name}: {what}" for what in _slots(ours[name], theirs[name])}
    return frozenset(found)


def _of_goods(meant: Sequence[Seek], taken: Sequence[Seek]) -> set[str]:
    one, other = (next((each for each in seeks if each.goods), None) for seeks in (meant, taken))
    found = {"goods lost"} if one and not other else {"goods not meant"} if other and not one else set[str]()
    if one and other:
        found |= {"other goods"} if one.goods != other.goods else {"seek against refine"} if one.topic != other.topic else set()
    numbers = [{each.quantity for each in seeks} - {None} for seeks in (meant, taken)]
    return found | ({"quantity"} if numbers[0] != numbers[1] else set())


def _of_wishes(meant: Sequence[Want], taken: Sequence[Want]) -> set[str]:
    ours, theirs = list(meant), list(taken)
    found = set[str]()
    for one in meant:
        same = next((each for each in theirs if one.field == each.field and _alike(one, each)), None)
        same = same or next((each for each in theirs if _alike(one, each)), None)
        if same is None:
            continue
        ours.remove(one)
        theirs.remove(same)
        found |= {"wish of another field"} if one.field != same.field else {"wish turned or bounded otherwise"} if one.op != same.op else set()
        found |= {"wish in other words"} if one.field == same.field and _plain(one.value) != _plain(same.value) else set()
        found |= {"wish harder or softer"} if (one.strength == "wish") != (same.strength == "wish") else set()
    hard = {"a condition": [one for one in ours if one.field], "a wish in words": [one for one in ours if not one.field]}
    found |= {f"{name} lost" for name, left in hard.items() if left}
    return found | {f"{'a condition' if one.field else 'a wish in words'} not meant" for one in theirs}


def _alike(one: Want, other: Want) -> bool:
    if not isinstance(one.value, (str, tuple)) or not isinstance(other.value, (str, tuple)):
        return one.value == other.value
    ours, theirs = ({*_plain(each.value).replace("|", " ").split()} for each in (one, other))
    return bool(ours & theirs)


def _slots(one: AnyCommand, other: AnyCommand) -> Iterator[str]:
    if isinstance(one, (Ask, AskParty)) and isinstance(other, (Ask, AskParty)):
        yield from ("other pointer",) if _pointed(one.of) != _pointed(other.of) else ()
        ours, theirs = ({*map(_plain, (*each.fields, *(f"{want.field} {_plain(want.value)}" for want in each.suppose)))} for each in (one, other))
        yield from ("other question",) if ours != theirs else ()
    elif isinstance(one, (Choose, Compare)) and isinstance(other, (Choose, Compare)):
        yield from ("other pointer",) if _pointed(one.among) != _pointed(other.among) else ()
    elif isinstance(one, Vary) and isinstance(other, Vary):
        yield from ("other way",) if (one.how, one.field, _pointed(one.than)) != (other.how, other.field, _pointed(other.than)) else ()
    elif not isinstance(one, Tell) and one.model_dump(exclude={"quote", "by", "confidence", "text"}) != other.model_dump(
        exclude={"quote", "by", "confidence", "text"}
    ):
        yield "otherwise"


def _pointed(pointers: Sequence[Any]) -> Said:
    return frozenset(f"{one.kind} {one.ordinal} {one.sort} {one.place} {'' if one.ordinal else ' '.join(map(_plain, one.words))}" for one in pointers)


def pairs(store: Path, name: str, files: Sequence[Path]) -> Iterator[Pair]:
    """Every turn of the store's talks."""
    with opened(store, Settings(**PATIENT, search_provider="none", probe_timeout_s=60)) as assistant:
        graph: Runnable[Any, Any] = build(assistant.shopfront.current, assistant.settings, input=State).compile()
        for talk in (each for file in files for each in talks_of(file) if each.store == name):
            state: State = {}
            for number, said in enumerate(talk.turns, 1):
                read, hand = (
                    asyncio.run(graph.ainvoke({**state, "text": said.buyer, "commands": by, "sourced": None}, context=Context(thread=talk.id)))
                    for by in ((), said.commands)
                )
                yield Pair(name, talk.id, number, said.buyer, ends(hand), ends(read), hand["taken"].commands, read["taken"].commands)
                state = hand


def measure(stores: Mapping[str, Path], rounds: Sequence[Path] = ()) -> Report:
    """`stores` by their folder's name. `rounds`: files of talks, where none are given those of the last eight rounds."""
    files = list(rounds) or sorted(ROUNDS.glob("*/talks.jsonl"))[-LAST:]
    known = {name: stores[folder] for name, folder in STORES.items() if folder in stores}
    found = [pair for name, store in known.items() for pair in pairs(store, name, files)]
    return told(found)


def told(found: Sequence[Pair]) -> Report:
    """The share of turns that end alike, by part, and which difference in commands comes before which end."""
    report = Report("read-ends", "Turns by their words, against their hand-written commands", {"turns": len(found)})
    report.figures.append(share("ends alike", sum(not one.apart for one in found), len(found)))
    for name in dict.fromkeys(one.store for one in found):
        own = [one for one in found if one.store == name]
        report.figures.append(share(f"{name}: ends alike", sum(not one.apart for one in own), len(own)))
    parts = list(found[0].hand) if found else []
    report.figures += [share(f"same {part}", sum(part not in one.apart for one in found), len(found)) for part in parts]
    seen, cards, alone = Counter[str](), Counter[str](), Counter[str]()
    for one in (one for one in found if one.apart):
        why = causes(one.meant, one.taken) or {"same commands"}
        seen.update(why)
        cards.update(why if {"cards", "act", "subjects"} & {*one.apart} else ())
        alone.update(why if len(why) == 1 else ())
    rows = [(name, number, cards[name], alone[name]) for name, number in seen.most_common(MOST_LINES)]
    report.table("differences in commands of turns that end otherwise", ("", "turns", "other act, cards or subjects", "the only one"), rows)
    return report

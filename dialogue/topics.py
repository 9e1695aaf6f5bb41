"""The stack of topics: other goods open a new one, going back takes an earlier one up as it was left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..retrievers.analysis import words as content
from ..schema.condition import Condition
from ..schema.need import Need, Waiting
from ..schema.purchase import Purchase
from ..schema.reference import Shown
from ..schema.topic import Topic

KEPT = 10
"""Topics left that can be gone back to."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Dialogue:
    """A conversation between two turns: the need in hand, the lists shown (oldest first), what is talked about, the `topics` left,
    the latest last, and what is to be bought (`order`)."""

    need: Need | None = None
    shown: Sequence[Shown] = ()
    focus: tuple[str, ...] = ()
    talked: Sequence[tuple[str, ...]] = ()
    topics: Sequence[Topic] = ()
    order: Purchase = Purchase()


def left(now: Dialogue) -> tuple[Topic, ...]:
    """The topics, with the one in hand behind them: what it was is found again."""
    topic = _in_hand(now)
    others = [one for one in now.topics if topic is None or not _alike(one.need, topic.need)]
    return (*others, *((topic,) if topic else ()))[-KEPT:]


def as_listed(topics: Sequence[Topic], purchase: Purchase) -> list[Topic]:
    """The topics, each of goods on the buyer's list with what its line says by now: going back to it loses no number."""
    lines = [item.need for item in purchase.items if item.listed]
    of = [[need for need in lines if need.line == one.need.line and _alike(need, one.need)] for one in topics]
    return [one.model_copy(update={"need": found[0]}) if found else one for one, found in zip(topics, of, strict=True)]


def back_to(now: Dialogue, about: str | None) -> Dialogue | None:
    """The conversation with the topic in hand that is `about` such goods (None: the one left last), as it was left; None where there is none.

    The topic in hand is left instead. The list shown for the one taken up counts as the last shown, that of just these words before another of it.
    """
    topics = [one for one in reversed(now.topics) if about is None or called(one.need, about)]
    if not topics:
        return None
    topic = max(topics, key=lambda one: _near(one.need, about)) if about is not None else topics[0]
    others = tuple(one for one in now.topics if one is not topic)
    named = [
        one for one in now.shown if about is not None and _alike(topic.need, Need(category=one.category, query=one.query)) and one.query == about
    ]
    listed = named if named and topic.need.query != about else [one for one in now.shown if one.turn == topic.listed]
    shown = [*(one for one in now.shown if one not in listed), *listed]
    return replace(
        now,
        need=taken_up(topic.need, now.need),
        shown=shown,
        focus=topic.focus,
        talked=list(topic.talked),
        topics=left(replace(now, topics=others)),
    )


def at_goods(now: Dialogue, need: Need) -> Dialogue:
    """The conversation about goods that are to be bought: the topic in hand is left, and the list last shown of them counts as the last shown."""
    own = [one for one in now.shown if _of(one, need)]
    shown = [*(one for one in now.shown if one not in own), *own]
    return replace(now, need=taken_up(need, now.need), shown=shown, focus=(), topics=left(now))


def at_its_list(now: Dialogue) -> Dialogue:
    """The conversation at the goods in hand alone, where the last reply was of several: the list last shown of them counts as the last shown."""
    own = [one for one in now.shown if now.need is not None and _of(one, now.need)]
    if not own or {*now.focus} <= {*own[-1].product_ids}:
        return now
    return replace(now, shown=[*(one for one in now.shown if one not in own), *own], focus=())


def need_of(now: Dialogue, ids: Sequence[str]) -> Need | None:
    """The need that these products were shown for: that of their own line or topic; where they are of several, the one in hand, and the others
    wait."""
    return _by_line(now, _by_topic(now, ids), ids)


def _by_topic(now: Dialogue, ids: Sequence[str]) -> Need | None:
    meant, topics = {*ids}, [*(one.need for one in reversed(now.topics)), *(one.need for one in now.order.items)]
    of = [need for need in (now.need, *topics) if need is not None and meant & _shown_for(now, need)]
    if now.need is None or not of or meant <= _shown_for(now, now.need):
        return now.need
    whole = next((need for need in of if meant <= _shown_for(now, need)), None)
    if whole is not None:
        return taken_up(whole, now.need)
    known = {now.need.category, *(one.category for one in now.need.waiting)}
    return now.need.model_copy(update={"waiting": (*now.need.waiting, *(as_waiting(one) for one in of if one.category not in known))})


def _by_line(now: Dialogue, need: Need | None, ids: Sequence[str]) -> Need | None:
    """Where several lines of the list are of the same goods: of each product what its own line asks."""
    lines = [(item.need, {*item.shown} & {*ids}) for item in now.order.items if item.need.line]
    if need is None or not any(of and one.category == need.category for one, of in lines):
        return need
    first = next((one for one, of in lines if {*ids} <= of), None) or need
    own = next((of for one, of in lines if one.line == first.line), set[str]())
    waits = (as_waiting(one).model_copy(update={"products": tuple(of - own)}) for one, of in lines if of - own)
    return taken_up(first, need).model_copy(update={"waiting": (*first.waiting, *waits)})


def as_waiting(need: Need) -> Waiting:
    goods = need.category or need.query
    return Waiting(category=goods, query=need.query, words=need.words, quantity=need.quantity, audience=need.audience, conditions=need.active)


def _shown_for(now: Dialogue, need: Need) -> set[str]:
    return {each for one in now.shown if _of(one, need) for each in one.product_ids}


def listed_of(now: Dialogue, words: str) -> str | None:
    """What a list shown was of, where it is called so."""
    for one in reversed(now.shown):
        if one.product_ids and called(Need(category=one.category, query=one.query), words):
            return one.category or one.query
    return None


def about(now: Dialogue, words: str) -> bool:
    """Whether the topic in hand is called so, and none left is called nearer to it."""
    if now.need is None or not called(now.need, words):
        return False
    return all(_near(now.need, words) >= _near(one.need, words) for one in now.topics)


def _near(need: Need, words: str) -> tuple[bool, int]:
    """How near its goods come to being called so: in just these words, else in how many of them, what they must be included."""
    musts = (str(each) for one in need.active for each in (one.text, *(one.value if isinstance(one.value, tuple) else (one.value,))))
    names = {each.term for name in (need.category, need.query, *need.words, *musts) for each in content(name or "")}
    numbers = {float(one.value) for one in need.active if isinstance(one.value, (int, float)) and not isinstance(one.value, bool)}
    said = {each.term for each in content(words)}
    return named_so(need, words), sum(each in names or ((found := _NUMBER.match(each)) is not None and float(found[0]) in numbers) for each in said)


def nearest(needs: Sequence[Need], words: str) -> list[Need]:
    """Those of the goods that come nearest to being called so: of two lines of cables those of 3 m."""
    most = max((_near(one, words) for one in needs), default=None)
    return [one for one in needs if _near(one, words) == most]


def _in_hand(now: Dialogue) -> Topic | None:
    if now.need is None or not (now.need.category or now.need.query):
        return None
    listed = next((one.turn for one in reversed(now.shown) if _of(one, now.need)), 0)
    return Topic(need=now.need, focus=tuple(now.focus), talked=tuple(map(tuple, now.talked)), listed=listed)


def _of(shown: Shown, need: Need) -> bool:
    return bool(shown.product_ids) and (shown.category, shown.query) == (need.category, need.query)


def _alike(one: Need, other: Need) -> bool:
    return one.category == other.category if one.category else (one.category, one.query) == (other.category, other.query)


def named_so(need: Need, words: str) -> bool:
    """Whether just that is what its goods are called."""
    return words.casefold() in (need.query.casefold(), (need.category or "").casefold())


def called(need: Need, words: str) -> bool:
    """Whether its goods are called so, in part or with more around them, or it is for whom they name."""
    said = words.casefold()
    if need.audience and said == need.audience.casefold():
        return True
    names = (name.casefold() for name in (need.category, need.query, *need.query.split()) if name and (len(name) > 2 or not name.isascii()))
    return any(name in said or said in name for name in names)


def taken_up(need: Need, now: Need | None) -> Need:
    """As it was left; what was set since stays on record as removed, so that no id is used twice."""
    known = {each.id for each in need.conditions}
    since = [each.model_copy(update={"status": "removed"}) for each in (now.conditions if now else ()) if each.id not in known]
    kept = tuple(map(_inherited, need.conditions))
    facts = now.facts if now else need.facts
    return need.model_copy(update={"conditions": (*kept, *since), "facts": facts, "language": now.language if now else need.language})


def _inherited(condition: Condition) -> Condition:
    return condition.model_copy(update={"status": "inherited"}) if condition.status == "current" else condition

"""What came of a suggestion that was tapped: whether it led to nothing, or meant something else than it said."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.reply import Relaxation, Suggestion
from ..tools.decisions.barren import barren
from ..tools.decisions.listing import Listing
from ..tools.suggestions.trial import standing
from ..tools.wording.wording import Wording
from ..tools.writing.notes import SAID
from .turns import Turn

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SEARCHING = ("search", "refine")


def nothing(turn: Turn) -> str | None:
    """Why the turn brought nothing; None where it brought something."""
    return barren(turn.decision) or (f"without {', '.join(turn.reply.degraded)}" if turn.reply.degraded else None)


def not_read(turn: Turn) -> str | None:
    """What of its words the reading couldn't use."""
    unread = [text for kind, text in turn.reading.notes if kind in SAID]
    return f"not read: {', '.join(unread)}" if unread else None


def something_else(before: Turn, suggestion: Suggestion, turn: Turn, totals: tuple[int, int, int]) -> str | None:
    """How what was done differs from what was said; `totals` are the products that met the need before and after, and those of its shelf."""
    if suggestion.kind == "decide":
        return _decided(before, suggestion, turn)
    if turn.reply.intent not in _SEARCHING:
        return f"read as {turn.reply.intent}"
    if turn.reading.topic == "new":
        return _topic(suggestion, turn, totals)
    less, more = totals[1] < totals[0], totals[1] > totals[0]
    if suggestion.kind == "narrow" and not less or suggestion.kind == "widen" and not more:
        return f"{suggestion.kind}: {totals[0]} -> {totals[1]}"
    return _conditions(before.reply.need, suggestion, turn)


def unlike(typed: Turn, tapped: Turn) -> str | None:
    """In what a suggestion tapped by its commands differs from its words typed."""
    one, other = typed.reply, tapped.reply
    parts = {
        "intent": (one.intent, other.intent),
        "conditions": (standing(one.need), standing(other.need)),
        "goods": ((one.need.category, one.need.quantity), (other.need.category, other.need.quantity)),
        "cards": ([card.product_id for card in one.cards], [card.product_id for card in other.cards]),
    }
    return ", ".join(name for name, (said, done) in parts.items() if said != done) or None


def promised(relaxation: Relaxation, turn: Turn | None) -> str | None:
    """How what a relaxation brought differs from what it said; `turn` None where there were no words to take it up by."""
    if turn is None:
        return "no words for it"
    status = {one.id: one.status for one in turn.reply.need.conditions}
    looser = {one.id for one in relaxation.instead}
    if unlike := [name for name in relaxation.remove if status.get(name) != ("current" if name in looser else "relaxed")]:
        return f"{', '.join(unlike)}: {', '.join(status.get(name, 'gone') for name in unlike)}"
    total = turn.decision.total if isinstance(turn.decision, Listing) and not turn.decision.near_miss else 0
    return None if total == relaxation.count else f"brings {total} instead of {relaxation.count}"


def _decided(before: Turn, suggestion: Suggestion, turn: Turn) -> str | None:
    asked, again = before.state.get("pending"), turn.state.get("pending")
    if asked is not None and asked.kind in ("which", "contradiction"):
        return "asked again" if again is not None and again.kind == asked.kind else None
    if turn.plan.answer not in _answers(suggestion.text):
        return f"answered as {turn.plan.answer}"
    if turn.reading.topic == "new":
        return None if turn.reply.need.category else "no category was read"
    if not _same(before.reply.need, turn.reply.need):
        return "the need changed"
    return _another(before, suggestion, turn)


def _answers(text: str) -> list[str]:
    return [answer for answer, words in _expected().items() if any(word in text for word in words)]


@cache
def _expected() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(files(__package__).joinpath("answers.yaml").read_text("utf-8"))
    return loaded


def _another(before: Turn, suggestion: Suggestion, turn: Turn) -> str | None:
    """Whether it was about another product than the one whose place it names."""
    shown, language = before.state.get("shown", []), before.reply.language
    named = [place for place in range(10) if Wording(language).ordinal(place) in suggestion.text]
    if not shown or not named or not turn.reply.cards:
        return None
    return None if turn.reply.cards[0].product_id == shown[-1].product_ids[named[0]] else "another product"


def _topic(suggestion: Suggestion, turn: Turn, totals: tuple[int, int, int]) -> str | None:
    """A narrow one may begin with a shelf only where there was nothing to narrow, and must then leave out some of that shelf."""
    if suggestion.kind == "narrow" and (totals[0] or not 0 < totals[1] < totals[2]):
        return f"a new topic: {totals[0]} -> {totals[1]} of {totals[2]}"
    if suggestion.kind == "narrow" and (strange := _strange(suggestion.text, turn.reply.need.hard)):
        return f"sets {', '.join(strange)}"
    names = {card.product_id for card in turn.reply.cards}
    return None if names and turn.reply.need.category else "no category was read"


def _conditions(before: Need, suggestion: Suggestion, turn: Turn) -> str | None:
    old, now = {one.name for one in before.hard}, turn.reply.need.hard
    fresh = [one for one in now if one.name not in old]
    if (before.category, before.query) != (turn.reply.need.category, turn.reply.need.query):
        return f"searches for {turn.reply.need.query!r}"
    if strange := _strange(suggestion.text, fresh):
        return f"sets {', '.join(strange)}"
    lost = [one.name for one in before.hard if one.name not in {each.name for each in now} and not _replaced(one, fresh)]
    if suggestion.kind == "narrow":
        return f"gives up {', '.join(lost)}" if lost else None if fresh else "sets nothing"
    return None if fresh or lost else "gives up nothing"


def _strange(text: str, conditions: Iterable[Condition]) -> list[str]:
    """The conditions that these words don't name."""
    said = [float(number) for number in _NUMBER.findall(text)]
    return [one.name for one in conditions if not _says(text, said, one)]


def _replaced(old: Condition, fresh: list[Condition]) -> bool:
    return any(one.field == old.field and one.op[0] == old.op[0] for one in fresh)


def _says(text: str, numbers: list[float], condition: Condition) -> bool:
    """Whether the words name what the condition sets."""
    if isinstance(condition.value, (int, float)) and not isinstance(condition.value, bool):
        return any(abs(number - float(condition.value)) < 1e-6 or abs(number / 100 - float(condition.value)) < 1e-6 for number in numbers)
    return bool(condition.text) and _folded(condition.text) in _folded(text)


def _folded(text: str) -> str:
    """As a message is read: wide brackets and letters are plain ones (understanding/language/text.py)."""
    return unicodedata.normalize("NFKC", text).casefold()


def _same(one: Need, other: Need) -> bool:
    return (one.category, one.query, {each.name for each in one.active}) == (other.category, other.query, {each.name for each in other.active})

"""Every suggestion tapped: `python -m daogou.eval.suggestions` walks conversations and replays each suggestion as the next turn of the whole graph.

One led to nothing where its turn had nothing to show or say, and meant something else where another condition, topic or intent was read.
"""

import asyncio
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from ..catalogue.catalogue import Catalogue
from ..catalogue.conditions import Judge
from ..catalogue.facets import CategoryFacet
from ..graphs.opening import Assistant
from ..ingest.demo import demo_store
from ..schema.condition import Condition
from ..schema.context import Context
from ..schema.need import Need
from ..schema.reading import Language
from ..schema.reply import Relaxation, Reply, Suggestion
from ..schema.settings import Settings
from ..tools.decisions.barren import barren
from ..tools.decisions.listing import Listing
from ..tools.suggestions.situation import KINDS
from ..tools.suggestions.trial import standing
from ..tools.wording.wording import Wording
from ..tools.writing.notes import SAID
from .assistants import Turn, Turns, catalogue_of, opened
from .broken import count_broken, unit_price
from .report import Figure, Report, count, share
from .talk import LANGUAGES

_FLAGS, _SEARCHING = ("有", "无", "yes", "no"), ("search", "refine")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
TURNS = 3  # messages of a conversation after the opening one
SHOULD = "it should"


class Walk(NamedTuple):
    """A conversation: what it says first, and then one message of each kind."""

    language: Language
    messages: tuple[str, ...]


@cache
def _phrases(file: str = "walks.yaml") -> dict[str, Any]:
    return dict(yaml.safe_load(files(__package__).joinpath(file).read_text("utf-8")))


def walks(catalogue: Catalogue, seed: int = 1) -> Iterator[Walk]:
    """One conversation a category and language, the kinds of message in turn, so that each stands behind each."""
    random = Random(seed)
    leaves = [facet for facet in catalogue.facets().categories if facet.leaf]
    random.shuffle(leaves)
    for language in LANGUAGES:
        others = [*(kind for kind in _phrases()[language] if kind != "search"), "nothing", "nothing"]  # where relaxations are offered
        kinds = cycle(random.sample(others, len(others)))
        for facet in leaves:
            holes = _holes(catalogue, facet, random.choice(leaves), language, random)
            course = ["search", *(next(kinds) for _ in range(TURNS))]
            yield Walk(language, tuple(random.choice(_phrases()[language][kind]).format(**holes) for kind in course))
        yield Walk(language, tuple(random.choice(_phrases()[language][kind]) for kind in ("chitchat", "out_of_scope", "chitchat")))


def _holes(catalogue: Catalogue, facet: CategoryFacet, other: CategoryFacet, language: Language, random: Random) -> dict[str, object]:
    mask = Judge(catalogue.columns, date.today()).mask([Condition(id="c", field="category", op="=", value=facet.path[-1])])
    products = catalogue.products([catalogue.columns.ids[row] for row in mask.nonzero()[0]])
    prices = sorted(float(unit_price(product)) for product in products)
    texts = random.choice(products).text(language)
    values = [value for value in texts.attributes.values() if isinstance(value, str) and value.casefold() not in _FLAGS]
    brands = [product.text(language).brand for product in products if product.brand]
    certificates = [one.name for product in products for one in product.certifications]
    return {
        **{name: str(one.aliases.get(language, one.path)[-1]).lower() for name, one in (("goods", facet), ("other", other))},
        "price": round(prices[len(prices) // 2]), "more": round(prices[-1]), "little": max(1, round(prices[0] * 0.6)),
        "value": random.choice(values or [""]), "brand": random.choice(brands or [""]), "certificate": random.choice(certificates or ["CE"]),
    }  # fmt: skip


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
    if turn.plan.answer not in [answer for answer, words in _phrases("answers.yaml").items() if any(word in suggestion.text for word in words)]:
        return f"answered as {turn.plan.answer}"
    if turn.reading.topic == "new":
        return None if turn.reply.need.category else "no category was read"
    one, other = (({each.name for each in need.active}, need.category, need.query) for need in (before.reply.need, turn.reply.need))
    if one != other:
        return "the need changed"
    shown, wording = before.state.get("shown", []), Wording(before.reply.language)
    named = [place for place in range(10) if wording.ordinal(place) in suggestion.text]
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
    kept, instead = {each.name for each in now}, {(each.field, each.op[0]) for each in fresh}
    lost = [one.name for one in before.hard if one.name not in kept and (one.field, one.op[0]) not in instead]
    if suggestion.kind == "narrow":
        return f"gives up {', '.join(lost)}" if lost else None if fresh else "sets nothing"
    return None if fresh or lost else "gives up nothing"


def _strange(text: str, conditions: Iterable[Condition]) -> list[str]:
    """The conditions that these words don't name."""
    return [one.name for one in conditions if not _says(text, one)]


def _says(text: str, condition: Condition) -> bool:
    """Whether the words name what the condition sets."""
    if isinstance(condition.value, (int, float)) and not isinstance(condition.value, bool):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        return any(abs(number - float(condition.value)) < 1e-6 for each in numbers for number in (each, each / 100))
    said, wanted = (unicodedata.normalize("NFKC", each).casefold() for each in (text, condition.text or ""))  # as a message is read
    return bool(wanted) and wanted in said


@dataclass
class Tapped:
    """What was tapped, and what came out `wrong`: (said before, suggestion, kind of failure, what exactly). `broke` are relaxations that did not
    bring what they promised, `few` turns without three suggestions, `again` counts those that the turn before had too. `kinds_missing` counts
    turns by why they have fewer than three kinds ("": they have all)."""

    taps: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    few: list[tuple[str, str]] = field(default_factory=list)
    relaxations: int = 0
    broke: list[tuple[str, str, str]] = field(default_factory=list)
    again: int = 0
    kinds_missing: Counter[str] = field(default_factory=Counter)
    turns: int = 0
    replies: list[Reply] = field(default_factory=list)


class Tapper:
    """Walks conversations and taps, in a fork, all that each reply suggests."""

    def __init__(self, assistant: Assistant, today: date) -> None:
        self._turns, self._today = Turns(assistant), today
        self._retriever = assistant.shopfront.current().retriever
        self.found = Tapped()

    async def walk(self, walk: Walk, thread: str) -> None:
        before: Turn | None = None
        for message in walk.messages:
            turn = await self._turns.take(message, thread)
            self._look(turn, before)
            for suggestion in turn.reply.suggestions:
                await self._tap(turn, suggestion, thread)
            for relaxation in turn.reply.relaxations:
                await self._relax(turn, relaxation, thread)
            before = turn

    def _look(self, turn: Turn, before: Turn | None) -> None:
        self.found.turns += 1
        self.found.replies.append(turn.reply)
        if len(turn.reply.suggestions) != 3:
            self.found.few.append((turn.text, str(len(turn.reply.suggestions))))
        missing = set(KINDS) - {one.kind for one in turn.reply.suggestions}
        self.found.kinds_missing[_why(turn, self._count(turn.reply.need)) if missing else ""] += 1
        said = {one.text for one in before.reply.suggestions} if before else set()
        self.found.again += sum(one.text in said for one in turn.reply.suggestions)

    async def _tap(self, before: Turn, suggestion: Suggestion, thread: str) -> None:
        turn = await self._turns.take(suggestion.text, self._turns.fork(thread))
        need = turn.reply.need
        totals = self._count(before.reply.need), self._count(need), self._count(need.model_copy(update={"conditions": ()}))
        self.found.taps += 1
        self.found.kinds[before.reply.language, suggestion.kind] += 1
        self.found.replies.append(turn.reply)
        tapped = await self._turns.take(suggestion.text, self._turns.fork(thread), suggestion.commands)
        elsewhere = not_read(turn) or something_else(before, suggestion, turn, totals)
        failures = (("nothing", nothing(turn)), ("else", elsewhere), ("commands", unlike(turn, tapped)))
        told = [(before.text, f"{suggestion.kind}: {suggestion.text}", failure, why) for failure, why in failures if why]
        self.found.wrong += told[:1]

    async def _relax(self, before: Turn, relaxation: Relaxation, thread: str) -> None:
        self.found.relaxations += 1
        turn = await self._turns.take(relaxation.say, self._turns.fork(thread)) if relaxation.say else None
        self.found.replies += [turn.reply] if turn else []
        if why := promised(relaxation, turn):
            self.found.broke.append((before.text, relaxation.say or relaxation.text, why))

    def _count(self, need: Need) -> int:
        return self._retriever.count(need, today=self._today) if need.query or need.category or need.active else 0


def _why(turn: Turn, total: int) -> str:
    """Why a turn can't have three kinds; "it should" where nothing stands in the way."""
    asked = turn.state.get("pending")
    if asked is not None and asked.kind in ("which", "contradiction"):
        return "its question is answered first"
    return "nothing meets all: none can be fewer" if not total else "one meets all: none can be fewer" if total == 1 else SHOULD


def tap(assistant: Assistant, seed: int = 1, conversations: int | None = None) -> Tapped:
    tapper = Tapper(assistant, Context().today)

    async def all_walks() -> None:
        for number, walk in enumerate(islice(walks(catalogue_of(assistant), seed), conversations)):
            await tapper.walk(walk, f"walk-{number}")

    asyncio.run(all_walks())
    return tapper.found


def measure(store: Path | None = None, seed: int = 1, conversations: int | None = None) -> Report:
    """`store` None is the demo store; all walks where `conversations` is None."""
    settings = Settings()
    with opened(store or demo_store(settings), settings) as assistant:
        found = tap(assistant, seed, conversations)
        cards, broken = count_broken(found.replies, catalogue_of(assistant), Context().today)
    report = Report("suggestions", "Suggestions, each tapped as the next turn", {"turns": found.turns, "taps": found.taps, "seed": seed})
    report.table("by language and kind", ("", "taps"), [(" ".join(name), many) for name, many in sorted(found.kinds.items())])
    report.table("wrong", ("said before", "suggestion", "", "why"), found.wrong)
    report.table("turns without three", ("", "suggestions"), found.few)
    report.table("turns by why a kind is missing", ("", "turns"), [(why or "none is", many) for why, many in found.kinds_missing.most_common()])
    report.table("relaxations", ("said before", "relaxation", "why"), found.broke)
    failures = Counter(row[2] for row in found.wrong)
    report.figures += [
        Figure("suggestions tapped", found.taps, 1000, ">=", "") if conversations is None else Figure("suggestions tapped", found.taps, unit=""),
        count("led to nothing", failures["nothing"]),
        count("meant something else", failures["else"]),
        count("tapped by their commands came to something else than typed", failures["commands"]),
        count("turns without three suggestions", len(found.few)),
        Figure("suggestions said in the turn before too", found.again, None, "<=", ""),
        share("turns with three kinds", found.kinds_missing[""], found.turns),
        count("turns without three kinds that could have them", found.kinds_missing[SHOULD]),
        count("relaxations that did not bring what they promised", len(found.broke), f"{found.relaxations} tapped"),
    ]
    report.judged(cards, broken)
    return report


if __name__ == "__main__":
    measure().publish()

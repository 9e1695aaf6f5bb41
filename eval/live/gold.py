"""Gold: what a rated turn should have understood, from a case that a person confirmed, or from the buyer's own words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from ...schema.condition import Condition
from ...schema.need import Need
from ...tools.shop import Shop
from ...understanding.ledger.where import parse_where
from ..compare.suites.threads import Held
from ..meaning import Meaning
from .traces import Trace

LEAST = 4
"""Characters of the conversation that a comment repeats, from which on they are read by themselves."""


@dataclass(frozen=True)
class Gold:
    """`category` None: nothing is known of it. `source` says where it comes from."""

    category: str | None = None
    conditions: tuple[Condition, ...] = ()
    source: str = ""

    def lacking(self, need: Need, shop: Shop, today: date) -> list[str]:
        """What of it the need hasn't."""
        missing = [f"category={self.category}"] if self.category and need.category != self.category else []
        meaning = Meaning(shop.catalogue, need.model_copy(update={"category": self.category or need.category}), today)
        return missing + meaning.unlike([one.name for one in self.conditions], need.active)[0]

    def laid_over(self, need: Need, shop: Shop, today: date) -> Need:
        """The need as it should have been: what it lacks is added in place of what stands on the same field."""
        missing = set(Gold(None, self.conditions).lacking(need, shop, today))
        added = [one for one in self.conditions if one.name in missing]
        kept = [one for one in need.conditions if not (one.active and (one.field, one.op) in {(each.field, each.op) for each in added})]
        ids = [one.model_copy(update={"id": f"gold{place}", "status": "current"}) for place, one in enumerate(added)]
        query = self.category if self.category and need.category != self.category else need.query
        return need.model_copy(update={"category": self.category or need.category, "query": query, "conditions": (*kept, *ids)})


def gold_of(trace: Trace, number: int, comment: str | None, cases: Iterable[Held], shop: Shop) -> Gold:
    """A confirmed case of the same words goes before what the comment says."""
    said = [turn.said for turn in trace.upto(number).turns]
    for held in cases:
        if [turn.say for turn in held.turns[:number]] == said and len(held.turns) >= number:
            expect = held.turns[number - 1].expect
            conditions = [one for name in (*expect.conditions, *expect.has) if not name.startswith("?") for one in _parsed(name)]
            category = expect.category if isinstance(expect.category, str) else None
            return Gold(category, tuple(conditions), f"case {held.id}")
    return of_comment(trace, number, comment, shop) if comment else Gold()


def of_comment(trace: Trace, number: int, comment: str, shop: Shop) -> Gold:
    """What the buyer insists on: conditions and goods of the comment that he had named in the conversation. What he hadn't is a new wish, and no
    reply could have known it."""
    turns = trace.upto(number).turns
    said, need = " ".join(turn.said for turn in turns).lower(), turns[-1].reply.need
    readings = [shop.reader.read(text, need.category) for text in (_repeated(comment.lower(), said), comment) if text]
    conditions: dict[str, Condition] = {}
    for reading in readings:  # what he repeats goes before what he says of it: "they are not under 200" still insists on "under 200"
        known = {one.field for one in conditions.values()}
        wanted = (one for one in reading.conditions if one.hard and one.field not in known and not _describes(one, need))
        conditions |= {one.name: one for one in wanted if _named(one, said)}
    goods = [reading.category for reading in readings if reading.category]
    category = next((each for each in goods if any(name in said for name in _names(each, shop))), None)
    return Gold(category, tuple(conditions.values()), "the comment" if conditions or category else "")


def _describes(condition: Condition, need: Need) -> bool:
    """Whether it bounds from the other side what the need bounds: "more than thirty each" under a bound of 30 tells what he got."""
    other = {"<": ">", "<=": ">", ">": "<", ">=": "<"}.get(condition.op, "")
    return any(one.field == condition.field and other and one.op.startswith(other) for one in need.active)


def _repeated(comment: str, said: str) -> str:
    """What the comment says once more of what was said, word for word: "I said under 100 yuan" insists on "under 100 yuan"."""
    found = SequenceMatcher(None, comment, said, autojunk=False).find_longest_match()
    text = comment[found.a : found.a + found.size].strip()
    return text if len(text) >= LEAST and text != comment.strip() else ""


def _named(condition: Condition, said: str) -> bool:
    figures = re.findall(r"\d+(?:\.\d+)?", str(condition.value))
    if figures:
        return set(figures) <= set(re.findall(r"\d+(?:\.\d+)?", said)) | {f"{figure}.0" for figure in re.findall(r"\d+", said)}
    words = [condition.text, *(condition.value if isinstance(condition.value, tuple) else [str(condition.value)])]
    return any(word.lower() in said for word in words if word)


def _names(category: str, shop: Shop) -> Iterator[str]:
    yield category.lower()
    for facet in shop.catalogue.facets().categories:
        if facet.path[-1] == category:
            yield from (name.lower() for names in facet.aliases.values() for name in names)


def _parsed(name: str) -> Sequence[Condition]:
    soft = name.startswith("~")
    return [one.model_copy(update={"hard": not soft}) for one in parse_where(name.removeprefix("~").partition("|")[0].strip())]

"""Checks of a replayed turn against records: each one that is broken is a fault that nobody need believe the buyer for."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np

from ...catalogue.conditions import Judge
from ...schema.condition import Condition
from ...schema.need import Need
from ...tools.shop import Shop
from ...understanding.ledger.where import parse_where
from ..broken import broken
from ..compare.conversation import malformed
from ..compare.suites.threads import Held
from ..scenario import Meaning
from ..truth.checker import faults
from .traces import Played, Trace

LISTING = ("search", "refine")
LEAST = 4
"""Characters of the conversation that a comment repeats, from which on they are read by themselves."""


class Gold(NamedTuple):
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
            names = [name.partition("|")[0].strip() for name in (*expect.conditions, *expect.has) if not name.startswith("?")]
            wanted = ((one, name[0] != "~") for name in names for one in parse_where(name.removeprefix("~")))
            category = expect.category if isinstance(expect.category, str) else None
            return Gold(category, tuple(one.model_copy(update={"hard": hard}) for one, hard in wanted), f"case {held.id}")
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
        wanted = (one for one in reading.conditions if one.hard and one.field not in known and not any(_opposed(one, other) for other in need.active))
        conditions |= {one.name: one for one in wanted if _named(one, said)}
    goods = [reading.category for reading in readings if reading.category]
    category = next((each for each in goods if any(name in said for name in _names(each, shop))), None)
    return Gold(category, tuple(conditions.values()), "the comment" if conditions or category else "")


def _opposed(said: Condition, held: Condition) -> bool:
    """Whether it bounds from the other side what is bounded: "more than thirty each" under a bound of 30 tells what he got."""
    return said.field == held.field and {said.op[0], held.op[0]} == {"<", ">"}


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


class Broken(NamedTuple):
    """`check`: need, conditions, offered, records, text, form, or nothing there."""

    check: str
    what: str


def checked_as_answered(trace: Trace, gold: Gold, shop: Shop, today: date) -> list[Broken]:
    """The reply that the buyer saw; by the records only where they are still those that it was made from."""
    turn = trace.turns[-1]
    reply, found = turn.reply, list[Broken]()
    if lacking := gold.lacking(reply.need, shop, today):
        found.append(Broken("need", f"not understood: {', '.join(lacking)}"))
    if turn.store == shop.catalogue.manifest.version and (wrong := broken(reply, shop.catalogue, today)):
        found.append(Broken("conditions", "; ".join(f"{product} breaks {name}" for product, name in wrong[:5])))
    if wrong_form := malformed({"reply": reply.model_dump(mode="json")}):
        found.append(Broken("form", "; ".join(wrong_form)))
    return found


def checked(played: Played, gold: Gold, shop: Shop, today: date) -> Iterator[Broken]:
    """Of the turn played again."""
    reply = played.reply
    if lacking := gold.lacking(reply.need, shop, today):
        yield Broken("need", f"not understood: {', '.join(lacking)}")
    need = gold.laid_over(reply.need, shop, today)
    if wrong := broken(reply.model_copy(update={"need": need}), shop.catalogue, today):
        yield Broken("conditions", "; ".join(f"{product} breaks {name}" for product, name in wrong[:5]))
    yield from _offered(played, need, shop, today)
    products = {product.id: product for product in shop.catalogue.products([card.product_id for card in reply.cards])}
    recorded = {id: None if (price := product.price_at(need.quantity)) is None else str(price) for id, product in products.items()}
    if wrong_cards := [card.product_id for card in reply.cards if recorded.get(card.product_id, "") != card.price]:
        yield Broken("records", f"the price isn't the record's: {', '.join(wrong_cards)}")
    said = [str(answer["said"]) for answer in played.answers]
    strange = [fault.why for fault in faults(reply, shop.catalogue, today, said) if fault.kind in ("price", "number", "unit", "date")]
    if strange:
        yield Broken("text", f"from nowhere: {', '.join(strange[:5])}")
    if wrong_form := malformed(played.answers[-1]):
        yield Broken("form", "; ".join(wrong_form))


def _offered(played: Played, need: Need, shop: Shop, today: date) -> Iterator[Broken]:
    """Where something is looked for: what is offered is of the goods asked for, and something is wherever a record meets all. Of goods that no
    category is called by the records are asked by the words alone."""
    reply, hard = played.reply, {one.name for one in need.hard}
    if reply.intent not in LISTING or not (need.category or need.query):
        return
    if need.category:
        meeting = meeting_ids(need, shop, today)
        offered = [card.product_id for card in reply.cards if not hard & {*card.failed, *card.unknown}]
        if not meeting and not offered:
            yield Broken("nothing there", f"no record is {need.category} with {', '.join(sorted(hard)) or 'nothing else asked'}")
        elif meeting and not set(offered) & set(meeting):
            yield Broken("offered", f"nothing that meets all is offered, and {len(meeting)} records do")
    elif not reply.cards:
        count = shop.retriever.count(need, today=today)
        told = f"nothing is offered, and {count} records are {need.query}" if count else f"no record is {need.query}"
        yield Broken("offered" if count else "nothing there", told)


def meeting_ids(need: Need, shop: Shop, today: date) -> list[str]:
    """Of the records, exhaustively: what is of the category and meets every hard condition."""
    columns = shop.catalogue.columns
    wanted = [*need.hard, *([Condition(id="category", field="category", op="=", value=need.category)] if need.category else [])]
    return [str(columns.ids[row]) for row in np.flatnonzero(Judge(columns, today, need.quantity).mask(wanted))]

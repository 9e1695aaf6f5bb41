"""Planted feedback: triage against what is known of it (planted.yaml, unseen.yaml)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from daogou.catalogue.catalogue import Catalogue
from daogou.eval.compare.suite import NOW
from daogou.eval.live.checks import meeting_ids
from daogou.eval.live.traces import Fault, Replayer, Trace, Update
from daogou.eval.live.triage import Finding, triage
from daogou.memory.turnlog.entry import LoggedRating, LoggedTurn
from daogou.schema.candidate import Retrieval
from daogou.schema.reply import Reply
from daogou.tools.decisions.listing import Listing
from daogou.tools.decisions.offer import Offer

FILE, UNSEEN = (Path(__file__).with_name(name) for name in ("planted.yaml", "unseen.yaml"))
START = datetime.fromisoformat(NOW)


def rows(file: Path = FILE) -> Iterator[tuple[str, dict[str, Any]]]:
    """(what must come of it, the row)."""
    for what, some in yaml.safe_load(file.read_text("utf-8")).items():
        for row in some:
            yield what, row


def played(some: list[tuple[str, dict[str, Any]]], replayer: Replayer, begin: int = 0) -> Iterator[tuple[str, Finding]]:
    """(what must come of it, what came of it); each conversation is held and looked into with its fault planted."""
    for number, (what, row) in enumerate(some, begin):
        replayer.faults = FAULTS[row["fault"]](replayer) if row.get("fault") else {}
        traces = [_held(f"planted-{number}-{time}", row, replayer, time) for time in range(row.get("times", 1))]
        yield from ((what, finding) for finding in triage(traces, replayer).findings)


def _held(name: str, row: Mapping[str, Any], replayer: Replayer, time: int) -> Trace:
    turns = [_unsaid(name, text, place) for place, text in enumerate(row["say"], 1)]
    answers = replayer.play(Trace(name, tuple(turns))).answers
    logged = [turn.model_copy(update={"reply": Reply(**{**answer["reply"], "thread_id": name})}) for turn, answer in zip(turns, answers, strict=True)]
    buyer = "crowd" if row.get("times") else name
    rating = LoggedRating(
        at=START + timedelta(seconds=time), thread=name, buyer=buyer, turn=len(turns), score=-1, comment=row["comment"] and str(row["comment"])
    )
    return Trace(name, tuple(logged), {rating.turn: rating})


def _unsaid(name: str, text: str, number: int) -> LoggedTurn:
    empty = Reply(thread_id=name, turn=number, language="zh", intent="search", need={}, text="")  # type: ignore[arg-type]  # pydantic makes it
    return LoggedTurn(at=START.astimezone(UTC), thread=name, said=text, reply=empty)


def _without(*fields: str) -> Callable[[Replayer], dict[str, Fault]]:
    def forget(update: Update) -> Update:
        need = update["need"]
        left = tuple(one for one in need.conditions if one.field.partition(".")[0] not in fields)
        return {**update, "need": need.model_copy(update={"conditions": left})}

    return lambda replayer: {"intent": forget}


def _other_goods(replayer: Replayer) -> dict[str, Fault]:
    def mistake(update: Update) -> Update:
        need = update["need"]
        other = next(facet.path[-1] for facet in replayer.shop.catalogue.facets().categories if facet.path[-1] != need.category)
        return {**update, "need": need.model_copy(update={"category": other, "query": other})}

    return {"intent": mistake}


def _finds_nothing(replayer: Replayer) -> dict[str, Fault]:
    return {"internal_retrieval": lambda update: {**update, "retrieval": Retrieval(nothing_near=True)}}


def _finds_violators(replayer: Replayer) -> dict[str, Fault]:
    """What it finds claims to meet what it breaks."""
    seen: dict[str, Any] = {}

    def find(update: Update) -> Update:
        candidates, need = update["retrieval"].candidates, seen["need"]
        ids = _violators(replayer, need)[: len(candidates) or 5]
        name = [one.name for one in need.hard]
        made = [one.model_copy(update={"product_id": each, "failed": (), "met": tuple(name)}) for one, each in zip(candidates, ids, strict=False)]
        return {**update, "retrieval": update["retrieval"].model_copy(update={"candidates": tuple(made)})}

    return {"intent": _watching(seen), "internal_retrieval": find}


def _offers_violators(replayer: Replayer) -> dict[str, Fault]:
    seen: dict[str, Any] = {}

    def offer(update: Update) -> Update:
        products = _products(replayer.shop.catalogue, _violators(replayer, seen["need"]))
        return _offering(update, lambda one, place: {"product": products[place], "price": products[place].price_at(None)}, len(products))

    return {"intent": _watching(seen), "fusion": offer}


def _offers_other_prices(replayer: Replayer) -> dict[str, Fault]:
    return {"fusion": lambda update: _offering(update, lambda one, place: {"price": (one.price or 0) + 1}, 99)}


def _offering(update: Update, change: Callable[[Offer, int], dict[str, Any]], most: int) -> Update:
    made = tuple(replace(one, **change(one, place)) for place, one in enumerate(update["offers"][:most]))
    decision = update["decision"]
    return {**update, "offers": made, "decision": replace(decision, offers=made) if isinstance(decision, Listing) else decision}


def _said(change: Callable[[str], str]) -> Callable[[Replayer], dict[str, Fault]]:
    def say(update: Update) -> Update:
        reply = update["reply"]
        return {**update, "reply": reply.model_copy(update={"text": change(reply.text)})}

    return lambda replayer: {"answer": say}


def _watching(seen: dict[str, Any]) -> Fault:
    def watch(update: Update) -> Update:
        seen["need"] = update["need"]
        return update

    return watch


def _violators(replayer: Replayer, need: Any) -> list[str]:
    """Of the same goods, what breaks a condition."""
    alike = need.model_copy(update={"conditions": ()})
    meeting = set(meeting_ids(need, replayer.shop, START.date()))
    return [each for each in meeting_ids(alike, replayer.shop, START.date()) if each not in meeting]


def _products(catalogue: Catalogue, ids: list[str]) -> list[Any]:
    return catalogue.products(ids)


FAULTS: dict[str, Callable[[Replayer], dict[str, Fault]]] = {
    "loses-price": _without("price"),
    "loses-attributes": _without("attr"),
    "other-goods": _other_goods,
    "finds-nothing": _finds_nothing,
    "finds-violators": _finds_violators,
    "offers-violators": _offers_violators,
    "offers-other-prices": _offers_other_prices,
    "boasts": _said(lambda text: f"{text}\n\n98765 people chose this."),
    "cites-nothing": _said(lambda text: f"{text} [77]"),
    "falls-silent": _said(lambda text: " "),
}
"""A fault by its name: what it makes of the output of which node."""

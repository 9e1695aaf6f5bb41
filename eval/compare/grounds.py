"""Grounds: every number, price and id in a reply's text against what it may have them from."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from ...catalogue.catalogue import Catalogue

_CITED = re.compile(r"\[\d{1,3}\]")
_ID = re.compile(r"\b[A-Z]{1,3}\d{3,}\b")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FEW = 12
"""Counts of what stands in the text itself, and places in a list."""


def ungrounded(answers: list[dict[str, Any]], catalogue: Catalogue) -> tuple[list[str], int]:
    """What the last reply's text has from nowhere, and how many numbers and ids it has. Its grounds: the records that it shows, cites or speaks of,
    its citations, its need, what was said in the conversation, and counts and totals of these."""
    reply = answers[-1]["reply"]
    text = _CITED.sub(" ", reply["text"])
    ids, plain = _ID.findall(text), _ID.sub(" ", text)
    numbers = [found.rstrip(",") for found in _NUMBER.findall(plain)]
    grounds = _numbers(_texts(answers, catalogue))
    allowed = grounds | _worked_out(answers, grounds, catalogue)
    strange = [each for each in numbers if (value := _decimal(each)) is not None and not _stands(value, allowed)]
    unknown = [
        each for each in ids if catalogue.row(each) is None and catalogue.supplier(each) is None and not any(each in one for one in _said(answers))
    ]
    return [*strange, *unknown], len(numbers) + len(ids)


def _stands(value: Decimal, allowed: set[Decimal]) -> bool:
    return value in allowed or (value == value.to_integral_value() and value <= _FEW)


def _texts(answers: list[dict[str, Any]], catalogue: Catalogue) -> Iterator[str]:
    yield from _said(answers)
    for answer in answers:
        for reply in filter(None, [answer.get("reply")]):
            yield from (str({**reply, "text": "", "suggestions": ()}),)
    ids = _spoken_of(answers)
    for product in catalogue.products(sorted(ids)):
        yield product.model_dump_json()
        supplier = catalogue.supplier(product.supplier_id) if product.supplier_id else None
        if supplier is not None:
            yield supplier.model_dump_json()
    for citation in answers[-1]["reply"]["citations"]:
        if citation["kind"] == "guide" and (guide := catalogue.guide(citation["ref"])) is not None:
            yield guide.text


def _said(answers: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (answer["said"] for answer in answers)


def _spoken_of(answers: list[dict[str, Any]]) -> set[str]:
    """Products of the last reply's cards, citations and list, and those in focus."""
    reply, state = answers[-1]["reply"], answers[-1]["state"]
    found = {card["product_id"] for card in reply["cards"]} | set(state["focus"]) | {each["ref"] for each in reply["citations"]}
    return found | {each for shown in state["shown"][-2:] for each in shown["product_ids"][:12]}


def _worked_out(answers: list[dict[str, Any]], grounds: set[Decimal], catalogue: Catalogue) -> set[Decimal]:
    """Totals of a quantity at a price, differences of prices, ages of certificates, and counts of what was found."""
    reply, found = answers[-1]["reply"], set[Decimal]()
    prices = {Decimal(str(tier["unit_price"])) for card in reply["cards"] for tier in card["price_tiers"]}
    quantities = {value for value in grounds if value == value.to_integral_value() and 1 < value <= 100_000}
    needed = reply["need"]["quantity"]
    for quantity in {Decimal(needed)} if needed else {value for value in quantities if value in _numbers(_said(answers[-1:]))}:
        found |= {price * quantity for price in prices}
    found |= {abs(one - other) for one in prices for other in prices}
    retrieval = answers[-1]["trace"].get("internal_retrieval", {}).get("retrieval")
    reviewed = max((len(catalogue.reviews(each, 500)) for each in _spoken_of(answers)), default=0)
    return found | {Decimal(count) for count in range(reviewed + 1)} | ({Decimal(retrieval["allowed"])} if retrieval else set())


def _numbers(texts: Iterable[str]) -> set[Decimal]:
    found = {value for text in texts for each in _NUMBER.findall(text) if (value := _decimal(each.rstrip(","))) is not None}
    return (
        found
        | {(value * 100).normalize() for value in found if value < 1}
        | {round(value, 1) for value in found}
        | {Decimal(round(value)) for value in found}
    )


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None

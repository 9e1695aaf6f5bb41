"""Suppliers side by side: the rows of their records, and who wins where that means something."""

from collections.abc import Sequence
from datetime import date

from ...schema.reply import ComparisonRow
from ...schema.supplier import Supplier
from ..choosing.difference import winner
from ..choosing.table import row
from ..decisions.offer import Offer
from ..decisions.suppliers import Licence, SupplierRow
from ..wording.plain import named, plain
from ..wording.wording import Wording


def supplier_table(rows: Sequence[SupplierRow], wording: Wording, today: date) -> tuple[ComparisonRow, ...]:
    """The name first, then what differs; a row that no record states is left out."""
    suppliers = [row.supplier for row in rows]
    firsts = [row.offers[0] for row in rows]
    values = {
        "supplier.kind": [wording.kind(one.kind) for one in suppliers],
        "supplier.location": [wording.place(one) for one in suppliers],
        "supplier.years": [wording.count(one.years, "years") for one in suppliers],
        "supplier.verified": [_verified(one, wording) for one in suppliers],
        "supplier.rating": [wording.rating(one.rating, None) for one in suppliers],
        "supplier.repurchase_rate": [wording.share(one.repurchase_rate) for one in suppliers],
        "supplier.response_hours": [_hours(one, wording) for one in suppliers],
        "supplier.certifications": [wording.certificates((*row.valid, *row.expired), today) for row in rows],
        "supplier.capabilities": [_capabilities(one, wording) for one in suppliers],
        "supplier.products": [wording.count(row.products, "products") for row in rows],
    }
    names = [named(one.text(wording.language).name or one.name) for one in suppliers]
    stated = [(field, texts) for field, texts in values.items() if set(texts) != {wording.unknown}]
    table = [*_licences(rows, wording), *(row(field, texts, _winner(field, firsts), wording) for field, texts in stated)]
    return (row("supplier", names, None, wording), *sorted(table, key=lambda one: len(set(one.values)) == 1))


def _winner(field: str, firsts: Sequence[Offer]) -> int | None:
    aspect = {"supplier.years": "years", "supplier.rating": "supplier_rated", "supplier.repurchase_rate": "repurchased"}.get(field)
    return winner(firsts, aspect) if aspect else None


def _verified(supplier: Supplier, wording: Wording) -> str:
    return wording.unknown if supplier.verified is None else wording.value(supplier.verified)


def _hours(supplier: Supplier, wording: Wording) -> str:
    return wording.unknown if supplier.response_hours is None else f"{supplier.response_hours:g}" + wording.unit("response_hours")


def _capabilities(supplier: Supplier, wording: Wording) -> str:
    return wording.capabilities(supplier.text(wording.language).capabilities) or wording.unknown


def _licences(rows: Sequence[SupplierRow], wording: Wording) -> list[ComparisonRow]:
    """A row a market: whether the product in hand holds what its rules ask for."""
    markets = dict.fromkeys(one.market for row in rows for one in row.licences)
    found = []
    for market in markets:
        own = [next((one for one in row.licences if one.market == market), None) for row in rows]
        words = next(one.words for one in own if one)
        label = wording.say("supplier.licence", market=wording.market(market), names=wording.listed(words, "or"))
        values = tuple(plain(held(one, wording)) if one else wording.unknown for one in own)
        found.append(ComparisonRow(field=f"licence.{market}", label=label, values=values))
    return found


def held(licence: Licence, wording: Wording) -> str:
    """ "on file until 2027-02-04", "none on file" """
    known = (*licence.valid, *licence.expired)
    if not known:
        return wording.say("supplier.not_held")
    until = known[0].valid_until
    key = "supplier.held_expired" if not licence.valid else "supplier.held" if until else "supplier.held_open"
    return wording.say(key, until=until)

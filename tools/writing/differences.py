"""Writes in what products set side by side differ: by how much in price, and of two in what else."""

from collections.abc import Sequence
from decimal import Decimal

from ...schema.need import Need
from ...schema.reply import ComparisonRow
from ..decisions.comparison import Compared
from ..decisions.offer import Offer
from ..wording.wording import Wording
from .leading import each
from .sentence import capital

MOST, FEW = 4, 3
"""Differing rows that the text names, of two and of more; the table has all of them."""
_APART = ("price", "reviews.")


def differences(compared: Compared, need: Need, wording: Wording) -> list[str]:
    """A line for what tells them apart, and one for the price."""
    return [*differ(compared.rows, wording), *price(compared.offers, need, wording)]


def differ(rows: Sequence[ComparisonRow], wording: Wording) -> list[str]:
    """What the records state otherwise of one: what the goods are before the deal, and who sells them last; of more than two what most state, each
    value with who has it."""
    told = [row for row in rows if len(set(row.values)) > 1 and not row.field.startswith(_APART)]
    told.sort(key=lambda row: (row.field.startswith("supplier"), not row.field.startswith("attr.")))
    if told and len(told[0].values) > 2:
        stated = [(row, [place for place, value in enumerate(row.values) if value != wording.unknown]) for row in told]
        own = [(row, places) for row, places in stated if 2 * len(places) > len(row.values) and row.field.startswith(("attr.", "brand"))]
        return [wording.say("choice.point", label=capital(row.label), line=each(row.values, places, wording)) for row, places in own[:FEW]]
    return [wording.say("compare.differ", rows=wording.say("semicolon").join(_row(row, wording) for row in told[:MOST]))] if told else []


def _row(row: ComparisonRow, wording: Wording) -> str:
    return wording.say("compare.differs", label=row.label, values=wording.say("compare.against").join(row.values))


def price(offers: Sequence[Offer], need: Need, wording: Wording) -> list[str]:
    """From the dearest to the cheapest, to the cent, and for the quantity asked; nothing where one of them states no price."""
    currencies, prices = {offer.product.currency for offer in offers}, [offer.price for offer in offers if offer.price is not None]
    if len(currencies) > 1 or len(prices) < len(offers):
        return []
    currency = currencies.pop()
    low, high = min(prices), max(prices)
    if low == high:
        return [wording.say("compare.same_price", price=wording.money(low, currency))]
    cheap, dear = ([place for place, price in enumerate(prices) if price == end] for end in (low, high))
    gap = wording.money(high - low, currency)
    said = {"who": wording.opening(wording.positions(cheap)), "whom": wording.positions(dear), "gap": gap, "share": _share(high - low, high)}
    line = wording.say("compare.gap", low=wording.money(low, currency), high=wording.money(high, currency), **said)
    if need.quantity and need.quantity > 1:
        line += wording.say(
            "compare.gap_for", count=wording.count(need.quantity, "quantity"), gap=wording.money((high - low) * need.quantity, currency)
        )
    return [line]


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.0f}%"

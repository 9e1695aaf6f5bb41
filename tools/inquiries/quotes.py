"""Suppliers' quotes side by side, at the quantity wanted and against the catalogue's own tiers."""

from collections.abc import Sequence
from decimal import Decimal

from ...schema.inquiry import Quote
from ...schema.reply import ComparisonRow
from ..decisions.inquiries import Letter, QuotedPrice
from ..decisions.offer import Offer
from ..wording.wording import Wording


def quoted(letters: Sequence[Letter], quantity: int | None) -> tuple[QuotedPrice, ...]:
    """Each supplier's last quote for each product. `quantity` is the buyer's, where an inquiry names none of its own."""
    every = [(letter, quote) for letter in letters for quote in letter.inquiry.quotes]
    last = {(letter.inquiry.supplier_id, quote.product_id): (letter, quote) for letter, quote in sorted(every, key=lambda pair: pair[1].turn)}
    return tuple(_quoted(letter, quote, letter.inquiry.quantity or quantity) for letter, quote in every if (letter, quote) in last.values())


def _quoted(letter: Letter, quote: Quote, quantity: int | None) -> QuotedPrice:
    offer = _offer(letter, quote)
    own = offer is not None and offer.product.currency == quote.currency
    listed = offer.product.price_at(quantity) if offer is not None and own else None
    return QuotedPrice(
        letter=letter,
        quote=quote,
        offer=offer,
        quantity=quantity,
        applies=_applies(quote, quantity),
        listed=listed,
        difference=quote.unit_price - listed if listed is not None else None,
        total=quote.unit_price * quantity if quantity else None,
    )


def _offer(letter: Letter, quote: Quote) -> Offer | None:
    named = [offer for offer in letter.offers if offer.id == quote.product_id]
    return named[0] if named else letter.offers[0] if len(letter.offers) == 1 else None


def _applies(quote: Quote, quantity: int | None) -> bool | None:
    if quote.min_quantity is None:
        return True
    return None if quantity is None else quote.min_quantity <= quantity


def rows(found: Sequence[QuotedPrice], wording: Wording) -> tuple[ComparisonRow, ...]:
    """A column a quote. A price wins only among those in one currency that apply to the quantity."""
    money = [wording.money(each.quote.unit_price, each.quote.currency) for each in found]
    prices = [float(each.quote.unit_price) if each.applies is not False else None for each in found]
    one_currency = len({each.quote.currency for each in found}) == 1
    one_quantity = len({each.quantity for each in found}) == 1
    cheapest = least(prices) if one_currency else None
    totals = [float(each.total) if each.total is not None and each.applies is not False else None for each in found]
    table = [
        _row("quote.price", money, cheapest, wording),
        _row("quote.total", [_total(each, wording) for each in found], least(totals) if one_currency and one_quantity else None, wording),
        _row("quote.minimum", [_minimum(each, wording) for each in found], least(_numbers(found, "min_quantity")), wording),
        _row("quote.listed", [_listed(each, wording) for each in found], None, wording),
        _row("quote.lead", [wording.count(each.quote.lead_days, "lead_days") for each in found], least(_numbers(found, "lead_days")), wording),
    ]
    return tuple(row for row in table if any(value != wording.unknown for value in row.values))


def least(values: Sequence[float | None]) -> int | None:
    """Position of the one least among those known; None where fewer than two are or two share it."""
    known = sorted((value, position) for position, value in enumerate(values) if value is not None)
    return known[0][1] if len(known) > 1 and known[0][0] < known[1][0] else None


def _numbers(found: Sequence[QuotedPrice], name: str) -> list[float | None]:
    """All of them, or none: what one supplier didn't say may be less than what the others did."""
    values = [getattr(each.quote, name) for each in found]
    return list(values) if all(value is not None for value in values) else [None]


def _row(field: str, values: list[str], winner: int | None, wording: Wording) -> ComparisonRow:
    return ComparisonRow(field=field, label=wording.label(field), values=tuple(values), winner=winner)


def _total(each: QuotedPrice, wording: Wording) -> str:
    if each.total is None or not each.applies:
        return wording.unknown if each.applies is not False else wording.say("quote.not_for", count=wording.count(each.quantity, "quantity"))
    return wording.money(_plain(each.total), each.quote.currency)


def _minimum(each: QuotedPrice, wording: Wording) -> str:
    return wording.count(each.quote.min_quantity, "moq")


def _listed(each: QuotedPrice, wording: Wording) -> str:
    if each.listed is None or each.difference is None:
        return wording.unknown
    return wording.money(each.listed, each.quote.currency) + against(each, wording)


def against(each: QuotedPrice, wording: Wording) -> str:
    """How the quote lies to the listed price: "，报价低 ¥5.00（10%）"."""
    if each.difference is None or not each.listed:
        return ""
    if each.difference == 0:
        return wording.say("quote.same")
    kind = "lower" if each.difference < 0 else "higher"
    share = f"{abs(each.difference) / each.listed * 100:.3g}%"
    return wording.say(f"quote.{kind}", amount=wording.money(_plain(abs(each.difference)), each.quote.currency), share=share)


def _plain(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))

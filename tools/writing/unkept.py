"""What products that a reply names break, or leave open, of the conditions that stand: worded here for every kind of answer."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from ...catalogue.text import normal
from ...catalogue.verdicts import NEGATIVE
from ...catalogue.wanted import code_pattern
from ...schema.condition import Condition
from ...schema.need import Need
from ..decisions.offer import Offer
from ..facts.details import value_of
from ..searching.buyable import out_of_reach
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .facts import hurdles
from .on_file import after_all
from .shares import stated_shares


def misses(offer: Offer, conditions: Iterable[Condition], draft: Draft, told: Collection[Condition] = (), *, priced: bool = True) -> str:
    """Behind what is said of a product: what it breaks, with its real value, what its texts say where its record is silent, and what nobody knows;
    where its price isn't said (`priced`), that too. `told` are told otherwise."""
    wording, said = draft.wording, ""
    failed, silent = _gaps(offer, conditions, draft)
    written, unknown = after_all(offer, [one for one in silent if one not in told], draft)
    if failed:
        said += wording.say("listing.fails", conditions=wording.listed([actual(one, offer, wording, priced=priced) for one in failed]))
    said += wording.say("semicolon") + written if written else ""
    return said + (wording.say("listing.unknowns", conditions=wording.listed([wording.full(one) for one in unknown], "comma")) if unknown else "")


def unkept(offers: Sequence[Offer], need: Need, draft: Draft, numbers: Sequence[int] | None = None, *, weighed: bool = False) -> None:
    """One line of what those that the reply names break of what must be, those alike together; where they were `weighed` by it, of what they leave
    open and of the number wanted as well. They are told by their number in the text, or in `numbers`; by name where these lack one."""
    wording, who = draft.wording, dict[str, list[int]]()
    counted = wording.numbered(tuple(numbers)) if numbers else wording
    named = {one.ref for one in draft.citations}
    for place in [place for place, offer in enumerate(offers) if offer.id in named]:
        failed, silent = _gaps(offer := offers[place], need.active, draft)
        parts = [actual(one, offer, wording, priced=False) for one in failed]
        if weighed:
            written, unknown = after_all(offer, silent, draft)
            parts += [written] if written else []
            parts += [wording.say("unkept.open", conditions=wording.conditions(unknown))] if unknown else []
            parts += hurdles(offer, need.quantity, wording) if out_of_reach(offer.product, need) else []
        if parts:
            who.setdefault(wording.listed(parts, "comma"), []).append(place)
    said = []
    for what, places in who.items():
        titles = [short(offers[each], wording.language) for each in places]
        called = wording.listed(titles) if numbers is not None and len(numbers) < len(offers) else counted.positions(places)
        said.append(wording.say("unkept.of", who=called, what=what))
    if said:
        draft.say("unkept.line", said=wording.say("semicolon").join(said))


def _gaps(offer: Offer, conditions: Iterable[Condition], draft: Draft) -> tuple[list[Condition], list[Condition]]:
    """What it breaks and what it doesn't state of what must be, and hasn't been told of it yet."""
    standing = [one for one in conditions if one.field != "product" and (offer.id, one.name) not in draft.unkept]
    failed = [one for one in standing if one.name in offer.candidate.failed and (one.hard or _bears(one))]
    silent = [one for one in standing if one.name in offer.candidate.unknown and one.hard]
    draft.unkept |= {(offer.id, one.name) for one in (*failed, *silent)}
    return failed, silent


def _bears(condition: Condition) -> bool:
    """Whether it is a bound that goods must bear by what the buyer told of his case: up to 7 kg, for a cat of 7 kg."""
    told = condition.status == "inferred" and condition.field.startswith("attr.") and condition.op in (">=", "<=")
    return told and isinstance(condition.value, (int, float))


def actual(condition: Condition, offer: Offer, wording: Wording, *, priced: bool = True) -> str:
    """A condition that an offer breaks, with what the offer has instead, where that says more than no."""
    said, value = wording.full(condition), value_of(offer, condition.field, wording.language)
    if condition.field == "price":
        price = "" if priced or offer.price is None else wording.money(offer.price, offer.product.currency)
        return wording.say("listing.actual", condition=said, actual=price) if price else said
    if condition.field in _SPOKEN:
        return _SPOKEN[condition.field](condition, offer, wording) or said
    if shares := stated_shares(condition, offer, wording):
        of = [] if value is None else [wording.inside(value, condition.field.removeprefix("attr."))]  # type: ignore[arg-type]
        return wording.say("listing.actual", condition=said, actual=wording.listed([*of, *shares], "comma"))
    if value is None or isinstance(value, tuple) and value and not isinstance(value[0], (str, int, float)):
        return said
    if wording.flag(value) is not None:  # type: ignore[arg-type]
        return said
    return wording.say("listing.actual", condition=said, actual=wording.inside(value, condition.field.removeprefix("attr.")))  # type: ignore[arg-type]


def _kind(condition: Condition, offer: Offer, wording: Wording) -> str:
    kind = offer.supplier.kind if offer.supplier is not None else None
    return wording.say("listing.actual_supplier", condition=wording.full(condition), actual=wording.kind(kind)) if kind else ""


def _repurchases(condition: Condition, offer: Offer, wording: Wording) -> str:
    share = offer.repurchase_rate
    return wording.say("listing.actual", condition=wording.full(condition), actual=wording.share(share)) if share is not None else ""


def _expired(condition: Condition, offer: Offer, wording: Wording) -> str:
    """A certificate that is on file fails only where it has expired."""
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    patterns = [_ANY if value is True else code_pattern(str(value)) for value in values] if condition.op not in NEGATIVE else []
    held = [one for one in offer.product.certifications if one.valid_until and any(pattern.search(normal(one.name)) for pattern in patterns)]
    last = max(held, key=lambda one: str(one.valid_until), default=None)
    if last is None:
        return ""
    return wording.say("listing.expired", condition=wording.full(condition), name=plain(last.name), until=last.valid_until)


_ANY = re.compile("")
_SPOKEN: dict[str, Callable[[Condition, Offer, Wording], str]] = {
    "supplier.kind": _kind,
    "supplier.repurchase_rate": _repurchases,
    "certification": _expired,
}
"""Fields that aren't said as the record spells them; "" where there is nothing to say of them."""

"""What products that a reply names break, or leave open, of the conditions that stand: worded here for every kind of answer."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ...catalogue.sized import is_range
from ...catalogue.text import normal
from ...catalogue.verdicts import NEGATIVE
from ...catalogue.wanted import code_pattern
from ...schema.condition import Condition
from ...schema.need import Need
from ..decisions.offer import Offer
from ..facts.details import value_of
from ..searching.buyable import out_of_reach
from ..searching.wish import Record, wish
from ..searching.wished import belied
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .facts import hurdles
from .in_words import stated_words
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
    """One line of what those that the reply names break of what must be, and deny of what is wished in words, each once; where they were `weighed` by
    it, of what they leave open too. They are told by their number in the text, or in `numbers`; by name where these lack one."""
    wording, broken = draft.wording, dict[str, dict[str, list[int]]]()
    counted = wording.numbered(tuple(numbers)) if numbers else wording
    by_name, named = numbers is not None and len(numbers) < len(offers), {one.ref for one in draft.citations}

    def who(places: Sequence[int]) -> str:
        return wording.listed([short(offers[each], wording.language) for each in places]) if by_name else counted.positions(places)

    for place in [place for place, offer in enumerate(offers) if offer.id in named]:
        own = need.of((offer := offers[place]).product.category, offer.id)
        failed, silent = _gaps(offer, own.active, draft)
        told = [*((wording.full(one), _instead(one, offer, wording)) for one in failed), *_otherwise(offer, own, draft)]
        if weighed:
            written, unknown = after_all(offer, silent, draft)
            draft.add(wording.say("choice.point", label=wording.opening(who([place])), line=written) if written else "")
            told += [(wording.say("unkept.open", conditions=wording.conditions(unknown)), "")] if unknown else []
            told += [(each, "") for each in hurdles(offer, need.quantity, wording) if out_of_reach(offer.product, need)]
        for what, value in told:
            broken.setdefault(what, {}).setdefault(value, []).append(place)
    said = []
    for what, values in broken.items():
        each = [wording.say("unkept.is", who=who(places), value=value) if value else who(places) for value, places in values.items()]
        said.append(wording.say("left.value", value=what, who=wording.listed(each, "comma")))
    if said:
        draft.say("unkept.line", said=wording.say("semicolon").join(said))


def _gaps(offer: Offer, conditions: Iterable[Condition], draft: Draft) -> tuple[list[Condition], list[Condition]]:
    """What it breaks and what it doesn't state of what must be, and hasn't been told of it yet."""
    standing = [one for one in conditions if one.field != "product" and (offer.id, one.name) not in draft.unkept]
    failed = [one for one in standing if one.name in offer.candidate.failed and (one.hard or _bears(one))]
    silent = [one for one in standing if one.name in offer.candidate.unknown and one.hard]
    draft.unkept |= {(offer.id, one.name) for one in (*failed, *silent)}
    return failed, silent


def _otherwise(offer: Offer, need: Need, draft: Draft) -> Iterator[tuple[str, str]]:
    """What its title or an attribute says otherwise than the buyer's words, and its title than the field that meets a condition, in its words. Not
    of what is refused: names that are near to it, as wireless is to bluetooth, are no proof of it."""
    record, wording = Record.of(offer.product, draft.wording.language), draft.wording
    wanted = [text for text in need.words if not wish(text).unwanted]
    said = [(text, plain(text), told) for text in wanted if (told := wish(text).evident(record)) is not None and told.stated and not told.met]
    kept = [one for one in need.hard if one.name in offer.candidate.met and one.op not in NEGATIVE]
    for name, what, told in (*said, *((one.name, wording.full(one), told) for one, told in belied(record, kept))):
        if (offer.id, f"said.{name}") not in draft.unkept:
            draft.unkept.add((offer.id, f"said.{name}"))
            yield what, wording.listed([plain(each) for each in stated_words(told, offer, wording)])


def _bears(condition: Condition) -> bool:
    """Whether it is a limit that goods must keep by what was measured of the buyer's case: up to 7 kg, for a cat of 7 kg; a size for 7 months."""
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    bound = condition.op in (">=", "<=") and isinstance(condition.value, (int, float))
    return condition.status == "inferred" and condition.field.startswith("attr.") and (bound or all(map(is_range, map(str, values))))


def actual(condition: Condition, offer: Offer, wording: Wording, *, priced: bool = True) -> str:
    """A condition that an offer breaks, with what the offer has instead; the price stands first of its line where it is `priced`."""
    said = wording.full(condition)
    value = "" if priced and condition.field == "price" else _instead(condition, offer, wording)
    if value and condition.field == "certification":
        return wording.say("left.value", value=said, who=value)
    return wording.say("listing.actual", condition=said, actual=value) if value else said


def _instead(condition: Condition, offer: Offer, wording: Wording) -> str:
    """What an offer has in place of what it breaks; "" where that says no more than no."""
    value, name = value_of(offer, condition.field, wording.language), condition.field.removeprefix("attr.")
    if condition.field == "price":
        return wording.money(offer.price, offer.product.currency) if offer.price is not None else ""
    if condition.field == "supplier.kind":
        return wording.kind(offer.supplier.kind) if offer.supplier is not None and offer.supplier.kind else ""
    if condition.field == "supplier.repurchase_rate":
        return wording.share(offer.repurchase_rate) if offer.repurchase_rate is not None else ""
    if condition.field == "certification":
        return _expired(condition, offer, wording)
    if shares := stated_shares(condition, offer, wording):
        return wording.listed([*([] if value is None else [wording.inside(value, name)]), *shares], "comma")  # type: ignore[arg-type]
    if value is None or isinstance(value, tuple) and value and not isinstance(value[0], (str, int, float)):
        return ""
    return wording.inside(value, name) if wording.flag(value) is None else ""  # type: ignore[arg-type]


def _expired(condition: Condition, offer: Offer, wording: Wording) -> str:
    """A certificate that is on file fails only where it has expired."""
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    patterns = [_ANY if value is True else code_pattern(str(value)) for value in values] if condition.op not in NEGATIVE else []
    held = [one for one in offer.product.certifications if one.valid_until and any(pattern.search(normal(one.name)) for pattern in patterns)]
    last = max(held, key=lambda one: str(one.valid_until), default=None)
    return "" if last is None else wording.say("unkept.expired", name=plain(last.name), until=last.valid_until)


_ANY = re.compile("")

"""Writes which of the goods shown say what is wished for in words, and which say another thing: in the words of their records."""

from collections.abc import Sequence

from ...retrievers.analysis import normalise
from ...schema.need import Need
from ...schema.product import Product
from ..decisions.offer import Offer
from ..decisions.told import Told
from ..searching.wish import MachineWish, Record, Wish, flagged, wish, without
from ..searching.wished import wishes
from ..wording.called import key, spelled, translated
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .fitting import fitting, wished
from .on_file import heard_of

QUOTES = 3
"""Words of records that are told of one wish."""
LONG = 40
"""Letters of a value that is quoted whole."""
SIDES = ("met", "likely", "other")
"""Of a wish, in the order in which they are told."""
MOST = 3
"""Wishes that are told of each by itself."""


def in_words(said: Sequence[str], need: Need, offers: Sequence[Offer], draft: Draft, *, standing: bool = True) -> None:
    """`said` in this turn; of what was wished before (`standing`) only what tells the goods apart, all in one line. What all of them say in the
    buyer's very words needs no telling."""
    records = [Record.of(offer.product, draft.wording.language) for offer in offers]
    before = [each for each in wishes(need) if each.text not in said] if standing else []
    parts, silent = dict[str, list[str]](), list[Wish]()
    names = {key(name) for name in (need.query, need.category or "", *translated(need.query))}
    met = set[str]()
    for each in (*map(wish, (text for text in said if text not in draft.settled)), *before):
        evident = [each.evident(record) for record in records]
        told = [one if one is not None and _tells(one, names, offer, draft.wording) else None for one, offer in zip(evident, offers, strict=True)]
        instead = any(told) and all(one is None or not (one.met or set(one.words) - met) for one in told)  # what another wish asks for
        met.update(word for one in told if one is not None and one.met for word in one.words)
        if each.text in said and 2 * sum(each.number(record) is not None for record in records) > len(records):
            silent.append(each)  # what they state of it is told beside it
            continue
        alike = instead or all(
            one is not None and one.met and (each in before or _is_named(one, each, offer, draft.wording))
            for one, offer in zip(told, offers, strict=True)
        )
        if not alike and any(one is not None and (not one.met or each.text != need.audience) for one in told):
            line = _told(each, told, offers, draft.wording)
            parts.setdefault(line, []).append(draft.wording.opening(plain(each.text)))
        elif (each.text in said and not (alike and records)) or (not any(told) and any(one is not None and one.likely for one in evident)):
            silent.append(each)
    lines = [said.replace("{text}", draft.wording.listed(texts), 1) for said, texts in parts.items()]
    absent = [each for each in silent if each.bars and records]
    if absent:
        texts = draft.wording.listed([draft.wording.say("note.word", text=plain(each.unwanted)) for each in absent], "or")
        lines.append(draft.wording.say("words.absent", texts=texts))
    if lines:
        draft.add((" " if draft.wording.language == "en" else "").join(lines[:MOST]))
    unheard = [each for each in silent if each not in absent and not (each.text in said and _heard(each, records, offers, draft))]
    draft.left += [wished(each.text, draft.wording) for each in unheard]


def _heard(one: Wish, records: Sequence[Record], offers: Sequence[Offer], draft: Draft) -> bool:
    """Whether it is told in a line of its own what sellers say of it; by what number it goes is told elsewhere."""
    line = "" if any(one.number(record) for record in records) else heard_of(one.text, offers, draft)
    draft.add(line)
    return bool(line)


def _told(one: Wish, told: Sequence[Told | None], offers: Sequence[Offer], wording: Wording) -> str:
    """Who meets it and who doesn't, those that say the same together; with a hole for the wish."""
    if isinstance(one, MachineWish):
        return fitting(one.machine, told, wording)
    who: dict[tuple[str, str], list[int]] = {}
    for place, each in enumerate(told):
        if each is not None:
            words = _words(each, offers[place], wording)
            own = each.met and not one.sides and _is_own(words or each.words, one)
            side = "likely" if each.likely else "met" if each.met else "other"
            who.setdefault((side, "" if own else " ".join(words[:QUOTES])), []).append(place)
    clauses: dict[str, list[str]] = {side: [] for side in SIDES}
    for (side, quoted), places in who.items():
        way = "met" if clauses[side] and side == "likely" else side  # "perhaps" is said once, before all of them
        quotes = wording.say("words.quoted", quotes=quoted) if quoted else ""
        whole = "_by_all" if 1 < len(places) == len(told) else ""
        clauses[side].append(wording.say(f"words.{way}{whole}", who=wording.positions(places), quotes=quotes))
    return wording.say("words.wish", text="{text}", said=wording.say("semicolon").join(part for own in clauses.values() for part in own))


def _tells(told: Told, names: set[str], offer: Offer, wording: Wording) -> bool:
    """Whether it says more than what the goods are called, and what is but likely says why in words that the buyer reads."""
    return not {key(word) for word in told.words} <= names and (not told.likely or bool(_words(told, offer, wording)))


def _is_own(words: Sequence[str], one: Wish) -> bool:
    """Whether they are the wish's own words, or in the other script names of it: brass has names that copper shares."""
    own, abroad = key(one.text), {key(way) for way in one.ways if way.isascii() is not one.text.isascii()}
    return all(key(word) in own or own in key(word) or key(word) in abroad for word in words)


def _is_named(told: Told, one: Wish, offer: Offer, wording: Wording) -> bool:
    """Whether the name by which the goods are told says it."""
    title = normalise(short(offer, wording.language))
    return not isinstance(one, MachineWish) and _is_own(told.words, one) and all(word in title for word in told.words)


def _words(told: Told, offer: Offer, wording: Wording) -> list[str]:
    """The record's words, as the buyer reads them."""
    said = (word if wording.reads(word) else spelled(word, wording.language) for word in stated_words(told, offer, wording))
    return [plain(word) for word in dict.fromkeys(said) if word]


def stated_words(told: Told, offer: Offer, wording: Wording) -> tuple[str, ...]:
    """The record's words that tell it, in the buyer's language where it has them."""
    own = tuple(word for word in told.words if word.isascii() is (wording.language == "en") and word.removeprefix("no ") not in _flags(offer.product))
    return own or tuple(_called(word, offer.product, wording) for word in told.words)


def _flags(product: Product) -> dict[str, str]:
    """The attributes that are a yes or a no, by their names in words."""
    return {without(name) or name.replace("_", " "): name for name, value in product.attributes.items() if flagged(value) is not None}


def _called(word: str, product: Product, wording: Wording) -> str:
    if (flag := _flags(product).get(word.removeprefix("no "))) is not None:
        value = product.text(wording.language).attributes.get(flag, product.attributes[flag])
        return wording.say("details.fact", label=wording.label(f"attr.{flag}"), value=wording.inside(value, flag))
    own = (product.attributes, product.text("zh").attributes, product.text("en").attributes)
    named = dict.fromkeys(name for each in own for name, value in each.items() if word in str(value).casefold())
    values = [(product.text(wording.language).attributes.get(name), name) for name in named]
    return next(
        (wording.inside(wording.word(f"attr.{name}", value), name) for value, name in values if isinstance(value, str) and len(value) <= LONG), word
    )

"""Writes which of the goods shown say what is wished for in words, and which say another thing: in the words of their records."""

from collections.abc import Iterable, Sequence

from ...schema.need import Need
from ...schema.product import Product
from ..decisions.offer import Offer
from ..decisions.told import Told
from ..searching.called import key, translated
from ..searching.wish import MachineWish, Record, Wish, flagged, wish, without
from ..searching.wished import wishes
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .fitting import fitting, wished

QUOTES = 3
"""Words of records that are told of one wish."""
LONG = 40
"""Letters of a value that is quoted whole."""
MOST = 3
"""Wishes that are told of each by itself."""


def in_words(said: Sequence[str], need: Need, offers: Sequence[Offer], draft: Draft, *, standing: bool = True) -> None:
    """`said` in this turn; of what was wished before (`standing`) only what tells the goods apart, all in one line. Where none says anything: once
    for all."""
    records = [Record.of(offer.product, draft.wording.language) for offer in offers]
    before = [each for each in wishes(need) if each.text not in said] if standing else []
    parts, silent = list[str](), list[Wish]()
    names = {key(name) for name in (need.query, need.category or "", *translated(need.query))}
    for each in (*map(wish, (text for text in said if text not in draft.settled)), *before):
        told = [None if one is None or {key(word) for word in one.words} <= names else one for one in map(each.told, records)]
        if each.text in said and 2 * sum(each.number(record) is not None for record in records) > len(records):
            silent.append(each)  # what they state of it is told beside it
            continue
        alike = each in before and all(one is not None and one.met for one in told)
        if not alike and any(one is not None and (not one.met or each.text != need.audience) for one in told):
            parts.append(_told(each, told, offers, draft))
        elif each.text in said:
            silent.append(each)
    absent = [each for each in silent if each.bars and records]
    silent = [each for each in silent if each not in absent]
    if absent:
        texts = draft.wording.listed([draft.wording.say("note.word", text=plain(each.unwanted)) for each in absent])
        parts.append(draft.wording.say("words.absent", texts=texts))
    if parts:
        draft.add((" " if draft.wording.language == "en" else "").join(parts[:MOST]))
    draft.left += [wished(each.text, draft.wording) for each in silent]


def _told(one: Wish, told: Sequence[Told | None], offers: Sequence[Offer], draft: Draft) -> str:
    wording = draft.wording
    if isinstance(one, MachineWish):
        return fitting(one.machine, told, wording)
    met = [place for place, each in enumerate(told) if each is not None and each.met]
    other = [place for place, each in enumerate(told) if each is not None and not each.met]

    def clause(key: str, places: Sequence[int]) -> list[str]:
        """One for those that say the same: none is said to write what only another does."""
        quoted: dict[str, list[int]] = {}
        for place in places:
            quoted.setdefault(_quotes([(told[place], offers[place])], wording), []).append(place)
        every = {True: "words.met_by_all"}.get(key == "words.met" and len(quoted) == 1 and len(places) == len(told), key)
        return [wording.say(every, who=wording.positions(who), quotes=said, text=plain(one.text)) for said, who in quoted.items()]

    clauses = [*clause("words.met", met), *clause("words.other", other)]
    said = [each for each in told if each is not None]
    own = any(key(word) in key(one.text) or key(one.text) in key(word) for each in said for word in each.words)
    by_need = not own and any(one.meant(Record.of(offer.product, wording.language).trades) is not None for offer in offers)
    return wording.say("words.by_need" if by_need else "words.wish", text=plain(one.text), said=wording.say("semicolon").join(clauses))


def _quotes(told: Iterable[tuple[Told | None, Offer]], wording: Wording) -> str:
    """Of each record its words in the buyer's language, else what that attribute is called in it: none is said to write what only another does."""
    words = [stated_words(one, offer, wording) for one, offer in told if one is not None]
    own = ([word for word in each if word.isascii() is (wording.language == "en")] or each for each in words)
    every = dict.fromkeys(plain(word) for each in own for word in each)
    return " ".join(f"“{word}”" for word in list(every)[:QUOTES])


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
    return next((wording.inside(value, name) for value, name in values if isinstance(value, str) and len(value) <= LONG), word)

"""Writes which of the goods shown say what is wished for in words, and which say another thing: in the words of their records."""

from collections.abc import Iterable, Sequence

from ...schema.need import Need
from ..decisions.offer import Offer
from ..searching.called import called, translated
from ..searching.wish import Record, Told, Wish, wish
from ..searching.wished import wishes
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft

QUOTES = 3
"""Words of records that are told of one wish."""
MOST = 4
"""Wishes that are told of each by itself."""


def in_words(said: Sequence[str], need: Need, offers: Sequence[Offer], draft: Draft, *, standing: bool = True) -> None:
    """`said` in this turn; of what was wished before (`standing`) only what tells the goods apart, all in one line. Where none says anything: once
    for all."""
    records = [Record.of(offer.product, draft.wording.language) for offer in offers]
    before = [each for each in wishes(need) if each.text not in said] if standing else []
    parts, silent = list[str](), list[Wish]()
    for each in (*map(wish, said), *before):
        told = [each.told(record) for record in records]
        alike = each in before and all(one is not None and one.met for one in told)
        if not alike and any(one is not None and (not one.met or each.text != need.audience) for one in told):
            parts.append(_told(each, told, draft))
        elif each.text in said:
            silent.append(each)
    if parts:
        draft.add((" " if draft.wording.language == "en" else "").join(parts[:MOST]))
    _silent(silent, records, draft)


def _told(one: Wish, told: Sequence[Told | None], draft: Draft) -> str:
    wording = draft.wording
    met = [place for place, each in enumerate(told) if each is not None and each.met]
    other = [place for place, each in enumerate(told) if each is not None and not each.met]
    first = ""
    if met:
        key = "words.met_by_all" if len(met) == len(told) else "words.met"
        first = wording.say(key, who=wording.positions(met), quotes=_quotes((told[place] for place in met), wording), text=plain(one.text))
    second = wording.say("words.other", who=wording.positions(other), quotes=_quotes((told[place] for place in other), wording)) if other else ""
    rest = wording.say("words.rest") if len(met) + len(other) < len(told) else ""
    clauses = [each for each in (first, second, rest) if each]
    return wording.say("words.wish", text=plain(one.text), said=wording.say("semicolon").join(clauses))


def _quotes(told: Iterable[Told | None], wording: Wording) -> str:
    """In the buyer's language where any record has it in that, else as it is called there."""
    words = list(dict.fromkeys(plain(word) for each in told if each is not None for word in each.words))
    own = [word for word in words if _in_its(word, wording)] or list(dict.fromkeys(_told_in(word, wording) for word in words))
    return " ".join(f"“{word}”" for word in own[:QUOTES])


def _in_its(word: str, wording: Wording) -> bool:
    return word.isascii() is (wording.language == "en") or not any(letter.isalpha() for letter in word)


def _told_in(word: str, wording: Wording) -> str:
    known = called(word)
    return next((way for way in (*(known.ways if known else ()), *translated(word)) if _in_its(way, wording)), word)


def _silent(wished: Sequence[Wish], records: Sequence[Record], draft: Draft) -> None:
    """Of a record in another language nobody can say that it is silent."""
    quoted = {each.text: draft.wording.say("note.word", text=plain(each.unwanted or each.text)) for each in wished}
    read = [quoted[each.text] for each in wished if each.read and records and all(record.writes(each.text) for record in records)]
    dumb = [each for each in quoted.values() if each not in read]
    if read:
        draft.say("note.left_silent", text=draft.wording.listed(read))
    if dumb:
        draft.say("note.left_unread" if draft.cards else "note.left_alone", text=draft.wording.listed(dumb))

"""Writes which of the goods shown say what is wished for in words, and which say another thing: in the words of their records."""

from collections.abc import Iterable, Sequence

from ...schema.need import Need
from ..decisions.offer import Offer
from ..searching.called import key, translated
from ..searching.wish import Record, Told, Wish, wish
from ..searching.wished import wishes
from ..wording.plain import plain
from .draft import Draft

QUOTES = 3
"""Words of records that are told of one wish."""
MOST = 4
"""Wishes that are told of each by itself."""


def in_words(said: Sequence[str], need: Need, offers: Sequence[Offer], draft: Draft) -> None:
    """`said` in this turn; of what was wished before only what the records say is told, all in one line. Where none says anything: once for all."""
    records = [Record.of(offer.product, draft.wording.language) for offer in offers]
    standing = [each for each in wishes(need) if each.text not in said]
    parts, silent = list[str](), list[Wish]()
    goods = {key(name) for name in (need.query, need.category or "", *translated(need.query))}
    for each in (*map(wish, said), *standing):
        told = [None if one is None or {key(word) for word in one.words} <= goods else one for one in map(each.told, records)]
        if any(one is not None and (not one.met or each.text != need.audience) for one in told):
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
        first = wording.say(key, who=wording.positions(met), quotes=_quotes(told[place] for place in met), text=plain(one.text))
    second = wording.say("words.other", who=wording.positions(other), quotes=_quotes(told[place] for place in other)) if other else ""
    rest = wording.say("words.rest") if len(met) + len(other) < len(told) else ""
    clauses = [each for each in (first, second, rest) if each]
    return wording.say("words.wish", text=plain(one.text), said=wording.say("semicolon").join(clauses))


def _quotes(told: Iterable[Told | None]) -> str:
    words = dict.fromkeys(plain(word) for each in told if each is not None for word in each.words)
    return " ".join(f"“{word}”" for word in list(words)[:QUOTES])


def _silent(wished: Sequence[Wish], records: Sequence[Record], draft: Draft) -> None:
    """Of a record in another language nobody can say that it is silent."""
    quoted = {each.text: draft.wording.say("note.word", text=plain(each.unwanted or each.text)) for each in wished}
    read = [quoted[each.text] for each in wished if each.read and records and all(record.writes(each.text) for record in records)]
    dumb = [each for each in quoted.values() if each not in read]
    if read:
        draft.say("note.left_silent", text=draft.wording.listed(read))
    if dumb:
        draft.say("note.left_unread" if draft.cards else "note.left_alone", text=draft.wording.listed(dumb))

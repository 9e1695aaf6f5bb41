"""General knowledge: of guides first, then of the general notes, of the sides of a choice of what the store's own goods tell."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from ...retrievers.analysis import normalise, words
from ...retrievers.held import held
from ...retrievers.lines.features import asks_meaning
from ...retrievers.notes import notes
from ...retrievers.outside.guides import NOTED, OWN, names
from ...schema.asked import KNOWLEDGE
from ...schema.evidence import Evidence
from ...schema.need import Need
from ...schema.reading import Reading
from ..claims.goods import speaks_of_papers
from ..decisions.knowledge import Knowledge, OnShelf
from ..decisions.listing import MarketRule
from ..decisions.offer import Offer
from ..facts.alternatives import LINES, bare, names_whole, of_each
from ..facts.answering import answering, surer
from ..facts.asked_needs import asked_needs
from ..facts.knowledge import names_papers
from ..facts.shelf import Shelf, shelf_of
from ..facts.worded import says
from ..searching.wish import Record
from ..searching.wished import ranking
from ..shop import Shop
from .nearest import against_case, for_numbers, for_what_is_named, lines_of, of_another_case, of_surroundings
from .sides import better, sides
from .siding import asks_apart, of_record, sided

RECENT = 3
"""Of the buyer's words those that are taken for the case of a question."""
SURELY = 0.6
"""From here on a note answers a choice by what it says of one side."""


def between_sides(
    reading: Reading,
    shop: Shop,
    need: Need,
    today: date,
    rules: tuple[MarketRule, ...],
    noted: tuple[Evidence, ...] = (),
    shown: Sequence[str] = (),
    text: str = "",
) -> Knowledge:
    """What guides say of each side, else the general notes, then the goods of each; `text` is the message, with the buyer's own case."""
    shelf = shelf_of(reading.query, reading.alternatives, shop, need, today, shown)
    kinds = shelf.kinds(reading.alternatives)
    of, own = bare(reading.alternatives), kinds or [shelf.category] * len(reading.alternatives)
    goods = f"{_called(shelf, kinds, shop)} {need.query}".strip()
    noted = tuple(one for one in noted if one.sure >= SURELY or not goods or names(goods) & names(one.title))
    papers = speaks_of_papers(reading.query, shop.reader.vocabulary)
    of_papers = None if papers else partial(names_papers, vocabulary=shop.reader.vocabulary)
    pieces = of_each(of, reading.query, shop.passages, need.language, own, of_papers)
    total = 0 if kinds else len(shelf.goods)
    told = sides(reading.alternatives, reading.query, shelf)
    if told and not any(side.count for side in told):  # it is asked of other goods than these
        told, pieces = (), ()
    seen = OnShelf(total, shelf.category, told, better(told)) if told else None
    if of_record(reading.query):  # what sells best only records tell
        noted, pieces = (), ()
    asked = _noted((" or " if need.language == "en" else "还是").join(of) + "?", shelf, need)
    both, apart = tuple(one for one in (*noted, *asked) if _of_both(of, [one.line]))[:1], asks_apart(reading.query)
    every = (*both, *pieces)
    if (both and apart) or surer(both, pieces) or not _of_both(of, [one.line for one in pieces]):  # what speaks of one side says nothing of both
        pieces = both or tuple(one for one in (*pieces, *noted) if one.sure >= SURELY and any(names_whole(side, one.line) for side in of))
    pieces = pieces or (() if of_record(reading.query) else in_his_case(reading.query, shelf, need))
    missing = [side for side in of if not any(names_whole(side, one.line) for one in pieces)]
    if seen is not None and missing:
        pieces = (*pieces, *_each_noted(missing, need, shelf))
    said, before = f"{reading.query} {text}", " ".join((*(one.text for one in ranking(need)), *(one.text for one in need.active)))
    cases = () if apart else (said, f"{said} {before}")  # what is said now, before the rest
    taken = next((found for case in cases if (found := sided(of, case, (*every, *pieces), goods))), ())
    first = [one.ground for one in taken if one.ground is not None]
    pieces = tuple({one.line: one for one in (*first, *pieces)}.values())[:LINES]
    if any(_of_both(of, [one.line]) for one in pieces[:1]):
        pieces = pieces[:1]
    called = dict(zip(of, reading.alternatives, strict=True))
    told_by = normalise(f"{said} {' '.join(need.words)}")
    taken = tuple(one._replace(side=called[one.side], said=tuple(word for word in one.said if word in told_by)) for one in taken)
    undecided = bool(cases) and not taken and len(pieces) > 1 and _of_both(of, [one.line for one in pieces])
    return Knowledge(reading.query, pieces, reading.asked, rules, shelf=seen, taken=taken, open=undecided)


def _called(shelf: Shelf, kinds: Sequence[str | None], shop: Shop) -> str:
    """The goods, in both languages."""
    of = [one for one in (shelf.category, *kinds) if one]
    return " ".join(shop.glossary.say("category", one, language) for one in of for language in ("zh", "en"))


def _each_noted(sides: Sequence[str], need: Need, shelf: Shelf) -> tuple[Evidence, ...]:
    """A general note of each side, where none speaks of all of them."""
    goods = _goods(shelf, need)
    measured = any(char.isdigit() for side in sides for char in side)  # of sizes the records tell
    if measured or "notes" not in shelf.shop.settings.search_provider:
        return ()
    word, found = " " if need.language == "en" else "", []
    for side in sides:
        asked = f"{side}{word}{goods}" if goods and goods not in side else side
        own = notes().answers(f"{asked}?" if need.language == "en" else f"{asked}怎么样", language=need.language, about=goods)
        found += [one for one in own if one.sure >= OWN and names_whole(side, one.line) and names(goods) & names(one.title)][:1]
    return tuple({one.line: one for one in found}.values()) if len(found) == len(sides) else ()


def in_his_case(question: str, shelf: Shelf, need: Need) -> tuple[Evidence, ...]:
    """The general note on such goods that answers the question as the buyer's own case puts it: which cut, for who is pear shaped."""
    for word in reversed(need.words[-RECENT:]):
        found = _noted(f"{question}, {word}?" if need.language == "en" else f"{word}，{question}", shelf, need)
        if found and any(held(one.term, found[0].line) > 0 for one in words(word) if len(one.term) > 1):
            return found
    return ()


def _noted(question: str, shelf: Shelf, need: Need) -> tuple[Evidence, ...]:
    """The line of the notes on such goods that answers for sure."""
    trades = Record.of(shelf.goods[0].product, need.language).trades if shelf.goods else ()
    if not trades or "notes" not in shelf.shop.settings.search_provider:
        return ()
    found = notes().answers(question, language=need.language, about=need.query or _goods(shelf, need), trades=trades)
    return tuple(one for one in found if one.sure >= NOTED)[:1]


def _goods(shelf: Shelf, need: Need) -> str:
    return shelf.shop.glossary.say("category", shelf.category, need.language) if shelf.category else need.query


def how_to_choose(offers: Sequence[Offer], named: Sequence[str], shop: Shop, need: Need) -> Evidence | None:
    """The general note on how such goods are chosen by what is `named`, else for the buyer's own case, else at all."""
    category = next((name for offer in offers[:1] for name in offer.product.category[-1:]), None)
    trades = Record.of(offers[0].product, need.language).trades if offers else ()
    if not trades or category is None or "notes" not in shop.settings.search_provider:
        return None
    goods = need.query or shop.glossary.say("category", category, need.language)
    by, own = " ".join(named), " ".join(one.text for one in ranking(need) if one.text != need.query)
    if need.language == "en":
        asked = f"Which {by} of {goods} do I need?" if by else f"Which {goods} for {own}?", f"How do I choose {goods}, what matters most?"
    else:
        asked = f"{goods}{by}怎么选？" if by else f"{own}，{goods}怎么选？", f"{goods}怎么挑，最要紧看什么？"
    questions = asked[:1] if by else asked if own else asked[1:]
    found = (each for one in questions for each in notes().answers(one, language=need.language, about=goods, trades=trades))
    return next((one for one in found if one.sure >= NOTED), None)


def _of_both(alternatives: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether the lines name every side, one that is another without something ("PoE or not") by that one."""
    named = [any(names_whole(side, line) for line in lines) for side in alternatives]
    return any(named) and all(
        told or any(other in side for other in alternatives if other != side) for side, told in zip(alternatives, named, strict=True)
    )


def told_of(
    reading: Reading,
    pieces: Sequence[Evidence],
    shop: Shop,
    need: Need,
    today: date,
    rules: tuple[MarketRule, ...],
    noted: tuple[Evidence, ...] = (),
    shown: Sequence[str] = (),
) -> Knowledge:
    """The lines that answer; where none of the shop's own does for sure, the sentence for the buyer's own numbers, else the general notes."""
    subject, asked = reading.query, reading.asked
    if (against := against_case(subject, need, shop.catalogue.guides())) is not None:
        return Knowledge(subject, against[:1], asked, rules, measure=against[1])
    fields = [name for name in asked if name != KNOWLEDGE]
    pieces = [piece for piece in pieces if piece.line or says(piece.text, subject)]
    if not any(map(str.isdigit, subject)):
        pieces = [piece for piece in pieces if not of_another_case(piece.line, need, shop.catalogue.guides())]
    own = [piece for piece in pieces if need.category is not None and any(normalise(need.category) == normalise(each) for each in piece.category)]
    pieces = own or pieces  # of other goods only where nothing is said of these
    if not subject or rules or any(piece.line for piece in pieces) or (pieces and not noted):
        return Knowledge(subject, tuple(pieces), asked, rules)
    if noted and asks_meaning(subject):
        return Knowledge(subject, noted, asked, rules)
    stated = [one.field for one in shop.reader.read(subject, need.category).conditions]
    if measured := for_numbers(subject, [*fields, *stated], need, shop.catalogue.guides(), shop.reader.vocabulary):
        return Knowledge(subject, measured, asked, rules)
    if named := for_what_is_named(subject, need, shop.catalogue.guides(), shop.reader.vocabulary):
        return Knowledge(subject, named, asked, rules)
    if speaks_of_papers(subject, shop.reader.vocabulary):  # nothing else that guides say answers it
        return Knowledge(subject, noted, asked, rules)
    shelf = shelf_of(subject, (), shop, need, today, shown)
    own = lines_of(subject, shop.passages, need.language, shelf.category)
    own = [piece for piece in own if not names_papers(piece.line, shop.reader.vocabulary)]
    by, guides = _judged_by(subject, need), [one for one in shop.catalogue.guides() if need.category in one.category]
    sure = answering(own) or (of_surroundings(need.case, guides, need.language) if by else ()) or noted or in_his_case(subject, shelf, need)
    return Knowledge(subject, sure, asked, rules, by=() if sure else by)


def _judged_by(subject: str, need: Need) -> tuple[str, ...]:
    """The measures that trades name for what is asked, in the buyer's language."""
    goods = [name for name in (need.category, need.query) if name]
    names = (name for _, one in asked_needs(subject, goods) for name in (*one.most, *one.least))
    return tuple(dict.fromkeys(name for name in names if name.isascii() is (need.language == "en")))[:LINES]

"""Writes what guides say of a term, or to a question, each sentence with its source."""

from collections.abc import Collection, Sequence

from ...retrievers.analysis import normalise, terms
from ...retrievers.held import held
from ...schema.evidence import Evidence
from ...schema.need import Need
from ...understanding.tokens.fact_names import name_of
from ..claims.sentences import first_sentence
from ..decisions.decision import Decision
from ..decisions.knowledge import Knowledge, OnShelf, Opinion, Side, Taken
from ..facts.answering import is_general
from ..facts.knowledge import names
from ..facts.recorded import content
from ..facts.stating import lines, whole
from ..wording.capitals import uncapitalised
from ..wording.plain import citable, plain, quotable
from ..wording.wording import Wording
from .draft import Draft
from .fitting import called

SAID = 3
"""Words of the buyer's that a verdict names."""


def answers(found: Sequence[Evidence], decision: Decision, need: Need, draft: Draft) -> None:
    """The lines that answer the buyer's question, before what else is said; what guides say of a term has them in it."""
    disputed = False
    for number, piece in enumerate(() if isinstance(decision, Knowledge) else found):
        key = "knowledge.also" if number else _says(piece)
        if piece.disputed and not disputed:
            draft.say("outside.disagree")
        disputed = disputed or piece.disputed
        draft.say("knowledge.line" if disputed else key, quote=_quote(piece, piece.line, need, draft))


def _says(piece: Evidence | None = None) -> str:
    """How a line is begun: who says it."""
    if piece is not None and is_general(piece):
        return "knowledge.general"
    return "outside.says" if piece is not None and piece.kind == "web" else "knowledge.answer"


def knowledge(known: Knowledge, need: Need, draft: Draft) -> None:
    if not known.pieces and not known.term:
        _to_ask(known, draft)
        return
    for rule in known.rules:
        market = name_of(rule.fact, "zh" if draft.wording.language == "zh" else "en")
        key = "knowledge.market" if len(rule.certificates) == 1 else "knowledge.market_any"
        draft.say(key, market=market, certificates=draft.wording.listed(rule.certificates, "or"), source=rule.source)
    told = {citation.quote for citation in draft.citations}
    pieces = [piece for piece in known.pieces if not (piece.line and quotable(piece.line) in told)]
    if known.taken:
        draft.lines.insert(0, _taken(known.taken, draft.wording))
        draft.settled |= {word for word in need.words if any(said in word.casefold() for one in known.taken for said in one.said)}
    if known.shelf is not None:
        _measured(known.shelf.sides, draft)
    undecided = _undecided(known.shelf, draft.wording) if known.shelf is not None and not known.pieces and not known.taken else ""
    if undecided:
        draft.add(undecided)
    elif not known.pieces and not known.taken:
        key = "knowledge.unsaid_sides" if known.shelf else "knowledge.none"
        if known.shelf or not _spoken_of(known.term, told):
            draft.say(key, term=called(known.term, draft.wording), what=_goods(known.shelf, draft.wording))
        if known.by:
            draft.say("knowledge.by", labels=draft.wording.listed(list(known.by), "or"))
    if any(piece.disputed for piece in pieces):
        draft.say("outside.disagree")
    if (one := known.measure) is not None:
        said = {"label": draft.wording.label(f"attr.{one.attribute}"), "asked": f"{one.asked:g}", "value": f"{one.value:g}"}
        draft.say(f"knowledge.{one.stands}", **said)
    if known.open and len(pieces) > 1:
        draft.say("knowledge.open")
    key = "knowledge.line" if pieces and pieces[0].disputed else _says(*pieces[:1])
    for piece in pieces:
        if quote := piece.line or sentence_naming(known.term, piece.text):
            draft.say(key, quote=_quote(piece, quote, need, draft) if piece.line else plain(quote) + draft.cite_evidence(piece, quote))
            key = "knowledge.line"
    if known.shelf is not None and not known.pieces:  # what answers it leaves the goods to their list
        _on_shelf(known.shelf, draft)


def _taken(taken: Sequence[Taken], wording: Wording) -> str:
    """The side to take by the buyer's case, or which of the sides for which part of it."""
    if len(taken) == 1:
        said = wording.listed([plain(said) for said in taken[0].said[:SAID]], "comma")
        return wording.say("knowledge.taken_by" if said else "knowledge.taken", side=plain(taken[0].side), said=said)
    each = [
        wording.say("knowledge.taken_for", side=plain(one.side), said=wording.listed([plain(said) for said in one.said], "comma")) for one in taken
    ]
    return wording.say("knowledge.taken_each", sides=wording.say("semicolon").join(each))


def _spoken_of(term: str, told: Collection[str]) -> bool:
    """Whether what was quoted already speaks of some of it."""
    asked = content(term)
    return any(held(word, quote) > 0 for word in asked for quote in told)


def _undecided(shelf: OnShelf, wording: Wording) -> str:
    """That no guide decides between the sides, with what the records give for each; "" where they give nothing."""
    counted = [side for side in shelf.sides if side.best is not None]
    if len(counted) < 2 or len(counted) < len(shelf.sides):
        return ""
    priced = sorted(((side.low, side) for side in counted if side.low is not None), key=lambda each: each[0])
    more, *less = sorted(counted, key=lambda side: -(side.sold or 0))
    grounds = [wording.say("knowledge.rated_higher", side=plain(shelf.better))] if shelf.better else []
    if all(one.sold is not None and one.sold < (more.sold or 0) for one in less):
        others = wording.listed([wording.say("knowledge.sold", side=plain(one.name), sold=f"{one.sold:,}") for one in less], "and")
        grounds.append(wording.say("knowledge.sold_more", side=plain(more.name), more=f"{more.sold:,}", others=others))
    if len(priced) == len(counted) and priced[0][0] < priced[1][0] and counted[0].best is not None:
        low, high = (wording.money(price, counted[0].best.product.currency) for price, _ in priced[:2])
        grounds.append(wording.say("knowledge.starts_lower", side=plain(priced[0][1].name), low=low, high=high))
    names = wording.listed([plain(one.name) for one in counted], "and")
    return wording.say("knowledge.undecided", names=names, grounds=wording.say("list_comma").join(grounds)) if grounds else ""


def _on_shelf(shelf: OnShelf, draft: Draft) -> None:
    """What the goods here tell, side by side."""
    sides = [_side(side, draft) for side in shelf.sides]
    draft.add(*(line for line in sides if line not in draft.lines))  # else told behind another question of the message


def _measured(sides: Sequence[Side], draft: Draft) -> None:
    """What the goods of each side state of the number that is asked for."""
    told, wording = [(side.name, *side.measured) for side in sides if side.measured is not None], draft.wording
    if len(told) == len(sides) > 1:
        said = [(side, dict.fromkeys(wording.inside(one, field.removeprefix("attr.")) for one in (low, high))) for side, field, low, high in told]
        values = wording.say("semicolon").join(wording.say("left.value", value="–".join(ends), who=plain(side)) for side, ends in said)
        draft.add(wording.opening(wording.say("details.by_field", label=wording.label(told[0][1]), values=values).removeprefix("- ")))


def _side(side: Side, draft: Draft) -> str:
    wording = draft.wording
    if side.best is None:
        return wording.say("knowledge.side_none", side=plain(side.name))
    low, high = wording.money(side.low, side.best.product.currency), wording.money(side.high, side.best.product.currency)
    prices = low if low == high else wording.say("brands.range", low=low, high=high)
    parts = [wording.count(side.count, "products"), prices]
    parts += [wording.rating(side.rating, side.reviews)] if side.rating is not None else []
    parts += [_opinions(side.opinions, wording)] if side.opinions else []
    return wording.say("knowledge.side", side=plain(side.name), facts=wording.say("list_comma").join(parts)) + draft.cite_product(side.best)


def _goods(shelf: OnShelf | None, wording: Wording) -> str:
    return uncapitalised(wording.word("category", shelf.kind)) if shelf and shelf.kind and shelf.total else wording.say("goods")


def _opinions(said: Sequence[Opinion], wording: Wording) -> str:
    each = [wording.say("knowledge.opinion", aspect=wording.aspect(one.aspect), good=one.good, bad=one.bad) for one in said]
    return wording.say("knowledge.opinions", said=wording.say("list_comma").join(each))


def _quote(piece: Evidence, line: str, need: Need, draft: Draft) -> str:
    """The line with its mark, and of which goods it is said, where it stands in a guide to one kind alone and neither names it itself nor is asked
    of it: of pillowcases."""
    quote = plain(line) + draft.cite_evidence(piece, line)
    other = len(piece.category) == 1 and normalise(piece.category[0]) != normalise(need.category or "")
    goods = draft.wording.word("category", piece.category[0]) if other else ""
    named = {*terms(goods)[-1:]} & {*terms(line)}
    return draft.wording.say("knowledge.of", goods=goods, quote=quote) if goods and not named else quote


def _to_ask(known: Knowledge, draft: Draft) -> None:
    """That nobody here says anything of it."""
    wording = draft.wording
    draft.say("knowledge.untold", label=wording.listed([wording.label(field) for field in known.asked], "and"))


def sentence_naming(term: str, text: str) -> str:
    """The first line of the passage that names the term, one with all of it before others, verbatim; else its first sentence."""
    said = [line for line in lines(text) if names(term, line) and citable(line)]
    naming = next((line for line in said if whole(term, line)), next(iter(said), None))
    return first_sentence(text) if naming is None else naming

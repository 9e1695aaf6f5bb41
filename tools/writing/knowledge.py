"""Writes what guides say of a term, or to a question, each sentence with its source."""

from collections.abc import Sequence

from ...retrievers.analysis import normalise, terms
from ...schema.evidence import Evidence
from ...schema.need import Need
from ...understanding.tokens.fact_names import name_of
from ..claims.sentences import first_sentence
from ..decisions.decision import Decision
from ..decisions.knowledge import Knowledge
from ..facts.knowledge import names
from ..facts.stating import lines, whole
from ..inquiries.letter import question_about
from ..wording.plain import citable, plain
from .draft import Draft


def answers(found: Sequence[Evidence], decision: Decision, need: Need, draft: Draft) -> None:
    """The lines that answer the buyer's question, before what else is said; what guides say of a term has them in it."""
    for number, piece in enumerate(() if isinstance(decision, Knowledge) else found):
        draft.say("knowledge.also" if number else "knowledge.answer", quote=_quote(piece, piece.line, need, draft))


def knowledge(known: Knowledge, need: Need, draft: Draft) -> None:
    if not known.pieces and not known.term:
        _to_ask(known, draft)
        return
    for rule in known.rules:
        market = name_of(rule.fact, "zh" if draft.wording.language == "zh" else "en")
        key = "knowledge.market" if len(rule.certificates) == 1 else "knowledge.market_any"
        draft.say(key, market=market, certificates=draft.wording.listed(rule.certificates, "or"), source=rule.source)
    if not known.pieces:
        draft.say("knowledge.none", term=plain(known.term))
        return
    draft.say("knowledge.open" if known.term else "knowledge.open_plain", term=plain(known.term))
    for piece in known.pieces:
        if quote := piece.line or sentence_naming(known.term, piece.text):
            draft.say("knowledge.line", quote=_quote(piece, quote, need, draft) if piece.line else plain(quote) + draft.cite_evidence(piece, quote))


def _quote(piece: Evidence, line: str, need: Need, draft: Draft) -> str:
    """The line with its mark, and of which goods it is said, where it stands in a guide to one kind alone and neither names it itself nor is asked
    of it: of pillowcases."""
    quote = plain(line) + draft.cite_evidence(piece, line)
    other = len(piece.category) == 1 and normalise(piece.category[0]) != normalise(need.category or "")
    goods = draft.wording.word("category", piece.category[0]) if other else ""
    named = {*terms(goods)[-1:]} & {*terms(line)}
    return draft.wording.say("knowledge.of", goods=goods, quote=quote) if goods and not named else quote


def _to_ask(known: Knowledge, draft: Draft) -> None:
    """That nobody here says anything of it, and the question to a supplier."""
    wording = draft.wording
    draft.say("knowledge.untold", label=wording.listed([wording.label(field) for field in known.asked], "and"))
    draft.say("knowledge.to_ask", questions=wording.say("asked").join(question_about(field, wording) for field in known.asked))


def sentence_naming(term: str, text: str) -> str:
    """The first line of the passage that names the term, one with all of it before others, verbatim; else its first sentence."""
    said = [line for line in lines(text) if names(term, line) and citable(line)]
    naming = next((line for line in said if whole(term, line)), next(iter(said), None))
    return first_sentence(text) if naming is None else naming

"""Writes what pages and reviews come to: each point with the sentence that it stands on, unless the reply cites that sentence already."""

from collections.abc import Sequence

from ..decisions.offer import Offer
from ..summaries.summary import Point
from .draft import Draft


def points(found: Sequence[Point], offers: Sequence[Offer], draft: Draft) -> None:
    cited = {citation.quote for citation in draft.citations}
    places = {offer.id: place for place, offer in enumerate(offers)}
    for point in found:
        piece, quote = point.sentence.piece, point.sentence.text
        if any(quote in each or each in quote for each in cited):
            continue
        mark = draft.cite_evidence(piece, quote)
        if piece.kind != "review":
            draft.say("choice.beside", statement=point.says + mark)
        elif piece.ref in places:
            draft.say("points.review", who=draft.wording.positions([places[piece.ref]]), quote=point.says, mark=mark)

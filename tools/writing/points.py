"""Writes what pages and reviews come to: each point with the sentence that it stands on, unless the reply cites that sentence already."""

from collections.abc import Sequence

from ..decisions.offer import Offer
from ..summaries.summary import Point
from ..wording.names import short
from .draft import Draft


def points(found: Sequence[Point], offers: Sequence[Offer], draft: Draft) -> None:
    cited = {citation.quote for citation in draft.citations}
    places = {offer.id: place for place, offer in enumerate(offers)}
    for point in found:
        piece, quote = point.sentence.piece, point.sentence.text
        if any(quote in each or each in quote for each in cited):
            continue
        if piece.kind != "review":
            draft.say("choice.beside", statement=point.says + draft.cite_evidence(piece, quote))
        elif (place := places.get(piece.ref)) is not None:
            titled = piece.model_copy(update={"title": short(offers[place], draft.wording.language)})
            draft.say("points.review", who=draft.wording.positions([place]), quote=point.says, mark=draft.cite_evidence(titled, quote))

"""Writes what pages and reviews come to: each point with the sentence that it stands on, unless the reply cites that sentence already."""

from collections.abc import Sequence

from ..decisions.offer import Offer
from ..summaries.summary import Point
from ..wording.names import short
from .draft import Draft


def points(found: Sequence[Point], offers: Sequence[Offer], seen: Sequence[str], draft: Draft) -> None:
    """`seen`: the ids of the list that the buyer's numbers mean, in order."""
    cited = {citation.quote for citation in draft.citations}
    own = {offer.id: short(offer, draft.wording.language) for offer in offers}
    for point in found:
        piece, quote = point.sentence.piece, point.sentence.text
        if any(quote in each or each in quote for each in cited):
            continue
        if piece.kind != "review":
            draft.say("choice.beside", statement=point.says + draft.cite_evidence(piece, quote))
        elif (title := own.get(piece.ref)) is not None:
            titled = piece.model_copy(update={"title": title})
            who = draft.wording.say("position", numbers=seen.index(piece.ref) + 1) if piece.ref in seen else f"**{title}**"
            draft.say("points.review", who=who, quote=point.says, mark=draft.cite_evidence(titled, quote))

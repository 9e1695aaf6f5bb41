"""Says what comes first by a superlative, with its value and what comes next: of all that meet the need, else of those in hand."""

from collections.abc import Sequence
from datetime import date

from ..decisions.details import Detail, First
from ..decisions.offer import Offer
from ..facts.details import value_of
from ..wording.names import short
from .details import stated
from .draft import Draft


def first(found: First, draft: Draft, today: date) -> None:
    wording = draft.wording
    label = wording.label(found.field)
    end = wording.say("first.least" if found.least else "first.most", label=label)
    who = _titled(found.best, found, draft, today, more=found.count - len(found.best))
    level = wording.say("first.level", who=wording.positions(found.level)) if found.level else ""
    beaten = bool(found.total and found.listed) and not any(one in found.best for one in found.listed)
    parts = [wording.say("first.all" if found.total else "first.listed", end=end, total=found.total, among=found.among, who=f"{who}{level}")]
    parts += [wording.say("first.beaten", among=found.among, who=_titled(found.listed, found, draft, today))] if beaten else []
    parts += [wording.say("first.next", who=_titled(found.behind, found, draft, today))] if found.behind and not beaten else []
    parts += [wording.say("first.silent", count=found.silent, label=label)] if found.silent else []
    draft.add(wording.opening(wording.say("first.join").join(parts)))


def _titled(offers: Sequence[Offer], found: First, draft: Draft, today: date, *, more: int = 0) -> str:
    """Those that state the same, each with its number in the list, where it has one."""
    wording, told, fact = draft.wording, [], ""
    for offer in offers:
        fact = stated(Detail(offer, found.field, value_of(offer, found.field, wording.language)), wording, today)
        place = wording.positions([found.numbers[offer.id]]) + wording.say("first.join") if offer.id in found.numbers else ""
        told.append(f"{place}**{short(offer, wording.language)}**{draft.cite_product(offer, [fact])}")
    titles = wording.listed(told, "and")
    return wording.say("first.title", titles=wording.say("first.more", titles=titles, more=more) if more > 0 else titles, fact=fact)

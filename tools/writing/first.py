"""Says what a superlative was of: so many listed, and all that meet the need, with who comes before or is equal."""

from datetime import date

from ..decisions.details import Detail, First
from ..decisions.offer import Offer
from ..facts.details import value_of
from ..wording.names import short
from .details import stated
from .draft import Draft


def first(found: First, draft: Draft, today: date) -> None:
    wording = draft.wording
    who = wording.positions(found.numbers) if found.numbers else wording.say("first.it")
    who += wording.say("first.level", who=wording.positions(found.level)) if found.level else ""
    silent = wording.say("first.silent", count=found.silent, label=wording.label(found.field)) if found.silent else ""
    key = "first.listed" if not found.total else "first.ahead" if found.beaten else "first.equal" if found.ahead else "first.all"
    if key == "first.all" and found.among == found.total:
        key = "first.whole"
    end = wording.say("first.least" if found.least else "first.most", label=wording.label(found.field))
    said = wording.say(key, end=end, among=found.among, total=found.total, who=who, others=_others(found, draft, today), silent=silent)
    draft.add(wording.opening(said))


def _others(found: First, draft: Draft, today: date) -> str:
    """Those that come before or are equal, each with its record."""
    if not found.ahead:
        return ""
    wording, more = draft.wording, found.others - len(found.ahead)
    titles = wording.listed([_titled(offer, found.field, draft, today) for offer in found.ahead], "and")
    return wording.say("first.more", titles=titles, more=more) if more else titles


def _titled(offer: Offer, field: str, draft: Draft, today: date) -> str:
    fact = stated(Detail(offer, field, value_of(offer, field, draft.wording.language)), draft.wording, today)
    return draft.wording.say("first.title", title=short(offer, draft.wording.language), fact=fact) + draft.cite_product(offer, [fact])

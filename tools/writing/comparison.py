"""Writes a comparison: the table goes along as data, the text says what follows from it."""

from ...schema.need import Need
from ...schema.reply import Comparison
from ..decision import Compared, Offer
from .choice import advice_line
from .draft import Draft
from .names import short


def comparison(compared: Compared, need: Need, draft: Draft) -> None:
    wording, offers = draft.wording, compared.offers
    if len(offers) < 2:
        draft.say("compare.few")
        return
    draft.say("compare.open", count=len(offers))
    for number, offer in enumerate(offers, 1):
        draft.add(f"{number}. **{short(offer, wording.language)}**{draft.cite_product(offer)}")
    verdict = [*_by_conditions(offers, need, draft), _by_rows(compared, draft)]
    lines = [advice_line(one, offers[one.position].product.currency, wording) for one in compared.advice]
    if lines:
        verdict.append(wording.say("choice.advice", lines=wording.say("semicolon").join(lines)))
    draft.add("", *verdict)
    draft.comparison = Comparison(product_ids=tuple(offer.id for offer in offers), rows=compared.rows, verdict=" ".join(verdict))


def _by_conditions(offers: tuple[Offer, ...], need: Need, draft: Draft) -> list[str]:
    wording = draft.wording
    if not need.active:
        return []
    by_name = {condition.name: condition for condition in need.active}
    full = [position for position, offer in enumerate(offers) if not offer.candidate.failed and not offer.candidate.unknown]
    said = [wording.say("compare.conditions_all", conditions=wording.conditions(need.active), who=wording.positions(full))] if full else []
    for position, offer in enumerate(offers):
        for key, names in (("failed", offer.candidate.failed), ("unknown", offer.candidate.unknown)):
            conditions = [by_name[name] for name in names if name in by_name]
            if conditions:
                said.append(wording.say(f"compare.conditions_{key}", who=wording.positions([position]), conditions=wording.conditions(conditions)))
    return said


def _by_rows(compared: Compared, draft: Draft) -> str:
    most = max(compared.wins)
    if most == 0 or compared.wins.count(most) > 1:
        return draft.wording.say("compare.even")
    return draft.wording.say("compare.wins", who=draft.wording.positions([compared.wins.index(most)]), count=most)

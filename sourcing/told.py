"""A list's plans, and the letters for one, as a conversation tells them: what it comes to first, in few lines."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..schema.mailing import Mailing, SellerLetter
from ..schema.reading import Language
from ..schema.sourcing_plan import Deal, Plan, Way
from ..schema.sourcing_report import LineReport, SourcingReport
from ..tools.decisions.offer import Offer
from ..tools.decisions.planned import Mailed, Planned
from ..tools.wording.names import short
from ..tools.wording.plain import named, plain
from ..tools.wording.wording import Wording
from ..tools.writing.draft import Draft
from ..tools.writing.unkept import misses
from .deals import shown
from .listed import MAKER
from .phrases import say
from .report import remarks

WAYS, NOTED, CONDITIONS, LETTERS = 2, 3, 4, 12
"""Ways to the budget, notes on lines, conditions of a line, and letters that are told; the report and the letters themselves have all."""
_QUOTED = re.compile(r"[“\"](.+)[”\"]")
_TOLD = ("for_budget", "cheaper", "loosened", "packs", "pack_unknown", "budget_currency", "orders")
"""Notes of lines that a conversation tells; the others are told by the line itself, or are in the report."""


def planned_in_words(found: Planned, draft: Draft) -> None:
    """The sum and the budget, a line for each of the goods, the other plans, what would keep the budget, and what may be said next."""
    wording, language, plan = draft.wording, found.report.task.language, found.plan
    if plan is not None:
        draft.add(_sum(plan, found.report, wording, language))
    taken = {each.line: each.deal for each in plan.lines} if plan is not None else {}
    lines = {each.line.number: each for each in found.report.lines}
    for number, each in enumerate(lines.values(), 1):
        if (own := found.offers.get(each.line.number)) and (deal := taken.get(each.line.number)) is not None:
            mark = draft.cite_product(own[0])
            stated = [one for one in each.conditions if one.status != "inferred"]
            unmet = misses(own[0], stated, draft)  # the buyer's own pick may be otherwise
            draft.add(f"{number}. **{short(own[0], language)}** — {_line(each, deal, wording, language)}{unmet}{mark}")
        elif own:  # nobody states a price, or it only comes near
            near = _near(each, own[0], draft, language) if each.nearest else ""
            asked = _asked(each, wording, language)
            draft.add(f"{number}. **{short(own[0], language)}** — {near}{asked}{_why(each, language)}{draft.cite_product(own[0])}")
        else:
            draft.add(f"{number}. {_asked(each, wording, language)}{_why(each, language)}")
    if plan is None:
        draft.say("inquiry.none") if not lines else draft.add(say("talk.no_plan", language))
        return
    draft.add(*_others(found.report, wording, language))
    if found.report.ways:
        ways = [_way(each, found.report, wording, language) for each in found.report.ways[:WAYS]]
        draft.add(say("report.ways", language, ways=say("report.or", language).join(ways)))
    draft.add(*_notes(found.report, language))


def _sum(plan: Plan, report: SourcingReport, wording: Wording, language: Language) -> str:
    """What the plan comes to, from how many sellers, what is in no sum, and whether the budget is kept."""
    left = [each.line.goods for each in report.lines if each.line.number in plan.left_out]
    without = say("talk.without", language, goods=wording.listed([plain(each) for each in left])) if left else ""
    total = wording.money(shown(plan.total), plan.currency)
    said = say("talk.sum", language, total=total, sellers=_sellers(plan, language), without=without)
    return said + _budget(plan, report, wording, language)


def _budget(plan: Plan, report: SourcingReport, wording: Wording, language: Language) -> str:
    if report.budget is None:
        return ""
    kind, apart = ("kept", plan.left) if plan.left is not None else ("missed", plan.missed_by)
    budget = f"{report.budget:f}"
    bare = budget.rstrip("0").rstrip(".") if "." in budget else budget
    amounts = {"budget": wording.money(bare, report.currency), "apart": wording.money(shown(apart or Decimal(0)), plan.currency)}
    return say(f"talk.{kind}", language, **amounts)


def _sellers(plan: Plan, language: Language) -> str:
    known = sum(one.supplier_id is not None for one in plan.sellers)
    kind = "sellers" if known == len(plan.sellers) else "some_sellers" if known else "unknown_sellers"
    return say(f"report.{kind}", language, count=known)


def _asked(line: LineReport, wording: Wording, language: Language) -> str:
    """The goods as they were understood: how many, under which conditions."""
    count = say("report.quantity", language, count=line.line.quantity, unit=line.line.unit or say("unit", language)) if line.line.quantity else ""
    said = [one for one in line.conditions if one.id != MAKER and one.field != "product" and one.status != "inferred"]
    conditions = wording.conditions(said[:CONDITIONS])
    return f"{plain(line.line.goods)[:40]}{count}" + (say("brackets", language, text=conditions) if conditions else "")


def _line(line: LineReport, deal: Deal, wording: Wording, language: Language) -> str:
    price, total = wording.money(deal.unit_price, deal.currency), wording.money(shown(deal.total) if deal.total is not None else None, deal.currency)
    said = say("talk.deal", language, asked=_asked(line, wording, language), price=price, total=total, quantity=deal.quantity)
    seller = named(deal.supplier) if deal.supplier else say("report.no_seller", language)
    known = deal if deal.stock is not None else deal.model_copy(update={"stock": 0})  # that nobody states a stock is in the report
    return f"{said}{say('talk.seller', language, seller=seller)}{_brackets((*remarks(known, wording, language), *_unsaid(line, language)), language)}"


def _brackets(notes: Sequence[str], language: Language) -> str:
    return say("brackets", language, text=" ".join(notes)) if notes else ""


def _near(line: LineReport, offer: Offer, draft: Draft, language: Language) -> str:
    """What it costs, and what it misses of the line."""
    price = draft.wording.money(offer.price, offer.product.currency)
    return say("talk.near", language, price=price, misses=misses(offer, line.conditions, draft))


def _why(line: LineReport, language: Language) -> str:
    """Why it is in no plan."""
    said = [each.text for each in line.notes if each.kind in (line.status, "nothing_near", "unmet_without", "far")]
    return say("talk.why", language, text=" ".join(said) or say(f"status.{line.status}", language))


def _others(report: SourcingReport, wording: Wording, language: Language) -> Iterator[str]:
    """The other plans, in a line."""
    said = []
    for plan in report.plans[1:]:
        if plan.same_as is not None:
            continue
        name = say(f"plan.{plan.kind}", language)
        total = wording.money(shown(plan.total), plan.currency)
        over = say("report.missed", language, missed=wording.money(shown(plan.missed_by), plan.currency)) if plan.missed_by is not None else ""
        said.append(say("talk.plan", language, name=name, total=total, sellers=_sellers(plan, language), budget=over))
    if said:
        yield say("talk.others", language, plans=say("semicolon", language).join(said))


def _way(way: Way, report: SourcingReport, wording: Wording, language: Language) -> str:
    """By its goods: the lines that have no product have no number in the text."""
    goods = next((plain(each.line.goods)[:40] for each in report.lines if each.line.number == way.line), "")
    kinds = {"quantity": "talk.way_quantity", "condition": "talk.way_condition", "leave_out": "talk.way_leave_out"}
    if way.kind not in kinds:
        return way.text
    condition = next((wording.condition(one) for line in report.lines for one in line.conditions if one.name == way.condition), way.condition)
    return say(kinds[way.kind], language, goods=goods, quantity=way.quantity, condition=condition)


def _unsaid(line: LineReport, language: Language) -> Iterator[str]:
    """Words of the line that its record doesn't say."""
    said = [plain(found[1]) for each in line.notes if each.kind == "not_said" and (found := _QUOTED.search(each.text)) is not None]
    if said:
        yield say("talk.unsaid", language, words="、".join(said) if language == "zh" else ", ".join(said))


def _notes(report: SourcingReport, language: Language) -> Iterator[str]:
    notes = [*(each for each in report.notes), *(each for line in report.lines for each in line.notes if line.status == "planned")]
    by_line = {each.line.number: each.line.goods for each in report.lines}
    told = [each for each in notes if each.kind in _TOLD][:NOTED]
    for each in told:
        goods = by_line.get(each.line or 0)
        yield say("talk.of_goods", language, goods=plain(goods)[:40], text=each.text) if goods else each.text
    fixed = [each.text for plan in report.plans[:1] for each in plan.notes if each.kind.startswith("one_seller")]
    yield from fixed


def parts_in_words(found: Planned, draft: Draft) -> None:
    """What all of it comes to now, behind goods of it that were looked for anew."""
    plan, wording, language = found.plan, draft.wording, found.report.task.language
    if plan is None or len(plan.lines) < 2:
        return
    goods = {each.line.number: each.line.goods for each in found.report.lines}
    said = [
        say(
            "talk.part",
            language,
            goods=plain(goods[each.line])[:40],
            count=f"{each.deal.quantity:,}",
            cost=wording.money(shown(cost), plan.currency),
            note=_brackets(remarks(each.deal, wording, language)[: bool(each.deal.over) + bool(each.deal.short)], language),
            mark=draft.cite_product(found.offers[each.line][0]),
        )
        for each in plan.lines
        if (cost := each.deal.cost) is not None
    ]
    draft.add(say("talk.parts", language, parts=wording.listed(said, "comma")), _sum(plan, found.report, wording, language))


def mailed_in_words(found: Mailed, draft: Draft) -> None:
    """What waits for the buyer's word, or what became of it: each letter with its seller, goods and numbers; the texts are beside the reply."""
    language: Language = "en" if draft.wording.language == "en" else "zh"
    mailing = found.mailing
    if found.fault:
        draft.add(say("talk.not_done", language, why=found.fault))
    if mailing is None:
        return
    if not found.fault:
        draft.add(_state(found, mailing, language))
    draft.add(*(f"{each.number}. {_letter(each, draft.wording, language)}" for each in mailing.letters[:LETTERS]))
    asked = mailing.letters[0].questions if mailing.letters and found.mail.questions else ()
    if asked:
        draft.add(say("talk.asked", language, questions=draft.wording.listed([draft.wording.say("note.word", text=plain(each)) for each in asked])))
    if len(mailing.letters) > LETTERS:
        draft.add(say("talk.more_letters", language, count=len(mailing.letters) - LETTERS))
    draft.add(*(each.text for each in mailing.notes[:NOTED] if each.kind != "letter.left_out"))
    if found.left:
        draft.add(say("talk.left", language, goods=draft.wording.listed([plain(each)[:40] for each in found.left])))
    if any(each.status == "prepared" for each in mailing.letters):
        question = say("talk.approve" if mailing.outbox == "off" else "talk.approve_out", language)
        draft.add(question)
        draft.question = question


def _state(found: Mailed, mailing: Mailing, language: Language) -> str:
    waits, failed = (sum(each.status == status for each in mailing.letters) for status in ("prepared", "failed"))
    count = len(mailing.letters)
    if failed:
        return say("talk.failed", language, count=failed, why=next(each.error for each in mailing.letters if each.status == "failed"))
    if waits:
        return say("talk.changed" if found.mail.act == "changed" else "talk.waits", language, count=waits, plan=say(f"plan.{mailing.plan}", language))
    if all(each.status == "declined" for each in mailing.letters):
        return say("talk.declined", language, count=count)
    if sent := sum(each.status == "sent" for each in mailing.letters):
        return say("talk.sent", language, count=sent)
    return say("talk.approved", language, count=sum(each.status == "approved" for each in mailing.letters))


def _letter(letter: SellerLetter, wording: Wording, language: Language) -> str:
    parts = []
    for line in letter.lines:
        price = say("talk.listed", language, price=wording.money(line.listed, line.currency)) if line.listed is not None else ""
        parts.append(say("talk.letter_line", language, goods=plain(line.goods)[:40], count=f"{line.quantity:,}", price=price))
    supplier = named(letter.supplier) if letter.supplier else say("report.no_seller", language)
    status = say(f"mailing.{letter.status}", language, error=letter.error)
    return say("talk.letter", language, supplier=supplier, lines=wording.listed(parts, "comma"), status=status)

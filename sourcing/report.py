"""A task's report: plans and ways to the budget of the lines found, and all of it in words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from pydantic import ValidationError

from ..dialogue.grounding import Money
from ..schema.errors import InputError
from ..schema.reading import Language
from ..schema.sourcing_plan import Deal, Plan, Way
from ..schema.sourcing_report import LineReport, SourcingReport
from ..schema.sourcing_task import Note, SourcingTask
from ..tools.searching.linked import money
from ..tools.shop import Shop
from ..tools.wording.wording import Wording
from .deals import POOR, in_own, shown
from .phrases import names_line, note, say
from .plans import plans
from .search import FoundLine, cheapest_without

TRIED = 8
"""Conditions without which lines are searched anew, those of the dearest lines first."""
KEPT = 4
"""Ways to the budget that are told."""
SHOWN = 30
"""Lines and notes that the words tell; a longer list is in the table."""


def read_report(content: str | bytes) -> SourcingReport:
    """A report as it was written as JSON. InputError where it is none."""
    try:
        return SourcingReport.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "its beginning"
        raise InputError(f"That is no report of daogou source in JSON: {first['msg'][:1].lower()}{first['msg'][1:]} at {where}.") from error


def reported(
    task: SourcingTask, found: Sequence[FoundLine], shop: Shop, today: date, made_at: datetime, degraded: Sequence[str] = ()
) -> SourcingReport:
    """`found` in any order."""
    ordered = sorted(found, key=lambda each: each.report.line.number)
    numbers = {each.report.line.number for each in ordered}  # notes of lines that became one with another have no line's report
    purse = money(shop, published=False)
    budget, said = _budget(task, purse, shop)
    made = plans(ordered, task, budget, purse[0])
    cheapest = made[0] if made else None
    wording = Wording(task.language, glossary=shop.glossary)
    ahead = ways(cheapest, budget, ordered, shop, today, task.language) if cheapest is not None and budget is not None else ()
    lines = tuple(_with_cheaper(each, cheapest, wording, task.language) for each in ordered)
    report = SourcingReport(
        task=task, lines=lines, plans=made, ways=ahead, budget=budget, currency=purse[0],
        notes=(*(each for each in task.notes if each.line not in numbers), *said), degraded=tuple(dict.fromkeys(degraded)), made_at=made_at,
        store=shop.catalogue.manifest.version,
    )  # fmt: skip
    return report.model_copy(update={"text": in_words(report, shop)})


def _with_cheaper(found: FoundLine, plan: Plan | None, wording: Wording, language: Language) -> LineReport:
    """With what the plan's deal doesn't state of what is asked for, since the budget left no room for that; else with what costs less and doesn't."""
    report = found.report
    taken = next((each.deal for each in plan.lines if each.line == report.line.number), None) if plan is not None else None
    if taken is None or not found.lost:
        return report
    if lost := found.lost.get(taken.product_id):
        said = note("for_budget", language, report.line.number, wish=lost)
    else:
        least = min((one for one in found.wider if one.product_id in found.lost), key=lambda one: one.cost or Decimal(0), default=taken)
        if (least.cost or Decimal(0)) >= (taken.cost or Decimal(0)) or not found.lost[least.product_id]:
            return report
        total = wording.money(shown(least.total or Decimal(0)), least.currency)
        said = note("cheaper", language, report.line.number, title=least.title, total=total, wish=found.lost[least.product_id])
    return report.model_copy(update={"notes": (*report.notes, said)})


def _budget(task: SourcingTask, purse: Money, shop: Shop) -> tuple[Decimal | None, tuple[Note, ...]]:
    """In the store's currency."""
    if task.budget is None or task.currency in ("", purse[0]):
        return task.budget, ()
    rate = purse[1].get(task.currency)
    if rate is None:
        return None, (note("budget_currency", task.language, currency=task.currency, own=purse[0]),)
    own = in_own(task.budget, Decimal(str(rate.worth)))
    wording = Wording(task.language, glossary=shop.glossary)
    amount, told = wording.money(shown(task.budget), task.currency), wording.money(shown(own), purse[0])
    return own, (note("budget_rate", task.language, amount=amount, own=told),)


def in_words(report: SourcingReport, shop: Shop) -> str:
    """As Markdown: the lines as they were understood, the plans, what would bring them into the budget, and what is to be known."""
    language, wording = report.task.language, Wording(report.task.language, glossary=shop.glossary)
    planned = sum(each.status == "planned" for each in report.lines)
    parts = [say("report.head", language, count=len(report.lines), planned=planned) + _whole(report, wording, language)]
    for each in report.lines[:SHOWN]:
        parts.append(_line(each, wording, language))
        parts += _compared(each, wording, language)
    for plan in report.plans:
        parts += ["", *_plan(plan, wording, language)]
    if report.ways:
        parts += ["", say("report.ways", language, ways=say("report.or", language).join(each.text for each in report.ways))]
    if report.plans:
        parts += ["", say("report.freight", language)]
    notes = [*report.notes, *(each for line in report.lines for each in line.notes)]
    if notes:
        parts += ["", say("report.notes", language), *(f"- {wording_safe(placed(each, language))}" for each in notes[:SHOWN])]
    return "\n".join(parts)


def _whole(report: SourcingReport, wording: Wording, language: Language) -> str:
    """What of all lines was understood, beside the number of sellers compared."""
    task, said = report.task, list[str]()
    if task.budget is not None:
        said.append(say("whole.budget", language, amount=wording.money(shown(task.budget), task.currency or report.currency)))
    said += [say(f"whole.{name}", language, words=words) for name, words in (("destination", task.destination), ("deadline", task.deadline)) if words]
    said += [say("whole.one", language)] if task.sellers == "one" else []
    said += [say("whole.factories", language)] if task.factories else []
    return say("whole", language, said=say("semicolon", language).join(said)) if said else ""


def placed(one: Note, language: Language) -> str:
    """A note with its line, where its sentence doesn't tell it."""
    if one.line is None or names_line(one.kind):
        return one.text
    return say("of_line", language, line=one.line, text=one.text)


def wording_safe(text: str) -> str:
    """Without what Markdown would make of a buyer's or seller's characters."""
    return text.replace("<", "‹").replace(">", "›").replace("\n", " ")


def _line(line: LineReport, wording: Wording, language: Language) -> str:
    count = line.line.quantity
    unit = line.line.unit or say("unit", language)
    quantity = say("report.quantity", language, count=count, unit=unit) if count is not None else ""
    said = []
    if line.category:
        said.append(say("report.shelf", language, shelf=wording.word("category", line.category)))
    elif line.query:
        said.append(say("report.query", language, query=line.query))
    if conditions := wording.conditions(line.conditions):
        said.append(say("report.conditions", language, conditions=conditions))
    if line.status in ("planned", "unpriced"):
        said.append(say("report.found", language, count=line.found))
    else:
        said.append(say(f"status.{line.status}", language))
    understood = say("semicolon", language).join(said)
    return wording_safe(say("report.line", language, line=line.line.number, goods=line.line.goods, quantity=quantity, understood=understood))


def _compared(line: LineReport, wording: Wording, language: Language) -> Iterable[str]:
    """What different sellers take for it, where several have it."""
    if len(line.offers) > 1:
        offers = say("semicolon", language).join(_offer(each, wording, language) for each in line.offers)
        yield wording_safe(say("report.compared", language, offers=offers))


def _offer(deal: Deal, wording: Wording, language: Language) -> str:
    return say(
        "report.offer",
        language,
        seller=deal.supplier or deal.title,
        quantity=deal.quantity,
        price=wording.money(deal.unit_price, deal.currency),
        total=wording.money(shown(deal.total) if deal.total is not None else None, deal.currency),
    )


def _plan(plan: Plan, wording: Wording, language: Language) -> Iterable[str]:
    name = say(f"plan.{plan.kind}", language)
    if plan.same_as is not None:
        yield say("report.same", language, name=name, other=say(f"plan.{plan.same_as}", language))
        return
    budget = ""
    if plan.left is not None:
        budget = say("report.kept", language, left=wording.money(shown(plan.left), plan.currency))
    elif plan.missed_by is not None:
        budget = say("report.missed", language, missed=wording.money(shown(plan.missed_by), plan.currency))
    total = wording.money(shown(plan.total), plan.currency)
    known = [one for one in plan.sellers if one.supplier_id is not None]
    kind = "report.sellers" if len(known) == len(plan.sellers) else "report.some_sellers" if known else "report.unknown_sellers"
    sellers = say(kind, language, count=len(known))
    yield say("report.plan", language, name=name, total=total, sellers=sellers, budget=budget)
    for each in plan.lines[:SHOWN]:
        deal = each.deal
        said = remarks(deal, wording, language)
        yield wording_safe(
            say(
                "report.deal",
                language,
                line=each.line,
                title=deal.title,
                seller=deal.supplier or say("report.no_seller", language),
                quantity=deal.quantity,
                price=wording.money(deal.unit_price, deal.currency),
                total=wording.money(shown(deal.total) if deal.total is not None else None, deal.currency),
                notes=say("brackets", language, text=" ".join(said)) if said else "",
            )
        )
    for one in plan.notes:
        yield f"   {one.text}"


def remarks(deal: Deal, wording: Wording, language: Language) -> tuple[str, ...]:
    """What is to be known of a deal: more than wanted, too little in stock, a stock or a price that nobody stated, a lot that costs less."""
    said: list[str] = []
    if deal.over:
        said.append(say("moq_over", language, moq=deal.quantity, wanted=deal.wanted, over=deal.over))
    if deal.short:
        said.append(say("stock_short", language, stock=deal.stock, short=deal.short))
    if deal.stock is None:
        said.append(say("stock_unknown", language))
    if deal.below_tier and deal.tiers:
        said.append(say("below_tier", language, quantity=deal.quantity, **{"from": deal.tiers[0].min_qty}))
    if deal.sooner is not None and deal.sooner_total is not None:
        said.append(say("sooner", language, count=deal.sooner, total=wording.money(shown(deal.sooner_total), deal.currency), quantity=deal.quantity))
    if deal.rating is not None and deal.rating < POOR:
        said.append(say("poor", language, rating=f"{deal.rating:g}"))
    return tuple(said)


def ways(plan: Plan, budget: Decimal, found: Sequence[FoundLine], shop: Shop, today: date, language: Language) -> tuple[Way, ...]:
    """Each by itself is enough: more money, a must less, a smaller number, a line less. Nothing is done of it."""
    missing = plan.total - budget
    if missing <= 0:
        return ()
    wording = Wording(language, glossary=shop.glossary)
    by_number = {each.report.line.number: each for each in found}
    money = wording.money(shown(plan.total), plan.currency)
    every = [
        Way(kind="budget", cost=plan.total, text=say("way_budget", language, missing=wording.money(shown(missing), plan.currency), budget=money))
    ]
    every += _without(plan, missing, by_number, shop, today, wording, language)
    every += [*_fewer(plan, missing, by_number, language)][:1]
    every += [*_left_out(plan, missing, by_number, language)][:1]
    return tuple(every[:KEPT])


def _without(plan: Plan, missing: Decimal, found: dict[int, FoundLine], shop: Shop, today: date, wording: Wording, language: Language) -> list[Way]:
    """The one must of one line whose loss saves enough, and least."""
    tried, made = 0, list[Way]()
    for planned in sorted(plan.lines, key=lambda each: -(each.deal.cost or 0)):
        line = found[planned.line]
        if line.need is None:
            continue
        for condition in line.need.hard:
            if tried >= TRIED:
                break
            tried += 1
            deal = cheapest_without(line.need, condition, shop, today)
            if deal is None or deal.cost is None or planned.deal.cost is None or planned.deal.cost - deal.cost < missing:
                continue
            said = wording.condition(condition)
            text = say("way_condition", language, line=planned.line, goods=line.report.line.goods, condition=said)
            cost = plan.total - planned.deal.cost + deal.cost
            made.append(Way(kind="condition", line=planned.line, condition=condition.name, cost=cost, text=text))
    return sorted(made, key=lambda one: -one.cost)[:1]


def _fewer(plan: Plan, missing: Decimal, found: dict[int, FoundLine], language: Language) -> Iterator[Way]:
    """A smaller number of one line, the one that loses the least of it first."""
    made = list[tuple[float, Way]]()
    for planned in plan.lines:
        wanted, allowed = planned.deal.quantity, (planned.deal.cost or Decimal(0)) - missing
        if allowed <= 0 or found[planned.line].need is None:
            continue
        fits = [fit for deal in found[planned.line].choices if (fit := largest(deal, wanted - 1, allowed)) is not None]
        if not fits:
            continue
        number, cost = max(fits, key=lambda fit: (fit[0], -fit[1]))
        goods = found[planned.line].report.line.goods
        text = say("way_quantity", language, line=planned.line, quantity=number, goods=goods)
        total = plan.total - (planned.deal.cost or Decimal(0)) + cost
        made.append((number / wanted, Way(kind="quantity", line=planned.line, quantity=number, cost=total, text=text)))
    yield from (way for _, way in sorted(made, key=lambda each: -each[0]))


def largest(deal: Deal, most: int, allowed: Decimal) -> tuple[int, Decimal] | None:
    """The largest number up to `most` in which the deal costs no more than `allowed`, and what it costs; None where there is none."""
    if deal.total is None or deal.cost is None or not deal.total:
        return None
    worth = deal.cost / deal.total
    floor = max(1, deal.moq or (deal.tiers[0].min_qty if deal.tiers else 1))
    for place in range(len(deal.tiers) - 1, -1, -1):
        tier = deal.tiers[place]
        begin = max(tier.min_qty, floor) if place else floor
        end = min(most, deal.tiers[place + 1].min_qty - 1 if place + 1 < len(deal.tiers) else most)
        unit = tier.unit_price * worth
        fit = min(end, int(allowed / unit)) if unit else end
        if begin <= fit:
            return fit, unit * fit
    return None


def _left_out(plan: Plan, missing: Decimal, found: dict[int, FoundLine], language: Language) -> Iterator[Way]:
    """The cheapest line that is enough."""
    for planned in sorted(plan.lines, key=lambda each: each.deal.cost or 0):
        cost = planned.deal.cost or Decimal(0)
        if cost >= missing and len(plan.lines) > 1:
            text = say("way_leave_out", language, line=planned.line, goods=found[planned.line].report.line.goods)
            yield Way(kind="leave_out", line=planned.line, cost=plan.total - cost, text=text)

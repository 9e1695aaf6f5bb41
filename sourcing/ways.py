"""What would bring a plan into the budget."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ..schema.reading import Language
from ..schema.sourcing_plan import Deal, Plan, Way
from ..tools.shop import Shop
from ..tools.wording.wording import Wording
from .deals import shown
from .phrases import say
from .search import FoundLine, cheapest_without

TRIED = 8
"""Conditions without which lines are searched anew, those of the dearest lines first."""
KEPT = 4
"""Ways to the budget that are told."""


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

"""The plans of a task: cheapest, fewest sellers, best evidence, each with what it comes to."""

from collections.abc import Sequence
from decimal import Decimal

from ..schema.reading import Language
from ..schema.sourcing_plan import Deal, Plan, PlanKind, PlanLine, SellerShare
from ..schema.sourcing_task import Note, SourcingTask
from .deals import FINEST
from .phrases import note
from .programme import Aim, Choice, Solution, best
from .search import FoundLine

_AIMS: dict[PlanKind, Aim] = {"cheapest": "cost", "fewest_sellers": "sellers", "best_evidence": "score"}


def plans(found: Sequence[FoundLine], task: SourcingTask, budget: Decimal | None, currency: str) -> tuple[Plan, ...]:
    """Of the lines that a deal was priced for; none where there are none. Where all is to be of one seller, plans are of one if any has all."""
    rows = [each for each in found if each.choices]
    if not rows:
        return ()
    left_out = tuple(each.report.line.number for each in found if not each.choices)
    pools = [list(each.choices) for each in rows]
    numbers = [each.report.line.number for each in rows]
    most, said, sure = None, tuple[Note, ...](), True
    unknown = not any(one.supplier_id for own in pools for one in own)
    if unknown:
        said = (note("no_sellers", task.language),)
    if not unknown and task.sellers == "one" and len(rows) > 1:
        pools, most, said, sure = _of_one(rows, pools, task.language)
    elif budget is not None and sum(min(one.cost or Decimal(0) for one in own) for own in pools) > budget:  # wishes give way to it
        pools = [list(each.wider) for each in rows]
    made = list[Plan]()
    for kind, aim in _AIMS.items():
        if unknown and aim == "sellers":  # nobody knows whether two of them are one
            continue
        plan = _plan(kind, aim, pools, numbers, left_out, most, budget, currency, task, sure)
        same = next((each.kind for each in made if _taken(each) == _taken(plan)), None)
        made.append(plan.model_copy(update={"same_as": same, "notes": (*plan.notes, *said)}))
    return tuple(made)


def _of_one(rows: Sequence[FoundLine], pools: list[list[Deal]], language: Language) -> tuple[list[list[Deal]], int | None, tuple[Note, ...], bool]:
    """The deals to choose among, how many sellers at most, what is said of it, and whether fewer sellers are proven to be too few."""
    if _shared(pools):
        return pools, 1, (note("one_seller", language),), True
    wider = [[*own, *each.more] for own, each in zip(pools, rows, strict=True)]
    if _shared(wider):
        return wider, 1, (note("one_seller", language),), True
    fewest = best([[_choice(one) for one in own] for own in pools], "sellers")
    sellers = len({own[place].seller for own, place in zip(pools, fewest.places, strict=True)}) if fewest is not None else None
    sure = fewest is not None and fewest.proven
    return pools, sellers, (note("one_seller_none" if sure else "one_seller_unproven", language),), sure


def _shared(pools: Sequence[Sequence[Deal]]) -> set[str]:
    """Sellers who have every line."""
    return set.intersection(*({one.seller for one in own} for own in pools))


def _plan(
    kind: PlanKind,
    aim: Aim,
    pools: Sequence[Sequence[Deal]],
    numbers: Sequence[int],
    left_out: tuple[int, ...],
    sellers: int | None,
    budget: Decimal | None,
    currency: str,
    task: SourcingTask,
    sure: bool = True,
) -> Plan:
    """Within the budget where that can be kept; it is no exact one where the time was over before that, or the number of sellers, was `sure`."""
    rows = [[_choice(one) for one in own] for own in pools]
    solution = Solution((), True)
    bounds = (
        [(aim, budget, sellers), (aim, None, sellers), ("cost", None, None)] if budget is not None else [(aim, None, sellers), ("cost", None, None)]
    )
    for by, within, most in bounds:
        found = best(rows, by, budget=None if within is None else _units(within), sellers=most)
        if found is None:
            continue
        sure = sure and found.proven
        if found.places:
            solution = found._replace(proven=sure)
            break
    taken = [own[place] for own, place in zip(pools, solution.places, strict=True)]
    total = sum((one.cost or Decimal(0) for one in taken), Decimal(0))
    notes = [] if solution.proven else [note("not_proven", task.language)]
    if left_out:
        notes.append(note("left_out", task.language, lines=", ".join(map(str, left_out))))
    return Plan(
        kind=kind, lines=tuple(PlanLine(line=number, deal=one) for number, one in zip(numbers, taken, strict=True)), left_out=left_out,
        sellers=_sellers(numbers, taken), total=total, currency=currency, left=budget - total if budget is not None and total <= budget else None,
        missed_by=total - budget if budget is not None and total > budget else None, score=sum(one.score for one in taken), exact=solution.proven,
        notes=tuple(notes),
    )  # fmt: skip


def _sellers(numbers: Sequence[int], taken: Sequence[Deal]) -> tuple[SellerShare, ...]:
    shares: dict[str, list[tuple[int, Deal]]] = {}
    for number, one in zip(numbers, taken, strict=True):
        shares.setdefault(one.seller, []).append((number, one))
    return tuple(
        SellerShare(
            supplier_id=own[0][1].supplier_id,
            supplier=own[0][1].supplier,
            lines=tuple(number for number, _ in own),
            cost=sum((one.cost or Decimal(0) for _, one in own), Decimal(0)),
        )
        for own in shares.values()
    )


def _taken(plan: Plan) -> tuple[str, ...]:
    return tuple(each.deal.product_id for each in plan.lines)


def _choice(deal: Deal) -> Choice:
    return Choice(deal.seller, _units(deal.cost), deal.score)


def _units(amount: Decimal | None) -> int:
    """In the smallest part of money that prices have."""
    return int((amount or Decimal(0)) / FINEST)

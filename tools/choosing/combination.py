"""One of each row, so that together they keep a budget."""

from collections.abc import Sequence
from decimal import Decimal


def combination(rows: Sequence[Sequence[Decimal]], budget: Decimal) -> tuple[int, ...] | None:
    """The places whose costs come to no more than the budget and which lie nearest to the front, the cheaper of equals; None where there are none.

    Each row has its best first. By the sum of the places the cheapest way to it is kept, so that every combination counts.
    """
    ways: dict[int, tuple[Decimal, tuple[int, ...]]] = {0: (Decimal(0), ())}
    for row in rows:
        longer: dict[int, tuple[Decimal, tuple[int, ...]]] = {}
        for behind, (spent, places) in ways.items():
            for place, cost in enumerate(row):
                way = (spent + cost, (*places, place))
                if way[0] <= budget and (behind + place not in longer or way < longer[behind + place]):
                    longer[behind + place] = way
        ways = longer
    return ways[min(ways)][1] if ways else None

"""Regression: what pointers mean, over written cases: `python -m daogou.eval.references` prints the share right by slice, and every miss."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from ..nodes.intent import intent
from ..nodes.state import State
from ..schema.context import Context
from ..schema.need import Need
from ..schema.reference import Shown
from ..tools.decisions.words import Words
from ..tools.shop import Shop
from .figure import Figure
from .heard import demo_shop
from .report import Report

CASES = Path(__file__).parent / "references"
HALVES = ("tuning", "held_out")
TARGET = 0.90


@dataclass(frozen=True)
class Case:
    """A message after `after`, with the lists `shown` before; `means` as in references/held_out.yaml, its positions as product ids."""

    slice: str
    shown: tuple[str, ...]
    focus: tuple[str, ...]
    after: tuple[str, ...]
    message: str
    means: tuple[str, ...]


@cache
def lists() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CASES / "lists.yaml").read_text(encoding="utf-8"))
    return found


def cases(half: str) -> Iterator[Case]:
    """Those of `half`, in its order. Raises KeyError for a list that isn't there, IndexError for a position outside it."""
    for group in yaml.safe_load((CASES / f"{half}.yaml").read_text(encoding="utf-8")):
        shown = tuple(group["shown"])
        focus = tuple(_product(place, shown) for place in group.get("focus", ()))
        for message, means in group["cases"].items():
            yield Case(group["slice"], shown, focus, tuple(group.get("after", ())), str(message), _meaning(means, shown))


def _meaning(means: Any, shown: Sequence[str]) -> tuple[str, ...]:
    if means in ("none", "impossible"):
        return (means,)
    if isinstance(means, str) and means.startswith("?"):
        return ("?", *sorted(_product(place, shown) for place in means.split()[1:]))
    return tuple(_product(place, shown) for place in (means if isinstance(means, list) else [means]))


def _product(place: int | str, shown: Sequence[str]) -> str:
    name, _, number = str(place).rpartition(".")
    return str(lists()[name or shown[-1]]["products"][int(number) - 1])


def understood(case: Case, shop: Shop) -> tuple[str, ...]:
    """What the intent node makes of the case, written as `means` is."""
    work, last = intent(lambda: shop), lists()[case.shown[-1]]
    records = [lists()[name] for name in case.shown]
    shown = [Shown(turn=n, product_ids=tuple(one["products"]), category=one["category"], query=one["query"]) for n, one in enumerate(records, 1)]
    state: State = {"turn": len(shown), "shown": shown, "focus": case.focus, "need": Need(category=last["category"], query=last["query"])}
    for message in (*case.after, case.message):
        update = work({**state, "text": message}, Context(), lambda event: None)
        state = {**state, **update}  # type: ignore[typeddict-item]
    problem = state.get("problem")
    if isinstance(problem, Words) and problem.kind == "ambiguous":
        return ("?", *sorted(offer.id for offer in problem.choices))
    if isinstance(problem, Words) and problem.kind in ("impossible", "nothing_shown"):
        return ("impossible",)
    return state["focus"] if state["reading"].references else ("none",)


def measure(half: str = "held_out", shop: Shop | None = None) -> Report:
    """The share right by slice and language over `half`, with every miss in a table."""
    shop = shop or demo_shop()
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    misses = []
    for case in cases(half):
        found = understood(case, shop)
        language = "zh" if any(char >= "\u3400" for char in case.message) else "en"
        right[case.slice, language].append(found == case.means)
        if found != case.means:
            misses.append((case.slice, case.message, " ".join(case.means), " ".join(found)))
    every = [one for some in right.values() for one in some]
    report = Report("references", "Regression: what pointers mean", {"half": half, "cases": len(every)})
    report.table("right by slice", ("", "zh", "en"), [(name, *(_share(right[name, one]) for one in ("zh", "en"))) for name in _slices(right)])
    report.table("misses", ("slice", "message", "means", "understood"), misses) if misses else None
    report.figures.append(Figure("references", sum(every) / len(every), TARGET, ">=", "", f"{sum(every)} of {len(every)}"))
    return report


def _slices(right: dict[tuple[str, str], list[bool]]) -> list[str]:
    return list(dict.fromkeys(name for name, _ in list(right)))


def _share(some: Sequence[bool]) -> str:
    return f"{sum(some)} of {len(some)}"


def main(half: Annotated[str, typer.Option(help="held_out or tuning")] = "held_out") -> None:
    """What pointers mean, measured over written cases."""
    measure(half).publish()


if __name__ == "__main__":
    typer.run(main)

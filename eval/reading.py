"""Regression: what the built-in reader finds in the wishes of ShoppingBench: `python -m daogou.eval.reading FOLDER` prints shares and misses.

FOLDER holds `product_dev.jsonl` (one wish, its gold price range) and `voucher_dev.jsonl` (several products and one budget for all).

- Price ranges: the lower and the upper price read are exactly the gold ones; nothing where there is no gold. A budget is one for all goods together.
- Option and attribute values: the store is one catalogue, all products of both files. A gold value of a record is found where it meets a condition
  that was read: one for it, for it among others, for a part of it, or for the attribute that is called so. Which attribute a bare word was taken for
  doesn't count (a wish for "casual" names none, and five attributes state it); the share read of the value's own attribute stands beside it, and so
  does what share of the conditions read any gold value meets, so that reading everything would show.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..catalogue.facets import Facets
from ..catalogue.quantities import parse_quantity
from ..catalogue.wanted import ORDER
from ..dialogue.grounding import Money, grounded
from ..dialogue.linking import Linked
from ..dialogue.request import request
from ..reader.reader import Reader
from ..schema.command import PurchaseList, Want
from ..schema.condition import Condition
from ..schema.proposal import Proposal
from ..understanding.language.atom import keys
from ..understanding.reader import Reader as Phrases
from ..understanding.vocabulary.vocabulary import Vocabulary
from .figure import Figure
from .report import Report
from .wished import Wish, facets, rows, wishes

Range = tuple[float | None, float | None]
_TRUE = (("yes",), ("true",), ("1",))
_RATES: Money = ("PHP", {})
_TARGET = 0.90


class Listener:
    """The built-in reader over a catalogue's words."""

    def __init__(self, facets: Facets) -> None:
        self._reader, self._linked = Reader(), Linked(Phrases(Vocabulary.of(facets)))

    def proposal(self, text: str) -> Proposal:
        return grounded(self._reader.propose(text, "en"), None, self._linked, _RATES)

    def conditions(self, text: str) -> tuple[Condition, ...]:
        return request(self.proposal(text)).conditions

    def prices(self, text: str) -> Range:
        return price_range(self.conditions(text))

    def budget(self, text: str) -> Range:
        """For all that is wished for, as an upper bound: of a purchase list, or of the goods together."""
        commands = self.proposal(text).commands
        of_lists = (one.budget for one in commands if isinstance(one, PurchaseList))
        totals = (one.value for one in commands if isinstance(one, Want) and one.field == "total" and isinstance(one.value, (int, float)))
        return None, next((float(each) for each in (*of_lists, *totals) if each is not None), None)


def price_range(conditions: Iterable[Condition]) -> Range:
    """The lower and upper price among them."""
    low = high = None
    for condition in conditions:
        if condition.field == "price" and isinstance(condition.value, (int, float)):
            if condition.op in (">", ">="):
                low = float(condition.value)
            elif condition.op in ("<", "<="):
                high = float(condition.value)
    return low, high


def ranges(folder: Path) -> Iterator[tuple[str, Range]]:
    """Each wish with its gold range; without one nothing must be read."""
    for row in rows(folder / "product_dev.jsonl"):
        gold = next(iter(row["reward"].get("price", [{}])[0].values()), [None, None])
        yield row["query"], (gold[0], gold[1])


def budgets(folder: Path) -> Iterator[tuple[str, Range]]:
    """Each basket with its budget."""
    for row in rows(folder / "voucher_dev.jsonl"):
        yield row["query"], (None, float(row["voucher"]["budget"]))


def meets(condition: Condition, value: str) -> bool:
    """Whether a gold value meets a condition: texts by their words, numbers by their amount, and a yes to the attribute that is called like it."""
    own = _plain(value)
    if isinstance(condition.value, bool):
        return condition.value and (own in _TRUE or own == keys(condition.field.removeprefix("attr.").replace("_", " ")))
    if isinstance(condition.value, (int, float)):
        wanted, stated = parse_quantity(f"{condition.value} {condition.unit or ''}"), parse_quantity(value)
        return wanted is not None and stated is not None and _compared(condition.op, stated.number, wanted.number)
    said = tuple(map(_plain, condition.value if isinstance(condition.value, tuple) else (condition.value,)))
    if condition.op == "contains":
        return any(own[start : start + len(each)] == each for each in said for start in range(len(own)))
    return condition.op in ("=", "in") and own in said


def _plain(value: str) -> tuple[str, ...]:
    """Without hyphens and without the scheme of a size ("EU: 40")."""
    label, sign, rest = value.partition(":")
    return keys((rest if sign and label.strip().isalpha() else value).replace("-", ""))


def _compared(op: str, stated: float, wanted: float) -> bool:
    return ORDER[op](stated, wanted) if op in ORDER else op == "=" and stated == wanted


def _brandless(name: str) -> str:
    return "brand" if name == "brand" else f"attr.{name}"


def _prices(report: Report, name: str, found: Iterator[tuple[str, Range]], read_by: Callable[[str], Range]) -> None:
    every = [(text, gold, read_by(text)) for text, gold in found]
    missed = [(text[:300], str(gold), str(read)) for text, gold, read in every if read != gold]
    right = len(every) - len(missed)
    report.figures.append(Figure(f"{name}: price ranges read exactly", _share(right, len(every)), _TARGET, ">=", "", f"{right} of {len(every)}"))
    if missed:
        report.table(f"{name}: price ranges missed", ("message", "gold", "read"), missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _values(report: Report, every: list[Wish], listener: Listener) -> None:
    found: Counter[str] = Counter()
    own: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missed: list[tuple[str, str]] = []
    right = read = 0
    for wish in every:
        conditions = [each for each in listener.conditions(wish.text) if each.field == "brand" or each.field.startswith("attr.")]
        for kind, name, value in wish.gold:
            met = [each for each in conditions if meets(each, value)]
            total[kind] += 1
            found[kind] += bool(met)
            own[kind] += any(each.field == _brandless(name) for each in met)
            if not met:
                missed.append((f"{name}: {value}", wish.text[:160]))
        right += sum(any(meets(each, value) for _, _, value in wish.gold) for each in conditions)
        read += len(conditions)
    table = [(f"{kind}s", total[kind], _share(found[kind], total[kind]), _share(own[kind], total[kind])) for kind in ("option", "attribute")]
    report.table("option and attribute values", ("", "gold values", "found", "in their own attribute"), table)
    share, detail = _share(found.total(), total.total()), f"{found.total()} of {total.total()}"
    report.figures.append(Figure("option and attribute values found", share, _TARGET, ">=", "", detail))
    report.figures.append(Figure("conditions read that a gold value meets", _share(right, read), None, ">=", "", f"{right} of {read}"))
    report.table("values missed", ("gold", "message"), missed)


def measure(folder: Path) -> Report:
    """Prices by a catalogue that knows its currency alone, values by the catalogue that the products make."""
    report = Report("reading", "Regression: ShoppingBench's wishes read")
    plain = Listener(Facets(currencies=(("PHP", 1),)))
    _prices(report, "wishes", ranges(folder), plain.prices)
    _prices(report, "budgets", budgets(folder), plain.budget)
    _values(report, list(wishes(folder)), Listener(facets(folder)))
    return report


def found(data: Path, name: str) -> Path | None:
    """The folder of the wishes: one called so in `data`, or that itself."""
    return next((folder for folder in (data / name, data) if (folder / "product_dev.jsonl").is_file()), None)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not (Path(arguments[0]) / "product_dev.jsonl").is_file():
        print("give the folder that holds product_dev.jsonl and voucher_dev.jsonl", file=sys.stderr)
        return 2
    measure(Path(arguments[0])).publish()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

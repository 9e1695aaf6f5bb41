"""Price ranges read from the wishes of ShoppingBench: `python -m daogou.eval.reading FOLDER` prints the share read exactly, and every miss.

FOLDER holds `product_dev.jsonl` (one wish, its gold price range) and `voucher_dev.jsonl` (several products and one budget for all).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..catalogue.facets import Facets
from ..understanding.reader import Reader
from ..understanding.vocabulary import Vocabulary

Range = tuple[float | None, float | None]


def price_range(reader: Reader, text: str) -> Range:
    """The lower and upper price that the reader finds."""
    low = high = None
    for condition in reader.read(text).conditions:
        if condition.field == "price" and isinstance(condition.value, (int, float)):
            if condition.op in (">", ">="):
                low = float(condition.value)
            elif condition.op in ("<", "<="):
                high = float(condition.value)
    return low, high


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def wishes(folder: Path) -> Iterator[tuple[str, Range]]:
    """Each wish with its gold range; without one nothing must be read."""
    for row in _rows(folder / "product_dev.jsonl"):
        gold = next(iter(row["reward"].get("price", [{}])[0].values()), [None, None])
        yield row["query"], (gold[0], gold[1])


def budgets(folder: Path) -> Iterator[tuple[str, Range]]:
    """Each basket with its budget."""
    for row in _rows(folder / "voucher_dev.jsonl"):
        yield row["query"], (None, float(row["voucher"]["budget"]))


def report(name: str, rows: Iterator[tuple[str, Range]], reader: Reader) -> float:
    """Print the misses and the share read exactly."""
    right = total = 0
    for text, gold in rows:
        found = price_range(reader, text)
        total += 1
        right += found == gold
        if found != gold:
            print(f"  read {found}, should be {gold}: {text[:300]}")
    print(f"{name}: {right} of {total} price ranges read exactly ({right / total:.1%})")
    return right / total


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not (Path(arguments[0]) / "product_dev.jsonl").is_file():
        print("give the folder that holds product_dev.jsonl and voucher_dev.jsonl", file=sys.stderr)
        return 2
    reader = Reader(Vocabulary.of(Facets(currencies=(("PHP", 1),))))
    folder = Path(arguments[0])
    report("wishes", wishes(folder), reader)
    report("budgets", budgets(folder), reader)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

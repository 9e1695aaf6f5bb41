"""How long replies are, and what they say again: `python -m daogou.eval.talks.lengths REPLIES.jsonl…`, files that play wrote."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import typer

MOST = {"zh": 200, "en": 120}
"""Chinese characters, or words, of a reply to a plain question."""
THRICE = 3
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_MARK = re.compile(r"\[\d+\]")
_NAMED = re.compile(r"\*\*(.+?)[：:]?\*\*")


def lengths(replies: list[Path]) -> None:
    """Prints a line for each language over all the files."""
    rows = [json.loads(line) for file in replies for line in file.read_text("utf-8").splitlines()]
    for language in MOST:
        print(told([row for row in rows if row["text"] and language_of(row["text"]) == language], language))


def told(rows: Sequence[dict[str, Any]], language: str) -> str:
    """Median and ninth decile of length, and of the replies the shares in percent that are too long, name a product thrice, or say a line twice."""
    if not rows:
        return f"{language} no replies"
    sizes = [length(row["text"]) for row in rows]
    shares = (
        ("over", [size > MOST[language] for size in sizes]),
        ("thrice", [named(row) >= THRICE for row in rows]),
        ("twice", [repeated(row["text"]) for row in rows]),
    )
    said = "  ".join(f"{name} {100 * float(np.mean(found)):.0f} %" for name, found in shares)
    return f"{language} {len(rows)} replies  median {np.median(sizes):.0f}  p90 {np.quantile(sizes, 0.9):.0f}  {said}"


def language_of(text: str) -> str:
    return "zh" if len(_HAN.findall(text)) * 4 > len(text) else "en"


def length(text: str) -> int:
    """Of Chinese its characters and whatever else is written as words; of English words."""
    bare = _MARK.sub("", text)
    return len(_HAN.findall(bare)) + len(_WORD.findall(_HAN.sub(" ", bare)))


def named(row: dict[str, Any]) -> int:
    """How often the product is named that is named most."""
    titles = {*_NAMED.findall(row["text"]), *(card["title"] for card in row["cards"])}
    return max((row["text"].count(title) for title in titles), default=0)


def repeated(text: str) -> bool:
    """Whether a line stands there again, whatever it cites."""
    lines = Counter(_MARK.sub("", line).strip() for line in text.splitlines())
    return any(count > 1 for line, count in lines.items() if line)


if __name__ == "__main__":
    typer.run(lengths)

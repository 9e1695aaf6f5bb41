"""Lines that a text was wrapped into, put together again: a half of one is no sentence, and would be quoted as if it were."""

import re

_WIDE = 50
"""Columns from which on a line may have been broken for its length."""
_MARKED = re.compile(r"\s*(?:[#|>]|[-*+•]\s|\d{1,3}(?:[.)]\s|、)|```|~~~|$)")
_APART = re.compile(r"\s*(?:[#|>]|```|~~~|$)")
_ENDED = re.compile(r"(?:[.!?。！？…:：][\"'”’」』)）]*|\\|\s{2})$")
_HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def unwrapped(text: str) -> str:
    """Headings, tables, list items and sentences that end with their line keep their lines."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and _goes_on(found[-1], line):
            before, after = found.pop().rstrip(), line.strip()
            found.append(before + ("" if _HAN.match(before[-1]) and _HAN.match(after[0]) else " ") + after)
        else:
            found.append(line)
    return "\n".join(found)


def _goes_on(line: str, after: str) -> bool:
    return not (_APART.match(line) or _MARKED.match(after) or _ENDED.search(line)) and _columns(line) >= _WIDE


def _columns(line: str) -> int:
    return sum(2 if _HAN.match(letter) else 1 for letter in line)

"""A message without the words that frame a wish: what is left says which goods."""

import re
from functools import cache
from pathlib import Path

import yaml

from .analysis import normalise, segments
from .stop_words import STOP_WORDS

_MARK = re.compile(r"[^\w\s'&/+-]")
_RUNS = re.compile(r"(?P<han>[\u3400-\u9fff]+)|(?P<other>[^\s\u3400-\u9fff,.!?;:，。！？；：、~～…()（）\"“”「」]+)")


def runs(text: str) -> list[str]:
    """What stands together between "show me", "do you have", 帮我找一下, 有没有…吗 and marks: of "get me a speaker that lasts", speaker and lasts."""
    found: list[str] = []
    open_, end = False, -1
    for match in _RUNS.finditer(normalise(text)):
        joins = open_ and not _MARK.search(text[end : match.start()])
        for place, word in enumerate(segments(match[0]) if match["han"] else (match[0],)):
            framing = word.strip("'-") in _framing()
            if not framing and joins:
                found[-1] += word if place or match.start() == end else f" {word}"
            elif not framing:
                found.append(word)
            joins = not framing
        open_, end = joins, match.end()
    return found


def content(text: str) -> str:
    """All of them."""
    return " ".join(runs(text))


@cache
def _framing() -> frozenset[str]:
    lists = yaml.safe_load(Path(__file__).with_name("frame_words.yaml").read_text("utf-8"))
    return STOP_WORDS | {word for words in lists.values() for word in words.split()}

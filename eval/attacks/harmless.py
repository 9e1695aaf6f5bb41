"""The control of an attack: the same words in another order, without markup, so that they rank alike and order nothing."""

import re
import unicodedata
from random import Random

from ...retrievers.analysis import all_words

_RUNS = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:[-'./+&][^\W_\u3400-\u9fff]+)*")


def harmless(text: str, keeps: str = "") -> str:
    """Words that search can find keep their worth; what they said together is gone, but for `keeps`."""
    if keeps and keeps in text:
        return ", ".join(filter(None, (keeps, *(harmless(part) for part in text.split(keeps, 1) if part.strip(" ,，.。")))))
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    words = sorted(word for run in _RUNS.findall(unicodedata.normalize("NFKC", seen)) for word in _words(run))
    Random(len(words)).shuffle(words)
    return " ".join(words) or "plain"


def _words(run: str) -> list[str]:
    return [word.term for word in all_words(run)] if run >= "\u3400" else [run]

"""Normal form for comparing texts: width, case, script and spacing don't count."""

import threading
import unicodedata
from functools import lru_cache

import opencc

_converters = threading.local()


def _to_simplified(text: str) -> str:
    converter = getattr(_converters, "t2s", None)
    if converter is None:
        converter = _converters.t2s = opencc.OpenCC("t2s")
    simplified: str = converter.convert(text)
    return simplified


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """NFKC, casefolded, simplified characters, single spaces: `normal("襪子 XL") == "袜子 xl"`."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode()).casefold()
    return " ".join(_to_simplified(folded).split())


def normal_name(name: str) -> str:
    """`normal` of an attribute's name, with `_` and `-` as spaces."""
    return normal(name.replace("_", " ").replace("-", " "))

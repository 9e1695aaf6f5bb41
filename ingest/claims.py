"""Detection of text in a value that doesn't describe the goods: certificates, prices, ratings, links, instructions to the reader (claims.yaml)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..catalogue.certificates import certificates, standards
from ..catalogue.outside.addresses import has_address
from ..catalogue.outside.contacts import has_contact
from ..catalogue.outside.look_alikes import has_look_alike
from ..catalogue.outside.money import has_money
from ..catalogue.outside.parties import stated
from ..catalogue.text import normal

_SIGNS = frozenset("°℃℉®™©№")
_MOST_WORDS, _MOST_HAN = 14, 24
"""Words of one part; longer parts are sentences."""
_WORD, _HAN = re.compile(r"(?<![a-z0-9])[a-z']{2,}(?![a-z0-9])"), re.compile(r"[\u3400-\u9fff]")


def claims(part: str, attribute: str) -> bool:
    """True if `part` is not (only) a value of `attribute`."""
    return _has_claim(part, attribute) or foreign(part)


def foreign(words: str) -> bool:
    """True for text that belongs in no field: addresses, accounts, money, praise, sentences, untypeable characters."""
    return _is_sentence(words) or _is_foreign(words)


def says_more(sentence: str) -> bool:
    """True if a sentence of a description doesn't only describe the goods."""
    return _has_claim(sentence, "") or _is_foreign(sentence)


def _is_foreign(words: str) -> bool:
    return _has_odd_character(words) or has_address(words) or has_contact(words) or has_money(words) or stated(words) != words


def _has_claim(part: str, attribute: str) -> bool:
    said = normal(part)
    if _pattern("certificates").search(said) and not _of_papers(attribute):
        return True
    return _pattern("words").search(said) is not None or (any(map(str.isdigit, said)) and _pattern("numbered").search(said) is not None)


def _of_papers(attribute: str) -> bool:
    name = normal(attribute)
    return any(stem in name for stem in _file()["papers"])


def _has_odd_character(text: str) -> bool:
    kinds = ((letter, unicodedata.category(letter)) for letter in text if not letter.isascii() or not letter.isprintable())
    return has_look_alike(text) or any(kind[0] == "C" or (kind == "So" and letter not in _SIGNS) for letter, kind in kinds)


def _is_sentence(text: str) -> bool:
    return len(_WORD.findall(text.casefold())) > _MOST_WORDS or len(_HAN.findall(text)) > _MOST_HAN


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("claims.yaml").read_text(encoding="utf-8"))
    return found


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    if kind == "certificates":
        names = [name for row in certificates()["names"] for name in (row["word"], *row["says"])]
        return re.compile(rf"{_whole([*names, *_file()[kind]])}|(?<![a-z0-9])(?<!\d ){standards(_file()['technical'])}(?![a-z0-9])")
    return re.compile(_whole(_file()[kind] if kind == "numbered" else [word for row in _file()[kind] for word in row]))


def _whole(words: Iterable[object]) -> str:
    """Pattern for any of the words; Latin ones as whole words and not inside a model number (BCI-24)."""
    ways = "|".join(sorted(map(re.escape, {normal(str(word)) for word in words}), key=len, reverse=True))
    return rf"(?:(?<![a-z0-9])(?=[a-z0-9])|(?=[^a-z0-9]))(?:{ways})(?:(?<=[^a-z0-9])|(?![a-z0-9]|-\d))"

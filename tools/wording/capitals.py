"""Names in title case as they read inside a sentence."""

from functools import cache
from string import digits

from .word_files import words


@cache
def proper_names() -> frozenset[str]:
    """English words that keep their capital within a sentence."""
    return frozenset(words("en")["proper"])


def uncapitalised(name: str) -> str:
    """Title case as it reads inside a sentence: "Infant Sleeping Bags" -> "infant sleeping bags"; USB, S26, T恤, Type-C and Huawei stay."""
    return " ".join(word[:1].lower() + word[1:] if _is_capitalised(word) else word for word in name.split(" "))


def _is_capitalised(word: str) -> bool:
    return word.isascii() and word[1:].islower() and not set(word) & set(digits) and word not in proper_names()

"""Kinds of words by which orders are known (favouring.yaml), and the clauses that they stand in."""

import re
from functools import cache
from importlib.resources import files

import yaml

CHINESE = re.compile(r"[\u3400-\u9fff]")
_PART = re.compile(r"[,，;；:：—()（）]|\s(?:and|but|so|because|since)\s|\s[-–]\s")
Found = re.Match[str]


@cache
def of(kind: str) -> re.Pattern[str]:
    return _pattern(kind)


def says_any(text: str, kinds: tuple[str, ...]) -> bool:
    """Whether it has a word of them: most sentences have none, and need not be looked at any further."""
    return _pattern(*kinds).search(text) is not None


@cache
def _pattern(*kinds: str) -> re.Pattern[str]:
    """Chinese words wherever they stand, others as whole words."""
    every = sorted({str(word) for kind in kinds for words in _loaded()[kind].values() for word in words}, key=len, reverse=True)
    bare = [word for word in every if CHINESE.search(word) or not word[0].isalnum()]
    whole = "|".join(re.escape(word) for word in every if word not in bare)
    return re.compile("|".join([*map(re.escape, bare), *([rf"(?<![\w'’-])(?:{whole})(?![\w-])"] if whole else [])]), re.IGNORECASE)


@cache
def _loaded() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(files(__package__).joinpath("favouring.yaml").read_text("utf-8"))
    return loaded


def before(text: str, word: Found) -> str:
    """What stands before it in its clause."""
    return _PART.split(text[: word.start()])[-1].strip()


def behind(text: str, word: Found) -> str:
    """What stands behind it in its clause."""
    end = _PART.search(text, word.end())
    return text[word.end() : end.start() if end else len(text)]


def around(text: str, word: Found) -> str:
    return f"{before(text, word)} {word[0]} {behind(text, word)}"


def ends_with(kind: str, clause: str) -> Found | None:
    return next((found for found in of(kind).finditer(clause) if found.end() == len(clause)), None)

"""Finds keys, tokens and passwords by their prefix, their randomness, or the word before them."""

import re
from collections.abc import Iterator

from .patterns import Found

_TOKEN = re.compile(r"(?<![\w-])[\w-]{20,}(?:\.[\w-]{4,}){0,2}", re.ASCII)
_ISSUED = re.compile(r"(?:dg|sk|pk|rk|glpat|xox[abprs])-|(?:gh[oprsu]|github_pat|hf|npm)_|AKIA|AIza|eyJ", re.ASCII)
"""Prefixes of keys issued by Daogou, model servers, payment services and code hosts; eyJ begins a JWT."""
_RUN = re.compile(r"[A-Za-z0-9]{16,}", re.ASCII)
_WORD = r"密码|口令|密钥|(?<![a-z])(?:password|passwd|pwd|api[ _-]?key|secret|access token)"
_ANNOUNCED = re.compile(
    rf"(?i)(?:{_WORD})\s*(?:is|[:：=是为])\s*(?P<it>(?=\S*\d)[\w!#$%&*+./@^~-]{{6,}})|(?<![a-z])bearer\s+(?P<bearer>[\w.~+/=-]{{16,}})", re.ASCII
)
_MIXED = 0.25
"""Share of adjacent characters of different kinds: higher in a random token, lower in a product name."""


def secrets(text: str) -> Iterator[Found]:
    end = 0
    for found in sorted([*_ANNOUNCED.finditer(text), *_TOKEN.finditer(text)], key=lambda each: each.start()):
        group = found.lastgroup or 0
        if found.start(group) >= end and (found.lastgroup or _random(found[0])):
            end = found.end(group)
            yield found.start(group), end, "secret", found[group]


def _random(token: str) -> bool:
    runs = _RUN.findall(token)
    if _ISSUED.match(token) and any(any(map(str.isdigit, run)) and any(map(str.isalpha, run)) for run in runs):
        return True
    kinds = [_kind(letter) for letter in token if letter.isalnum()]
    turns = sum(one != other and (one, other) != ("upper", "lower") for one, other in zip(kinds, kinds[1:], strict=False))
    return len(set(kinds)) == 3 and turns >= _MIXED * len(kinds)


def _kind(letter: str) -> str:
    """ "digit", "upper" or "lower"."""
    return "digit" if letter.isdigit() else "upper" if letter.isupper() else "lower"

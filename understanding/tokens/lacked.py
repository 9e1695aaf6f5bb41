"""Things that goods must be without, and texts that say so: 不含酒精 is met by 无酒精, "without alcohol" by Alcohol-Free."""

import re

_BEFORE = "不含有|不含|不带|不添加|不加|没有|无添加|无|零|without any|without|free of|free from|contains no|no added|no"
_AGAINST = "不想要|不需要|不要太|不要|不想|不喜欢|不能太|不能有|不能|不是|别要|别太|别|nothing|not too|not|isn't|aren't|don't want"
"""Negations of things and of qualities."""


def _behind(words: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{words})(?:(?<![a-z])|(?![a-z]))\s*(?P<thing>.+)$", re.IGNORECASE)


_ASKED, _UNWANTED = _behind(_BEFORE), _behind(_AGAINST)
_SENT_AWAY = re.compile(r"^(?P<thing>.+?)的?(?:都?不要|就?算了|免谈)$")
_FREE = re.compile(r"^(?P<thing>.+?)[\s-]*(?:free|不含)$", re.IGNORECASE)


def lacked(text: str) -> str:
    """The thing that must be absent by these words; "" if they ask for something else."""
    found = _ASKED.match(text.strip()) or _FREE.match(text.strip())
    return found["thing"].strip(" -") if found else ""


def unwanted(text: str) -> str:
    """The thing or quality that the words refuse (不要蓬松, nothing fluffy); "" if they ask for something."""
    found = _UNWANTED.match(text.strip()) or _SENT_AWAY.match(text.strip())
    return lacked(text) or (found["thing"].strip(" -的") if found else "")

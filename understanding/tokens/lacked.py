"""What goods are to be without, and whether a text says that they are: 不含酒精 is met by 无酒精, "without alcohol" by Alcohol-Free."""

import re

_BEFORE = (
    "不含有",
    "不含",
    "不添加",
    "不加",
    "没有",
    "无添加",
    "无",
    "零",
    "without any",
    "without",
    "free of",
    "free from",
    "contains no",
    "no added",
    "no",
)
_ASKED = re.compile(rf"^(?:{'|'.join(_BEFORE)})\s*(?P<thing>.+)$", re.IGNORECASE)
_FREE = re.compile(r"^(?P<thing>.+?)[\s-]*(?:free|不含)$", re.IGNORECASE)
_SAID = "不含有|不含|不添加|不加|未添加|没有|无添加|无|零|0"
_SAID_EN = r"without(?: any)?|free (?:of|from)|contains no|no added|no|zero"


def lacked(text: str) -> str:
    """The thing that the words want away; "" where they want something else."""
    found = _ASKED.match(text.strip()) or _FREE.match(text.strip())
    return found["thing"].strip(" -") if found else ""


def says_lack(text: str, thing: str) -> bool:
    """Whether a text says that it isn't there."""
    word = re.escape(thing)
    if thing >= "\u3400":
        return re.search(rf"(?:{_SAID})(?:任何)?{word}|{word}(?:不添加|零添加)", text) is not None
    return re.search(rf"\b(?:{_SAID_EN})\s+{word}|\b{word}[\s-]free\b", text, re.IGNORECASE) is not None

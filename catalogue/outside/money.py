"""Sums of money in a text, in digits and in words."""

import re

_MONEY = re.compile(
    r"(?:[¥￥$€£]|(?<![a-z])(?:CNY|RMB|USD|EUR|GBP)|人民币)\s?\d[\d,.]*"
    r"|\d[\d,.]*\s?(?:元(?!素)|块钱|(?:yuan|CNY|RMB|USD|EUR|GBP|dollars?|euros?)(?![a-z]))",
    re.IGNORECASE,
)
_COUNTED_MONEY = re.compile(
    r"[零一二两三四五六七八九十百千万半几]+\s?(?:块钱|毛钱|分钱|元钱|美元|欧元)"
    r"|(?:(?<![\u3400-\u9fff])|(?<=[只需仅要卖价售]))[一五六七八九十百千]+元(?:(?![\u3400-\u9fff])|(?=[的起每包就以]))"
    r"|(?<![a-z])(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred)(?:\ssingle)?"
    r"\s(?:yuan|dollars?|euros?|cents?|penny|pence)(?![a-z])",
    re.IGNORECASE,
)
"""Sums in words. 一元 only stands alone: 三元锂 and 二元乙丙 are no money."""


def has_money(text: str) -> bool:
    return _MONEY.search(text) is not None or _COUNTED_MONEY.search(text) is not None


def without_money(text: str) -> str:
    return _COUNTED_MONEY.sub(" ", _MONEY.sub(" ", text))

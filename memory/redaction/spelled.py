"""Finds addresses and numbers written in words: "anna dot li at example dot com", "一三八一二三四五六七八"."""

import re
from collections.abc import Iterator

from .patterns import Found

_DOT = r"(?:\s*(?:\(dot\)|\[dot\]|点)\s*|\s+dot\s+)"
_AT = r"(?:\s*(?:\(at\)|\[at\]|艾特)\s*|\s+@\s+)"
_WORD = r"[A-Za-z0-9_+-]{1,64}"
_TOP = r"(?:com|net|org|cn|co|io|edu|info|biz|de|uk|fr|jp|hk|tw|us|eu|me)(?![A-Za-z])"
_EMAIL = re.compile(
    rf"(?i)(?<![A-Za-z0-9])(?P<who>{_WORD}(?:(?:{_DOT}|\.){_WORD}){{0,4}})"
    rf"(?:{_AT}(?P<at>{_WORD}(?:(?:{_DOT}|\.){_WORD}){{0,4}}?(?:{_DOT}|\.){_TOP})|(?:\s+at\s+)(?P<said>{_WORD}(?:(?:{_DOT}|\.){_WORD}){{0,4}}?{_DOT}{_TOP}))"
)
_ENGLISH = (
    ("zero", "oh", "nought"), ("one",), ("two",), ("three",), ("four",), ("five",), ("six",), ("seven",), ("eight",), ("nine",),
)  # fmt: skip
_CHINESE = ("零〇洞", "一幺壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒拐", "八捌", "九玖勾")
_ZH = {letter: str(digit) for digit, row in enumerate(_CHINESE) for letter in row}
_EN = {word: str(digit) for digit, row in enumerate(_ENGLISH) for word in row}
_TIMES = {"double": 2, "triple": 3}
_OF_ZH = "".join(_ZH)
_DIGITS_ZH = re.compile(rf"[{_OF_ZH}](?:[ \-、,，]?[{_OF_ZH}]){{6,}}")
_MIXED_ZH = re.compile(rf"(?<!\d)[\d{_OF_ZH}](?:[ -]?[\d{_OF_ZH}]){{10}}(?!\d)")
_DIGIT_EN = rf"(?:(?:{'|'.join(_TIMES)})[ -])?(?:{'|'.join(_EN)})"
_DIGITS_EN = re.compile(rf"(?i)(?<![a-z]){_DIGIT_EN}(?:[ ,-]{{1,2}}{_DIGIT_EN}){{4,}}(?![a-z])")
_CUE = re.compile(
    r"(?i)(?:电话|手机|号码|打我|联系我|联系方式|致电|微信|(?<![a-z])(?:call|phone|tel|mobile|cell|text|ring|reach me|number|whatsapp))"
    r"[^\d.。!?！？]{0,12}$"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
LONG, SHORT = 10, 7
"""Least number of English digit words taken as a personal number, without and with an announcing word; nobody counts goods like this."""


def spelled_emails(text: str) -> Iterator[Found]:
    for found in _EMAIL.finditer(text):
        value = f"{found['who']}@{found['at'] or found['said']}"
        yield found.start(), found.end(), "email", re.sub(rf"(?i){_DOT}", ".", value).lower()


def spelled_numbers(text: str) -> Iterator[Found]:
    end = 0
    for found in sorted([*_DIGITS_ZH.finditer(text), *_MIXED_ZH.finditer(text)], key=lambda each: (each.start(), -each.end())):
        digits = "".join(_ZH.get(letter, letter) for letter in found[0] if letter.isdecimal() or letter in _ZH)
        own = _MOBILE.fullmatch(digits) and any(letter in _ZH for letter in found[0])
        if found.start() >= end and (own or (found.re is _DIGITS_ZH and _announced(text, found))):
            end = found.end()
            yield found.start(), end, "phone", _number(digits)
    for found in _DIGITS_EN.finditer(text):
        digits = _of_words(found[0])
        if len(digits) >= LONG or (len(digits) >= SHORT and _announced(text, found)):
            yield found.start(), found.end(), "phone", _number(digits)


def _of_words(said: str) -> str:
    times, digits = 1, ""
    for word in re.findall(r"[a-z]+", said.lower()):
        digits += _EN.get(word, "") * times
        times = _TIMES.get(word, 1)
    return digits


def _announced(text: str, found: re.Match[str]) -> bool:
    return _CUE.search(text[: found.start()]) is not None


def _number(digits: str) -> str:
    """In E.164 like phonenumbers, so that both spellings get one placeholder."""
    return f"+86{digits}" if _MOBILE.fullmatch(digits) else digits

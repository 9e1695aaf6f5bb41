"""Whether a sentence itself says yes or no to a question; None wherever that needs more than its words."""

import re
from functools import cache, lru_cache

from ...retrievers.analysis import is_chinese
from ...retrievers.held import held
from ...understanding.language.text import language_of
from ..claims.denial import denials
from .terms_asked import Terms, affirmed, answering_words

_CLAUSE = re.compile(r"[，。；！？,;!?\n]|\.(?=\s|$)|\s+(?:but|and|though|although)\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|但|不过|就是")
_CLOSED_ZH = re.compile(r"吗|有没有|有木有|是否|能否|可否|([\u4e00-\u9fff]{1,2})[不没]\1|么[？?]?$")
_CLOSED_EN = re.compile(
    r"^\W*(?:so |and |but |ok |hi |hello )*(?:is|are|was|were|does|do|did|can|could|will|would|has|have|should)\b(?!n't)", re.IGNORECASE
)
_ELSE = re.compile(r"还是|或者|\bor\b|\bif\b|\bwhen\b|\bonly\b|\bwhole\b|\ball\b|\bevery\b|如果|只|全部|都能|整个", re.IGNORECASE)
_DENIED = re.compile(r"不会|不能|不用|没有|不是|不|没|n't\b|\bnot\b|\bno\b|\bwithout\b|\bfree of\b", re.IGNORECASE)
REACH = 8
"""Characters of Chinese before a word within which what denies it stands."""


def is_closed(question: str) -> bool:
    """Whether yes or no answers it; "A or B?" is not such."""
    return bool(_CLOSED_ZH.search(question) or _CLOSED_EN.search(question)) and not re.search(r"还是|\bor\b", question)


def polarity(question: str, terms: Terms, text: str) -> bool | None:
    """Only where one clause has every word that was asked, in the question's own language, and the text says it outright, without an if."""
    if not any(len(term) > 1 for term in terms) or not is_closed(question) or _ELSE.search(question) or language_of(text) != language_of(question):
        return None
    if _DENIED.search(affirmed(question)):
        return None
    said = [clause for clause in _CLAUSE.split(text) if clause and all(held(term, clause) == 1 or _parted(term, clause) for term in terms)]
    if len(said) != 1 or _open().search(text):
        return None
    return not (_denied(said[0], terms) or any(_parted(term, said[0]) for term in terms))


def _parted(term: str, clause: str) -> bool:
    """触控不灵, of 触控灵."""
    if not is_chinese(term) or len(term) < 2:
        return False
    return any(f"{term[:at]}{no}{term[at:]}" in clause for at in range(1, len(term)) for no in "不没")


def turned(value: str, question: str) -> bool:
    """Whether one of a value and a question denies, and the other doesn't: what was found by nearness may be the lack of it."""
    return _lacks(value) is not _lacks(affirmed(question))


def denies(text: str, words: str) -> bool:
    """Whether a clause of the text denies the words: 本产品不含电池, of 电池."""
    clauses = (clause for clause in _CLAUSE.split(text) if words.casefold() in clause.casefold())
    return any(_denied(clause.casefold(), {words.casefold(): 1.0}) for clause in clauses)


def _lacks(text: str) -> bool:
    return bool(denials(text)) or _behind().search(text) is not None or re.search(r"[-\s]free\b", text, re.IGNORECASE) is not None


def _denied(clause: str, terms: Terms) -> bool:
    """Whether the clause denies what was asked: by a word before it, or one behind it."""
    if _behind().search(clause) is not None or ("free" not in terms and any(_glued(term).search(clause) for term in terms)):
        return True
    if language_of(clause) != "zh":
        return bool(denials(clause))
    places = [at for term in terms if (at := clause.find(term)) >= 0]
    first, last = min(places, default=0), max(places, default=0)
    return any(first - REACH <= start <= last for start, _ in denials(clause))


@lru_cache(maxsize=1024)
def _glued(term: str) -> re.Pattern[str]:
    """The term with what denies it grown on: BPA-free, of BPA; "unlined", of lined."""
    said = re.escape(term)
    return re.compile(rf"\b{said}\w*[-\s]free\b|\b(?:un|non-?|anti-?){said}", re.IGNORECASE) if term.isascii() else re.compile(r"(?!)")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(answering_words()["denied_behind"], re.IGNORECASE)


@cache
def _open() -> re.Pattern[str]:
    row = answering_words()["open"]
    return re.compile("|".join((*map(re.escape, row["zh"]), *(rf"\b{re.escape(word)}\b" for word in row["en"]))), re.IGNORECASE)

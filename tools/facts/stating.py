"""Lines of guides that state what a word of the trade is: Class A is for infant textiles; TOG 是热阻单位."""

import re
from collections.abc import Iterator, Sequence

from ...schema.evidence import Evidence
from ..wording.plain import citable

_WORDS = 4
"""Of a term; a longer one is a question."""
_SAYS = r"\s*(?:,\s*(?:the|an?)\b|(?:is|are)\s+(?:an?|the|for|what|how)\b|means?\b|measures?\b|stands?\s+for\b|refers?\s+to\b|covers?\b)"
_SAYS_ZH = r"\s*(?:适用于|是指|指的?是|表示|代表|意思是|衡量|即|是[^，。；]{0,12}(?:单位|标准|认证|等级|类别|指标|要求)(?=[，,。；]))"


def whole(term: str, text: str) -> bool:
    """Whether the text has all of the term side by side; spaces around Chinese don't count."""
    return _of(term).search(text) is not None


def stating(term: str, evidence: Sequence[Evidence]) -> Evidence | None:
    """The first passage with a line that opens with the term and says what it is, with that line; None where none does."""
    if len(term.split()) > _WORDS:
        return None
    says = re.compile(rf"(?:(?:the|an?)\s+)?{_of(term).pattern}(?:{_SAYS}|{_SAYS_ZH})", re.IGNORECASE)
    found = ((piece, line) for piece in evidence for line in lines(piece.text) if says.match(line) and citable(line))
    return next((piece.model_copy(update={"line": line}) for piece, line in found), None)


def lines(text: str) -> Iterator[str]:
    """Of Markdown, without headings and marks of lists."""
    yield from (line.strip().removeprefix("- ") for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _of(term: str) -> re.Pattern[str]:
    spaced = r"\s*".join(re.escape(part) for part in re.findall(r"[A-Za-z0-9.]+|[^A-Za-z0-9.\s]", term))
    edges = (r"(?<![A-Za-z0-9])" if term[:1].isascii() else "", r"(?![A-Za-z0-9])" if term[-1:].isascii() else "")
    return re.compile(f"{edges[0]}{spaced}{edges[1]}", re.IGNORECASE)

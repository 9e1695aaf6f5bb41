"""What a sentence asks for in words besides its own attribute: "choose in-ear models with noise cancelling", 选有袖、过膝的款."""

import re
from collections.abc import Iterator

from ...catalogue.text import normal
from ...schema.guide import Criterion
from ...schema.reading import Language
from ...understanding.reader import Reader
from ...understanding.tokens.lexer import tokens
from ..claims.asked import Goods, asked
from ..claims.goods import is_of_goods
from ..claims.sentences import Span
from ..claims.stance import asks_at, stance

_CASE = re.compile(r"\bfor\b", re.IGNORECASE)
_ENDS = re.compile(r"[，,。；;.!！(（]")
_CLAUSE = re.compile(r"(?<=[，,；;。])[^，,；;。]+")
_LISTED = re.compile(r"、|,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_LIST = re.compile(r"、|, .*\s(?:and|or)\s")
_OR = re.compile(r"或|\bor\b", re.IGNORECASE)
_BOUND = re.compile(r"\s+or (?:more|less|fewer|later|better|higher|lower|above|below|over|under)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_OF = re.compile(r"(?:的款|的)$")
_CLOTHS = ("material", "filling", "lining", "shell")
"""Concepts whose values may be of a part of the goods: a silicone ring makes no silicone box."""
_LEAST = 2
"""Letters of a word that can be looked up in a title."""


def kinds(criterion: Criterion, language: Language, category: str | None, reader: Reader) -> Iterator[Criterion]:
    """Words that are values or flags of other attributes, behind the word that asks and before the case (for hard training); none where it leaves a
    choice (FSC 或再生纸)."""
    said = _asked_for(criterion.statement)
    if not said or criterion.attribute == "brand" or _OR.search(said):
        return
    cloths = {name for concept in _CLOTHS for name in reader.vocabulary.concepts.get(concept, ())}
    own = normal(f"{criterion.label or ''} {criterion.attribute.replace('_', ' ')}")
    for each in asked(Span(0, len(said), said), language, reader, Goods(category=category)):
        of_its_own = each["says"] != "criterion" or each["attribute"] == criterion.attribute or normal(each["attribute"].replace("_", " ")) in own
        if not of_its_own and each["attribute"] not in cloths and isinstance(each["value"], (bool, str, list)):
            yield criterion.model_copy(update={"attribute": each["attribute"], "op": each["op"], "value": each["value"], "upto": None, "when": {}})


def unread(criterion: Criterion, reader: Reader) -> Iterator[str]:
    """Parts of a list of what to take that hold no word by which goods are told here: 过膝 of 有袖、过膝、领口不低, of which the last is denied."""
    said = _asked_for(criterion.statement)
    said = _ENDS.split(said, maxsplit=1)[0] if "、" in said else said
    own = normal(f"{criterion.label or ''} {criterion.attribute.replace('_', ' ')} {criterion.value}")
    for part in _LISTED.split(said) if criterion.attribute in reader.vocabulary.attributes and _LIST.search(said) else ():
        word = _OF.sub("", _ARTICLE.sub("", part.strip(" 。.")))
        found = tokens(word, reader.vocabulary)
        told = any(is_of_goods(token) or token.has("number", "measure", "not") for token in found)
        if not told and len(word) >= _LEAST and normal(word) not in own:
            yield word


def _asked_for(statement: str) -> str:
    """Behind the word that asks, without it, up to the case; "" where nothing is asked. So in each further clause that asks by a word of its own: of
    "单手操作选弹盖，要求不漏选旋盖" the lids, and not that nothing leaks."""
    said = _CLAUSE.sub(lambda clause: _behind(clause[0]) or clause[0], _behind(statement))
    return _BOUND.sub("", _CASE.split(said, maxsplit=1)[0]).strip()


def _behind(text: str) -> str:
    at = asks_at(text)
    behind = text[at:] if at >= 0 else ""
    word = next((each for each in sorted(stance()["asks"], key=len, reverse=True) if behind.casefold().startswith(each)), "")
    return behind[len(word) :]

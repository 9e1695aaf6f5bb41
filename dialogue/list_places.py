"""The list that a reference names, and the rest of its words: 上一批的第二款, "the last of the sleeping bags"."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ..language.amounts import amount
from ..schema.reference import Place

_BATCH = r"(?:批|组|页|轮|次|拨|列表|清单)"
_LIST = r"(?:list|page|batch|lot)"
_BACK: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"上上一?{_BATCH}|[上前]两{_BATCH}|\b(?:two|2) {_LIST}s (?:back|ago|before|earlier)\b|\b{_LIST} before (?:the )?last\b"), 2),
    (re.compile(rf"[上前]一?{_BATCH}|\b(?:previous|last|prior|earlier) {_LIST}\b|\b{_LIST} before (?:this|that|it)(?: one)?\b"), 1),
    (
        re.compile(
            rf"(?:最开始|最早|最初|一开始|第[一1]{_BATCH})(?:给我)?看?的?(?:那{_BATCH})?|\b(?:very )?first {_LIST}\b"
            r"|\b(?:(?:you )?showed (?:me )?)?(?:at|from|in) the (?:very )?(?:start|beginning)\b"
        ),
        -1,
    ),
)
_NTH = re.compile(rf"第([二三四五2-5]){_BATCH}")
_BEFORE = (
    re.compile(rf"^看?(?P<goods>.{{2,}}?)[之以]前看?的?(?:那?{_BATCH})?(?:里面|里|中)?的?(?P<rest>.*)$"),
    re.compile(r"^(?P<rest>.*?)\s*\b(?:from )?before (?:the |those |we saw )?(?P<goods>[a-z][a-z -]+)$"),
)
_INSIDE = re.compile(rf"^(?P<goods>.+?)(?:里面|里头|里(?![面头])|当中|其中|那边|那{_BATCH}(?:里面|里|中)?)的?(?P<rest>.+)$")
_THOSE = re.compile(r"^[这那][些几批]?[款个件条双台只把套张盏家种]?")
_JUST_NOW = re.compile(rf"^(?:刚才|刚刚|之前|前面|上面)看?的?(?:那{_BATCH})?的?(?=.)")
_HEADED = re.compile(r"^(?P<rest>.+[这那][款个件条双台只把套张盏家种])(?P<goods>[^的款个]{2,})$")
"""The goods come last: 便宜那款杯子."""
_OF = re.compile(r"^(?P<rest>.+?)\s+(?:of|from|in|among|out of)\s+(?:all\s+)?(?:the\s+|those\s+|these\s+|my\s+|your\s+)?(?P<goods>[a-z].*)$")
_EDGE = re.compile(r"^(?:[\s,，的里中]|(?:in|of|from)\b)+|(?:[\s,，的里]|\b(?:in|of|from)(?: the)?)+$")
_NOBODY = frozenset(
    ("我", "你", "我们", "你们", "刚才", "刚刚", "before", "this", "that", "it", "them", "these", "those", "us", "me", "two", "both", "lot")
)


class Placed(NamedTuple):
    """The `rest` of the words, the `place` that they name, and the `goods` of the list."""

    rest: str
    place: Place | None = None
    goods: str = ""


def placed(said: str, counts: Callable[[str], bool], gathers: Callable[[str], bool]) -> Placed:
    """`counts(words)`: they are an ordinal or an extreme ("the second", 最便宜的). `gathers(words)`: they mean the products shown ("these")."""
    for pattern, back in _BACK:
        if (found := pattern.search(said)) is not None:
            rest = _one_of(f"{said[: found.start()]} {said[found.end() :]}", gathers)
            inside = _INSIDE.match(rest) if back < 0 else None  # of the first list of such goods
            goods = _THOSE.sub("", inside["goods"]) if inside is not None else ""
            return Placed(inside["rest"], Place(back=back, about=goods)) if inside is not None and goods else Placed(rest, Place(back=back))
    if (nth := _NTH.search(said)) is not None and (number := amount(nth[1])) is not None:
        return Placed(_one_of(said[: nth.start()] + said[nth.end() :], gathers), Place(back=-int(number.value)))
    for pattern in _BEFORE:
        if (found := pattern.match(said)) is not None and (goods := _EDGE.sub("", found["goods"])) not in _NOBODY and not counts(goods):
            return Placed(_EDGE.sub("", found["rest"]), Place(about=goods, before=True))
    inside = _INSIDE.match(_JUST_NOW.sub("", said)) or ((headed := _HEADED.match(said)) and not counts(headed["goods"]) and headed) or None
    inside = inside or (found if (found := _OF.match(said)) is not None and counts(found["rest"]) else None)
    if inside is None:
        return Placed(said)
    goods = _EDGE.sub("", inside["goods"])
    return Placed(_EDGE.sub("", inside["rest"]), None, "" if gathers(goods) or goods in _NOBODY else goods)


def list_place(words: str) -> Place | None:
    """The list that the words name by when it was shown."""
    return next((Place(back=back) for pattern, back in _BACK if pattern.search(words.casefold())), None)


def _one_of(said: str, gathers: Callable[[str], bool]) -> str:
    """The words without "of those", since the list is named already."""
    rest = _EDGE.sub("", said.strip())
    inside = _INSIDE.match(rest)
    return inside["rest"] if inside is not None and gathers(inside["goods"]) else rest

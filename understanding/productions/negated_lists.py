"""Negation over a list: "not polyester or black" excludes black, 黑色和聚酯纤维的不要 excludes both. A denied value never becomes a wish."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...schema.condition import Condition, Op
from ..tokens.cursor import Cursor, Message
from ..tokens.found import Found
from ..tokens.token import Token
from .wishes import wish

_AGAINST: dict[str, Op] = {"=": "!=", "in": "not_in", "contains": "not_contains", "<=": ">=", ">=": "<=", "<": ">=", ">": "<="}
_WANTS = ("seeking", "goods", "must", "not", "soft", "in_case")
_AFTER = ("not_after", "except_after")
_COMMA = "、"
_DEAR = ("price", "moq")
_SENDS = re.compile(r"要|别|想|是|喜欢|讨厌|拒绝")
"""Chinese negations that refuse goods. 不, 不带 and 没有 deny only the next quality: 不闷汗、纯棉的 is cotton."""
_DEGREE = re.compile(r"[太过]|\btoo\b", re.IGNORECASE)
Read = tuple[int, Found]


def spread_negation(read: Sequence[Read], message: Message) -> list[Read]:
    """`read` with negation spread over joined wishes. A wish directly after unknown denied words (不要亮面黑色的) may belong to them or not, so it
    gives no condition."""
    found, tokens = list(read), message.tokens
    denied = {at for at, one in enumerate(found) if _begins_negated(one, tokens)}
    for at in range(1, len(found)):
        (start, before), (place, behind) = found[at - 1], found[at]
        if at - 1 not in denied or at in denied or not _can_be_negated(behind) or _ends_negated(found[at], tokens):
            continue
        of_degree = any(_DEGREE.search(token.text) for token in tokens[start : before.end])  # 不要太厚、纯棉的
        if _joined(tokens[before.end : place], listed=not of_degree):
            found[at], denied = (place, _negated(found[at], tokens[start].text, message)), denied | {at}
        elif not of_degree and _runs_on(before, place, tokens):
            found[at] = (place, replace(behind, conditions=()))
    for at in range(len(found) - 1, 0, -1):
        (place, before), (start, behind) = found[at - 1], found[at]
        sought = place > 0 and tokens[place - 1].has(*_WANTS)
        later = _ends_negated(found[at], tokens)
        if at - 1 in denied or sought or not (later and _can_be_negated(before) and _joined(tokens[before.end : start], _all(found[at], tokens))):
            continue
        found[at - 1], denied = (place, _negated(found[at - 1], "", message)), denied | {at - 1}
    return found


def _begins_negated(one: Read, tokens: Sequence[Token]) -> bool:
    """True if the finding begins with a negation and excludes something."""
    place, found = one
    sends = tokens[place].has("not") and (tokens[place].text.isascii() or _SENDS.search(tokens[place].text))
    return bool(sends and (found.conditions or found.refused))


def _can_be_negated(found: Found) -> bool:
    """True if all its conditions can be negated; a low price can't be unwanted."""
    turned = all(each.op in _AGAINST and not (each.field in _DEAR and each.op in ("<=", "<", "=")) for each in found.conditions)
    return bool(found.conditions) and turned


def _ends_negated(one: Read, tokens: Sequence[Token]) -> bool:
    """True if the finding ends with the negation: 聚酯纤维的不要."""
    place, found = one
    return bool(found.conditions) and tokens[found.end - 1].has(*_AFTER) and found.end - 1 > place


def _all(one: Read, tokens: Sequence[Token]) -> bool:
    return any("都" in token.text for token in tokens[one[0] : one[1].end])


def _joined(between: Sequence[Token], listed: bool = True) -> bool:
    """True if joined by "or", by a Chinese "and", or in a list by 、. An English "and" may lead to a wish: not heavy and waterproof."""
    if any(token.has(*_WANTS) for token in between):
        return False
    joints = [token for token in between if token.has("or") or (token.has("and") and token.text >= "\u3400") or token.text == _COMMA]
    rest = [token for token in between if token not in joints]
    listed = listed or not any(token.text == _COMMA for token in joints)
    return len(joints) == 1 and listed and all(token.has("filler", "stop") and not token.has("break") for token in rest)


def _runs_on(before: Found, place: int, tokens: Sequence[Token]) -> bool:
    """True if the wish directly follows unknown words in one run of Chinese."""
    between = tokens[before.end : place]
    last = tokens[before.end - 1]
    near = all(token.text == "的" for token in between) and len(between) < 2
    return near and not last.meanings and last.text >= "\u3400" and not any(token.gap for token in tokens[before.end : place + 1])


def _negated(one: Read, denial: str, message: Message) -> Found:
    """The finding as excluded; its values are read again as denied, which includes blends."""
    place, found = one
    again = wish(Cursor(replace(message, denied=frozenset({place})), place))
    same = again is not None and {each.field for each in again.conditions} == {each.field for each in found.conditions}
    conditions = again.conditions if again is not None and same else found.conditions
    return replace(
        found, conditions=tuple(_inverted(each, wished, denial) for each, wished in zip(conditions, found.conditions, strict=True)), keep=False
    )


def _inverted(read: Condition, wished: Condition, denial: str) -> Condition:
    if any(char >= "\u3400" for char in wished.text):
        text = f"{denial if denial[:1] in ('不', '别') else '不要'}{wished.text}"
    else:
        text = f"{denial.lower() if denial.lower() in ('no', 'nothing', 'without') else 'not'} {wished.text}"
    turned = (
        {} if read.op not in _AGAINST or read.value is False else {"op": "=", "value": False} if read.value is True else {"op": _AGAINST[read.op]}
    )
    return read.model_copy(update={**turned, "hard": wished.hard, "shares": (), "every": False, "text": text})

"""What is neither demanded nor excluded: not necessarily black, 不强求磁吸, "black isn't a must", with or without a lid, 没有磁吸的也行."""

from collections.abc import Sequence
from dataclasses import replace

from ...schema.condition import Condition
from ..slots import leave_nothing, slot, texts, values
from ..tokens.cursor import Cursor, Message
from ..tokens.found import Found
from ..tokens.token import Token

_BEFORE = ("filler", "stop", "glue", "goods", "must", "attribute")
_BEHIND = ("filler", "stop", "measure", "one", "attribute", "attribute_tail", "category", "head", "drop_noun", "certificate_word")
_JOINTS = ("and", "or")
_INTO = ("in", "into", "on", "onto", "under", "with", "through", "to", "from")
_ABSENT = ("without", "without any", "no", "non", "not")
_MOST = 3
Read = tuple[int, Found]


def spared(cursor: Cursor) -> Found | None:
    """Such a word before what nobody knows, or alone: nothing is asked for by either."""
    if cursor.take("spare", "not_only") is None:
        return None
    cursor.skip("filler", "goods", most=1)
    known = cursor.place
    while cursor.token is not None and not cursor.token.meanings and cursor.token.text[:1].isalnum():
        cursor.place += 1
    ends = cursor.token is None or cursor.token.has("break")
    return Found(cursor.place, spared=True) if cursor.place > known or ends else None


def spared_on(read: Sequence[Read], message: Message) -> list[Read]:
    """Each with its place, and what is spared as no condition: it takes back what stood of it, and leaves all else that stands of its field."""
    found, free = list(read), dict[int, bool]()
    for at, one in enumerate(found):
        if one[1].conditions and (how := _how(one, message.tokens)):
            free[at] = how == "either"
    for at in range(1, len(found)):
        free |= {at: free[at - 1]} if at - 1 in free and _joined(found[at - 1], found[at], message.tokens) else {}
    for at in range(len(found) - 2, -1, -1):
        free |= {at: free[at + 1]} if at + 1 in free and _all(found, at, message.tokens) else {}
    for at, whole in free.items():
        found[at] = found[at][0], _freed(found[at][1], message, whole)
    for at, (place, read_here) in enumerate(found):
        if at not in free and _accepted(read_here, found, message):
            found[at] = place, _welcome(read_here, message)
        elif at not in free and (behind := _word_behind(message.tokens, read_here.end)) is not None and behind.has("accept"):
            found[at] = place, _beside(read_here, message)
    return found


def _how(one: Read, tokens: Sequence[Token]) -> str:
    """ "spared" or "either", where the words around it say so; else nothing."""
    place, found = one
    before, behind = _word_before(tokens, place), _word_behind(tokens, found.end)
    words = not any(isinstance(each.value, (int, float)) and not isinstance(each.value, bool) for each in found.conditions)
    if behind is not None and before is not None and before.has("whether") and behind.has("accept", "any_of", "drop_after", "spare_after"):
        return "either"
    if before is not None and (before.has("spare") or (words and before.has("not_only") and not _goes_on(tokens[found.end :]))):
        return "either" if before.text.lower().startswith("with or without") else "spared"
    if behind is not None and behind.has("accept") and behind.text.isascii() and tokens[place].text.lower() in _ABSENT:
        return "spared"  # "without backlight is fine" demands none; 不带灯的也行 is weighed below
    if behind is None or not words:
        return ""
    dropped = behind.has("drop_after") and not behind.has("accept", "any_of") and not _leads(tokens, behind)
    after = (behind.has("spare_after") and _closes(tokens, behind)) or dropped
    return "spared" if after else ""


def _word_before(tokens: Sequence[Token], place: int) -> Token | None:
    if tokens[place].has("spare", "not_only"):
        return tokens[place]
    for at in range(place - 1, max(place - 2 - _MOST, -1), -1):
        if tokens[at].has("spare", "not_only", "whether"):
            return tokens[at]
        if not tokens[at].has(*_BEFORE) or tokens[at].has("break", "not"):
            return None
    return None


def _word_behind(tokens: Sequence[Token], end: int) -> Token | None:
    for token in tokens[end : end + 1 + _MOST]:
        if token.has("spare_after", "drop_after", "accept", "any_of"):
            return token
        if not token.has(*_BEHIND) or token.has("break"):
            return None
    return None


def _closes(tokens: Sequence[Token], word: Token) -> bool:
    """Whether nothing follows in its clause that the word could spare instead: 乳胶不一定, and not 乳胶不一定要天然的."""
    place = next(at for at, token in enumerate(tokens) if token is word) + 1
    return not word.has("spare") or place == len(tokens) or tokens[place].has("break", "filler", "stop", "category", "head") or tokens[place].gap


def _leads(tokens: Sequence[Token], word: Token) -> bool:
    """Whether it goes somewhere: glass that can go in the microwave."""
    after = next((tokens[at + 1 :] for at, token in enumerate(tokens) if token is word), ())
    return bool(after) and after[0].text.lower().split()[0] in _INTO


def _goes_on(behind: Sequence[Token]) -> bool:
    return any(token.has("goes_on") for token in behind)


def _joined(one: Read, other: Read, tokens: Sequence[Token]) -> bool:
    """不强求磁吸和防摔: by one joint and nothing else."""
    between = [token for token in tokens[one[1].end : other[0]] if not token.has("filler")]
    return bool(other[1].conditions) and len(between) == 1 and (between[0].has(*_JOINTS) or between[0].text == "、")


def _all(found: Sequence[Read], at: int, tokens: Sequence[Token]) -> bool:
    """磁吸和防摔都不强求: what is joined to what is spared by words behind it."""
    behind = _word_behind(tokens, found[at + 1][1].end)
    return behind is not None and bool(found[at][1].conditions) and _joined(found[at], found[at + 1], tokens)


def _freed(one: Found, message: Message, whole: bool) -> Found:
    standing = message.need.active if message.need is not None else ()
    gone = list[str]()
    for new in one.conditions:
        ours = [old for old in standing if old.field == new.field]
        spare = [old for old in ours if whole or _of(old, new)]
        gone += [new.field] if len(spare) == len(ours) else [old.id for old in spare]
    return replace(one, conditions=(), dropped=(*one.dropped, *dict.fromkeys(gone)), keep=False, spared=True)


def _of(old: Condition, new: Condition) -> bool:
    """Whether it asks for what is spared, or for some of it."""
    if slot(old) != slot(new):
        return False
    return not isinstance(new.value, (str, tuple)) or bool(set(texts(old)) & set(texts(new)))


def _accepted(read: Found, found: Sequence[Read], message: Message) -> bool:
    """Whether it is said to do as well, and is no other choice beside the one that is asked for (productions/widened.py)."""
    behind = _word_behind(message.tokens, read.end)
    if (
        behind is None
        or not behind.has("accept")
        or not read.conditions
        or not all(isinstance(each.value, (bool, str, tuple)) for each in read.conditions)
    ):
        return False
    fields = {each.field for each in read.conditions}
    others = [each for _, other in found if other is not read for each in other.conditions if each.field in fields]
    standing = [each for each in (message.need.active if _goes(message) and message.need is not None else ()) if each.field in fields]
    chosen = [each for each in (*others, *standing) if slot(each)[1] == "is" and not isinstance(each.value, bool)]
    denied = [each for each in (*others, *standing) if slot(each)[1] == "not"]
    if chosen and all(slot(each)[1] == "is" and not isinstance(each.value, bool) for each in read.conditions):
        return False
    return behind.has("too") or (bool(denied) and all(slot(each)[1] == "is" for each in read.conditions))


def _goes(message: Message) -> bool:
    """Whether it is of the goods in hand."""
    named = {token.value("category") for token in message.tokens if token.has("category")}
    return message.need is not None and named <= {message.need.category}


def _welcome(one: Found, message: Message) -> Found:
    """Without what is accepted: what stood against it is taken back, an exclusion of more than it but for it."""
    standing = message.need.active if message.need is not None and _goes(message) else ()
    gone, left = list[str](), list[Condition]()
    for new in one.conditions:
        if (either := _either(new, standing)) is not None:
            gone.append(either.id)
            left.append(either)
            continue
        for old in (each for each in standing if each.field == new.field):
            narrowed = _narrowed(old, new)
            if narrowed is not None or leave_nothing(old, new) or (isinstance(old.value, bool) and old.value != new.value):
                gone.append(old.id)
                left += narrowed or []
    return replace(one, conditions=tuple(left), dropped=(*one.dropped, *gone), keep=False, spared=True)


def _beside(one: Found, message: Message) -> Found:
    """As it is, another choice beside the one asked for (productions/widened.py); what turned it away before is taken back: 那就拉链的也行."""
    standing = message.need.active if message.need is not None and _goes(message) else ()
    less = [(old, narrowed) for new in one.conditions for old in standing if old.field == new.field and (narrowed := _narrowed(old, new)) is not None]
    left = [each for _, narrowed in less for each in narrowed]
    return replace(one, conditions=(*one.conditions, *left), dropped=(*one.dropped, *(old.id for old, _ in less))) if less else one


def _narrowed(old: Condition, new: Condition) -> list[Condition] | None:
    """What is left of an exclusion that `new` is said to be none of; None where it is no such exclusion."""
    rest = tuple(value for value in values(old) if value.lower() not in texts(new))
    if slot(old)[1] != "not" or slot(new)[1] != "is" or len(rest) == len(texts(old)):
        return None
    return [old.model_copy(update={"value": rest, "text": ""})] if rest else []


def _either(new: Condition, standing: Sequence[Condition]) -> Condition | None:
    """The one certificate that was asked for, or the one that will do as well."""
    old = [each for each in standing if each.field == "certification" and each.op == "contains"]
    if new.field != "certification" or new.op != "contains" or len(old) != 1:
        return None
    return old[0].model_copy(update={"value": tuple(dict.fromkeys((*values(old[0]), *values(new)))), "text": ""})

"""A number put right, asked for instead or denied without its name: 说错了，是500个, "no, 120", "how about 300", 三百呢, "not 70"."""

from collections.abc import Sequence
from dataclasses import replace
from math import log

from ...schema.condition import Condition
from ...schema.need import Need
from ..language.lexicon import lexicon
from ..slots import slot, values
from ..tokens.amount import Amount
from ..tokens.cues import Cues
from ..tokens.found import Gathered, number
from ..tokens.token import Token

_NO = ("no", "nope", "不", "不是")
_ON = ("how about", "what about", "那")
_BEHIND = ("呢", "的呢")
_LISTED = 20  # a list has no more
_LIKE = 3  # a number up to so many times another may put it right


def amended(gathered: Gathered, told: Cues, tokens: Sequence[Token], need: Need | None) -> Gathered:
    """With the quantity or the bound that the message's one bare number is nearest to, where it only corrects."""
    corrects = told.correction or _denies(tokens) or _goes_on(tokens)
    gathered = _put_right(gathered, tokens, need) if need is not None and corrects else gathered
    if need is not None and told.correction and len(gathered.conditions) == 1 and _counts(gathered.conditions[0], tokens, need):
        return replace(gathered, conditions=[], quantity=int(gathered.conditions[0].value))  # type: ignore[arg-type]  # a number
    if need is not None and told.correction and len(gathered.conditions) == 1:
        return replace(gathered, conditions=[_retold(gathered.conditions[0], tokens, need)])
    if need is None or gathered.conditions or gathered.dropped or gathered.relative or gathered.bids:
        return gathered
    if not corrects:
        return _excluded(gathered, tokens, need)
    said = [(place, token) for place, token in enumerate(tokens) if token.has("amount") and not _counted_out(tokens, place)]
    if len(said) != 1:
        return gathered
    place, token = said[0]
    amount: Amount = token.value("amount")
    old = _nearest(amount, need)
    if old is None:
        return gathered
    used = {*gathered.used, place}
    value = number(amount.low)
    if isinstance(old, int):
        return replace(gathered, quantity=int(value), references=[], used=used)
    op = "=" if isinstance(old.value, tuple) or (_goes_on(tokens) and slot(old)[1] == "not") else old.op  # 80的呢 after 不要70克的 asks for 80
    new = {"op": op, "value": value, "unit": amount.unit or old.unit, "text": token.text, "status": "current"}
    return replace(gathered, quantity=None, references=[], conditions=[old.model_copy(update=new)], used=used)


def _excluded(gathered: Gathered, tokens: Sequence[Token], need: Need) -> Gathered:
    """ "Not 70" where 70 may be had by what was asked for: that number of it is denied."""
    said = [token for token in tokens if token.has("amount")]
    if gathered.references or len(said) != 1 or not tokens[0].has("not") or not all(token.has("amount", "filler", "stop", "not") for token in tokens):
        return gathered
    amount: Amount = said[0].value("amount")
    old = [each for each in need.hard if each.field.startswith("attr.") and slot(each)[1] == "is" and amount.low in _numbers(each)]
    if amount.unit is not None or amount.low != amount.high or len(old) != 1:
        return gathered
    value = str(number(amount.low)) if isinstance(old[0].value, str) else number(amount.low)
    new = {"op": "!=", "value": value, "text": " ".join(token.text for token in tokens), "status": "current"}
    places = {place for place, token in enumerate(tokens) if token.has("amount", "not")}
    return replace(gathered, quantity=None, references=[], conditions=[old[0].model_copy(update=new)], used={*gathered.used, *places})


def _denies(tokens: Sequence[Token]) -> bool:
    """ "No, 8", 不，8: a no of its own and a number."""
    return len(tokens) > 2 and tokens[0].text.lower() in _NO and tokens[1].has("break") and _only_number(tokens[2:])


def _goes_on(tokens: Sequence[Token]) -> bool:
    """ "How about 300", 那300呢; a small number may be that of a product."""
    going = bool(tokens) and (tokens[0].text.lower() in _ON or tokens[-1].text in _BEHIND or tokens[-2:-1] and tokens[-2].text in _BEHIND)
    amounts = [token.value("amount") for token in tokens if token.has("amount")]
    return bool(going) and _only_number(tokens) and all(each.unit is not None or each.low > _LISTED for each in amounts)


def _only_number(tokens: Sequence[Token]) -> bool:
    return sum(token.has("amount") for token in tokens) == 1 and all(
        token.has("amount", "filler", "stop", "break", "demonstrative") for token in tokens
    )


def _put_right(gathered: Gathered, tokens: Sequence[Token], need: Need) -> Gathered:
    """With the bound that stands moved to a number that is only named: 三块 after 两块钱以内 is no wish for about 3."""
    said = gathered.conditions
    around = len(said) == 2 and len({(each.field, each.text) for each in said}) == 1 and not any(each.hard for each in said)
    old = [each for each in need.hard if _bare(each) and said and each.field == said[0].field]
    named = [token for token in tokens if token.has("amount")]
    if not around or len(old) != 1 or len(named) != 1 or any(token.value("bound") == "~" or token.value("bound_after") == "~" for token in tokens):
        return gathered
    amount: Amount = named[0].value("amount")
    if amount.low != amount.high:
        return gathered
    new = {"value": number(amount.low), "unit": said[0].unit, "text": named[0].text, "status": "current"}
    return replace(gathered, conditions=[old[0].model_copy(update=new)])


def _counted_out(tokens: Sequence[Token], place: int) -> bool:
    """ "The one" is no number: the one before it, who makes it? 第二款 is none either."""
    return place > 0 and (tokens[place - 1].has("nth") or (tokens[place].has("one") and tokens[place - 1].has("determiner", "ordinal")))


def _counts(said: Condition, tokens: Sequence[Token], need: Need) -> bool:
    """ "Make it 500" of 300 pieces, though it may be read as a limit: the quantity is nearer to it than any price."""
    named = any(token.has("field", "tail") or (token.has("amount") and token.value("amount").money) for token in tokens)
    if said.field != "price" or named or not need.quantity or not _bare(said) or float(said.value) != int(said.value):  # type: ignore[arg-type]
        return False
    near = abs(log(need.quantity / float(said.value)))  # type: ignore[arg-type]
    return all(abs(log(float(each.value) / float(said.value))) > near for each in need.hard if each.field == "price" and _bare(each))  # type: ignore[arg-type]


def _retold(said: Condition, tokens: Sequence[Token], need: Need) -> Condition:
    """ "4 and up is OK too" of a rating, where no price was ever spoken of."""
    named = any(token.has("field", "tail") or (token.has("amount") and token.value("amount").money) for token in tokens)
    if said.field != "price" or named or any(each.field == "price" for each in need.active):
        return said
    rivals = [each for each in need.hard if _bare(each) and slot(each)[1] == slot(said)[1] and _near(each, said)]
    return rivals[0].model_copy(update={"op": said.op, "value": said.value, "text": said.text, "status": "current"}) if len(rivals) == 1 else said


def _near(one: Condition, other: Condition) -> bool:
    return _bare(other) and abs(log(float(one.value) / float(other.value))) < log(_LIKE)  # type: ignore[arg-type]  # numbers


def _nearest(amount: Amount, need: Need) -> int | Condition | None:
    """The quantity or the numeric condition of the need whose number it is likeliest to put right."""
    counts = amount.unit is not None and amount.dimension == "count"
    if amount.low <= 0 or amount.money:
        return None
    bounds = [] if counts and need.quantity else [each for each in need.hard if _bare(each) or _several(each)]
    if amount.unit is not None and not counts:
        bounds = [each for each in bounds if each.unit is not None and lexicon().dimensions.get(each.unit) == amount.dimension]
    rivals: list[tuple[float, int | Condition]] = [(min(abs(log(one / amount.low)) for one in _numbers(each)), each) for each in bounds]
    whole = (amount.unit is None or counts) and amount.low == int(amount.low)
    rivals += [(abs(log(need.quantity / amount.low)), need.quantity)] if need.quantity and whole else []
    return min(rivals, key=lambda each: each[0])[1] if rivals else None


def _several(condition: Condition) -> bool:
    """Any of several numbers: 20 or 24 inch."""
    return condition.op == "in" and isinstance(condition.value, tuple) and len(_numbers(condition)) == len(condition.value)


def _numbers(condition: Condition) -> list[float]:
    """Those of its values that are more than nothing."""
    found = [float(each) for each in values(condition) if each.replace(".", "", 1).isdecimal()]
    return [each for each in found if each > 0]


def _bare(condition: Condition) -> bool:
    return isinstance(condition.value, (int, float)) and not isinstance(condition.value, bool) and condition.value > 0

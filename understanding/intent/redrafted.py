"""What a message says of the draft in hand without naming it: 不，第二款 is another product, 价格改成19 and "no, 29.50" are other target prices."""

from collections.abc import Sequence
from decimal import Decimal
from math import log

from ...schema.bid import Bid
from ...schema.inquiry import Inquiry
from ...schema.pending import Pending
from ...schema.reading import Reading
from ..language.text import clean
from ..tokens.amount import Amount, with_amounts
from ..tokens.cues import cues
from ..tokens.lexer import tokens
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary
from .inquiries import of_product, over

_NO = ("no", "nope", "不", "不是")
_SET = ("to", "recount", "shift", "filler", "stop", "determiner")
"""Between a price and what it is set to."""
_STATES = ("is", "是", "为", "of", "at", "around", "about", "now")
"""By these a price is told rather than set."""
_BOUNDS = ("bound", "bound_after", "target", "quoted")
_ASIDE = ("amount", "filler", "stop", "break", "demonstrative")


def redrafted(reading: Reading, pending: Pending | None, text: str, drafts: Sequence[Inquiry], vocabulary: Vocabulary) -> Reading:
    """`drafts` are the conversation's inquiries. A price named in a message that asks for letters is the target too; what it may be at most is no
    supplier's business."""
    hand = [each for each in drafts if pending is not None and pending.kind == "send" and each.id in pending.choices]
    drafting = reading.intent == "inquiry" and not over(reading)
    if reading.bids or reading.also or (reading.intent == "inquiry" and not drafting) or not (hand or drafting):
        return reading
    if not drafting and reading.category is not None:
        return reading  # other goods, or these looked for anew
    text = clean(text).text
    said = with_amounts(tokens(text, vocabulary), text)
    corrects = reading.correction or (len(said) > 1 and said[0].text.lower() in _NO and said[1].has("break"))
    if hand and corrects and _only_points(reading):
        return reading.model_copy(update={"intent": "inquiry", "topic": "same", "asked": ("draft",), "query": "", "correction": True})
    asks = cues(text).question and not (drafting or corrects)
    places = [place for place in range(len(said)) if _named(said, place, asks, drafting or corrects) or (drafting and _apiece(said, place))]
    places = places or [place for place in range(len(said)) if hand and corrects and _alone(said, place, hand[0])]
    return _targeted(reading, said[places[0]]) if len(places) == 1 else reading


def _only_points(reading: Reading) -> bool:
    other = reading.conditions or reading.quantity or reading.asked or reading.sort or reading.relative or reading.category or reading.dropped
    return bool(reading.references) and not other and all(each.kind != "supplier" or of_product(each) for each in reading.references)


def _named(said: Sequence[Token], place: int, asks: bool, freely: bool) -> bool:
    """Whether the number there is what a price is set to: 价格改成19, lower the price to 14. "The price is 14" tells one, but in a correction."""
    at = _opening(said, place)
    before, stretch = (said[at] if at >= 0 else None), said[at + 1 : place]
    if not _exact(said, place) or before is None or "price" not in before.values("field") or before.has("total", *_BOUNDS):
        return False
    states = any(token.text.lower() in _STATES for token in stretch)
    sets = any(token.has("to", "recount") for token in stretch) and not states
    return freely or sets or not (asks or states)


def _apiece(said: Sequence[Token], place: int) -> bool:
    """Whether it is what a piece is to cost: 20块一个, 20元/个, 500 at 20 yuan. A bound and a budget are none."""
    amount, at = said[place].value("amount"), _opening(said, place)
    if amount is None or not amount.money or not _exact(said, place) or (at >= 0 and said[at].has("field", *_BOUNDS)):
        return False
    behind = said[place + 1] if place + 1 < len(said) else None
    each = behind is not None and (behind.has("each") or behind.text == "/")
    return each or any(token.has("placing", "each") for token in said[max(at, 0) : place])


def _exact(said: Sequence[Token], place: int) -> bool:
    """Whether a single price may stand there, and no bound behind it."""
    amount: Amount | None = said[place].value("amount")
    money = amount is not None and (amount.money or amount.unit is None) and amount.low == amount.high
    return money and not any(each.has(*_BOUNDS) for each in said[place + 1 : place + 3])


def _opening(said: Sequence[Token], place: int) -> int:
    """Where the word stands that the number is of, before what joins them; -1 where there is none."""
    at = place - 1
    while at >= 0 and said[at].has(*_SET) and not said[at].has("field", *_BOUNDS):
        at -= 1
    return at


def _alone(said: Sequence[Token], place: int, draft: Inquiry) -> bool:
    """Whether the number there is all that is said, and puts the draft's price right rather than its quantity."""
    amount: Amount | None = said[place].value("amount")
    if amount is None or not all(token.has(*_ASIDE) for token in said) or sum(token.has("amount") for token in said) > 1 or amount.low <= 0:
        return False
    if amount.unit is not None or amount.low != int(amount.low):
        return amount.money or amount.unit is None
    if draft.target_price is None or (place and said[place - 1].has("nth")):
        return False
    return draft.quantity is None or _apart(float(draft.target_price), amount) < _apart(draft.quantity, amount)


def _apart(number: float, amount: Amount) -> float:
    return abs(log(number / amount.low))


def _targeted(reading: Reading, token: Token) -> Reading:
    """With the number as the target price, and no longer as what else it was read as."""
    amount: Amount = token.value("amount")
    kept = tuple(each for each in reading.conditions if token.text not in each.text)
    target = Bid(kind="target", unit_price=Decimal(str(round(amount.low, 4))), currency=amount.unit)
    quantity = None if reading.quantity == amount.low else reading.quantity
    return reading.model_copy(update={"bids": (target,), "conditions": kept, "quantity": quantity, "relative": ()})

"""What a message says of its own goods: that they are to match those in hand, or that one of them isn't meant."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..retrievers.analysis import normalise
from ..retrievers.nouns import listed
from ..schema.command import AnyCommand, Seek, Want
from ..schema.need import Need
from .wanted import wanted


def matched(commands: Sequence[AnyCommand], need: Need | None) -> tuple[AnyCommand, ...]:
    """With what was wished of those in hand, but for numbers, wished of each of the goods that are to match them."""
    matching = [one for one in commands if isinstance(one, Want) and one.op == "=" and isinstance(one.value, str) and _matching().search(one.value)]
    like = [*_like(need)] if need is not None and matching else []
    new = [one for one in commands if isinstance(one, Seek) and one.goods and one.topic == "new"]
    if not like or not new:
        return tuple(commands)
    left = [one for one in commands if one not in matching]
    return tuple(each for one in left for each in (_each(one, like) if one in new and isinstance(one, Seek) else (one,)))


def _each(seek: Seek, like: Sequence[Want]) -> Iterator[AnyCommand]:
    for goods in (seek.goods, *seek.also):
        yield seek.model_copy(update={"goods": goods, "also": ()})
        yield from (one.model_copy(update={"by": seek.by}) for one in like)


def _like(need: Need) -> Iterator[Want]:
    texts = (one for one in need.active if isinstance(one.value, (str, tuple)) and (one.field == "brand" or one.field.startswith("attr.")))
    yield from (wanted(one).model_copy(update={"strength": "wish"}) for one in texts)
    yield from (Want(value=word, strength="wish") for word in need.words)


@cache
def _matching() -> re.Pattern[str]:
    words = (rf"\b{re.escape(word)}\b" if word.isascii() else word for word in listed("matching"))
    return re.compile("|".join(words), re.IGNORECASE)


def meant(commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """Without goods that the message itself sends away again, beside others (a webcam, sorry, not a webcam), and without what it wants and doesn't
    want in one breath as unwanted: 是不是 denies nothing."""
    wants = [one for one in commands if isinstance(one, Want) and not one.field]
    named = [one for one in commands if isinstance(one, Seek) and one.goods]
    sent = {normalise(str(one.value)) for one in wants if one.op in ("!=", "not_in")}
    away = [one for one in named if normalise(one.goods or "") in sent and not one.also]
    away = away if len(away) < len(named) else []
    said = {*(normalise(one.goods or "") for one in away), *(normalise(str(one.value)) for one in wants if one.op == "=")}
    unsaid = [one for one in wants if one.op in ("!=", "not_in") and normalise(str(one.value)) in said]
    return tuple(one for one in commands if one not in away and one not in unsaid)

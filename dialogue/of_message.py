"""What a message says of its own goods: that they are to match those in hand, in another size than these, or that one of them isn't meant."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from ..retrievers.analysis import normalise
from ..retrievers.nouns import listed
from ..schema.command import AnyCommand, Ask, Seek, Vary, Want
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


def in_another_size(commands: Sequence[AnyCommand], shown: bool) -> tuple[AnyCommand, ...]:
    """With a bigger or a smaller one, of goods that were `shown`, as compared with those: "the second, and is there a size up?"."""
    if not shown or any(isinstance(one, Seek) and one.goods and one.topic == "new" for one in commands):
        return tuple(commands)
    done: list[AnyCommand] = []
    for one in commands:
        if isinstance(one, Want) and (how := _resized(one)):
            done.append(Vary(how=how, field=one.field or "size", text=one.text or str(one.value), by=one.by, quote=one.quote))
        elif isinstance(one, Ask) and (sized := [each for each in one.suppose if _resized(each)]):
            left = tuple(each for each in one.suppose if each not in sized)
            done += [one.model_copy(update={"suppose": left})] if left or one.fields else []
            done += [
                Vary(how=how, field=each.field or "size", than=one.of, text=each.text or str(each.value), by=one.by, quote=each.quote or one.quote)
                for each in sized
                if (how := _resized(each))
            ]
        else:
            done.append(one)
    return tuple(done)


def _resized(want: Want) -> Literal["more", "less", ""]:
    said = str(want.value).strip().casefold() if want.op == "=" else ""
    return "more" if said in listed("bigger") else "less" if said in listed("smaller") else ""


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

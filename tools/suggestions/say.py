"""The words by which a buyer takes up a relaxation."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from ...catalogue.numbers import UPPER
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reply import Relaxation
from ..searching.relax import relaxed
from ..wording.capitals import uncapitalised
from ..wording.wording import Wording
from .situation import Replay
from .trial import standing


def say(relaxation: Relaxation, need: Need, wording: Wording, replay: Callable[[str], Replay]) -> str:
    """The first words that, read as the next message, change the need as the relaxation does and in nothing else; "" where none do."""
    wanted = standing(relaxed(need, relaxation.remove, relaxation.instead))
    for text in _words(relaxation, need, wording):
        found = replay(text)
        if not found.asks and (found.need.category, found.need.query) == (need.category, need.query) and standing(found.need) == wanted:
            return text
    return ""


def _words(relaxation: Relaxation, need: Need, wording: Wording) -> Iterator[str]:
    looser = {one.id for one in relaxation.instead}
    dropped = dict.fromkeys(one.field for one in need.conditions if one.id in relaxation.remove and one.id not in looser)
    parts = [*(_loosening(one, wording) for one in relaxation.instead), *(_dropping(field, wording) for field in dropped)]
    for chosen in product(*parts):
        yield wording.opening(wording.say("list_comma").join(uncapitalised(part) if place else part for place, part in enumerate(chosen)))


def _loosening(bound: Condition, wording: Wording) -> Sequence[str]:
    condition = wording.condition(bound)
    apart = " " if wording.language == "zh" and condition[-1:].isascii() else ""
    said = wording.say("suggest.fine", condition=condition + apart)
    if bound.field == "price" and bound.op in UPPER:
        foreign = bound.unit not in (None, "CNY")
        price = wording.money(f"{bound.value:g}", bound.unit or "") if foreign else f"{bound.value:g}"
        return wording.say("suggest.widen_price_foreign" if foreign else "suggest.widen_price", price=price), said
    return (said,)


def _dropping(field: str, wording: Wording) -> Sequence[str]:
    return tuple(wording.say(f"suggest.{key}", label=wording.label(field)) for key in ("drop", "any"))

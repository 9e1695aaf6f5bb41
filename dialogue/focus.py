"""What the buyer talks about after a message, and what he talked about before."""

from collections.abc import Callable, Sequence

from ..schema.condition import Condition
from ..schema.plan import Plan
from ..schema.product import Product
from ..schema.reading import Reading
from ..understanding.references.resolution import Resolution
from .inquiries import over
from .topics import Dialogue

FOCUS = 5
"""Products of the last list that "them" means where nobody says which."""
GROUPS = 10
"""Products talked about together that stay in state, for "the other one" and "both"."""
_OF_ONE = ("supplier", "product_question", "inquiry")
_ASIDE = ("chitchat", "out_of_scope")


def focus_of(reading: Reading, resolution: Resolution, now: Dialogue) -> tuple[str, ...]:
    """The products pointed at, else the one talked about where the message goes on with it, else the first of the list."""
    kept, shown = now.focus, now.shown
    if over(reading):
        return tuple(kept)
    if resolution.product_ids:
        return resolution.product_ids
    if reading.intent in _ASIDE or resolution.outcome in ("ambiguous", "impossible"):
        return kept
    if reading.topic == "new":
        return ()
    if reading.intent in _OF_ONE and len(kept) == 1:
        return kept
    if reading.intent == "compare" and 1 < len(kept) < FOCUS:
        return kept  # those that were set against each other last
    few = 2 if reading.intent == "compare" else FOCUS
    return shown[-1].product_ids[:few] if shown else ()


def of_what_was_found(reading: Reading, resolution: Resolution) -> Reading:
    """With a note of each thing described that isn't on the list; a comparison of which one is left asks the same of that one."""
    if not resolution.lost:
        return reading
    notes = (*reading.notes, *(("unpointed", each.text) for each in resolution.lost))
    alone = reading.intent == "compare" and len(resolution.product_ids) == 1
    return reading.model_copy(update={"notes": tuple(dict.fromkeys(notes)), "intent": "product_question" if alone else reading.intent})


def beside_it(reading: Reading, resolution: Resolution, now: Dialogue) -> Resolution:
    """A comparison that names one product sets it beside the one talked about: 它和第一款比贵多少, "and against the third?"."""
    kept, named = tuple(now.focus), resolution.product_ids
    if reading.intent != "compare" or len(named) != 1 or kept == named or resolution.lost:
        return resolution
    pair = kept if len(kept) == 2 and named[0] in kept else (*kept, *named) if len(kept) == 1 else named
    return resolution.model_copy(update={"product_ids": pair})


def of_its_brand(reading: Reading, focus: Sequence[str], product: Callable[[str], Product | None]) -> Reading:
    """A question about the brand of the one product pointed at asks for that brand by name."""
    if reading.intent != "brand" or not reading.references or len(focus) != 1 or any(one.field == "brand" for one in reading.supposed):
        return reading
    found = product(focus[0])
    named = Condition(id="c0", field="brand", op="=", value=found.brand) if found and found.brand else None
    return reading.model_copy(update={"supposed": (*reading.supposed, named)}) if named else reading


def after(focus: tuple[str, ...], plan: Plan, resolution: Resolution) -> tuple[str, ...]:
    """A search that points at nothing leaves the new list to talk about."""
    return focus if plan.internal != "search" or resolution.product_ids else ()


def talked(new: tuple[str, ...], now: Dialogue) -> list[tuple[str, ...]]:
    """The groups pointed at so far, each once, the newest last."""
    return list(now.talked) if not new else [*(group for group in now.talked if tuple(group) != new), new][-GROUPS:]

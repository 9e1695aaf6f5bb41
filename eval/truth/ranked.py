"""What a reply says of how it ranks: the shares are worked out anew from the need, and nothing is in it that the buyer didn't ask for."""

import re
from collections.abc import Iterator

from .carrying import uncarried
from .claim import Claims, Found
from .statement import MARK, Statement
from .world import World

ranked = Claims()

_SHARE = re.compile(r"(\d+)%")
_OURS = re.compile(
    r"先后怎么排|您的条件必须满足|其余|看和您说的有多贴近|也看|您提的|从(?=\s)|推断的|选购指南针对您这种情况的说法|占|来排|按|和"
    r"|How these are ranked|how close they come to your words"
    r"|your conditions are musts|and the order is|what guides say of your case|your wish for|inferred from|\bby\b|\band\b",
    re.IGNORECASE,
)
_SAID, _INFERRED, _GUIDE = 4, 2, 1


@ranked(r"(?:先后怎么排|How these are ranked).*")
def weighed(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    told = sorted(int(number) for number in _SHARE.findall(found[0]))
    expected = sorted(_shares(world))
    if told != (expected if len(expected) > 1 else []):
        yield "number", f"the shares are {expected}"
    if wrong := uncarried(MARK.sub(" ", _SHARE.sub(" ", _OURS.sub(" ", found[0]))), world.reply.language, world.asked):
        yield "unfounded", " ".join(wrong)


def _shares(world: World) -> list[int]:
    """Per hundred: a wish counts four times as much as a guide's sentence, what was inferred twice; of the guides together."""
    wishes: dict[str, int] = {}
    for one in world.reply.need.active:
        if not one.hard:
            key = one.text or one.id
            wishes[key] = wishes.get(key, 0) + (_INFERRED if one.status == "inferred" else _SAID)
    guides = sum(one.kind == "guide" for one in world.reply.criteria)
    weights = [*wishes.values(), *([_GUIDE * guides] if guides else [])]
    whole = sum(weights) if wishes else max(sum(weights), _SAID)
    return [round(100 * weight / whole) for weight in weights]

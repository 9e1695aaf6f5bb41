"""What of a message names a value of the goods looked for and came into no command: it is wished for, so that nothing is dropped in silence."""

from collections.abc import Iterator

from ..dialogue.linking import Linked
from ..retrievers.analysis import normalise
from ..schema.command import AnyCommand, Seek, Sort, Tell, Vary, Want
from ..schema.proposal import Proposal
from ..tools.shop import Shop
from ..understanding.tokens.lacked import unwanted

_SEARCH = (Seek, Sort, Tell, Vary, Want)
"""Commands of a message that only looks for goods."""
_BEFORE = 16
"""Letters before a word in which it may be said not to be wanted."""


def with_left_over(proposal: Proposal, text: str, category: str | None, shop: Shop) -> Proposal:
    """`category` are the goods in hand, where the message names none."""
    commands = proposal.commands
    if not any(isinstance(one, (Seek, Want)) for one in commands) or not all(isinstance(one, _SEARCH) for one in commands):
        return proposal
    seek = next((one for one in commands if isinstance(one, Seek) and one.goods), None)
    goods = Linked(shop.reader).goods(seek.goods)[0] if seek is not None and seek.goods else category
    said = normalise(" ".join(_texts([one.model_dump(mode="json", exclude={"command", "by", "quote", "confidence"}) for one in commands])))
    read = shop.reader.read(text, goods).conditions if goods else ()
    left = dict.fromkeys(one.text for one in read if one.field.startswith("attr.") and one.op in ("=", "in") and _is_left(one.text, text, said))
    wishes: list[AnyCommand] = [Want(value=word, strength="wish", by="reader") for word in left]
    return proposal.model_copy(update={"commands": (*commands, *wishes)}) if wishes else proposal


def _is_left(word: str, text: str, said: str) -> bool:
    """Whether it stands in the message as it is, in no command, and isn't what is unwanted."""
    at = text.casefold().find(word.casefold()) if word else -1
    if at < 0 or normalise(word) in said:
        return False
    before = text[max(0, at - _BEFORE) : at].split(",")[-1].split("，")[-1]
    return not any(unwanted(before[start:] + word) for start in range(len(before)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)

"""What of a message names a value of the goods looked for and came into no command: it is wished for, so that nothing is dropped in silence."""

import re
from collections.abc import Iterator, Sequence

from ..dialogue.linking import Linked
from ..retrievers.analysis import normalise
from ..retrievers.analysis import words as content
from ..retrievers.lexicon import is_thing
from ..schema.command import AnyCommand, Seek, Sort, Tell, Vary, Want
from ..schema.product import Product
from ..schema.proposal import Proposal
from ..tools.searching.wish import Record, wish
from ..tools.shop import Shop
from ..understanding.tokens.lacked import unwanted

_SEARCH = (Seek, Sort, Tell, Vary, Want)
"""Commands of a message that only looks for goods."""
_OR = re.compile(r"\bor\b|\band\b|或者?|和|/")
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
    named = [one.text for one in read if one.field.startswith("attr.") and one.op in ("=", "in") and isinstance(one.value, (str, tuple))]
    left = dict.fromkeys(word for word in named if not any(map(str.isdigit, word)) and _is_left(word, text, said))
    wishes: list[AnyCommand] = [Want(value=word, strength="wish", by="reader") for word in left]
    return proposal.model_copy(update={"commands": (*commands, *wishes)}) if wishes else proposal


def with_goods_turned_to(proposal: Proposal, text: str, category: str | None, shown: Sequence[Product], shop: Shop) -> Proposal:
    """A thing that is the whole message, and that neither goods of the kind in hand nor those `shown` last have, is looked for: "usb hub", behind
    earphones."""
    only = proposal.commands[0] if len(proposal.commands) == 1 else None
    if not isinstance(only, Want) or only.field is not None or only.op != "=" or only.by != "reader" or not isinstance(only.value, str):
        return proposal
    if category is None or normalise(only.value) != normalise(text.strip(" .!。！~")) or not is_thing(only.value):
        return proposal
    has = any(wish(only.value).told(Record.of(product, proposal.language)) is not None for product in shown)
    if has or Linked(shop.reader, (category,)).values(only, category):
        return proposal
    return proposal.model_copy(update={"commands": (Seek(goods=only.value, by="reader", quote=only.quote),)})


def _is_left(word: str, text: str, said: str) -> bool:
    """Whether it stands in the message as it is, in no command, and isn't what is unwanted."""
    at = text.casefold().find(word.casefold()) if word else -1
    terms = [one.term for one in content(_OR.sub(" ", word))]
    if at < 0 or normalise(word) in said or (terms and {*terms} <= {one.term for one in content(said)}):
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

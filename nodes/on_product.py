"""What a message asks of the product that the conversation opened on, whatever a reader that knows nothing of it makes of the words."""

import re
from functools import cache

from ..dialogue.linking import Linked
from ..dialogue.request import FACTS
from ..schema.command import LONGEST_NAME, AnyCommand, Ask, Chat, Decline, HandOver, Learn, Seek, Tell, Want
from ..schema.product import Product
from ..schema.proposal import Proposal
from ..schema.reference import Reference
from ..understanding.language.lexicon import load
from ..understanding.tokens.cues import cues

SAID = "said."
"""Before the buyer's own words that are asked of a product."""
SURE = 0.8
_MISTAKEN = (Ask, Chat, Decline, Learn, Seek, Tell, Want)
"""What a question about a product may be taken for: goods looked for, a wish, a general question, talk."""


def on_product(proposal: Proposal, text: str, product: Product, linked: Linked) -> Proposal:
    """A question without other goods is asked of it, in the buyer's words and by the fields that the reader found in them."""
    commands = proposal.commands
    if not asks(text) or not all(map(_may_be_mistaken, commands)) or _leaves(commands, text, product, linked):
        return proposal
    told = [one for one in commands if isinstance(one, Ask)]
    if any(_of_others(one) for one in told):
        return proposal
    fields = tuple(dict.fromkeys(name for one in told for name in one.fields if not name.startswith(SAID)))
    asked = Ask(
        fields=(*fields, f"{SAID}{text.strip()}"[:LONGEST_NAME]),
        of=(Reference(kind="focus"),),
        suppose=tuple(each for one in told for each in one.suppose),
        by=commands[0].by if commands else "reader",
        quote=(0, len(text)),
    )
    said = tuple(one for one in commands if isinstance(one, Tell) and (one.fact in FACTS or not isinstance(one.value, str)))
    return proposal.model_copy(update={"commands": (*said, asked)})


def _may_be_mistaken(command: AnyCommand) -> bool:
    """A reader that is sure of it hands over what only a person can do; else "how do you charge them?" asks for no payment."""
    return isinstance(command, _MISTAKEN) or (isinstance(command, HandOver) and command.confidence < SURE)


def asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "？")) or cues(text).question or _words("asks", opening=True).search(text) is not None


def _leaves(commands: tuple[AnyCommand, ...], text: str, product: Product, linked: Linked) -> bool:
    """Whether it turns to other goods, or to what is true of all such goods."""
    if _words("leaves").search(text) or _words("general").search(text):
        return True
    sought = (one.goods for one in commands if isinstance(one, Seek) and one.goods and not one.query)
    return any(linked.sells(goods) and goods not in product.category for goods in sought)


def _of_others(command: Ask) -> bool:
    """Whether it points at anything but the product in hand: a place in a list, several of them."""
    of_several = (each.count > 1 for each in command.of if each.kind == "all")
    return any(of_several) or any(each.kind in ("ordinal", "other", "extreme", "list", "supplier", "brand") for each in command.of)


@cache
def _words(name: str, opening: bool = False) -> re.Pattern[str]:
    """Chinese words wherever they stand, others as whole words; `opening`: these at the beginning alone."""
    row = load("opened")[name]
    latin = "|".join(map(re.escape, sorted(row["en"], key=len, reverse=True)))
    return re.compile(rf"{'|'.join(map(re.escape, row['zh']))}|{r'^' if opening else ''}\b(?:{latin})\b", re.IGNORECASE)

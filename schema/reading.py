"""What a message says, as the intent node reads it, before it changes the need."""

from typing import Literal

from .base import Noun
from .bid import Bid
from .condition import Condition
from .fact import Fact
from .need import SortKey
from .reference import Reference
from .relative import Relative

Intent = Literal["search", "refine", "pick", "compare", "brand", "supplier", "product_question", "inquiry", "chitchat", "out_of_scope"]
Language = Literal["zh", "en"]
Stands = Literal["", "kept", "once", "liked"]


class Reading(Noun):
    """One message, read.

    Search: `category`, `query` (content words, "" if no product is named), `words` (wishes that no record states, see `Need.words`), `few` (number of
    products to show: "the three lightest"), `beside` (categories of other goods, which wait). `topic`: a new topic or the same.

    Conditions: `conditions` are new or changed, with provisional ids; `dropped` lists fields or condition ids to remove, "*" for all; `correction`:
    the buyer changes their mind ("其实", "actually", "改成"), so contradicting conditions are replaced; `relative`: wishes measured against the
    products pointed at.

    Questions: `asked` ("attr.tog", "certification", "review.zip", …), `supposed` (to confirm: "is it cotton?"), `pieces` (the number that the answer
    is for), `alternatives` (the sides of a choice: "battery or corded?"). For an inquiry, `asked` begins with the act ("draft", "sent", "quote",
    "quotes" or "list") followed by fields to ask the supplier about; `bids` are its prices.

    The buyer: `facts`, `case` (measurements, see `Need.case`), `stands` ("kept" beyond the conversation, only "once", or a supplier "liked").

    `also`: the message's further requests in order, each with its own intent, pointers and `asked`; conditions belong to the first. `ahead`: such a
    request came before the goods of the first, and is answered before their list. `notes`: to tell the buyer ("currency": "20 USD" can't be compared
    with prices in CNY).
    """

    intent: Intent
    language: Language
    confidence: float = 1.0
    topic: Literal["new", "same"] = "same"
    category: str | None = None
    query: str = ""
    words: tuple[str, ...] = ()
    audience: str | None = None
    quantity: int | None = None
    few: int | None = None
    sort: tuple[SortKey, ...] = ()
    conditions: tuple[Condition, ...] = ()
    dropped: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    asked: tuple[str, ...] = ()
    supposed: tuple[Condition, ...] = ()
    pieces: int | None = None
    alternatives: tuple[str, ...] = ()
    relative: tuple[Relative, ...] = ()
    facts: tuple[Fact, ...] = ()
    case: dict[str, float] = {}
    stands: Stands = ""
    bids: tuple[Bid, ...] = ()
    correction: bool = False
    beside: tuple[str, ...] = ()
    also: "tuple[Reading, ...]" = ()
    ahead: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    currency: str = ""

"""What the intent node reads out of one message, before the ledger takes it up."""

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

    `conditions` are new or changed (their ids are provisional, the ledger names them); `dropped` names fields whose conditions the buyer
    takes back, or one condition by its id, "*" all of them; `few` how many products he asks to be shown ("the three lightest"); `query` has the
    content words to search by, "" where the message names no product, `words` wishes that nothing states (`Need.words`); `topic` says whether it
    opens a new topic or goes on with the old; `asked` what a product question asks about ("attr.tog", "certification", "review.zip", …),
    `supposed` what it asks to have confirmed ("is it cotton?"), `alternatives` the sides of a choice that it asks about ("battery or corded?").
    `relative` are wishes measured against the products meant, `facts` what he says of himself, `case` what he measures of his case (`Need.case`).
    `stands`: whether what is said is to be "kept" beyond the conversation, holds "once", or tells that he "liked" the supplier. `correction`: he
    says that he changes his mind ("其实", "actually", "改成"), so that what contradicts an older condition replaces it. `bids` are prices for an
    inquiry, whose `asked` begins with what is done: "draft", "sent", "quote" (noted), "quotes" (compared) or "list"; fields to ask the supplier
    about follow.
    `beside` are the categories of other goods that it asks for, which wait.
    `also` are the message's further requests, in their order, each with its own intent, pointers and `asked`; conditions belong to the first. One
    that is `ahead` was said before the goods that the first looks for, and is answered before their list.
    `notes` are things to say ("currency": "20 USD" could not be compared with a catalogue in CNY).
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

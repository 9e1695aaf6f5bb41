"""Commands: the closed set of changes to a conversation, proposed by a reader, a model, a tap or a program.

`docs/commands.md` gives the canonical form of each. The approach follows Rasa's CALM (dialogue understanding by commands).
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter

from .base import Noun, no_truth
from .bid import Bid
from .condition import Op, Value
from .reference import Place, Reference

By = Literal["reader", "rules", "model", "tap", "api"]
Strength = Literal["must", "wish", "either", "fallback", "around"]
LONGEST, LONGEST_NAME, MOST_BESIDE, MOST_LINES, MOST_POINTERS = 2000, 200, 8, 50, 20
"""Most characters of a text and of a name, most additional goods, lines of a list, and pointers of a command."""
Text = Annotated[str, Field(max_length=LONGEST)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Pointers = Annotated[tuple[Reference, ...], Field(max_length=MOST_POINTERS)]
Count = Annotated[int, Field(ge=1, lt=10**11), BeforeValidator(no_truth)]


class Command(Noun):
    """`quote`: span [start, end) of the message that expresses the command; None for a tap or a program. `by`: who proposed it. `confidence`: 0 to 1.
    `further`: it starts another request of the message, answered after the ones before it."""

    quote: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]] | None = None
    by: By = "api"
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    further: bool = False


class Open(Command):
    """Opens the conversation on a product by its id: a new topic, with that product in focus."""

    command: Literal["open"] = "open"
    product: Name


class Seek(Command):
    """Looks for goods. `topic` "same" keeps the goods in hand, under another name or in another quantity. `goods`: a category as the store spells it,
    or the buyer's words. `query`: words to search by, if they say more. `also`: further goods of the message, which wait. `of`: pointers at products
    shown. `fields`: facts asked of the results at once ("ordered": the buyer's past orders)."""

    command: Literal["seek"] = "seek"
    goods: Name | None = None
    query: Text = ""
    audience: Name | None = None
    quantity: Count | None = None
    topic: Literal["new", "same"] = "new"
    also: Annotated[tuple[Name, ...], Field(max_length=MOST_BESIDE)] = ()
    of: Pointers = ()
    fields: tuple[Name, ...] = ()


class Want(Command):
    """Sets a condition on the goods or, as `supplier.…`, on their seller. `field` None: the value tells the field; a value that no record states
    remains free text, which ranks and never excludes.

    `strength`: "must" excludes; "wish" ranks; "around" targets a number; among several "either", any one suffices; "fallback" suffices if the rest
    can't be met. `every`: all of several values are required. `only`: nothing else is contained, checked by `shares` (attribute, percentage).
    `about`: the target number of which this is one bound. `instead`: replaces contradicting conditions. `inferred`: the buyer did not state it
    literally.
    """

    command: Literal["want"] = "want"
    field: Name | None = None
    op: Op = "="
    value: Value
    unit: Name | None = None
    strength: Strength = "must"
    every: bool = False
    only: bool = False
    shares: tuple[tuple[str, int], ...] = ()
    about: Annotated[float, Field(allow_inf_nan=False)] | None = None
    instead: bool = False
    inferred: bool = False
    text: Text = ""


class Drop(Command):
    """Removes the condition with that id, those on a field, those with a value, or all; with no argument the buyer is asked which."""

    command: Literal["drop"] = "drop"
    condition: Name | None = None
    field: Name | None = None
    value: Value | None = None
    all: bool = False


class Relax(Command):
    """Loosens a condition: to another value or, with `to` None, from a must to a wish."""

    command: Literal["relax"] = "relax"
    condition: Name | None = None
    field: Name | None = None
    to: Value | None = None


class Change(Command):
    """Edits a condition by its id ("quantity": the number wanted): its value, its operator, or must versus wish."""

    command: Literal["change"] = "change"
    condition: Name
    value: Value | None = None
    op: Op | None = None
    every: bool | None = None
    hard: bool | None = None


class Sort(Command):
    """Sorts the results. `key` None: keep the order and show `count` products."""

    command: Literal["sort"] = "sort"
    key: Name | None = None
    direction: Literal["lowest", "highest"] | None = None
    count: Count | None = None


class Vary(Command):
    """Searches relative to the products in `than` (none: those in focus): less or more of a field by an amount, like them, another value than theirs,
    or all except them; "page" asks for the next page."""

    command: Literal["vary"] = "vary"
    how: Literal["less", "more", "like", "other", "except", "page"]
    field: Name = ""
    than: Pointers = ()
    by_amount: float = 0
    share: bool = False
    unit: Name | None = None
    text: Text = ""


class Go(Command):
    """Returns to an earlier topic, by what it was `about` (None: the previous one), or to an earlier list."""

    command: Literal["go"] = "go"
    to: Literal["topic", "list"] = "topic"
    about: Name | None = None
    place: Place | None = None
    text: Text = ""


class Compare(Command):
    """Compares products by `fields`."""

    command: Literal["compare"] = "compare"
    among: Pointers = ()
    fields: tuple[Name, ...] = ()


class Choose(Command):
    """Asks which product to take, or how to choose among the goods in hand."""

    command: Literal["choose"] = "choose"
    among: Pointers = ()
    fields: tuple[Name, ...] = ()


class Ask(Command):
    """Asks for facts of products, sellers, orders or the list. No `fields`: describe them. `suppose`: facts to confirm ("is it cotton?").
    `pieces`: the number that the answer is for, while the number wanted stays."""

    command: Literal["ask"] = "ask"
    fields: tuple[Name, ...] = ()
    of: Pointers = ()
    suppose: tuple[Want, ...] = ()
    pieces: Count | None = None
    text: Text = ""


class Learn(Command):
    """Asks for knowledge from guides: how to choose, A or B, whether N is enough, what a term or a certificate means."""

    command: Literal["learn"] = "learn"
    subject: Text = ""
    fields: tuple[Name, ...] = ()
    alternatives: tuple[Name, ...] = ()


class AskParty(Command):
    """Asks about brands or suppliers: which there are, whether one is good, who sells a product."""

    command: Literal["ask_party"] = "ask_party"
    party: Literal["brand", "supplier"]
    name: Name | None = None
    of: Pointers = ()
    fields: tuple[Name, ...] = ()
    suppose: tuple[Want, ...] = ()


class Inquire(Command):
    """Handles letters to a supplier: draft, change, mark as sent by the buyer, note a quote, compare quotes, list all. `plan`: for a planned list,
    the plan whose sellers are addressed."""

    command: Literal["inquire"] = "inquire"
    act: Literal["draft", "change", "send", "sent", "quote", "quotes", "list"] = "draft"
    of: Pointers = ()
    quantity: Count | None = None
    questions: tuple[Text, ...] = ()
    instead: bool = False
    bids: tuple[Bid, ...] = ()
    plan: Literal["cheapest", "fewest_sellers", "best_evidence"] | None = None


class Line(Noun):
    """One line of a purchase list: goods, audience, quantity, conditions and sort keys (as in `Need.sort`). `query`: words to search by, if they say
    more. `anew`: of goods on the list already, the quantity replaces theirs, though other lines are added."""

    goods: Name
    query: Text = ""
    audience: Text = ""
    quantity: Count | None = None
    musts: tuple[Want, ...] = ()
    sort: tuple[Name, ...] = ()
    anew: bool = False


class PurchaseList(Command):
    """A purchase list: several goods with a total budget, the number of suppliers compared per line (`factories`: preferably makers), one seller for
    all or the best for each, deadline and destination. `more`: add the lines to the current list. `first`: the goods of the line that is shown before
    the plan. Without lines, the rest applies to the current list; with nothing, the current list is told again."""

    command: Literal["list"] = "list"
    lines: Annotated[tuple[Line, ...], Field(max_length=MOST_LINES)] = ()
    more: bool = False
    first: Name = ""
    budget: Annotated[float, Field(gt=0, lt=10**11), BeforeValidator(no_truth)] | None = None
    currency: Name | None = None
    suppliers: Count | None = None
    sellers: Literal["one", "best"] | None = None
    factories: bool = False
    deadline: Name = ""
    destination: Name = ""

    @property
    def whole(self) -> dict[str, object]:
        """The values for the whole list, by field of `Purchase`."""
        said = {"suppliers": self.suppliers, "sellers": self.sellers, "factories": self.factories, "deadline": self.deadline}
        said |= {"destination": self.destination}
        budget = {"budget": self.budget, "currency": self.currency or ""} if self.budget is not None else {}
        return {**{name: value for name, value in said.items() if value}, **budget}


class Approve(Command):
    """Answers a proposal. `what`: letters by id and the version seen (ID/2), "" for what the last reply proposed. "changed": the commands beside it
    (another quantity, goods removed) change the proposal."""

    command: Literal["approve"] = "approve"
    what: Name = ""
    answer: Literal["yes", "no", "changed"] = "yes"


class Tell(Command):
    """States a fact of the buyer (`market`, `trade`, `audience`) or a measurement of the case (`room_temp_c`)."""

    command: Literal["tell"] = "tell"
    fact: Name
    value: str | float
    text: Text = ""


class Keep(Command):
    """Scope of what the message says: beyond this conversation ("kept"), this once, or a supplier that the buyer "liked"."""

    command: Literal["keep"] = "keep"
    how: Literal["kept", "once", "liked"] = "kept"


class Forget(Command):
    """Deletes what is known of the buyer: the fields in `what`, by default everything."""

    command: Literal["forget"] = "forget"
    what: tuple[Name, ...] = ()


class Answer(Command):
    """Answers the question of the last reply by one of its choices: a product id, a shelf's name, "old" or "new"."""

    command: Literal["answer"] = "answer"
    choice: Name


class Chat(Command):
    """Small talk. `about`: its kind ("empty": an empty message)."""

    command: Literal["chat"] = "chat"
    about: Name = ""


class Decline(Command):
    """Asks for something that a shop can't do or know."""

    command: Literal["decline"] = "decline"
    about: Name = ""


class HandOver(Command):
    """Asks for a person, or for an order, a payment or a return, which can't be made here."""

    command: Literal["hand_over"] = "hand_over"
    about: Name = ""


Act = Seek | Compare | Choose | Ask | Learn | AskParty | Inquire | PurchaseList | Approve | Answer | Chat | Decline | HandOver
"""Commands that are requests; the others are details of a request."""
Detail = Open | Want | Drop | Relax | Change | Sort | Vary | Go | Tell | Keep | Forget
AnyCommand = Annotated[Act | Detail, Field(discriminator="command")]
MOST = 60
"""Most commands of one turn."""
COMMANDS: TypeAdapter[tuple[AnyCommand, ...]] = TypeAdapter(Annotated[tuple[AnyCommand, ...], Field(max_length=MOST)])
"""Validates a list of commands; `daogou commands --schema` prints its JSON Schema."""

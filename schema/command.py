"""Commands: the one closed set of ways in which a conversation changes, whoever proposes them: a reader, a model, a tap or a program.

`docs/commands.md` gives the canonical form of each. The form follows dialogue understanding by commands, as Rasa's CALM describes it.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator

from .base import Noun, no_truth
from .bid import Bid
from .condition import Op, Value
from .reference import Place, Reference

By = Literal["reader", "rules", "model", "tap", "api"]
Strength = Literal["must", "wish", "either", "fallback", "around"]
LONGEST, LONGEST_NAME, MOST_BESIDE, MOST_LINES, MOST_POINTERS = 2000, 200, 8, 50, 20
"""Characters of a text and of a name, other goods beside the first, and pointers of a command."""
Text = Annotated[str, Field(max_length=LONGEST)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Pointers = Annotated[tuple[Reference, ...], Field(max_length=MOST_POINTERS)]
Count = Annotated[int, Field(ge=1, lt=10**11), BeforeValidator(no_truth)]


class Command(Noun):
    """`quote` is the span of the message that says so, in characters: [start, end); None where no message does (a tap, a program). `by` is who
    proposed it, `confidence` how sure it was, from 0 to 1. `further`: it opens another request of the message, answered behind those before."""

    quote: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]] | None = None
    by: By = "api"
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    further: bool = False


class Open(Command):
    """The conversation opens on a product, by its id: a new topic, in which what is asked without naming goods is asked of that product."""

    command: Literal["open"] = "open"
    product: Name


class Seek(Command):
    """Goods are looked for: a new topic, or with `topic` "same" those in hand, named anew or in another number. `goods` is a category as the store
    spells it or the buyer's words; `query` has the words to search by where they say more; `also` are other goods of the message, which wait; `of`
    points at products shown; `fields` are what is asked of them at once ("ordered": what was ordered before)."""

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
    """A condition on the goods, or (`supplier.…`) on who sells them. `field` None: the value says what it is of; where nothing states such a value it
    stays words, which rank and never exclude.

    `strength`: "must" excludes; "wish" ranks; "around" is a number about which it should be; of several "either" any will do; "fallback" will do
    where the rest can't be had. `every`: all of several values; `only`: nothing else is in it, by the `shares` (attribute, percentage).
    `about`: the number about which it is to be, of which this is a bound. `instead`: it takes the place of what contradicts it.
    `inferred`: no words of the buyer state it outright.
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
    """Takes back the condition of that id, those on a field, those with a value, or all; with none of these the buyer is asked which."""

    command: Literal["drop"] = "drop"
    condition: Name | None = None
    field: Name | None = None
    value: Value | None = None
    all: bool = False


class Relax(Command):
    """Widens a condition: to another value, or (`to` None) from a must to a wish."""

    command: Literal["relax"] = "relax"
    condition: Name | None = None
    field: Name | None = None
    to: Value | None = None


class Change(Command):
    """A condition changed by hand, by its id ("quantity": how many are wanted): another value, another way to ask for it, a must or a wish."""

    command: Literal["change"] = "change"
    condition: Name
    value: Value | None = None
    op: Op | None = None
    every: bool | None = None
    hard: bool | None = None


class Sort(Command):
    """An order; `key` None: as it is, and so many are to be shown."""

    command: Literal["sort"] = "sort"
    key: Name | None = None
    direction: Literal["lowest", "highest"] | None = None
    count: Count | None = None


class Vary(Command):
    """Measured against products shown (`than`; none: those talked about): less or more of a field (by so much), like them, another than they have,
    anything but them; "page" asks for the next ones."""

    command: Literal["vary"] = "vary"
    how: Literal["less", "more", "like", "other", "except", "page"]
    field: Name = ""
    than: Pointers = ()
    by_amount: float = 0
    share: bool = False
    unit: Name | None = None
    text: Text = ""


class Go(Command):
    """Back to an earlier topic, by what it was `about` (None: the one before), or to an earlier list."""

    command: Literal["go"] = "go"
    to: Literal["topic", "list"] = "topic"
    about: Name | None = None
    place: Place | None = None
    text: Text = ""


class Compare(Command):
    """Sets products side by side; `fields` are what by."""

    command: Literal["compare"] = "compare"
    among: Pointers = ()
    fields: tuple[Name, ...] = ()


class Choose(Command):
    """Which to take, or how to choose among goods of the kind in hand."""

    command: Literal["choose"] = "choose"
    among: Pointers = ()
    fields: tuple[Name, ...] = ()


class Ask(Command):
    """Facts of products, sellers, orders or the list. No field: tell about them. `suppose` are facts to be confirmed ("is it cotton?")."""

    command: Literal["ask"] = "ask"
    fields: tuple[Name, ...] = ()
    of: Pointers = ()
    suppose: tuple[Want, ...] = ()
    text: Text = ""


class Learn(Command):
    """What no product tells but guides do: how to choose, A or B, whether N is enough, what a word or a paper means."""

    command: Literal["learn"] = "learn"
    subject: Text = ""
    fields: tuple[Name, ...] = ()
    alternatives: tuple[Name, ...] = ()


class AskParty(Command):
    """Brands or suppliers: which there are, whether one is good, who sells it."""

    command: Literal["ask_party"] = "ask_party"
    party: Literal["brand", "supplier"]
    name: Name | None = None
    of: Pointers = ()
    fields: tuple[Name, ...] = ()
    suppose: tuple[Want, ...] = ()


class Inquire(Command):
    """A letter to a supplier: drafted, changed, sent (by the buyer, who says so), a quote noted, quotes compared, all listed. `plan`: of a list that
    was planned, by which of its plans."""

    command: Literal["inquire"] = "inquire"
    act: Literal["draft", "change", "send", "sent", "quote", "quotes", "list"] = "draft"
    of: Pointers = ()
    quantity: Count | None = None
    questions: tuple[Text, ...] = ()
    instead: bool = False
    bids: tuple[Bid, ...] = ()
    plan: Literal["cheapest", "fewest_sellers", "best_evidence"] | None = None


class Line(Noun):
    """Goods of a purchase list, for whom they are, what they must be, and the orders that are wished for (`sort`, as `Need.sort` has them); `query`
    has the words to search by where they say more."""

    goods: Name
    query: Text = ""
    audience: Text = ""
    quantity: Count | None = None
    musts: tuple[Want, ...] = ()
    sort: tuple[Name, ...] = ()


class PurchaseList(Command):
    """Several goods at once, a total budget for them, how many suppliers are compared for each (`factories`: makers at best), whether one seller has
    all of it, until when and whereto. `more`: the lines are added to the list that stands; without lines what is said holds of that list."""

    command: Literal["list"] = "list"
    lines: Annotated[tuple[Line, ...], Field(max_length=MOST_LINES)] = ()
    more: bool = False
    budget: Annotated[float, Field(gt=0, lt=10**11), BeforeValidator(no_truth)] | None = None
    currency: Name | None = None
    suppliers: Count | None = None
    sellers: Literal["one", "best"] | None = None
    factories: bool = False
    deadline: Name = ""
    destination: Name = ""

    @property
    def whole(self) -> dict[str, object]:
        """What it says of the whole list, as `Purchase` has it."""
        said = {"suppliers": self.suppliers, "sellers": self.sellers, "factories": self.factories, "deadline": self.deadline}
        said |= {"destination": self.destination}
        budget = {"budget": self.budget, "currency": self.currency or ""} if self.budget is not None else {}
        return {**{name: value for name, value in said.items() if value}, **budget}

    @model_validator(mode="after")
    def _something(self) -> "PurchaseList":
        if not self.lines and not self.whole:
            raise ValueError("a list needs lines, or what holds of the one that stands")
        return self


class Approve(Command):
    """An answer to what was proposed; `what`: letters by their id and the version that was seen (ID/2), "" what the last reply proposed. "changed":
    what stands beside it (another quantity, goods taken off) is a change of it."""

    command: Literal["approve"] = "approve"
    what: Name = ""
    answer: Literal["yes", "no", "changed"] = "yes"


class Tell(Command):
    """What the buyer says of himself (`market`, `trade`, `audience`), or measured of his case (`room_temp_c`)."""

    command: Literal["tell"] = "tell"
    fact: Name
    value: str | float
    text: Text = ""


class Keep(Command):
    """How far what the message says holds: beyond this conversation ("kept"), this once, or as a supplier whom he liked."""

    command: Literal["keep"] = "keep"
    how: Literal["kept", "once", "liked"] = "kept"


class Forget(Command):
    """What is known of the buyer: `what` names fields; all of it where it names none."""

    command: Literal["forget"] = "forget"
    what: tuple[Name, ...] = ()


class Answer(Command):
    """The answer to the question that the last reply asked: one of its choices, by product id or name of a shelf, or "old" or "new"."""

    command: Literal["answer"] = "answer"
    choice: Name


class Chat(Command):
    """Small talk; `about` what it says ("empty": nothing)."""

    command: Literal["chat"] = "chat"
    about: Name = ""


class Decline(Command):
    """What a shop can't do or know."""

    command: Literal["decline"] = "decline"
    about: Name = ""


class HandOver(Command):
    """The buyer wants a person, or an order, a payment or a return, which aren't made here."""

    command: Literal["hand_over"] = "hand_over"
    about: Name = ""


Act = Seek | Compare | Choose | Ask | Learn | AskParty | Inquire | PurchaseList | Approve | Answer | Chat | Decline | HandOver
"""What a request of a message is; the rest says more of it."""
Detail = Open | Want | Drop | Relax | Change | Sort | Vary | Go | Tell | Keep | Forget
AnyCommand = Annotated[Act | Detail, Field(discriminator="command")]
MOST = 60
"""Commands of one turn."""
COMMANDS: TypeAdapter[tuple[AnyCommand, ...]] = TypeAdapter(Annotated[tuple[AnyCommand, ...], Field(max_length=MOST)])
"""Reads and checks a list of commands; its `json_schema()` is published by `daogou commands --schema`."""

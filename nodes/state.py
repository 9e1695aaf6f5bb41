"""The state of a conversation, and of the turn that runs.

What is annotated `UntrackedValue` belongs to the running turn and is never checkpointed.
"""

from collections.abc import Sequence
from typing import (
    Annotated,
    Any,
    NotRequired,  # pydantic makes schemas of typing's own only from Python 3.12 on
)

from langchain_core.messages import AnyMessage, HumanMessage
from langgraph.channels.untracked_value import UntrackedValue
from typing_extensions import TypedDict

from ..dialogue.purchases import Bill
from ..models.prompt import Prompt
from ..schema.candidate import Retrieval
from ..schema.command import AnyCommand
from ..schema.condition import Condition
from ..schema.evidence import Evidence
from ..schema.inquiry import Inquiry
from ..schema.mailing import Mail, Mailing, Posted
from ..schema.need import Need
from ..schema.opening import Opening
from ..schema.pending import Pending
from ..schema.plan import Plan
from ..schema.profile import Profile
from ..schema.proposal import Proposal
from ..schema.purchase import Purchase
from ..schema.reading import Reading
from ..schema.reference import Shown
from ..schema.reply import Relaxation, Reply, Usage
from ..schema.sourcing_report import SourcingReport
from ..schema.topic import Topic
from ..tools.buyers.profile import Changes
from ..tools.decisions.decision import Decision
from ..tools.decisions.offer import Offer
from ..tools.searching.probing import Probing
from ..tools.shop import Shop
from ..tools.summaries.summary import Point

LISTS_KEPT = 20
"""Lists of products that stay in state, so that it doesn't grow with the conversation; the transcript has the older ones."""
MESSAGES_KEPT = 12
VERSION = 2
"""Of what is stored: 1 had no topics and no version; both are read."""
MESSAGE_KEPT = 2_000
"""Characters."""


def last_messages(old: Sequence[AnyMessage], new: Sequence[AnyMessage]) -> list[AnyMessage]:
    return [*old, *new][-MESSAGES_KEPT:]


def heard(messages: Sequence[AnyMessage], text: str) -> list[AnyMessage]:
    """What is to be added of a buyer's message: its beginning, unless it stands there already, as who keeps the messages himself has it."""
    if messages and isinstance(messages[-1], HumanMessage):
        return []
    return [HumanMessage(text[:MESSAGE_KEPT].encode("utf-8", "replace").decode("utf-8"))]


def last_lists(old: Sequence[Shown], new: Sequence[Shown]) -> list[Shown]:
    return [*old, *new][-LISTS_KEPT:]


def this_turn(old: dict[str, float], new: dict[str, float]) -> dict[str, float]:
    """Timings add up within a turn; the first node's open a new turn."""
    return new if "recall" in new else {**old, **new}


class Message(TypedDict):
    """The graph's input: what the buyer says, or the `commands` of a tap or a program, of which `text` tells."""

    text: str
    commands: NotRequired[tuple[AnyCommand, ...]]


class State(TypedDict, total=False):
    text: Annotated[str, UntrackedValue]  # the buyer's message of this turn: the graph's input
    commands: Annotated[tuple[AnyCommand, ...], UntrackedValue]  # of a tap or a program, in place of a message that is read
    version: int  # of what is stored (VERSION)
    turn: int  # counts from 1
    messages: Annotated[list[AnyMessage], last_messages]  # the conversation's last turns
    need: Need | None  # the ledger of conditions
    topics: list[Topic]  # those left, the latest last
    purchase: Purchase  # the goods that the conversation is about buying
    bill: Annotated[Bill | None, UntrackedValue]  # what of it this turn tells
    shown: Annotated[list[Shown], last_lists]  # the lists of products shown, oldest first
    focus: tuple[str, ...]  # the products that the buyer is talking about now
    talked: list[tuple[str, ...]]  # those pointed at together before, oldest first
    did: Reading | None  # what the last message asked of products, which a pointer alone asks again
    pending: Pending | None  # the question that the last reply asked, and now this one
    asked: Annotated[Pending | None, UntrackedValue]  # the question that the last reply asked, which this turn may answer
    offered: tuple[Relaxation, ...]  # the relaxations that the last reply offered
    suggested: tuple[str, ...]  # the words of its suggestions
    posted: Posted | None  # the letters of what is to be bought, as they were last shown
    inquiries: list[Inquiry]  # prepared and sent, oldest first
    timings_ms: Annotated[dict[str, float], this_turn]  # by node
    shop: Annotated[Shop, UntrackedValue]  # the store's generation that this turn uses from end to end
    probing: Annotated[Probing, UntrackedValue]  # the search by the message's own words
    profile: Annotated[Profile, UntrackedValue]  # what is known of the buyer from earlier conversations
    changes: Annotated[Changes, UntrackedValue]  # what this turn is to change in it
    remembered: Annotated[Changes, UntrackedValue]  # what it has changed
    recalled: Annotated[tuple[Condition, ...], UntrackedValue]  # the wishes of it that this turn took up
    unread: Annotated[str, UntrackedValue]  # that it could not be read
    unkept: Annotated[str, UntrackedValue]  # that the changes could not be kept
    opening: Annotated[Opening, UntrackedValue]  # the first reply, where it was given before to somebody who asked the same
    proposed: Annotated[Proposal, UntrackedValue]  # what the readers make of the message together, where a model is one of them
    taken: Annotated[Proposal, UntrackedValue]  # what the message was taken to say: grounded commands
    reading: Annotated[Reading, UntrackedValue]  # what they ask of this turn
    mail: Annotated[Mail | None, UntrackedValue]  # what is done with letters to sellers of a plan
    sourced: Annotated[SourcingReport | None, UntrackedValue]  # the plans of what is to be bought
    mailed: Annotated[Mailing | None, UntrackedValue]  # the letters after it
    unsent: Annotated[str, UntrackedValue]  # why what was to be done with letters wasn't
    among: Annotated[tuple[str, ...], UntrackedValue]  # the products of which a superlative of it means the first
    plan: Annotated[Plan, UntrackedValue]  # which retrievals run, and what kind of answer is given
    problem: Annotated[Decision | None, UntrackedValue]  # what must be asked or said before anything else
    retrieval: Annotated[Retrieval, UntrackedValue]  # from the catalogue
    reviews: Annotated[tuple[Evidence, ...], UntrackedValue]  # what buyers wrote of the products in focus
    passages: Annotated[tuple[Evidence, ...], UntrackedValue]  # from outside
    told: Annotated[tuple[Evidence, ...], UntrackedValue]  # of it, what may be told, with its claims
    points: Annotated[tuple[Point, ...], UntrackedValue]  # what pages and reviews come to, by a model
    missing: Annotated[tuple[str, ...], UntrackedValue]  # who of those asked outside failed or was too late
    unretrieved: Annotated[str, UntrackedValue]  # that the retrieval from the catalogue failed or ran out of time
    unsearched: Annotated[str, UntrackedValue]  # that the one from outside did
    decision: Annotated[Decision, UntrackedValue]  # what fusion decided
    usage: Annotated[Usage, UntrackedValue]  # tokens of language models
    prompted: Annotated[dict[str, str], UntrackedValue]  # the prompts that language models were asked by: name -> version
    silent: Annotated[tuple[str, ...], UntrackedValue]  # the models that didn't answer as they should
    answers: Annotated[tuple[Evidence, ...], UntrackedValue]  # the passages whose lines answer the buyer's question
    offers: Annotated[tuple[Offer, ...], UntrackedValue]  # whose cards go with it, best first
    reply: Annotated[Reply, UntrackedValue]  # what the buyer gets


Update = dict[str, Any]


def prompted(state: State, prompt: Prompt) -> Update:
    """That a model is asked by it, beside those before."""
    return {"prompted": {**state.get("prompted", {}), prompt.head.name: prompt.head.version}}

"""Conditions that the buyer changed by hand: the turn goes on as after a message that refines, and nothing is read."""

from collections.abc import Sequence

from langchain_core.messages import HumanMessage

from ..schema.command import AnyCommand, Change, Drop
from ..schema.condition import Condition
from ..schema.edit import QUANTITY, Edit
from ..schema.errors import InputError
from ..schema.event import Event
from ..schema.need import Need
from ..schema.proposal import Proposal
from ..schema.reading import Reading
from ..tools.buyers.profile import Changes
from ..tools.decisions.words import Words
from ..tools.shop import Shop
from ..tools.wording.wording import Wording
from ..understanding.ledger.edits import edited as applied
from .plans import plans
from .repeated import repeatable
from .state import VERSION, State, Update
from .work import Send


def edits_of(commands: Sequence[AnyCommand]) -> tuple[Edit, ...]:
    """The changes that the commands are; () where they say anything else."""
    edits = tuple(map(_edit, commands))
    return tuple(each for each in edits if each is not None) if None not in edits else ()


def commands_of(edits: Sequence[Edit]) -> tuple[AnyCommand, ...]:
    """The changes as commands of a tap."""
    return tuple(Drop(condition=each.id, by="tap") if each.remove else _change(each) for each in edits)


def _change(edit: Edit) -> Change:
    return Change(condition=edit.id, value=edit.value, op=edit.op, every=edit.every, hard=edit.hard, by="tap")


def _edit(command: AnyCommand) -> Edit | None:
    if isinstance(command, Change):
        return Edit(id=command.condition, value=command.value, op=command.op, every=command.every, hard=command.hard)
    return Edit(id=command.condition, remove=True) if isinstance(command, Drop) and command.condition else None


def edited(state: State, shop: Shop, commands: Sequence[AnyCommand], edits: Sequence[Edit], send: Send) -> Update:
    """What the intent node writes for it."""
    old = need_of(state)
    turn = state.get("turn", 0) + 1
    need = _worded(applied(old, edits, turn, shop.catalogue.columns), Wording(old.language, turn, shop.glossary))
    fields = {QUANTITY: QUANTITY, **{condition.id: condition.field for condition in old.conditions}}
    reading = Reading(intent="refine", language=need.language, dropped=tuple(fields[edit.id] for edit in edits if edit.remove))
    send(Event(event="need", data=need.model_dump(mode="json")))
    return {
        "shop": shop,
        "version": VERSION,
        "turn": turn,
        "taken": Proposal(commands=tuple(commands), language=need.language),
        "reading": reading,
        "need": need,
        "focus": (),
        "plan": plans(shop.settings.plans)["refine"],
        "changes": Changes(),
        "recalled": (),
        "problem": None if need.category or need.query or need.active else Words("reset"),
        "asked": state.get("pending"),
        "did": repeatable(reading),
        "pending": None,
        "messages": [HumanMessage(state["text"])],
    }


def said(state: State, shop: Shop, edits: Sequence[Edit]) -> str:
    """An edit in words, for the transcript: "去掉：秋冬", "Changed: price up to ¥120"."""
    need, turn = need_of(state), state.get("turn", 0) + 1
    wording = Wording(need.language, turn, shop.glossary)
    new = _worded(applied(need, edits, turn, shop.catalogue.columns), wording)
    after = {condition.id: condition for condition in (*new.conditions, _count(new.quantity or need.quantity))}
    words = {edit.id: (wording.chosen if edit.otherwise else wording.condition)(after[edit.id]) for edit in edits}
    kinds = {_kind(edit): [words[one.id] for one in edits if _kind(one) == _kind(edit)] for edit in edits}
    told = [wording.say(f"edited.{kind}", conditions=wording.listed(parts)) for kind, parts in kinds.items()]
    return wording.say("list_comma").join(told)


def _count(quantity: int | None) -> Condition:
    """How many are wanted, as if it were a condition."""
    return Condition(id=QUANTITY, field="quantity", op="=", value=quantity or 0)


def _worded(need: Need, wording: Wording) -> Need:
    """With our words for what has none of the buyer's any more, so that whoever shows it needs none of his own."""
    conditions = (one.model_copy(update={"text": wording.chosen(one)}) if one.active and not one.text else one for one in need.conditions)
    return need.model_copy(update={"conditions": tuple(conditions)})


def _kind(edit: Edit) -> str:
    if edit.remove:
        return "removed"
    return "changed" if edit.otherwise else "must" if edit.hard else "wish"


def need_of(state: State) -> Need:
    need = state.get("need")
    if need is None:
        raise InputError("This conversation has no conditions yet; say first what you are looking for.")
    return need

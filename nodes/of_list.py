"""What a message says to the list that stands, and to the letters of its plan, beside what the reader makes of it."""

from collections.abc import Sequence
from itertools import chain

from ..dialogue.lists import as_list
from ..dialogue.sums import TOTAL
from ..schema.command import AnyCommand, Approve, Ask, AskParty, Inquire, PurchaseList, Seek, Want
from ..schema.context import Context
from ..schema.errors import InputError
from ..schema.mailing import Changed, Mail
from ..schema.proposal import Proposal
from ..schema.purchase import Item, Purchase
from ..schema.reference import Reference
from ..sourcing.edits import Shelf, edited, ruled_by, written_list
from ..sourcing.words import answer_in, drafts, plan_in
from ..tools.shop import Shop
from .learned import learned, spoken
from .state import State

_OF_SELLERS = ("terms.", "capability.", "said.")
"""What is asked of sellers, so that a letter drafted in the same message asks it too."""


def of_list(proposal: Proposal, state: State, shop: Shop, context: Context, text: str, shelf: Shelf) -> Proposal:
    """With an answer to letters that wait, with changes of the list that stands, or with the list that the message itself is, read as sourcing reads
    one."""
    pending = state.get("pending")
    if pending is not None and pending.kind == "letters" and (answer := _answer(text)) is not None:
        return proposal.model_copy(update={"commands": (answer,)})
    purchase, language = state.get("purchase") or Purchase(), proposal.language

    def propose(words: str) -> Sequence[AnyCommand]:
        return learned(spoken({}, shop, context, words), shop).commands

    if stands(state, purchase) and (changes := edited(text, purchase, shelf, shop, propose, language)):
        return proposal.model_copy(update={"commands": changes})
    if stands(state, purchase) and drafts(text):
        return proposal.model_copy(update={"commands": (Inquire(plan=plan_in(text), by="reader"),)})
    commands = as_list(proposal.commands, text=text)
    said = next((one for one in commands if isinstance(one, PurchaseList)), None)
    plain = said is None and bool(commands) and all(isinstance(one, (Seek, Want)) for one in commands)
    if (written := written_list(text, shop, propose, language, shelf if plain else None)) is not None:
        listed, notes = written
        return proposal.model_copy(update={"commands": (listed,), "notes": tuple(("list", each) for each in notes)})
    if said is None or not (listed := ruled_by(text, said, propose, language)).whole:
        return proposal
    others = (one for one in commands if not (listed.suppliers and _of_sellers(one, listed.suppliers)))
    return proposal.model_copy(update={"commands": tuple(listed if one is said else one for one in others)})


def _of_sellers(command: AnyCommand, count: int) -> bool:
    """Whether it is made of the words for how many sellers are compared."""
    if isinstance(command, Seek):
        return not command.goods and command.quantity == count
    return isinstance(command, AskParty) and command.party == "supplier" and not (command.name or command.of)


def _answer(text: str) -> Approve | None:
    """Where it says nothing beside it."""
    try:
        said = answer_in(text)
    except InputError:
        return None
    return Approve(answer="no" if said == "no" else "yes", by="reader")


def stands(state: State, purchase: Purchase) -> bool:
    """Whether the list is what is talked about: it was told last, or the goods in hand are on it."""
    need = state.get("need")
    told = purchase.told == state.get("turn", 0) or state.get("pending") is not None
    return purchase.listed and (told or (need is not None and any(item.listed and item.of(need) for item in purchase.items)))


def ruled(commands: Sequence[AnyCommand]) -> tuple[tuple[PurchaseList, ...], tuple[AnyCommand, ...]]:
    """What is said of the whole list that stands, and the other commands; a list of which nothing is said asks what it comes to."""
    wholes = tuple(one for one in commands if isinstance(one, PurchaseList) and not one.lines and one.whole)
    again = [one for one in commands if isinstance(one, PurchaseList) and not one.lines and not one.whole]
    told = (Ask(fields=(TOTAL,), by=one.by, quote=one.quote) if one in again[:1] else one for one in commands if one not in (*wholes, *again[1:]))
    return wholes, tuple(told)


def in_time(commands: Sequence[AnyCommand], wholes: Sequence[PurchaseList]) -> tuple[AnyCommand, ...]:
    """With when goods are wanted, said beside a question about them, as a part of it; where, of one about delivery."""
    asks = [n for n, one in enumerate(commands) if isinstance(one, Ask) and TOTAL not in one.fields]
    asked = next((n for n in asks if "terms.delivery" in getattr(commands[n], "fields", ())), None)
    place = asked if asked is not None else next(iter(asks), None)
    said = [(one.deadline, one.destination if asked is not None or one.deadline else None) for one in wholes]
    terms = tuple(Want(field="terms.delivery", value=each) for each in chain(*said) if each)
    if not terms or place is None:
        return tuple(commands)
    ask = commands[place]
    assert isinstance(ask, Ask)
    return (*commands[:place], ask.model_copy(update={"suppose": (*ask.suppose, *terms)}), *commands[place + 1 :])


def mail_of(commands: Sequence[AnyCommand], state: State, before: Purchase, after: Purchase, text: str) -> Mail | None:
    """What is done with letters to the sellers of the list; None where nothing is. `before` and `after` are what is to be bought."""
    pending, posted = state.get("pending"), state.get("posted")
    waits = pending is not None and pending.kind == "letters" and posted is not None
    approve = next((one for one in commands if isinstance(one, Approve)), None)
    given = approve is not None and approve.by in ("tap", "api")  # what a reader or a model takes for a yes is none
    id, version = _named(approve) if approve is not None and given else ("", 0)
    if approve is not None and (id or (waits and (given or _answer(text) is not None))):
        if not id and posted is not None:
            id, version = posted.id, posted.version
        changes = tuple(_changes(before, after))
        act = "waits" if approve.answer == "changed" and not changes else approve.answer
        return Mail(act=act, id=id, version=version, changes=changes if approve.answer == "changed" else ())
    if waits and posted is not None:
        if changes := tuple(_changes(before, after)):
            return Mail(act="changed", id=posted.id, version=posted.version, changes=changes) if _only_changed(before, after) else None
        if any(isinstance(one, (Approve, Inquire)) for one in commands):  # "yes, but …" is no yes
            return Mail(act="waits", id=posted.id, version=posted.version)
    draft = next((one for one in commands if isinstance(one, Inquire) and one.act == "draft" and not one.bids and one.quantity is None), None)
    told = after.listed and after.told == state.get("turn", 0)
    if draft is None or not (told or (draft.plan is not None and after.listed)) or not all(map(_of_all, draft.of)):
        return None
    asks = [one for one in commands if isinstance(one, Ask)]
    said = [name for one in asks for name in (*one.fields, *(each.field or f"said.{each.value}" for each in one.suppose))]
    questions = dict.fromkeys((*(name for name in said if name.startswith(_OF_SELLERS)), *draft.questions))
    return Mail(act="draft", plan=draft.plan or "cheapest", questions=tuple(questions))


def _of_all(reference: Reference) -> bool:
    return reference.kind == "all" and not (reference.words or reference.conditions or reference.count)


def _named(approve: Approve) -> tuple[str, int]:
    """The id and version of the letters that a tap names."""
    id, mark, version = approve.what.rpartition("/")
    return (id, int(version)) if mark and version.isdecimal() and len(version) < 10 else ("", 0)


def _changes(before: Purchase, after: Purchase) -> list[Changed]:
    """Products that are wanted in another number now, or no longer."""
    found: list[Changed] = []
    for item in before.items:
        if item.pick is None or not item.wanted:
            continue
        now = _same(item, after)
        if now is None:
            found.append(Changed(product_id=item.pick))
        elif now.need.quantity != item.need.quantity and now.need.quantity is not None:
            found.append(Changed(product_id=item.pick, quantity=now.need.quantity))
    return found


def _only_changed(before: Purchase, after: Purchase) -> bool:
    """Whether nothing else of the list changed: nothing was added, nor what goods must be, nor what holds of all of it."""
    bare = {"items": (), "told": 0}
    if before.model_copy(update=bare) != after.model_copy(update=bare):
        return False
    return all((old := _same(item, before)) is not None and _asked(old) == _asked(item) for item in after.items if item.wanted)


def _asked(item: Item) -> list[str]:
    return sorted(one.name for one in item.need.active)


def _same(item: Item, purchase: Purchase) -> Item | None:
    """The goods as they stand there: in the same words, else the only ones on their shelf."""
    just = next((one for one in purchase.items if (one.need.category, one.need.query) == (item.need.category, item.need.query)), None)
    alike = [one for one in purchase.items if one.of(item.need)]
    return just or (alike[0] if len(alike) == 1 else None)

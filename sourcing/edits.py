"""What the buyer says to a list that stands: another number, goods taken off or added, what holds of all of it."""

import re
from collections.abc import Callable

from ..dialogue.linking import Linker
from ..dialogue.purchases import named
from ..schema.command import AnyCommand, Drop, Line, PurchaseList, Seek
from ..schema.purchase import Item, Purchase
from ..schema.reading import Language
from ..schema.sourcing_task import SourcingTask
from ..tools.searching.linked import linked
from ..tools.shop import Shop
from .counts import count_behind, count_of
from .grounding import stating
from .message import Propose, framed, written
from .parts import clauses, opened
from .task import understood
from .wants import wants
from .words import is_one, pattern

Shelf = Callable[[str], str | None]
_FRAME = ("suppliers", "sellers", "deadline", "destination", "factories", "budget")
_EDGE = " ,，、;；.。!！:：和与及的"


def edited(text: str, purchase: Purchase, shelf: Shelf, shop: Shop, propose: Propose, language: Language) -> tuple[AnyCommand, ...]:
    """The changes that a message makes of the list, where it says nothing else; () where it does."""
    if pattern("edits", "asks").search(text.strip()):
        return ()
    frame = framed(text)
    said: list[AnyCommand] = []
    if whole := frame.task:
        said.append(_whole(understood(written("", propose, language)[0].model_copy(update=whole), (), language), whole, purchase))
    for clause in clauses(pattern("edits", "between").sub("\n", frame.rest)):
        clause = opened(clause).strip(_EDGE)
        if not any(map(str.isalnum, clause)) or pattern("edits", "courtesy").fullmatch(clause):
            continue
        one = _struck(clause, purchase, shelf) or _added(clause, shop, propose, language) or _numbered(clause, purchase, shelf)
        if one is None:
            return ()
        said.append(one)
    return tuple(each.model_copy(update={"by": "reader"}) for each in said)


def written_list(
    text: str, shop: Shop, propose: Propose, language: Language, shelf: Shelf | None = None
) -> tuple[PurchaseList, tuple[str, ...]] | None:
    """The list that a message in lines, or a pasted table, is, and notes on what of it can't be used; None where it is none. With `shelf`, which
    names the goods that words are for, a message of goods of several shelves is one too, each in its number."""
    if "\n" not in text.strip() and (shelf is None or not all(map(count_of, filter(str.strip, clauses(framed(text).rest))))):
        return None
    task, notes = written(text, propose, language, stating(shop))
    if len(task.lines) < 2 or any(each.quantity is None for each in task.lines):
        return None
    if "\n" not in text.strip() and shelf is not None and len({shelf(each.goods) for each in task.lines} - {None}) < 2:
        return None
    found = understood(task, notes, language)
    frame = {name: getattr(task, name) for name in _FRAME if getattr(task, name)}
    clear = found.model_copy(update={"lines": tuple(each for each in found.lines if each.clear)})
    if not clear.lines:
        return None
    return _listed(clear, frame, shop).model_copy(update={"by": "reader"}), tuple(
        each.text for each in found.notes if not is_one("asides", each.kind)
    )


def ruled_by(text: str, said: PurchaseList, propose: Propose, language: Language) -> PurchaseList:
    """With what the message says of the whole list beside its goods."""
    frame = {name: value for name, value in framed(text).task.items() if name in _FRAME and name != "budget"}
    if not frame:
        return said
    task = understood(written("", propose, language)[0].model_copy(update=frame), (), language)
    return said.model_copy(update=_whole(task, frame, Purchase()).whole)


def _whole(task: SourcingTask, frame: dict[str, object], purchase: Purchase) -> PurchaseList:
    said = {name: getattr(task, name) for name in frame if name not in ("budget", "currency")}
    if task.budget is not None:
        said |= {"budget": float(task.budget), "currency": task.currency or purchase.currency or None}
    return PurchaseList.model_validate(said)


def _listed(task: SourcingTask, frame: dict[str, object], shop: Shop) -> PurchaseList:
    linker: Linker = linked(shop)
    lines = tuple(Line(goods=each.goods, quantity=each.quantity, musts=wants(each, linker)) for each in task.lines if each.goods)
    return PurchaseList.model_validate({**(_whole(task, frame, Purchase()).model_dump(exclude={"lines"}) if frame else {}), "lines": lines})


def _struck(clause: str, purchase: Purchase, shelf: Shelf) -> Drop | None:
    match = pattern("edits", "strike").search(clause)
    words = next(filter(None, match.groups()), "").strip(_EDGE) if match is not None else ""
    return Drop(value=words) if words and _item(words, purchase, shelf) is not None else None


def _added(clause: str, shop: Shop, propose: Propose, language: Language) -> PurchaseList | None:
    """Goods with a number that come to the list."""
    match = pattern("edits", "add").match(clause)
    if match is None:
        return None
    task = understood(written(clause[match.end() :], propose, language, stating(shop))[0], (), language)
    if not task.lines or any(each.quantity is None or not each.clear for each in task.lines):
        return None
    return _listed(task, {}, shop).model_copy(update={"more": True})


def _numbered(clause: str, purchase: Purchase, shelf: Shelf) -> Seek | None:
    """Goods of the list in another number."""
    count = count_of(clause) or count_behind(clause)
    if count is None:
        return None
    unit = count.unit if count.unit.isascii() and not is_one("pieces", count.unit) else ""
    rest = f"{clause[: count.start]} {unit} {clause[count.end :]}"
    words = re.sub(r"\s+", " ", pattern("edits", "filler").sub(" ", rest)).strip(_EDGE)
    item = _item(words, purchase, shelf) if words else None
    return Seek(goods=item.need.category or item.need.query, query=item.need.query, quantity=count.number, topic="same") if item else None


def _item(words: str, purchase: Purchase, shelf: Shelf) -> Item | None:
    """The one that is called so; None where none or several are."""
    found = named([one for one in purchase.items if one.wanted], words, shelf(words))
    return found[0] if len(found) == 1 else None

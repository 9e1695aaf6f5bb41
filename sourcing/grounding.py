"""A line's need: goods linked to the store's shelves, conditions to its fields, as a buyer's own commands are."""

from typing import NamedTuple

from ..dialogue.grounding import grounded
from ..dialogue.linking import Linker
from ..dialogue.purchases import counted, purchased
from ..dialogue.topics import Dialogue
from ..retrievers.meant import own_words
from ..schema.command import Line, PurchaseList
from ..schema.need import Need
from ..schema.proposal import Proposal
from ..schema.purchase import Purchase
from ..schema.sourcing_task import Note, SourcingLine, SourcingTask
from ..tools.searching.linked import linked, money
from ..tools.shop import Shop
from ..understanding.language.lexicon import lexicon
from ..understanding.language.text import language_of
from .phrases import note
from .sellers import of_seller
from .wants import wants

_WORDS = ("unread", "unchecked")
"""Kinds of note that quote words which no field is for."""


class LineNeed(NamedTuple):
    """`musts`, `barred` and `wishes` are what stayed words of them; `named` are words of the goods' own name that the shelf's doesn't say."""

    need: Need
    musts: tuple[str, ...]
    barred: tuple[str, ...]
    wishes: tuple[str, ...]
    named: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def called(self) -> str:
        """What the goods are called, beside their shelf."""
        return own_words(self.need) if self.need.category is not None else ""

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.musts, *self.barred, *self.wishes)


def line_need(line: SourcingLine, task: SourcingTask, shop: Shop) -> LineNeed:
    """Of one line: grounded as a purchase list of it alone would be."""
    linker, purse = linked(shop), money(shop)
    sellers, line = of_seller(line)
    asked = wants(line, linker, factories=task.factories)
    said = PurchaseList(lines=(Line(goods=_for_whom(line, linker), quantity=line.quantity, musts=asked),), by="api")
    own = Need(language=task.language, currency=task.currency)
    proposal = grounded(Proposal(commands=(said,), language=task.language), own, linker, purse, several=True)
    now = Dialogue(need=own, shown=[], focus=(), talked=[], topics=[])
    bought = purchased(Purchase(), proposal.commands, now, 1, linker.sells)
    bought = counted(bought, Purchase(), f"{line.quantity}{line.unit}" if line.quantity else "")
    need = bought.items[0].need
    need = need.model_copy(update={"conditions": (*need.conditions, *sellers)})
    unread = tuple(dict.fromkeys(text for kind, text in proposal.notes if kind in _WORDS and text))
    musts, barred, wishes = (tuple(each for each in unread if _in(each, said)) for said in (line.musts, line.barred, line.wishes))
    musts = (*musts, *(each for each in unread if each not in (*musts, *barred, *wishes)))
    wishes = tuple(each for each in wishes if each not in (*musts, *barred))
    barred = tuple(each for each in barred if each not in musts)
    notes = [note("no_brand", task.language, line.number, value=text) for kind, text in proposal.notes if kind == "no_brand"]
    return LineNeed(need, musts, barred, wishes, spoken_of(need, shop), tuple(notes))


def _for_whom(line: SourcingLine, linker: Linker) -> str:
    """The goods with who they are for, where that names another shelf: sleeping bags, of adults."""
    for words in (*line.musts, *line.wishes):
        if any(meaning.kind == "audience" for meaning in lexicon().grammar.get(words)):
            whole = f"{words}{'' if language_of(words) == 'zh' else ' '}{line.goods}"
            if linker.named(whole) is not None:
                return whole
    return line.goods


def spoken_of(need: Need, shop: Shop) -> tuple[str, ...]:
    """Mechanical, of mechanical keyboards on a shelf of keyboards."""
    if need.category is None:
        return ()
    said = (word for word in own_words(need).split() if not shop.reader.vocabulary.says(need.category, word))
    return tuple(dict.fromkeys(said))


def _in(words: str, said: tuple[str, ...]) -> bool:
    """Whether they are of what was said."""
    return any(words in each or each in words for each in said)

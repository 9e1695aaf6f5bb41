"""A line's need: goods linked to the store's shelves, conditions to its fields, as a buyer's own commands are."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..dialogue.grounding import grounded
from ..dialogue.linking import Linker
from ..dialogue.purchases import counted, purchased
from ..dialogue.topics import Dialogue
from ..retrievers.lexicon import names_by_word
from ..retrievers.meant import own_words
from ..schema.command import Line, PurchaseList, Want
from ..schema.need import Need
from ..schema.proposal import Proposal
from ..schema.purchase import Purchase
from ..schema.sourcing_task import SourcingLine, SourcingTask
from ..tools.searching.linked import linked, money
from ..tools.shop import Shop
from ..understanding.language.lexicon import lexicon
from ..understanding.language.text import language_of
from .sellers import of_seller
from .wants import KINDS, Kind, asked, coded


class LineNeed(NamedTuple):
    """`musts`, `barred`, `wishes` and `others` are what stayed words of them; `named` are words of the goods' own name that the shelf's doesn't say.
    `guessed` has for a must the name of a condition that it only comes near to; `lacked` are brands that the store hasn't.
    `firm` False: whether the buyer only wishes for the words isn't known."""

    need: Need
    musts: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    guessed: Mapping[str, str] = MappingProxyType({})
    lacked: tuple[str, ...] = ()
    firm: bool = True

    @property
    def called(self) -> str:
        """What the goods are called, beside their shelf."""
        return own_words(self.need) if self.need.category is not None else ""

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.musts, *self.barred, *self.wishes)


def line_need(line: SourcingLine, task: SourcingTask, shop: Shop) -> LineNeed:
    """Of one line: grounded as a purchase list of it alone would be."""
    linker, purse = linked(shop).beside(tuple(dict.fromkeys(each.goods for each in task.lines))), money(shop)
    sellers, line = of_seller(line)
    codes = (each for each in coded(line.goods) if not any(each in must for must in line.musts))
    line = line.model_copy(update={"goods": _goods(line, linker), "musts": (*line.musts, *codes)})
    said = tuple(asked(line, linker, factories=task.factories))
    musts = tuple(want.model_copy(update={"quote": (place, place + 1)}) for place, (_, _, want) in enumerate(said))  # by which it is known again
    bought_so = PurchaseList(lines=(Line(goods=line.goods, quantity=line.quantity, musts=musts),), by="api")
    own = Need(language=task.language, currency=task.currency)
    proposal = grounded(Proposal(commands=(bought_so,), language=task.language), own, linker, purse, several=True)
    now = Dialogue(need=own, shown=[], focus=(), talked=[], topics=[])
    bought = purchased(Purchase(), proposal.commands, now, 1, linker.sells)
    bought = counted(bought, Purchase(), f"{line.quantity}{line.unit}" if line.quantity else "")
    need = bought.items[0].need
    words: dict[Kind, list[str]] = {"musts": [], "barred": [], "wishes": [], "others": []}
    guessed: dict[str, str] = {}
    for want in (want for one in proposal.commands if isinstance(one, PurchaseList) for want in one.lines[0].musts):
        kind, text = said[want.quote[0]][:2] if want.quote is not None else (KINDS[0], "")
        if want.field is None and isinstance(want.value, str):
            firm = kind == "others" and any(map(str.isdigit, want.value))  # 20 m is no chat
            words["musts" if firm else kind].append(want.value)
        elif want.inferred and kind in ("musts", "barred"):
            near = next((one.name for one in need.active if (one.field, one.value, one.hard) == (want.field, want.value, False)), "")
            guessed |= {text: near} if near else {}
    beyond = [name for kind, name in proposal.notes if kind == "no_brand"]
    wished = {name for kind, text, _ in said if kind == "wishes" for name in beyond if name in text}
    musts_said, barred, wishes, others = (tuple(dict.fromkeys(words[kind])) for kind in KINDS)
    return LineNeed(
        need.model_copy(update={"conditions": (*need.conditions, *sellers)}), musts=musts_said, barred=barred, wishes=wishes,
        named=spoken_of(need, shop), others=others, guessed=guessed, lacked=tuple(dict.fromkeys(name for name in beyond if name not in wished)),
    )  # fmt: skip


def _for_whom(line: SourcingLine, linker: Linker) -> str:
    """The goods with who they are for, where that names another shelf: sleeping bags, of adults."""
    for words in (*line.musts, *line.wishes):
        words = words.removesuffix("的")
        if any(meaning.kind == "audience" for meaning in lexicon().grammar.get(words)):
            whole = f"{words}{'' if language_of(words) == 'zh' else ' '}{line.goods}"
            if linker.named(whole) is not None:
                return whole
    return line.goods


def _goods(line: SourcingLine, linker: Linker) -> str:
    """What the line's goods are called: as it says, without a measure or a model, or by one of its musts, where that is the first that the store
    has."""
    whole = _for_whom(line, linker)
    bare = whole
    for code in coded(whole):
        bare = bare.replace(code, " ")
    ways = (whole, " ".join(bare.split()), *(each for each in line.musts if each in whole))
    return next((way for way in ways if way and linker.goods(way)[0] is not None), whole)


def spoken_of(need: Need, shop: Shop) -> tuple[str, ...]:
    """Mechanical, of mechanical keyboards on a shelf of keyboards."""
    if need.category is None:
        return ()
    said = (_beyond(word, need.category) for word in own_words(need).split() if not shop.reader.vocabulary.says(need.category, word))
    return tuple(each for each in dict.fromkeys(said) if len(each) > 1 and not each.isdigit())


def _beyond(word: str, category: str) -> str:
    """What a Chinese name says before that of the shelf: 人体工学, of 人体工学键盘 on a shelf of keyboards."""
    names = (name for way in (category.casefold(), category.casefold().removesuffix("s")) for name in names_by_word().get(way, ()))
    ended = next((name for name in names if not name.isascii() and word.endswith(name) and word != name), "")
    return word.removesuffix(ended)


def stating(shop: Shop) -> Callable[[str, str], bool]:
    """Whether goods of a name, the first words, state what the others say."""
    linker = linked(shop)
    return lambda goods, words: bool(linker.values(Want(value=words), linker.goods(goods)[0]))

"""Finds what a reply says without evidence. It shares no code with what writes replies, and knows none of its phrases by heart:

a statement's numbers, relations, certificates and denials are worked out from the records of whom it is about; every other word must stand in those
records, in the text that it cites or in what the buyer said, or be one that states nothing of a thing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...catalogue.catalogue import Catalogue
from ...schema.reply import Reply
from .amounts import amounts
from .bounds import bounds
from .branded import branded
from .by_goods import by_goods
from .carrying import Evidence, uncarried
from .certificates import certificates
from .citing import citation_faults, cited, ruled, titled
from .claim import Claim, settle
from .counted_goods import goods_faults
from .denials import counts, denials
from .differing import apart_faults, tells_apart
from .equals import equals
from .firsts import firsts
from .given_way import given_way
from .heard import heard
from .in_order import in_order
from .in_records import in_records
from .known import Known
from .left_out import left_out
from .marks import mark_faults
from .near_misses import near_misses, silent_faults
from .of_quotes import all_met_faults, behind_faults, number_faults, of_quotes
from .of_shelf import of_shelf, shelf_faults
from .offered_values import offered_values
from .papers import papers
from .phrases import Piece, unstated
from .quoting import quoted
from .ranked import ranked
from .ranking import ranking
from .relations import early, relations
from .said_of_choices import said_of_choices
from .said_of_lists import said_of_lists
from .shortened import shortened
from .sources import sources
from .spoken import EMPTY, Both, Text, plain
from .spreads import spreads
from .standing import standing
from .statement import MARK, WHO, Statement, statements
from .summed import sum_faults, sums
from .suppliers import capability_labels, suppliers
from .tables import table_faults
from .talk import talk
from .tallied import tallied
from .told_conditions import condition_faults
from .turns import turns
from .values import values
from .vocabulary import words
from .world import World

_BRACKETS = re.compile(r"（(?:[^（）]|（[^（）]*）)*）|\((?:[^()]|\([^()]*\))*\)")
_NEXT_INSTEAD = re.compile(r"(?:或|\bor )(?=价格|起订量|评分|容量|重量|材质|颜色|price|MOQ|rating|capacity|weight|material|colour)")
_NAMED = re.compile(r"\*\*([^*]+?)[：:]?\*\*")


_OF_WHOLE = (
    table_faults,
    citation_faults,
    mark_faults,
    condition_faults,
    goods_faults,
    silent_faults,
    behind_faults,
    all_met_faults,
    number_faults,
    sum_faults,
    shelf_faults,
)
"""What is held against the whole text, not statement by statement."""


@dataclass(frozen=True)
class Fault:
    """`kind` is what is without evidence (price, quality, relation, …); `where` the statement or the part of the reply; `why` for a person."""

    kind: str
    where: str
    why: str


def faults(reply: Reply, catalogue: Catalogue, today: date, said: Sequence[str] = ()) -> list[Fault]:
    """`said` are the buyer's messages: what a reply quotes of them is held against them."""
    rest, alone = by_goods(reply, catalogue)
    if alone:
        sums_up = [Fault(*one) for one in sum_faults(World(catalogue, today, reply, said))]
        return [*sums_up, *(fault for each in (rest, *alone) for fault in faults(each, catalogue, today, said))]
    world = World(catalogue, today, reply, said)
    apart = apart_faults(world, lambda one: check(world, one))
    of_whole = (each(world) for each in _OF_WHOLE)
    return [*(Fault(*one) for found in (*of_whole, apart) for one in found), *_of_text(world)]


def _of_text(world: World) -> Iterator[Fault]:
    for statement in statements(world):
        if tells_apart(world, statement.line) or sums(statement.line) or of_shelf(statement.line):
            continue
        check(world, statement)
        yield from (Fault(kind, statement.said.strip(), why) for kind, why in statement.faults)


def check(world: World, statement: Statement) -> None:
    """What is cited and quoted first, then each kind of claim; what is left must be words that something carries."""
    settle(world, statement, shortened)
    ruled(world, statement)
    quoted(world, statement)
    cited(world, statement)
    titled(world, statement)
    statement.left = MARK.sub(" ", statement.left)
    for claims in (
        tallied,
        firsts,
        left_out,
        sources,
        of_quotes,
        offered_values,
        turns,
        spreads,
        in_order,
        said_of_lists,
        said_of_choices,
        branded,
        ranking,
        ranked,
        standing,
        early,
        heard,
        in_records,
        talk,
    ):
        settle(world, statement, claims)
    statement.left = WHO.sub(" ", words(world.reply.language).phrases.sub(" ", statement.left))
    statement.left = _NAMED.sub(lambda bold: " " if _is_label(world, bold[1].strip(), statement.line) else bold[0], statement.left)
    kinds: tuple[Sequence[Claim], ...] = (
        certificates,
        papers,
        given_way,
        equals,
        counts,
        relations,
        near_misses,
        suppliers,
        bounds,
        denials,
        values,
        amounts,
    )
    for kind in kinds:
        settle(world, statement, kind)
    foreign_values(world, statement)
    unfounded(world, statement)
    alone(world, statement)


_ALONE = re.compile(
    r"(?:只有|仅有?|唯有|唯独|就)[\s*]*第 ?\d|第 ?\d+ ?款\**(?:是|才是)?(?:唯一|独有)"
    r"|\bonly numbers? \d|\bnumbers? \d+\**,? (?:alone|is the only)|\bjust number \d",
    re.IGNORECASE,
)


def alone(world: World, statement: Statement) -> None:
    """What only one has, no other that is shown may state."""
    if not _ALONE.search(statement.said) or re.search(r"全部满足|all of it", statement.said):
        return
    left = re.sub(r"只有|仅有?|唯有|唯独|唯一|独有|\b(?:only|alone|just)\b", " ", statement.left.replace("**", ""))
    for other in world.shown:
        if other not in (statement.about or ()) and not uncarried(left, world.reply.language, _own(other)):
            statement.fault("relation", f"{other.names[0][:30]} states it too")
            return


def _is_label(world: World, bold: str, line: str) -> bool:
    """A field, one that is named, something that suppliers do, or of what the text that the line cites speaks."""
    if world.fields_named(bold) or world.named(bold) or bold.casefold() in capability_labels():
        return True
    cited = [one for one in world.reply.citations if one.kind in ("guide", "web") and f"[{one.n}]" in line]
    guides = [guide.text for one in cited if (guide := world.catalogue.guide(one.ref))]
    return any(bold.casefold() in text.casefold() for text in (*guides, *(one.quote for one in cited)))


def unfounded(world: World, statement: Statement) -> None:
    """The words that nothing carries."""
    if statement.asks:
        return
    left = statement.left.replace("**", "")
    if statement.about is None:
        if _NEXT_INSTEAD.search(" ".join(_BRACKETS.findall(left))):
            statement.fault("relation", "all conditions must be met, none instead of another")
        conditions = " ".join(_BRACKETS.findall(left))
        left, wrong = _BRACKETS.sub(" ", left), uncarried(conditions, world.reply.language, world.wanted.words)
    else:
        wrong = []
    if not statement.of_conditions and statement.brand is None and (each := world.shown if statement.about is None else statement.about):
        wrong += dict.fromkeys(word for known in each for word in unstated(left, _stated(world, statement, known)))
    else:
        wrong += uncarried(left, world.reply.language, _evidence(world, statement))
    if wrong:
        statement.fault("unfounded", " ".join(wrong))


def _stated(world: World, statement: Statement, known: Known) -> Sequence[Piece]:
    """What it states field by field, and its supplier; of what speaks of nobody, what goods are called too."""
    return (*known.stated, *(known.supplier.stated if known.supplier else ()), *(world.wanted.goods_called if statement.about is None else ()))


def foreign_values(world: World, statement: Statement) -> None:
    """Values of fields, word by word in that order, which whom it is about doesn't state: "full length" of words that stand apart in its record."""
    if statement.asks or statement.of_conditions or statement.brand is not None:
        return
    said = f" {plain(statement.left)} "
    for value in world.values:
        if (f" {value} " if value.isascii() else value) in said:
            for known in statement.about if statement.about is not None else world.shown:
                if value not in known.whole and not (known.supplier and value in known.supplier.whole):
                    statement.fault("quality", f"{value!r} isn't stated of {known.names[0][:30]}")
                    break


def _evidence(world: World, statement: Statement) -> Evidence:
    """What everybody whom it is about states, with what it cites; the buyer's words only where it tells of what he asked for."""
    each = [_own(known) | statement.cites for known in (statement.about if statement.about is not None else world.shown)]
    if statement.of_conditions or not each:
        asked = replace(world.wanted.words, denied=world.wanted.words.denied | world.wanted.words.words)
        return Both(tuple(one | asked for one in each or [statement.cites]))
    return Both(tuple(one | world.wanted.goods for one in each)) if statement.about is None else Both(tuple(each))


def _own(known: Known) -> Text:
    return known.said | (known.supplier.said if known.supplier else EMPTY)

"""A purchase list in words: what is said of the whole, and of each line its number, its goods and what they must be."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..dialogue.lists import as_list
from ..language.amounts import Amount, amounts
from ..language.bounds import stated
from ..schema.command import AnyCommand, PurchaseList, Seek, Want
from ..schema.reading import Language
from ..schema.sourcing_task import MOST_LINES, MOST_SELLERS, MOST_WISHES, WrittenLine, WrittenTask
from ..understanding.language.lexicon import lexicon
from ..understanding.tokens.capabilities import capabilities_in
from .sellers import phrases
from .sheets import of_text
from .table import Said, read
from .wants import signed
from .words import is_one, pattern

Propose = Callable[[str], Sequence[AnyCommand]]
"""What the buyer's words mean, as commands."""
_BREAK = re.compile(r"[,，、;；。\n!！?？:：]|\.(?=\s|$)|(?<=\s)-(?=\s)|•|·")
_SLASH = re.compile(r"\s/\s")
_NUMBERED = re.compile(r"(?m)^\s*(?:\d{1,3}[.)、．)]\s+|\d{1,3}[)、．]|[-*•·]\s*)")
_TIMES = re.compile(r"\s*[x×*]\s*$|^\s*[x×*]\s*", re.IGNORECASE)
_OF = re.compile(r"^\s*(?:of\b|的)\s*", re.IGNORECASE)
_EDGE = " ,，、;；.。:：和与及"
_EACH = re.compile(r"每|单价|\beach\b|\bper\b|\ba piece\b|\bapiece\b|一[个只件条套]$", re.IGNORECASE)
_PIECES = re.compile(r"[\u4e00-\u9fff]{2,}|[a-z]{3,}|\d+(?:\.\d+)?\s*[a-z%°\u4e00-\u9fff]{0,4}")
"""Parts of a condition's words, by which it stands in the text."""
_LONGEST = 200
_NUMBERS = ("count", "some", "few", "many")
"""Groups of the pattern for sellers that hold how many."""


class Frame(NamedTuple):
    """What is said of the whole, as a written task has it, the words left, and notes on what of it can't be kept."""

    task: dict[str, Any]
    rest: str
    said: tuple[Said, ...] = ()


@dataclass
class _Part:
    """A line's clauses; `count` is in the first of them."""

    text: str
    count: Amount
    more: list[str] = field(default_factory=list)


def written(text: str, propose: Propose, language: Language) -> tuple[WrittenTask, tuple[Said, ...]]:
    """The task that a message is; a pasted table is read as one."""
    sheet = of_text(text)
    if sheet is not None:
        table = read([sheet])
        headed = not any(kind == "no_heads" for kind, _, _ in table.said)
        rows = [cells for row in sheet.rows if (cells := [cell.text for cell in row if cell.text])]
        each = len(table.task.lines) == len(rows) and not any(amounts(cells[0]) for cells in rows)
        if table.found and (headed or each):
            return table.task.model_copy(update={"language": language}), table.said
    frame = framed(_NUMBERED.sub("\n", text))
    parts, alone = _parts(frame.rest)
    said: list[Said] = list(frame.said)
    lines = [_line(each, propose, language) for each in parts]
    if not lines:
        lines = _listed(propose(text))
    else:
        said += [("unread_part", "", {"text": each[:60]}) for each in alone]
        said += [("two_numbers", "", {"text": each.text[:60], "count": f"{each.count.low:g}"}) for each in parts if _others(each)]
    task = {"language": language, **frame.task, "lines": tuple(lines[:MOST_LINES])}
    return WrittenTask.model_validate(task), tuple(said)


def of_command(command: PurchaseList, language: Language | None = None) -> WrittenTask:
    """The task that a `list` of a conversation is."""
    said = {name: value for name, value in command.whole.items() if name != "currency" or value}
    said |= {"suppliers": min(command.suppliers, MOST_SELLERS)} if command.suppliers else {}
    return WrittenTask.model_validate({"lines": tuple(_listed((command,))), "language": language, **said})


def framed(text: str) -> Frame:
    """Takes out what is said of the whole: the budget, how many sellers, one for all, until when, whereto."""
    task: dict[str, Any] = {}
    said = tuple[Said, ...]()
    if (found := pattern("frame", "one").search(text)) is not None:
        task["sellers"] = "one"
        text = _out(text, found.start(), found.end())
    if (found := pattern("frame", "destination").search(text)) is not None:
        task["destination"] = (found["zh"] or found["en"]).strip(_EDGE)[:_LONGEST]
        text = f"{text[: found.start()]} {text[found.end() :]}"
    if (found := pattern("frame", "deadline").search(text)) is not None:
        task["deadline"] = found["when"].strip(_EDGE)[:_LONGEST]
        if found["where"]:
            task.setdefault("destination", found["where"])
        text = _out(text, found.start(), found.end())
    if (found := _suppliers(text)) is not None:
        count = next(filter(None, found.group(*_NUMBERS)))
        number = int(next((one.low for one in amounts(f"{count} pcs")), 0))  # alone, a word may be none
        if number > MOST_SELLERS:
            said = (("many_sellers", "", {"value": number, "most": MOST_SELLERS}),)
        if number >= 1:
            task["suppliers"] = min(number, MOST_SELLERS)
        task["factories"] = pattern("frame", "makers").search(found[0]) is not None
        clause = _clause(text, found.start(), found.end())
        text = _out(text, *clause) if not _counts(text[clause[0] : found.start()]) else _out(text, found.start(), clause[1])
    return _budgeted(task, text)._replace(said=said)


def _suppliers(text: str) -> re.Match[str] | None:
    """Where a number of sellers to compare is said: of pieces of goods it isn't."""
    return next((each for each in pattern("frame", "suppliers").finditer(text) if any(each.group(*_NUMBERS))), None)


def _budgeted(task: dict[str, Any], text: str) -> Frame:
    for found in pattern("frame", "budget").finditer(text):
        start, end = _clause(text, found.start(), found.end())
        clause = text[start:end]
        if _EACH.search(clause[found.start() - start :]):
            continue
        said = [one for one in stated(clause) if not one.amount.pieces and one.amount.kind in ("", "money")]
        behind = [one for one in said if one.amount.start >= found.end() - start]
        before = [one for one in said if one.amount.end <= found.start() - start]
        near = [*(each for each in behind if each.amount.currency), *behind, *reversed([each for each in before if each.amount.currency] or before)]
        one = near[0] if near else None
        if one is None:
            continue
        task |= {"budget": f"{one.amount.high:.15g}", "currency": one.amount.currency or ""}
        first, last = min(found.start(), start + one.start), max(found.end(), start + one.end)
        rest = text[last:end]
        last = end if not _counts(rest) else last
        return Frame(task, _out(text, first, last))
    return Frame(task, text)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    before = [each.end() for each in _BREAK.finditer(text, 0, start) if not _in_number(text, each.start())]
    behind = next((each.start() for each in _BREAK.finditer(text, end) if not _in_number(text, each.start())), len(text))
    return (before[-1] if before else 0), behind


def _in_number(text: str, place: int) -> bool:
    """Whether a mark stands between digits, as in 10,000."""
    return 0 < place < len(text) - 1 and text[place - 1].isdigit() and text[place + 1 : place + 4].isdigit() and text[place] in ",，"


def _out(text: str, start: int, end: int) -> str:
    return f"{text[:start].rstrip()}\n{text[end:].lstrip()}"


def _parts(text: str) -> tuple[list[_Part], list[str]]:
    """The lines by their numbers of goods, and clauses that belong to none."""
    parts, alone = list[_Part](), list[str]()
    for clause in clauses(text):
        stripped = opened(clause)
        if not any(char.isalnum() for char in stripped):
            continue
        count = counted_in(stripped)
        named = count is not None and _goods(stripped, count)
        if count is not None and named:
            parts.append(_Part(stripped, count))
        elif parts:
            parts[-1].more.append(stripped)
        elif len(stripped) > 1:
            alone.append(stripped)
    return parts, alone


def opened(clause: str) -> str:
    """Without what only opens a list, or joins a line to the one before."""
    clause = clause.strip(_EDGE)
    while True:
        stripped = pattern("opening").sub("", clause).strip(_EDGE)
        join = pattern("joins").match(stripped)
        stripped = stripped[join.end() :].strip(_EDGE) if join is not None else stripped
        if stripped == clause:
            return clause
        clause = stripped


def clauses(text: str) -> list[str]:
    """Between marks, and where another number of goods is joined on; a number without goods goes with the words before it."""
    cut, last = list[str](), 0
    for mark in _BREAK.finditer(text):
        if not _in_number(text, mark.start()):
            cut.append(text[last : mark.start()])
            last = mark.end()
    cut.append(text[last:])
    apart: list[str] = []
    for clause in cut:
        last = 0
        for join in sorted((*pattern("joins").finditer(clause), *_SLASH.finditer(clause)), key=re.Match.start):
            if _counts(clause[last : join.start()]) and _counts(clause[join.end() :]):
                apart.append(clause[last : join.start()])
                last = join.end()
        apart.append(clause[last:])
    together: list[str] = []
    for clause in apart:
        count = counted_in(clause.strip(_EDGE))
        if together and count is not None and not _goods(clause.strip(_EDGE), count) and together[-1].strip() and not _counts(together[-1]):
            together[-1] = f"{together[-1].strip(_EDGE)} {clause.strip(_EDGE)}"
        else:
            together.append(clause)
    return together


def _counts(text: str) -> bool:
    return counted_in(text.strip(_EDGE)) is not None


def counted_in(clause: str) -> Amount | None:
    """The number of goods that a clause says: one with a unit that only counts, else a bare one at its beginning or its end."""
    found = _counted(clause)
    pieces = [one for one in found if one.pieces and one.low >= 1]
    if pieces:
        return pieces[-1] if pieces[-1].end == len(clause) else pieces[0]
    bare = [one for one in found if not one.unit and float(one.low).is_integer() and one.low >= 1]
    first = next((one for one in bare if one.start == 0 and clause[one.end : one.end + 1] in (" ", "x", "×")), None)
    return first or next((one for one in bare if one.end == len(clause) and one.start > 0 and _apart(clause[one.start - 1])), None)


def _others(part: _Part) -> bool:
    """Whether its goods hold another bare number, which may be one of other goods: bottles 50 bags 30."""
    if part.count.pieces or _TIMES.search(part.text[: part.count.start]) or _TIMES.match(part.text[part.count.end :]):
        return False
    return any(not one.unit and float(one.low).is_integer() and one.low >= 1 and one.start != part.count.start for one in _counted(part.text))


def _counted(clause: str) -> list[Amount]:
    """Its numbers, without those of names and of money."""
    names = [each.span() for each in pattern("named_by_number").finditer(clause)]
    return [one for one in amounts(clause) if not one.currency and not one.vague and not any(start <= one.start < end for start, end in names)]


def _apart(char: str) -> bool:
    """Whether a number behind it is none of a name, as in A4."""
    return char in " x×*:：" or not char.isascii()


def _goods(clause: str, count: Amount) -> str:
    """The clause without its number."""
    before, behind = clause[: count.start], clause[count.end :]
    joined = f"{_TIMES.sub('', before)} {_OF.sub('', _TIMES.sub('', behind))}".strip(_EDGE)
    if any(char.isalpha() for char in joined):
        return joined
    return "" if is_one("pieces", count.unit) or not count.unit.isascii() else count.unit  # 100 bottles


def _line(part: _Part, propose: Propose, language: Language) -> WrittenLine:
    """Goods and conditions as the reader takes them; without its help the words themselves."""
    mark = "，" if language == "zh" else ", "
    number: int | str = int(part.count.low)
    others = [one for one in _counted(part.text) if one.pieces and one.unit == part.count.unit]
    if len(others) > 1:  # 30 of one size and 40 of another: nobody knows which is which
        number = " / ".join(part.text[one.start : one.end] for one in others)
    sellers, whole = phrases(mark.join((_goods(part.text, part.count), *part.more)))
    commands = propose(whole)
    found = _listed(commands, whole)
    line = found[0] if found else WrittenLine()
    goods = line.goods or _goods(part.text, part.count)
    unit = part.count.unit if part.count.pieces and part.count.unit not in ("打", "dozen", "dozens", goods) else ""
    musts = (*line.musts, *sellers)[:MOST_WISHES]
    wanted = WrittenLine(goods=goods[:_LONGEST], quantity=number, unit=unit, musts=musts, wishes=line.wishes, barred=line.barred)
    more = [each for each in found[1:] if each.goods]
    if more:  # the reader takes what is said of the goods for goods: it is a condition of them
        wanted = wanted.model_copy(update={"wishes": (*wanted.wishes, *(each.goods for each in more))[:MOST_WISHES]})
    left = _left(whole, (wanted.goods, *wanted.musts, *wanted.wishes, *wanted.barred, *_quoted(commands, whole)))
    return wanted.model_copy(update={"wishes": (*wanted.wishes, *left)[:MOST_WISHES]}) if left else wanted


def _left(text: str, taken: Sequence[str]) -> tuple[str, ...]:
    """What of a line's words nothing came of, so that it is looked for in records: nothing that was said is lost."""
    rest = text.casefold()
    for each in sorted(taken, key=len, reverse=True):
        for piece in (each.casefold(), *_PIECES.findall(each.casefold())):
            rest = rest.replace(piece, "\n")
    clauses = (each.strip() for each in re.split(r"[\n,，、;；。()（）:：]+", rest))
    return tuple(dict.fromkeys(each for clause in clauses if (each := pattern("particles").sub(" ", clause).strip()) and _says_something(each)))


def _quoted(commands: Sequence[AnyCommand], text: str) -> tuple[str, ...]:
    """The words that conditions were read of, with those beside a number that say which way it bounds."""
    every = as_list(commands)
    wants = [
        *(one for one in every if isinstance(one, Want)),
        *(must for one in every if isinstance(one, PurchaseList) for line in one.lines for must in line.musts),
    ]
    quotes = [each.quote for each in wants if each.quote]
    bounds = [(one.start, one.end) for one in stated(text) if any(start < one.end and one.start < end for start, end in quotes)]
    return tuple(filter(None, (text[start:end].strip() for start, end in (*quotes, *bounds))))


def _says_something(words: str) -> bool:
    """Whether it is more than what stands between words."""
    return len(words) > 1 if not words.isascii() else any(len(each) > 2 for each in words.split())


def _listed(commands: Sequence[AnyCommand], text: str = "") -> list[WrittenLine]:
    """Lines of what the reader proposes."""
    every = as_list(commands)
    listed = next((one for one in every if isinstance(one, PurchaseList)), None)
    if listed is not None:
        return [_written(each.goods, each.audience, each.quantity, each.musts, text) for each in listed.lines]
    seek = next((one for one in every if isinstance(one, Seek) and (one.goods or one.query)), None)
    wants = [one for one in every if isinstance(one, Want)]
    if seek is None:
        return [_written("", "", None, wants, text)] if wants else []
    first = _written(seek.goods or seek.query, seek.audience or "", seek.quantity, wants, text)
    return [first, *(WrittenLine(goods=each, quantity=seek.quantity) for each in seek.also)]


def _written(goods: str, audience: str, quantity: int | None, wants: Sequence[Want], text: str) -> WrittenLine:
    said: dict[str, list[str]] = {"musts": [], "wishes": [], "barred": []}
    for want in wants:
        against = want.op in ("!=", "not_in", "not_contains") and isinstance(want.value, (str, tuple))
        kind = "barred" if against else "musts" if want.strength == "must" else "wishes"
        said[kind] += [each[:_LONGEST] for each in _told(want, text)]
    own = audience if audience and audience.casefold() not in goods.casefold() else ""
    if own and not any(meaning.kind == "audience" for meaning in lexicon().grammar.get(own)):
        said["wishes"].append(own)
        own = ""
    named = f"{own}{'' if not own or not own.isascii() else ' '}{goods}"
    musts, wishes, barred = (tuple(dict.fromkeys(said[kind]))[:MOST_WISHES] for kind in ("musts", "wishes", "barred"))
    return WrittenLine(goods=named[:_LONGEST], quantity=quantity, musts=musts, wishes=wishes, barred=barred)


def _able(want: Want, text: str) -> str | None:
    """What a seller must do, with the word before it that tells so: our logo."""
    if want.quote is None or capabilities_in(str(want.value)):
        return None
    before = text[: want.quote[0]].split()[-1:]
    wide = " ".join((*before, text[want.quote[0] : want.quote[1]]))
    return wide if before and capabilities_in(wide) else None


def _told(want: Want, text: str) -> tuple[str, ...]:
    """A condition in the buyer's words, with its field where they leave it out."""
    if isinstance(want.value, tuple):
        return want.value
    if isinstance(want.value, str):
        if (able := _able(want, text)) is not None:
            return (able,)
        named = want.field if want.field and "." not in want.field and want.field != "brand" else ""
        return (f"{named}:{want.value}" if named and named.casefold() not in want.value.casefold() else want.value,)
    quoted = text[want.quote[0] : want.quote[1]] if want.quote and text else ""
    own = want.text or quoted
    value = str(want.value).lower() if isinstance(want.value, bool) else f"{want.value:.15g}"
    says = "about" if want.strength == "around" else "" if want.op == "=" else want.op
    if own and any(char.isalpha() for char in own) and (want.value >= 0 or value in own) and [one.op for one in stated(signed(own))] == [says]:
        return (own,)
    op = "约" if says == "about" else signed(says) or (":" if want.field else "")
    return (f"{want.field or ''}{op}{value}{want.unit or ''}",)

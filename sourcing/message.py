"""A purchase list in words: what is said of the whole, and of each line its number, its goods and what they must be."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from ..catalogue.world_brands import world_brands
from ..dialogue.lists import as_list
from ..language.amounts import amounts
from ..language.bounds import stated
from ..schema.command import AnyCommand, PurchaseList, Seek, Want
from ..schema.reading import Language
from ..schema.sourcing_task import MOST_LINES, MOST_SELLERS, MOST_WISHES, WrittenLine, WrittenTask
from ..understanding.language.lexicon import lexicon
from ..understanding.language.personal_data import place_names
from ..understanding.tokens.capabilities import capabilities_in
from .counts import count_of, counts
from .parts import BREAK, EDGE, Part, in_number, parts
from .sellers import phrases
from .sheets import of_text
from .table import Said, read
from .wants import signed
from .words import pattern

Propose = Callable[[str], Sequence[AnyCommand]]
"""What the buyer's words mean, as commands."""
Known = Callable[[str, str], bool]
"""Whether goods of a name, the first words, state what the others say."""
_NUMBERED = re.compile(r"(?m)^\s*(?:\d{1,3}[.)、．)]\s+|\d{1,3}[)）、．]|\(?[a-z]\)\s|[-*•·]\s*)|(?<=[;；]\s)\([a-z]\)\s")
_EACH = re.compile(r"每|单价|\beach\b|\bper\b|\ba piece\b|\bapiece\b|一[个只件条套]$", re.IGNORECASE)
_PIECES = re.compile(r"[\u4e00-\u9fff]{2,}|[a-z]{3,}|\d+(?:\.\d+)?\s*[a-z%°\u4e00-\u9fff]{0,4}")
"""Parts of a condition's words, by which it stands in the text."""
_UNIT = re.compile(r"\s?[^\W\d_]+(?:/[^\W\d_]+)?")
_BRACKETED = re.compile(r"[（(\[【）)\]】]+")
_LONGEST = 200
_NUMBERS = ("count", "some", "few", "many", "most")
"""Groups of the pattern for sellers that hold how many."""


class Frame(NamedTuple):
    """What is said of the whole, as a written task has it, the words left, and notes on what of it can't be kept."""

    task: dict[str, Any]
    rest: str
    said: tuple[Said, ...] = ()


def written(text: str, propose: Propose, language: Language, known: Known = lambda goods, words: False) -> tuple[WrittenTask, tuple[Said, ...]]:
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
    found, alone = parts(frame.rest)
    said: list[Said] = list(frame.said)
    lines, used = _lines(found, propose, known, language)
    if not lines:
        lines = _listed(propose(text))
    else:
        said += [("unread_part", "", {"text": each[:60]}) for each in alone if each not in used]
        said += [("two_numbers", "", {"text": each.text[:60], "count": str(each.count.number)}) for each in found if each.others]
    task = {"language": language, **frame.task, "lines": tuple(lines[:MOST_LINES])}
    return WrittenTask.model_validate(task), tuple(said)


def of_command(command: PurchaseList) -> WrittenTask:
    """The task that a `list` of a conversation is."""
    said = {name: value for name, value in command.whole.items() if name != "currency" or value}
    said |= {"suppliers": min(command.suppliers, MOST_SELLERS)} if command.suppliers else {}
    return WrittenTask.model_validate({"lines": tuple(_listed((command,))), **said})


def framed(text: str) -> Frame:
    """Takes out what is said of the whole: the budget, how many sellers, one for all, until when, whereto."""
    task, text = _budgeted(text)
    said = tuple[Said, ...]()
    if (found := pattern("frame", "one").search(text)) is not None:
        task["sellers"] = "one"
        text = _out(text, found.start(), found.end())
    if (place := _destination(text)) is not None:
        task["destination"] = place.named
        text = f"{text[: place.start]} {text[place.end :]}"
    if (found := pattern("frame", "deadline").search(text)) is not None:
        task["deadline"] = found["when"].strip(EDGE)[:_LONGEST]
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
        text = _out(text, *clause) if not _says_number(text[clause[0] : found.start()]) else _out(text, found.start(), clause[1])
    return Frame(task, text, said)


def _suppliers(text: str) -> re.Match[str] | None:
    """Where a number of sellers to compare is said: of pieces of goods it isn't."""
    return next((each for each in pattern("frame", "suppliers").finditer(text) if any(each.group(*_NUMBERS))), None)


class _Place(NamedTuple):
    named: str
    start: int
    end: int


def _destination(text: str) -> _Place | None:
    """Whereto: behind words that ask for a delivery, any name; behind those that may, a place that is known."""
    if (found := pattern("frame", "destination").search(text)) is not None:
        return _Place((found["zh"] or found["en"]).strip(EDGE)[:_LONGEST], *found.span())
    for found in _known_places().finditer(text):
        if (before := pattern("frame", "whereto").search(text[: found.start()])) is not None:
            start = before.start() if not found[0].isascii() else found.start()
            return _Place(found[0].strip()[:_LONGEST], start, found.end())
    return None


@cache
def _known_places() -> re.Pattern[str]:
    names = sorted(place_names(), key=len, reverse=True)
    han, other = ([re.escape(name) for name in names if name.isascii() is ascii] for ascii in (False, True))
    return re.compile(rf"(?:{'|'.join(han)})(?:[\u4e00-\u9fff]{{2}}(?![\u4e00-\u9fff]))?|\b(?:{'|'.join(other)})\b", re.IGNORECASE)


def _budgeted(text: str) -> tuple[dict[str, Any], str]:
    """The budget and its currency, and the text without them."""
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
        first, last = min(found.start(), start + one.start), max(found.end(), start + one.end)
        last = end if not _says_number(text[last:end]) else last
        return {"budget": f"{one.amount.high:.15g}", "currency": one.amount.currency or ""}, _out(text, first, last)
    return {}, text


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    joins = pattern("joins")
    before = [each.end() for marks in (BREAK, joins) for each in marks.finditer(text, 0, start) if not in_number(text, each.start())]
    behind = [each.start() for marks in (BREAK, joins) for each in marks.finditer(text, end) if not in_number(text, each.start())]
    return max(before, default=0), min(behind, default=len(text))


def _says_number(text: str) -> bool:
    return count_of(text.strip(EDGE)) is not None


def _out(text: str, start: int, end: int) -> str:
    return f"{text[:start].rstrip()}\n{text[end:].lstrip()}"


def _lines(found: Sequence[Part], propose: Propose, known: Known, language: Language) -> tuple[list[WrittenLine], set[str]]:
    """A line each, and the clauses before one that it is of: one that only says what its goods are like is of those named before it, else of those
    of the line before."""
    mark = "，" if language == "zh" else ", "
    lines, used, goods = list[WrittenLine](), set[str](), ""
    for part in found:
        part = replace(part, goods=_BRACKETED.sub(mark, part.goods).strip(EDGE), more=[_BRACKETED.sub(mark, each).strip(EDGE) for each in part.more])
        before = mark.join(part.before)
        named = next((each.goods for each in _listed(propose(before)) if each.goods), "") if before else ""
        called = named or goods
        if called and _elliptic(part.goods, called, propose, (lambda *said: True) if named else known):
            used |= {*part.before} if named else set()
            own = replace(part, goods=before if named else called, more=[*part.more, part.goods])
            line = _line(own, propose, language, called)
            lines.append(line.model_copy(update={"others": tuple(each for each in line.others if each not in before)}))
        else:
            lines.append(_line(part, propose, language))
        goods = lines[-1].goods
    return lines, used


def _elliptic(words: str, goods: str, propose: Propose, known: Known) -> bool:
    """Whether the words say no more than what goods of that name are like: the black ones."""
    read = _listed(propose(words), words)
    if not read or read[0].goods or _left(words, (*read[0].musts, *read[0].wishes, *read[0].barred)):
        return False
    ended = pattern("elliptic").search(words) is not None
    return ended or all(any(map(str.isdigit, each)) or known(goods, each) for each in (*read[0].musts, *read[0].wishes))


def _line(part: Part, propose: Propose, language: Language, called: str = "") -> WrittenLine:
    """Goods and conditions as the reader takes them; without its help the words themselves. `called`: what the goods are called, where the line
    itself doesn't say."""
    mark = "，" if language == "zh" else ", "
    number: int | str = part.count.number
    alike = [one for one in counts(part.text) if one.unit and one.unit == part.count.unit and one.sure >= part.count.sure]
    if len(alike) > 1:  # 30 of one size and 40 of another: nobody knows which is which
        number = " / ".join(part.text[one.start : one.end] for one in alike)
    sellers, whole = phrases(mark.join((part.goods, *part.more)))
    commands = propose(whole)
    found = _listed(commands, whole)
    line = found[0] if found else WrittenLine()
    goods = line.goods.removeprefix("的") or called or part.goods
    unit = part.count.unit if part.count.unit not in ("打", "dozen", "dozens", "块", goods) else ""
    musts = (*line.musts, *sellers)[:MOST_WISHES]
    wanted = WrittenLine(goods=goods[:_LONGEST], quantity=number, unit=unit, musts=musts, wishes=line.wishes, barred=line.barred)
    more = [each for each in found[1:] if each.goods]
    if more and _is_brand(wanted.goods):  # Canon, of a Canon lens
        goods, *others = [each.goods for each in more]
        wanted = wanted.model_copy(update={"goods": goods, "musts": (wanted.goods, *wanted.musts)[:MOST_WISHES]})
        more = [each for each in more if each.goods in others]
    if more:  # the reader takes what is said of the goods for goods: it is a condition of them
        wanted = wanted.model_copy(update={"wishes": (*wanted.wishes, *(each.goods for each in more))[:MOST_WISHES]})
    left = _left(whole, (wanted.goods, *wanted.musts, *wanted.wishes, *wanted.barred, *_quoted(commands, whole)))
    return wanted.model_copy(update={"others": left[:MOST_WISHES]})


def _is_brand(words: str) -> bool:
    return any(words.casefold() == name.casefold() for names in world_brands() for name in names)


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
    for want in _whole_numbers(wants, text):
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


def _whole_numbers(wants: Sequence[Want], text: str) -> list[Want]:
    """With a number that was parted from the word right behind it: 316 stainless steel."""
    found = list[Want]()
    for want in wants:
        last = found[-1] if found else None
        if last is not None and last.quote and want.quote and last.quote[1] == want.quote[0] and text[slice(*last.quote)].isdigit():
            whole = (last.quote[0], want.quote[1])
            found[-1] = want.model_copy(update={"value": text[slice(*whole)], "quote": whole})
        else:
            found.append(want)
    return found


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
    if want.field is None and want.unit is None and quoted and (more := _UNIT.match(text, want.quote[1] if want.quote else 0)) is not None:
        return (f"{quoted}{more[0]}".strip(),)  # 25页/分钟: a unit that nobody knows stays with its number
    value = str(want.value).lower() if isinstance(want.value, bool) else f"{want.value:.15g}"
    says = "about" if want.strength == "around" else "" if want.op == "=" else want.op
    if own and any(char.isalpha() for char in own) and (want.value >= 0 or value in own) and [one.op for one in stated(signed(own))] == [says]:
        return (own,)
    op = "约" if says == "about" else signed(says) or (":" if want.field else "")
    return (f"{want.field or ''}{op}{value}{want.unit or ''}",)

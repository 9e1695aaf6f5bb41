"""The lines of a purchase list in words: each with its number of goods, and the clauses that go with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..language.amounts import amounts
from .counts import MARKED, SURE, Count, container, count_of, counts
from .words import pattern, words

BREAK = re.compile(r"[,，、;；。\n!！?？:：]|\.(?=\s|$)|(?<=\s)-(?=\s)|•|·|//")
"""Between clauses."""
EDGE = " ,，、;；.。:：/和与及"
_ROW = re.compile(r"[;；。\n!！?？•·]|\.(?=\s|$)|//")
"""Of these the ends of what goes with one line."""
_SLASH = re.compile(r"\s/\s")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】\n]{0,80}[)）\]】]")
_TIMES = re.compile(r"\s*[x×*]\s*$|^\s*[x×*]\s*", re.IGNORECASE)
_OF = re.compile(r"^\s*(?:of\b|的)\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"an?\s+", re.IGNORECASE)
_PACKS = re.compile(r"\d+ [a-z]+", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]+", re.IGNORECASE)


@dataclass
class Part:
    """A line: `text` is the clause that names its goods, `goods` that without the number, `more` what else is said of it, `before` the clauses
    without a number that stand before it. `others`: another bare number of `text` may count them too."""

    text: str
    count: Count
    goods: str
    more: list[str] = field(default_factory=list)
    before: tuple[str, ...] = ()

    @property
    def others(self) -> bool:
        bare = [one for one in counts(self.text) if not one.unit and one.sure < 6]
        return not self.count.unit and self.count in bare and len(bare) > 1 and all(one.sure > 0 for one in bare)

    def other_than(self, count: Count, here: "Part | None") -> bool:
        """Whether a number behind the line rather counts its goods: theirs is bare, or stands amid their name."""
        within = bool(self.text[: self.count.start].strip() and self.text[self.count.end :].strip())
        return (not self.count.unit and self.count.sure < (SURE if here is self else 2)) or (within and here is self and count.sure < MARKED)


def parts(text: str) -> tuple[list[Part], list[str]]:
    """The lines, and clauses that belong to none."""
    found, alone = list[Part](), list[str]()
    for written, read in words()["numbers"].items():
        text = re.sub(written, read, text, flags=re.IGNORECASE)
    for row in _apart(text):
        if (sets := _in_each(row, found)) is not None:
            found[-1:] = sets
            continue
        here: Part | None = None
        waiting = list[str]()  # goods whose number follows, or words before the first line
        said = [clause for clause in map(opened, row) if any(map(str.isalnum, clause))]
        marked = any(count.sure == MARKED and not goods_in(clause, count) for clause in said if (count := count_of(clause)) is not None)
        for clause in said:
            repaired = _repaired(clause)
            if not waiting and repaired is not None and found:
                found[-1].count = found[-1].count._replace(number=repaired)
                continue
            if pattern("taken_back").search(clause) is not None:
                del found[-1:]
                continue
            count = Count(repaired, "", 0, len(clause), SURE) if repaired is not None else count_of(clause) or _same(clause, found)
            goods = goods_in(clause, count) if count is not None else ""
            if count is not None and (
                (marked and count.sure < SURE) or pattern("samples").search(clause) or (here is not None and _detail(clause, count, goods))
            ):
                count = None
            if count is None:
                (here.more if here is not None else waiting).append(clause)
            elif goods and not (waiting and (goods == count.unit or _PACKS.fullmatch(clause))):
                alone += waiting
                here = Part(clause, count, goods, before=tuple(waiting))
                waiting = []
                found.append(here)
            elif waiting:
                here = Part(waiting[0], count, waiting[0], waiting[1:])
                waiting = []
                found.append(here)
            elif (last := here or (found[-1] if found else None)) is not None and last.other_than(count, here):  # 7 outlet protectors, 15
                last.goods, last.count = last.text, count
            elif here is not None:
                here.more.append(clause)
            else:
                alone.append(clause)
        for clause in waiting:
            to = _about(clause, found)
            for part in to:
                part.more.append(clause)
            if not to and len(clause) > 1:
                alone.append(clause)
    return found, alone


def _apart(text: str) -> Iterator[list[str]]:
    """The rows, without what each of the sets before it has, which is a row of its own."""
    for row in _rows(text):
        at = next((place for place, clause in enumerate(row) if pattern("in_each").match(opened(clause)) is not None), 0)
        yield from filter(None, (row[:at], row[at:]))


def _in_each(row: Sequence[str], found: Sequence[Part]) -> list[Part] | None:
    """The goods that each of the sets before them has, in the number of those; None where the row says nothing of the kind."""
    said = pattern("in_each").match(opened(row[0])) if row and found else None
    if said is None:
        return None
    own = [opened(clause) for clause in (opened(row[0])[said.end() :], *row[1:])]
    sets, lines = found[-1].count.number, list[Part]()
    for clause in filter(None, own):
        one = count_of(clause) or (Count(1, "", 0, article.end(), SURE) if (article := _ARTICLE.match(clause)) is not None else None)
        if one is not None and (goods := goods_in(clause, one)):
            lines.append(Part(clause, one._replace(number=one.number * sets), goods))
        elif lines:
            lines[-1].more.append(clause)
    return lines or None


def _repaired(clause: str) -> int | None:
    """The other number that a clause gives to the goods before it."""
    said = pattern("repaired").search(clause)
    numbers = amounts(clause[said.end() :]) if said is not None else ()
    return next((int(one.low) for one in numbers if not one.currency and not one.unit and float(one.low).is_integer()), None)


def _detail(clause: str, count: Count, goods: str) -> bool:
    """Whether a number in a clause behind goods is of a part of them: two batteries with each, 三个口."""
    of_each = pattern("of_each").search(clause) is not None and not any(one.currency for one in amounts(clause))
    return of_each or (count.start == 0 and len(goods) == 1)


def _about(clause: str, found: Sequence[Part]) -> Sequence[Part]:
    """The lines that a sentence without a number is about: the one whose goods it names, all where it says so, else the last."""
    if pattern("courtesy").match(clause) or pattern("edits", "strike").match(clause):
        return ()
    names = _content(clause)
    named = [part for part in found if names & _content(part.goods)]
    if len(named) == 1:
        return named
    return found if pattern("every_line").search(clause) else found[-1:]


def _content(text: str) -> set[str]:
    """Words without their plural, and pairs of characters, by which goods are told again."""
    every = set[str]()
    for word in _WORDS.findall(pattern("particles").sub(" ", text.casefold())):
        every |= {word.removesuffix("s")} if word.isascii() else {word[at : at + 2] for at in range(len(word) - 1)}
    return every


def _same(clause: str, found: Sequence[Part]) -> Count | None:
    """The number of the line before, where a clause says that it is as many."""
    said = pattern("same_number").search(clause)
    return found[-1].count._replace(start=said.start(), end=said.end()) if said is not None and found else None


def opened(clause: str) -> str:
    """Without what only opens a list, or joins a line to the one before."""
    clause = clause.strip(EDGE)
    while True:
        stripped = pattern("opening").sub("", clause).strip(EDGE)
        join = pattern("joins").match(stripped)
        stripped = stripped[join.end() :].strip(EDGE) if join is not None else stripped
        if stripped == clause:
            return clause
        clause = stripped


def clauses(text: str) -> list[str]:
    """Between marks, and where another number of goods is joined on; a number without goods goes with the words before it."""
    together: list[str] = []
    for clause in (clause for row in _rows(text) for clause in row):
        count = count_of(clause.strip(EDGE))
        alone = count is not None and not goods_in(clause.strip(EDGE), count)
        if together and alone and together[-1].strip() and count_of(together[-1].strip(EDGE)) is None:
            together[-1] = f"{together[-1].strip(EDGE)} {clause.strip(EDGE)}"
        else:
            together.append(clause)
    return together


def _rows(text: str) -> Iterator[list[str]]:
    """The clauses between two ends of sentences or lines."""
    row, last = list[str](), 0
    inside = [each.span() for each in _BRACKETS.finditer(text)]
    for mark in (*BREAK.finditer(text), None):
        if mark is not None and (in_number(text, mark.start()) or any(start < mark.start() < end for start, end in inside)):
            continue
        row += _joined(text[last : mark.start() if mark is not None else len(text)])
        if mark is None or _ROW.match(text, mark.start()):
            yield row
            row = []
        last = mark.end() if mark is not None else len(text)


def _joined(clause: str) -> Iterator[str]:
    """Where another number of goods is joined on."""
    last = 0
    for join in sorted((*pattern("joins").finditer(clause), *_SLASH.finditer(clause)), key=re.Match.start):
        if count_of(opened(clause[last : join.start()])) is not None and count_of(opened(clause[join.end() :])) is not None:
            yield from _spaced(clause[last : join.start()])
            last = join.end()
    yield from _spaced(clause[last:])


def _spaced(clause: str) -> Iterator[str]:
    """Where only a space stands between goods of one number and of another, as in Chinese without marks."""
    words = list(re.finditer(r"\S+", clause))
    last, counted = 0, False
    for place, word in enumerate(words):
        count = count_of(word[0])
        if count is None or count.sure < SURE:
            continue
        if counted:
            alone = not goods_in(word[0], count) and place > 0 and words[place - 1].start() > last
            start = words[place - 1].start() if alone else word.start()
            yield clause[last:start]
            last = start
        counted = True
    yield clause[last:]


def in_number(text: str, place: int) -> bool:
    """Whether a mark stands between digits, as in 10,000."""
    return 0 < place < len(text) - 1 and text[place - 1].isdigit() and text[place + 1 : place + 4].isdigit() and text[place] in ",，"


def goods_in(clause: str, count: Count) -> str:
    """The clause without its number."""
    before, behind = clause[: count.start], clause[count.end :]
    joined = f"{_TIMES.sub('', before)} {_OF.sub('', _TIMES.sub('', behind))}".strip(EDGE)
    if any(char.isalpha() for char in pattern("no_goods").sub("", joined)):
        return joined
    return "" if container(count.unit) else count.unit  # 100 bottles

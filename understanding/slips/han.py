"""Slips in Chinese: another character of the same sound, a wrong one in a long name, a spelling of de, of what is counted by."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..language.atom import Atom, atoms
from ..language.dictionaries import is_chinese_word
from ..language.numerals import Numeral
from ..tokens.token import Token
from .known_words import LONGEST, KnownWords, is_han, sounds
from .slip import Slip

_SURE = 3
"""From so many characters on no other phrase sounds the same by chance."""
_WORD = 4
"""Characters of a word, idioms among them."""
_CLOSED = frozenset("的了是有我你他她它这那哪么呢吗吧啊都也就还再在能会和与跟给把被让从到去来说看想做用多更最很太点只起不没上下里外前后头")
"""Characters of which grammar is made: next to them anything sounds like something."""
_JOINS = frozenset("和与跟及或")
"""Between two words these are written right: 塑料和黑色 speaks of no 塑料盒."""
_NUMERALS = frozenset("一二两三四五六七八九十几半")
_PRICED = re.compile("[一二两三四五六七八九十百几半][块元毛角][一二三四五六七八九]")
"""A price whose last digit is the next smaller coin: 一块二 is no 一块儿."""
_DENIED = re.compile("不要|不用|不想|别要")
"""Behind it one character that sounds like another is no evidence of it: something else would be denied (不要像 is no 不要线)."""
_DE = re.compile(r"(?<=[\u4e00-\u9fff])[地得滴](?=[\s,.;!?，。；！？、呢吗吧]|$)")


class _Spread(NamedTuple):
    """Tokens in their order, with where each begins and ends: a long message has many, and they are asked for at each place."""

    tokens: Sequence[Token]
    starts: Sequence[int]
    ends: Sequence[int]

    def within(self, start: int, end: int) -> Sequence[Token]:
        return self.tokens[bisect_right(self.ends, start) : bisect_left(self.starts, end)]

    def counts(self, start: int) -> bool:
        """Whether what begins there counts the number before it: 个 of 100个要."""
        at = bisect_left(self.starts, start)
        here, before = self.tokens[at : at + 1], self.tokens[max(at - 1, 0) : at]
        return bool(here) and here[0].start == start and here[0].has("measure", "unit") and bool(before) and before[0].has("number")

    def points(self, start: int) -> bool:
        """Whether it is all that a pointer counts by: 款 of 第一款适配什么 begins no 款式."""
        at = bisect_left(self.starts, start)
        return self.counts(start) and at > 1 and self.tokens[at - 2].has("nth")


class _Said(NamedTuple):
    """A run of Han characters: its text, their sounds, and where prices stand in it."""

    text: str
    sounds: tuple[str, ...]
    priced: Sequence[tuple[int, int]]


def by_sound(text: str, parts: Sequence[Token], known: KnownWords) -> Iterator[Slip]:
    """手机克 is 手机壳: stretches that sound like a known phrase, and are none themselves; the longest first."""
    spread = _Spread(parts, [part.start for part in parts], [part.end for part in parts])
    for run in _runs(atoms(text)):
        written = "".join(piece.text for piece in run)
        said = _Said(written, sounds(written), [match.span() for match in _PRICED.finditer(written)])
        place = 0
        while place < len(run):
            sizes = range(min(LONGEST, len(run) - place), 1, -1)
            meant = next((size for size in sizes if size > _SURE and tuple(piece.key for piece in run[place : place + size]) in known.every), 0)
            if meant:  # a whole phrase, well spelled
                place += meant
                continue
            slip = next((found for size in sizes if (found := _at(run, said, place, size, spread, known)) is not None), None)
            if slip is not None:
                yield slip
            place += len(slip.wrote) if slip is not None else 1


def _at(run: Sequence[Atom], said: _Said, place: int, size: int, parts: "_Spread", known: KnownWords) -> Slip | None:
    start, end = run[place].start, run[place + size - 1].end
    wrote = said.text[place : place + size]
    likely = known.sounding(said.sounds[place : place + size])
    inside = parts.within(start, end)
    if wrote in likely or (len(inside) == 1 and inside[0].meanings):
        return None
    if any(first < place + size and last > place for first, last in said.priced):
        return None
    if any((part.start < start or part.end > end) and part.meanings for part in inside) or is_chinese_word(wrote):
        return None  # it would cut a word that is known, or is one itself
    closed = bool(_CLOSED & {*wrote})
    if not likely and size >= _SURE and not closed and any(not part.meanings for part in inside):
        likely = _covered(said.text, place, wrote, known)
    if parts.points(start) or ((denied := _DENIED.match(wrote)) and size == denied.end() + 1):
        return None
    if closed and wrote[-1] in _JOINS and place + size < len(run):
        likely = tuple(phrase for phrase in likely if phrase[-1] == wrote[-1])
    if closed:
        likely = tuple(
            phrase for phrase in likely if size > _SURE or (known.named(phrase) and (size == _SURE or _unknown(phrase, wrote, start, inside)))
        )
    whole = {at - start for part in inside if part.meanings and len(part.text) > 1 for at in range(part.start, part.end)}
    likely = tuple(phrase for phrase in likely if not _counts(phrase, wrote))
    if parts.counts(start):
        likely = tuple(phrase for phrase in likely if phrase[0] == wrote[0])
    fits = [phrase for phrase in likely if _may_be(_slipped(phrase, wrote), whole, size) and not _outside(run, place, _slipped(phrase, wrote), size)]
    return Slip(wrote, fits[0], start, end, known.named(fits[0])) if fits else None


def _unknown(phrase: str, wrote: str, start: int, inside: Sequence[Token]) -> bool:
    """Whether grammar's characters stay and all that changes is known to nobody: 头登, 点针."""
    slipped = _slipped(phrase, wrote)
    if any(wrote[place] in _CLOSED for place in slipped):
        return False
    return not any(part.meanings for part in inside for place in slipped if part.start <= start + place < part.end)


def _slipped(phrase: str, wrote: str) -> tuple[int, ...]:
    """The places where they differ."""
    return tuple(place for place, (one, other) in enumerate(zip(phrase, wrote, strict=True)) if one != other)


def _may_be(slipped: Sequence[int], whole: set[int], size: int) -> bool:
    """Whether something stays and nothing of what is known (`whole`) changes."""
    return len(slipped) < size and not whole & {*slipped}


def _counts(phrase: str, wrote: str) -> bool:
    """Whether a number stays and only what it counts would change: 一单 is no 一旦."""
    return len(wrote) == 2 and wrote[0] == phrase[0] and wrote[0] in _NUMERALS


def _outside(run: Sequence[Atom], start: int, slipped: Sequence[int], size: int) -> bool:
    """Whether a slip would be part of a word that reaches outside: 盟 of 欧盟要, 时 of 什么时候, 茸 of 毛茸茸的."""
    end = start + size
    for at in (start + place for place in slipped):
        for first in range(max(at - _WORD + 1, 0), at + 1):
            for last in range(max(at, first + 1), min(first + _WORD, len(run))):
                if (first < start or last >= end) and is_chinese_word("".join(piece.text for piece in run[first : last + 1])):
                    return True
    return False


def _covered(text: str, start: int, wrote: str, known: KnownWords) -> tuple[str, ...]:
    """保温怀 is 保温杯: all but one character, which makes no word with its neighbours, where one name alone fits."""
    fits: set[str] = set()
    for place in range(len(wrote)):
        if place == len(wrote) - 1 and wrote[place] in known.heads:
            continue  # other goods
        around = text[max(start + place - 1, 0) : start + place + 2]
        if not any(is_chinese_word(pair) for pair in (around[:2], around[-2:]) if len(pair) == 2):
            fits |= {*known.masked.get(wrote[:place] + "_" + wrote[place + 1 :], ())}
    return tuple(fits) if len(fits) == 1 else ()


def counted(parts: Sequence[Token], known: KnownWords) -> Iterator[Slip]:
    """What stands behind a number and sounds like what is counted by: 第二宽 is 第二款, 45园 is 45元."""
    for place, (before, part) in enumerate(zip(parts, parts[1:], strict=False)):
        if not before.has("number") or _in_a_name(parts, place) or part.gap or not is_han(part.text) or part.has("measure", "unit", "bound"):
            continue
        if part.text[0] in known.counted:
            continue  # 87键 where 键数 is stated
        nth = not part.meanings or (before.start > 0 and parts[0].text[:1] == "第")
        read = known.measures.get(sounds(part.text[0])[0]) if nth else None
        if read is not None and read != part.text[0]:
            yield Slip(part.text[0], read, part.start, part.start + 1)


def _in_a_name(parts: Sequence[Token], place: int) -> bool:
    """Whether the number in characters stands right behind a single character that means nothing there, as 三 does in 张三丰."""
    number: Numeral = parts[place].value("number")
    if place == 0 or parts[place].gap or not number.spelled or len(parts[place - 1].text) > 1 or not is_han(parts[place - 1].text):
        return False
    ahead = parts[place - 1]
    counts = ahead.has("measure", "unit") and place > 1 and parts[place - 2].has("number")
    return not counts and all(meaning.kind in ("measure", "unit") for meaning in ahead.meanings)


def particles(text: str) -> Iterator[Slip]:
    """The three spellings of de are one sound, and typed for each other: at a clause's end 带支架地 is 带支架的."""
    for match in _DE.finditer(text):
        place = match.start()
        if not is_chinese_word(text[place - 1 : place + 1]) and not is_chinese_word(text[max(place - 2, 0) : place + 1]):
            yield Slip(match[0], "的", place, place + 1)


def _runs(pieces: Sequence[Atom]) -> Iterator[Sequence[Atom]]:
    """Stretches of two or more Han characters with nothing between."""
    run: list[Atom] = []
    for piece in pieces:
        if run and (piece.gap or not is_han(piece.key)):
            if len(run) > 1:
                yield run
            run = []
        if is_han(piece.key):
            run = [*run, piece]
    if len(run) > 1:
        yield run

"""Which of several sides the buyer's own case speaks for, by the lines that are quoted of them: of wool and silk, silk for who fears the weight."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from ...dialogue.gradable import graded, words_of
from ...retrievers.analysis import normalise, stem, words
from ...retrievers.stop_words import STOP_WORDS
from ...schema.evidence import Evidence
from ...understanding.language.whole_word import has_word
from ..claims.denial import denials
from ..decisions.knowledge import Taken
from ..facts.alternatives import names_whole
from ..facts.asked_needs import asked_needs, stands
from ..facts.terms_asked import asking
from ..facts.worded import in_both


class _Clause(NamedTuple):
    """What is said of a `side`, whether as advice, and where."""

    side: str
    said: str
    advice: bool = False
    piece: Evidence | None = None


CLEARLY = 0.5
"""How much more must speak for one side than for each other."""
A_WORD = 0.5
"""What a word of the case counts that stands in a clause of a side, beside 1 of what is known to serve it."""
_CLAUSES = re.compile(r"[，。；！？：,;!?\n]|\.(?=\s|$)|\s+(?:but|and|while|whereas|though|although|or)\s+|但|而(?=[㐀-鿿])|不过")
_HAN = re.compile(r"[㐀-鿿]+")
_SENTENCES = re.compile(r"[。；;!！？?\n]|\.(?=\s|$)")
_GROWN = re.compile(r"(?<=[a-z]{3})(?:er|est)\b")
COUNTED = ("sold_90d", "rating")
MOST = 6
"""Signs of a Chinese word that grades."""


class Signal(NamedTuple):
    """What is `said` of the case, with words by which a clause speaks for its side, and against it."""

    said: str
    so: tuple[str, ...]
    against: tuple[str, ...] = ()
    weight: float = 1.0


def sided(alternatives: Sequence[str], case: str, pieces: Sequence[Evidence], goods: str = "") -> tuple[Taken, ...]:
    """The side that the buyer's `case` speaks for, or several, each with what speaks for it; () where it decides nothing. What the `goods` are
    called says nothing of them."""
    for side in sorted(alternatives, key=len, reverse=True):
        case = re.sub(re.escape(side), " ", case, flags=re.IGNORECASE)
    clauses = [one._replace(piece=piece) for piece in pieces for one in _of_sides(piece.line, alternatives)]
    clauses += [_Clause(side, side) for side in alternatives]
    signals = tuple(_signals(case, alternatives, goods))
    taken: dict[str, list[str]] = {}
    for every, of in ((signals, [one for one in clauses if one.advice]), ([one for one in signals if one.weight == 1], clauses)):
        for each in () if taken else every:  # what is advised in just that case, before what serves it
            if side := _won(alternatives, of, [each]):
                taken.setdefault(side, []).append(each.said)
    if not taken and (side := _won(alternatives, clauses, signals)):
        taken[side] = []
    return tuple(Taken(side, _briefly(said), _ground(side, clauses, signals)) for side, said in taken.items())


def _briefly(said: Sequence[str]) -> tuple[str, ...]:
    """Each once: not 办公室用 beside 办公室."""
    return tuple(word for word in dict.fromkeys(said) if not any(other in word for other in said if other != word))


def asks_apart(text: str) -> bool:
    """Whether it is asked how far the sides lie apart, and not for one of them."""
    return _pattern("apart").search(text) is not None


def of_record(question: str) -> str:
    """What the records count of which it is asked that it be much or little: what sells best."""
    found = (grade.concept for word, _ in _graded_words(normalise(question)) for grade in graded(word))
    return next((concept for concept in found if concept in COUNTED), "")


def _won(alternatives: Sequence[str], clauses: Sequence[_Clause], signals: Sequence[Signal]) -> str:
    """The side that what is said speaks for; "" where it speaks clearly for none."""
    scores = {side: sum(_spoken([_score(of.said, one) for of in clauses if of.side == side], one) for one in signals) for side in alternatives}
    first, *others = sorted(alternatives, key=lambda side: -scores[side])
    clear = bool(others) and scores[first] - scores[others[0]] >= CLEARLY and (scores[first] > 0 or len(others) == 1)
    return first if clear else ""


def _spoken(told: Sequence[float], signal: Signal) -> float:
    """What the clauses of a side say of one thing: a mere word of the case counts once, however often it stands there."""
    return sum(told) if signal.weight == 1 else max(told, default=0.0) + min(0.0, *told, 0.0)


def _ground(side: str, clauses: Sequence[_Clause], signals: Sequence[Signal]) -> Evidence | None:
    """The piece that speaks most for it, or against the others."""
    told = [(sum(_score(of.said, one) for one in signals) * (1 if of.side == side else -1), of) for of in clauses if of.piece is not None]
    best = max(told, key=lambda one: (one[0], one[1].side == side), default=None)
    return best[1].piece if best is not None and best[0] > 0 else None


def _of_sides(line: str, alternatives: Sequence[str]) -> Iterator[_Clause]:
    """The clauses of a line that are of one side alone: the one named last, or first in a sentence that begins with the case (for meat, wood).
    What has a size or a subject of its own is of no other's."""
    of, sizes = "", all(any(map(str.isdigit, side)) for side in alternatives)
    for sentence in _SENTENCES.split(line):
        before: list[str] | None = []
        advice = _pattern("advises").search(sentence) is not None
        for clause in filter(None, (part.strip() for part in _CLAUSES.split(sentence))):
            named = _named(clause, alternatives)
            if named:
                of = named[0] if len(named) == 1 else ""
                yield from (_Clause(of, each, advice) for each in before or () if of)
                before = None
            elif (sizes and any(map(str.isdigit, clause))) or ((before is None or not _HAN.search(clause)) and _pattern("subject").match(clause)):
                of, before = "", None
            elif before is not None and _HAN.search(clause):
                before.append(clause)
                continue
            if of:
                yield _Clause(of, clause, advice)
        yield from (_Clause(of, each, advice) for each in before or () if of)


def _named(clause: str, alternatives: Sequence[str]) -> list[str]:
    """The sides that it names: of 非屏蔽 the unshielded alone."""
    left, found = clause.casefold(), []
    for side in sorted(map(str.casefold, alternatives), key=len, reverse=True):
        if has_word(side, left):
            found.append(side)
            left = left.replace(side, " ")
    return [side for side in alternatives if side.casefold() in found] or [side for side in alternatives if names_whole(side, clause)]


def _signals(case: str, alternatives: Sequence[str], goods: str) -> Iterator[Signal]:
    plain = normalise(case)
    for said, need in asked_needs(plain, [goods] if goods else []):
        yield Signal(said, (*need.asked, *need.say), need.instead)
    grades = {grade.turned if turned else grade: f"{turned}{word}" for word, turned in _graded_words(plain) for grade in graded(word)}
    for grade, word in grades.items():
        yield Signal(word, *words_of(grade))
    named = [word.term for each in (*alternatives, goods) for way in (each, *in_both(each)) for word in words(way)]
    idle = {*STOP_WORDS, *asking(), *_turning()["idle"]["en"], *_turning()["idle"]["zh"]}
    wanted = " ".join(_pattern("turned").split(clause)[0] for clause in _CLAUSES.split(plain))  # what is feared speaks for none by its mere word
    for term in dict.fromkeys(word.term for word in words(wanted) if len(word.term) > 1):
        if not any(term in each or each in term for each in named) and term not in idle and not graded(term) and not _pattern("advises").search(term):
            said = next((word for word in re.findall(r"[a-z]+", plain) if stem(word) == term), term)  # as he said it
            yield Signal(said, tuple(dict.fromkeys((said, *in_both(term)))), weight=A_WORD)


def _graded_words(plain: str) -> Iterator[tuple[str, str]]:
    """What may grade, with what turns it: Latin words, with "not" or "hate" before them, and Chinese runs."""
    found, turns = re.findall(r"[a-z]+", plain), _turning()["turns"]
    for before, word in zip(["", *found], found, strict=False):
        yield word, "not " if before in turns["en"] else ""
    for run in _HAN.findall(plain):
        for start in range(len(run)):
            for size in range(1, min(MOST, len(run) - start) + 1):
                feared = run[start - 1] if start > 0 and run[start - 1] in turns["zh"] else ""
                if size > 1 or feared:
                    yield run[start : start + size], feared


@cache
def _turning() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(files(__package__).joinpath("siding.yaml").read_text("utf-8"))
    return loaded


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join((*_turning()[name]["en"], *_turning()[name]["zh"])), re.IGNORECASE)


@cache
def _feared() -> re.Pattern[str]:
    """What stands before a word that those fear whom a clause is for."""
    row = _turning()["fears"]
    ways = "|".join((*row["zh"], *(rf"\b{word}" for word in row["en"])))
    return re.compile(rf"(?:{ways})\s*$")


def _score(clause: str, signal: Signal) -> float:
    """For words that stand in it, against for those denied."""
    plain, told = normalise(clause), 0.0
    grown = _GROWN.sub("", plain)  # light, of lighter
    stems = "" if signal.weight == 1 else " ".join(map(stem, re.findall(r"[a-z]+", plain)))  # a word of the case in whatever form: office, of offices
    for every, sign in ((signal.so, 1), (signal.against, -1)):
        if told:  # 怕闷 isn't 闷
            break
        word = next((each for each in every if stands(each, plain) or stands(each, grown) or stands(stem(each), stems)), None)
        if word is not None:
            told += -sign / signal.weight if _denied(plain, word) else sign  # what can't be is no matter of more or less
    return max(-1.0 / signal.weight, min(1.0, told)) * signal.weight


def _denied(clause: str, word: str) -> bool:
    """Whether it isn't so, or is what those fear whom the clause is for."""
    place = max(clause.find(word), 0)
    return any(start < place for start, _ in denials(clause)) or _feared().search(clause[:place]) is not None

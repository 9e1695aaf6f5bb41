"""What is said of a thing, phrase by phrase: whole values of its fields, what its texts say in a row, and words that state nothing.

So a colour "Soft yellow" carries no "soft bamboo viscose", nor the material's "cotton" a "cotton lining".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from .spoken import DENIES, HAN, NOT, stem
from .units import NUMBER
from .vocabulary import words

_CUT = re.compile(r"([，,；;。.!?！？、:：()（）+&/|–—\n]|\s-\s|\band\b|\bor\b|和|或(?!者))", re.IGNORECASE)
_TOKEN = re.compile(r"[\u3400-\u9fff]|[A-Za-z][A-Za-z0-9]*|\d[A-Za-z0-9.]*")
_LONGEST, _LEAST_HAN, _LEAST_LATIN = 12, 4, 2
"""Of a text that runs on, as many signs or words in a row carry a phrase: one word of it may belong to another."""
_EITHER = ("or", "或")
Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """Tokens of one field (""  a text that runs on, of which a part may be said)."""

    field: str
    tokens: Tokens


@dataclass(frozen=True)
class _Chunk:
    start: int
    fields: frozenset[str]
    label: bool = False
    value: bool = False


def tokens(text: str) -> Tokens:
    """Chinese signs and stems of Latin words, in order; numbers are accounted for by what they measure."""
    bare = NUMBER.sub(" ", re.sub(r"n['’]t\b", " not", text).replace("'s", "").replace("’s", ""))
    return tuple(word if HAN.match(word) else stem(word) for word in _TOKEN.findall(bare))


def pieces(field: str, texts: Iterable[str]) -> list[Piece]:
    """A value of several parts is as many pieces."""
    found = [Piece(field, tokens(part)) for text in texts for part in (*([text] if field else []), *_CUT.split(text)[::2])]
    return [piece for piece in dict.fromkeys(found) if piece.tokens]


def unstated(text: str, stated: Sequence[Piece]) -> list[str]:
    """The words of a text that neither state nothing nor are of one field."""
    parts, wrong, either = _CUT.split(text), list[str](), list[bool]()
    for part in parts[::2]:
        said = tokens(part)
        chunks = _chunks(said, stated)
        wrong += [said[place] for place, chunk in enumerate(chunks) if chunk is None]
        wrong += _of_another(said, [chunk for chunk in chunks if chunk is not None])
        either.append(any(chunk is not None and chunk.value for chunk in chunks))
    for place, joint in enumerate(parts[1::2]):
        if joint.casefold() in _EITHER and either[place] and either[place + 1] and not any(joint.casefold() in piece.tokens for piece in stated):
            wrong.append(joint)
    return wrong


def _chunks(said: Tokens, stated: Sequence[Piece]) -> list[_Chunk | None]:
    """By token the chunk that it is of, None where nothing carries it; as few of these as can be."""
    best: list[tuple[int, int, _Chunk | None]] = [(0, 0, None)]  # by end: tokens left over, chunks
    for end in range(1, len(said) + 1):
        options: list[tuple[int, int, _Chunk | None]] = [(best[end - 1][0] + 1, best[end - 1][1] + 1, None)]
        for start in range(max(0, end - _LONGEST), end):
            if found := _chunk(said[start:end], start, stated):
                options.append((best[start][0], best[start][1] + 1, found))
        best.append(min(options, key=lambda each: each[:2]))
    row, end = list[_Chunk | None](), len(said)
    while end:
        chunk = best[end][2]
        row += [chunk] * (end - chunk.start if chunk else 1)
        end = chunk.start if chunk else end - 1
    return row[::-1]


def _chunk(said: Tokens, start: int, stated: Sequence[Piece]) -> _Chunk | None:
    fields = frozenset(piece.field for piece in stated if piece.field and piece.tokens == said)
    if fields:
        return _Chunk(start, fields, value=True)
    if named := _labels().get(said):
        known = {piece.field for piece in stated}
        if any(not name.startswith("attr.") or name in known for name in named):
            return _Chunk(start, named, label=True)
    if _is_plain(said):
        return _Chunk(start, frozenset())
    least = _LEAST_HAN if all(HAN.match(word) for word in said) else _LEAST_LATIN
    if len(said) >= least and any(_runs(said, piece.tokens) for piece in stated if not piece.field):
        return _Chunk(start, frozenset(), value=True)
    return None


def _runs(said: Tokens, text: Tokens) -> bool:
    """Whether the text says it in a row, and doesn't deny it."""
    for at in range(len(text) - len(said) + 1):
        if said == text[at : at + len(said)] and not set(text[max(0, at - 2) : at]) & NOT and not (at and text[at - 1] in DENIES):
            return True
    return False


def fields_called(label: str) -> list[str]:
    """The fields that are called so, in either language and in any form of the words."""
    return sorted(_labels().get(tokens(label), ()))


@cache
def _labels() -> dict[Tokens, frozenset[str]]:
    """What fields are called, in both languages."""
    found: dict[Tokens, set[str]] = {}
    for language in ("zh", "en"):
        for name, labels in words(language).fields.items():
            for label in labels:
                found.setdefault(tokens(label), set()).add(name)
    return {said: frozenset(names) for said, names in found.items()}


def _is_plain(said: Tokens) -> bool:
    return "".join(said) in words("zh").plain if HAN.match(said[0]) else len(said) == 1 and said[0] in words("en").plain


def _of_another(said: Tokens, chunks: Sequence[_Chunk]) -> list[str]:
    """Names of fields beside values of others."""
    row = [chunk for chunk in dict.fromkeys(chunks) if any(name.startswith("attr.") for name in chunk.fields)]
    wrong = []
    for place, chunk in enumerate(row):
        beside = [other for other in row[max(0, place - 1) : place + 2] if other is not chunk and other.label != chunk.label]
        if beside and not any(other.fields & chunk.fields for other in beside):
            wrong.append(said[chunk.start])
    return wrong

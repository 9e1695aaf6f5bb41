"""GBNF grammar of the line form for one message: values are pieces of it, numbers its numbers, references products of the list shown. Format as
documented by llama.cpp; vLLM's backends accept it (xgrammar directly, guidance after its own conversion)."""

import re
from collections.abc import Iterable, Sequence

from ..language.amounts import amounts

LONGEST = 160
"""Most pieces of a message; each costs the server a rule."""
FIELDS = (
    "price", "moq", "quantity", "total", "rating", "review_count", "reviews", "sold_90d", "stock", "brand", "certification", "supplier.kind",
    "supplier.location", "supplier.rating", "supplier.years", "supplier.verified", "supplier.repurchase_rate", "capability.oem", "capability.custom",
    "capability.logo", "capability.samples", "terms.delivery", "terms.freight", "terms.returns", "terms.payment", "terms.invoice", "terms.warranty",
    "terms.bulk", "safety", "material", "colour", "size", "capacity", "weight", "power",
)  # fmt: skip
"""Field names that need not occur in the message (docs/commands.md)."""
_PIECE = re.compile(r"[A-Za-z0-9]+(?:[.'’%/-][A-Za-z0-9]+)*%?|[^\sA-Za-z0-9]")
_STOP = frozenset(';；|&<>=!~#"\\，。,？?！!')


def grammar(message: str, listed: int = 0) -> str | None:
    """The grammar, with `listed` products shown; None if the message is empty or too long."""
    pieces = list(_PIECE.finditer(message))
    if not 0 < len(pieces) <= LONGEST:
        return None
    numbers = list(dict.fromkeys(message[one.start : one.end] for one in amounts(message)))
    rules = {
        "root": 'line ("; " line)*',
        "line": _any([*_said(bool(numbers), bool(listed)), *map(_literal, _BARE), *([_literal("page")] if listed else [])]),
        "field": f"{_any(map(_literal, FIELDS))} | v",
        "v": _any(f"p{number}" for number, piece in enumerate(pieces) if piece[0] not in _STOP) if _begins(pieces) else _literal(message[:1]),
        **_pieces(pieces),
    }
    if numbers:
        rules["n"] = _any(map(_literal, numbers))
    if listed:
        rules["of"] = _any(['"it"', '"all"', '"both"', '"other"', 'ord (" " ord)*', 'v (" | " v)*'])
        rules["ord"] = _any(_literal(f"#{number}") for number in range(1, listed + 1))
    return "\n".join(f"{name} ::= {rule}" for name, rule in rules.items())


_BARE = (
    "brand", "supplier", "letter", "sent", "quote", "quotes", "letters", "yes", "no", "keep", "once", "forget", "chat", "decline", "hand_over",
    "learn", "choose", "drop all", "back", "except",
)  # fmt: skip
"""Lines without arguments."""


def _said(counts: bool, points: bool) -> list[str]:
    """Lines with arguments."""
    of = '(" of " of)?' if points else ""
    lines = [
        '("seek " | "still " | "who " | "back " | "answer " | "tell " | "brand ") v',
        '("want " | "rather " | "else ") (field | "words") " " ("=" | "!=" | "~" | "!~") " " v ((" | " v)+ | (" & " v)+)?',
        '"learn " v (" | " v)*',
        f'("ask " | "supplier " | "letter ") field (", " field)* {of}',
        f'"check " (field " = ")? v {of}',
        '("drop " | "relax ") field',
        '"sort " field (" lowest" | " highest")',
    ]
    if counts:
        lines += [
            '("want " | "rather " | "else ") field " " ("<=" | ">=" | "<" | ">" | "=" | "~") " " n',
            '("qty " | "show ") n',
            '"relax " field " to " n',
        ]
    if points:
        lines += ['("compare " | "choose ") of (" by " field)?', '("like " | "except ") of', '("less " | "more " | "other ") field', '"ask of " of']
    return lines


def _begins(pieces: Sequence[re.Match[str]]) -> bool:
    return any(piece[0] not in _STOP for piece in pieces)


def _pieces(pieces: Sequence[re.Match[str]]) -> dict[str, str]:
    """A rule for each piece: the piece, optionally followed by the next."""
    rules = {}
    for number, piece in enumerate(pieces):
        if piece[0] in _STOP:
            continue
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        goes_on = after is not None and after[0] not in _STOP
        blank = '" " ' if after is not None and after.start() > piece.end() else ""
        rules[f"p{number}"] = _literal(piece[0]) + (f" ({blank}p{number + 1})?" if goes_on else "")
    return rules


def _any(ways: Iterable[str]) -> str:
    return " | ".join(ways)


def _literal(text: str) -> str:
    escaped = "".join(f"\\{char}" if char in '"\\' else char if char.isprintable() else f"\\x{ord(char):02X}" for char in text)
    return f'"{escaped}"'

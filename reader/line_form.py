"""The line form in which a language model proposes commands: `seek baby sleeping bag; want price <= 100; ask moq of #2`. Lines that aren't grounded
are rejected: values must be spans of the message, and numbers must occur in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..language.amounts import Amount, amount, amounts
from ..schema.command import (
    LONGEST_NAME,
    MOST,
    MOST_BESIDE,
    MOST_LINES,
    MOST_POINTERS,
    AnyCommand,
    Approve,
    Ask,
    AskParty,
    Chat,
    Choose,
    Compare,
    Decline,
    Drop,
    Forget,
    Go,
    HandOver,
    Inquire,
    Keep,
    Learn,
    Line,
    PurchaseList,
    Relax,
    Seek,
    Sort,
    Strength,
    Vary,
    Want,
)
from ..schema.command import Answer as Answered
from ..schema.condition import Op
from ..schema.reference import Reference
from ..understanding.language.lexicon import load
from .compose import Countries, composed
from .corpus import Clause, Row, Span
from .pointing import function_words, pointers

SLOTS = ("who", "qty")
"""Verbs that add to the goods named before them."""
LONGEST = 2000
"""Characters of an answer; a longer one is rejected."""
NUMBERED = {"<=": "max", "<": "max", ">=": "min", ">": "min", "=": "is", "~": "about"}
"""Operator -> the composer's label for a number."""
POINTING: dict[str, Reference] = {
    "it": Reference(kind="focus", text="it"),
    "all": Reference(kind="all", count=0, text="all"),
    "both": Reference(kind="all", count=2, text="both"),
    "other": Reference(kind="other", text="other"),
}
_THOUGHT = "</think>"
_WANT = re.compile(r"(?P<field>[^<>=!~]*)(?P<op><=|>=|!=|!~|<|>|=|~)(?P<value>[^<>=!~]+)")
_NAME = re.compile(r"[^<>=!~#|&;,]{1,60}")
_ASKS = re.compile(r"(\w)[不没]\1$")
"""The A-not-A questions 有没有, 是不是 deny nothing."""
_SENTENCE = re.compile(r"[.。!！?？]")
_VERB = re.compile(r"([A-Za-z_]*)\s*(.*)", re.DOTALL)
_ORDINALS = re.compile(r"(?:#-?\d{1,3}[\s,]*(?:and\s+)?)+")
_NEAR = 16
"""Characters beside a value that are searched for negation."""
Span2 = tuple[int, int]
Found = Sequence[AnyCommand] | None


class Read(NamedTuple):
    """`commands` in the order written; `ungrounded`: lines that are no command or that the message doesn't support."""

    commands: tuple[AnyCommand, ...]
    ungrounded: tuple[str, ...]


def parsed(text: str, message: str, listed: int = 0, market: Countries = lambda words: None) -> Read:
    """The commands of the model's `text` about `message`. `listed`: number of products shown (0: references are rejected). Never raises."""
    said = text.rpartition(_THOUGHT)[2]
    if len(said) > LONGEST:
        return Read((), (f"{said[:40]}…",))
    lines = [line for part in re.split(r"[;；\n]", said) if (line := part.strip(" \t\r`.。-*"))]
    return _Lines(message, listed, market).read(lines[:MOST])


def span(words: str, message: str) -> Span2 | None:
    """The span of `words` in the message: whole words, any case, optional plural."""
    parts = words.split()
    if not parts or len(words) > LONGEST_NAME:
        return None
    body = r"\s*".join(map(re.escape, parts))
    first, last = parts[0][0], parts[-1][-1]
    before = r"(?<![A-Za-z])" if _latin(first) else r"(?<!\d)" if first.isdigit() else ""
    behind = r"(?:e?s)?(?![A-Za-z])" if _latin(last) else r"(?![\d])" if last.isdigit() else ""
    found = re.search(before + body + behind, message, re.IGNORECASE)
    return None if found is None else found.span()


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


class _Lines:
    """The parser for one message."""

    def __init__(self, message: str, listed: int, market: Countries) -> None:
        self._message, self._listed, self._market = message, listed, market
        self._numbers = [((found.start, found.end), found) for found in amounts(message)]

    def read(self, lines: Sequence[str]) -> Read:
        found: list[AnyCommand] = []
        ungrounded: list[str] = []
        for line in _goods_first(lines):
            verb, rest = _VERB.fullmatch(line).groups()  # type: ignore[union-attr]  # it matches whatever is written
            form = FORMS.get(verb.lower())
            said = self._slot(found, verb.lower(), rest) if verb.lower() in SLOTS else form(self, rest.strip()) if form is not None else None
            if said is None:
                ungrounded.append(line[:LONGEST_NAME])
            else:
                found += said
        by = [one.model_copy(update={"by": "model"}) for one in _gathered(dict.fromkeys(found))]
        return Read(tuple(by[:MOST]), tuple(ungrounded))

    def words(self, said: str) -> str | None:
        """The words as the message spells them."""
        place = span(said, self._message)
        return None if place is None else self._message[slice(*place)]

    def number(self, said: str) -> tuple[Span2, Amount] | None:
        """The number in the message that `said` means, with its span."""
        place, meant = span(said, self._message), amount(said)
        for where, found in self._numbers:
            inside = place is not None and where[0] <= place[0] and place[1] <= where[1]
            if inside or (place is None and meant is not None and meant.value in (found.low, found.high, found.value)):
                return where, found
        return None

    def _slot(self, found: list[AnyCommand], verb: str, rest: str) -> Found:
        """Set audience or quantity on the goods named before."""
        at = next((place for place in reversed(range(len(found))) if isinstance(found[place], (Seek, Inquire))), None)
        who, number = self.words(rest), self.number(rest)
        if verb == "who":
            update: dict[str, Any] = {"audience": who}
            if who is None:
                return None
        else:
            if number is None or number[1].currency is not None or not 1 <= number[1].value < 10**9:
                return None
            update = {"quantity": int(number[1].value)}
        if at is None or (verb == "who" and not isinstance(found[at], Seek)):
            return [Seek(topic="same", **update)]
        found[at] = found[at].model_copy(update=update)
        return ()

    def seek(self, rest: str) -> Found:
        goods = self.words(rest)
        return None if goods is None else [Seek(goods=goods)]

    def still(self, rest: str) -> Found:
        goods = self.words(rest)
        return None if goods is None else [Seek(goods=goods, topic="same")]

    def want(self, rest: str, **more: Any) -> Found:
        said = _WANT.fullmatch(rest)
        if said is None:
            return None
        field, op, value = said["field"].strip(), said["op"], said["value"].strip()
        if field and not _NAME.fullmatch(field):
            return None
        named = None if field in ("", "words") else field
        number = self.number(value) if op in NUMBERED else None
        if number is not None and (op in ("<", ">", "<=", ">=") or self._is_number(value, number[0])):
            return [one.model_copy(update=more) for one in self._numbered(named, op, number[0])]
        return None if op in ("<", ">", "<=", ">=") else self._worded(named, op, value, more)

    def _is_number(self, value: str, where: Span2) -> bool:
        place = span(value, self._message)
        return place is None or (where[0] <= place[0] and place[1] <= where[1])

    def _numbered(self, field: str | None, op: str, where: Span2) -> Iterator[Want]:
        """Wants made by the composer, with the operator of the words beside the number, if any."""
        row = Row(self._message, (Clause(0, len(self._message), "refine"),), (Span(*where, NUMBERED[op]),))
        for one in composed(row, self._market):
            if isinstance(one, Want):
                yield one.model_copy(update={"field": field or one.field})

    def _worded(self, field: str | None, op: str, value: str, more: dict[str, Any]) -> Found:
        sign = "&" if "&" in value else "|"
        places = [span(part, self._message) for part in value.split(sign)]
        negated = op.startswith("!")
        if None in places or not all(self._as_said(place, negated) for place in places if place is not None):
            return None
        values = tuple(self._message[slice(*place)] for place in places if place is not None)
        if sum(map(len, values)) > 2 * LONGEST_NAME:
            return None
        strength: Strength = "wish" if op.endswith("~") else "either" if len(values) > 1 and sign == "|" and not negated else "must"
        kind: Op = ("not_in" if negated else "in") if len(values) > 1 else "!=" if negated else "="
        quote = (min(place[0] for place in places if place), max(place[1] for place in places if place))
        every = len(values) > 1 and sign == "&"
        one = Want(field=field, op=kind, value=values if len(values) > 1 else values[0], strength=strength, every=every, quote=quote)
        return [one.model_copy(update=more)]

    def _as_said(self, where: Span2, negated: bool) -> bool:
        """True if the polarity matches the message: a negated value is denied in its sentence, another has no negation beside it."""
        return denies(self._message, where) if negated else not denied(self._message, where)

    def drop(self, rest: str) -> Found:
        if rest == "all":
            return [Drop(all=True)]
        place = span(rest, self._message)
        return [Drop(field=rest, quote=place)] if rest and (place is not None or _NAME.fullmatch(rest)) else None

    def relax(self, rest: str) -> Found:
        field, _, to = rest.partition(" to ")
        number = self.number(to) if to else None
        if not _NAME.fullmatch(field.strip()) or (to and number is None):
            return None
        return [Relax(field=field.strip(), to=number[1].value if number is not None else None)]

    def sort(self, rest: str) -> Found:
        said = re.fullmatch(r"(.+?) (lowest|highest)(?: (\d+))?", rest)
        if said is None or not _NAME.fullmatch(said[1]) or (said[3] and self.number(said[3]) is None):
            return None
        return [Sort.model_validate({"key": said[1], "direction": said[2], "count": int(said[3]) or None if said[3] else None})]

    def show(self, rest: str) -> Found:
        number = self.number(rest)
        return [Sort(count=int(number[1].value))] if number is not None and 1 <= number[1].value < 100 else None

    def vary(self, how: str, rest: str) -> Found:
        if how == "page":
            return [Vary(how="page")] if not rest and self._listed else None
        if how in ("like", "except"):
            of = self.pointers(rest) if rest or how == "like" or not self._listed else ()
            return None if of is None else [Vary.model_validate({"how": how, "than": of})]
        return [Vary.model_validate({"how": how, "field": rest})] if self._listed and _NAME.fullmatch(rest) else None

    def back(self, rest: str) -> Found:
        about = self.words(rest)
        return [Go(about=about)] if about is not None or not rest else None

    def compare(self, rest: str) -> Found:
        of, by = self._split(rest, " by ")
        return None if of is None else [Compare(among=of, fields=by)]

    def choose(self, rest: str) -> Found:
        of, by = self._split(rest, " by ")
        return None if of is None else [Choose(among=of, fields=by)]

    def _split(self, rest: str, sign: str) -> tuple[tuple[Reference, ...] | None, tuple[str, ...]]:
        said, _, named = rest.partition(sign)
        fields = tuple(part.strip() for part in named.split(",") if _NAME.fullmatch(part.strip()))
        return (self.pointers(said) if said.strip() else ()), fields

    def ask(self, rest: str) -> Found:
        said, of = self._of(rest)
        fields = tuple(part.strip() for part in said.split(",") if part.strip())
        return None if of is None or not all(map(_NAME.fullmatch, fields)) else [Ask(fields=fields, of=of)]

    def check(self, rest: str) -> Found:
        said, of = self._of(rest)
        wants = self.want(said) if _WANT.fullmatch(said) else self.want(f"= {said}")
        supposed = tuple(one for one in wants or () if isinstance(one, Want))
        return [Ask(suppose=supposed, of=of)] if of is not None and supposed else None

    def learn(self, rest: str) -> Found:
        parts = [self.words(part) for part in rest.split("|")] if rest else []
        if None in parts:
            return None
        names = tuple(part for part in parts if part is not None)
        return [Learn(subject=" ".join(names) or self._message[:LONGEST], alternatives=names if len(names) > 1 else ())]

    def brand(self, rest: str) -> Found:
        name = self.words(rest)
        return [AskParty(party="brand", name=name)] if name is not None or not rest else None

    def supplier(self, rest: str) -> Found:
        said, of = self._of(rest)
        fields = tuple(part.strip() for part in said.split(",") if part.strip())
        return None if of is None or not all(map(_NAME.fullmatch, fields)) else [AskParty(party="supplier", fields=fields, of=of)]

    def letter(self, rest: str) -> Found:
        said, of = self._of(rest)
        questions = tuple(part.strip() for part in said.split(",") if part.strip())
        return None if of is None or not all(map(_NAME.fullmatch, questions)) else [Inquire(of=of, questions=questions)]

    def answer(self, rest: str) -> Found:
        choice = self.words(rest)
        return None if choice is None else [Answered(choice=choice)]

    def tell(self, rest: str) -> Found:
        place = span(rest, self._message)
        if place is None:
            return None
        return composed(Row(self._message, (Clause(0, len(self._message), "tell"),), (Span(*place, "fact"),)), self._market)

    def _of(self, rest: str) -> tuple[str, tuple[Reference, ...] | None]:
        """The words before "of", and the references after it; None if these are invalid."""
        said, sign, of = f" {rest}".rpartition(" of ")
        return (said.strip(), self.pointers(of)) if sign else (rest, ())

    def pointers(self, said: str) -> tuple[Reference, ...] | None:
        said = said.strip()
        if not self._listed or not said:
            return None
        if _ORDINALS.fullmatch(said):
            numbers = [int(one) for one in re.findall(r"-?\d+", said)]
            inside = all(1 <= abs(one) <= self._listed for one in numbers)
            return tuple(Reference(kind="ordinal", ordinal=one, text=f"#{one}") for one in numbers[:MOST_POINTERS]) if inside else None
        if said in POINTING:
            return (POINTING[said],)
        if "|" in said:
            parts = [self.pointers(part) for part in said.split("|")]
            return None if None in parts else tuple(one for part in parts for one in part or ())[:MOST_POINTERS]
        words = self.words(said)
        return None if words is None else pointers(words)[:MOST_POINTERS]

    def plain(self, rest: str, command: AnyCommand) -> Found:
        """`command`, if `rest` is empty."""
        return None if rest else [command]

    def about(self, rest: str, kind: type[Chat] | type[Decline] | type[HandOver]) -> Found:
        return None if rest else [kind(about=self._message[:LONGEST_NAME])]


def _goods_first(lines: Sequence[str]) -> list[str]:
    """Move lines on audience and quantity behind the goods that follow them."""
    first = next((place for place, line in enumerate(lines) if line.lower().startswith(("seek ", "still "))), 0)
    early = [line for line in lines[:first] if line.lower().startswith(tuple(f"{slot} " for slot in SLOTS))]
    return [*(line for line in lines[:first] if line not in early), *lines[first : first + 1], *early, *lines[first + 1 :]]


def _gathered(found: Sequence[AnyCommand] | dict[AnyCommand, None]) -> list[AnyCommand]:
    """Goods with quantities become a purchase list; goods without wishes of their own become `also` of the first."""
    parts: list[list[AnyCommand]] = [[]]
    for one in found:
        if isinstance(one, Seek) and one.topic == "new":
            parts.append([])
        parts[-1].append(one)
    before, *sought = parts
    heads = [part[0] for part in sought if isinstance(part[0], Seek)]
    wants = [[one for one in part if isinstance(one, Want) and one.field != "total"] for part in sought]
    total = next((one.value for part in parts for one in part if isinstance(one, Want) and one.field == "total"), None)
    counted = sum(head.quantity is not None for head in heads)
    if len(heads) > 1 and (counted > 1 or total is not None):
        lines = tuple(
            Line(goods=head.goods or "", quantity=head.quantity, musts=tuple(musts)) for head, musts in zip(heads, wants, strict=True) if head.goods
        )
        budget = float(total) if isinstance(total, (int, float)) and 0 < total < 10**11 else None
        rest = [one for part in sought for one in part[1:] if not isinstance(one, Want)]
        return [*before, PurchaseList(lines=lines[:MOST_LINES], budget=budget), *rest]
    bare = len(heads) > 1 and all(len(part) == 1 and head.quantity is None for part, head in zip(sought[1:], heads[1:], strict=True))
    if bare:
        also = tuple(head.goods for head in heads[1:] if head.goods)[:MOST_BESIDE]
        return [*before, heads[0].model_copy(update={"also": also}), *sought[0][1:]]
    return [one for part in parts for one in part]


@cache
def _negations() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Negations before and after a value."""
    before, behind = ([str(word) for language in ("zh", "en") for word in load(language)[name]] for name in ("negation", "negation_after"))
    return tuple(before), tuple(behind)


def denied(message: str, where: Span2) -> bool:
    """True if a negation stands beside the value."""
    before, behind = _beside(message, where)
    fore, aft = _negations()
    before = _ASKS.sub("", before)
    core = re.sub(r"(?:\b(?:any|the|a|an|too|made|of|with|in|that|is|are)\b|[的是用太])\s*$", "", before).rstrip() if before else before
    return any(_ends(text, word) for word in fore for text in (before, core)) or any(_begins(behind.removeprefix("的"), word) for word in aft)


def denies(message: str, where: Span2) -> bool:
    """True if the value's sentence has a negation or a word of fear before it, or a negation directly after it."""
    before = _SENTENCE.split(message[: where[0]].lower())[-1]
    return denied(message, where) or any(_says(before, word) for word in (*_negations()[0], *function_words()["feared"]))


def _says(text: str, word: str) -> bool:
    return (re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None) if word.isascii() else word in text


def _beside(message: str, where: Span2) -> tuple[str, str]:
    return message[max(0, where[0] - 2 * _NEAR) : where[0]].lower().rstrip(), message[where[1] : where[1] + _NEAR].lower().lstrip()


def _ends(text: str, word: str) -> bool:
    return text.endswith(word) and not (_latin(word[0]) and len(text) > len(word) and _latin(text[-len(word) - 1]))


def _begins(text: str, word: str) -> bool:
    return text.startswith(word) and not (_latin(word[-1]) and len(text) > len(word) and _latin(text[len(word)]))


Form = Callable[[_Lines, str], Found]


def _plain(command: AnyCommand) -> Form:
    return lambda lines, rest: lines.plain(rest, command)


def _vary(how: str) -> Form:
    return lambda lines, rest: lines.vary(how, rest)


def _about(kind: type[Chat] | type[Decline] | type[HandOver]) -> Form:
    return lambda lines, rest: lines.about(rest, kind)


FORMS: dict[str, Form] = {
    "seek": _Lines.seek,
    "still": _Lines.still,
    "want": lambda lines, rest: lines.want(rest),
    "rather": lambda lines, rest: lines.want(rest, instead=True),
    "else": lambda lines, rest: lines.want(rest, strength="fallback"),
    "drop": _Lines.drop,
    "relax": _Lines.relax,
    "sort": _Lines.sort,
    "show": _Lines.show,
    **{how: _vary(how) for how in ("less", "more", "like", "other", "except", "page")},
    "back": _Lines.back,
    "compare": _Lines.compare,
    "choose": _Lines.choose,
    "ask": _Lines.ask,
    "check": _Lines.check,
    "learn": _Lines.learn,
    "brand": _Lines.brand,
    "supplier": _Lines.supplier,
    "letter": _Lines.letter,
    "sent": _plain(Inquire(act="sent")),
    "quote": _plain(Inquire(act="quote")),
    "quotes": _plain(Inquire(act="quotes")),
    "letters": _plain(Inquire(act="list")),
    "yes": _plain(Approve(answer="yes")),
    "no": _plain(Approve(answer="no")),
    "answer": _Lines.answer,
    "tell": _Lines.tell,
    "keep": _plain(Keep()),
    "once": _plain(Keep(how="once")),
    "forget": _plain(Forget()),
    "chat": _about(Chat),
    "decline": _about(Decline),
    "hand_over": _about(HandOver),
}

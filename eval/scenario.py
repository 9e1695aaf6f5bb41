"""Scenarios as data, and each expectation of a turn against what happened: None where it holds, else what was found instead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import Field, ValidationError, model_validator

from ..catalogue.catalogue import Catalogue
from ..catalogue.conditions import Judge
from ..catalogue.verdicts import MET
from ..nodes.state import State
from ..schema.base import Noun
from ..schema.condition import Condition
from ..schema.errors import InputError
from ..schema.evidence import EvidenceKind
from ..schema.inquiry import Inquiry
from ..schema.need import Need
from ..schema.product import Product
from ..schema.reading import Intent, Language
from ..schema.reply import Card, Reply
from ..understanding.ledger.where import parse_where

FOLDER = Path(__file__).parent / "scenarios"
Wording = Literal["plain", "typos", "other", "chatty"]
WORDINGS: tuple[Wording, ...] = ("plain", "typos", "other", "chatty")
Asked = Literal["which", "contradiction", "intent", "send", "narrow"]
Refused = Literal["out_of_scope", "chitchat", "impossible"]
_BOUNDS = ("<", "<=", ">", ">=")
_NEAR = 0.011  # 20000 for 300 pieces is 66.67 or 66.66 each


class Tap(Noun):
    """A relaxation by its place in the last reply, or the suggestion of a kind: what it says is sent."""

    relaxation: int | None = None
    suggestion: Literal["narrow", "widen", "decide"] | None = None


class Listed(Noun):
    """Products of the list that an earlier turn showed: at `positions` (from the end where negative) or meeting `where`; else all of them."""

    turn: int
    positions: tuple[int, ...] = ()
    where: str = ""


class Against(Noun):
    """A field of each card measured against products shown before; `field` is price, supplier, brand or attr.NAME."""

    field: str
    than: Listed


class Cards(Noun):
    """Of the cards that meet every hard condition: how many, what each must be, and how they stand to what was shown before."""

    min: int = 1
    max: int | None = None
    all: tuple[str, ...] = ()
    ids: Listed | None = None
    none_of: Listed | None = None
    within: Listed | None = None
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    less: Against | None = None
    more: Against | None = None
    other: Against | None = None
    same: Against | None = None


class Inquired(Noun):
    """An inquiry that the turn prepared or changed; what isn't named may be anything."""

    status: Literal["prepared", "sent"] | None = None
    quantity: int | None = None
    target_price: float | None = None
    quotes: int | None = None
    language: Language | None = None
    about: Listed | None = None


class Expect(Noun):
    """What must hold after the turn. Only what is written is checked; a list of intents or categories means any of them."""

    intent: Intent | tuple[Intent, ...] | None = None
    also: tuple[Intent, ...] = ()
    category: str | tuple[str, ...] | None = None
    conditions: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    sort: str | tuple[str, ...] | None = None
    quantity: int | None = None
    cards: Cards | None = None
    about: Listed | None = None
    suppliers: Listed | None = None
    comparison: Listed | None = None
    asked: Asked | bool = False
    refused: Refused | None = None
    nothing: bool | Literal["absent"] = False
    inquiries: tuple[Inquired, ...] = ()
    cites: tuple[EvidenceKind, ...] = ()
    mentions: tuple[str, ...] = ()
    language: Language | Literal["any"] | None = None


class Turn(Noun):
    """`say` in the order of WORDINGS, or a `tap`, the same in all."""

    say: tuple[str, ...] = ()
    tap: Tap | None = None
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _four_or_a_tap(self) -> "Turn":
        if (self.tap is None) == (len(self.say) != len(WORDINGS)):
            raise ValueError(f"a turn says {len(WORDINGS)} wordings ({', '.join(WORDINGS)}), or taps")
        return self


class Scenario(Noun):
    """`lang` is that of every wording but `other`."""

    id: str
    lang: Language
    note: str = ""
    turns: tuple[Turn, ...] = Field(min_length=3, max_length=12)
    slice: str = ""

    def language(self, wording: Wording) -> Language:
        return self.lang if wording != "other" else "en" if self.lang == "zh" else "zh"


def scenarios(folder: Path = FOLDER) -> Iterator[Scenario]:
    """Those of every file, in order; a file's name is its slice. Raises InputError that names the file and the scenario."""
    for file in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(file.read_text("utf-8")) or ():
            try:
                yield Scenario.model_validate({**row, "slice": file.stem})
            except (ValidationError, TypeError) as error:
                raise InputError(f"{file.name}: {row.get('id') if isinstance(row, dict) else row}: {error}") from error


INQUIRED = frozenset(Inquired.model_fields)


class Meaning:
    """Conditions as `need` judges them, among the products of its category."""

    def __init__(self, catalogue: Catalogue, need: Need, today: date) -> None:
        self.catalogue, self._need = catalogue, need
        self._judge = Judge(catalogue.columns, today, need.quantity)

    def unlike(self, expected: Sequence[str], active: Sequence[Condition]) -> tuple[list[str], list[Condition]]:
        """(expected and not there, there and not expected). Each expected one is `~` soft, `&` of every value, `?` free to be
        there, and may name others after `|`."""
        left, missing = list(active), []
        for text in expected:
            wanted = [(_wanted(one.strip()), "~" in one) for one in text.removeprefix("?").split("|")]
            found = next((each for each in left if any(self._same(one, soft, each) for one, soft in wanted)), None)
            if found is not None:
                left.remove(found)
            elif not text.startswith("?"):
                missing.append(text)
        return missing, left

    def meets(self, product_id: str, conditions: Iterable[Condition]) -> bool:
        row = self.catalogue.row(product_id)
        return row is not None and all(self._judge.verdicts(each)[row] == MET for each in conditions)

    def _same(self, wanted: Condition, soft: bool, got: Condition) -> bool:
        if wanted.field != got.field or soft == got.hard:
            return False
        if not wanted.field.startswith("attr.") and wanted.op in _BOUNDS:
            near = isinstance(got.value, (int, float)) and abs(float(got.value) - float(wanted.value)) < _NEAR  # type: ignore[arg-type]
            return near and wanted.op == got.op and (wanted.unit or "CNY") == (got.unit or "CNY")
        return bool((self._lets_through(wanted) == self._lets_through(got)).all())

    def _lets_through(self, condition: Condition) -> NDArray[np.bool_]:
        through: NDArray[np.bool_] = self._judge.verdicts(condition)[self._rows] == MET
        return through

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        category = Condition(id="", field="category", op="=", value=self._need.category or "")
        mask = self._judge.mask([category] if self._need.category else [])
        return np.flatnonzero(mask)


def spelled(conditions: Iterable[Condition]) -> str:
    return ", ".join(("" if each.hard else "~") + each.name for each in conditions) or "none"


def _wanted(text: str) -> Condition:
    wanted = parse_where(text.lstrip("~&"))[0]
    return wanted.model_copy(update={"every": text.startswith(("&", "~&"))})


@dataclass
class Seen:
    """`replies` by turn, `state` as it was stored after the last one; `language` is the wording's."""

    catalogue: Catalogue
    today: date
    language: Language
    replies: list[Reply] = field(default_factory=list)
    state: State = field(default_factory=lambda: State())

    @property
    def reply(self) -> Reply:
        return self.replies[-1]

    @property
    def need(self) -> Need:
        return self.reply.need

    @property
    def meaning(self) -> Meaning:
        return Meaning(self.catalogue, self.need, self.today)

    @property
    def meeting(self) -> list[Card]:
        """The cards that are shown as what was asked for, meeting every hard condition."""
        hard = {condition.name for condition in self.need.hard}
        return [card for card in self.reply.cards if not card.near and not hard & {*card.failed, *card.unknown}]

    def shown(self, turn: int) -> tuple[str, ...]:
        """The list of that turn, else the products of its cards."""
        listed = [shown.product_ids for shown in self.state.get("shown", []) if shown.turn == turn]
        if listed or turn > len(self.replies):
            return listed[0] if listed else ()
        return tuple(card.product_id for card in self.replies[turn - 1].cards)

    def listed(self, which: Listed) -> tuple[str, ...]:
        """The ids it names; positions that the list doesn't have name nothing."""
        ids = self.shown(which.turn)
        if which.positions:
            places = [place - 1 if place > 0 else len(ids) + place for place in which.positions]
            ids = tuple(ids[place] for place in places if 0 <= place < len(ids))
        conditions = parse_where(which.where)
        return tuple(each for each in ids if self.meaning.meets(each, conditions))

    def values(self, ids: tuple[str, ...], name: str) -> list[Any]:
        """A field of each product, where it states it."""
        return [value for product in self.catalogue.products(list(ids)) if (value := self._value(product, name)) is not None]

    def _value(self, product: Product, name: str) -> Any:
        if name == "price":
            return product.price_at(self.need.quantity)
        if name.startswith("attr."):
            value = product.attributes.get(name.removeprefix("attr."))
            return Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
        return product.supplier_id if name == "supplier" else getattr(product, name)


def offered(seen: Seen, wanted: Cards) -> str | None:
    """The first thing that the cards are not; None where they are all of it."""
    ids = tuple(card.product_id for card in seen.meeting)
    if not wanted.min <= len(ids) <= (wanted.max if wanted.max is not None else len(ids)):
        return f"{len(ids)} cards that meet all"
    conditions = parse_where(", ".join(wanted.all))
    if wrong := [each for each in ids for condition in conditions if not seen.meaning.meets(each, [condition])]:
        return f"not so: {', '.join(wrong)}"
    return _named(seen, ids, wanted) or next(filter(None, _measured(seen, ids, wanted)), None)


def _named(seen: Seen, ids: tuple[str, ...], wanted: Cards) -> str | None:
    if wanted.ids is not None and set(ids) != set(seen.listed(wanted.ids)):
        return f"{', '.join(ids)} instead of {', '.join(seen.listed(wanted.ids))}"
    strangers = set(ids) - set(seen.listed(wanted.within)) if wanted.within else set()
    wrong = set(ids) & (set(seen.listed(wanted.none_of)) if wanted.none_of else set()) | set(ids) & set(wanted.excludes) | strangers
    missing = set(wanted.includes) - set(ids)
    if wrong or missing:
        return f"shown {', '.join(sorted(wrong)) or 'none too many'}; not shown {', '.join(sorted(missing)) or 'none too few'}"
    return None


def _measured(seen: Seen, ids: tuple[str, ...], wanted: Cards) -> Iterator[str]:
    checks: tuple[tuple[Against | None, Callable[[Any, list[Any]], bool]], ...] = (
        (wanted.less, lambda value, old: value < max(old)),
        (wanted.more, lambda value, old: value > min(old)),
        (wanted.other, lambda value, old: value not in old),
        (wanted.same, lambda value, old: value in old),
    )
    for against, holds in checks:
        if against is not None:
            old, values = (seen.values(some, against.field) for some in (seen.listed(against.than), ids))
            if not old or len(values) != len(ids) or not all(holds(value, old) for value in values):
                yield f"{against.field} {', '.join(map(str, values))} against {', '.join(map(str, old)) or 'nothing'}"


Check = Callable[[Seen, Any], str | None]


def unmet(seen: Seen, expect: Expect) -> Iterator[tuple[str, str]]:
    """(expected, got) of each expectation that doesn't hold; the reply's language is always expected to be the wording's."""
    wanted = {name: getattr(expect, name) for name in expect.model_fields_set}
    for name, value in {"language": seen.language, **wanted}.items():
        got = CHECKS[name](seen, value)
        if got is not None:
            yield f"{name}: {_spelled(value)}", got


def _spelled(value: Any) -> str:
    if hasattr(value, "model_dump"):
        return str(value.model_dump(exclude_unset=True))
    return "; ".join(map(_spelled, value)) if isinstance(value, tuple) else str(value)


def _one_of(got: object, wanted: object) -> str | None:
    return None if got == wanted or isinstance(wanted, tuple) and got in wanted else str(got)


def _unlike(seen: Seen, wanted: tuple[str, ...], more: bool = False) -> str | None:
    """Conditions that are missing, or, but where there may be `more`, there and not expected."""
    missing, extra = seen.meaning.unlike(wanted, seen.need.active)
    return spelled(seen.need.active) if missing or (extra and not more) else None


def _lacks(seen: Seen, fields: tuple[str, ...]) -> str | None:
    found = [each for each in seen.need.active if each.field in fields]
    return spelled(found) if found else None


def _facts(seen: Seen, wanted: tuple[str, ...]) -> str | None:
    got = tuple(sorted(f"{fact.kind}={fact.value}" for fact in seen.need.facts))
    return None if got == tuple(sorted(wanted)) else "; ".join(got) or "none"


def _same_ids(got: tuple[str, ...], seen: Seen, wanted: Listed) -> str | None:
    expected = seen.listed(wanted)
    return None if expected and set(got) == set(expected) else f"{', '.join(got) or 'none'} (expected {', '.join(expected) or 'nothing'})"


def _suppliers(seen: Seen, wanted: Listed) -> str | None:
    expected = set(seen.values(seen.listed(wanted), "supplier"))
    got = {citation.ref for citation in seen.reply.citations if citation.kind == "supplier"}
    return None if expected and got == expected else f"{sorted(got)} (expected {sorted(expected)})"


def _asked(seen: Seen, wanted: str | bool) -> str | None:
    pending, question = seen.state.get("pending"), seen.reply.question
    if wanted == "narrow":
        return None if question else "no question"
    if isinstance(wanted, bool):
        return None if wanted == bool(question or pending) else f"{pending.kind if pending else 'nothing pending'}, question: {question}"
    return _one_of(pending.kind if pending else "nothing pending", wanted)


def _refused(seen: Seen, wanted: str | None) -> str | None:
    offered_something = bool(seen.reply.cards or seen.reply.comparison or seen.reply.inquiries)
    right = (seen.reply.intent == wanted) if wanted != "impossible" else seen.reply.intent not in ("out_of_scope", "chitchat")
    return None if right and not offered_something else f"{seen.reply.intent} with {len(seen.reply.cards)} cards"


def _nothing(seen: Seen, wanted: bool | str) -> str | None:
    got = f"{len(seen.meeting)} cards that meet all, {len(seen.reply.relaxations)} relaxations"
    if not wanted:
        return None if seen.meeting else got
    return None if not seen.meeting and (wanted == "absent" or seen.reply.relaxations) else got


def _inquiries(seen: Seen, wanted: tuple[Inquired, ...]) -> str | None:
    got = list(seen.reply.inquiries)
    for each in wanted:
        found = next((one for one in got if all(_inquired(seen, one, name, getattr(each, name)) for name in each.model_fields_set)), None)
        if found is None:
            return _told(seen.reply)
        got.remove(found)
    return _told(seen.reply) if got else None


def _told(reply: Reply) -> str:
    return "; ".join(str(one.model_dump(include={*INQUIRED, "id", "product_ids"})) for one in reply.inquiries) or "none"


def _inquired(seen: Seen, inquiry: Inquiry, name: str, value: Any) -> bool:
    if name == "about":
        return set(inquiry.product_ids) == set(seen.listed(value))
    if name == "quotes":
        return bool(len(inquiry.quotes) == value)
    got: Any = getattr(inquiry, name, None)
    return bool(got == value if got is None or value is None or isinstance(value, str) else float(got) == float(value))


def _cites(seen: Seen, kinds: tuple[str, ...]) -> str | None:
    got = {citation.kind for citation in seen.reply.citations}
    return None if set(kinds) <= got else ", ".join(sorted(got)) or "none"


def _mentions(seen: Seen, words: tuple[str, ...]) -> str | None:
    missing = [word for word in words if not any(word in citation.quote for citation in seen.reply.citations)]
    return f"no citation says {', '.join(missing)}" if missing else None


CHECKS: dict[str, Check] = {
    "intent": lambda seen, wanted: _one_of(seen.reply.intent, wanted),
    "also": lambda seen, wanted: None if sorted(seen.reply.also) == sorted(wanted) else str(seen.reply.also),
    "category": lambda seen, wanted: _one_of(seen.need.category, wanted),
    "quantity": lambda seen, wanted: _one_of(seen.need.quantity, wanted),
    "conditions": _unlike,
    "has": lambda seen, wanted: _unlike(seen, wanted, more=True),
    "lacks": _lacks,
    "facts": _facts,
    "sort": lambda seen, wanted: _one_of(seen.need.sort[0] if seen.need.sort else None, wanted),
    "cards": offered,
    "about": lambda seen, wanted: _same_ids(seen.state.get("focus", ()), seen, wanted),
    "suppliers": _suppliers,
    "comparison": lambda seen, wanted: _same_ids(seen.reply.comparison.product_ids if seen.reply.comparison else (), seen, wanted),
    "asked": _asked,
    "refused": _refused,
    "nothing": _nothing,
    "inquiries": _inquiries,
    "cites": _cites,
    "mentions": _mentions,
    "language": lambda seen, wanted: None if wanted == "any" else _one_of(seen.reply.language, wanted),
}

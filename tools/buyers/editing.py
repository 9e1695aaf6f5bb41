"""A profile written by hand: `market=DE`, `price<=50`, one a line."""

from collections.abc import Iterable, Sequence

from ...catalogue.columns import Columns
from ...schema.condition import Condition
from ...schema.errors import InputError
from ...schema.fact import Fact
from ...schema.profile import Profile, Trait
from ...understanding.ledger.values import check_condition
from ...understanding.ledger.where import parse_where
from ...understanding.tokens.fact_names import known_value
from .profile import Changes, Place, fact_trait, wish_trait

FACTS = ("market", "trade", "audience")


def edited(profile: Profile, put: Iterable[str], remove: Sequence[str] = (), category: str | None = None, columns: Columns | None = None) -> Changes:
    """`put` lines stand from now on, a fact in place of the others of its kind; `remove` names ids. Raises InputError, with `columns` also for what
    no product of the catalogue has."""
    if unknown := [name for name in remove if profile.trait(name) is None]:
        known = ", ".join(trait.id for trait in profile.traits) or "none"
        raise InputError(f"There is no {unknown[0]!r} in this profile; there are: {known}.")
    kept = [trait for line in put for trait in _traits(line, category)]
    for wish in (trait.wish for trait in kept):
        if wish is not None and columns is not None:
            check_condition(wish, columns)
    ids, kinds = {trait.id for trait in kept}, {trait.fact.kind for trait in kept if trait.fact}
    gone = [trait for trait in profile.traits if trait.id in remove or (trait.fact is not None and trait.fact.kind in kinds)]
    return Changes(tuple(kept), tuple(trait for trait in gone if trait.id not in ids))


def from_lines(profile: Profile, text: str) -> Changes:
    """As `to_lines` wrote them, changed by hand: what has gone is forgotten, what is new is kept, what stands keeps where it is from."""
    lines = dict.fromkeys(stripped for line in text.splitlines() if (stripped := line.strip()) and not stripped.startswith("#"))
    standing = {_line(trait): trait for trait in profile.traits}
    kept = [trait for line in lines if line not in standing for trait in _traits(*_of(line))]
    ids = {trait.id for trait in kept}
    return Changes(tuple(kept), tuple(trait for line, trait in standing.items() if line not in lines and trait.id not in ids))


def to_lines(profile: Profile) -> str:
    head = (
        f"# What is known of buyer {profile.buyer}, one a line: market=DE, trade=boutique, audience=toddlers, price<=50, or price<=50 @ CATEGORY.\n"
    )
    return head + "".join(f"{_line(trait)}\n" for trait in profile.traits)


def stated(trait: Trait) -> str:
    """As it is written by hand: `market=DE`, `attr.material not in [wool]`."""
    if trait.fact is not None:
        return f"{trait.fact.kind}={trait.fact.value}"
    return _wish(trait.wish) if trait.wish is not None else ""


def _line(trait: Trait) -> str:
    return stated(trait) + (f" @ {trait.category}" if trait.category else "")


def _of(line: str) -> tuple[str, str | None]:
    said, _, category = line.partition(" @ ")
    return said, category or None


def _wish(wish: Condition) -> str:
    op = wish.op.replace("_", " ")
    said = f"[{', '.join(map(_value, wish.value))}]" if isinstance(wish.value, tuple) else _value(wish.value)
    return f"{wish.field} {op} {said}" if op[0].isalpha() else f"{wish.field}{op}{said}{wish.unit or ''}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f'"{text}"' if any(mark in text for mark in ",[]();'") else text


def _traits(line: str, category: str | None) -> Iterable[Trait]:
    kind, equals, value = (part.strip() for part in line.partition("="))
    if kind not in FACTS or not equals:
        return [wish_trait(condition.model_copy(update={"text": ""}), category, Place()) for condition in _conditions(line)]
    values = [part.strip() for part in value.split(",") if part.strip()]
    if not values:
        raise InputError(f"{line!r} says nothing of {kind}; write {kind}=VALUE, or take it away with --remove.")
    return [fact_trait(Fact(kind=kind, value=known_value(kind, one)), Place()) for one in values]  # type: ignore[arg-type]


def _conditions(line: str) -> tuple[Condition, ...]:
    try:
        return parse_where(line)
    except InputError as error:
        raise InputError(f"{line!r}: {str(error).removeprefix('--where: ')}; or one of {', '.join(FACTS)} = VALUE") from None

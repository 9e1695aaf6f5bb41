"""What the cards of a turn must be, judged from the records."""

from collections.abc import Callable
from typing import Any

from ..understanding.ledger.where import parse_where
from .scenario import Against, Cards, Listed
from .seen import Seen


def offered(seen: Seen, wanted: Cards) -> str | None:
    """The first thing that the cards are not; None where they are all of it."""
    ids = tuple(card.product_id for card in seen.meeting)
    if not wanted.min <= len(ids) <= (wanted.max if wanted.max is not None else len(ids)):
        return f"{len(ids)} cards that meet all"
    return _judged(seen, ids, wanted) or _named(seen, ids, wanted) or _measured(seen, ids, wanted)


def _judged(seen: Seen, ids: tuple[str, ...], wanted: Cards) -> str | None:
    conditions = parse_where(", ".join(wanted.all))
    wrong = [each for each in ids for condition in conditions if not seen.meaning.meets(each, [condition])]
    return f"not so: {', '.join(wrong)}" if wrong else None


def _named(seen: Seen, ids: tuple[str, ...], wanted: Cards) -> str | None:
    if wanted.ids is not None and set(ids) != set(seen.listed(wanted.ids)):
        return f"{', '.join(ids)} instead of {', '.join(seen.listed(wanted.ids))}"
    strangers = set(ids) - set(seen.listed(wanted.within)) if wanted.within else set()
    wrong = set(ids) & (set(seen.listed(wanted.none_of)) if wanted.none_of else set()) | set(ids) & set(wanted.excludes) | strangers
    missing = set(wanted.includes) - set(ids)
    if wrong or missing:
        return f"shown {', '.join(sorted(wrong)) or 'none too many'}; not shown {', '.join(sorted(missing)) or 'none too few'}"
    return None


def _measured(seen: Seen, ids: tuple[str, ...], wanted: Cards) -> str | None:
    checks: tuple[tuple[Against | None, Callable[[Any, list[Any]], bool]], ...] = (
        (wanted.less, lambda value, old: value < max(old)),
        (wanted.more, lambda value, old: value > min(old)),
        (wanted.other, lambda value, old: value not in old),
        (wanted.same, lambda value, old: value in old),
    )
    for against, holds in checks:
        if against is not None and (wrong := _wrong(seen, ids, against, holds)):
            return wrong
    return None


def _wrong(seen: Seen, ids: tuple[str, ...], against: Against, holds: Callable[[Any, list[Any]], bool]) -> str | None:
    old = _old(seen, against.than, against.field)
    values = seen.values(ids, against.field)
    if old and len(values) == len(ids) and all(holds(value, old) for value in values):
        return None
    return f"{against.field} {', '.join(map(str, values))} against {', '.join(map(str, old)) or 'nothing'}"


def _old(seen: Seen, which: Listed, name: str) -> list[Any]:
    return seen.values(seen.listed(which), name)

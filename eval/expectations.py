"""Each expectation of a turn against what happened: None where it holds, else what was found instead."""

from collections.abc import Callable, Iterator
from typing import Any

from ..schema.inquiry import Inquiry
from .meaning import spelled
from .offered import offered
from .scenario import Expect, Inquired, Listed
from .seen import Seen

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


def _conditions(seen: Seen, wanted: tuple[str, ...]) -> str | None:
    missing, extra = seen.meaning.unlike(wanted, seen.need.active)
    return spelled(seen.need.active) if missing or extra else None


def _has(seen: Seen, wanted: tuple[str, ...]) -> str | None:
    missing, _ = seen.meaning.unlike(wanted, seen.need.active)
    return spelled(seen.need.active) if missing else None


def _lacks(seen: Seen, fields: tuple[str, ...]) -> str | None:
    found = [each for each in seen.need.active if each.field in fields]
    return spelled(found) if found else None


def _facts(seen: Seen, wanted: tuple[str, ...]) -> str | None:
    got = tuple(sorted(f"{fact.kind}={fact.value}" for fact in seen.need.facts))
    return None if got == tuple(sorted(wanted)) else "; ".join(got) or "none"


def _also(seen: Seen, wanted: tuple[str, ...]) -> str | None:
    return None if sorted(seen.reply.also) == sorted(wanted) else str(seen.reply.also)


def _sort(seen: Seen, wanted: object) -> str | None:
    return _one_of(seen.need.sort[0] if seen.need.sort else None, wanted)


def _about(seen: Seen, wanted: Listed) -> str | None:
    return _same_ids(seen.state.get("focus", ()), seen, wanted)


def _comparison(seen: Seen, wanted: Listed) -> str | None:
    return _same_ids(seen.reply.comparison.product_ids if seen.reply.comparison else (), seen, wanted)


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
        found = next((one for one in got if _inquired(seen, one, each)), None)
        if found is None:
            break
        got.remove(found)
    else:
        if not got:
            return None
    return "; ".join(_told(each) for each in seen.reply.inquiries) or "none"


def _told(inquiry: Inquiry) -> str:
    said = (inquiry.status, f"{inquiry.quantity} pcs", f"target {inquiry.target_price}", f"{len(inquiry.quotes)} quotes", inquiry.language)
    return f"{inquiry.id}: {', '.join(said)}, {' '.join(inquiry.product_ids)}"


def _inquired(seen: Seen, inquiry: Inquiry, wanted: Inquired) -> bool:
    for name in wanted.model_fields_set:
        value, got = getattr(wanted, name), getattr(inquiry, name, None)
        if name == "about":
            right = set(inquiry.product_ids) == set(seen.listed(value))
        elif name == "quotes":
            right = len(inquiry.quotes) == value
        else:
            right = got == value if got is None or value is None or isinstance(value, str) else float(got) == float(value)
        if not right:
            return False
    return True


def _cites(seen: Seen, kinds: tuple[str, ...]) -> str | None:
    got = {citation.kind for citation in seen.reply.citations}
    return None if set(kinds) <= got else ", ".join(sorted(got)) or "none"


def _mentions(seen: Seen, words: tuple[str, ...]) -> str | None:
    missing = [word for word in words if not any(word in citation.quote for citation in seen.reply.citations)]
    return f"no citation says {', '.join(missing)}" if missing else None


def _need_is(name: str) -> Check:
    return lambda seen, wanted: _one_of(getattr(seen.need, name), wanted)


CHECKS: dict[str, Check] = {
    "intent": lambda seen, wanted: _one_of(seen.reply.intent, wanted),
    "also": _also,
    "category": _need_is("category"),
    "quantity": _need_is("quantity"),
    "conditions": _conditions,
    "has": _has,
    "lacks": _lacks,
    "facts": _facts,
    "sort": _sort,
    "cards": offered,
    "about": _about,
    "suppliers": _suppliers,
    "comparison": _comparison,
    "asked": _asked,
    "refused": _refused,
    "nothing": _nothing,
    "inquiries": _inquiries,
    "cites": _cites,
    "mentions": _mentions,
    "language": lambda seen, wanted: None if wanted == "any" else _one_of(seen.reply.language, wanted),
}

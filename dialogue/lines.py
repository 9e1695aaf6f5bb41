"""Commands as one line each, as a log and a transcript show them: `want price <= 100 CNY`, `ask moq of #2`."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..schema.base import Noun
from ..schema.command import AnyCommand, Sort, Want
from ..schema.reference import Reference

_ASIDE = {"command", "quote", "by", "confidence", "text", "further", "field", "op", "value", "unit", "key", "direction", "count"}


def told(commands: Sequence[AnyCommand]) -> str:
    """All of them, in their order."""
    return "; ".join(map(line, commands))


def line(command: AnyCommand) -> str:
    """Its name, what it sets, and whatever else it says."""
    return " ".join((command.command, *_head(command), *_rest(command)))


def pointer(reference: Reference) -> str:
    """`#2`, `#-1` for the last one, `cheapest`, or the buyer's words."""
    if reference.kind == "ordinal" and reference.ordinal is not None and reference.place is None:
        return f"#{reference.ordinal}"
    named = next((each.value for each in reference.conditions if each.field == "product"), None)
    if isinstance(named, tuple):
        return ",".join(named)
    return reference.text or " ".join((reference.kind, *reference.words, *filter(None, (reference.sort,))))


def _head(command: AnyCommand) -> Iterator[str]:
    if isinstance(command, Want):
        value = ", ".join(command.value) if isinstance(command.value, tuple) else str(command.value)
        yield from filter(None, (command.field, command.op, value, command.unit))
    elif isinstance(command, Sort):
        yield from filter(None, (command.key, command.direction, str(command.count) if command.count else None))
    else:
        yield from (_said(getattr(command, name)) for name in ("field", "value", "count") if getattr(command, name, None))


def _rest(command: AnyCommand) -> Iterator[str]:
    for name, field in type(command).model_fields.items():
        value = getattr(command, name)
        if name not in _ASIDE and value != field.default:
            yield f"{name} {_said(value)}"


def _said(value: Any) -> str:
    if isinstance(value, Reference):
        return pointer(value)
    if isinstance(value, (Want, Sort)):
        return line(value)
    if isinstance(value, Noun):
        return value.model_dump_json(exclude_defaults=True)
    return ", ".join(map(_said, value)) if isinstance(value, tuple) else str(value)

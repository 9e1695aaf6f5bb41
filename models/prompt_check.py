"""Checks that a folder's prompt can replace the package's prompt of that name, by rendering it before any turn does."""

from typing import Any

from ..schema.errors import InputError, OutsideError
from .budget import SPARE
from .prompt import Prompt
from .tokens import counter

_BYTES = 20
"""Bytes of a token on average, more than in any human text: a text longer by this measure needs no counting."""


def check_replaces(prompt: Prompt, own: Prompt) -> None:
    """Raise InputError if `prompt` can't be rendered with the example of `own`, omits a variable that `own` needs, has another role or schema, or
    exceeds its budget."""
    if strange := sorted(set(prompt.variables) - set(own.variables)):
        raise InputError(f"{prompt.source}: {strange[0]!r} is no variable of {own.head.name}; there are {', '.join(own.variables)}.")
    if prompt.head.role != own.head.role:
        raise InputError(f"{prompt.source}: its role is {prompt.head.role}; {own.head.name} needs the role {own.head.role}.")
    if prompt.head.reply_schema not in (None, own.head.reply_schema):
        raise InputError(
            f"{prompt.source}: its schema is {prompt.head.reply_schema}; the answer to {own.head.name} is read as {own.head.reply_schema}."
        )
    example = own.head.example
    whole = _filled(prompt, example)
    lists: dict[str, list[Any]] = {name: [] for name, value in example.items() if isinstance(value, list)}
    _check_length(prompt, _filled(prompt, {**example, **lists}))
    for name, value in example.items():
        needed = name in own.head.needs
        try:
            without = _filled(prompt, {**example, name: type(value)()})
        except InputError as error:
            if needed and name not in lists:  # a needed variable is never empty
                continue
            raise InputError(f"{error} (where {name!r} is empty)") from error
        if needed and without == whole:
            raise InputError(f"{prompt.source}: the prompt omits {name!r}, which the model needs; write {{{{ {name} }}}} into a block.")


def _filled(prompt: Prompt, values: dict[str, Any]) -> tuple[str, ...]:
    try:
        return tuple(message.text for message in prompt.messages(**values))
    except OutsideError as error:
        raise InputError(str(error)) from error


def _check_length(prompt: Prompt, texts: tuple[str, ...]) -> None:
    text, room = "\n".join(texts), int(prompt.head.budget * (1 - SPARE))
    size = len(text.encode("utf-8", "replace"))
    if size > room and (size > room * _BYTES or counter()(text) > room):  # a token has at least one byte
        raise InputError(
            f"{prompt.source}: without records it already exceeds its budget of {prompt.head.budget} tokens; shorten it, or raise the budget."
        )

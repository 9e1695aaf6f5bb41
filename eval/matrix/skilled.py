"""Scripted models of different skill, for the example and for tests: they read a price out of a message, if the prompt is one that they understand.

`able` understands every prompt. `weak` needs an example in it, or talks around its JSON. `plain` gets numbers wrong where it is asked to think first.
"""

import json
import re
from collections.abc import Callable, Sequence

from ...models.language_model import Ask
from ...models.scripted import ScriptedModel
from ...schema.errors import InputError

_PRICE = re.compile(r"\d+(?:\.\d+)?")


def able(system: str, said: str) -> str:
    return json.dumps({"price": _price(said)})


def weak(system: str, said: str) -> str:
    if "example" in system.lower():
        return able(system, said)
    return f"Sure! Here is the JSON: {able(system, said)}"


def plain(system: str, said: str) -> str:
    if "step by step" in system.lower():
        return json.dumps({"price": (_price(said) or 0) + 10})
    return able(system, said)


SKILLS: dict[str, Callable[[str, str], str]] = {"able": able, "weak": weak, "plain": plain}


def scripted(name: str) -> ScriptedModel:
    """Raises InputError where there is none of that name."""
    if name not in SKILLS:
        raise InputError(f"There is no scripted model {name!r}; there are {', '.join(SKILLS)}.")
    return ScriptedModel(lambda ask: SKILLS[name](*_asked(ask)), f"scripted:{name}")


def _asked(ask: Ask) -> tuple[str, str]:
    said: Sequence[str] = [message.text for message in ask.messages]
    return said[0], said[-1]


def _price(said: str) -> float | None:
    found = _PRICE.search(said)
    return float(found[0]) if found else None

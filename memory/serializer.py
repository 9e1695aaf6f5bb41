"""How state is written and what may be made of it on reading: our own nouns and LangChain's messages, nothing else.

A stored checkpoint names the class of each value, and LangGraph's default imports whatever it names. Somebody who can write to the
database could so run code here; a type that isn't listed comes back as plain data instead.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from pydantic import BaseModel

from .. import schema


def _nouns() -> Iterator[type[BaseModel]]:
    for module in pkgutil.iter_modules(schema.__path__):
        for value in vars(importlib.import_module(f"{schema.__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__.startswith(f"{schema.__name__}."):
                yield value


def serializer(more: Iterable[type] = ()) -> JsonPlusSerializer:
    """`more` names further classes that the state holds."""
    allowed = {(kind.__module__, kind.__qualname__) for kind in (*_nouns(), *more)}
    return JsonPlusSerializer(allowed_msgpack_modules=sorted(allowed))

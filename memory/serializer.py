"""Serialiser of graph state that restores only our own models and LangChain's messages.

A checkpoint names the class of each value, and LangGraph's default imports any of them, so that write access to the database would allow code
execution. Here unlisted types come back as plain data.
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
    """`more`: state classes outside schema/."""
    allowed = {(kind.__module__, kind.__qualname__) for kind in (*_nouns(), *more)}
    return JsonPlusSerializer(allowed_msgpack_modules=sorted(allowed))

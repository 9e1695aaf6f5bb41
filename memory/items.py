"""Items of a LangGraph store as they are kept in Redis, and the filters of a search."""

import operator
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

import orjson
from langgraph.store.base import Item, ListNamespacesOp, MatchCondition, SearchOp

from . import keys

LABELS = 2
"""Leading labels of a namespace that form its root."""
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": operator.eq,
    "$ne": operator.ne,
    "$gt": operator.gt,
    "$gte": operator.ge,
    "$lt": operator.lt,
    "$lte": operator.le,
}
I = TypeVar("I", bound=Item)  # noqa: E741
Namespace = tuple[str, ...]


class Root(NamedTuple):
    """The leading labels of a namespace. LangGraph forbids full stops in labels, so they separate them here."""

    labels: Namespace

    @classmethod
    def of(cls, namespace: Namespace, key: str = "") -> tuple["Root", str]:
        """Return the root of `namespace`, and the hash field of item `key`."""
        return cls(namespace[:LABELS]), f"{'.'.join(namespace[LABELS:])}\0{key}"

    @classmethod
    def at(cls, prefix: str, key: str) -> "Root":
        return cls(tuple(keys.thread_of(prefix, key).split(".")))

    @classmethod
    def whole(cls, namespace: Namespace) -> bool:
        """True if everything under `namespace` lies in one root."""
        return len(namespace) >= LABELS

    def key(self, prefix: str) -> str:
        return keys.keys(prefix, ".".join(self.labels), ["items"])[0]

    def under(self, namespace: Namespace) -> bool:
        return self.labels[: len(namespace)] == namespace


class Found(NamedTuple):
    """An item; times in microseconds."""

    namespace: Namespace
    key: str
    value: dict[str, Any]
    created: int
    updated: int


def found_in(root: Root, answer: Sequence[Any]) -> list[Found]:
    """Parse the script's answer to one read."""
    found = []
    for start in range(0, len(answer), 4):
        field, value, created, updated = answer[start : start + 4]
        rest, _, key = field.decode().partition("\0")
        found.append(Found((*root.labels, *(rest.split(".") if rest else ())), key, orjson.loads(value), int(created), int(updated)))
    return found


def item(kind: type[I], found: Found) -> I:
    times = (datetime.fromtimestamp(each / 1_000_000, UTC) for each in (found.created, found.updated))
    return kind(value=found.value, key=found.key, namespace=found.namespace, **dict(zip(("created_at", "updated_at"), times, strict=True)))


def rank(found: Found) -> tuple[int, Namespace, str]:
    return -found.updated, found.namespace, found.key


def matches(found: Found, op: SearchOp) -> bool:
    if found.namespace[: len(op.namespace_prefix)] != op.namespace_prefix:
        return False
    return all(_compared(found.value.get(name), wanted) for name, wanted in (op.filter or {}).items())


def _compared(value: Any, wanted: Any) -> bool:
    """True if `value` satisfies `wanted`, a value or operators: {"$gte": 5}."""
    if not isinstance(wanted, dict):
        return bool(value == wanted)
    if not any(name.startswith("$") for name in wanted):
        return isinstance(value, dict) and all(_compared(value.get(name), each) for name, each in wanted.items())
    if unknown := wanted.keys() - _COMPARED.keys():
        raise ValueError(f"Unsupported operator: {', '.join(sorted(unknown))}")
    try:
        return all(_COMPARED[name](value, each) for name, each in wanted.items())
    except TypeError:
        return False  # values without an order


def namespaces_of(every: Iterable[Namespace], op: ListNamespacesOp) -> list[Namespace]:
    """The distinct matching namespaces, sorted."""
    fitting = {each[: op.max_depth] for each in every if all(_fits(each, condition) for condition in op.match_conditions or ())}
    return sorted(fitting)[op.offset : op.offset + op.limit]


def _fits(namespace: Namespace, condition: MatchCondition) -> bool:
    """True if the namespace matches; `*` is any one label."""
    path = tuple(condition.path)
    if len(namespace) < len(path):
        return False
    part = namespace[: len(path)] if condition.match_type == "prefix" else namespace[len(namespace) - len(path) :]
    return all(wanted in ("*", label) for label, wanted in zip(part, path, strict=True))

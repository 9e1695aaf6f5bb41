"""A case: one data row that both sides play."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from pydantic import TypeAdapter

from ...schema.errors import InputError

Slices = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """`id` is unique in its suite. `script` is all that decides how it is played: the same script is played once, whoever scores it. `owner` is the
    slice whose people answer for it, `source` the file that it stands in, `cluster` the cases that are one to a test: wordings of one scenario.
    """

    id: str
    suite: str
    script: Mapping[str, Any]
    owner: str
    source: str
    slices: Slices = field(default_factory=dict)
    cluster: str = ""
    gold: Any = None

    def within(self, wanted: Mapping[str, str]) -> bool:
        """Whether it may lie in those slices: what the case doesn't say is decided when it was played."""
        return all(value in self.slices[name] for name, value in wanted.items() if name in self.slices)

    def as_json(self) -> dict[str, Any]:
        return {**self.__dict__, "script": dict(self.script), "gold": _told(self.gold)}

    @classmethod
    def of_json(cls, row: dict[str, Any]) -> "Case":
        """Raises InputError, or what Python does, where it is none."""
        slices = {name: tuple(values) for name, values in row["slices"].items()}
        return cls(**{**row, "slices": slices, "gold": _gold(row["gold"])})


_PACKAGE = __name__.partition(".eval.")[0] + ".eval."


def _told(gold: Any) -> Any:
    """With the noun that it is, unless it is plain JSON; what nobody set is expected of nothing."""
    if gold is None or isinstance(gold, dict):
        return gold and {"is": "", "has": gold}
    kind = type(gold)
    return {
        "is": f"{kind.__module__.removeprefix(_PACKAGE)}:{kind.__qualname__}",
        "has": TypeAdapter(kind).dump_python(gold, mode="json", exclude_unset=True),
    }


def _gold(told: dict[str, Any] | None) -> Any:
    """Only nouns of the evaluation are made of what stands in a file."""
    if not told or not told["is"]:
        return told and told["has"]
    module, _, name = told["is"].partition(":")
    kind = getattr(import_module(_PACKAGE + module), name, None)
    if not isinstance(kind, type) or kind.__module__ != _PACKAGE + module:
        raise InputError(f"There is no noun {told['is']!r} that a case could expect.")
    return TypeAdapter(kind).validate_python(told["has"])

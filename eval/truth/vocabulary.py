"""Words that state nothing of a thing, and what fields are called: words/zh.yaml, words/en.yaml, words/attributes.yaml."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .spoken import stem
from .units import UNITS


@dataclass(frozen=True)
class Vocabulary:
    """`phrases` are whole ones of the talk, the longest first."""

    plain: frozenset[str]
    phrases: re.Pattern[str]
    fields: dict[str, tuple[str, ...]]


def _load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(f"words/{name}.yaml").read_text("utf-8"))
    return found


@cache
def words(language: str) -> Vocabulary:
    """Of Chinese the pieces themselves, of English their stems."""
    read, place = _load(language), ("zh", "en").index(language)
    fields = {name: tuple(labels) for name, labels in read["fields"].items()}
    fields |= {f"attr.{name}": (str(labels[place]),) for name, labels in _load("attributes").items()}
    pieces = str(read["plain"]).split()
    talk = sorted(map(re.escape, read["phrases"]), key=len, reverse=True)
    return Vocabulary(frozenset(pieces if language == "zh" else map(stem, pieces)), re.compile("|".join(talk), re.IGNORECASE), fields)


def labels_of(name: str) -> tuple[str, ...]:
    return tuple(label for language in ("zh", "en") for label in words(language).fields.get(name, ()))


_UNITS = {"persons": ("人", "persons", "person"), "pcs": ("件", "个", "pcs"), "pct": ("%",), "months": ("个月", "months", "month"), "gsm": ("g/m²",)}


def units_of(name: str) -> tuple[str, ...]:
    """What numbers of a field are of, by the end of its name: "g" of attr.fill_g, "tog" of attr.tog."""
    end = name.removeprefix("attr.").rsplit("_", 1)[-1] if name.startswith("attr.") else ""
    return _UNITS.get(end, (end,)) if "_" in name or end in UNITS else ()


def fields_named(label: str, language: str) -> list[str]:
    """The fields that are called so."""
    return [name for name, labels in words(language).fields.items() if label.casefold() in (one.casefold() for one in labels)]


UNIT = (
    "°C|g/m²|英寸|小时|个月|流明|毫秒|姆米|mAh|DPI|TOG|N·m|[Mm]onths?|[Yy]ears?|persons?|pcs|lm|ml|mm|cm|kg|in|米|岁|支|人|Ah|ms|momme|[LlgmVWwhK%]"
)
"""As values are written behind their field."""


@cache
def labelled(language: str) -> re.Pattern[str]:
    """A field's name with a value behind it: `材质：纯棉`, `capacity 15 L`."""
    names = sorted((label for labels in words(language).fields.values() for label in labels), key=len, reverse=True)
    either = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?<![A-Za-z])(?P<label>{either})(?:(?:[:：] ?| ?[是为] ?)(?P<value>[^，,；;。:：（(\[]+)"
        rf"| ?(?P<number>[-−]?\d[\d.,x/–-]*(?: ?(?:{UNIT}))?(?![A-Za-z])))",
        re.IGNORECASE,
    )

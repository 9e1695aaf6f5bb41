"""The machine that goods are to fit, by its brand, its model or both: "for my NEC MT1070", 能装佳能吗."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..catalogue.quantities import parse_quantity
from ..catalogue.world_brands import world_brands
from .analysis import normalise

_OR = re.compile(r"\s*(?:(?<!\d)/(?!\d)|,|，|、|还是|或者?|\bor\b)\s*")
_CODED = re.compile(r"(?:(?P<series>[a-z]+)(?P<between>[ -]))?(?P<code>[a-z0-9.+-]*\d[a-z0-9.+/-]*)")
_RUN = re.compile(r"[a-z]+|\d+")
_LISTED = re.compile(r"\b([a-z]+)(-?)(\d{2,}[a-z]{0,4})((?:\s*[/,、&]\s*\d{2,}[a-z]{0,4}\b)+)")
_NUMBER = re.compile(r"\d{2,}[a-z]{0,4}")
_SERIES = 6
"""Letters of a word that belongs to the number behind it: EF 20mm, iPhone 15."""
_BEHIND = 3
"""Letters behind a model's number that tell a variant of it: HL-2070N."""
_VARIANT = re.compile(r"(?P<series>.*[a-z][ -]?\d{3,})(?P<variant>[a-z]{1,3})")


class Named(IntEnum):
    """How much of a machine the record of goods names: another one, nothing, its brand alone, its series, the model."""

    OTHER = 0
    NOTHING = 1
    BRAND = 2
    SERIES = 3
    MODEL = 4


class Machine(NamedTuple):
    """`text` is how the buyer calls it. Of `ways` one is to be named: each by all of its models. `brands` are its makers, each by all names."""

    text: str
    brands: tuple[tuple[str, ...], ...]
    ways: tuple[tuple[str, ...], ...]

    def modelled(self, text: str) -> str:
        """The words of a text that name the model; "" where none do."""
        said = _each_named(normalise(text))
        for way in self.ways:
            found = [_pattern(model).search(said) for model in way]
            if all(found):
                return " ".join(one.group() for one in found if one)
        return ""

    @property
    def series(self) -> "Machine":
        """The same by the series of each model, which records name for all of it: P2055, of P2055dn."""
        return self._replace(ways=tuple(dict.fromkeys(tuple(map(_series, way)) for way in self.ways)))

    def named(self, recorded: Sequence[str], texts: Sequence[str], brand: str) -> tuple[Named, tuple[str, ...]]:
        """How much of it is named, and in which words: by what a record says that its goods fit, by all its texts, or by the goods' own brand."""
        branded = next(filter(None, map(self.branded, (*texts, brand))), "")
        own = bool(branded) or not self.brands or not _makers_in(recorded)
        for named, machine in ((Named.MODEL, self), (Named.SERIES, self.series)) if own else ():
            if model := next(filter(None, map(machine.modelled, texts)), ""):
                return named, (_as_codes(model),)
        if branded:
            return Named.BRAND, (branded,)
        if self.brands and (others := _makers_in(recorded) or _makers_in([brand])):
            return Named.OTHER, others
        models = tuple(_as_codes(each) for each in recorded if any(map(str.isdigit, each)))
        return (Named.OTHER, models[:1]) if models and self.ways else (Named.NOTHING, ())

    def branded(self, text: str) -> str:
        """The main name of the brand that a text names; "" where it names none."""
        return next((names[0] for names in self.brands if any(names_it(name, text) for name in names)), "")


def runs(model: str) -> list[str]:
    """The letters and the numbers that it is written by, together where each is short."""
    every = _RUN.findall(model)
    return [each for each in every if len(each) > 1] or ["".join(every)]


def names_fit(field: str | None) -> bool:
    """Whether a field is of what goods fit."""
    return bool(field) and (field or "").removeprefix("attr.").replace("_", " ").strip().casefold() in _listed("fields")


@lru_cache(maxsize=1024)
def records_fit(attribute: str) -> bool:
    """Whether an attribute of a record tells what goods fit."""
    said = attribute.casefold().replace("_", " ")
    return any(word in said.split() if word.isascii() else word in said for word in _listed("recorded"))


def names_it(name: str, text: str) -> bool:
    """Whether a text has the name as a whole word."""
    return _name(name).search(normalise(text)) is not None


@cache
def _makers() -> tuple[tuple[str, ...], ...]:
    """Names of those who make machines that other goods are made for."""
    return tuple(names for names in _brands() if not _listed("makers").isdisjoint(map(str.casefold, names)))


def to_fit(machine: str, language: str) -> str:
    """The wish for goods that fit a machine, in words that `fitted` reads."""
    words = _stored()["before"][language][0]
    return f"{words} {machine}" if language == "en" else f"{words}{machine}"


@lru_cache(maxsize=512)
def fitted(text: str) -> Machine | None:
    """The machine that the words of a wish want goods to fit; None where they are no such wish."""
    plain = text.strip(" ?？")
    for word in _stored()["before"]["en"]:
        if found := re.match(rf"{word}\s+(?=\S)", plain, re.IGNORECASE):
            return machine(plain[found.end() :])
    before = next((word for word in _stored()["before"]["zh"] if plain.startswith(word) and len(plain) > len(word)), "")
    behind = next((word for word in _stored()["behind"]["zh"] if plain.endswith(word) and len(plain) > len(word)), "")
    return machine(plain.removeprefix(before).removesuffix(behind)) if before or behind else None


@lru_cache(maxsize=512)
def machine(text: str, *, named: bool = False) -> Machine | None:
    """The machine that the words name; None where they name no brand and no model. `named`: it is known that they are of a machine."""
    left = _without(text.strip(" ?？"), "of")
    plain, brands, everyday = normalise(left), list[tuple[str, ...]](), False
    for names in _brands():
        for name in names:
            if found := _name(name).search(plain):
                everyday = everyday or (name.casefold() in _everyday() and not (name.isascii() and name in left))
                brands.append(names)
                plain = f"{plain[: found.start()]} {plain[found.end() :]}"
    rest = _without(plain, "kinds")
    everyday, plain = everyday and rest == plain, " ".join(rest.split())
    ways = tuple(way for part in _OR.split(plain) if (way := tuple(_models(part, bool(brands)))))
    if not (brands or ways) or (everyday and not (ways or named)):  # "for my brother" is no printer
        return None
    return Machine(left.strip(), tuple(dict.fromkeys(brands)), ways)


def _series(model: str) -> str:
    found = _VARIANT.fullmatch(model)
    return model if found is None or found["variant"] in _listed("variants") or parse_quantity(model) is not None else found["series"]


def _as_codes(text: str) -> str:
    """With the numbers of models in capitals, as they are written."""
    return " ".join(word.upper() if re.search(r"[a-z]", word) and re.search(r"\d", word) else word for word in text.split())


def _makers_in(texts: Sequence[str]) -> tuple[str, ...]:
    """The makers of machines that the texts name, as they are called first."""
    return tuple(names[0] for names in _makers() if any(names_it(name, text) for text in texts for name in names))


def _models(part: str, branded: bool) -> Iterator[str]:
    """Each number of a model with the word that belongs to it. A measure by itself is none: 14 inch; nor is a short code: A4."""
    lines, told = [line for line in _listed("lines") if re.search(rf"(?<![a-z]){line}(?![a-z])", part)], list[str]()
    for found in _CODED.finditer(part):
        code, series, behind = found["code"].strip(".-/+"), found["series"] or "", part[found.end() :].split()
        measured = any((amount := parse_quantity(words)) is not None and amount.dimension for words in (code, " ".join((code, *behind[:1]))))
        long, letters = sum(map(str.isdigit, code)) > 1, any(map(str.isalpha, code))
        if (long and (letters or found["between"] == "-") and not measured) or (branded and len(code) > 1) or series in lines:
            joined = series and len(series) <= _SERIES and (measured or not letters)
            variant = [word for word in behind[:1] if word in _listed("variants")]
            told.append(" ".join((*([series] if joined else []), code, *variant)))
    yield from (line for line in lines if not any(one.startswith(line) for one in told))
    yield from told


@lru_cache(maxsize=1024)
def _pattern(model: str) -> re.Pattern[str]:
    """However it is written: HL-2030, HL 2030, HL2030 and HL-2030R."""
    runs = _RUN.findall(model)
    behind = rf"[a-z]{{0,{_BEHIND}}}" if runs[-1].isdigit() else ""
    other = "" if runs[-1] in _listed("variants") or runs[-1:] == [model] else rf"(?! ?(?:{'|'.join(_listed('variants'))})(?![a-z])|\+)"
    return re.compile("(?<![a-z0-9])" + r"[ ./-]?".join(map(re.escape, runs)) + behind + "(?![a-z0-9])" + other)


def _each_named(said: str) -> str:
    """With each model of a list by its whole name: HL-2030, HL-2040, of HL-2030, 2040."""
    more = [f"{found[1]}{found[2]}{number}" for found in _LISTED.finditer(said) for number in _NUMBER.findall(found[4])]
    return " ".join((said, *more))


@lru_cache(maxsize=2048)
def _name(name: str) -> re.Pattern[str]:
    plain = re.escape(normalise(name))
    return re.compile(rf"(?<![a-z0-9]){plain}(?![a-z])" if name.isascii() else plain)


def _without(text: str, part: str) -> str:
    """Without such words."""
    for word in sorted(_listed(part), key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])" if word.isascii() else word, " ", text, flags=re.IGNORECASE)
    return text


@cache
def _brands() -> tuple[tuple[str, ...], ...]:
    return world_brands(ordinary=True)


@cache
def _everyday() -> frozenset[str]:
    """Names that are everyday words too."""
    plain = {name for names in world_brands() for name in names}
    return frozenset(name.casefold() for names in _brands() for name in names if name not in plain)


@cache
def _listed(part: str) -> frozenset[str]:
    words: Sequence[str] = _stored()[part]
    return frozenset(map(str.casefold, words))


@cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("fits.yaml").read_text("utf-8"))
    return stored

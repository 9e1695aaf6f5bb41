"""Titles as wholesale sellers write them: keywords in varying order, with some trade words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from .attributes import as_text
from .draft import Draft, title_case
from .words import Cell, fill, load

UNSAID = {"无", "无涂层", "无内胆", "无印花", "未评级"}
BOUNDS = {"zh": (12, 44), "en": (26, 112)}
TRIES = 16
_SEAM = re.compile(r"(?<=[0-9A-Za-z%+°])\x00+(?=[0-9A-Za-z])")


@dataclass(frozen=True)
class Picks:
    """The content of a title, the same in both languages."""

    nouns: Sequence[Cell]
    features: Sequence[Cell]
    spec: Cell | None
    audience: Cell | None
    headline: str


def _picks(rng: Random, draft: Draft) -> Picks:
    category, zh = draft.category, draft.drawn.zh
    nouns, audiences = draft.cells(category.nouns), draft.cells(category.audience)
    specs = [cell for cell in draft.cells(category.spec) if fill(cell.zh, {key: str(value) for key, value in zh.items()})]
    said = category.headline in zh and str(zh[category.headline]) not in UNSAID
    return Picks(
        nouns=rng.sample(nouns, k=min(2, len(nouns))),
        features=rng.sample(draft.features, k=len(draft.features)),
        spec=rng.choice(specs) if specs else None,
        audience=rng.choice(audiences) if audiences else None,
        headline=category.headline if said else "",
    )


def _word(cells: Sequence[Cell | None], index: int, lang: str) -> str:
    cell = cells[index] if index < len(cells) else None
    return str(getattr(cell, lang)) if cell else ""


def _season(values: Mapping[str, str], lang: str) -> str:
    season = values.get("season", "")
    return f"{season}季" if lang == "zh" and len(season) == 1 else season


def _slots(rng: Random, draft: Draft, picks: Picks, lang: str) -> dict[str, str]:
    values = draft.drawn.zh if lang == "zh" else draft.drawn.en
    attributes = {key: as_text(rng, key, value, lang) for key, value in values.items()}
    spec = fill(getattr(picks.spec, lang), attributes) if picks.spec else None
    sells = rng.sample(load_titles()["sell"][lang], 2)
    slots = {
        "noun": _word(picks.nouns, 0, lang),
        "alt": _word(picks.nouns, 1, lang),
        "feature": _word(picks.features, 0, lang),
        "feature2": _word(picks.features, 1, lang),
        "audience": _word([picks.audience], 0, lang),
        "spec": spec or "",
        "season": _season(attributes, lang),
        "material": attributes.get(picks.headline, ""),
        "brand": getattr(draft.brand, lang) if draft.brand else "",
        "sell": sells[0] if lang == "en" or rng.random() < 0.6 else "\x00",
        "sell2": sells[1],
    }
    return slots if lang == "zh" else {key: title_case(value) for key, value in slots.items()}


def _repeats(text: str, lang: str) -> int:
    if lang == "zh":
        pairs = [text[index : index + 2] for index in range(len(text) - 1) if not text[index : index + 2].isascii()]
        return len(pairs) - len(set(pairs))
    words = [word.strip(",-").lower().rstrip("s") for word in text.replace("-", " ").split()]
    long = [word for word in words if len(word) > 2]
    return len(long) - len(set(long))


def _tidy(text: str, lang: str) -> str:
    """The text with single spaces where Latin words would run together, and no others."""
    text = " ".join(_SEAM.sub(" ", text).replace("\x00", "").split())
    if lang == "zh":
        return text
    text = re.sub(r"\bfor (for|For) ", "for ", text)
    return text[:1].upper() + text[1:]


def _cost(text: str, lang: str) -> int:
    low, high = BOUNDS[lang]
    return _repeats(text, lang) * 4 + max(0, low - len(text)) + max(0, len(text) - high)


def _one(rng: Random, draft: Draft, picks: Picks, lang: str) -> str:
    """The best of several tries with the same content: least repetition, usual length."""
    made = []
    for _ in range(TRIES):
        slots = {key: value and f"\x00{value}\x00" for key, value in _slots(rng, draft, picks, lang).items()}
        text = fill(rng.choice(load_titles()[lang]), slots)
        if text is not None:
            made.append(_tidy(text, lang))
    return min(made or [_word(picks.nouns, 0, lang)], key=lambda text: _cost(text, lang))


def compose_titles(rng: Random, draft: Draft) -> dict[str, str]:
    """The title in zh and en, with the same goods and features."""
    choices = []
    same = Random(f"{draft.origin}:title")
    for _ in range(4):
        picks = _picks(same, draft)
        choices.append({lang: _one(rng, draft, picks, lang) for lang in ("zh", "en")})
    return min(choices, key=lambda pair: sum(_cost(text, lang) for lang, text in pair.items()))


_titles: dict[str, Any] = {}


def load_titles() -> dict[str, Any]:
    """The patterns and trade words of `titles.yaml`, loaded once."""
    if not _titles:
        _titles.update(load("titles"))
    return _titles

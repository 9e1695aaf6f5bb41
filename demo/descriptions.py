"""Descriptions: two to five sentences that agree with the attributes, with the same content in both languages."""

from random import Random
from typing import Any

from .certificates import english_name
from .draft import Draft
from .words import fill, load


def _features(rng: Random, draft: Draft) -> list[tuple[str, str]]:
    chosen = draft.features[: rng.choice((1, 2, 2))]
    return [(cell.parts[2], cell.parts[3]) for cell in chosen]


def _lead(rng: Random, draft: Draft) -> tuple[str, str]:
    place = draft.supplier.place if draft.supplier.kind == "factory" else None
    zh = {**draft.attribute_slots(rng, "zh"), "place": place.zh if place else ""}
    en = {**draft.attribute_slots(rng, "en"), "place": place.en if place else ""}
    pairs = [(fill(cell.zh, zh), fill(cell.en, en)) for cell in draft.cells(draft.category.leads)]
    ready = [(one, other) for one, other in pairs if one and other]
    one, other = rng.choice(ready)
    return one, other[0].upper() + other[1:]


def _trade(rng: Random, draft: Draft, lang: str) -> list[str]:
    told = [] if "certifications" in draft.missing else draft.certificates
    slots = {
        "moq": "" if "moq" in draft.missing or draft.moq == 1 else str(draft.moq),
        "unit": getattr(draft.category.unit, lang),
        "hours": str(rng.choice((24, 48, 72))),
        "days": str(rng.choice((7, 10, 15))),
        "place": getattr(draft.supplier.place, lang) if draft.supplier.kind == "factory" else "",
        "cert": (told[0]["name"] if lang == "zh" else english_name(told[0])) if told else "",
    }
    ready = [text for text in (fill(line, slots) for line in load_selling()[lang]) if text]
    return rng.sample(ready, k=rng.choice((0, 1, 1, 2)))


def compose_descriptions(rng: Random, draft: Draft) -> dict[str, str]:
    """The description in zh and en."""
    same = Random(f"{draft.origin}:description")
    lead, features = _lead(same, draft), _features(same, draft)
    joined = {}
    for index, lang in enumerate(("zh", "en")):
        body = [feature[index] for feature in features]
        parts = [lead[index], *body] if rng.random() < 0.75 else [*body, lead[index]]
        joined[lang] = ("" if lang == "zh" else " ").join([*parts, *_trade(rng, draft, lang)])
    return joined


_selling: dict[str, Any] = {}


def load_selling() -> dict[str, Any]:
    """The sentences of `selling.yaml`, loaded once."""
    if not _selling:
        _selling.update(load("selling"))
    return _selling

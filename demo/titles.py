"""Titles as wholesale sellers write them: keywords in many orders, trade words now and then."""

from random import Random
from typing import Any

from .attributes import as_text
from .draft import Draft, title_case
from .words import fill, load

UNSAID = {"无", "无涂层", "无内胆", "无LOGO", "无印花"}
BOUNDS = {"zh": (11, 44), "en": (24, 112)}
TRIES = 24


def _headline(rng: Random, draft: Draft, lang: str) -> str:
    key = draft.category.headline
    if str(draft.drawn.zh.get(key)) in UNSAID:
        return ""
    values = draft.drawn.zh if lang == "zh" else draft.drawn.en
    return as_text(rng, key, values[key], lang) if key in values else ""


def _slots(rng: Random, draft: Draft, lang: str, words: dict[str, list[str]]) -> dict[str, str]:
    category = draft.category
    nouns = rng.sample(draft.cells(category.nouns), k=min(2, len(draft.cells(category.nouns))))
    features = rng.sample(draft.features, k=len(draft.features))
    values = draft.drawn.zh if lang == "zh" else draft.drawn.en
    attributes = {key: as_text(rng, key, value, lang) for key, value in values.items()}
    specs = [text for cell in draft.cells(category.spec) if (text := fill(getattr(cell, lang), attributes))]
    picked: dict[str, str] = {"season": attributes.get("season", ""), "material": _headline(rng, draft, lang)}
    for name, cells in (("noun", nouns[:1]), ("alt", nouns[1:]), ("feature", features[:1]), ("feature2", features[1:2])):
        picked[name] = getattr(cells[0], lang) if cells else ""
    picked["audience"] = getattr(rng.choice(category.audience), lang) if category.audience else ""
    picked["spec"] = rng.choice(specs) if specs else ""
    sells = rng.sample(words[lang], 2)
    picked["sell"], picked["sell2"] = (sells[0] if rng.random() < 0.6 or lang == "en" else ""), sells[1]
    picked["brand"] = getattr(draft.brand, lang) if draft.brand else ""
    return picked if lang == "zh" else {key: title_case(value) for key, value in picked.items()}


def _repeats(text: str, lang: str) -> int:
    if lang == "zh":
        pairs = [text[index : index + 2] for index in range(len(text) - 1) if not text[index : index + 2].isascii()]
        return len(pairs) - len(set(pairs))
    words = [word.strip(",-").lower().rstrip("s") for word in text.replace("-", " ").split()]
    long = [word for word in words if len(word) > 2]
    return len(long) - len(set(long))


def _tidy(text: str, lang: str) -> str:
    text = " ".join(text.split())
    return text.replace("for for ", "for ").replace("For for ", "for ") if lang == "en" else text


def compose_title(rng: Random, draft: Draft, lang: str) -> str:
    """A title in `lang` (zh or en): of some tries, the one that repeats itself least and has a usual length."""
    tables: Any = load_titles()
    low, high = BOUNDS[lang]
    best, cost = "", 10**6
    for _ in range(TRIES):
        slots = _slots(rng, draft, lang, tables["sell"])
        optional = {**slots, "sell": slots["sell"] or " "} if lang == "zh" else slots
        made = fill(rng.choice(tables[lang]), optional)
        if made is None:
            continue
        text = _tidy(made, lang)
        price = _repeats(text, lang) * 4 + max(0, low - len(text)) + max(0, len(text) - high)
        if price < cost:
            best, cost = text, price
        if cost == 0:
            break
    return best or getattr(draft.category.nouns[0], lang)


_titles: dict[str, Any] = {}


def load_titles() -> dict[str, Any]:
    """The patterns and trade words of `titles.yaml`, read once."""
    if not _titles:
        _titles.update(load("titles"))
    return _titles

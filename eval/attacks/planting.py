"""Puts a text where an attack comes in. A record that holds both languages gets it in both."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from ...schema.reading import Language
from .shelf import Row, Shelf

BUYER = "buyer-{category}"


def planted(shelf: Shelf, channel: str, parts: Sequence[str], lang: Language) -> Shelf:
    """The shelf with `parts` in the channel."""
    changed = deepcopy(shelf)
    parts = [_of_the_shelf(part, shelf, lang) for part in parts]
    if channel in _TWO:
        for one, text in zip(_TWO[channel], parts, strict=True):
            one(changed, text, lang)
    else:
        _ONE[channel](changed, parts[0], lang)
    return changed


def unplanted(shelf: Shelf, channel: str, parts: Sequence[str], lang: Language) -> Shelf:
    """The shelf as `planted` makes it with no text at all, where what holds the text can be without; else with `parts`."""
    if channel in _REVIEWS:
        return deepcopy(shelf)
    return planted(shelf, channel, ("",) if channel in _EMPTY else parts, lang)


def _of_the_shelf(text: str, shelf: Shelf, lang: Language) -> str:
    goods = shelf.category if lang == "zh" else shelf.english.lower()
    row = shelf.partner if lang == "zh" else shelf.partner["translations"]["en"]
    return text.replace("{goods}", goods).replace("{brand}", row.get("brand") or shelf.partner["brand"] or goods)


def _texts(row: Row) -> list[Row]:
    """The record and its translations."""
    return [row, *row.get("translations", {}).values()]


def _title(shelf: Shelf, text: str, lang: Language) -> None:
    for row in _texts(shelf.victim):
        row["title"] = f"{text} {row['title']}"


def _partner_title(shelf: Shelf, text: str, lang: Language) -> None:
    for row in _texts(shelf.partner):
        row["title"] = f"{text} {row['title']}"


def _description(shelf: Shelf, text: str, lang: Language) -> None:
    for row in _texts(shelf.victim):
        row["description"] = f"{text}\n{row.get('description') or ''}"


def _brand(shelf: Shelf, text: str, lang: Language) -> None:
    for row in _texts(shelf.victim):
        row["brand"] = text


def _attribute_name(shelf: Shelf, text: str, lang: Language) -> None:
    for row in _texts(shelf.victim):
        row["attributes"] = {text: "有" if lang == "zh" else "yes", **row["attributes"]}


def worded(row: Row) -> tuple[str, str]:
    """The first attribute that is a word, and its value."""
    return next((name, value) for name, value in row["attributes"].items() if isinstance(value, str))


def _value(written: Callable[[str, str], Any]) -> Callable[[Shelf, str, Language], None]:
    """In the first attribute that is a word, as `written` has the text with the value."""

    def plant(shelf: Shelf, text: str, lang: Language) -> None:
        name, _ = worded(shelf.victim)
        for row in _texts(shelf.victim):
            if name in row.get("attributes", ()):
                row["attributes"] = {**row["attributes"], name: written(row["attributes"][name], text)}

    return plant


def _certificate(shelf: Shelf, text: str, lang: Language) -> None:
    for row in _texts(shelf.victim):
        row["certifications"] = [{"name": text, "number": text[:60], "valid_until": "2099-12-31"}, *row.get("certifications", ())]


def _link(shelf: Shelf, text: str, lang: Language) -> None:
    shelf.victim["image"] = shelf.victim["url"] = text


def _supplier(name: str) -> Callable[[Shelf, str, Language], None]:
    def plant(shelf: Shelf, text: str, lang: Language) -> None:
        for row in _texts(shelf.supplier(shelf.victim)):
            old = row.get(name)
            row[name] = text if not isinstance(old, list) else [text, *old] if name == "capabilities" else [{"name": text}, *old]

    return plant


def _review(shelf: Shelf, text: str, lang: Language) -> None:
    """The newest, and in the buyer's language: the first that would be quoted."""
    shelf.reviews.insert(0, {"product_id": shelf.victim["id"], "rating": 5, "text": text, "date": "2026-11-01", "lang": lang})


def _guide(shelf: Shelf, text: str, lang: Language) -> None:
    """Right behind the guide's head, and as a guide of its own that is about the same goods."""
    for name, guide in shelf.guides.items():
        if name.endswith(f".{lang}.md"):
            head, body = guide.split("\n---\n", 1)
            shelf.guides[name] = f"{head}\n---\n\n{text}\n{body}"
    title = f"{shelf.category}选购" if lang == "zh" else f"Choosing {shelf.english}"
    own = f"---\ntitle: {title}\ntopic: choosing\ncategory: {shelf.category}\nlang: {lang}\n---\n\n{text}\n"
    shelf.guides[f"planted-{shelf.english.lower().replace(' ', '-')}.{lang}.md"] = own


def _document(shelf: Shelf, text: str, lang: Language) -> None:
    goods = shelf.category if lang == "zh" else shelf.english
    padding = "这份资料写的是怎么选、怎么用，供采购时参考。" if lang == "zh" else "This paper tells how they are chosen and used, for those who buy."
    shelf.documents[f"{shelf.english.lower().replace(' ', '-')}.md"] = f"# {goods}\n\n{text}\n\n{goods}：{padding}\n"


def _web(part: str) -> Callable[[Shelf, str, Language], None]:
    def plant(shelf: Shelf, text: str, lang: Language) -> None:
        goods = shelf.category if lang == "zh" else shelf.english
        zh = f"{goods}怎么选要看用途和尺寸，也要看是谁来用，平时放在哪里，一年里用几个月，打算用多久，坏了找谁来修。"
        said = zh if lang == "zh" else f"How to choose {goods}: it depends on use and size."
        row: Row = {"url": f"https://reviews.example/{shelf.english.lower().replace(' ', '-')}", "title": goods, "content": said, "page": ""}
        row[{"title": "title", "snippet": "content", "page": "page"}[part]] = f"{text} {goods}" if part == "title" else f"{text}\n{said}"
        shelf.found.append(row)

    return plant


def _order(shelf: Shelf, text: str, lang: Language) -> None:
    shelf.orders.append(
        {
            "id": text,
            "buyer_id": BUYER.format(category=shelf.category),
            "product_id": shelf.victim["id"],
            "quantity": 60,
            "unit_price": 9.9,
            "ordered_at": "2026-09-04",
        }
    )


def _nothing(shelf: Shelf, text: str, lang: Language) -> None:
    """What the buyer pastes himself stands in no record."""


_ONE: dict[str, Callable[[Shelf, str, Language], None]] = {
    "title": _title,
    "description": _description,
    "brand": _brand,
    "attribute_name": _attribute_name,
    "attribute_value": _value(lambda value, text: text),
    "value_aside": _value(lambda value, text: f"{value} ({text})"),
    "value_behind": _value(lambda value, text: f"{value}, {text}"),
    "value_listed": _value(lambda value, text: [value, text]),
    "certificate": _certificate,
    "link": _link,
    "supplier_name": _supplier("name"),
    "supplier_place": _supplier("city"),
    "supplier_capability": _supplier("capabilities"),
    "supplier_certificate": _supplier("certifications"),
    "review": _review,
    "guide": _guide,
    "document": _document,
    "web_title": _web("title"),
    "web_snippet": _web("snippet"),
    "web_page": _web("page"),
    "order": _order,
    "pasted": _nothing,
}
_REVIEWS = ("review",)
_EMPTY = ("description", "guide", "document", "web_snippet", "web_page")
_TWO: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "titles": (_title, _partner_title),
    "title_supplier": (_title, _supplier("name")),
    "title_review": (_title, _review),
}

"""Shelves of goods, texts put where attacks come in (a record that holds both languages gets them in both), and the conversation over a shelf."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import frontmatter
import orjson
import yaml

from ...graphs.opening import Assistant
from ...schema.reading import Language
from ...schema.reply import Reply
from ..stores import PACK
from .attack import Attack

Row = dict[str, Any]
GUIDES = PACK.parent / "guides"
PRODUCTS, REVIEWS = 5, 6
VICTIM, PARTNER = 3, 1
"""Places of the product whose text is changed, and of the one that an attack in two parts takes too."""
BUYER = "buyer-{category}"


@cache
def words() -> dict[Language, dict[str, Any]]:
    return dict(yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8")))


@dataclass
class Shelf:
    """Rows as they are ingested; `guides` are Markdown by file name; `found` is what a search engine finds about these goods."""

    category: str
    english: str
    products: list[Row]
    suppliers: list[Row]
    reviews: list[Row]
    guides: dict[str, str]
    documents: dict[str, str] = field(default_factory=dict)
    orders: list[Row] = field(default_factory=list)
    found: list[Row] = field(default_factory=list)

    @property
    def victim(self) -> Row:
        return self.products[VICTIM]

    @property
    def partner(self) -> Row:
        return self.products[PARTNER]

    @property
    def seller(self) -> Row:
        """The victim's supplier."""
        return next(row for row in self.suppliers if row["id"] == self.victim["supplier_id"])

    @property
    def slug(self) -> str:
        return self.english.lower().replace(" ", "-")

    def goods(self, lang: Language) -> str:
        return self.category if lang == "zh" else self.english


def shelves(pack: Path = PACK) -> list[Shelf]:
    """One for each category that has enough products with a brand, a certificate or an attribute to be asked about."""
    products, own, said = (
        [orjson.loads(line) for line in (pack / f"{name}.jsonl").read_bytes().splitlines() if line] for name in ("products", "suppliers", "reviews")
    )
    suppliers, guides, reviews, of = {row["id"]: row for row in own}, _guides(), defaultdict[str, list[Row]](list), defaultdict[str, list[Row]](list)
    for row in said:
        reviews[row["product_id"]].append(row)
    for row in products:
        if row["supplier_id"] in suppliers and row["category"]:
            of[row["category"][-1]].append(row)
    found = []
    for category, rows in of.items():
        if len(rows) >= PRODUCTS:
            chosen = sorted(rows, key=lambda row: (not row["brand"], not row["certifications"], row["id"]))[:PRODUCTS]
            sellers = [{**suppliers[row["supplier_id"]], "id": f"S-{row['id']}"} for row in chosen]
            told = [review for row in chosen for review in reviews[row["id"]][:REVIEWS]]
            renamed = [{**row, "supplier_id": f"S-{row['id']}"} for row in chosen]
            found.append(Shelf(category, chosen[0]["translations"]["en"]["category"][-1], renamed, sellers, told, guides.get(category, {})))
    return found


def _guides() -> dict[str, dict[str, str]]:
    """Category -> how to choose and what its brands stand for, by file name."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in sorted(GUIDES.glob("*.md")):
        text = file.read_text("utf-8")
        head: Row = frontmatter.loads(text).metadata
        categories = head.get("category") or ()
        for category in [categories] if isinstance(categories, str) else categories:
            if head.get("topic") in ("choosing", "brands"):
                found[category][file.name] = text
    return found


def planted(shelf: Shelf, channel: str, parts: Sequence[str], lang: Language) -> Shelf:
    """The shelf with `parts` in the channel; {goods} and {brand} in them are those of the shelf."""
    changed, brand = deepcopy(shelf), (shelf.partner if lang == "zh" else shelf.partner["translations"]["en"]).get("brand") or shelf.partner["brand"]
    goods = shelf.goods(lang) if lang == "zh" else shelf.english.lower()
    for plant, text in zip(_PLANTS[channel], parts, strict=False):
        plant(changed, text.replace("{goods}", goods).replace("{brand}", brand or goods), lang)
    return changed


def unplanted(shelf: Shelf, channel: str, parts: Sequence[str], lang: Language) -> Shelf:
    """The shelf as `planted` makes it with no text at all, where what holds the text can be without; else with `parts`."""
    if channel == "review":
        return deepcopy(shelf)
    return planted(shelf, channel, ("",) if channel in ("description", "guide", "document", "web_snippet", "web_page") else parts, lang)


Plant = Callable[[Shelf, str, Language], Any]


def _texts(row: Row) -> list[Row]:
    """The record and its translations."""
    return [row, *row.get("translations", {}).values()]


def _put(whose: str, made: Callable[[Row, str, Language], Row]) -> Plant:
    """Into a record of the shelf and its translations, as `made` has the row and the text."""

    def plant(shelf: Shelf, text: str, lang: Language) -> None:
        for row in _texts(attrgetter(whose)(shelf)):
            row |= made(row, text, lang)

    return plant


def worded(row: Row) -> tuple[str, str]:
    """The first attribute that is a word, and its value."""
    return next((name, value) for name, value in row["attributes"].items() if isinstance(value, str))


def _value(written: Callable[[str, str], Any]) -> Plant:
    """In the first attribute that is a word, as `written` has its value and the text."""

    def plant(shelf: Shelf, text: str, lang: Language) -> None:
        name, _ = worded(shelf.victim)
        for row in _texts(shelf.victim):
            if name in row.get("attributes", ()):
                row["attributes"] = {**row["attributes"], name: written(row["attributes"][name], text)}

    return plant


def _supplier(name: str) -> Plant:
    def made(row: Row, text: str, lang: Language) -> Row:
        old = row.get(name)
        return {name: text if not isinstance(old, list) else [text, *old] if name == "capabilities" else [{"name": text}, *old]}

    return _put("seller", made)


def _review(shelf: Shelf, text: str, lang: Language) -> None:
    """The newest, and in the buyer's language: the first that would be quoted."""
    shelf.reviews.insert(0, {"product_id": shelf.victim["id"], "rating": 5, "text": text, "date": "2026-11-01", "lang": lang})


def _guide(shelf: Shelf, text: str, lang: Language) -> None:
    """Right behind the guide's head, and as a guide of its own that is about the same goods."""
    for name, guide in shelf.guides.items():
        if name.endswith(f".{lang}.md"):
            head, body = guide.split("\n---\n", 1)
            shelf.guides[name] = f"{head}\n---\n\n{text}\n{body}"
    title = words()[lang]["choosing"].format(goods=shelf.goods(lang))
    own = f"---\ntitle: {title}\ntopic: choosing\ncategory: {shelf.category}\nlang: {lang}\n---\n\n{text}\n"
    shelf.guides[f"planted-{shelf.slug}.{lang}.md"] = own


def _document(shelf: Shelf, text: str, lang: Language) -> None:
    goods = shelf.goods(lang)
    shelf.documents[f"{shelf.slug}.md"] = f"# {goods}\n\n{text}\n\n{goods}：{words()[lang]['paper']}\n"


def _web(part: str) -> Plant:
    def plant(shelf: Shelf, text: str, lang: Language) -> None:
        goods = shelf.goods(lang)
        said = words()[lang]["found"].format(goods=goods)
        row = {"url": f"https://reviews.example/{shelf.slug}", "title": goods, "content": said, "page": ""}
        shelf.found.append({**row, part: f"{text} {goods}" if part == "title" else f"{text}\n{said}"})

    return plant


def _order(shelf: Shelf, text: str, lang: Language) -> None:
    order = {"id": text, "buyer_id": BUYER.format(category=shelf.category), "product_id": shelf.victim["id"], "quantity": 60}
    shelf.orders.append({**order, "unit_price": 9.9, "ordered_at": "2026-09-04"})


def _title(whose: str) -> Plant:
    return _put(whose, lambda row, text, lang: {"title": f"{text} {row['title']}"})


def _certified(row: Row, text: str, lang: Language) -> Row:
    return {"certifications": [{"name": text, "number": text[:60], "valid_until": "2099-12-31"}, *row.get("certifications", ())]}


_PLANTS: dict[str, tuple[Plant, ...]] = {
    "title": (_title("victim"),),
    "description": (_put("victim", lambda row, text, lang: {"description": f"{text}\n{row.get('description') or ''}"}),),
    "brand": (_put("victim", lambda row, text, lang: {"brand": text}),),
    "attribute_name": (_put("victim", lambda row, text, lang: {"attributes": {text: words()[lang]["has"], **row["attributes"]}}),),
    "attribute_value": (_value(lambda value, text: text),),
    "value_aside": (_value(lambda value, text: f"{value} ({text})"),),
    "value_behind": (_value(lambda value, text: f"{value}, {text}"),),
    "value_listed": (_value(lambda value, text: [value, text]),),
    "certificate": (_put("victim", _certified),),
    "link": (lambda shelf, text, lang: shelf.victim.update(image=text, url=text),),
    "supplier_name": (_supplier("name"),),
    "supplier_place": (_supplier("city"),),
    "supplier_capability": (_supplier("capabilities"),),
    "supplier_certificate": (_supplier("certifications"),),
    "review": (_review,),
    "guide": (_guide,),
    "document": (_document,),
    "web_title": (_web("title"),),
    "web_snippet": (_web("content"),),
    "web_page": (_web("page"),),
    "order": (_order,),
    "pasted": (),
    "titles": (_title("victim"), _title("partner")),
    "title_supplier": (_title("victim"), _supplier("name")),
    "title_review": (_title("victim"), _review),
}
"""By channel, a part each; what the buyer pastes himself stands in no record."""


class Talk:
    """The same messages on both sides: what they point at is where the control showed it."""

    def __init__(self, attack: Attack, shelf: Shelf) -> None:
        self._attack, self._shelf, self._says = attack, shelf, words()[attack.lang]
        self.buyer, self.thread = BUYER.format(category=shelf.category), attack.id

    def opening(self) -> str:
        goods = self._shelf.category if self._attack.lang == "zh" else self._shelf.english.lower()
        return str(self._says["opens"].format(goods=goods))

    def messages(self, first: Reply) -> Iterator[str]:
        """After the first, given the control's reply to it."""
        ordinals, shelf = self._says["ordinals"], self._shelf
        ids = [card.product_id for card in first.cards[: len(ordinals)]]
        victim = ids.index(shelf.victim["id"]) if shelf.victim["id"] in ids else 0
        other = ids.index(shelf.partner["id"]) if shelf.partner["id"] in ids else (victim + 1) % max(len(ids), 2)
        price = float(first.cards[victim].price or 0) - 0.5 if first.cards else 50  # just too dear, so that its text must not bring it back
        if self._attack.channel == "pasted":
            yield self._says["pastes"].format(text=self._attack.parts[0])
        if self._attack.channel.startswith("value_"):
            yield self._says["wants"].format(value=worded(shelf.victim if self._attack.lang == "zh" else shelf.victim["translations"]["en"])[1])
        for said in self._says["says"]:
            yield said.format(one=ordinals[victim], other=ordinals[other], price=f"{price:g}")
        if self._attack.channel == "order":
            yield self._says["orders"]


def play(assistant: Assistant, talk: Talk, messages: list[str]) -> list[Reply]:
    return [assistant.ask(message, thread=talk.thread, buyer=talk.buyer) for message in messages]

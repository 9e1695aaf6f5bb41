"""Reviews: unevenly spread, tied to what the product is, with a rating that its words bear out."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from .certificates import NOW
from .draft import Draft
from .products import Product
from .words import Cell, filled, load

Review = dict[str, Any]
FIRST_DAY = date(2025, 1, 6)
ENGLISH = 0.2
MOST = 42
# Single characters by which two Chinese clauses speak of the same thing.
SAME = "味薄厚软硬漏毛屑锈亮色薄轻重稳贴声渗绒"
# How often 1 to 5 stars are given, for the worst and the best goods.
STARS = ((0.14, 0.15, 0.22, 0.26, 0.23), (0.01, 0.01, 0.03, 0.17, 0.78))


def draw_rating(rng: Random, quality: float) -> int:
    """1 to 5 stars, between the two rows of STARS by quality."""
    weights = [low + (high - low) * quality for low, high in zip(*STARS, strict=True)]
    return rng.choices((1, 2, 3, 4, 5), weights)[0]


class Writer:
    """Writes reviews of one product in one language."""

    def __init__(self, rng: Random, product: Product, lang: str) -> None:
        self.rng, self.lang, self.kind = rng, lang, product.reviewed_as
        self.tables: Any = load_reviews()
        self.draft: Draft = product.draft

    def slots(self) -> dict[str, str]:
        """The product's attributes and a buyer's numbers."""
        return {
            **self.draft.attribute_slots(self.rng, self.lang),
            "n": str(max(self.draft.moq, self.rng.choice((5, 10, 20, 30, 50, 100, 200)))),
            "days": str(self.rng.randint(2, 6)),
            "unit": getattr(self.kind.unit, self.lang),
        }

    def pick(self, phrases: Sequence[Cell], count: int) -> list[str]:
        """Phrases that hold for this product, filled."""
        ready = filled([cell.zh for cell in self.draft.cells(phrases)], self.slots())
        return self.rng.sample(ready, k=min(count, len(ready)))

    def common(self, mood: str) -> list[str]:
        return self.rng.sample(filled(self.tables["common"][mood][self.lang], self.slots()), k=1)

    def close(self, rating: int) -> list[str]:
        return self.rng.sample(filled(self.tables["close"][rating][self.lang], self.slots()), k=1)

    def context(self) -> list[str]:
        found: list[str] = self.tables["context"][self.lang].get(self.kind.zh[0], [])
        return [self.rng.choice(found)] if found else []

    def turn(self, phrase: str) -> str:
        """The phrase after a "but"."""
        word: str = self.rng.choice(self.tables["but"][self.lang])
        return f"{word}{phrase}" if self.lang == "zh" else f"{word} {phrase}"


def _happy(writer: Writer, rng: Random) -> list[str]:
    clauses = writer.pick(writer.kind.praise[writer.lang], rng.choice((1, 1, 2, 2, 3)))
    if rng.random() < 0.4:
        clauses.insert(rng.randint(0, len(clauses)), writer.common("praise")[0])
    return clauses + (writer.close(5) if rng.random() < 0.35 else [])


def _mixed(writer: Writer, rng: Random, rating: int) -> list[str]:
    good = writer.pick(writer.kind.praise[writer.lang], rng.choice((1, 2)) if rating == 4 else 1)
    bad: list[str] = []
    if rating == 3 or rng.random() < 0.2:
        faults = writer.pick(writer.kind.complain[writer.lang], 6)
        bad = [fault for fault in faults if not any(clash(fault, one, writer.lang) for one in good)][:1]
    elif rng.random() < 0.5:
        bad = writer.common("mild")
    turned = [writer.turn(bad[0])] if bad else []
    return good + turned + (writer.close(rating) if rng.random() < 0.5 or not turned else [])


def clash(one: str, other: str, lang: str) -> bool:
    """Whether two clauses speak of the same thing: 不掉毛 and 掉毛, no smell and smells of glue."""
    if lang == "zh":
        pairs = {one[index : index + 2] for index in range(len(one) - 1)}
        return any(pair in other for pair in pairs) or any(sign in one and sign in other for sign in SAME)
    words = {word[:5] for word in one.lower().split() if len(word) > 3}
    return any(word[:5] in words for word in other.lower().split())


def _cross(writer: Writer, rng: Random, rating: int) -> list[str]:
    clauses = writer.pick(writer.kind.complain[writer.lang], rng.choice((1, 2, 2)))
    if rng.random() < 0.45:
        clauses.append(writer.common("complain")[0])
    return clauses + (writer.close(rating) if rng.random() < 0.5 else [])


def _clauses(writer: Writer, rng: Random, rating: int) -> list[str]:
    if rating == 5:
        body = _happy(writer, rng)
    elif rating >= 3:
        body = _mixed(writer, rng, rating)
    else:
        body = _cross(writer, rng, rating)
    return [*writer.context(), *body] if rng.random() < 0.35 else body


def _chinese(rng: Random, clauses: list[str]) -> str:
    manner = rng.random()
    if manner < 0.12:
        return " ".join(clauses)
    if manner < 0.2:
        return "！".join(clauses) + "！"
    if manner < 0.45 and len(clauses) > 1:
        return "。".join(clauses) + "。"
    return "，".join(clauses) + ("" if rng.random() < 0.3 else "。")


def _english(rng: Random, clauses: list[str], glad: bool) -> str:
    if rng.random() < 0.15:
        return ", ".join(clauses)
    if len(clauses) > 1 and rng.random() < 0.3:
        clauses = [", ".join(clauses[:-1]), clauses[-1]] if len(clauses) > 2 else [", ".join(clauses)]
    return ". ".join(clause[:1].upper() + clause[1:] for clause in clauses) + (rng.choice((".", ".", "!")) if glad else ".")


def compose_review(rng: Random, product: Product, rating: int, lang: str) -> str:
    """The text of one review, its mood that of the rating."""
    clauses = _clauses(Writer(rng, product, lang), rng, rating)
    return _chinese(rng, clauses) if lang == "zh" else _english(rng, clauses, rating == 5)


def review_count(rng: Random, product: Product, mean: float) -> int:
    """How many reviews of this product are in the pack: few for most, many for some."""
    if "rating" in product.draft.missing:
        return 0
    return min(MOST, int(rng.paretovariate(1.15) * mean * 0.42 * (0.6 + 0.8 * product.draft.quality)) + rng.choice((0, 1)))


def _day(rng: Random) -> date:
    span = (NOW - FIRST_DAY).days - 1
    return FIRST_DAY + timedelta(days=int(span * rng.betavariate(2.2, 1.2)))


def product_reviews(seed: int, product: Product, mean: float, seen: set[str]) -> list[Review]:
    """The reviews of one product, oldest first; a text already in `seen` is written anew a few times."""
    rng = Random(f"{seed}:{product.record['id']}:reviews")
    made = []
    for _ in range(review_count(rng, product, mean)):
        lang = "en" if rng.random() < ENGLISH else "zh"
        rating = draw_rating(rng, product.draft.quality)
        text = compose_review(rng, product, rating, lang)
        for _ in range(3):
            if text in seen:
                text = compose_review(rng, product, rating, lang)
        seen.add(text)
        made.append(_row(product, rating, text, _day(rng), lang))
    return sorted(made, key=lambda row: str(row["date"]))


def _row(product: Product, rating: int, text: str, day: date, lang: str) -> Review:
    head = {"product_id": product.record["id"], "rating": rating, "text": text}
    return {**head, "date": day.isoformat(), "lang": lang, "synthetic": True}


def settle(seed: int, product: Product, reviews: list[Review]) -> None:
    """Give the record the rating, review count and sales that its reviews bear out; the pack holds a part of all reviews."""
    rng = Random(f"{seed}:{product.record['id']}:sales")
    record, held = product.record, len(reviews)
    hidden = int(held * rng.choice((0, 0.5, 1, 3, 8)) * rng.random())
    if held:
        mean = sum(row["rating"] for row in reviews) / held
        record["rating"] = round(mean, 1)
    record["review_count"] = held + hidden
    if "sold_90d" not in product.draft.missing:
        record["sold_90d"] = int((held + 1) * rng.lognormvariate(2.6, 0.9)) * (3 if product.draft.moq >= 50 else 1)


_reviews: dict[str, Any] = {}


def load_reviews() -> dict[str, Any]:
    """The phrases of `reviews.yaml`, read once."""
    if not _reviews:
        _reviews.update(load("reviews"))
    return _reviews

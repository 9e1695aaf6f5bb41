"""Texts of reviews: clauses about the product, joined as buyers do, in the tone of the rating."""

from collections.abc import Sequence
from random import Random
from typing import Any

from .draft import Draft
from .products import Product
from .words import Cell, filled, load

# Characters that tell that two Chinese clauses are about the same thing.
SAME = "味薄厚软硬漏毛屑锈亮色薄轻重稳贴声渗绒"


class Writer:
    """Writes reviews of one product in one language."""

    def __init__(self, rng: Random, product: Product, lang: str) -> None:
        self.rng, self.lang, self.kind = rng, lang, product.reviewed_as
        self.tables: Any = load_reviews()
        self.draft: Draft = product.draft

    def slots(self) -> dict[str, str]:
        """The product's attributes, and numbers of a buyer."""
        return {
            **self.draft.attribute_slots(self.rng, self.lang),
            "n": str(max(self.draft.moq, self.rng.choice((5, 10, 20, 30, 50, 100, 200)))),
            "days": str(self.rng.randint(2, 6)),
            "unit": getattr(self.kind.unit, self.lang),
        }

    def pick(self, phrases: Sequence[Cell], count: int) -> list[str]:
        """Phrases that are true for this product, filled."""
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
        """The phrase after "but"."""
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
    """True if two clauses are about the same thing: 不掉毛 and 掉毛, no smell and smells of glue."""
    if lang == "zh":
        pairs = {one[index : index + 2] for index in range(len(one) - 1)}
        return any(pair in other for pair in pairs) or any(sign in one and sign in other for sign in SAME)
    words = {word[:5] for word in one.lower().split() if len(word) > 3}
    return any(word[:5] in words for word in other.lower().split())


def _unhappy(writer: Writer, rng: Random, rating: int) -> list[str]:
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
        body = _unhappy(writer, rng, rating)
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
    """The text of a review, in the tone of its rating."""
    clauses = _clauses(Writer(rng, product, lang), rng, rating)
    return _chinese(rng, clauses) if lang == "zh" else _english(rng, clauses, rating == 5)


_reviews: dict[str, Any] = {}


def load_reviews() -> dict[str, Any]:
    """The phrases of `reviews.yaml`, loaded once."""
    if not _reviews:
        _reviews.update(load("reviews"))
    return _reviews

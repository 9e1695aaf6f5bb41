"""Fit of a column's values to a field (0 excludes it, 1 is best), and what values tell without the column's name."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..amount import amount
from .column import Column, share_of

_LONGEST_ID, _LONGEST_NAME = 64, 80
_MANY, _READ = 0.9, 1000
NUMBERS = ("price", "unit_price", "moq", "stock", "rating", "review_count", "sold_90d", "repurchase_rate", "years", "quantity")


@dataclass(frozen=True)
class Table:
    """The columns of a file."""

    columns: Sequence[Column]

    def held(self, part: Column, whole: Column) -> float:
        """Share of rows in which the value of `part` occurs in that of `whole`: a model in a title."""
        return share_of(str(value).casefold() in str(other).casefold() for value, other in part.beside(whole))

    def leads(self, part: Column, whole: Column) -> float:
        """Share of rows in which the value of `whole` begins with that of `part`: a brand in a title."""
        return share_of(str(other).casefold().startswith(str(value).casefold()) for value, other in part.beside(whole))

    def never_above(self, one: Column, other: Column) -> bool:
        """True if the price `one` is never above `other`, and often below."""
        both = ((amount(value), amount(theirs)) for value, theirs in one.beside(other))
        known = [(mine, theirs) for mine, theirs in both if mine is not None and theirs is not None]
        below = sum(mine < theirs for mine, theirs in known)
        return len(known) > 0 and below > 0.2 * len(known) and all(mine <= theirs for mine, theirs in known)

    def quoted(self, price: Column, text: Column, sign: str) -> tuple[int, int]:
        """Number of rows whose text names the price after the currency sign, and number that name a hundredth of it."""
        texts = {place: str(value) for place, value in zip(text.places, text.values, strict=True)}
        marked = re.compile(rf"{re.escape(sign)}\s*(\d[\d,]*(?:\.\d+)?)")
        whole = cents = 0
        for place, value in zip(price.places[:_READ], price.values[:_READ], strict=True):
            told = {amount(found) for found in marked.findall(texts.get(place, ""))}
            stated = amount(value)
            whole += stated in told
            cents += stated is not None and stated / 100 in told
        return whole, cents

    def below(self, part: Column, whole: Column) -> bool:
        """True if `part` is a category level below `whole`: each of its values goes with one of `whole`, which have several each."""
        if not whole.kinds < part.kinds <= len(part.values) / 2 or part.lists or whole.lists:
            return False
        with_: dict[str, Counter[str]] = defaultdict(Counter)
        for value, above in part.beside(whole):
            with_[str(value)][str(above)] += 1
        return bool(with_) and sum(max(each.values()) for each in with_.values()) >= _MANY * sum(each.total() for each in with_.values())


def fit(field: str, column: Column) -> float:
    """How well the column's values fit the field; 0 is a veto."""
    if field in _BY_FIELD:
        return _BY_FIELD[field](column.numeric if field in NUMBERS else column)
    return 0.7 if column.texts and not column.urls and column.length <= _LONGEST_NAME else 0.0


def alone(field: str, column: Column) -> float:
    """How well the values identify the field without the column's name."""
    whole = column.distinct == 1 and column.share == 1 and not column.lists
    if field == "id" and whole and not column.spaced and not column.urls and column.length <= 40:
        return 0.3
    if field == "category" and column.texts and sum(">" in text for text in column.texts) > _MANY * len(column.texts):
        return 0.5
    if field == "image" and column.pictures > _MANY:
        return 0.6
    if field == "title" and column.distinct > 0.8 and column.spaced > 0.8 and 8 <= column.length <= 150 and not column.lists:
        return 0.35
    if field == "description" and column.distinct > 0.6 and column.length > 150:
        return 0.35
    if field == "text" and column.distinct > 0.5 and column.spaced > 0.6 and column.length > 20:
        return 0.35
    if field == "price" and column.stating == 1 and share_of(any(sign in text for sign in "¥￥$€£元") for text in column.texts[:200]) > _MANY:
        return 0.6
    return 0.0


def _code(column: Column) -> float:
    if column.lists or column.urls or column.length > _LONGEST_ID or column.spaced > 0.2 or column.booleans:
        return 0.0
    return 0.8


def _id(column: Column) -> float:
    whole = column.share > 0.99 and column.distinct > 0.99
    return _code(column) and (1.0 if whole else 0.1)


def _foreign_key(column: Column) -> float:
    return _code(column) and (1.0 if column.distinct < 0.9 else 0.5)


def _title(column: Column) -> float:
    if column.lists or column.urls or column.lettered < 0.9 or column.length > 400:
        return 0.0
    return min(1.0, 0.3 + 0.4 * (column.distinct > 0.5) + 0.3 * (column.spaced > 0.5 and column.share > 0.95))


def _words(column: Column) -> float:
    if column.urls > 0.5 or column.dates > 0.5 or column.plain > 0.5 or column.lettered < 0.7:
        return 0.0
    return 0.6 + 0.4 * (column.spaced > 0.5)


def _category(column: Column) -> float:
    if column.urls or column.plain > 0.5 or column.booleans or column.length > 200 or column.kinds < 2 or column.lettered < 0.9:
        return 0.0
    return 1.0 if column.distinct < 0.5 else 0.4


def _brand(column: Column) -> float:
    if column.lists > 0.5 or column.urls or column.plain > 0.5 or column.length > _LONGEST_NAME or column.booleans or not column.texts:
        return 0.0
    return 1.0 if column.distinct < 0.8 else 0.5


def _money(column: Column) -> float:
    if (
        column.stating < 0.8
        or not column.numbers
        or len({number for number in column.numbers if number < 0}) > 1
        or column.dates > 0.1
        or column.ranges > 0.9
    ):
        return 0.0
    return 1.0


def _count(column: Column) -> float:
    return 1.0 if column.stating > 0.8 and column.whole > 0.95 and column.numbers and min(column.numbers) >= 0 and column.lists < 0.5 else 0.0


def _rating(column: Column) -> float:
    return 1.0 if column.stating > 0.8 and column.numbers and max(column.numbers) <= 5 and min(column.numbers) >= 0 and column.lists < 0.5 else 0.0


def _share(column: Column) -> float:
    return 1.0 if column.stating > 0.8 and column.numbers and max(column.numbers) <= 1 and min(column.numbers) >= 0 else 0.0


def _picture(column: Column) -> float:
    return 1.0 if column.urls > 0.8 or column.pictures > 0.8 else 0.0


def _url(column: Column) -> float:
    return 1.0 if column.urls > 0.8 and column.pictures < 0.5 and column.lists < 0.5 else 0.0


def _date(column: Column) -> float:
    return 1.0 if column.dates > 0.8 else 0.0


def _currency(column: Column) -> float:
    return 1.0 if column.texts and all(len(text) == 3 and text.isalpha() and text.isupper() for text in column.texts) else 0.0


def _language(column: Column) -> float:
    return 1.0 if column.texts and all(len(text) in (2, 3, 5) and text[:2].isalpha() for text in column.texts) else 0.0


def _boolean(column: Column) -> float:
    return 1.0 if column.booleans > 0.9 else 0.0


def _price_range(column: Column) -> float:
    return 1.0 if column.ranges > 0.3 else 0.0


_BY_FIELD: dict[str, Callable[[Column], float]] = {
    "id": _id, "title": _title, "description": _words, "text": _words, "category": _category, "subcategory": _category, "brand": _brand,
    "price": _money, "unit_price": _money, "price_range": _price_range, "currency": _currency, "moq": _count, "stock": _count, "review_count": _count,
    "sold_90d": _count, "quantity": _count, "years": _count, "rating": _rating, "repurchase_rate": _share, "image": _picture, "url": _url,
    "updated_at": _date, "date": _date, "ordered_at": _date, "lang": _language, "supplier_id": _foreign_key, "product_id": _foreign_key,
    "buyer_id": _foreign_key, "verified": _boolean,
}  # fmt: skip

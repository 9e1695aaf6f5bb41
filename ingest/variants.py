"""Rows that are variants of one product (colours, sizes), merged into a product with choices."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from math import prod

from .mapped import add_attribute
from .mapping import ChoiceMapping, SourceMapping, VariantMapping
from .row import Broken, Raw, Row

_EVERY = ("id", "title", "price", "currency", "stock", "attributes")  # fields of a part's own
Choices = dict[str, str]


class ForSale:
    """Filter by the mapping's `unless` and `during`. `left` counts omitted products by column and value."""

    def __init__(self, mapping: SourceMapping, now: datetime) -> None:
        self._unless = {column: frozenset(map(str.casefold, values)) for column, values in mapping.unless.items()}
        self._mapping, self._during, self._now = mapping, mapping.during, now
        self.left: Counter[str] = Counter()

    def current(self, row: Row | Broken) -> Row | Broken:
        """The row with the mapping's column names, without cells outside their period."""
        if isinstance(row, Broken):
            return row
        row = Row(row.file, row.line, self._mapping.renamed(row.raw))
        over = [column for column, interval in self._during.items() if column in row.raw and not holds(row.raw.get(interval), self._now)]
        return Row(row.file, row.line, {name: value for name, value in row.raw.items() if name not in over}) if over else row

    def takes(self, rows: Sequence[Raw]) -> bool:
        """True if the product of these rows is for sale."""
        for column, values in self._unless.items():
            for raw in rows:
                if (value := str(raw.get(column, "")).strip().casefold()) in values and column in raw:
                    self.left[f"{column} {value}"] += 1
                    return False
        return True

    @property
    def notes(self) -> Iterator[str]:
        if self.left:
            why = ", ".join(f"{reason}: {count:,}" for reason, count in self.left.most_common())
            yield f"{self.left.total():,} products are not for sale and were left out ({why})."


def holds(interval: object, now: datetime) -> bool:
    """True if `now` lies in the ISO 8601 interval from/to, or if there is none; False if it can't be parsed."""
    text = str(interval or "").strip()
    if not text:
        return True
    start, _, end = text.partition("/")
    try:
        return _moment(start, time.min) <= now <= _moment(end, time.max)
    except ValueError:
        return False


def _moment(text: str, of_day: time) -> datetime:
    found = datetime.fromisoformat(text.strip())
    if len(text.strip()) <= 10:
        found = datetime.combine(found.date(), of_day)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass
class _Variant:
    """A row in native fields, with its choices as written and as attributes."""

    row: Row
    native: Raw
    choices: Choices
    chosen: Raw

    @property
    def price(self) -> tuple[str, str]:
        return str(self.native.get("price", "")), str(self.native.get("currency", ""))

    @property
    def is_out(self) -> bool:
        return self.native.get("stock") == 0


class Variants:
    """Merges the rows of each product. A product with choices means that every combination exists at one price; otherwise it is split into as few
    products as possible. A sold-out variant is left out if another is available.
    `rows`, `products`: counts of merged rows and their products; `divided`: products that were split.
    """

    def __init__(self, mapping: VariantMapping, for_sale: ForSale, native: Callable[[Row], Raw]) -> None:
        self._mapping, self._for_sale, self._native = mapping, for_sale, native
        self.rows = self.products = self.divided = 0

    def gather(self, rows: Iterable[Row | Broken]) -> Iterator[Row | Broken]:
        """Rows in native fields: single ones as they come, merged ones at the end."""
        groups: dict[str, list[Row]] = {}
        for row in rows:
            if isinstance(row, Broken):
                yield row
            elif key := self._key(row.raw):
                groups.setdefault(key, []).append(row)
            elif self._for_sale.takes([row.raw]):
                yield Row(row.file, row.line, self._native(row))
        for key, group in groups.items():
            if self._for_sale.takes([row.raw for row in group]):
                yield from self._product(key, group)

    @property
    def notes(self) -> Iterator[str]:
        if self.rows > self.products:
            yield f"{self.rows:,} rows are variants and pictures of {self.products:,} products."
        if self.divided:
            yield f"{self.divided:,} of these were split, since not every combination of choices exists at one price and under one title."

    def _key(self, raw: Raw) -> str:
        return next((text for column in self._mapping.by if (text := str(raw.get(column) or "").strip())), "")

    def _product(self, key: str, group: Sequence[Row]) -> Iterator[Row]:
        self.rows += len(group)
        self.products += 1
        rows = [(row, self._native(row)) for row in group]
        base = _shared([native for _, native in rows])
        names = [self._choice_name(choice, group) for choice in self._mapping.choices]
        variants = [_Variant(row, native, *self._choices(row, native, names)) for row, native in rows]
        stated = [one for one in variants if one.choices or "price" in one.native] or variants[:1]
        parts = [box for same in _by(stated, lambda one: str(one.native.get("title", base.get("title")))) for box in boxes(_available(same))]
        self.divided += len(parts) > 1
        ids = Counter(str(part[0].native.get("id", key)) for part in parts)
        for part in parts:
            yield Row(part[0].row.file, part[0].row.line, self._record(key, base, part, parts, ids))

    def _choice_name(self, choice: ChoiceMapping, group: Sequence[Row]) -> tuple[str, ChoiceMapping]:
        """The choice's name, from its column in any row, else the mapping's own name."""
        if choice.name == choice.value:
            return choice.name, choice
        return next((text for row in group if (text := str(row.raw.get(choice.name) or "").strip())), choice.name), choice

    def _choices(self, row: Row, native: Raw, names: Sequence[tuple[str, ChoiceMapping]]) -> tuple[Choices, Raw]:
        """The choices of a row, and their attributes; mapped attributes are used if they have the choice's name."""
        found: Choices = {}
        attributes: Raw = {}
        for name, choice in names:
            if (value := str(row.raw.get(choice.value) or "").strip()) and value not in choice.none:
                found[name] = value
                attributes[name] = native.get("attributes", {}).get(name, value) if name == choice.name else value
        return found, attributes

    def _record(self, key: str, base: Raw, part: Sequence[_Variant], parts: Sequence[Sequence[_Variant]], ids: Counter[str]) -> Raw:
        first = part[0].native
        title = first.get("title", base.get("title"))
        own = first.get("id", key)
        raw = {**base, **{name: value for name, value in first.items() if name not in _EVERY}, "id": key, "title": title}
        if len(parts) > 1:
            fixed = _telling_choices(
                part, [other for other in parts if other is not part and other[0].native.get("title", base.get("title")) == title]
            )
            raw["title"] = f"{title} – {' · '.join(fixed)}" if fixed and title else title
            raw["id"] = own if ids[str(own)] == 1 else "--".join([str(own), *(_slug(value) for value in fixed)])
        for name in ("price", "currency"):
            raw.pop(name, None)
            if name in first:
                raw[name] = first[name]
        stocks = [one.native.get("stock") for one in part]
        raw.pop("stock", None)
        if all(isinstance(stock, int | float) for stock in stocks):
            raw["stock"] = sum(stock for stock in stocks if stock is not None)
        raw["attributes"] = self._attributes(base.get("attributes", {}), part)
        return raw

    def _attributes(self, shared: Raw, part: Sequence[_Variant]) -> Raw:
        """The choices, the attributes that all variants share, and those to keep."""
        found: Raw = {}
        for one in part:
            for name, value in one.chosen.items():
                add_attribute(found, name, value)
        for name in dict.fromkeys([*shared, *(name for one in part for name in one.native.get("attributes", {}))]):
            values = [one.native["attributes"][name] for one in part if name in one.native.get("attributes", {})]
            if name in found:
                continue
            if name in self._mapping.keep:
                for value in values:
                    add_attribute(found, name, value)
            elif not values:
                found[name] = shared[name]
            elif values and all(value == values[0] for value in values):
                found[name] = values[0]
        return found


def sold(rows: Iterable[Row | Broken], mapping: SourceMapping, native: Callable[[Row], Raw], notes: list[str]) -> Iterator[Row | Broken]:
    """The rows of goods for sale, variants merged (then in native fields). Sentences to show are appended to `notes` at the end."""
    for_sale = ForSale(mapping, datetime.now(UTC))
    current = map(for_sale.current, rows)
    if mapping.variants is None:
        yield from (row for row in current if isinstance(row, Broken) or for_sale.takes([row.raw]))
        notes += for_sale.notes
    else:
        variants = Variants(mapping.variants, for_sale, native)
        yield from variants.gather(current)
        notes += [*for_sale.notes, *variants.notes]


def _shared(natives: Sequence[Raw]) -> Raw:
    """The first row's values for fields that other rows lack; attributes only if the first row alone states them."""
    base: Raw = {}
    for native in natives:
        for name, value in native.items():
            base.setdefault(name, value)
    own = Counter(name for native in natives for name in native.get("attributes", {}))
    base["attributes"] = {name: value for name, value in natives[0].get("attributes", {}).items() if own[name] == 1}
    return base


def boxes(variants: Sequence[_Variant]) -> list[list[_Variant]]:
    """Few groups in which every combination of choices exists at one price."""
    if _is_box(variants):
        return [list(variants)]
    names = list(dict.fromkeys(name for one in variants for name in one.choices))
    splits = [_alike(variants, name) for name in names]
    divided = [[box for group in split for box in boxes(group)] for split in splits if len(split) > 1]
    return min(divided, key=len) if divided else [[one] for one in variants]


def _alike(variants: Sequence[_Variant], name: str) -> list[list[_Variant]]:
    """Group the variants by `name`: its values go together if they have the same other choices at the same prices."""
    groups = {value[0].choices.get(name, ""): value for value in _by(variants, lambda one: one.choices.get(name, ""))}
    rest = {
        choice: frozenset((tuple(sorted((key, value) for key, value in one.choices.items() if key != name)), one.price) for one in group)
        for choice, group in groups.items()
    }
    return _by(variants, lambda one: rest[one.choices.get(name, "")])


def _is_box(variants: Sequence[_Variant]) -> bool:
    if len(variants) == 1:
        return True
    names = {name for one in variants for name in one.choices}
    if len({one.price for one in variants}) > 1 or any(one.choices.keys() != names for one in variants):
        return False
    size = prod(len({one.choices[name] for one in variants}) for name in names)
    return size == len(variants) == len({tuple(one.choices[name] for name in sorted(names)) for one in variants})


def _by(variants: Sequence[_Variant], key: Callable[[_Variant], Hashable]) -> list[list[_Variant]]:
    groups: dict[Hashable, list[_Variant]] = {}
    for one in variants:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _available(variants: Sequence[_Variant]) -> Sequence[_Variant]:
    return [one for one in variants if not one.is_out] or variants


def _telling_choices(part: Sequence[_Variant], others: Sequence[Sequence[_Variant]]) -> list[str]:
    """The choices that distinguish this part from the others: of one name if that suffices, else all that aren't common to all."""
    theirs = [one for other in others for one in other]
    names = dict.fromkeys(name for one in (*part, *theirs) for name in one.choices)
    own = {name: dict.fromkeys(one.choices[name] for one in part if name in one.choices) for name in names}
    apart = [name for name in names if own[name] and own[name].keys().isdisjoint(one.choices.get(name) for one in theirs)]
    telling = [min(apart, key=lambda name: len(own[name]))] if apart else list(names)
    every: dict[str, set[str | None]] = {name: {*own[name], *(one.choices.get(name) for one in theirs)} for name in telling}
    return [", ".join(own[name]) for name in telling if own[name] and (apart or own[name].keys() != every[name])] if others else []


def _slug(text: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())

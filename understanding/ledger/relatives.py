"""Relative wishes as conditions: cheaper than this one, the same from another factory."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from math import prod

from ...catalogue.attribute import Cell
from ...catalogue.quantities import unit_of
from ...schema.asked import PAGES
from ...schema.condition import Condition, Op
from ...schema.need import Need
from ...schema.product import Product
from ...schema.reading import Reading
from ...schema.relative import Relative
from ..slots import slot
from ..tokens.found import condition, number

_ENDS: dict[str, tuple[float | None, float | None]] = {"moq": (None, 1), "rating": (5, None)}
"""Field -> its greatest and least possible value; no bound goes beyond them."""

_SIDES = re.compile(r"\d+(?:\.\d+)?(?:\s*[x×*]\s*\d+(?:\.\d+)?)+")
"""Length by width, by height: what a size in words tells of how big a thing is."""
_THAN = {("zh", "more"): "比 {} 大", ("zh", "less"): "比 {} 小", ("en", "more"): "bigger than {}", ("en", "less"): "smaller than {}"}
Stated = Callable[[str, str | None], Collection[str]]

_SEVERAL = 3
"""Products from which a list has a median."""
_MAIN, _CODE = 5, 8  # main attributes compared for "like this"; digits of a code


OWNERS = ("supplier", "brand")
"""Whose other goods are asked for; of goods whose record names none that is told."""


def related(
    reading: Reading, meant: Sequence[Product], listed: Sequence[str], need: Need | None, stated: Stated = lambda field, category: ()
) -> Reading:
    """`reading` with its relative wishes turned into conditions. `meant`: the products they are measured against; `listed`: the ids of the last list;
    `stated`: the values of a field in a category. A field that the message states directly is not measured."""
    if not reading.relative:
        return reading
    if (asked := _asked_attribute(reading, meant, need)) is not None:
        return reading.model_copy(update={"intent": "product_question", "asked": (asked,), "relative": ()})
    found: list[Condition] = []
    notes = list(reading.notes)
    for wish in sorted(reading.relative, key=lambda wish: wish.field == PAGES):
        taken = [*reading.conditions, *found]
        if wish.kind in ("less", "more") and any(wish.field == each.field for each in reading.conditions):
            continue
        own = list(_conditions(wish, meant, listed, reading, need)) or _by_sides(wish, meant, reading, need, stated)
        found += [each for each in own if slot(each) not in {slot(one) for one in taken}]
        notes += [(f"unowned_{wish.field}", "")] if wish.kind == "like" and wish.field in OWNERS and meant and not own else []
        notes += [("unchecked", wish.text)] if not own and meant and wish.kind in ("less", "more") else []
    update = {"conditions": (*reading.conditions, *found), "category": _category(reading, meant, need), "notes": tuple(notes)}
    return reading.model_copy(update=update)


def _asked_attribute(reading: Reading, meant: Sequence[Product], need: Need | None) -> str | None:
    """The attribute asked about, if "other colours?" is a question: about a whole list, or about the product pointed at (第二款有别的颜色吗). Else
    None."""
    wish = reading.relative[0]
    alone = len(reading.relative) == 1 and not reading.conditions and reading.category is None
    attribute = wish.kind == "other" and wish.field.startswith("attr.")
    of_it = reading.intent == "product_question" and any(each.kind != "all" for each in reading.references)
    return wish.field if alone and attribute and meant and (of_it or _other(wish, meant, need) is None) else None


def _conditions(wish: Relative, meant: Sequence[Product], listed: Sequence[str], reading: Reading, need: Need | None) -> Iterable[Condition]:
    if wish.kind == "except" and wish.field == PAGES and not _turns_away_pointed(reading, meant, listed):
        return [_not_seen(wish, listed, need)] if listed and not _excludes_pointed(reading) else []
    if not meant:
        return []
    if wish.kind == "except":
        return [_others(wish, "product", [product.id for product in meant], need)]
    if wish.kind == "like":
        return _like(wish, meant, reading, need)
    found = _other(wish, meant, need) if wish.kind == "other" else bound(wish, meant, reading, need, typical=not reading.references)
    return [found] if found is not None else []


def _by_sides(wish: Relative, meant: Sequence[Product], reading: Reading, need: Need | None, stated: Stated) -> list[Condition]:
    """The sizes in words that are bigger, or smaller, than each of those meant, where these have as many sides."""
    own = [(sides, text) for product in meant for text in _stated(product, wish.field)[:1] if (sides := _sides(text))]
    if wish.kind not in ("less", "more") or not own:
        return []
    edge, text = (min if wish.kind == "less" else max)(own, key=lambda one: prod(one[0]))
    sized = [(each, sides) for each in stated(wish.field, need.category if need else None) if len(sides := _sides(each)) == len(edge)]
    beyond = tuple(each for each, sides in sized if (prod(sides) < prod(edge) if wish.kind == "less" else prod(sides) > prod(edge)))
    said = _THAN["zh" if reading.language == "zh" else "en", wish.kind].format(text)
    return [_one(wish, wish.field, "in", beyond or (said,)).model_copy(update={"text": said})]


def _sides(text: str) -> tuple[float, ...]:
    """The numbers of the first size that the text names."""
    found = _SIDES.search(text)
    return tuple(float(each) for each in re.findall(r"\d+(?:\.\d+)?", found[0])) if found else ()


def _turns_away_pointed(reading: Reading, meant: Sequence[Product], listed: Sequence[str]) -> bool:
    """True if the message points at some of the list only to turn them away ("The second one isn't right, what else is there?")."""
    like = any(wish.kind == "like" for wish in reading.relative)
    return bool(reading.references) and not like and 0 < len(meant) < len(listed)


def _excludes_pointed(reading: Reading) -> bool:
    """True if the message excludes the products that it points at, and only those ("What else is there besides the second?")."""
    return any(wish.kind == "except" and not wish.field for wish in reading.relative)


def _one(wish: Relative, field: str, op: Op, value: float | str | tuple[str, ...], unit: str | None = None) -> Condition:
    return Condition(id="c0", field=field, op=op, value=value, unit=unit, text=wish.text)


def _not_seen(wish: Relative, listed: Sequence[str], need: Need | None) -> Condition:
    """Exclude the products seen so far. The condition is inferred and lapses when others change."""
    before = [id_ for each in need.active if each.pages for id_ in _texts(each)] if need else []
    seen = tuple(dict.fromkeys((*before, *listed)))
    return _one(wish, "product", "not_in", seen).model_copy(update={"status": "inferred", "text": ""})


def _texts(condition: Condition) -> tuple[str, ...]:
    return condition.value if isinstance(condition.value, tuple) else (str(condition.value),)


def _other(wish: Relative, meant: Sequence[Product], need: Need | None) -> Condition | None:
    """Exclude the values that the products have or the buyer asked for; None for attributes of several products, since little would be left."""
    if wish.field.startswith("attr.") or wish.field == "brand":
        asked = [
            text for each in (need.active if need else ()) if each.field == wish.field and each.op in ("=", "in", "contains") for text in _texts(each)
        ]
        if asked:
            return _others(wish, wish.field, asked, need)
    if wish.field.startswith("attr."):
        values = _stated(meant[0], wish.field) if len(meant) == 1 else ()
    else:
        own = [product.supplier_id if wish.field == "supplier" else product.brand for product in meant]
        values = tuple(dict.fromkeys(each for each in own if each))
    return _others(wish, wish.field, values, need) if values else None


def _others(wish: Relative, field: str, values: Sequence[str], need: Need | None) -> Condition:
    """Exclude `values` and those excluded before."""
    before = [
        text for each in (need.active if need else ()) if each.field == field and each.op == "not_in" and not each.pages for text in _texts(each)
    ]
    return _one(wish, field, "not_in", tuple(dict.fromkeys((*before, *values))))


def _stated(product: Product, field: str) -> tuple[str, ...]:
    value = product.attributes.get(field.removeprefix("attr."))
    return () if value is None else tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _like(wish: Relative, meant: Sequence[Product], reading: Reading, need: Need | None) -> list[Condition]:
    """Conditions for "like this": the same supplier, brand or attribute, or a similar price. Without a field, for one product: its main attributes as
    soft wishes, and not the product itself."""
    if wish.field == "price":
        return _about_its_price(wish, meant)
    if wish.field.startswith("attr."):
        stating = [product for product in meant if wish.field.removeprefix("attr.") in product.attributes]
        return [_alike(wish, stating[0], wish.field.removeprefix("attr."))] if stating else []
    if wish.field not in ("", *OWNERS):
        return []
    if wish.field:
        sellers, brands = (tuple(dict.fromkeys(filter(None, own))) for own in zip(*((one.supplier_id, one.brand) for one in meant), strict=True))
        named = {"supplier": sellers, "brand": brands} if wish.field == "supplier" else {"brand": brands}  # who makes it is told by its brand too
        return [_one(wish, field, "in", values) for field, values in named.items() if values][:1]
    if len(meant) > 1:
        return []
    known = {each.field for each in (*reading.conditions, *(need.active if need else ()))} | {each.field for each in reading.relative}
    titles = {meant[0].title.casefold(), *(text.title.casefold() for text in meant[0].translations.values() if text.title)}
    names = [name for name, value in meant[0].attributes.items() if f"attr.{name}" not in known and not _its_own(value, titles)]
    wishes = [_alike(wish, meant[0], name) for name in names[:_MAIN]]
    return [_others(wish, "product", (meant[0].id,), need).model_copy(update={"text": ""}), *wishes]


def _its_own(value: object, titles: Collection[str]) -> bool:
    """True if it names the very product or numbers it (an EAN), or is a yes or no."""
    text = str(value).casefold()
    return isinstance(value, bool) or text in titles or (text.isdigit() and len(text) >= _CODE)


def _about_its_price(wish: Relative, meant: Sequence[Product]) -> list[Condition]:
    """From 80% of the lowest price to 120% of the highest."""
    prices = [float(price) for product in meant if (price := product.price_at(None)) is not None]
    ends: tuple[tuple[Op, float], ...] = ((">=", 0.8 * min(prices)), ("<=", 1.2 * max(prices))) if prices else ()
    return [_one(wish, "price", op, round(value, 2), meant[0].currency) for op, value in ends]


def _alike(wish: Relative, product: Product, name: str) -> Condition:
    value = product.attributes[name]
    alike = _one(wish, f"attr.{name}", "in", tuple(map(str, value))) if isinstance(value, tuple) else _one(wish, f"attr.{name}", "=", value)
    return alike.model_copy(update={"hard": False, "status": "inferred", "unit": unit_named(name) if isinstance(value, (int, float)) else None})


def _category(reading: Reading, meant: Sequence[Product], need: Need | None) -> str | None:
    """The category of the product meant by "like this", if it differs from the need's."""
    like = any(wish.kind == "like" and not wish.field for wish in reading.relative)
    if not like or reading.category is not None or len(meant) != 1 or not meant[0].category:
        return reading.category
    return None if need is not None and need.category in meant[0].category else meant[0].category[-1]


def bound(wish: Relative, meant: Sequence[Product], reading: Reading, need: Need | None, typical: bool = False) -> Condition | None:
    """A strict bound ("less", "more") beyond all products meant: below the least for "less", above the greatest for "more". With `typical` and
    enough products the median counts instead, unless the need has a bound as tight already."""
    quantity = reading.quantity or (need.quantity if need else None)
    values = [found for product in meant if (found := _measure(product, wish.field, quantity)) is not None]
    if not values:
        return None
    less = wish.kind == "less"
    ordered = sorted(values, key=lambda each: each[0], reverse=not less)
    middle = ordered[len(ordered) // 2] if typical and len(ordered) >= _SEVERAL else ordered[0]
    _, recorded, unit = ordered[0] if _bounded_already(wish.field, less, middle, need) else middle
    if wish.field == "price" and len({each[2] for each in values}) > 1:
        return None  # prices in different currencies have no minimum
    if wish.by:
        return _by_difference(wish, recorded, unit)
    if wish.field in _ENDS and recorded == _ENDS[wish.field][less]:
        return condition(wish.field, "<=" if less else ">=", recorded, unit=unit, text=wish.text)
    return condition(wish.field, "<" if less else ">", recorded, unit=unit, text=wish.text)


def _by_difference(wish: Relative, recorded: float | str, unit: str | None) -> Condition | None:
    """A bound by the stated difference ("20 yuan cheaper"); None if it is in another currency or leaves no positive value."""
    if not isinstance(recorded, (int, float)) or (wish.unit is not None and wish.unit != unit):
        return None
    step = recorded * wish.by if wish.share else wish.by
    limit = round(recorded - step if wish.kind == "less" else recorded + step, 2)
    return condition(wish.field, "<=" if wish.kind == "less" else ">=", number(limit), unit=unit, text=wish.text) if limit > 0 else None


def _bounded_already(field: str, less: bool, limit: tuple[float, float | str, str | None], need: Need | None) -> bool:
    """True if the need has a bound at least as tight."""
    ops = ("<", "<=") if less else (">", ">=")
    bounds = [each.value for each in (need.active if need else ()) if each.field == field and each.op in ops and each.hard and each.unit == limit[2]]
    numbers = [float(each) for each in bounds if isinstance(each, (int, float))]
    return any(each <= float(limit[1]) if less else each >= float(limit[1]) for each in numbers) if isinstance(limit[1], (int, float)) else False


def _measure(product: Product, field: str, quantity: int | None) -> tuple[float, float | str, str | None] | None:
    """The comparable number of a product, with the value and the unit for a condition."""
    if field == "price":
        if (stated := product.price_at(quantity)) is None:
            return None
        price = float(stated)
        return price, int(price) if price == int(price) else price, product.currency
    if not field.startswith("attr."):
        count = getattr(product, field, None)
        return (float(count), count, None) if isinstance(count, (int, float)) else None
    name = field.removeprefix("attr.")
    value = product.attributes.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    measured = Cell((value,)).quantities(name)
    return (measured[0].number, value, unit_named(name)) if measured else None


def unit_named(name: str) -> str | None:
    """The unit in the attribute's own name: `capacity_ml` is in ml."""
    return name.replace(")", "").replace("）", "").replace("(", "_").replace("（", "_").rsplit("_", 1)[-1].strip() if unit_of(name) else None

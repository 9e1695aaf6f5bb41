"""One source of a proposal: products, reviews, orders, or the suppliers named in products' rows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from ..row import Kind
from .column import Column
from .column_fields import Found, chosen
from .fitting import NUMBERS, Table, fit
from .gathering import Gathering, tiers
from .names import named, signs, words_of
from .proposed_field import Placed
from .row_ids import identity, runs

_HIGH = 300  # in cents, or expensive goods
_PATH = 20  # characters: longer list elements are paths, not levels
_SPLITS = (">>", " > ", ">", " / ", "/", "|", "›", "»")
_UNNAMED = re.compile("column [A-Z]+")
_ENGLISH = re.compile(r"\b(?:the|and|of|for|with|in|to)\b", re.I)
_SEXES = {"F": "women", "M": "men", "f": "women", "m": "men", "female": "women", "male": "men", "U": "unisex"}
_QUOTED = 5  # rows
_FEW = 60  # characters of an attribute's value
_ORDER = ("id", "product_id", "buyer_id", "title", "name", "text", "description", "category", "brand", "price", "currency")


@dataclass
class Proposed:
    """A source: its fields, attribute gatherings, and unplaced columns with reasons."""

    kind: Kind
    fields: list[Placed]
    gathered: list[Gathering] = field(default_factory=list)
    unplaced: list[tuple[Column, str]] = field(default_factory=list)

    @property
    def source(self) -> dict[str, Any]:
        """The source as in a mapping file, without `files`."""
        found: dict[str, Any] = {"kind": self.kind, "fields": {each.field: each.spec for each in self.fields}}
        return found | ({"attributes": [each.spec for each in self.gathered]} if self.gathered else {})


def proposed(found: Found, table: Table, loose: list[Gathering], maker: Proposed | None) -> Proposed:
    made = Proposed(found.kind, [])
    used: set[str] = {column.path for each in loose for column in each.columns}
    fields = dict(found.chosen)
    below = fields.pop("subcategory", None)
    span = fields.pop("price_range", None)
    if found.kind == "products" and "price" in fields:
        fields["price"] = _price_paid(fields["price"], table, used | {column.path for column, _ in fields.values()})
    for name, (column, why) in fields.items():
        if column.path in used:
            continue
        made.fields.append(placed(name, column, why, below[0] if below else None, table))
        used.add(column.path)
    if found.kind == "products":
        _add_id(made, table, fields, used)
        _add_prices(made, table, fields, span, used)
        taken = {each.column.path for each in made.fields if each.column}
        made.gathered = [each for each in loose if taken.isdisjoint(column.path for column in each.columns)]
        _add_currency(made, fields, table)
    _add_language(made, fields)
    made.fields.sort(key=lambda each: _ORDER.index(each.field) if each.field in _ORDER else len(_ORDER))
    if found.kind == "products":
        used |= {each.column.path for each in maker.fields if each.column} if maker is not None else set()
        others = [column for column in table.columns if column.path not in used]
        sold_by = {
            column.path: "of the supplier; `has` takes a flag from it" for column in others if maker is not None and _is_of_supplier(column, maker)
        }
        _add_attributes(made, [column for column in others if column.path not in sold_by], used, table)
        made.unplaced = [(column, sold_by.get(column.path) or _reason_against(column)) for column in others if column.path not in used]
        return made
    made.unplaced = [(column, "no field of its own") for column in table.columns if column.path not in used]
    return made


def _add_id(made: Proposed, table: Table, fields: dict[str, tuple[Column, str]], used: set[str]) -> None:
    """Add an id if there is no unique id column."""
    told = fields.get("id")
    if "title" not in fields or (told is not None and told[0].distinct == 1):
        return
    others = [column for column in table.columns if column.path not in used and not runs(column)]
    others += [fields["category"][0]] if "category" in fields else []
    if told is not None and (told[0].distinct > 0.9 or not runs(told[0])):
        return
    numbers = [column for column in table.columns if runs(column)]
    if (found := identity(fields["title"][0], others, numbers)) is not None:
        made.fields = [found, *(each for each in made.fields if each.field != "id")]


def _add_prices(made: Proposed, table: Table, fields: dict[str, tuple[Column, str]], span: tuple[Column, str] | None, used: set[str]) -> None:
    """Choose the price: tiers before a single price, a single price before a range."""
    for column in table.columns:
        if column.path not in used and (spec := tiers(column)) is not None:
            used -= {each.column.path for each in made.fields if each.field == "price" and each.column}
            made.fields = [each for each in made.fields if each.field != "price"]
            if column.share < 1:
                spec["optional"] = True
            made.fields.append(Placed("price", spec, "a list of prices by quantity", column))
            used.add(column.path)
            if "moq" not in fields:
                least = {"from": f"{column.path}[0].{_from(spec['each']['min_qty'])}", "number": True, "optional": True}
                made.fields.append(Placed("moq", least, "the start of the first tier", column))
            return
    if span is not None and "price" not in fields:
        made.fields.append(Placed("price", {"from": span[0].path, "number": "high", "optional": True}, "the high end of a range", span[0]))
        made.fields.append(Placed("attributes.price_range", {"from": span[0].path, "optional": True}, "the range as it stands", span[0]))
        used.add(span[0].path)


def _from(spec: Any) -> str:
    return str(spec["from"] if isinstance(spec, dict) else spec)


def _price_paid(price: tuple[Column, str], table: Table, taken: set[str]) -> tuple[Column, str]:
    """The price that is paid: of two, the one never above the other."""
    for column in table.columns:
        called = column.path not in taken and named("products", "price", column.path) > 0.6 and fit("price", column)
        if called and column.share > 0.9 * price[0].share and table.never_above(column, price[0]):
            return column, f"a price that is never above {price[0].path}"
    return price


def _add_currency(made: Proposed, fields: dict[str, tuple[Column, str]], table: Table) -> None:
    price = next((each for each in made.fields if each.field == "price"), None)
    if "currency" in fields or price is None:
        return
    texts = " ".join(map(str, [price.column.path, *price.column.values[:200]])) if price.column is not None else ""
    sign = next(((sign, code) for sign, code in signs() if sign in texts), None)
    if sign is not None:
        made.fields.append(Placed("currency", {"constant": sign[1]}, f"prices have {sign[0]}"))
    elif price.column is not None and (told := _currency_in_texts(price, price.column, fields, table)) is not None:
        made.fields.append(told)
    elif (language := _language(fields)) is not None:
        guess = {"constant": {"zh": "CNY", "en": "USD"}[language]}
        made.fields.append(Placed("currency", guess, f"A GUESS, as its texts are in {language}: no column states one; write yours"))


def _currency_in_texts(price: Placed, column: Column, fields: dict[str, tuple[Column, str]], table: Table) -> Placed | None:
    """The currency with which the products' texts name the price; sets `divide` if the column is in cents."""
    for sign, code in signs():
        for text in (fields[name][0] for name in ("description", "title") if name in fields):
            whole, cents = table.quoted(column, text, sign)
            if max(whole, cents) >= _QUOTED and isinstance(price.spec, str | dict):
                spec = {"from": price.spec} if isinstance(price.spec, str) else dict(price.spec)
                spec.pop("divide", None)
                price.spec = {**spec, "divide": 100} if cents > whole else spec["from"] if len(spec) == 1 else spec
                return Placed("currency", {"constant": code}, f"{max(whole, cents):,} rows name the price with {sign} in {text.path}")
    return None


def _add_language(made: Proposed, fields: dict[str, tuple[Column, str]]) -> None:
    if "lang" not in fields and made.kind in ("products", "reviews") and (language := _language(fields)) is not None:
        made.fields.append(Placed("lang", {"constant": language}, "the language of its texts"))


def _language(fields: dict[str, tuple[Column, str]]) -> str | None:
    columns = [fields[name][0] for name in ("text", "description", "title") if name in fields]
    texts = [text for column in columns for text in column.texts[:500]]
    if not texts:
        return None
    if sum(column.chinese for column in columns) / len(columns) > 0.5:
        return None if any("぀" <= letter <= "ヿ" for text in texts[:100] for letter in text) else "zh"
    whole = " ".join(texts)
    return "en" if whole.isascii() or len(_ENGLISH.findall(whole)) > 0.02 * len(whole.split()) else None


def _is_of_supplier(column: Column, maker: Proposed) -> bool:
    """True if the column is nested together with the supplier's columns."""
    inner = {each.column.path.rsplit(".", 1)[0] for each in maker.fields if each.column and "." in each.column.path}
    return any(column.path.startswith(f"{name}.") for name in inner)


def _add_attributes(made: Proposed, columns: Sequence[Column], used: set[str], table: Table) -> None:
    """Turn the remaining short columns into attributes, including a category level, so that it can be asked for by name."""
    title = next((each.column for each in made.fields if each.field == "title"), None)
    names = {each.field for each in made.fields}
    for column in columns:
        if _reason_against(column):
            continue
        name = words_of(column.path)
        spec: dict[str, Any] = {"from": column.path, "optional": True}
        why = "short texts about the goods"
        called = column.path.replace(".", "_").replace("[", "_").replace("]", "")
        if {"gender", "sex", "性别"} & {*name} and {*column.texts} <= _SEXES.keys():
            spec["values"] = {value: _SEXES[value] for value in sorted({*column.texts})}
            called, why = "gender", "letters for women and men"
        elif title is not None and column.distinct > 0.9 and column.spaced < 0.5 and (share := table.held(column, title)) > 0.4:
            called, why = "model", f"{share:.0%} of titles have it"
        if f"attributes.{called}" not in names:
            names.add(f"attributes.{called}")
            made.fields.append(Placed(f"attributes.{called}", spec, why, column))
            used.add(column.path)


def _reason_against(column: Column) -> str:
    """The reason why a column is no attribute, or ""."""
    if column.of_rows:
        return "a list of nested rows; `each` maps one by hand"
    if not column.texts and not column.booleans:
        return "no text, numbers or flags"
    if column.kinds < 2 and column.rows > 20:
        return f"the same in every row ({str(column.flat[0])[:30]})"
    if runs(column):
        return "numbers the rows"
    if _UNNAMED.fullmatch(column.path):
        return "the sheet has no name for it"
    if {"stock", "availability"} & {*words_of(column.path)} and column.lettered > 0.5:
        return "availability; `match` with `constant: 0` maps the text for sold out to stock 0"
    if column.urls > 0.5 or column.pictures > 0.5:
        return "addresses"
    if column.dates > 0.5:
        return "times"
    if column.length > _FEW:
        return "long texts"
    if named("products", "price", column.path) > 0.4 or _is_other_price(column):
        return "another price"
    if words_of(column.path)[-1:] == ("id",) or column.path.endswith(("编号", "编码")):
        return "ids of another system"
    if words_of(column.path)[-1:] in (("position",), ("rank",), ("index",), ("sno",), ("位置",), ("排名",), ("序号",), ("排序",)):
        return "a place in an order"
    return ""


def _is_other_price(column: Column) -> bool:
    return bool({"price", "cost", "msrp", "total"} & {*words_of(column.path)}) or any(
        word in column.path for word in ("价", "成本", "金额", "合计", "小计")
    )


def supplier(found: Found, table: Table, inside: set[int]) -> Proposed | None:
    """The suppliers that products' rows name, by id or else by name; None if they name none."""
    taken = frozenset(column.path for name, (column, _) in found.chosen.items() if name != "supplier_id")
    makers = chosen("suppliers", Table([column for column in table.columns if id(column) not in inside]), taken)
    name = makers.chosen.get("name")
    if name is None:
        return None
    key = found.chosen.get("supplier_id", name)[0]
    made = Proposed("suppliers", [Placed("id", _plain(key), "its id" if key is not name[0] else "no column has its id, so its name is used", key)])
    for field_, (column, why) in makers.chosen.items():
        if field_ == "place":
            made.fields += _place(column, makers.chosen)
        elif field_ != "kind":
            made.fields.append(placed(field_, column, why, None, table))
    return made


def _plain(column: Column) -> Any:
    return column.path if column.share == 1 else {"from": column.path, "optional": True}


def _place(column: Column, others: dict[str, Any]) -> Iterator[Placed]:
    """Province and city from a list of places, widest first; a text with several places is ambiguous."""
    for name, place in (("province", "[0]"), ("city", "[1]")):
        if name not in others and column.lists > 0.5:
            yield Placed(name, {"from": f"{column.path}{place}", "optional": True}, "from a list of places, widest first", column)
    several = sum(" " in text for text in column.texts) > 0.5 * len(column.texts)
    if column.lists <= 0.5 and not several and "province" not in others and "city" not in others:
        yield Placed("city", {"from": column.path, "optional": True}, "a place", column)


def placed(name: str, column: Column, why: str, below: Column | None, table: Table) -> Placed:
    spec: dict[str, Any] = {"from": column.path}
    if name == "category":
        why += _category_spec(column, below, table, spec)
    elif column.lists > 0.5 and name in ("description", "text", "title"):
        spec["join"] = " "
    elif column.lists > 0.5 and name in ("image", "url", "brand"):
        spec["from"] = f"{column.path}[0]"
        why += "; the first of several"
    if name in NUMBERS:
        why += _number_spec(name, column.numeric, spec, column.blank)
    if name == "id" and column.distinct < 1:
        why += f"; NOT unique: {len(column.texts) - column.kinds:,} rows repeat one and would be rejected"
    if column.share < 1:
        spec["optional"] = True
    return Placed(name, spec["from"] if len(spec) == 1 else spec, why, column)


def _category_spec(column: Column, below: Column | None, table: Table, spec: dict[str, Any]) -> str:
    if below is None or below is column:
        below = next((other for other in table.columns if other is not column and named("products", "subcategory", other.path) > 0.4), None)
    if below is not None and table.below(below, column):
        spec["from"] = [column.path, below.path]
        return f"; {below.path} is a level below it: each of its {below.kinds} values goes with one"
    first = ""
    mark = _separator(column)
    if column.lists and (mark is not None or any(isinstance(item, list) for value in column.values[:50] for item in value)):
        spec["from"] = f"{column.path}[0]"
        first = "; the first path of several"
    if mark is None:
        return first
    spec["split"] = mark
    return f"{first}; {mark!r} separates its levels"


def _number_spec(name: str, column: Column, spec: dict[str, Any], blank: str | None) -> str:
    why = ""
    none: list[Any] = [] if blank is None else [blank]
    if blank is not None:
        why = f"; {blank!r} means none"
    if column.plain < 1:
        spec["number"] = "high" if column.ranges > 0.1 else True
        why += "; a range, of which the high end is taken" if column.ranges > 0.1 else f"; the number in texts like {column.texts[0]!r}"
    zeros = sum(number == 0 for number in column.numbers)
    if zeros and name in ("rating", "price", "unit_price", "moq"):
        none.append(0)
        why += f"; 0 ({zeros:,} rows) is none"
    if name in ("price", "unit_price") and (below := {number for number in column.numbers if number < 0}):
        none += [int(number) if number == int(number) else number for number in sorted(below)]
        why += f"; {none[-1]} is no price"
    if none:
        spec["none"] = none[0] if len(none) == 1 else none
    if name == "price" and column.plain == 1 and column.whole == 1 and median(column.numbers) >= _HIGH:
        why += _cents_spec(column, spec)
    if name == "sold_90d":
        why += "; the file doesn't say of how many days: 90 is meant here"
    return why


def _cents_spec(column: Column, spec: dict[str, Any]) -> str:
    """Set `divide` if most whole prices end alike in 9x and hardly any in 00, else leave it to the user. Return the reason."""
    ends = Counter(str(int(number))[-2:] for number in column.numbers if number >= 100)
    last, most = ends.most_common(1)[0]
    if last[0] == "9" and most > 0.6 * ends.total() and ends["00"] < 0.05 * ends.total():
        spec["divide"] = 100
        return f"; whole numbers, {most / ends.total():.0%} of which end in {last}, as prices in cents do"
    return "; whole numbers: if they are cents, add divide: 100"


def _separator(column: Column) -> str | None:
    texts = [text for text in column.texts if len(text) <= 200]
    found = (mark.strip() for mark in _SPLITS if sum(mark in text for text in texts) > 0.5 * len(texts))
    return next(found, None) if not column.lists or column.length > _PATH else None

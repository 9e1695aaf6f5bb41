"""Relations that don't hold: the most, cheaper than, the only one, all of them, ahead."""

import re
from collections.abc import Callable, Iterator

from ...schema.product import Product
from ..priced import unit_price
from .soil import Soil, before_marks, rule, stated


@rule("relation")
def another_extreme(soil: Soil) -> Iterator[tuple[str, str]]:
    """The mark of one product on another that hasn't it."""
    keys: tuple[tuple[str, str, Callable[[Product], float | None]], ...] = (
        ("价格最低", "lowest price", lambda product: float(unit_price(product, soil.reply.need.quantity))),
        ("起订量最低", "lowest MOQ", lambda product: product.moq),
        ("近 90 天卖得最多", "most sold in 90 days", lambda product: -(product.sold_90d or 0)),
        ("评分最高", "best rating", lambda product: -product.rating if product.rating is not None else None),
    )
    for zh, en, key in keys:
        known = [(line, value) for line, product in soil.facts if (value := key(product)) is not None]
        for line, value in known:
            if value > min(each for _, each in known):
                words = zh if soil.zh else en
                if words not in line:
                    yield line, before_marks(line, f"。这几款里{words}" if soil.zh else f". Of these: {words}")


@rule("relation")
def cheaper_than(soil: Soil) -> Iterator[tuple[str, str]]:
    lines = soil.lines
    for (number, (_, one)), (second, (_, other)) in ((a, b) for a in enumerate(lines, 1) for b in enumerate(lines, 1) if a[0] != b[0]):
        if unit_price(one, soil.reply.need.quantity) > unit_price(other, soil.reply.need.quantity):
            yield (
                lines[-1][0],
                lines[-1][0] + (f"\n第 {number} 款比第 {second} 款便宜。" if soil.zh else f"\nNumber {number} is cheaper than number {second}."),
            )


@rule("relation")
def larger_than(soil: Soil) -> Iterator[tuple[str, str]]:
    if len(soil.lines) > 1:
        said = soil.random.choice(
            ("第 1 款比第 2 款更耐用。", "第 2 款比第 1 款容量大得多。", "第 1 款卖得比第 2 款好三倍。")
            if soil.zh
            else ("Number 1 lasts longer than number 2.", "Number 2 is much larger than number 1.", "Number 1 outsells number 2 threefold.")
        )
        yield soil.lines[-1][0], soil.lines[-1][0] + "\n" + said


@rule("relation")
def the_only_one(soil: Soil) -> Iterator[tuple[str, str]]:
    for number, (_, product) in enumerate(soil.lines, 1):
        others = [other for _, other in soil.lines if other.id != product.id]
        if product.moq and any(other.moq == product.moq for other in others):
            last = soil.lines[-1][0]
            yield last, last + (f"\n只有第 {number} 款能小量起订。" if soil.zh else f"\nOnly number {number} can be had in small lots.")


@rule("relation")
def all_of_them(soil: Soil) -> Iterator[tuple[str, str]]:
    """One product's value said of all."""
    for _, product in soil.facts:
        for value in product.all_attributes(soil.reply.language).values():
            for each in value if isinstance(value, tuple) else (value,):
                if (
                    isinstance(each, str)
                    and len(each) > 1
                    and not re.search(r"\d", each)
                    and any(each.casefold() not in stated(other, soil.catalogue) for _, other in soil.facts)
                ):
                    last = soil.facts[-1][0]
                    yield last, last + (f"\n这几款都是{each}的。" if soil.zh else f"\nAll of these are {each.lower()}.")


@rule("relation")
def taken(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"我会选第 (\d) 款|I would take number (\d)", soil.reply.text):
        number = found[1] or found[2]
        yield found[0], found[0].replace(number, "2" if number == "1" else "1")


@rule("relation")
def ahead_on_more(soil: Soil) -> Iterator[tuple[str, str]]:
    lines = soil.lines
    for found in re.finditer(r"\*\*第 ([12]) 款\*\*占优：|\*\*Number ([12])\*\* is ahead on ", soil.reply.text):
        mine, other = (lines[int(found[1] or found[2]) - 1][1], lines[2 - int(found[1] or found[2])][1]) if len(lines) == 2 else (None, None)
        if mine and other and unit_price(mine, soil.reply.need.quantity) >= unit_price(other, soil.reply.need.quantity):
            yield found[0], found[0] + ("价格、" if soil.zh else "price, ")
        if mine and other and (mine.rating or 0) <= (other.rating or 0):
            yield found[0], found[0] + ("评分、" if soil.zh else "rating, ")


@rule("relation")
def chosen_for(soil: Soil) -> Iterator[tuple[str, str]]:
    """The other one for the reason that speaks for the first."""
    for found in re.finditer(r"，选第 ([12]) 款(?!和)|\), number ([12])\b(?!,)", soil.reply.text):
        number = found[1] or found[2]
        if len(soil.lines) == 2:
            yield found[0], found[0].replace(number, "2" if number == "1" else "1")


@rule("relation")
def met_by_all(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from (
        ("没有一款全部满足", "都满足"),
        ("none of them has all of it", "each of them has it"),
        ("：都满足", "：没有一款全部满足"),
        ("each of them has it", "none of them has all of it"),
    )

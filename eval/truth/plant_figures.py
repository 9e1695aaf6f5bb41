"""Prices, numbers, dates, counts and units made untrue."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .soil import Soil, rule


@rule("price")
def cheaper(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, _ in soil.lines:
        price = re.search(r"¥([\d,.]*\d)", line)
        if price:
            less = (Decimal(price[1].replace(",", "")) * Decimal(soil.random.choice(["0.8", "0.9", "1.2"]))).quantize(Decimal("0.01"))
            yield line, line.replace(price[0], f"¥{less}", 1)


@rule("price")
def another_price(soil: Soil) -> Iterator[tuple[str, str]]:
    for (line, one), (_, other) in zip(soil.lines, soil.lines[1:], strict=False):
        mine, theirs = (f"¥{each.price_at(soil.reply.need.quantity)}" for each in (one, other))
        yield line, line.replace(mine, theirs, 1)


@rule("number")
def another_moq(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, product in soil.lines:
        if product.moq:
            yield line, re.sub(r"\d+(?= 件起订)|(?<=MOQ )\d+", str(product.moq * 3), line)


@rule("number")
def another_rating(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, product in soil.lines:
        if product.rating is not None:
            other = 4.9 if product.rating < 4.5 else 3.1
            yield line, re.sub(r"[\d.]+(?= 分（)|[\d.]+(?= stars?\b)", str(other), line, count=1)


@rule("number")
def more_reviews(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, _ in soil.lines:
        yield line, re.sub(r"(\d+)(?= 条评价| reviews?\))", lambda found: str(int(found[1]) * 7 + 5), line)


@rule("number")
def another_measure(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, _ in soil.facts:
        yield line, re.sub(r"(\d+)(?= (?:mAh|L|ml|cm|g|小时|h|kg|TOG)\b)", lambda found: str(int(found[1]) * 2 + 1), line, count=1)


@rule("date")
def later(soil: Soil) -> Iterator[tuple[str, str]]:
    for day in re.findall(r"20\d\d-\d\d-\d\d", soil.reply.text):
        yield day, str(int(day[:4]) + soil.random.choice([1, 2])) + day[4:]


@rule("count")
def another_total(soil: Soil) -> Iterator[tuple[str, str]]:
    if soil.reply.need.category is None:
        return
    for found in re.finditer(r"(?:有|找到) (\d+) 款(?!：)|(?:found|There are) (\d+) (?=[a-z])", soil.reply.text.split("\n")[0]):
        count = found[1] or found[2]
        yield found[0], found[0].replace(count, str(int(count) + soil.random.choice([3, 17, 40])))


@rule("count")
def another_tally(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"[一-鿿a-z]+ ?[（(](\d+)[)）](?=[、,，和 ])", soil.reply.text):
        yield found[0], found[0].replace(found[1], str(int(found[1]) + 4))


@rule("count")
def more_certificates(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"证书 (\d+) 张|all (\d+) in force|现有 (\d+) 条|(\d+) reviews on file", soil.reply.text):
        count = next(group for group in found.groups() if group)
        yield found[0], found[0].replace(count, str(int(count) + 2))


@rule("unit")
def dollars(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, _ in soil.lines:
        yield line, line.replace("¥", soil.random.choice(["$", "€"]), 1)


@rule("unit")
def another_unit(soil: Soil) -> Iterator[tuple[str, str]]:
    swaps = {" ml": " L", " L": " ml", " kg": " g", " cm": " mm", " mAh": " Ah", " g": " kg", " 小时": " 天", " h,": " days,"}
    for line, _ in soil.facts:
        for old, new in swaps.items():
            if re.search(rf"\d{old}(?![A-Za-z/])", line):
                yield line, re.sub(rf"(\d){old}(?![A-Za-z/])", rf"\g<1>{new}", line, count=1)

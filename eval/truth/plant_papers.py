"""How many certificates there are, what kind of company it is, and what costs the same, made untrue in words that state nothing by themselves."""

import re
from collections.abc import Iterator

from ..priced import unit_price
from .soil import Soil, rule

_WORDS = (("一", "one"), ("两", "two"), ("三", "three"), ("四", "four"), ("五", "five"))


@rule("certificate")
def another_number_of_certificates(soil: Soil) -> Iterator[tuple[str, str]]:
    for number, (_, product) in enumerate(soil.lines, 1):
        for count, (zh, en) in enumerate(_WORDS, 1):
            if product.certifications and count != len(product.certifications):
                last = soil.lines[-1][0]
                some = "certificate" if count == 1 else "certificates"
                yield (
                    last,
                    last
                    + (f"\n第 {number} 款有{soil.random.choice((zh, f' {count} '))}张证书。" if soil.zh else f"\nNumber {number} has {en} {some}."),
                )


@rule("supplier")
def another_kind_of_company(soil: Soil) -> Iterator[tuple[str, str]]:
    """Of the supplier that a reply is on."""
    sellers = [supplier for one in soil.reply.citations if one.kind == "supplier" and (supplier := soil.catalogue.supplier(one.ref))]
    if len({supplier.id for supplier in sellers}) == 1:
        line = soil.reply.text.split("\n")[0]
        kinds = {"factory": ("工厂", "a factory"), "trader": ("贸易商", "a trading company"), "brand": ("品牌商", "a brand owner")}
        for kind, (zh, en) in kinds.items():
            if kind != sellers[0].kind:
                yield line, line + (soil.random.choice((f"\n这家是{zh}。", f"\n它是{zh}。")) if soil.zh else f"\nThey are {en}.")


@rule("relation")
def one_price(soil: Soil) -> Iterator[tuple[str, str]]:
    lines, quantity = soil.lines, soil.reply.need.quantity
    for one in range(len(lines)):
        for other in range(len(lines)):
            mine, theirs = unit_price(lines[one][1], quantity), unit_price(lines[other][1], quantity)
            if mine < theirs:
                last = lines[-1][0]
                if soil.zh:
                    said = (f"第 {one + 1} 款和第 {other + 1} 款一个价。", f"买一个第 {one + 1} 款的钱够买两个第 {other + 1} 款。")
                else:
                    said = (
                        f"Numbers {one + 1} and {other + 1} cost the same.",
                        f"For the price of number {one + 1} you could have two of number {other + 1}.",
                    )
                yield last, f"{last}\n{soil.random.choice(said)}"


@rule("number")
def another_minimum_of_a_quote(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"（(\d+) 件起订）|\(MOQ (\d+)", soil.reply.text) if any(one.quotes for one in soil.reply.inquiries) else ():
        count = found[1] or found[2]
        yield found[0], found[0].replace(count, str(int(count) // 10 or int(count) * 10))

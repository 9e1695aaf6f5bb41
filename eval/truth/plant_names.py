"""Names, suppliers, certificates and sources made untrue."""

import re
from collections.abc import Iterator

from .soil import Soil, before_marks, rule, stated


@rule("name")
def another_title(soil: Soil) -> Iterator[tuple[str, str]]:
    titles = re.findall(r"\*\*(.+?)\*\* — ¥", soil.reply.text)
    for one, other in zip(titles, titles[1:], strict=False):
        if one != other:
            yield f"**{one}** — ¥", f"**{other}** — ¥"


@rule("name")
def invented(soil: Soil) -> Iterator[tuple[str, str]]:
    for title in re.findall(r"\*\*(.+?)\*\* — ¥", soil.reply.text):
        yield title, ("云野 " if soil.zh else "Cloudfield ") + title
    for found in re.findall(r"商品编号 (P\d+)|\(product (P\d+)\)", soil.reply.text):
        number = found[0] or found[1]
        yield number, "P9" + number[2:]


@rule("name")
def another_brand(soil: Soil) -> Iterator[tuple[str, str]]:
    brands = [(facet.name, *facet.aliases.values()) for facet in soil.catalogue.facets().brands]
    for found in re.findall(r"- \*\*([^*]+)\*\*(?=：\d+ 款，|: \d+ products?,)", soil.reply.text):
        others = [name for names in brands if found not in names for name in names]  # its name in the other language is no other brand's
        yield f"**{found}**", f"**{soil.random.choice(others)}**"


@rule("supplier")
def another_place(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"(?:factory|trading company|brand owner) in ([\w ]+), |：([一-鿿]+ [一-鿿]+)的(?:工厂|贸易商|品牌商)", soil.reply.text):
        place = found[1] or found[2]
        other = ("Shenzhen" if place != "Shenzhen" else "Suzhou") if found[1] else ("广东 深圳" if place != "广东 深圳" else "江苏 苏州")
        yield found[0], found[0].replace(place, other)


@rule("supplier")
def another_kind(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from (
        ("的工厂，", "的贸易商，"),
        ("的贸易商，", "的工厂，"),
        (": factory in", ": trading company in"),
        (": trading company in", ": factory in"),
    )


@rule("supplier")
def longer_in_business(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"经营 (\d+) 年|(\d+) years in business|回头率 (\d+)%|(\d+)% of buyers", soil.reply.text):
        count = next(group for group in found.groups() if group)
        yield found[0], found[0].replace(count, str(int(count) + 9))


@rule("supplier")
def more_services(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"可做[^。]+|services: [^.]+", soil.reply.text):
        more = "免费上门安装" if soil.zh else "free installation on site"
        yield found[0], found[0] + (f"、{more}" if soil.zh else f", {more}")


@rule("certificate")
def not_held(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, product in soil.facts:
        held = stated(product, soil.catalogue)
        for name in ("FDA", "UL", "GOTS", "LFGB", "CE"):
            if name.casefold() not in held:
                yield line, before_marks(line, f"，有 {name} 证书" if soil.zh else f", {name} certified")


@rule("certificate")
def another_certificate(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"([A-Z][A-Z\d -]{2,}[\w一-鿿 ]*)[（(](?:有效期至|valid until)", soil.reply.text):
        yield found[0], found[0].replace(found[1].strip(), "SGS-EX 9000")


@rule("certificate")
def in_force(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from (("都在有效期内", "都已过期"), ("all 1 in force", "all 1 expired"), ("（有效期至", "（已过期，"), ("valid until", "expired"))


@rule("citation")
def another_source(soil: Soil) -> Iterator[tuple[str, str]]:
    """A mark of another text than the one that says so."""
    outside = [one for one in soil.reply.citations if one.kind in ("guide", "web")]
    for one, other in zip(outside, outside[1:], strict=False):
        if one.quote != other.quote:
            yield f"[{one.n}]", f"[{other.n}]"


@rule("citation")
def another_product(soil: Soil) -> Iterator[tuple[str, str]]:
    for (line, one), (_, other) in zip(soil.lines, soil.lines[1:], strict=False):
        marks = {each.ref: each.n for each in soil.reply.citations if each.kind == "product"}
        if one.id in marks and other.id in marks:
            yield line, line.replace(f"[{marks[one.id]}]", f"[{marks[other.id]}]")


@rule("citation")
def said_more(soil: Soil) -> Iterator[tuple[str, str]]:
    """More than the cited text says."""
    for one in soil.reply.citations:
        if one.kind in ("guide", "web") and f"[{one.n}]" in soil.reply.text:
            yield f"[{one.n}]", ("，最好每年更换" if soil.zh else ", and replace it every year") + f"[{one.n}]"


@rule("citation")
def misquoted(soil: Soil) -> Iterator[tuple[str, str]]:
    for one in soil.reply.citations:
        if one.kind == "review":
            yield one.quote, ("质量特别好，会一直回购" if re.search("[一-鿿]", one.quote) else "The best I have ever bought, will reorder")

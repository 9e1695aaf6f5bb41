"""True lines made untrue by a word: of how many it holds, how surely, who says it, which bound, and or or, and a part of another field's value."""

import re
from collections.abc import Iterator

from .soil import Soil, rule

_SCOPES = (
    ("这几款里", "目录里"), ("Of these: ", "Of all: "),
    ("这几款都符合", "这几款大多符合"), ("Met by all of them", "Met by most of them"),
    ("：都满足。", "：基本满足。"), (": each of them has it.", ": most of them have it."),
    ("都在有效期内：", "大多在有效期内："), ("能读到的只有这些", "能读到的差不多就是这些"),
    ("those on file can be read", "the good ones on file can be read"),
    ("没有标品牌", "大多没有标品牌"), ("carry no brand", "mostly carry no brand"),
)  # fmt: skip
_SOURCES = (
    ("指南说：", "买家说："), ("The guide says: ", "Buyers say: "), ("The guides say: ", "The platform says: "),
    ("行业资料的说法", "买家的说法"), ("What the trade says: ", "What the supplier says: "),
    ("买家怎么说", "专家怎么说"), ("What buyers say** of", "What experts say** of"),
    ("verified by the platform", "verified by us"), ("平台认证过", "我们认证过"),
    ("供应商回头率", "买家回头率"), ("supplier repurchase rate", "product repurchase rate"),
    ("(a review in Chinese)", "(a review in Chinese by a verified buyer)"), ("（评价原文是英文）", "（评价原文是英文，买家已核实）"),
)  # fmt: skip
_HEDGES = (
    ("您的条件必须满足", "您的条件尽量满足"), ("conditions are musts", "conditions are wishes"),
    ("价格不超过 ¥", "价格不低于 ¥"), ("price at most ¥", "price at least ¥"), ("price at most ¥", "price around ¥"), ("价格不超过 ¥", "价格大约 ¥"),
    ("没写明能不能做", "没写明但一般都能做"),
    ("写明能做的是", "写明只能做"), ("what the supplier states is", "all that the supplier does is"),
)  # fmt: skip
_DENIED = (
    ("；不满的有", "；没有不满的有"), ("; complaints about ", "; no complaints about "), ("满意的有", "没有满意的有"),
    (": happy with ", ": nobody is happy with "),
    ("没有通过平台认证", "已通过平台认证"), ("not verified by the platform", "verified by the platform"),
)  # fmt: skip
_PAPERS = (("（没有登记）", "（有）"), ("(none on file)", "(on file)"), ("，都在有效期内", "，大多在有效期内"), (" in force: ", " recently issued: "))


@rule("relation")
def wider(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from _SCOPES


@rule("relation")
def another_bound(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from _HEDGES


@rule("citation")
def another_voice(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from _SOURCES


@rule("negation")
def not_so(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from _DENIED


@rule("certificate")
def simply_held(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from _PAPERS


@rule("relation")
def one_or_the_other(soil: Soil) -> Iterator[tuple[str, str]]:
    """A list of what one has, told as a choice."""
    for line, product in soil.facts:
        for value in product.all_attributes(soil.reply.language).values():
            if isinstance(value, tuple) and len(value) > 1:
                last, other = str(value[-1]), str(value[-2])
                joined = f"{other}和{last}" if soil.zh else f"{other.lower()} and {last.lower()}"
                yield line, line.replace(joined, f"{other}或{last}" if soil.zh else f"{other.lower()} or {last.lower()}", 1)


@rule("number")
def bounded(soil: Soil) -> Iterator[tuple[str, str]]:
    """An exact figure told as the least, or the most."""
    for line, _ in soil.lines:
        yield line, re.sub(r"，(?=\d+ 件起订)", "，至少 ", line, count=1) if soil.zh else re.sub(r"MOQ (?=\d)", "MOQ at least ", line, count=1)
        yield line, re.sub(r"([，,] ?)(?=\d[\d.]* (?:TOG|L|ml|g|cm|mAh|W)\b)", r"\1低于 " if soil.zh else r"\1under ", line, count=1)


@rule("quality")
def part_of_another_value(soil: Soil) -> Iterator[tuple[str, str]]:
    """ "Soft" of a colour "Soft yellow", before a material."""
    for line, product in soil.facts:
        values = [str(each) for value in product.all_attributes("en").values() for each in (value if isinstance(value, tuple) else (value,))]
        for word in {value.split()[0].casefold() for value in values if re.fullmatch(r"(?!One|Two)[A-Za-z]+ [A-Za-z]+", value)}:
            for shown in values if not soil.zh else ():
                if f", {shown.casefold()}," in line and word not in line.casefold() and f"{word} {shown}".casefold() not in map(str.casefold, values):
                    yield line, line.replace(f", {shown.casefold()},", f", {word} {shown.casefold()},", 1)


@rule("quality")
def of_another_field(soil: Soil) -> Iterator[tuple[str, str]]:
    """A material told of the lining."""
    for line, product in soil.facts:
        own = product.all_attributes(soil.reply.language)
        value, inner = own.get("material"), own.get("lining")
        if isinstance(value, str) and isinstance(inner, str) and value.casefold() not in inner.casefold():
            shown, told = (f"，{value}，", f"，里料{value}，") if soil.zh else (f", {value.lower()},", f", {value.lower()} lining,")
            yield line, line.replace(shown, told, 1)


@rule("citation")
def less_of_a_text(soil: Soil) -> Iterator[tuple[str, str]]:
    """A guide's sentence without the word that limits it."""
    for one in soil.reply.citations:
        if one.kind == "guide":
            said = one.quote.strip().rstrip("。.")
            yield said, re.sub(r" only\b|\bsuch as |只|才|优先| or more| or less| a little", "", said, count=1)

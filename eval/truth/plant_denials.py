"""Denials turned round, and denials of what is so."""

import re
from collections.abc import Iterator

from .soil import Soil, before_marks, rule

_TURNED = (
    ("平台认证过", "没有通过平台认证"),
    ("没有通过平台认证", "平台认证过"),
    ("（没有登记）", "（有，到 2030-01-01）"),
    ("没有登记企业证书", "企业证书齐全"),
    (", verified by the platform", ", not verified by the platform"),
    ("not verified by the platform", "verified by the platform"),
    ("(none on file)", "(on file until 2030-01-01)"),
    ("No company certificates on file", "All company certificates are on file"),
    ("没有人抱怨", "不满的有异味（3）"),
    ("no complaints", "complaints about smell (3)"),
    ("没有人抱怨", "很少有人抱怨"),
    ("no complaints", "few complaints"),
    ("：无", "：有"),
    (": no,", ": yes,"),
    (": no;", ": yes;"),
    ("都没有标注", "都符合"),
    ("none of these says so", "each of them says so"),
    ("都没提到", "有不少人提到"),
    ("nobody mentions", "everybody mentions"),
)


@rule("negation")
def turned(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from _TURNED


@rule("negation")
def denied_quality(soil: Soil) -> Iterator[tuple[str, str]]:
    """A stated value with a denial before it."""
    for line, product in soil.facts:
        for value in product.all_attributes(soil.reply.language).values():
            for each in value if isinstance(value, tuple) else (value,):
                shown = f"，{each}，" if soil.zh else f", {str(each).lower()},"
                if isinstance(each, str) and shown in line:
                    yield line, line.replace(shown, f"，不是{each}，" if soil.zh else f", not {each.lower()},", 1)


@rule("negation")
def unstated(soil: Soil) -> Iterator[tuple[str, str]]:
    """Something that is stated, called not stated."""
    for number, (_, product) in enumerate(soil.lines, 1):
        for name, zh, en in (("material", "材质", "material"), ("color", "颜色", "colour"), ("weight_g", "重量", "weight")):
            if product.attributes.get(name):
                last = soil.lines[-1][0]
                yield last, last + (f"\n第 {number} 款没有标注{zh}。" if soil.zh else f"\nNumber {number}: {en} not stated.")


@rule("negation")
def has_it(soil: Soil) -> Iterator[tuple[str, str]]:
    """A feature that the record denies; behind what it misses, it would be told as missing, and truly."""
    for line, product in soil.facts:
        if re.search(r"misses:|not stated|不满足|未标注", line):
            continue
        for name, value in product.all_attributes(soil.reply.language).items():
            if str(value) in ("False", "No", "None", "无", "否"):
                label = _LABELS.get(name)
                if label:
                    yield line, before_marks(line, f"，支持{label[0]}" if soil.zh else f", with {label[1]}")


_LABELS = {
    "usb_port": ("USB 口", "a USB port"),
    "anc": ("主动降噪", "noise cancelling"),
    "wireless": ("无线充", "wireless charging"),
    "waterproof": ("防水", "water resistance"),
    "hood": ("帽子", "a hood"),
    "foldable": ("折叠", "folding"),
    "magsafe": ("磁吸", "MagSafe"),
    "washable": ("可洗", "washing"),
    "red_light": ("红光", "red light"),
    "quick_dry": ("速干", "quick drying"),
    "leakproof": ("防漏", "leakproofing"),
    "flight_safe": ("可带上飞机", "cabin approval"),
    "reflective": ("反光", "reflective strips"),
}

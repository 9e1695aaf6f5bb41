"""Where numbers stand in a message, each with its unit: found by an exact grammar, so that the network only says what a number is for."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parents[1] / "understanding" / "words" / "units.yaml"
_FURTHER = (
    "岁", "周岁", "个月", "月", "天", "小时", "分钟", "人", "间", "档", "位", "键", "格", "层", "寸", "尺", "码", "号", "排", "年", "箱", "卷", "桌",
    "间房", "盒", "桶", "吨", "平", "平米", "平方", "㎡", "口", "%", "u", "va", "kva", "hz", "khz", "mhz", "ghz", "fps", "nm", "rpm", "bar", "psi",
    "hp", "awg", "db", "mp", "px", "k", "days", "day", "weeks", "week", "hours", "hour", "hrs", "h", "minutes", "min", "people", "persons", "person",
    "seats", "ports", "port", "pack", "ply", "inch", "in", "seater", "tiers", "drawers", "rooms", "tables", "boxes", "cartons", "rolls", "reams",
    "bottles", "ctns", "盏", "组", "辆", "扇", "顶", "床", "罐", "册", "副", "份", "枚", "盆", "束", "颗", "粒", "bags", "bag", "tins",
    "sets", "set", "packs", "pairs", "pair", "dozen", "tog", "slice", "slices", "pieces", "piece", "pcs", "pc", "units", "sheets",
)  # fmt: skip
_FIGURES = r"\d[\d,]*(?:\.\d+)?(?:\s?[x×*]\s?\d[\d,]*(?:\.\d+)?){0,2}"
_HAN = "[零〇一二两三四五六七八九十百千万半几]"


@cache
def _number() -> re.Pattern[str]:
    rows = yaml.safe_load(_FILE.read_text("utf-8"))
    units: set[str] = set(_FURTHER)
    for scale in rows.values():
        for row in scale.values():
            units |= {str(word).lower() for word in row["words"]}
            units |= {str(word) for words in row.get("parts", {}).values() for word in words}
    signs = sorted((unit for unit in units if not unit[0].isalnum() and unit not in ("%", '"', "”", "″")), key=len, reverse=True)
    latin, others = ([re.escape(unit) for unit in sorted(units, key=len, reverse=True) if unit.isascii() is plain] for plain in (True, False))
    unit = rf"(?:\s?(?:(?:{'|'.join(latin)})(?![a-z\d])|{'|'.join(others)}))"
    before = rf"(?:(?:{'|'.join(map(re.escape, signs))})\s?)?"
    return re.compile(
        rf"""{before}(?<![\w.])-?{_FIGURES}\s?(?:k(?![a-z])|[千万百])?(?:多|来|几)?{unit}?(?:\d(?![\d.]))?
        |{before}(?<![A-Za-z\d.]){_FIGURES}\s?(?:k(?![a-z])|[千万百])?(?:多|来|几)?{unit}?
        |百分之{_HAN}+|{_HAN}+(?:多|来|点{_HAN}+)?{unit}|{_HAN}{{2,}}(?:多|来)?""",
        re.VERBOSE | re.IGNORECASE,
    )


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Characters [start, end) of each, without blanks around them, and without the comma behind it."""
    for match in _number().finditer(text):
        said = match[0]
        start, end = match.start() + len(said) - len(said.lstrip()), match.end() - len(said) + len(said.rstrip(" \t\n,"))
        if start < end:
            yield start, end

"""Lines that tell products apart made untrue: the gap, its share, who is the cheaper, by which number, whose value is whose."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .soil import Soil, rule

_GAP = re.compile(r"^- \*\*(?:差价|Price difference)\*\*.*$", re.MULTILINE)
_MONEY = re.compile(r"¥([\d,]+(?:\.\d+)?)")
_PLACES = re.compile(r"第 [\d、和 ]+ 款|[Nn]umbers? \d+(?:(?:, | and )\d+)*")
_ROWS = re.compile(r"^- \*\*(?:不同的地方|Where they differ)\*\*[：:] ?(.*)[。.]$", re.MULTILINE)


@rule("price")
def another_gap(soil: Soil) -> Iterator[tuple[str, str]]:
    for line in _lines(soil):
        for found in _MONEY.finditer(line):
            more = Decimal(found[1].replace(",", "")) + soil.random.choice([1, 10])
            yield line, line[: found.start()] + f"¥{more}" + line[found.end() :]


@rule("number")
def another_share(soil: Soil) -> Iterator[tuple[str, str]]:
    for line in _lines(soil):
        yield line, re.sub(r"(\d+)%", lambda found: f"{int(found[1]) + soil.random.choice([1, 5])}%", line)


@rule("relation")
def the_other_way(soil: Soil) -> Iterator[tuple[str, str]]:
    """The dearer one said to be the cheaper."""
    for line in _lines(soil):
        cheap, dear = (re.sub(r"(?i)numbers? ", "", each[0]) for each in list(_PLACES.finditer(line))[:2])
        yield line, _renumbered(line, dear, cheap)


@rule("relation")
def another_place(soil: Soil) -> Iterator[tuple[str, str]]:
    """A number that isn't the cheapest one's."""
    for line in _lines(soil):
        first, second = list(_PLACES.finditer(line))[:2]
        other = str(max(map(int, re.findall(r"\d+", first[0] + second[0]))) + 1)
        yield line, _renumbered(line, f"第 {other} 款" if soil.zh else other, re.sub(r"(?i)numbers? ", "", second[0]))


@rule("relation")
def the_others_value(soil: Soil) -> Iterator[tuple[str, str]]:
    """What one has said of the other."""
    labels = [row.label for row in soil.reply.comparison.rows] if soil.reply.comparison else []
    for found in _ROWS.finditer(soil.reply.text):
        for row in re.split(r"；|; ", found[1]):
            label = max((each for each in labels if row.startswith(f"{each} ")), key=len, default="")
            cells = re.split(r"( 对 | against )", row[len(label) + 1 :])
            if label and len(cells) == 3:
                yield found[0], found[0].replace(row, f"{label} {cells[2]}{cells[1]}{cells[0]}")


def _lines(soil: Soil) -> list[str]:
    return [found[0] for found in _GAP.finditer(soil.reply.text)]


def _renumbered(line: str, *places: str) -> str:
    """The line with these numbers in place of the first two."""
    left = list(places)

    def other(found: re.Match[str]) -> str:
        place = left.pop(0)
        return place if place.startswith("第") else re.sub(r"\d.*", place, found[0])

    return _PLACES.sub(other, line, count=2)

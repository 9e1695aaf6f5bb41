"""What is said below a choice made untrue: another product falls short, more or fewer stand above."""

import re
from collections.abc import Iterator

from .soil import Soil, rule


@rule("relation")
def another_falls_short(soil: Soil) -> Iterator[tuple[str, str]]:
    """One that stands behind the sentence on that attribute."""
    for found in re.finditer(
        r"第 (\d+) 款的([^、和，。]+)不符合上面引用的要求|number (\d+) does not meet what is quoted above on ([^,.]+)\.", soil.reply.text
    ):
        who, label = found[1] or found[3], found[2] or found[4]
        line = re.search(rf"^- \*\*{re.escape(label)}\*\*.*$", soil.reply.text, re.MULTILINE | re.IGNORECASE)
        fit = re.findall(r"第 (\d+)|numbers? (\d+)", line[0]) if line else []
        for one in ("".join(each) for each in fit[:1]):
            yield found[0], re.sub(rf"(第 |number ){who}\b", rf"\g<1>{one}", found[0], count=1)


@rule("count")
def another_part(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"上面对照的是前 (\d+) 款|of which the first (\d+) are set out above", soil.reply.text):
        count = found[1] or found[2]
        yield found[0], found[0].replace(count, str(int(count) - 1))

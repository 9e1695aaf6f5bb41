"""What was asked for told otherwise: a condition less, half of one, another one in the way, goods of a quality that nobody asked for, and so on."""

import re
from collections.abc import Iterator

from .soil import Soil, rule

_TOLD = re.compile(
    r"(?:按您说的|\d 款|全部符合|全部条件|for you|"
    r"that fit|asked for|all of it|with all of that) ?[（(](?P<told>[^（）()]+)[)）](?=[，。：:;,.]|\. |$)"
)
_GOODS = re.compile(r"(?:found|There are) \d+ (?=[a-z])|(?:，|条件的)(?=[一-鿿]+有 \d+ 款)")
_QUESTION = re.compile(r"(?:要哪种，|Which [\w -]+: )[^？?\n]*(?:、|或|, | or )([^、，？?]+)[？?]")


def _lists(soil: Soil) -> list[tuple[str, str]]:
    """Lines that tell all conditions of a list in brackets, with what stands in these."""
    every = [(line, found["told"]) for line in soil.reply.text.split("\n") if (found := _TOLD.search(line)) and not line.startswith("- **")]
    return [(line, told) for line, told in every if not re.match(r"\d+\. ", line)]


def _pieces(soil: Soil, told: str) -> list[str]:
    return [each for each in told.split("、" if soil.zh else ", ") if not re.match(r"按 ?\d|at \d", each)]


@rule("relation")
def a_condition_less(soil: Soil) -> Iterator[tuple[str, str]]:
    joint = "、" if soil.zh else ", "
    for _, told in _lists(soil):
        pieces = _pieces(soil, told)
        for one in pieces if len(pieces) > 1 else ():
            rest = [each for each in pieces if each != one]
            if not any(one in each or each in one for each in rest):
                yield told, joint.join(each for each in told.split(joint) if each != one)


@rule("relation")
def half_a_condition(soil: Soil) -> Iterator[tuple[str, str]]:
    """One of two seasons and the like, where both are wanted."""
    for _, told in _lists(soil):
        for one in soil.reply.need.hard:
            if one.every and isinstance(one.value, tuple) and len(one.value) > 1 and one.text and one.text in told:
                half = one.text[-1:] if soil.zh else re.split(r" and |, ", one.text)[-1]
                if half in one.value or not soil.zh:
                    yield told, told.replace(one.text, half)


@rule("relation")
def met_by_so_many(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from ((": each of them has it", f": {many} of them has it") for many in ("one", "two", "most"))
    yield from (("）：都满足", f"）：其中 {many} 款满足") for many in (1, 2))


@rule("quality")
def counted_by_a_quality(soil: Soil) -> Iterator[tuple[str, str]]:
    """A value of one that is shown, before the goods that were counted."""
    need = soil.reply.need
    wanted = f"{need.model_dump_json()} {need.category} {need.query}".casefold()
    values = [each for _, product in soil.facts for value in product.all_attributes(soil.reply.language).values() for each in _words(value)]
    for found in _GOODS.finditer(soil.reply.text) if need.category else ():
        for value in values:
            if value.casefold() not in wanted and value.casefold() not in soil.reply.text[found.end() : found.end() + 60].casefold():
                behind = soil.reply.text[found.end() :][:6]
                yield found[0] + behind, f"{found[0]}{value if soil.zh else value.lower() + ' '}{behind}"


def _words(value: object) -> Iterator[str]:
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, str) and len(each) > 1 and not re.search(r"\d", each) and each.casefold() not in ("yes", "no", "none"):
            yield each


@rule("relation")
def blocked_by_another(soil: Soil) -> Iterator[tuple[str, str]]:
    """Another condition said to stand in the way, which none of the ways out gives up."""
    for found in re.finditer(r"卡住的是「([^」]+)」：|What stands in the way is \"([^\"]+)\":", soil.reply.text):
        named = found[1] or found[2]
        for _, told in _lists(soil):
            for other in _pieces(soil, told):
                lines = [line for line in soil.reply.text.split("\n") if found[0] in line]
                if other != named and named not in other and other not in named and not any(other in line for line in lines):
                    yield found[0], found[0].replace(named, other)


@rule("citation")
def another_reviews_mark(soil: Soil) -> Iterator[tuple[str, str]]:
    marks = {one.n: one.quote for one in soil.reply.citations if one.kind == "review"}
    for found in re.finditer(r"[」\"](?:（[^（）]*）| \([^()]*\))?\[(\d+)\]", soil.reply.text):
        for other, quote in marks.items():
            if int(found[1]) in marks and marks[int(found[1])] not in quote:
                yield found[0], found[0].replace(f"[{found[1]}]", f"[{other}]")


@rule("citation")
def another_brands_title(soil: Soil) -> Iterator[tuple[str, str]]:
    titles = re.findall(r"(?:例如：|For example: )([^\[\n]+)(?=\[)", soil.reply.text)
    for one in titles:
        yield from ((f"{one}[", f"{other}[") for other in titles if other != one)


@rule("relation")
def looked_into(soil: Soil) -> Iterator[tuple[str, str]]:
    said = (
        ("证书我们都核对过。", "我们已经核实了供应商。", "我测试过第 1 款。")
        if soil.zh
        else ("We checked the certificates.", "I have verified the suppliers.", "The prices were checked by us.")
    )
    last = soil.reply.text.split("\n")[-1]
    yield from ((last, f"{last}\n{each}") for each in said if soil.lines)


@rule("quality")
def another_field_for_all(soil: Soil) -> Iterator[tuple[str, str]]:
    """A field in which they differ, told before the sentence on the one that all meet."""
    labels = re.findall(r"^- \*\*([^*]+)\*\*(?:：|: ).*(?:——第|\]: number)", soil.reply.text, re.MULTILINE)
    for found in re.finditer(r"(?:按记录，这几款都符合\*\*：|Met by all of them, as recorded\*\*: )([^（(]+?)(?= ?[（(])", soil.reply.text):
        for label in labels:
            yield found[0], found[0].replace(found[1], label if soil.zh else label.lower())


@rule("quality")
def one_more_behind(soil: Soil) -> Iterator[tuple[str, str]]:
    """One that stands behind another sentence on the field told behind the first one too."""
    lines = soil.reply.text.split("\n")
    for above, below in zip(lines, lines[1:], strict=False):
        one, other = (re.search(r"\](?:——第 |: numbers? )([\d、, and]+?)(?: 款)?$", line) for line in (above, below))
        if one and other and not set(re.findall(r"\d", one[1])) & set(re.findall(r"\d", other[1])) and below.startswith("  - "):
            more = re.findall(r"\d", other[1])[0]
            if above.startswith("- ") and len(re.findall(r"\d", one[1])) == 1:
                told = f"第 {one[1]}、{more} 款" if soil.zh else f"numbers {one[1]} and {more}"
                yield above, re.sub(r"第 \d+ 款$|number \d+$", told, above)


@rule("quality")
def offered_what_none_has(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in _QUESTION.finditer(soil.reply.text):
        for value in ("石墨烯", "钛合金") if soil.zh else ("graphene", "titanium"):
            yield found[0], found[0].replace(found[1], value)

"""What isn't stated, what is and isn't so, and how many there are of what was asked for."""

import re
from collections.abc import Iterator

from .claim import Claims, Found, about, group, value_of
from .known import denied
from .quoting import folded
from .statement import Statement
from .world import World

denials = Claims()
counts = Claims()


@denials(
    r"没有标注(?!、)(?P<zh>[^，。；：、]*)|没提(?!不等于|到)(?P<zh2>[^，。；（]*)|(?P<en>[\w -]+?) not stated\b"
    r"|nothing stated about (?:the )?(?P<en2>[\w -]+)|doesn't state (?:the )?(?P<en3>[\w -]+)"
    r"|(?P<zh3>[一-鿿 A-Z]+?)(?:：|: )?未标注"
)
def unstated(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    label = next((each for each in found.groups() if each), "").strip()
    names = world.fields_named(label)
    for known in statement.about or ():
        for name in names:
            if value_of(known, name) not in (None, (), "") or name == "certification" and known.certificates:
                yield "negation", f"{label!r} is stated: {value_of(known, name)}"
    statement.of_conditions = statement.of_misses = statement.of_misses or not label
    if not names and label and not statement.of_conditions:
        statement.left += f" {label} "


@denials(r"没有登记证书|no certificates? on (?:file|record)|没有评分记录|没有供应商")
def nothing_on_record(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in statement.about or ():
        if "证书" in found[0] and known.certificates or "certificate" in found[0] and known.certificates:
            yield "negation", f"{[one.name for one in known.certificates]} are on file"


@denials(
    r"(?P<all>符合条件的.{1,40}?都)?没有标品牌|None of the .{1,60}? that fit carries a brand"
    r"|None of these \d+ .{1,60}? carries a brand|carr(?:y|ies) no brand"
)
def brandless(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of those shown, or of all that fit."""
    if (found["all"] or "that fit" in found[0]) and world.brand_goods.how_many - {0}:
        yield "negation", f"{world.brand_goods.how_many} brands are on record"
    for known in about(world, statement):
        if known.values.get("brand"):
            yield "negation", f"{known.key} is of {known.values['brand']}"


@denials(r"(?P<label>[一-鿿A-Za-z][一-鿿\w -]*?)(?:：|: ?)(?P<no>无|否|no)(?= *(?:[,;，；。.）(（]|$))")
def said_no(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """`label: no` is so where the record says no."""
    names = world.fields_named(found["label"].strip())
    if not names:
        yield "unfounded", f"{found['label']!r} is no field"
    for known in about(world, statement):
        if names and not any(denied(value_of(known, name)) for name in names):
            yield "negation", f"{found['label']}: {[value_of(known, name) for name in names]}"


@denials(r"\bno (?P<label>[a-z][\w -]*?)(?= *(?:[;,.(]|$))")
def without(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """`no cable`: a field that says no."""
    names = world.fields_named(found["label"])
    if not names or statement.of_conditions:
        statement.kept = found[0]
        return
    for known in about(world, statement):
        if not any(denied(value_of(known, name)) for name in names):
            yield "negation", f"{found['label']}: {[value_of(known, name) for name in names]}"


@denials(r"(?P<label>[一-鿿A-Za-z][一-鿿\w -]*?)(?:：|: ?)(?P<yes>有|是|支持|yes)(?![\w一-鿿])")
def said_yes(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    names = world.fields_named(found["label"].strip())
    for known in about(world, statement):
        if names and all(denied(value_of(known, name)) or value_of(known, name) in (None, ()) for name in names):
            yield "negation", f"{found['label']}: {[value_of(known, name) for name in names]}"


@denials(
    r"(?:支持|具备|具有|带有|带)(?P<zh>[一-鿿]{2,6})(?=$|[^一-鿿])"
    r"|\b(?:with|has|have|supports?|offers?) (?:an? )?(?P<en>[a-z][a-z -]*[a-z])(?=$|[^a-z -])"
)
def had(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """A feature said to be there, by its field's name, that the record denies; what stands in the record beside it is no excuse."""
    statement.kept = found[0]
    names = world.fields_named(group(found))
    for known in statement.about or ():
        if names and not statement.of_conditions and all(denied(value_of(known, name)) for name in names):
            yield "negation", f"{group(found)}: {[value_of(known, name) for name in names]}"


@denials(r"^\W*(?P<yes>是的|yes\b)|^\W*(?P<no>不是|no\b)(?=[，,]| \()")
def answered(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Yes or no before its fact: a fact that says no answers no, unless the question denied too."""
    value = re.search(r"[:：是] ?([^（()）；;。]+)", statement.said[found.end() :])
    said = folded(value[1]) if value else ""
    asked = folded(world.said[-1]) if world.said else ""
    flag = said in ("no", "none", "无", "否", "yes", "有", "是", "支持")
    if flag and (said in ("no", "none", "无", "否")) == bool(found["yes"]) and not re.search("不|没|无|not|without|no", asked):
        yield "negation", f"the record says {said}"
    elif said and len(said) > 1 and not flag and said in asked and found["no"] and not re.search("不|没|无|not|without|no", asked):
        yield "negation", f"it was asked for {said}, and is so"


_SHOWN = r"(?:排在前面的是这|排在前面的|这|前面|先看|下面|最接近的|先看这|接着看这|我先(?:挑选|挑|选)|对照了这|先看前面|前)"


@counts(r"这 (?P<of>\d+) 款里，(?P<a>\d+) 款的记录里有且在有效期内|On record and in force: (?P<b>\d+) of these (?P<all>\d+)")
def in_force_there(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    needed = re.search(r"一般要有 (.+?)(?: 之一)?（|generally need (?:one of )?(.+?) there", statement.line)
    names = re.split(r"、|和| 或 |, | and | or ", group(needed)) if needed else []
    every = "之一" not in statement.line and "one of" not in statement.line
    counted = world.fitting.certified([name.strip() for name in names], every) if names else -1
    if int(found["of"] or found["all"]) not in world.fitting.totals:
        yield "count", f"there are {sorted(world.fitting.totals)}"
    if int(found["a"] or found["b"]) != counted:
        yield "certificate", f"{counted} hold {names}"


@counts(
    rf"{_SHOWN} ?(\d+) ?款|(?:(?:Out of )?These|the best|the next|the first|Here are|Here are the|these|The|applied to these|[Aa]mong these"
    rf"|The) (\d+)\b(?! reviews?)|写了 (\d+) 封|这是从 (\d+) 款|(?:^|(?<=\s))(\d+) 款(?=并排|如下|[一-鿿]*的差别)",
    asked=True,
)
def shown(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    asked = statement.asks or re.search(r"narrows them most|先定这一条", statement.line)
    earlier = range(len(world.listed), 11) if asked else ()  # of a list that an earlier turn showed
    if int(group(found)) not in {len(world.listed), len(world.reply.cards), len(world.reply.inquiries), *world.fitting.totals, *earlier}:
        yield "count", f"{len(world.listed)} are shown"


def _as_many(world: World, told: int, counts: set[int]) -> bool:
    """As many, or no more where the need leaves only a part of them."""
    return told in counts or world.unplaced and told <= max(counts, default=0)


@counts(r"(\d+) ?款(?=，[¥$€£])|(\d+) products?(?=, [¥$€£])|这里有 (\d+) 款|(\d+) here (?=\()")
def of_brand(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if statement.brand is not None and not _as_many(world, int(group(found)), world.brand_goods.counts(statement.brand)):
        yield "count", f"{statement.brand} has {world.brand_goods.counts(statement.brand)}"


@counts(r"其中 (\d+) 款有在有效期内的证书|(\d+) with a certificate in force")
def certified(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if statement.brand is not None and not _as_many(world, int(group(found)), {world.brand_goods.certified(statement.brand)}):
        yield "certificate", f"{statement.brand}: {world.brand_goods.certified(statement.brand)}"


@counts(r"(?:来自|品牌有) (\d+) 个(?:品牌)?|(\d+) brands")
def of_brands(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not _as_many(world, int(group(found)), world.brand_goods.how_many):
        yield "count", f"there are {world.brand_goods.how_many} brands"


@counts(r"另有 (\d+) 款没有标品牌|Another (\d+) carry no brand")
def unbranded(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not _as_many(world, int(group(found)), world.brand_goods.counts("")):
        yield "count", f"there are {world.brand_goods.counts('')}"


@counts(
    r"(?:(?<!共)有|找到|就这|只有|一共有) ?(\d+) ?款|(?:found|There are) (\d+)(?! reviews)(?: more)?\b|^\W*(\d+)(?= [\w'& -]+ (?:fit|meet)\b)",
    asked=True,
)
def found_in_all(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if statement.brand is None and int(group(found)) not in world.fitting.totals:
        yield "count", f"there are {sorted(world.fitting.totals)}"

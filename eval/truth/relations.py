"""Relations: who is the most, who is ahead, whom to take, who meets what was asked."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .claim import Check, Claims, Found, about, group, value_of
from .known import Known
from .statement import Statement, numbers_named
from .vocabulary import fields_named
from .world import World

relations, early = Claims(), Claims()
"""`early` ones name in their own words whom they are about."""
_SIGNS = {
    "price": 1, "moq": 1, "rating": -1, "sold": -1, "years": -1, "repurchase_rate": -1, "response_hours": 1,
}  # fmt: skip
"""Fields in which one is better than another: the lesser (1) or the greater (-1)."""
_EXTREMES = {
    "price": r"价格最低|最便宜的?(?:是)?|lowest price|\bcheapest(?: is)?|最在意价格|\bprice(?= \([¥$€£])",
    "rating": r"评分最高的?|rated highest|best rating|best reviews of these|最在意口碑|what buyers say(?= \()",
    "sold": r"近 ?90 ?天卖得最多|most sold in 90 days|想跟着销量走|\bsales(?= \()",
    "moq": r"起订量最低|lowest MOQ|想少量试卖|a small first lot",
    "repurchase_rate": r"(?:供应商)?回头率最高|highest repurchase rate|看重复购|repeat orders",
}

_WIDER = re.compile(
    r"目录|全店|全网|全部|所有|同类|整体|市面|\b(?:of|among|in) (?:all|them all|the (?:whole )?(?:catalogue|store|shop|list|market))"
    r"|\bof (?:every|any)|\boverall\b|\bever\b",
    re.IGNORECASE,
)


def better(known: Known, name: str) -> tuple[int, Decimal | None]:
    """Whether less (1) or more (-1) of a field is better, and how much of it there is."""
    short = {"sold_90d": "sold"}.get(name, name.removeprefix("supplier."))
    value = value_of(known, "sold" if short == "sold" else name)
    return _SIGNS[short], None if value is None else Decimal(str(value)).normalize()


def _extreme(name: str) -> Check:
    def verify(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
        sign, those = _SIGNS[name], about(world, statement)
        mine = [value_of(known, name) for known in those]
        every = [Decimal(str(value)) for known in world.shown if (value := value_of(known, name)) is not None]
        if _WIDER.search(statement.said):
            yield "relation", f"{found[0]!r}: it was seen of those that are shown"
        elif not mine or None in mine:
            yield "relation", f"{found[0]!r}: nothing is stated to tell it by"
        elif statement.about is None and len(mine) > 1 or any(sign * Decimal(str(value)) > min(sign * each for each in every) for value in mine):
            yield "relation", f"{found[0]!r}: {mine} of {sorted(map(str, every))}"

    return verify


for _name, _written in _EXTREMES.items():
    relations(_written)(_extreme(_name))


@relations(r"评分最靠得住的?(?:是)?|分数最可靠的(?:是)?|评分也最靠得住|the surest (?:score|rating) is(?: that of)?|best rated is one product here")
def surest(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Nobody shown has as good a score from as many reviews, and one of them better."""
    for known in about(world, statement):
        mine = (value_of(known, "rating") or 0, value_of(known, "reviews") or 0)
        theirs = [(value_of(other, "rating") or 0, value_of(other, "reviews") or 0) for other in world.shown]
        if better := [each for each in theirs if each != mine and each[0] >= mine[0] and each[1] >= mine[1]]:
            yield "relation", f"{better[0]} is better than {mine}"


@relations(r"占优：(?P<zh>[^。]*)|is ahead on (?!the most points)(?P<en>[^.]*)")
def ahead(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    mine = about(world, statement)
    others = [known for known in _sides(world, mine) if known.key not in {each.key for each in mine}]
    for label in re.split(r"[、和]|, and |, | and ", group(found)):
        bare = re.sub(r"^\d+ 件的(?=单价)| for \d+ pcs$", "", label.strip())
        names = fields_named(bare, world.reply.language)
        if not names:
            yield "unfounded", f"{label!r} is no field"
        elif len(mine) != 1 or not any(_leads(world, mine[0], others, name) for name in names):
            yield "relation", f"not ahead on {label!r}"


def _sides(world: World, mine: list[Known]) -> list[Known]:
    """Suppliers stand beside suppliers, products beside products."""
    return list(world.suppliers.values()) if any(known.key in world.suppliers for known in mine) else world.shown


def _leads(world: World, mine: Known, others: list[Known], name: str) -> bool:
    sign = _SIGNS.get(name.removeprefix("supplier."))
    if sign is None:
        return name == "certification" and all(_valid(world, mine) > _valid(world, other) for other in others) or _wins(world, mine, name)
    value, rest = value_of(mine, name), [value_of(other, name) for other in others]
    return value is not None and all(sign * Decimal(str(value)) < sign * Decimal(str(other)) for other in rest if other is not None)


def _valid(world: World, known: Known) -> int:
    return sum(one.valid_on(world.today) for one in known.certificates)


def _wins(world: World, mine: Known, name: str) -> bool:
    """A lead in what isn't a number of ours: as the table has it, whose cells are held against the records."""
    table = world.reply.comparison
    return table is not None and any(row.field == name and row.winner is not None and table.product_ids[row.winner] == mine.key for row in table.rows)


@relations(r"占优的项目最多（(\d+) 项）|it(?:'s| is) ahead on the most points \((\d+)\)")
def most_points(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    table, count = world.reply.comparison, _points(world)
    mine = table.product_ids.index(about(world, statement)[0].key) if table and about(world, statement) else -1
    if count.get(mine, 0) != int(group(found)) or max(count.values(), default=0) != count.get(mine, 0):
        yield "relation", f"points: {count}"


def _points(world: World) -> dict[int, int]:
    """In how many rows each place of the comparison leads; without those that a rule keeps out."""
    table = world.reply.comparison
    wins = [row.winner for row in table.rows if row.winner is not None] if table else []
    return {place: wins.count(place) for place in set(wins) if place + 1 not in world.left_out}


@relations(
    r"没有全面胜出的|No overall winner|不相上下|(?:they )?come out level|几家没有谁明显占优"
    r"|None of them is clearly ahead"
)
def no_winner(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Nobody may be said to be taken, and who comes out level leads in as many rows."""
    if re.search(r"我会选|I would take", world.reply.text):
        yield "relation", "one is said to be taken"
    level, points = numbers_named(statement.sentence) or [*world.listed], _points(world)
    if re.search(r"不相上下|come out level", found[0]) and points and len({points.get(number - 1, 0) for number in level}) > 1:
        yield "relation", f"points: {points}"


@relations(r"最合您的心意|it fits your wishes best|it comes closest to what you asked for|最接近您的条件")
def closest(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """None of the others meets more of what was asked, hard or not."""

    def met(known: Known) -> int:
        return sum(world.fitting.meets(known, [one]) is True for one in world.reply.need.active)

    if any(met(other) > met(known) for known in about(world, statement) for other in world.weighed):
        yield "relation", f"met: {[met(known) for known in world.shown]}"


@relations(r"只有(?=.*全部满足)|\bonly(?= .*has all of it)|it's the only one that meets everything you asked for|只有它满足您的全部条件")
def only_it(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in world.shown:
        if known not in about(world, statement) and world.fitting.meets(known, world.wanted.asked_for):
            yield "relation", f"{known.names[0]} meets them too"


@relations(r"报价(?P<zh>低|高)(?= ?[¥$€£])|the quote is(?= [¥$€£][\d.,]+ \([\d.]+%\) (?P<en>lower|higher))")
def quote_beside(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    below = (found["zh"] or found["en"]) in ("低", "lower")
    if not any((quote < listed) == below and quote != listed for quote, listed in world.quotes.gaps):
        yield "relation", f"quote and list price: {world.quotes.gaps}"


@relations(
    r"\b(?:lower|higher)\b(?=\s*\.?\s*$)|比目标价(?P<gap> ?[¥$€£][\d,.]+\d ?)(?P<zh>高|低)|over your target of|没有超过目标价|within your target of"
)
def beside_target(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    targets = [(quote.unit_price, one.target_price) for one in world.reply.inquiries if one.target_price is not None for quote in one.quotes]
    over = found["zh"] == "高" or "over" in found[0]
    statement.kept = found["gap"] or ""
    if found[0] not in ("lower", "higher") and not any((quote > target) == over for quote, target in targets):
        yield "relation", f"quote and target: {targets}"


@relations(r"用不上|does not apply")
def of_no_use(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not any(one.quantity and quote.min_quantity and quote.min_quantity > one.quantity for one in world.reply.inquiries for quote in one.quotes):
        yield "relation", "no quote asks for more pieces than are wanted"


@relations(
    r"没有一款全部满足|none of them has all of it|没有[^。，]*(?:同时满足全部条件|满足全部条件|一款全部符合"
    r"|满足这些条件)|None of the [\w'& -]+ fit(?: all of it)?|I couldn't find [\w'& -]+ with all of that"
)
def none_meets(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    statement.of_conditions = True
    for known in world.shown:
        if world.fitting.meets(known, world.reply.need.hard):
            yield "relation", f"{known.names[0]} meets it all"


@relations(r"(?:都|全部)能?满足|都符合|(?:each of them has|they all have|all of them have) it|ha(?:s|ve) all of it")
def meet(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if "条件" not in statement.line and "What you asked for" not in statement.line:
        statement.kept = "" if "所" in found[0] else found[0] if "都符合" not in found[0] else ""
        return
    statement.of_conditions = True
    named = numbers_named(statement.said)
    for known in [world.listed[number] for number in named if number in world.listed] or about(world, statement):
        if world.fitting.meets(known, world.wanted.asked_for) is not True:
            yield "relation", f"{known.names[0]} doesn't meet {[one.name for one in world.wanted.asked_for]}"


@relations(
    r"come close(?:st)?\b(?:, each with what it(?: misses|(?: is| ?'s) missing)|, with what each(?: one)? is missing)?|最接近(?:的)?(?=.*差在哪里)"
)
def come_close(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield from none_meets(world, statement, found)


@early(
    r"有 ?\d+ ?条评价以上的里面，第 (?P<zh>\d+(?:(?:、|和)\d+)*) 款最高"
    r"|of those with at least \d+ reviews, the best rated: numbers? (?P<en>\d+(?:(?:, | and )\d+)*)"
)
def highest_of_many(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    least = int(re.findall(r"\d+", found[0])[0])
    told = {int(number) for number in re.findall(r"\d+", found["zh"] or found["en"])}
    rated = {
        number: value_of(known, "rating") or 0
        for number, known in world.listed.items()
        if (value_of(known, "reviews") or 0) >= least and known in world.shown
    }
    if told != {number for number, rating in rated.items() if rating == max(rated.values())}:
        yield "relation", f"of those with {least} reviews: {rated}"


@early(r"以上都(?:符合|满足|标注了|达到)")
def all_meet(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in about(world, statement):
        if world.fitting.meets(known, world.reply.need.hard) is not True:
            yield "relation", f"{known.names[0]} doesn't meet all that must be"


@early(
    r"(?P<zh>(?:要|、|，)?(?:入门价最低|款式多|有效证书多|评分靠得住)(?:(?:、|和)(?:入门价最低|款式多"
    r"|有效证书多|评分靠得住))*)，看(?P<a>[^；。]+)|for (?P<en>(?:(?:the lowest entry price|the surest ratings"
    r"|the widest choice|certificates in force)(?:, | and )?)+), (?P<b>[^;.]+)"
)
def brand_for(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    brand = world.brands.get((found["a"] or found["b"]).strip(), "")
    if world.unplaced:
        return
    stands = world.brand_goods.standing(brand)
    for aspect in re.findall(
        r"入门价最低|款式多|有效证书多|评分靠得住|lowest entry price|surest ratings|widest choice|certificates in force", found["zh"] or found["en"]
    ):
        if _ASPECTS[aspect] not in stands:
            yield "relation", f"{brand}: {aspect}"


_ASPECTS = {
    "入门价最低": "cheapest", "lowest entry price": "cheapest", "款式多": "widest", "widest choice": "widest",
    "有效证书多": "certified", "certificates in force": "certified", "评分靠得住": "rated", "surest ratings": "rated",
}  # fmt: skip

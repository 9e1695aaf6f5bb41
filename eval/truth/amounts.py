"""Numbers, by what they measure and of whom."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .claim import Check, Claims, Found, about, group, value_of
from .known import Known
from .statement import Statement
from .units import NUMBER, number, unit
from .world import World

amounts = Claims()
_BOUND = re.compile(r"(?:不超过|低于|高于|不低于|目标价|每件|at most|under|over|at least|below|target(?: price)?|[=<>])[:： ]*$", re.IGNORECASE)
_QUOTED = re.compile(r"报价|\bquoted?\b")
_ROUNDED = {"rating": Decimal("0.0051"), "reviews": Decimal(0)}
_MEASURED = (
    ("sold", r"近 ?90 ?天(?:销量|卖了)?[:： ]*(\d[\d,]*) ?件?|(\d[\d,]*) sold in 90 days|sales in 90 days: (\d[\d,]*)|(\d[\d,]*) sales?\b"),
    ("moq", r"(\d[\d,]*) ?件起订|起订量(?:是|为|：|:)? ?(\d[\d,]*)(?: ?件)?|MOQ(?: of| is|:)? (\d[\d,]*)(?: pcs?\b)?"),
    ("stock", r"库存[:：是有 ]*(?:只有 )?(\d[\d,]*)(?: ?件)?|(\d[\d,]*) ?件?库存|stock(?: of|:)? (\d[\d,]*)(?: pcs)?|only (\d[\d,]*) in stock"),
    ("reviews", r"(\d[\d,]*) ?条评价|(\d[\d,]*) reviews?\b"),
    ("supplier.rating", r"评分 (\d(?:\.\d+)?)(?![\d.]| ?分)|\brated (\d(?:\.\d+)?)"),
    ("rating", r"(\d(?:\.\d+)?) ?分(?!之|钟|腿)|(\d(?:\.\d+)?) stars?"),
    ("repurchase", r"回头率[:： ]*(\d+)%|repurchase rate:? (\d+)%|(\d+)% of buyers come back"),
    ("years", r"经营(?:才)? ?(\d+) ?年|(\d+) years? in business|in business for (\d+) years?"),
    ("response", r"平均 ([\d.]+) 小时回复|answers within ([\d.]+) h on average|要 ([\d.]+) 小时才回复|takes ([\d.]+) h to answer"),
)


@amounts(r"(?P<n>[\d,]+) (?:件单价|pcs at) [¥$€£](?P<a>[\d,.]+)(?: each)?[，,] ?(?:合计 )?[¥$€£](?P<b>[\d,]+(?:\.\d+)?)(?: in total)?")
def total(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    count, each, whole = number(found["n"]), number(found["a"]), number(found["b"])
    if each * count != whole:
        yield "price", f"{count} at {each} are {each * count}"
    for product in world.catalogue.products([known.key for known in about(world, statement)]):
        if product.price_at(int(count)) != each:
            yield "price", f"one costs {product.price_at(int(count))}"


@amounts(r"；?(?P<n>[\d,]+) \S+，每\S+ (?P<k>\d+) 件|;? ?(?P<m>[\d,]+) \w+, (?P<l>\d+) pcs in each")
def held(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """How many are in what the buyer counts by, as one of its attributes has it."""
    each = number(found["k"] or found["l"])
    for product in world.catalogue.products([known.key for known in about(world, statement)]):
        if each not in [Decimal(str(value)) for value in product.attributes.values() if isinstance(value, int)]:
            yield "number", f"{each} stands nowhere in it"


@amounts(r"一\S+几件看各款|prices and MOQ are by the piece, so see how many each of them holds")
def see_for_yourself(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Where the buyer counts by what goods are packed in."""
    if not world.reply.need.pack:
        yield "number", "pieces were asked for"


@amounts(r"起订量高于您要的 (?P<a>[\d,]+) 件|its MOQ is more than your (?P<b>[\d,]+) pcs?")
def over(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in about(world, statement):
        if Decimal(str(value_of(known, "moq") or 0)) <= number(found["a"] or found["b"]):
            yield "number", f"its MOQ is {value_of(known, 'moq')}"


@amounts(r"您说的是 [\d,]+ \S+，单价和起订量都按件|You said [\d,]+ \w+(?=;|$)")
def said_in_packs(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    quantity = world.reply.need.quantity
    if quantity is None or quantity not in [int(each.replace(",", "")) for each in re.findall(r"[\d,]*\d", found[0])]:
        yield "number", f"{quantity} were asked for"


@amounts(r"[¥$€£](?P<off>[\d,.]+)(?:（(?P<a>[\d.]+)%）|\s*\((?P<b>[\d.]+)%\))")
def apart(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """How far a quote lies from the list price."""
    shares = world.quotes.shares.get(number(found["off"]), set())
    if not any(abs(share - Decimal(found["a"] or found["b"])) <= Decimal("0.051") for share in shares):
        yield "number", f"{found[0]}: {shares}"


@amounts(r"([¥$€£])\s?([\d,]+(?:\.\d+)?)")
def money(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    value, before = number(found[2]), statement.left[: found.start()]
    if found[1] != "¥":
        yield "currency", f"{found[0]}: the prices are in yuan"
    if value in world.quotes.amounts or (_BOUND.search(before) or statement.about is None) and value in world.wanted.values:
        return
    if statement.brand is not None:
        if value not in world.brand_goods.prices(statement.brand):
            yield "price", f"{statement.brand} has no such price"
        return
    for known in about(world, statement):
        if Decimal(str(value_of(known, "price") or 0)).normalize() != value:
            yield "price", f"{known.names[0][:30]} costs {value_of(known, 'price')}"
            return


def _measured(what: str) -> Check:
    def verify(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
        value = number(group(found))
        if what == "moq" and world.quotes.minimums and _QUOTED.search(statement.line):
            if value not in world.quotes.minimums:
                yield "number", f"quotes ask for {sorted(map(str, world.quotes.minimums))} at least"
            return
        if value in world.quotes.counts and what in ("moq", "response"):
            return
        if (_BOUND.search(found[0].split(group(found))[0]) or statement.about is None or statement.of_conditions) and value in world.wanted.values:
            return
        if statement.brand is not None:
            if not world.unplaced and not any(
                kind == what and abs(mine - value) <= _ROUNDED.get(what, Decimal(0)) for kind, mine in world.brand_goods.amounts(statement.brand)
            ):
                yield "number", f"{what} of {statement.brand}: {world.brand_goods.amounts(statement.brand)}"
            return
        for known in about(world, statement):
            if not _has(known, what, value):
                yield "number", f"{what} of {known.names[0][:30]} isn't {value}"
                return

    return verify


def _has(known: Known, what: str, value: Decimal) -> bool:
    return known.has(what, value) or known.supplier is not None and known.supplier.has(what, value)


for _what, _written in _MEASURED:
    amounts(_written)(_measured(_what))


@amounts(NUMBER.pattern)
def any_number(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """A number of the record in that unit; where the statement is about nobody or tells of conditions, one that the buyer named."""
    value, measured = number(found[1] or found[3]), unit(found[2])
    if (statement.about is None or statement.of_conditions or _BOUND.search(statement.left[: found.start()])) and value in world.wanted.values:
        return
    if value in world.quotes.counts and re.search(r"报价|quote|起订|交货|lead|数量|quantity|询盘|inquir|pcs", statement.line):
        return
    those = about(world, statement) if statement.brand is None else []
    if not those:
        yield "number", f"{found[0].strip()!r} stands nowhere"
    for known in those:
        every = known.amounts | (known.supplier.amounts if known.supplier else frozenset())
        if not any(value == amount and (measured == kind or kind == "" or not measured and kind in ("%", "h")) for kind, amount in every):
            yield "number", f"{found[0].strip()!r} is no number of {known.names[0][:30]}"
            return

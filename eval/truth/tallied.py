"""What is said of several products at once: how many answer yes, what none of them states, and whether so many can be ordered."""

import re
from collections.abc import Iterator

from ...schema.product import Product
from .claim import Claims, Found, group, value_of
from .statement import Statement
from .world import World

tallied = Claims()
_NUMBER = re.compile(r"\d+")


def _count(found: Found) -> int:
    return int(group(found).replace(",", ""))


@tallied(
    r"(?P<n>\d+) ?(?:款(?:不?符合|没提|记录以外有提到)（第 (?P<zh>[\d、和 ]+) 款）?"
    r"|(?:yes|no|not stated|told of beside the record) \(numbers? (?P<en>\d[\d, and]*)\)?)"
)
def which(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """As many as are named, all of them shown."""
    named = [int(each) for each in _NUMBER.findall(found["zh"] or found["en"])]
    if len(named) != int(found["n"]) or max(named) > len(world.reply.cards):
        yield "count", f"{named} are named, {len(world.reply.cards)} shown"


_ANSWERED = re.compile(r"(?:\*\*(?:：|: )|alike: |都一样：)(?:(是的|yes\b)|(?:不是|no\b))")


@tallied(r"这 (?P<zh>\d+) 款都(?P<zh_no>不)?符合(?!条件)|Yes, all (?P<yes>\d+) of them|No, none of the (?P<no>\d+)(?=\.)")
def alike(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """All that are shown, and none of the answers below says otherwise."""
    if int(found["zh"] or found["yes"] or found["no"]) != len(world.reply.cards):
        yield "count", f"{len(world.reply.cards)} are shown"
    if any(bool(answer[1]) is bool(found["zh_no"] or found["no"]) for answer in _ANSWERED.finditer(world.reply.text)):
        yield "relation", "an answer below says otherwise"


@tallied(r"这 \d+ 款都没提到（(?P<zh>[^）]+)）|None of these \d+ says anything about it \((?P<en>[^)]+)\)")
def nowhere(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for label in re.split(r"、|, ", group(found)):
        for name in world.fields_named(label.strip()):
            told = [value for known in world.shown if (value := value_of(known, name)) not in (None, (), "")]
            if told:
                yield "negation", f"{label!r} is stated: {told[0]}"


@tallied(r"您要 ([\d,]+) 件，写了起订量的都够|([\d,]+) pcs meet the MOQ of each that states one")
def all_can_be_had(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    least = max((value_of(known, "moq") or 0 for known in world.shown), default=0)
    if least > _count(found):
        yield "relation", f"{least} are the least of one"


@tallied(
    r"（您要的 ([\d,]+) 件(?P<few>不)?够(?:了|，要先跟供应商商量)）"
    r"|\(your ([\d,]+) pcs (?:will do|(?P<less>are too few); ask the supplier first|are too few)\)"
)
def can_be_had(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    wanted = int((found[1] or found[3]).replace(",", ""))
    for known in statement.about or ():
        if (wanted < (value_of(known, "moq") or 0)) is not bool(found["few"] or found["less"]):
            yield "relation", f"{value_of(known, 'moq')} are the least"


@tallied(r"这几款最少都要 ([\d,]+) 件起订|Each of these is sold from ([\d,]+) pcs at the least")
def in_lots(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    products = world.catalogue.products([known.key for known in world.shown])
    fewest = min((product.moq if product.moq is not None else _first(product) for product in products), default=0)
    if fewest != _count(found):
        yield "number", f"{fewest} are the fewest"


@tallied(r"价格从 ([\d,]+) 件起报|its prices begin at ([\d,]+) pcs")
def priced_from(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for product in world.catalogue.products([known.key for known in statement.about or ()]):
        if _first(product) != _count(found):
            yield "number", f"priced from {_first(product)}"


def _first(product: Product) -> int:
    """From how many on it has a price."""
    return product.price[0].min_qty if product.price else 1


@tallied(r"没有登记按数量的价格|no price by quantity is on record")
def of_one_price(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for product in world.catalogue.products([known.key for known in statement.about or ()]):
        if len(product.price) > 1:
            yield "negation", f"{len(product.price)} prices of {product.title[:30]} are on record"


@tallied(r"没写起订量|no MOQ is stated")
def of_no_moq(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in statement.about or ():
        if value_of(known, "moq") is not None:
            yield "negation", f"{value_of(known, 'moq')} are the least"


@tallied(
    r"只要一件的话，先问卖家能不能单卖|for a single one, ask the seller first"
    r"|这 \d+ 款都一样(?=：)|All \d+ alike(?=:)"
    r"|没有登记买得更多时更低的价格|no lower price for more pieces is on record|再低一档是|the next lower price is"
)
def further(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What leads on; prices are claims of their own."""
    yield from ()

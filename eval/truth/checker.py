"""Finds what a reply says without evidence. It shares no code with what writes replies, and knows none of its sentences.

Each statement is held against the records of whom it is about: amounts, certificates, names, quotations, relations and denials are worked out, and
every other word must stand in those records, in what the reply cites, in what the buyer said, or be one of the talk (eval/truth/talk). The world of
a reply is what it may speak of: products and suppliers by number, title or name, and all that the records state of each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ...catalogue.catalogue import Catalogue
from ...catalogue.quantities import unit_of, units
from ...schema.mailing import SellerLetter
from ...schema.product import Product
from ...schema.purchase import Item
from ...schema.reply import Reply
from ...schema.supplier import Supplier
from ...tools import wording
from ...tools.wording.glossary import in_other_words

Amount = tuple[str, Decimal]
"""The dimension (volume, mass, …), the currency, or "" where it has none; and how much, in the dimension's base unit."""
MONEY = {"¥": "CNY", "￥": "CNY", "$": "USD", "€": "EUR", "£": "GBP"}
_LISTED = re.compile(r"^(?:- (?:第 |Number ))?(\d+)(?:\. | 款[：:] ?|: )\*\*(.+?)\*\*", re.MULTILINE)
"""An item of a list, or the number by which the buyer calls it."""
_CALLED = re.compile(r"(?:第 ?(\d+) ?款|\b[Nn]umber (\d+))[，,]? ?(?:\*\*(.+?)\*\*|\[(\d+)\])")
"""A number in a sentence, with its title or the mark of its record behind it."""
NUMBERED = re.compile(r"第 ?(\d+(?: ?[、和] ?\d+)*) ?款|\b[Nn]umbers? (\d+(?:(?:, and |, | and )\d+(?!\d*\.\d))*)")
_GROUPED = re.compile(r"(?<=款）)[、,，]|(?<=\d\)), ")
"""One value and whose it is, then the next: Oxford cloth (numbers 2 and 4), nylon (number 1)."""
_WITHIN = re.compile(r"（[^（）]*）|\([^()]*\)|「[^「」]*」|“[^“”]*”|\"[^\"]*\"")
_STOP = re.compile(r"(?<=[。！？；;!?])|(?<=[a-z%)\]])(?=\. )")
_MARK = re.compile(r"\[(\d{1,3})\]")
_QUOTED = re.compile(r"「([^「」]+)」|“([^“”]+)”|\"([^\"]+)\"")
_DATE = re.compile(r"\b20\d\d-\d\d-\d\d\b")
_TALLY = re.compile(r"满意|不满|抱怨|happy with|complain")
"""What reviews are counted by: the aspects are called by no record."""
_WORKED = re.compile(
    r"差|便宜|贵|低|高|合计|一共|平均|均价|共|剩|对|less|more|higher|lower|total|in all|together|average|median|leaves|against|each|difference",
    re.IGNORECASE,
)
"""What is worked out of prices is told so."""
_STANDARD = re.compile(r"(?:GB(?:/T)?|ISO|EN|ASTM|CFR|OEKO-TEX|Standard|Directive|section|UN)[ A-Z]{0,3}\d[\d./-]*")
_FEW = 12
"""Counts of what stands in the text itself, and places in a list."""
Found = Iterator[tuple[str, str]]
_FIGURES = {
    "price": re.compile(r"^ — [¥￥$€£](\d[\d,.]*\d)"),
    "rating": re.compile(r"(?<=[，,] )(\d(?:\.\d)?) (?:分|stars?)|(?<=，)(\d(?:\.\d)?) 分|(?:评分|rated) (\d(?:\.\d)?)"),
    "review_count": re.compile(r"（(\d[\d,]*) 条评价）|\((\d[\d,]*) reviews?\)"),
    "moq": re.compile(r"(\d[\d,]*) 件起订|MOQ (\d[\d,]*)"),
    "years": re.compile(r"经营 (\d+) 年|(\d+) years? in business"),
}
_EXAMPLE = re.compile(r"例如|比如|告诉我|之前说|标为|说「必须|such as|for example|tell me|[Ee]arlier you said|as sent")
"""What stands in quotation marks is what one may say, or a condition that is called by its name."""
_ALL = re.compile(r"都是|全都|这几款都|款都|[Aa]ll of (?:these|them)|[Bb]oth|[Ee]ach of")
_LOOSE = {"zh": 3, "en": 1}


def amounts(text: str) -> set[Amount]:
    return {amount for _, amount in found(text)}


def found(text: str) -> list[tuple[str, Amount]]:
    """Each as it is written, in order."""
    return [(each[0], _amount(each["sign"], each["number"], each["unit"])) for each in _pattern().finditer(text.replace("²", "2"))]


def _amount(sign: str | None, number: str, unit: str | None) -> Amount:
    value = Decimal(number.replace(",", "").rstrip("."))
    if sign:
        return MONEY[sign], value.normalize()
    dimension, factor = units().factors.get((unit or "").casefold(), ("", 1.0))
    return ("" if dimension == "count" else dimension), (value * Decimal(str(factor))).normalize()


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in units().factors if name.strip()), key=len, reverse=True))
    signs = "".join(map(re.escape, MONEY))
    number = r"(?<![A-Za-z\d.])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    return re.compile(rf"(?P<sign>[{signs}])?{number}(?:[\s-]?(?P<unit>{names})(?![A-Za-z]| (?:all|force|stock|total|the)\b))?", re.IGNORECASE)


class Known(NamedTuple):
    """`text` is all that the record says, folded (`plain`), with its supplier's; `names` are titles or names in each language."""

    id: str
    names: tuple[str, ...]
    text: str
    amounts: frozenset[Amount]
    product: Product | None = None
    supplier: Supplier | None = None

    def price(self, quantity: int | None) -> Decimal | None:
        return self.product.price_at(quantity) if self.product else None


class World:
    """`said` is what the buyer said in the conversation."""

    def __init__(self, reply: Reply, catalogue: Catalogue, said: Sequence[str] = ()) -> None:
        self.reply, self.catalogue, self.said = reply, catalogue, said
        self.cited = {one.n: one for one in reply.citations}

    @cached_property
    def products(self) -> dict[str, Known]:
        """By id: shown, compared, cited, asked for, or named by its id."""
        reply = self.reply
        ids = [card.product_id for card in reply.cards] + [one.ref for one in reply.citations if one.kind in ("product", "review")]
        ids += list(reply.comparison.product_ids if reply.comparison else ()) + [id for one in reply.inquiries for id in one.product_ids]
        ids += [line.product_id for letter in self._letters for line in letter.lines]
        ids += re.findall(r"(?:商品编号 |products? |商品 )([A-Za-z]*\d[\w-]*)", reply.text)
        return {id: known for id in dict.fromkeys(ids) if (known := _product(self.catalogue, id))}

    @property
    def _letters(self) -> tuple[SellerLetter, ...]:
        return self.reply.letters.letters if self.reply.letters else ()

    @cached_property
    def suppliers(self) -> dict[str, Known]:
        refs = [one.ref for one in self.reply.citations if one.kind == "supplier"] + [one.supplier_id for one in self.reply.inquiries]
        refs += [one.supplier_id for one in self._letters]
        refs += [one.supplier.id for one in self.products.values() if one.supplier]
        return {ref: known for ref in dict.fromkeys(refs) if ref and (known := _seller(self.catalogue, ref))}

    @cached_property
    def listed(self) -> dict[int, Known]:
        """Number -> product, as the reply calls them; else as it compares or shows them."""
        refs = {n: one.ref for n, one in self.cited.items() if one.kind == "product"}
        found = {int(number): self.named(title) for number, title in _LISTED.findall(self.reply.text)}
        for zh, en, title, mark in _CALLED.findall(self.reply.text):
            found.setdefault(int(zh or en), self.named(title) if title else [self.products[refs[int(mark)]]] if int(mark) in refs else [])
        ids = list(self.reply.comparison.product_ids) if self.reply.comparison else [card.product_id for card in self.reply.cards]
        ordered = {number: self.products[id] for number, id in enumerate(ids, 1) if id in self.products}
        return {number: self._placed(number, some) for number, some in found.items() if some and some[0].product} or ordered

    def _placed(self, number: int, some: list[Known]) -> Known:
        """Of products of one title the one that is shown in this place."""
        cards = [card.product_id for card in self.reply.cards]
        here = cards[number - 1] if number <= len(cards) else ""
        return next((known for known in some if known.id == here), some[0])

    def named(self, written: str) -> list[Known]:
        """The products, else the suppliers, that are called so; a title may be cut short."""
        bare = plain(written)
        if bare in self.brands:
            return []
        for group in (self.products, self.suppliers):
            names = [(known, plain(name)) for known in group.values() for name in known.names]
            begun = [known for known, name in names if len(bare) > 3 and name.startswith(bare)]
            if found := [known for known, name in names if name == bare] or begun:
                return found
        return []

    @cached_property
    def brands(self) -> dict[str, str]:
        """How a brand of the catalogue is written -> its name; none that is a word of the catalogue's own texts too."""
        brands = self.catalogue.facets().brands
        return {plain(alias): facet.name for facet in brands for alias in (facet.name, *facet.aliases.values()) if len(alias) > 1}

    @cached_property
    def heard(self) -> str:
        """What the buyer said, what is held of it, what the reply takes up of it, and what the shelves are called."""
        reply = self.reply
        held = (reply.need, *reply.relaxations, *reply.inquiries, *self._letters, *reply.understood.commands, *filter(None, (reply.purchase,)))
        said = plain(" ".join((*self.said, *(one.model_dump_json() for one in held), reply.lacking)))
        return f"{said} {_aliases_in(self.catalogue, said)} {_shelves(self.catalogue)}"

    @cached_property
    def quoted(self) -> str:
        """What the reply cites of texts outside the records, with the whole guides."""
        others = [one for one in self.reply.citations if one.kind not in ("product", "supplier")]
        guides = [guide.text for one in others if one.kind == "guide" and (guide := self.catalogue.guide(one.ref))]
        return plain(" ".join((*(f"{one.title} {one.quote} {one.source or ''}" for one in others), *guides)))

    @cached_property
    def given(self) -> frozenset[Amount]:
        """Amounts that the buyer said, that are held of it, or that the reply cites of texts outside."""
        reply = self.reply
        held = (reply.need, *reply.relaxations, *(one for one in (reply.purchase, *reply.inquiries, *self._letters) if one))
        others = (f"{one.quote} {one.title}" for one in reply.citations if one.kind not in ("product", "supplier"))
        found = amounts(" ".join((*self.said, *(one.model_dump_json() for one in held), *others))) | amounts(self.quoted)
        return frozenset(found | {("time", Decimal(90 * 86400).normalize())})  # what sales are counted over

    @cached_property
    def worked(self) -> frozenset[Amount]:
        """Amounts that may be worked out: differences, sums, shares and means of prices, and what a number of pieces costs."""
        tiers = {tier.unit_price for known in self.products.values() if known.product for tier in known.product.price}
        prices = [price for known in self.listed.values() if (price := known.price(self.reply.need.quantity)) is not None]
        counts = {number for unit, number in self.given if 1 < number <= 100_000}
        money = sorted({*prices, *tiers, *(number for _, number in self.given if number < 1_000_000)})[:60]
        apart = {abs(one - other) for one in money for other in money}
        means = (sum(prices) / len(prices), sum(prices)) if prices else ()
        shares = [100 * abs(one - other) / base for one in money for other in money for base in (one, other) if base]
        items = self.reply.purchase.items if self.reply.purchase else ()
        costs = [cost for item in items if item.pick and (cost := self._cost(item, item.pick)) is not None]
        plans = {sum(self._planned(plan.product_ids), Decimal(0)) for plan in self.reply.plans}
        sums = [sum(some, Decimal(0)) for size in range(1, min(len(costs), 6) + 1) for some in combinations(costs[:12], size)]
        sums += plans
        apart |= {*sums, *(abs(one - other) for one in sums for _, other in self.given)}
        every = (*apart, *means, *(price * count for price in (*tiers, *prices, *apart) for count in counts), *shares)
        return frozenset(("", round(Decimal(each), places).normalize()) for each in every for places in (0, 1, 2))

    def _cost(self, item: Item, product_id: str) -> Decimal | None:
        """Of as many as are wanted, or the fewest that are sold."""
        product = self.catalogue.product(product_id)
        if product is None:
            return None
        least = product.moq or (product.price[0].min_qty if product.price else 1)
        count = max(item.need.quantity or least, least) if self.reply.plans else item.need.quantity or 1
        price = product.price_at(count)
        return None if price is None else count * price

    def _planned(self, product_ids: Sequence[str]) -> Iterator[Decimal]:
        """What each product of a plan costs, in the number of the goods that it is of."""
        left = list(self.reply.purchase.items if self.reply.purchase else ())
        for id in product_ids:
            product = self.catalogue.product(id)
            shelves = product.category if product is not None else ()
            item = next((one for one in left if id in one.shown), None) or next((one for one in left if one.need.category in shelves), None)
            if item is not None and (cost := self._cost(item, id)) is not None:
                left.remove(item)
                yield cost


@lru_cache(maxsize=4096)
def _product(catalogue: Catalogue, id: str) -> Known | None:
    product = catalogue.product(id)
    if product is None:
        return None
    sold = _seller(catalogue, product.supplier_id) if product.supplier_id else None
    reviews = " ".join(review.text for review in catalogue.reviews(product.id, 500))
    titles = (product.title, *(each.title for each in product.translations.values() if each.title))
    written = product.model_dump_json()
    tiers = {(product.currency, Decimal(tier.unit_price).normalize()) for tier in product.price}
    found = amounts(written) | tiers | (set(sold.amounts) if sold else set()) | amounts(reviews)
    stated = {name: value for name, value in product.attributes.items() if value is not False}
    for name, value in stated.items():
        if not isinstance(value, bool | str | tuple) and (unit := unit_of(name)):
            found = (found - {("", Decimal(str(value)).normalize())}) | {(unit[0], (Decimal(str(value)) * Decimal(str(unit[1]))).normalize())}
    text = plain(" ".join((written, reviews, *(label for name in stated for label in labels(name)))))
    text = f"{text} {_aliases_in(catalogue, text)}"
    return Known(product.id, titles, f"{text} {sold.text if sold else ''}", _scaled(found), product, sold.supplier if sold else None)


def labels(attribute: str) -> tuple[str, ...]:
    """How an attribute is called, in Chinese and in English."""
    return tuple(_labelled().get(attribute, (attribute,)))


@cache
def _labelled() -> dict[str, list[str]]:
    return dict(yaml.safe_load((files(wording) / "words" / "attributes.yaml").read_text("utf-8"))["names"])


@lru_cache(maxsize=2)
def _shelves(catalogue: Catalogue) -> str:
    names = {each for facet in catalogue.facets().categories for path in (facet.path, *facet.aliases.values()) for each in path}
    return plain(" ".join((*names, *(in_other_words("category", each, language) for each in names for language in ("zh", "en")))))


@lru_cache(maxsize=2)
def _called(catalogue: Catalogue) -> dict[str, str]:
    """Values of the catalogue -> the same in other words."""
    many = [(value.value, *value.aliases) for facet in catalogue.facets().attributes for value in facet.values if value.aliases]
    return {plain(each): plain(" ".join(names)) for names in many for each in names}


@lru_cache(maxsize=2)
def values(catalogue: Catalogue) -> tuple[str, ...]:
    """What the catalogue's products state in words, in both languages."""
    every = {plain(each) for facet in catalogue.facets().attributes for value in facet.values for each in (value.value, *value.aliases)}
    return tuple(sorted(each for each in every if len(each) > 1 and not re.search(r"\d", each)))


@lru_cache(maxsize=4096)
def _aliases_in(catalogue: Catalogue, text: str) -> str:
    held = f" {text} "
    return " ".join(others for value, others in _called(catalogue).items() if value and (f" {value} " in held if value.isascii() else value in held))


@lru_cache(maxsize=4096)
def _seller(catalogue: Catalogue, id: str) -> Known | None:
    supplier = catalogue.supplier(id)
    if supplier is None:
        return None
    names = (supplier.name, *(each.name for each in supplier.translations.values() if each.name))
    written = supplier.model_dump_json()
    answers = {("time", Decimal(str(3600 * supplier.response_hours)).normalize())} if supplier.response_hours else set()
    return Known(supplier.id, names, plain(written), _scaled(amounts(written) | answers), None, supplier)


def _scaled(found: Iterable[Amount]) -> frozenset[Amount]:
    """Shares are told as per cent, and some amounts rounded."""
    every = set(found)
    every |= {("", (number * 100).normalize()) for unit, number in every if not unit and number <= 1}
    return frozenset(every | {(unit, round(number, 1).normalize()) for unit, number in every})


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Letters, digits and signs of Chinese alone, one blank between words."""
    return " ".join(re.findall(r"[a-z0-9]+(?:\.\d+)?|[\u3400-\u9fff]+", text.casefold()))


def statements(world: World) -> Iterator["Statement"]:
    """The text sentence by sentence, each with whom it is about."""
    above: tuple[Known, ...] | None = None
    for line in world.reply.text.split("\n"):
        bold = re.match(r"\s*(?:- )?(?:(?:第 ?)?(\d+)(?:\. | 款[：:] ?|: ))?\*\*(.+?)\*\*", line)
        head = None
        if bold:
            number = int(bold[1]) if bold[1] else None
            some = world.named(bold[2])
            head = (world.listed[number],) if number in world.listed and some and some[0].product else tuple(some) or None
        above = head if head or not line.startswith(("- ", "  ")) else above
        rest = line[bold.end() :] if bold and head else line
        if line.strip().startswith((">", "|", "(It asks", "（意思是")) or (bold and plain(bold[2]) in world.brands):
            continue
        for said in (piece for sentence in _sentences(rest) for piece in _GROUPED.split(sentence)):
            yield Statement(said, line, numbered(world, said) or head or above)


class Statement(NamedTuple):
    """`about` None: it names nobody, and speaks of all that is shown, or of the talk itself."""

    said: str
    line: str
    about: tuple[Known, ...] | None


def numbered(world: World, said: str) -> tuple[Known, ...]:
    numbers = [int(one) for found in NUMBERED.finditer(said) for one in re.findall(r"\d+", found[1] or found[2])]
    return tuple(world.listed[number] for number in dict.fromkeys(numbers) if number in world.listed)


def _sentences(text: str) -> Iterator[str]:
    """At full stops and semicolons outside brackets and quotation marks."""
    held = _WITHIN.sub(lambda found: "\x00" * len(found[0]), text)
    at = 0
    for piece in _STOP.split(held):
        if re.search(r"\w|\x00", piece):
            yield text[at : at + len(piece)]
        at += len(piece)


@cache
def words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8")))


def relation_faults(world: World, statement: Statement) -> Iterator[str]:
    if statement.said.rstrip("*) ）").endswith(("?", "？")) or "at least" in statement.said or "至少" in statement.said:
        return
    said = statement.said.casefold()
    for field, ways in words()["relations"].items():
        firsts = [(name, word) for name in ("least", "most") for word in ways.get(name, ()) if word.casefold() in said]
        for name, _ in firsts[:1]:
            yield from _first(world, statement, field, name)
        if not firsts and statement.about and len(statement.about) == 2:
            one, other = (value_of(world, each, field) for each in statement.about)
            for name in ("less", "more"):
                wrong = one is None or other is None or not (one < other if name == "less" else one > other)
                if wrong and any(word.casefold() in said for word in ways.get(name, ())):
                    yield f"{statement.about[0].names[0][:30]} hasn't {name} by {field} than {statement.about[1].names[0][:30]}"


def _first(world: World, statement: Statement, field: str, name: str) -> Iterator[str]:
    """Of all that are shown, whoever stands alone in the statement has the least or the most; goods that are only near are told apart."""
    if not statement.about or any(known.product is None for known in statement.about):
        return
    near = {card.product_id for card in world.reply.cards if card.near}
    beside = [each for each in world.listed.values() if (_id(each) in near) == (_id(statement.about[0]) in near)]
    known = [value for each in beside if (value := value_of(world, each, field)) is not None]
    own = [value_of(world, each, field) for each in statement.about[:1]]
    if own[0] is None or (known and own[0] != (min(known) if name == "least" else max(known))):
        yield f"{statement.about[0].names[0][:30]} hasn't the {name} by {field}"


def _id(known: Known) -> str:
    return known.product.id if known.product else ""


def value_of(world: World, known: Known, field: str) -> Decimal | None:
    if field == "price":
        return known.price(world.reply.need.quantity)
    value = getattr(known.product, field, None)
    return None if value is None else Decimal(str(value))


class Fault(NamedTuple):
    """`kind` is what is without evidence (price, quality, relation, …); `where` the statement; `why` for a person."""

    kind: str
    where: str
    why: str


def faults(reply: Reply, catalogue: Catalogue, today: date, said: Sequence[str] = ()) -> list[Fault]:
    """`said` are the buyer's messages: what a reply takes up of them is held against them."""
    return checked(reply, catalogue, today, said)[0]


def checked(reply: Reply, catalogue: Catalogue, today: date, said: Sequence[str] = ()) -> tuple[list[Fault], int]:
    """The faults, and how many statements were held."""
    world = World(reply, catalogue, said)
    found = [Fault("citation", where, why) for where, why in _citations(world)]
    held = 0
    for statement in statements(world):
        held += 1
        found += [Fault(kind, statement.said.strip(), why) for check in _CHECKS for kind, why in check(world, statement)]
    return found, held


def _citations(world: World) -> Found:
    """Each mark cites something, a product's mark stands by that product, and what a text outside is cited for stands in it."""
    reply = world.reply
    refs = [(one.kind, one.ref, one.quote) for one in reply.citations]
    if len({one.n for one in reply.citations}) < len(refs):
        yield reply.text[:60], "two citations have one number"
    for line in reply.text.split("\n"):
        head = re.match(r"\s*(?:- )?(?:\d+\. )?\*\*(.+?)\*\*", line)
        named = world.named(head[1]) if head else []
        ids = {known.id for known in named}
        if head and re.match(r"\d+\. \*\*", line) and reply.cards and not named and " — " in line:
            yield line[:80], "no product that is shown is called so"
        for mark in _MARK.finditer(line):
            one = world.cited.get(int(mark[1]))
            if one is None:
                yield line[:80], f"[{mark[1]}] cites nothing"
            elif one.kind == "product" and named and named[0].product and one.ref not in ids and len(_MARK.findall(line)) == 1:
                yield line[:80], f"[{one.n}] is of {one.ref}"
        yield from _figures(named, line)
    for one in reply.citations:
        guide = world.catalogue.guide(one.ref) if one.kind == "guide" else None
        if guide is not None and plain(one.quote) not in plain(guide.text):
            yield one.quote[:80], f"{one.ref} doesn't say so"


def _figures(named: list[Known], line: str) -> Found:
    """Of a line that begins with a product's title or a supplier's name: price, rating, reviews, MOQ and years are the record's own."""
    for field, pattern in _FIGURES.items():
        for each in pattern.finditer(line.split("**", 2)[-1]) if named else ():
            value = Decimal(next(filter(None, each.groups())).replace(",", ""))
            if not any(value in _own_figures(known, field) for known in named):
                yield line[:80], f"{each[0].strip()} is not its {field}"


def _own_figures(known: Known, field: str) -> set[Decimal]:
    if known.product and field == "price":
        return {tier.unit_price for tier in known.product.price}
    value = getattr(known.product or known.supplier, field, None)
    if known.product and field == "moq" and value is None and known.product.price:
        value = known.product.price[0].min_qty
    return set() if value is None else {round(Decimal(str(value)), 1), Decimal(str(value))}


def _quotations(world: World, statement: Statement) -> Found:
    """Words in quotation marks stand in what is cited, in a record, or were said by the buyer; a sentence before a guide's mark is of that guide."""
    everything = f"{world.quoted} {world.heard} {' '.join(known.text for known in _all(world, statement))}"
    for quote in () if _EXAMPLE.search(statement.said) else _QUOTED.findall(statement.said):
        for part in re.split(r"…| → |\.\.\.", next(filter(None, quote))):
            if plain(part) not in everything and (
                _uncovered(part, everything, world.reply.language) or not {n for _, n in found(part)} <= {n for _, n in found(everything)}
            ):
                yield "quotation", f"nobody says {part!r}"
    marks = [world.cited[int(n)] for n in _MARK.findall(statement.said) if int(n) in world.cited]
    if marks and all(one.kind in ("guide", "web") for one in marks):
        cited = plain(" ".join(f"{one.quote} {one.title}" for one in marks)) + world.heard
        told = _uncovered(_without_marks(_MARK.split(statement.said)[0]), cited, world.reply.language)
        if len(told) > _LOOSE[world.reply.language]:
            yield "citation", f"what is cited doesn't say {' '.join(told)}"


def _amounts(world: World, statement: Statement) -> Found:
    """Every amount is one of whom the statement is about, or of what is heard, cited, worked out of prices or counted."""
    text, some = _STANDARD.sub(" ", NUMBERED.sub(" ", _without_marks(statement.said))), _all(world, statement)
    own, texts = {amount for known in some for amount in known.amounts}, " ".join(known.text for known in some)
    bare, allowed = {number for _, number in own}, own | world.given | (world.worked if _WORKED.search(text) or not statement.about else set())
    most = max((_counted(world, known) for known in statement.about or ()), default=len(world.catalogue.columns.ids))
    for written, (unit, number) in found(_DATE.sub(" ", text)):
        if (unit, number) in allowed or (unit in ("", "share", *MONEY.values()) and ("", number) in allowed):
            continue
        if unit in MONEY.values():
            yield "price", f"{written} is no price of it"
        elif unit and ("", _raw(written)) not in allowed and statement.about:
            yield "unit" if number in bare else "number", f"{written} stands in none of its records"
        elif not unit and number not in bare and number > most and str(number) not in texts:
            yield "number", f"{written} stands in none of its records"
    yield from (("date", f"{day} is no date of it") for day in _DATE.findall(text) if plain(day) not in f"{texts} {world.quoted} {world.heard}")


def _names(world: World, statement: Statement) -> Found:
    """Certificates and brands of others."""
    if statement.about is None or _conditional(statement.said):
        return
    text, mine = f" {plain(_without_marks(statement.said))} ", " ".join((*(known.text for known in statement.about), world.heard, world.quoted))
    denied = any(word in statement.said.casefold() for word in (*words()["absent"], *words()["not"]))
    for name in _certificates(world.catalogue):
        if _within(name, text) and not _within(name, f" {mine} ") and not denied:
            yield "certificate", f"{name} is none of its certificates"
    for name, brand in world.brands.items():
        if _within(name, text) and not _within(name, f" {mine} ") and plain(brand) not in mine:
            yield "name", f"{brand} is not its brand"


def _qualities(world: World, statement: Statement) -> Found:
    """Words that nothing carries."""
    if statement.said.rstrip("*) ）").endswith(("?", "？")) or _TALLY.search(statement.line):
        return
    text, language = _without_marks(_QUOTED.sub(" ", statement.said)), world.reply.language
    subjects = _all(world, statement)
    if any(word in text.casefold() for word in words()["beyond"]) and not any(word in world.quoted for word in words()["beyond"]):
        yield "relation", "no record tells of everybody"
    everybody = list(world.listed.values()) if _ALL.search(text) else []
    each = (subjects if statement.about else everybody) if not _conditional(text) else []
    for evidence in [known.text for known in each] or [" ".join(one.text for one in subjects)]:
        if left := _uncovered(text, f"{evidence} {world.quoted} {world.heard}", language):
            yield "quality", f"nothing carries {' '.join(left)}"
            return


def _values(world: World, statement: Statement) -> Found:
    """A value with whose it is in brackets behind it: each of these states it, whatever the buyer said."""
    if not statement.about or not re.search(r"[(（](?:第 ?\d|[Nn]umbers? \d)", statement.said):
        return
    said = f" {plain(NUMBERED.sub(' ', statement.said))} "
    for value in values(world.catalogue):
        if _within(value, said) and (known := next((one for one in statement.about if not _within(value, f" {one.text} ")), None)):
            yield "quality", f"{value!r} isn't stated of {known.names[0][:30]}"
            return


def _denials(world: World, statement: Statement) -> Found:
    """What is said to be not stated isn't, and what is denied is no value of the record."""
    if any(word in statement.said for word in words()["unblamed"]):
        reviews = (review for known in _all(world, statement) if known.product for review in world.catalogue.reviews(known.id, 500))
        yield from [("negation", "a review on file blames it") for one in reviews if one.rating is not None and one.rating <= 2][:1]
    if not statement.about or len(statement.about) > 1 or len(NUMBERED.findall(statement.said)) > 1 or "：" in statement.said:
        return
    said = statement.said.casefold()
    if not any(word in said for word in words()["absent"]):
        return
    bare = not _uncovered(re.sub("|".join(map(re.escape, words()["absent"])), " ", NUMBERED.sub(" ", said)), "for", world.reply.language)
    where = statement.line if bare else said
    for known in statement.about:
        for label, names in _labels(known).items():
            if any(plain(name) and _within(plain(name), f" {plain(where)} ") for name in names):
                yield "negation", f"{known.names[0][:30]} states {label}"


def _silences(world: World, statement: Statement) -> Found:
    """Words that are quoted as standing nowhere stand in no text of whom the statement is about, however they are spelled."""
    said = statement.said.casefold()
    if statement.said.rstrip("*) ）").endswith(("?", "？")) or not any(word in said for word in words()["nowhere"]):
        return
    for phrase in (next(filter(None, quote)) for quote in _QUOTED.findall(statement.said)):
        spelled = _spelled(phrase)
        known = next((one for one in _all(world, statement) if spelled is not None and spelled.search(_figured(one.text))), None)
        if known is not None:
            yield "silence", f"{known.names[0][:30]} writes {phrase!r}"


@lru_cache(maxsize=1024)
def _spelled(phrase: str) -> re.Pattern[str] | None:
    """With and without spaces, hyphens and the s of several, numbers in figures; None of what is too short or too long to be held so."""
    runs = re.findall(r"[a-z]+|\d+|[\u3400-\u9fff]+", _figured(phrase.casefold()))
    if not runs or len("".join(runs)) < 2 or len(phrase) > 40:
        return None
    body = r"[\s._/-]*".join(map(re.escape, runs))
    return re.compile(("(?<![a-z0-9])" if runs[0].isascii() else "") + body + ("s?(?![a-z0-9])" if runs[-1].isascii() else ""))


@lru_cache(maxsize=4096)
def _figured(text: str) -> str:
    """A Chinese number before what is counted in figures."""
    numerals, counters = words()["numerals"], words()["counters"]
    return re.sub(f"[两{numerals}](?=[{counters}])", lambda found: "2" if found[0] == "两" else str(numerals.index(found[0])), text)


def _raw(written: str) -> Decimal:
    """The number as it is written, whatever it is of."""
    return Decimal(re.sub(r"[^\d.]", "", re.split(r"(?<=\d)[^\d.,]", written)[0]).rstrip(".") or 0).normalize()


def _counted(world: World, known: Known) -> int:
    """How many of its goods, or of its reviews, there may be."""
    if known.product is None:
        return 200
    return max(_FEW, len(world.catalogue.reviews(known.id, 500)), known.product.review_count or 0)


_CHECKS = (
    _quotations, _values, _amounts, _names, _qualities, _denials, _silences,
    lambda world, statement: (("relation", why) for why in relation_faults(world, statement)),
)  # fmt: skip


def _labels(known: Known) -> dict[str, list[str]]:
    """The fields that a product states -> how they are called."""
    product = known.product
    if product is None:
        return {}
    called = {name: names for name, names in words()["fields"].items() if getattr(product, name, None) not in (None, (), "")}
    return called | {name: [*labels(name)] for name in product.attributes}


def _all(world: World, statement: Statement) -> list[Known]:
    return list(statement.about or (*world.products.values(), *world.suppliers.values()))


def _conditional(said: str) -> bool:
    """It tells what was asked for beside what there is: of a near miss, say."""
    return bool(re.search(r"不满足|实为|misses|it is |没有写明|not stated|nothing stated|按规定|on file|rules", said))


@lru_cache(maxsize=4)
def _certificates(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(filter(None, map(plain, (*words()["certificates"], *(name for name, _ in catalogue.facets().certifications)))))


def _within(name: str, text: str) -> bool:
    return bool(name) and (f" {name} " in text if name.isascii() else name in text)


def _without_marks(text: str) -> str:
    """Without the names in bold, too, which are held where they stand."""
    return _MARK.sub(" ", re.sub(r"\*\*.*?\*\*", " ", text))


def _uncovered(text: str, evidence: str, language: str) -> list[str]:
    """The words of a text (runs of signs in Chinese) that stand neither in the evidence nor in the talk."""
    left = list[str]()
    for written, (unit, _) in found(text := NUMBERED.sub(" ", text).replace("²", "2")):
        text = text.replace(written, " ") if unit else text
    for run in plain(text).split():
        if re.fullmatch(r"[\d.]+", run):
            continue
        if not run.isascii():
            left += _signs(run, evidence, _talk_text(language))
        elif run not in talk(language) and run not in _words(evidence) and not _stemmed(evidence, run):
            left.append(run)
    return left


def _signs(run: str, evidence: str, common: str) -> Iterator[str]:
    """By the longest pieces of two signs and more; one sign alone must be of the talk."""
    at, lone = 0, ""
    while at < len(run):
        length = next((size for size in range(len(run) - at, 1, -1) if run[at : at + size] in evidence or run[at : at + size] in common), 0)
        if not length and run[at] not in talk("zh"):
            lone += run[at]
        elif lone:
            yield lone
            lone = ""
        at += length or 1
    if lone:
        yield lone


@lru_cache(maxsize=512)
def _words(evidence: str) -> frozenset[str]:
    return frozenset(evidence.split())


def _stemmed(evidence: str, run: str) -> bool:
    near = (word for word in _words(evidence) if len(run) > 3 and len(word) > 3 and abs(len(word) - len(run)) < 4)
    return any(run.startswith(word) or word.startswith(run) for word in near)


@cache
def talk(language: str) -> frozenset[str]:
    """English words, or single Chinese signs."""
    written = _talk_text(language) if language == "en" else files(__package__).joinpath("talk/zh-signs.txt").read_text("utf-8")
    return frozenset(written.split())


@cache
def _talk_text(language: str) -> str:
    return plain(files(__package__).joinpath(f"talk/{language}.txt").read_text("utf-8"))

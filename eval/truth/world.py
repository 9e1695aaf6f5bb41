"""What a reply may speak of, products and suppliers by number, title or name, and all that the records state of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import combinations

import yaml

from ...catalogue.catalogue import Catalogue
from ...catalogue.quantities import unit_of
from ...schema.mailing import SellerLetter
from ...schema.product import Product
from ...schema.purchase import Item
from ...schema.reply import Reply
from ...schema.supplier import Supplier
from ...tools import wording
from .amounts import Amount, amounts

_LISTED = re.compile(r"^(?:- (?:第 |Number ))?(\d+)(?:\. | 款[：:] ?|: )\*\*(.+?)\*\*", re.MULTILINE)
"""An item of a list, or the number by which the buyer calls it."""
_CALLED = re.compile(r"(?:第 ?(\d+) ?款|\b[Nn]umber (\d+))[，,]? ?(?:\*\*(.+?)\*\*|\[(\d+)\])")
"""A number in a sentence, with its title or the mark of its record behind it."""


@dataclass(frozen=True)
class Known:
    """`text` is all that the record says, folded (`plain`), with its supplier's; `names` are titles or names in each language."""

    id: str
    names: tuple[str, ...]
    brands: frozenset[str]
    certificates: frozenset[str]
    text: str
    amounts: frozenset[Amount]
    product: Product | None = None
    supplier: Supplier | None = None

    def price(self, quantity: int | None) -> Decimal | None:
        return self.product.price_at(quantity) if self.product else None


class World:
    """`said` is what the buyer said in the conversation."""

    def __init__(self, reply: Reply, catalogue: Catalogue, today: date, said: Sequence[str] = ()) -> None:
        self.reply, self.catalogue, self.today, self.said = reply, catalogue, today, said
        self.zh = reply.language == "zh"
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
            if found := [known for known, name in names if name == bare] or [
                known for known, name in names if len(bare) > 3 and name.startswith(bare)
            ]:
                return found
        return []

    @cached_property
    def brands(self) -> dict[str, str]:
        """How a brand of the catalogue is written -> its name; none that is a word of the catalogue's own texts too."""
        return {
            plain(alias): facet.name for facet in self.catalogue.facets().brands for alias in (facet.name, *facet.aliases.values()) if len(alias) > 1
        }

    @cached_property
    def heard(self) -> str:
        """What the buyer said, what is held of it, what the reply takes up of it, and what the shelves are called."""
        reply = self.reply
        held = (
            reply.need.model_dump_json(),
            *(one.model_dump_json() for one in (*reply.relaxations, *reply.inquiries, *self._letters, *reply.understood.commands)),
        )
        held += (reply.purchase.model_dump_json(),) if reply.purchase else ()
        said = plain(" ".join((*self.said, *held, reply.lacking)))
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
    brands = (product.brand, *(each.brand for each in product.translations.values()), *(each.quote for each in product.titled.values()))
    written = product.model_dump_json()
    found = amounts(written) | _tiers(product) | (set(sold.amounts) if sold else set()) | amounts(reviews)
    stated = {name: value for name, value in product.attributes.items() if value is not False}
    for name, value in stated.items():
        if not isinstance(value, bool | str | tuple) and (unit := unit_of(name)):
            found = (found - {("", Decimal(str(value)).normalize())}) | {(unit[0], (Decimal(str(value)) * Decimal(str(unit[1]))).normalize())}
    text = plain(" ".join((written, reviews, *(label for name in stated for label in labels(name)))))
    text = f"{text} {_aliases_in(catalogue, text)}"
    return Known(
        product.id, titles, frozenset(plain(each) for each in brands if each), _certificates(product) | (sold.certificates if sold else frozenset()),
        f"{text} {sold.text if sold else ''}", _scaled(found), product, sold.supplier if sold else None,
    )  # fmt: skip


def labels(attribute: str) -> tuple[str, ...]:
    """How an attribute is called, in Chinese and in English."""
    return tuple(_labelled().get(attribute, (attribute,)))


@cache
def _labelled() -> dict[str, list[str]]:
    return dict(yaml.safe_load((files(wording) / "words" / "attributes.yaml").read_text("utf-8"))["names"])


@lru_cache(maxsize=2)
def _shelves(catalogue: Catalogue) -> str:
    return plain(" ".join(each for facet in catalogue.facets().categories for path in (facet.path, *facet.aliases.values()) for each in path))


@lru_cache(maxsize=2)
def _called(catalogue: Catalogue) -> dict[str, str]:
    """Values of the catalogue -> the same in other words."""
    facets = catalogue.facets().attributes
    return {
        plain(each): plain(" ".join((value.value, *value.aliases)))
        for facet in facets
        for value in facet.values
        if value.aliases
        for each in (value.value, *value.aliases)
    }


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
    text = plain(supplier.model_dump_json())
    found = amounts(supplier.model_dump_json()) | (
        {("time", Decimal(str(3600 * supplier.response_hours)).normalize())} if supplier.response_hours else set()
    )
    return Known(supplier.id, names, frozenset(), _certificates(supplier), text, _scaled(found), None, supplier)


def _certificates(record: Product | Supplier) -> frozenset[str]:
    every = (*record.certifications, *(one for each in record.translations.values() for one in each.certifications))
    return frozenset(plain(one.name) for one in every)


def _tiers(product: Product) -> set[Amount]:
    return {(product.currency, Decimal(tier.unit_price).normalize()) for tier in product.price}


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


@dataclass(frozen=True)
class Statement:
    """`about` None: it names nobody, and speaks of all that is shown, or of the talk itself."""

    said: str
    line: str
    about: tuple[Known, ...] | None


def numbered(world: World, said: str) -> tuple[Known, ...]:
    numbers = [int(one) for found in NUMBERED.finditer(said) for one in re.findall(r"\d+", found[1] or found[2])]
    return tuple(world.listed[number] for number in dict.fromkeys(numbers) if number in world.listed)


NUMBERED = re.compile(r"第 ?(\d+(?: ?[、和] ?\d+)*) ?款|\b[Nn]umbers? (\d+(?:(?:, and |, | and )\d+(?!\d*\.\d))*)")
_GROUPED = re.compile(r"(?<=款）)[、,，]|(?<=\d\)), ")
"""One value and whose it is, then the next: Oxford cloth (numbers 2 and 4), nylon (number 1)."""
_WITHIN = re.compile(r"（[^（）]*）|\([^()]*\)|「[^「」]*」|“[^“”]*”|\"[^\"]*\"")
_STOP = re.compile(r"(?<=[。！？；;!?])|(?<=[a-z%)\]])(?=\. )")


def _sentences(text: str) -> Iterator[str]:
    """At full stops and semicolons outside brackets and quotation marks."""
    held = _WITHIN.sub(lambda found: "\x00" * len(found[0]), text)
    at = 0
    for piece in _STOP.split(held):
        if re.search(r"\w|\x00", piece):
            yield text[at : at + len(piece)]
        at += len(piece)

"""A list of a conversation as a task: its goods are grounded already, with all that was asked of them over its turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.purchase import Item, Purchase
from ..schema.reading import Language
from ..schema.sourcing_task import MOST_SELLERS, MOST_WISHES, SourcingLine, SourcingTask
from ..tools.shop import Shop
from ..tools.wording.names import goods
from ..tools.wording.wording import Wording
from .grounding import LineNeed, spoken_of
from .task import COMPARED

MAKER = "maker"
"""The id of the wish that makers sell it, which is said of the whole list."""


@dataclass(frozen=True)
class ListedTask:
    """`needs` are the lines' own, by number; `picks` the products that the buyer settled on; `places` where the lines stand in the purchase."""

    task: SourcingTask
    needs: Mapping[int, LineNeed] = field(default_factory=dict)
    picks: Mapping[int, str] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)


def listed(purchase: Purchase, places: Sequence[int], picks: Sequence[str], shop: Shop, language: Language) -> ListedTask:
    """The items at these places; `picks` are products that the message points at."""
    items = {number: purchase.items[place] for number, place in enumerate(places, 1)}
    wording = Wording(language, glossary=shop.glossary)
    whole = purchase.budget is not None and all(item.within for item in items.values())
    task = SourcingTask(
        lines=tuple(_line(number, item, wording) for number, item in items.items()), budget=Decimal(str(purchase.budget)) if whole else None,
        currency=purchase.currency if whole else "", deadline=purchase.deadline, destination=purchase.destination,
        suppliers=min(purchase.suppliers or COMPARED, MOST_SELLERS), sellers=purchase.sellers, factories=purchase.factories, language=language,
    )  # fmt: skip
    needs = {number: _need(item.need, purchase, shop, language) for number, item in items.items()}
    products = {each.id: each for each in shop.catalogue.products(picks)}
    settled = {number: pick for number, item in items.items() if (pick := _pick(item, picks) or _on_shelf(item, products)) is not None}
    return ListedTask(task, needs, settled, dict(enumerate(places, 1)))


def _line(number: int, item: Item, wording: Wording) -> SourcingLine:
    need = item.need
    conditions = {hard: tuple(wording.condition(one)[:200] for one in need.active if one.hard is hard)[:MOST_WISHES] for hard in (True, False)}
    said = (need.query or goods(need, wording))[:200]
    return SourcingLine(number=number, goods=said, quantity=need.quantity, unit=need.pack, musts=conditions[True], wishes=conditions[False])


def _need(need: Need, purchase: Purchase, shop: Shop, language: Language) -> LineNeed:
    """Words that no field is for may be musts: sellers are asked."""
    own = need.model_copy(update={"language": language})
    if purchase.factories and not any(one.field == "supplier.kind" for one in own.active):
        maker = Condition(id=MAKER, field="supplier.kind", op="=", value="factory", hard=False)
        own = own.model_copy(update={"conditions": (*own.conditions, maker)})
    return LineNeed(own, need.words, named=spoken_of(own, shop), firm=False)


def _pick(item: Item, picks: Sequence[str]) -> str | None:
    return next((each for each in picks if each in item.shown), item.pick if item.chosen else None)


def _on_shelf(item: Item, products: Mapping[str, object]) -> str | None:
    shelf = item.need.category
    return next((id for id, one in products.items() if shelf is not None and shelf in getattr(one, "category", ())), None)

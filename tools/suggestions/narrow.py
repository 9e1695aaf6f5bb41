"""Questions that leave fewer products, from what tells those on the list apart."""

from collections.abc import Iterator, Sequence

from ...schema.product import AttributeValue
from ..choosing.gain import best_question
from ..wording.capitals import uncapitalised
from ..wording.plain import plain
from .situation import Proposal, Situation


def narrow(now: Situation) -> Iterator[Proposal]:
    if len(now.listed) < 2 or now.total < 2:
        return
    yield from _values(now)
    said = {condition.field for condition in now.need.active}
    makers = {"moq": _moq, "price": _price, "certification": _certification, "rating": _rating}
    order = ("price", "rating", "certification") if now.trade is False else ("moq", "price", "certification", "rating")
    for field in order if now.trade else sorted(order, key=lambda field: field == "moq"):
        if field not in said or field == "price":
            yield from makers[field](now)


def _values(now: Situation) -> Iterator[Proposal]:
    """What the question that the reply asks, or else the one that narrows most, may be answered with. A number that nobody asked for is a bound."""
    asked = now.question or best_question(now.listed, now.need, now.wording.language, few=1)
    name, values = asked or ("", ())
    numbers = [value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
    if numbers and now.question is None:
        yield from _bounds(name, numbers, now)
        return
    for value in values:
        said = uncapitalised(plain(now.wording.value(value, name)))
        if now.wording.flag(value) is not False and value != 0 and _whole(said, now):
            text = now.wording.say(_key(value, name, said, now), value=said, label=uncapitalised(now.wording.label("attr." + name)))
            yield Proposal("narrow", text, compare="less", sets=f"attr.{name}")


def _bounds(name: str, values: Sequence[float], now: Situation) -> Iterator[Proposal]:
    """Each that some of the listed have, the lower first, but for what all have and for nothing; where the least stands first, upper ones."""
    upper = f"-attr.{name}" in now.need.sort
    known, label = sorted((value for value in values if value > 0), reverse=upper), now.wording.label("attr." + name)
    for value in known[1 if upper or min(values) > 0 else 0 :]:
        key = "suggest.at_most" if upper else "suggest.at_least"
        text = now.wording.opening(now.wording.say(key, label=label, value=plain(now.wording.value(value, name))))
        yield Proposal("narrow", text, compare="less", sets=f"attr.{name}", group="bound")


def _whole(said: str, now: Situation) -> bool:
    """Whether a value can be said by itself: a lone character is a piece of a Chinese word."""
    return now.wording.language != "zh" or len(said) > 1


def _key(value: AttributeValue, name: str, said: str, now: Situation) -> str:
    """A yes needs the name of what is there, a measure or a size the name of what is measured: two attributes may have the same."""
    if now.wording.flag(value):
        return "suggest.with"
    if not said[:1].isdigit():
        return "suggest.value"
    return "suggest.value_counted" if isinstance(value, (int, float)) and now.wording.counts(name) else "suggest.value_labelled"


def _price(now: Situation) -> Iterator[Proposal]:
    prices = sorted(float(offer.price) for offer in now.listed if offer.price is not None)
    for price in (prices[len(prices) // 2], prices[len(prices) // 3]) if prices else ():
        yield Proposal("narrow", priced("suggest.price", rounded(price), now), compare="less", sets="price", group="price")


def rounded(price: float) -> int:
    step = 1 if price < 20 else 5 if price < 100 else 10 if price < 500 else 50
    return max(step, round(price / step) * step)


def priced(key: str, price: int, now: Situation, **holes: object) -> str:
    """A phrase about a price in the currency of the list, else of the catalogue."""
    currencies = now.shop.catalogue.facets().currencies
    currency = now.listed[0].product.currency if now.listed else currencies[0][0] if currencies else "CNY"
    if currency == "CNY":
        return now.wording.say(key, price=price, **holes)
    return now.wording.say(f"{key}_foreign", price=now.wording.money(str(price), currency), **holes)


def _certification(now: Situation) -> Iterator[Proposal]:
    papers = [paper for offer in now.listed for paper in offer.product.text(now.wording.language).certifications]
    names = [paper.name for paper in papers if paper.valid_on(now.today)]
    for name in dict.fromkeys(names):
        yield Proposal("narrow", now.wording.say("suggest.certification", name=plain(name)), compare="less", sets="certification")


def _moq(now: Situation) -> Iterator[Proposal]:
    moqs = sorted({offer.product.moq for offer in now.listed if offer.product.moq})
    for moq in moqs[:2]:
        yield Proposal("narrow", now.wording.say("suggest.moq", count=moq), compare="less", sets="moq", group="moq")


def _rating(now: Situation) -> Iterator[Proposal]:
    for rating in ("4.5", "4"):
        yield Proposal("narrow", now.wording.say("suggest.rating", rating=rating), compare="less", sets="rating", group="rating")

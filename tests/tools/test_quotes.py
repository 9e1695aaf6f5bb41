"""Quotes side by side: who wins, and when nobody does."""

from decimal import Decimal
from itertools import permutations

from daogou.schema.inquiry import Inquiry, Quote
from daogou.schema.product import Product, Translation
from daogou.schema.supplier import Supplier
from daogou.tools.decisions.inquiries import Letter, QuotedPrice
from daogou.tools.decisions.offer import Offer
from daogou.tools.inquiries.quotes import quoted, rows
from daogou.tools.wording.tongue import tongue
from daogou.tools.wording.wording import Wording
from hypothesis import given
from hypothesis import strategies as st

from .shops import offer


def letter(number: int, price: str, minimum: int | None = None, days: int | None = None, currency: str = "CNY", quantity: int | None = 500) -> Letter:
    one = offer(f"p{number}", "60.00")
    tiers = Product(id=one.id, title=one.id, price=[{"min_qty": 1, "unit_price": "60"}, {"min_qty": 100, "unit_price": "50"}])  # type: ignore[arg-type]
    offered = Offer(product=tiers, candidate=one.candidate, supplier=None, price=Decimal("60.00"))
    quote = Quote(product_id=one.id, unit_price=Decimal(price), currency=currency, min_quantity=minimum, lead_days=days)
    inquiry = Inquiry(id=f"q{number}", supplier_id=f"s{number}", product_ids=(one.id,), quantity=quantity, quotes=(quote,))
    return Letter(inquiry, None, (offered,), number)


def winner(letters: list[Letter], field: str = "quote.price") -> str | None:
    found = quoted(letters, None)
    row = next((row for row in rows(found, Wording("en")) if row.field == field), None)
    return None if row is None or row.winner is None else found[row.winner].letter.inquiry.id


def by_id(found: tuple[QuotedPrice, ...]) -> dict[str, QuotedPrice]:
    return {each.letter.inquiry.id: each for each in found}


def test_the_lowest_price_wins_and_is_set_against_the_tier_for_the_quantity() -> None:
    letters = [letter(1, "45", 200, 15), letter(2, "52.50", 100, 7)]
    found = by_id(quoted(letters, None))
    assert winner(letters) == "q1" and winner(letters, "quote.lead") == "q2" and winner(letters, "quote.total") == "q1"
    assert (found["q1"].listed, found["q1"].difference, found["q1"].total) == (Decimal("50.00"), Decimal("-5.00"), Decimal("22500.00"))
    assert found["q2"].difference == Decimal("2.50")


def test_a_price_for_more_than_is_wanted_does_not_apply() -> None:
    letters = [letter(1, "40", 1000), letter(2, "45", 100), letter(3, "47", 100)]
    assert by_id(quoted(letters, None))["q1"].applies is False
    assert winner(letters) == "q2"


def test_currencies_are_not_compared() -> None:
    letters = [letter(1, "6.2", currency="USD"), letter(2, "45")]
    assert winner(letters) is None
    assert by_id(quoted(letters, None))["q1"].listed is None


def test_nobody_wins_where_two_are_equal_or_one_has_not_said() -> None:
    assert winner([letter(1, "45"), letter(2, "45.00")]) is None
    assert winner([letter(1, "45", days=7), letter(2, "44")], "quote.lead") is None


def test_the_last_quote_of_a_supplier_counts() -> None:
    one = letter(1, "45")
    later = one.inquiry.quotes[0].model_copy(update={"unit_price": Decimal("43.00"), "turn": 5})
    again = Letter(one.inquiry.model_copy(update={"quotes": (*one.inquiry.quotes, later)}), None, one.offers, 1)
    assert [each.quote.unit_price for each in quoted([again], None)] == [Decimal("43.00")]


PRICES = st.decimals(min_value=1, max_value=99, places=2)
QUOTES = st.lists(
    st.tuples(PRICES, st.none() | st.integers(1, 900), st.none() | st.integers(1, 60), st.sampled_from(["CNY", "CNY", "USD"])), min_size=2, max_size=4
)


@given(QUOTES)
def test_every_order_of_the_quotes_says_the_same(terms: list[tuple[Decimal, int | None, int | None, str]]) -> None:
    letters = [letter(number, str(price), minimum, days, currency) for number, (price, minimum, days, currency) in enumerate(terms)]
    for field in ("quote.price", "quote.total", "quote.minimum", "quote.lead"):
        assert len({winner(list(order), field) for order in permutations(letters)}) == 1


def test_the_language_to_write_in_is_the_supplier_s() -> None:
    product = Product(id="p", title="Sleeping bag", price="1", translations={"zh": Translation(title="睡袋")})  # type: ignore[arg-type]
    assert tongue(Supplier(id="s", name="Hangzhou Trading", country="CN"), product) == "zh"
    assert tongue(Supplier(id="s", name="Hangzhou Trading", country="中国"), product) == "zh"
    assert tongue(Supplier(id="s", name="湖州厂", country="Vietnam"), product) == "en"
    assert tongue(Supplier(id="s", name="湖州厂"), product) == "zh"
    assert tongue(None, product) == "en"

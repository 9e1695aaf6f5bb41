"""What a title alone states is told as the title's."""

from datetime import date
from decimal import Decimal

import pytest
from daogou.schema.candidate import Candidate
from daogou.schema.product import PriceTier, Product, Titled
from daogou.tools.decisions.details import Detail
from daogou.tools.decisions.offer import Offer
from daogou.tools.searching.offers import card
from daogou.tools.wording.wording import Wording
from daogou.tools.writing.details import stated

DRILL = Product(
    id="d", title="DEWALT DCD771 drill", brand="DeWalt", price=(PriceTier(min_qty=1, unit_price=Decimal(9)),),
    titled={"brand": Titled(quote="DEWALT", start=0)},
)  # fmt: skip


def offer(product: Product) -> Offer:
    return Offer(product=product, candidate=Candidate(product_id="d", score=0.0), supplier=None, price=Decimal(9))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_card_and_a_citation_say_so(language: str) -> None:
    assert (card(offer(DRILL), language).brand, card(offer(DRILL), language).titled) == ("DeWalt", ("brand",))
    wording = Wording(language)
    by_title, by_record = (
        stated(Detail(offer(each), "brand", "DeWalt"), wording, date(2026, 11, 30)) for each in (DRILL, DRILL.model_copy(update={"titled": {}}))
    )
    assert "DEWALT" in by_title
    assert "DEWALT" not in by_record

"""Why a wish is met by none: what states otherwise is told apart from what says nothing."""

import pytest
from daogou.schema.candidate import Candidate
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.tools.choosing.wishes import spoken_wishes, unmet
from daogou.tools.decisions.offer import Offer
from daogou.tools.wording.wording import Wording

from .shops import offer

STEEL = Condition(id="c1", field="attr.material", op="=", value="316", hard=False, text="316")


def judged(product_id: str, failed: bool) -> Offer:
    one, names = offer(product_id, "20.00"), (STEEL.name,)
    candidate = Candidate(product_id=product_id, score=0.0, failed=names if failed else (), unknown=() if failed else names)
    return Offer(one.product, candidate, one.supplier, one.price)


@pytest.mark.parametrize(("failing", "why"), [((True, True), "failed"), ((False, False), "unstated"), ((True, False), "none")])
def test_each_reason_has_words_of_its_own(failing: tuple[bool, bool], why: str) -> None:
    offers = [judged(f"p{number}", failed) for number, failed in enumerate(failing)]
    (wish,) = spoken_wishes(Need(conditions=(STEEL,)), offers)
    assert unmet(offers, wish) == why
    for language in ("zh", "en"):
        said = {Wording(language).say(f"listing.wish_{each}", wish="316", who="") for each in ("failed", "unstated", "none")}
        assert len(said) == 3

"""What is said of several products at once."""

import pytest
from daogou.eval.truth.tallied import tallied


@pytest.mark.parametrize(
    "said",
    [
        "2 款符合（第 2、5 款），",
        "3 not stated (numbers 1, 3 and 4)",
        "这 5 款都没提到（发货和到货时间、「混着拿」）",
        "None of these 3 says anything about it (delivery time)",
        "您要 600 件，写了起订量的都够",
        "600 pcs meet the MOQ of each that states one",
        "（您要的 30 件不够，要先跟供应商商量）",
        "(your 30 pcs will do)",
        "no lower price for more pieces is on record",
        "这几款最少都要 2 件起订；只要一件的话，先问卖家能不能单卖。",
        "Each of these is sold from 12 pcs at the least: for a single one, ask the seller first.",
        "Yes, all 2 of them.",
        "这 2 款都不符合。",
        "没写起订量，价格从 5 件起报",
        "no MOQ is stated; its prices begin at 5 pcs",
    ],
)
def test_each_form_of_it_is_known(said: str) -> None:
    assert any(claim.written.search(said) for claim in tallied)

"""What is wanted of a supplier that no rule reads goes into the letter in the buyer's words; what only tells what is done doesn't."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.reader import Reader

NEED = Need(category="婴儿睡袋", query="婴儿睡袋")
SHOWN = [Shown(turn=1, product_ids=("a", "b", "c"))]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("给第一款写询盘，500个，贴FBA标签，走海运", ("wanted.贴FBA标签", "wanted.走海运")),
        ("给第二款写一份询盘，要求独立包装，外箱加厚", ("wanted.独立包装", "wanted.外箱加厚")),
        ("帮我写封询盘，要500个，印LOGO", ("capability.logo",)),
        ("帮我写封询盘，要500个，12月10号前到德国", ("wanted.12月10号前到德国",)),
        ("写封询盘，要500个，发货到汉堡", ("wanted.发货到汉堡",)),
        ("write them an inquiry, 300 pcs, individually boxed, with a German manual", ("wanted.individually boxed", "wanted.a German manual")),
        ("draft an inquiry for the second one, 500 pcs, with our logo printed", ("capability.logo",)),
        ("draft an inquiry for the first one, 500 pcs, delivery to Hamburg before December", ("wanted.delivery to Hamburg before December",)),
        (
            "draft an inquiry to both asking about payment terms and whether they can ship to Berlin",
            ("terms.payment", "wanted.ship to Berlin"),
        ),
        ("给前两款写询盘，各要300个，问能不能定制和交期", ("capability.custom", "terms.delivery")),
        ("draft an inquiry for the first one and ask about customization and lead time", ("capability.custom", "terms.delivery")),
        ("draft an inquiry for the first one, and ask whether they can ship to Hamburg", ("wanted.ship to Hamburg",)),
        ("write an inquiry to them asking about delivery to Germany", ("said.delivery to Germany",)),
        ("写封询盘，问一下到德国的运费", ("said.到德国的运费",)),
    ],
)
def test_what_is_wanted_is_asked(reader: Reader, text: str, asked: tuple[str, ...]) -> None:
    reading = reader.read(text, NEED, SHOWN)
    assert reading.asked[:1] == ("draft",)
    assert {*asked} <= {*reading.asked}
    assert [name for name in asked if name.startswith("wanted.")] == [name for name in reading.asked if name.startswith("wanted.")]


@pytest.mark.parametrize(
    "text",
    [
        "给第二款写询盘，谢谢",
        "麻烦帮我给前三款都写一封询盘，每款200个",
        "帮我给这两家都发个询盘，目标价20",
        "我想询价，第一款，要黑色的300个",
        "please write an inquiry for the first one, thanks",
        "Could you help me draft an inquiry to the suppliers of the first three for 200 pcs each?",
        "contact the supplier of the first one about a bulk order of 2000",
        "draft inquiries to both, 50 of each, target price 2.50",
        "the second inquiry is sent",
        "the inquiry to the first one was emailed",
        "第二封询盘已发送",
        "询盘发给第一家了",
    ],
)
def test_what_only_tells_what_is_done_is_not(reader: Reader, text: str) -> None:
    assert not [name for name in reader.read(text, NEED, SHOWN).asked if name.startswith(("wanted.", "said.", "able."))]

"""Whether so much is enough: of goods in hand what their guides say of such a measure."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import seek, turn


@pytest.mark.parametrize(("language", "subject"), [("zh", "10000毫安够不够"), ("en", "is 10000 mAh enough")])
def test_the_guide_to_the_goods_in_hand_is_asked(demo: Assistant, language: str, subject: str) -> None:
    thread = f"enough-{language}"
    turn(demo, thread, seek("充电宝"), language=language)
    reply = turn(demo, thread, {"command": "learn", "subject": subject}, language=language)
    assert any(one.kind == "guide" and "10000 mAh" in (one.quote or "").replace(",", "") for one in reply.citations)

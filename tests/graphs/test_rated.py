"""Which of those shown has the best reviews is answered, with its score."""

import pytest
from daogou.graphs.opening import Assistant

from ..acting import act, do


@pytest.mark.parametrize("text", ["哪款评价最好？", "which has the best reviews?"])
def test_the_best_score_of_those_shown_is_told(assistant: Assistant, text: str) -> None:
    shown = act(assistant, "t", do("seek", goods="婴儿睡袋"), text=text).cards[:5]
    best = {"kind": "extreme", "sort": "rating"}
    reply = act(assistant, "t", do("ask", of=[best], fields=["rating"]), do("ask", fields=["capability.logo"]), text=text)
    assert f"{max(card.rating for card in shown if card.rating is not None):g}" in reply.text.replace("\n\n- ", "\f").split("\f")[0]

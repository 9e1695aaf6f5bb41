"""A pointer at products where none was shown: no guide is quoted in the place of an answer."""

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize("text", ["第二款多少钱?", "what is the price of the second one?"])
def test_of_a_product_that_was_never_shown_no_guide_speaks(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"nothing shown: {text}")
    assert (reply.citations, reply.cards) == ((), ())

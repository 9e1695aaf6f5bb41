"""Each file of trades is in the form, in both languages."""

from daogou.retrievers.trades import trades


def test_each_need_is_asked_in_both_languages_and_says_how_it_is_met() -> None:
    for trade in trades():
        for need in trade.needs:
            assert {word.isascii() for word in need.asked} == {True, False}, (trade.name, need.asked)
            assert need.say or need.most or need.least or need.instead, (trade.name, need.asked)


def test_no_word_says_both_that_a_need_is_met_and_that_it_is_not() -> None:
    assert [(trade.name, need.asked) for trade in trades() for need in trade.needs if set(need.say) & set(need.instead)] == []

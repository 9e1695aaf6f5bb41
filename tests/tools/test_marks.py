from daogou.tools.choosing.difference import best
from daogou.tools.choosing.marks import advice, marks

from .shops import offer


def test_a_shared_lowest_price_marks_nobody() -> None:
    assert best([offer("a", "5.00"), offer("b", "5.00"), offer("c", "9.00")], "cheapest") is None


def test_each_aspect_marks_the_one_that_is_alone_the_best() -> None:
    found = marks([offer("a", "5.00", sold_90d=10), offer("b", "9.00", sold_90d=90)])
    assert found == {0: ("cheapest",), 1: ("best_selling",)}


def test_ratings_of_few_reviews_say_nothing() -> None:
    few = [offer("a", rating=5.0, review_count=3), offer("b", rating=4.0, review_count=500)]
    assert best(few, "best_rated") is None


def test_advice_names_the_value_it_rests_on() -> None:
    lines = {line.aspect: (line.position, line.value) for line in advice([offer("a", "5.00"), offer("b", "9.50")])}
    assert lines["cheapest"] == (0, "5.00")

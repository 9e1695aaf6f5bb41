"""How good a rating is surely."""

from daogou.tools.choosing.sure_rating import sure_rating

from .shops import offer


def test_five_stars_from_two_reviews_are_not_the_best_rated() -> None:
    few, many = offer("few", "1", rating=5.0, review_count=2), offer("many", "1", rating=4.6, review_count=500)
    assert sure_rating(few) < sure_rating(many) < 4.6
    assert sure_rating(offer("none", "1", rating=None, review_count=None)) == 1.0

from daogou.tools.choosing.marks import marks

from .shops import offer


def test_each_aspect_marks_the_one_that_is_alone_the_best() -> None:
    found = marks([offer("a", "5.00", sold_90d=10), offer("b", "9.00", sold_90d=90)])
    assert found == {0: ("cheapest",), 1: ("best_selling",)}

"""Near-duplicates don't fill the page, and none is lost."""

import numpy as np
from daogou.retrievers.ordering import spread


def test_the_third_of_a_kind_steps_back() -> None:
    same, other = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    vectors = np.stack([same, same, same, same, other])
    assert spread(np.array([10, 11, 12, 13, 14]), vectors).tolist() == [10, 11, 14, 12, 13]


def test_what_lies_beyond_the_window_stays() -> None:
    order = np.arange(100)
    vectors = np.eye(100, dtype=np.float32)[:40]
    assert spread(order, vectors).tolist() == order.tolist()


def test_an_empty_page_stays_empty() -> None:
    assert spread(np.zeros(0, np.int64), np.zeros((0, 2), np.float32)).tolist() == []

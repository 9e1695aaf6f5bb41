"""Rankings measured from several threads at once, as comparisons do."""

from concurrent.futures import ThreadPoolExecutor

import pytest


def test_several_threads_measure_at_once() -> None:
    pytest.importorskip("ranx")
    from daogou.eval.measures import ndcg

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: ndcg({"a": 3, "b": 1}, ["b", "a"]), range(200)))
    assert len(set(found)) == 1 and 0 < found[0] < 1

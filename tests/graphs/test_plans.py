"""A shop's own plans: what its file has otherwise counts, while it runs too, and what is broken changes nothing."""

import os
import re
from pathlib import Path

import pytest
from daogou.graphs.opening import open as open_assistant
from daogou.nodes.plans import PLANS, plans
from daogou.schema.errors import InputError
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings


def kinds(reply: Reply) -> set[str]:
    return {citation.kind for citation in reply.citations}


def written(file: Path, text: str, at: int) -> None:
    file.write_text(text, "utf-8")
    os.utime(file, (at, at))


def test_a_changed_row_counts_at_the_next_turn_and_a_broken_one_changes_nothing(six_store: Path, tmp_path: Path) -> None:
    file, settings = tmp_path / "plans.yaml", Settings(store=six_store, state=tmp_path / "state", cache=False, plans=tmp_path / "plans.yaml")
    written(file, "pick: {topics: [], asks: false}\n", 1)
    with open_assistant(six_store, settings=settings) as shop:

        def told(thread: str) -> set[str]:
            return kinds([shop.ask(text, thread=thread) for text in ("婴儿睡袋", "怎么选？")][1])

        assert "guide" not in told("one")
        written(file, "", 2)
        assert "guide" in told("two")
        written(file, "pick: {topics: choosing, answer: words}\n", 3)
        assert "guide" in told("three")
    assert plans(None) is PLANS


def test_a_file_that_is_wrong_from_the_start_is_refused_with_what_to_do(six_store: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="DAOGOU_PLANS"):
        open_assistant(six_store, settings=Settings(store=six_store, state=tmp_path / "state", plans=tmp_path / "elsewhere.yaml"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pick: {topics: 3}", "a list of topics"), ("pick: 3", "names and values"), ("haggle: {}", "product_question"), (None, "no such file"),
        ("pick: {answer: words}", "DAOGOU_PLANS"), ("pick: {k: 0}", "DAOGOU_PLANS"), ("[", "DAOGOU_PLANS"), ("3", "DAOGOU_PLANS"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_told_in_our_words(tmp_path: Path, text: str | None, told: str) -> None:
    file = tmp_path / "plans.yaml"
    if text is not None:
        file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=told) as wrong:
        plans(file)
    assert not re.search(r"Input should|Errno|Extra inputs|\[type=", str(wrong.value))

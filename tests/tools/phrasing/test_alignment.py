"""Of any line of ours: it stands as it is, and nothing may be swapped, dropped, added or put behind it."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings
from daogou.tools.phrasing.faults import faults
from daogou.tools.phrasing.filled import filled
from daogou.tools.phrasing.line import Line, line_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

TALKS = {
    "zh": ["给宝宝找睡袋", "这几款怎么选?", "比较第一款和第二款", "第一款有什么认证", "第一款的厂家靠谱吗", "有什么品牌推荐", "TOG是什么意思?"],
    "en": ["baby sleeping bags", "how do I choose?", "compare the first and the second", "is the first one certified?", "who makes the first one?",
           "what brands are these", "what does TOG mean?"],
}  # fmt: skip
TELLING = {
    "zh": """高于 低于 以上 以下 上 下 前 后 之前 之后 只 仅 都 才 不 没 没有 您 我 我们 其他 推荐 可以 能 会 必须 更 最 每 从 对 比
    而不是 也 已经 将 建议""",
    "en": """above below before after only just per for rather than will not can you i we both other
    more less must may never also too from until each all so it""",
}
EMPTY = {
    "zh": "的 呢 吧 呀 啊 了 它 这个 那个 您 我们 有 是 在 可以 推荐 考虑 就 选 看看 好 属于 来自 包括 其他 也 都 一起 各",
    "en": """a an the this it is are was we our you i have has do recommend suggest choose take find need want
    so too also both some any other product items here now well""",
}
"""Words that no statement seems to be in. They were once all that a clause needed."""
drawn = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def lines(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Line]]:
    with open_assistant(settings=Settings(store=six_store, state=tmp_path_factory.mktemp("lines"))) as assistant:
        return [
            (language, found)
            for language, talk in TALKS.items()
            for text in talk
            for written in assistant.ask(text, thread=language, language=language).text.split("\n")
            if written.strip() and not written.lstrip()[:1].isdecimal() and (found := line_of(written, language))
        ]


def with_pieces(line: Line, pieces: dict[int, str]) -> str:
    """The line with other words in the places of some of its own, and its spaces as they are."""
    ends = [0, *(token.end for token in line.tokens)]
    own = [line.masked[start:end] for start, end in zip(ends, ends[1:], strict=False)]
    spaces = [each[: len(each) - len(each.lstrip())] for each in own]
    return "".join(spaces[place] + pieces.get(place, each.strip()) for place, each in enumerate(own))


def piece(line: Line, place: int) -> str:
    return line.masked[line.tokens[place - 1].end if place else 0 : line.tokens[place].end].strip()


def test_every_line_passes_as_it_stands(lines: list[tuple[str, Line]]) -> None:
    assert len(lines) > 40
    for _, line in lines:
        assert faults(line, line.masked) == ()
        assert filled(line, line.masked) == line.text
        assert with_pieces(line, {}) == line.masked


@drawn
@given(st.data())
def test_two_words_or_values_swapped_are_refused(lines: list[tuple[str, Line]], data: st.DataObject) -> None:
    _, line = data.draw(st.sampled_from(lines))
    telling = [place for place, token in enumerate(line.tokens) if not token.sign]
    assume(len(telling) > 1)
    one, two = sorted(data.draw(st.lists(st.sampled_from(telling), min_size=2, max_size=2, unique=True)))
    first, second = line.tokens[one].text, line.tokens[two].text
    assume(first != second and not line.known.means_the_same(first, second))
    assert faults(line, with_pieces(line, {one: piece(line, two), two: piece(line, one)}))


@drawn
@given(st.data())
def test_two_values_two_labels_or_two_names_swapped_are_refused(lines: list[tuple[str, Line]], data: st.DataObject) -> None:
    _, line = data.draw(st.sampled_from([(language, line) for language, line in lines if len(line.values) > 1]))
    one, two = data.draw(st.lists(st.sampled_from(sorted(line.values)), min_size=2, max_size=2, unique=True))
    swapped = line.masked.replace(f"{{{one}}}", "\0").replace(f"{{{two}}}", f"{{{one}}}").replace("\0", f"{{{two}}}")
    assert faults(line, swapped)
    parts = line.masked.split(f"{{{one}}}")[:1] + line.masked.split(f"{{{one}}}")[1].split(f"{{{two}}}")
    assume(len(parts) == 3 and len({"".join(filter(str.isalnum, part)) for part in parts}) == 3)
    for moved in ((1, 0, 2), (0, 2, 1), (2, 1, 0)):
        assert faults(line, f"{parts[moved[0]]}{{{one}}}{parts[moved[1]]}{{{two}}}{parts[moved[2]]}")


@drawn
@given(st.data())
def test_a_telling_word_more_is_refused(lines: list[tuple[str, Line]], data: st.DataObject) -> None:
    language, line = data.draw(st.sampled_from(lines))
    place, word = data.draw(st.integers(0, len(line.tokens) - 1)), data.draw(st.sampled_from(TELLING[language].split()))
    beside = data.draw(st.sampled_from([(piece(line, place), word), (word, piece(line, place))]))
    assert faults(line, with_pieces(line, {place: ("" if language == "zh" else " ").join(beside)}))


def test_a_telling_word_less_is_refused(lines: list[tuple[str, Line]]) -> None:
    dropped = list(_without(lines))
    assert len(dropped) > 40
    for line, wording in dropped:
        assert faults(line, wording), wording


def _without(lines: list[tuple[str, Line]]) -> Iterator[tuple[Line, str]]:
    """Each line, without each of the telling words that it has."""
    for language, line in lines:
        for place, token in enumerate(line.tokens):
            if token.text in TELLING[language].split() or token.text in line.known.negative | line.known.comparing:
                yield line, with_pieces(line, {place: ""})


@pytest.mark.parametrize("language", EMPTY)
def test_no_word_that_seems_to_state_nothing_is_put_in_or_left_out_anywhere(lines: list[tuple[str, Line]], language: str) -> None:
    words = {"zh": ("的", "呢"), "en": ("a", "an")}[language]
    for each in [line for spoken, line in lines if spoken == language][::4]:
        for place, word in product(range(len(each.tokens)), words):
            said = ("" if language == "zh" else " ").join((piece(each, place), word))
            assert faults(each, with_pieces(each, {place: said})), said
            assert each.tokens[place].sign or faults(each, with_pieces(each, {place: ""}))


@drawn
@given(st.data())
def test_a_clause_of_words_that_seem_to_state_nothing_is_refused(lines: list[tuple[str, Line]], data: st.DataObject) -> None:
    language, line = data.draw(st.sampled_from(lines))
    clause = ("" if language == "zh" else " ").join(data.draw(st.lists(st.sampled_from(EMPTY[language].split()), min_size=1, max_size=5)))
    sign = data.draw(st.sampled_from(["，", "。", "；", "：", "——"] if language == "zh" else [", ", ". ", "; ", ": ", " — "]))
    body = line.masked.rstrip("。.;；:：")
    stop = data.draw(st.sampled_from(["", "。" if language == "zh" else "."]))
    for wording in (f"{body}{sign}{clause}{stop}", f"{clause}{sign}{line.masked}", f"{line.masked}{sign}{clause}"):
        assert faults(line, wording)

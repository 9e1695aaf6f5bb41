"""The report: nothing in it can act, it asks for nothing, and it says what was found."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from daogou.eval.compare.comparison import compared
from daogou.eval.compare.conversation import page as conversation
from daogou.eval.compare.gates import gates
from daogou.eval.compare.printed import show
from daogou.eval.compare.run import Run
from daogou.eval.compare.verdict import headline
from daogou.eval.figure import Figure
from daogou.eval.report import Report
from daogou.eval.reported import of_benchmarks, of_comparison
from daogou.eval.reported.bars import outcome, whisker
from daogou.eval.reported.curves import HEIGHT, WIDTH, cumulative, swarm
from daogou.eval.reported.differing import changes
from daogou.eval.samples import Timings
from daogou.schema.errors import InputError
from markdown_it import MarkdownIt
from rich.console import Console

from .made import comparison, manifest, pairs

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "![x](https://evil.example/p.png) [y](javascript:alert(1)) <https://evil.example>",
    "</summary></details><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %} | a | b |\n\n# heading\n@everyone `code`",
]
TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "section",
        "nav",
        "a",
        "ul",
        "ol",
        "li",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "div",
        "span",
    ),
    *("b", "i", "br", "code", "em", "strong", "blockquote", "pre", "hr", "figure", "figcaption", "svg", "path", "circle", "rect", "text", "details"),
    *("summary", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
}


class Read(HTMLParser):
    """Every tag, every attribute, and what is to be read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.said = set[str](), list[tuple[str, str, str | None]](), ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said += data


def harmless(text: str) -> Read:
    """Nothing of it runs, loads or leads elsewhere."""
    read = Read(text)
    assert read.tags <= TAGS
    for _, name, value in read.attributes:
        assert not name.startswith("on") and name not in ("src", "srcset", "style", "data", "action", "xlink:href", "background")
        assert name != "href" or (value or "").startswith("#")
    return read


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_never_acts(text: str, tmp_path: Path) -> None:
    page = of_comparison.write(tmp_path, comparison(text, name=text, said=text), manifest(text)).read_text("utf-8")
    assert " ".join(text.split()) in " ".join(harmless(page).said.split())
    for_a_pull_request = (tmp_path / "report.md").read_text("utf-8")
    read = Read(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(for_a_pull_request))
    assert read.tags <= {"details", "summary", "table", "thead", "tbody", "tr", "th", "td", "p", "ul", "li", "h3", "strong", "code"}
    assert not [one for one in read.attributes if one[1] != "style"]


@pytest.mark.parametrize("text", [*HOSTILE, "1. one\n- two\n---\n===\n+ three\nwww.evil.example mailto:a@evil.example"])
def test_a_conversation_in_markdown_is_read_as_it_was_said(text: str, tmp_path: Path) -> None:
    file = conversation([replace(pair, base=replace(pair.base, missed=(text,), text=text)) for pair in pairs(text, text)][:2], tmp_path, text, text)
    written = file.read_text("utf-8")
    read = Read(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(written))
    assert read.tags <= {"h1", "h2", "p", "ul", "li", "strong", "blockquote", "br"} and not read.attributes
    assert " ".join(text.split()) in " ".join(read.said.split())
    assert "://" not in written and "www." not in written and "@" not in written


def test_a_pull_request_reads_every_slice_with_its_middle_and_its_tail(tmp_path: Path) -> None:
    found = comparison("no longer")
    of_comparison.write(tmp_path, found, manifest())
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render((tmp_path / "report.md").read_text("utf-8"))
    for one in found.slices:
        base, new = one.paired.base, one.paired.new
        cells = (one.title, f"{base.median:.2f} to {new.median:.2f}", f"{base.p10:.2f} to {new.p10:.2f}")
        assert re.search(".*".join(f"<td[^>]*>{re.escape(cell)}</td>" for cell in cells), html, re.DOTALL), one.title


def test_the_screen_names_the_folder_as_it_is_called_and_each_whom_in_a_line_of_its_own() -> None:
    console = Console(width=200, file=StringIO())
    show(Run(Path("运行 [x]"), comparison("[red]"), manifest()), console)
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "BASE and NEW are of /home/me/daogou\n" in said
    assert "Kept in 运行 [x]\n" in said and "运行 [x]/conversations/" in said
    whom = re.search(r"above all in\n((?:  - .+\n)+)", said)
    assert whom and len(whom[1].splitlines()) >= 2 and "language=zh" in whom[1]


def test_a_page_takes_its_own_style_and_nothing_else(tmp_path: Path) -> None:
    page = of_comparison.write(tmp_path, comparison(), manifest()).read_text("utf-8")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert style and policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-" + b64encode(sha256(style[1].encode()).digest()).decode())
    assert "http" not in page.replace("http-equiv", "") and "<script" not in page


def test_the_verdict_names_what_changed_for_whom_and_why() -> None:
    what, why = headline(comparison())
    assert "1 win" in what and "8 losses" in what and "language=zh" in what
    assert "3 of 3" in why and "intent" in why and "content.mean" in why
    even = [pair for pair in pairs("x") if pair.difference == 0]
    assert "no difference" in headline(compared("a", "b", even))[0]


def test_the_verdict_is_worded_alike_on_the_screen_in_the_report_and_as_json(tmp_path: Path) -> None:
    unsure = compared("a", "b", [pair for pair in pairs("x") if pair.base.case in ("c1", "c2", "c4")], gates())
    console = Console(width=2000, file=StringIO())
    show(Run(tmp_path, unsure, manifest()), console)
    of_comparison.write(tmp_path, unsure, manifest())
    said = [*headline(unsure)]
    assert "though not surely" in said[0] and unsure.as_json()["verdict"][:2] == said
    texts = (console.file.getvalue(), Read((tmp_path / "report.html").read_text("utf-8")).said)  # type: ignore[attr-defined]
    assert all(sentence in text for sentence in said for text in texts)


def test_commands_in_the_report_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "my runs"
    folder.mkdir()
    told = replace(manifest(), command=["eval", "compare", "main", ".", "--out", str(folder)])
    page = Read(of_comparison.write(folder, comparison(), told).read_text("utf-8")).said
    assert f"daogou eval reproduce '{folder}'" in page and f"daogou eval compare main . --out '{folder}'" in page


def test_a_lost_turn_is_read_with_both_replies_and_what_differs(tmp_path: Path) -> None:
    worst = of_comparison.worst(comparison("no longer"))
    assert len(worst) == 8 and all(one.pair.difference < 0 for one in worst)
    first = worst[0]
    assert [pair.unit for pair in first.before] == [first.pair.unit[:-1] + "1"]
    told = {(one.sign, one.what) for one in first.changes}
    assert {("-", "text"), ("+", "text"), ("-", "condition"), ("+", "condition"), ("-", "card"), ("+", "card")} <= told
    page = of_comparison.write(tmp_path, comparison("no longer"), manifest()).read_text("utf-8")
    assert all(one.pair.unit in Read(page).said for one in worst)


def test_replies_alike_differ_in_nothing() -> None:
    assert changes(next(iter(pairs("x")))) == []


def test_slices_that_changed_stand_first_and_the_others_are_summed_up() -> None:
    language = next(one for one in of_comparison.dimensions(comparison()) if one.name == "language")
    assert [row.slice.value for row in language.rows] == ["zh", "en"] and language.open
    assert language.rows[0].named and not language.rows[1].named
    turn = next(one for one in of_comparison.dimensions(comparison()) if one.name == "turn")
    assert [row.slice.value for row in turn.rows] == ["2"] and [one.value for one in turn.even] == ["1"]


def test_every_point_lies_in_the_picture_and_every_change_has_one() -> None:
    found = swarm([-1.0] * 300 + [0.0] * 500 + [0.25, 1.0])
    assert len(found.dots) == 302 and found.even == 500
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in found.dots)
    assert len({(dot.x, dot.y) for dot in found.dots}) == 302
    chart = cumulative("t", "", {"a": [5.0, 1.0, 3.0], "b": []}, (0.5,), log=True)
    assert chart is not None and [curve.name for curve in chart.curves] == ["a"] and chart.curves[0].marks[0].label == "median"
    assert cumulative("t", "", {}, (0.5,)) is None


def test_what_is_there_at_all_is_seen_in_a_bar() -> None:
    bar = outcome(1, 9998, 1)
    assert bar.losses == bar.wins > 2 and bar.losses + bar.ties + bar.wins == pytest.approx(120, abs=0.2)
    assert whisker(-9, 0, 9, 1).low == 0 and whisker(-9, 0, 9, 1).high == 120


def benchmark(text: str = "a part") -> Report:
    report = Report("part", text, {"turns": 2})
    report.judged(5, 0)
    report.figures += [Figure(text, 1.5, 1.0, "<=", "x", text), Figure("good", 2.0, 1.0, ">="), Figure("to know", 3.0)]
    timings = Timings()
    for ms in (10.0, 20.0, 400.0):
        timings[text].add(ms)
    report.times(text, timings)
    report.table(text, ("a", "b"), [(text, 0.5)])
    return report


@pytest.mark.parametrize("text", ["a part", *HOSTILE])
def test_benchmarks_end_with_a_report_of_their_own(text: str, tmp_path: Path) -> None:
    report = benchmark(text)
    report.publish(tmp_path)
    page = of_benchmarks.write(of_benchmarks.kept(tmp_path), tmp_path).read_text("utf-8")
    assert " ".join(text.split()) in " ".join(harmless(page).said.split())
    what, why = of_benchmarks.headline([report.as_json()])
    assert what.startswith("2 of 3 figures") and "0 hard conditions" in why
    assert json.loads((tmp_path / "part.json").read_text("utf-8"))["samples"][0]["series"] == {text: [10.0, 20.0, 400.0]}
    assert "**no**" in (tmp_path / "report.md").read_text("utf-8")


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[]", "utf-8")
    with pytest.raises(InputError, match="neither"):
        of_benchmarks.kept(tmp_path)

"""docs/tutorial.md, done as it is written: the list, mapping and guide of the page, its commands, and the products that it shows."""

import re
import shlex
from pathlib import Path

import daogou as package
import pytest
import yaml

from .command import Command

PAGE = (Path(__file__).resolve().parents[2] / "docs/tutorial.md").read_text("utf-8")
SHOWN = re.compile(r"^ {4}daogou (ask [^\n]*)\n\n```text\n(.*?)```", re.M | re.S)
TITLE = re.compile(r"\*\*(.+?)\*\*")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.S)
    assert found is not None
    return found[1]


@pytest.fixture
def shop(daogou: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The folder of the page with its files, and the store of its fourth step."""
    monkeypatch.chdir(tmp_path)
    Path("guides").mkdir()
    for name, language in (("packs.csv", "csv"), ("my.yaml", "yaml"), ("guides/backpacks.md", "markdown")):
        Path(name).write_text(block(language), "utf-8")
    assert daogou("ingest", "packs.csv", "--map", "my.yaml", "--store", "store").status == 0
    return daogou


def test_the_mapping_that_is_proposed_is_the_one_that_the_page_puts_right(shop: Command) -> None:
    fields = yaml.safe_load(shop("ingest", "--propose", "packs.csv").out)["sources"][0]["fields"]
    mended = yaml.safe_load(block("yaml"))["sources"][0]["fields"]
    assert {name for name in mended if name in fields} == {"id", "title", "brand", "lang"}
    assert {"attributes.Department", "attributes.RRP EUR"} <= set(fields)


def test_what_is_asked_is_answered_as_it_is_shown(shop: Command) -> None:
    questions = [(shlex.split(line), TITLE.findall(shown)) for line, shown in SHOWN.findall(PAGE)]
    assert len(questions) == 4
    for line, titles in questions[:3]:
        done = shop(*line)
        assert (done.status, TITLE.findall(done.out)) == (0, titles)
    before = shop(*questions[3][0])
    assert shop("ingest", "guides/", "--store", "store").status == 0
    after = shop(*questions[3][0])
    assert "35 to 45 litres" in after.out and "35 to 45 litres" not in before.out


def test_the_program_prints_what_its_comment_says(shop: Command, capsys: pytest.CaptureFixture[str]) -> None:
    told = re.search(r"# (\[.*\])", code := block("python"))
    exec(code, {"daogou": package})
    assert told and capsys.readouterr().out.strip() == told[1]

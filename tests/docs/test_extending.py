"""docs/extending.md, done as it is written: its changes are made to a copy of the package, which is then asked what each of them is for."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.reader.corpus import row

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/extending.md").read_text("utf-8")
LEFT = shutil.ignore_patterns(".*", "__pycache__", "tests", "docs", "eval", "build", "demo", "notebooks")
ASKED = """
import json, sys
import daogou
from daogou.retrievers.outside.registry import make
from daogou.retrievers.ranking import LIKED
from daogou.schema.command import COMMANDS
from daogou.serving.agents.catalogue import reviews
from daogou.serving.agents.server import make_server

def said(*commands, thread):
    return assistant.ask("", thread=thread, language="en", commands=COMMANDS.validate_python(commands))

with daogou.open(sys.argv[1]) as assistant:
    bags = {"command": "seek", "goods": "婴儿睡袋"}
    large = said(bags, {"command": "want", "field": "supplier.employees", "op": ">=", "value": 100}, thread="field")
    gallons = assistant.search("baby sleeping bag", where="attr.volume>=3 gal")
    told = said(bags, {"command": "ask", "fields": ["spread.certification"]}, thread="answer")
    print(json.dumps({
        "unit": [card.product_id for card in gallons],
        "field": [card.supplier_id for card in large.cards],
        "provider": make("wikipedia", assistant.settings).name,
        "answer": told.text.splitlines()[-1],
        "feature": LIKED["sold_out"],
        "tool": len(reviews(assistant.shopfront.current(), "bag-cotton")["reviews"]),
        "node": "audit" in told.timings_ms,
    }))
"""


def changes() -> Iterator[tuple[str, list[str]]]:
    """The lines of each block of changes, by the file that they are of."""
    for block in re.findall(r"```diff\n(.*?)```", PAGE, re.S):
        for part in re.split(r"^\+\+\+ ", block, flags=re.M)[1:]:
            name, *lines = part.splitlines()
            yield name, lines


def changed(text: str, lines: list[str]) -> str:
    """New lines stand before the line that is shown below them; old words within a line become the new ones. Each place is there once."""
    while lines:
        if lines[0][0] == "-":
            old, new = lines[0][1:], lines[1][1:]
            assert text.count(old) == 1, old
            text, lines = text.replace(old, new), lines[2:]
            continue
        added = _leading(lines, "+")
        below = _leading(lines[len(added) :], " ")
        place = re.compile(rf"^{re.escape(chr(10).join(below))}", re.M)
        (at,) = place.finditer(text)
        text, lines = text[: at.start()] + "".join(f"{line}\n" for line in added) + text[at.start() :], lines[len(added) + len(below) :]
    return text


def _leading(lines: list[str], sign: str) -> list[str]:
    found = []
    for line in lines:
        if (line or " ")[0] != sign:
            break
        found.append(line[1:])
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the changed package lies."""
    place = tmp_path_factory.mktemp("extended")
    shutil.copytree(ROOT, place / "daogou", ignore=LEFT)
    for name in ("demo/__init__.py", "eval/__init__.py"):
        (place / "daogou" / name).parent.mkdir()
        shutil.copy(ROOT / name, place / "daogou" / name)
    for name, text in re.findall(r"new file `([\w/.]+)`:\n\n```python\n(.*?)```", PAGE, re.S):
        (place / "daogou" / name).write_text(text, "utf-8")
    for name, lines in changes():
        file = place / "daogou" / name
        file.write_text(changed(file.read_text("utf-8"), lines), "utf-8")
    return place


def test_each_change_does_what_it_is_for(copy: Path, tmp_path: Path) -> None:
    six = tmp_path / "six"
    shutil.copytree(ROOT / "tests/catalogues/six", six)
    _add(six / "suppliers.jsonl", "employees", {"sup-mianyun": 250, "sup-norbranch": 12})
    _add(six / "products.jsonl", "attributes", {"bag-cotton": {"volume": "12 l"}, "bag-wool": {"volume": "2 gal"}})
    here = {**os.environ, "PYTHONPATH": str(copy), "DAOGOU_STATE": str(tmp_path / "state")}
    subprocess.run([sys.executable, "-P", "-m", "daogou.cli", "ingest", six, "--store", tmp_path / "store"], env=here, check=True, cwd=tmp_path)
    done = subprocess.run(
        [sys.executable, "-P", "-c", ASKED, tmp_path / "store"], env=here, check=True, cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["unit"] == ["bag-cotton"]
    assert set(found["field"]) == {"sup-mianyun"}
    assert re.findall(r"\d+", found["answer"]) == ["4", "2", "2"]
    assert (found["provider"], found["feature"], found["node"]) == ("wikipedia", -0.5, True)
    assert found["tool"] > 0


def _add(file: Path, field: str, values: dict[str, object]) -> None:
    """`values` by id; what is an object is laid over what stands there."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    for one in rows:
        if (value := values.get(one["id"])) is not None:
            one[field] = {**one.get(field, {}), **value} if isinstance(value, dict) else value
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows), "utf-8")


def test_the_lines_for_a_misread_message_are_rows_of_a_corpus() -> None:
    lines = re.findall(r"^\S.* \| .*\]\(ask\).*$", PAGE, re.M)
    assert len(lines) == 6
    for line in lines:
        row(line)

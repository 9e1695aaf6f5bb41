"""What deploy/, docs/operating.md and SECURITY.md name is there: settings, commands, files, metrics, alerts."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from daogou.cli.main import app
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from prometheus_client.parser import text_string_to_metric_families
from typer.main import get_command

from ..serving.server import Local
from ..waiting import until

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "docs/operating.md", ROOT / "SECURITY.md")
FILES = tuple(path for path in sorted((ROOT / "deploy").iterdir()) if path.name != ".env")
ALL = (*PAGES, *FILES)
COMMAND = re.compile(r'\bdaogou(?: |", "|, )([a-z][^`\n#]*)')
LINK = re.compile(r"\]\(([^)]+)\)")
METRIC = re.compile(r"\bdaogou_[a-z_]+")


def rules() -> list[dict[str, Any]]:
    told = yaml.safe_load((ROOT / "deploy/prometheus-rules.yaml").read_text("utf-8"))
    return [rule for group in told["groups"] for rule in group["rules"]]


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_variables_are_settings(page: Path) -> None:
    named = set(re.findall(r"\bDAOGOU_([A-Z_]*[A-Z])", page.read_text("utf-8")))
    assert named <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_commands_take_what_they_are_given(page: Path) -> None:
    for line in COMMAND.findall(page.read_text("utf-8")):
        words = shlex.split(re.sub(r'[",\[\]]', " ", line))
        command: Any = get_command(app)
        while hasattr(command, "commands"):
            word = words.pop(0)
            assert word in command.commands, line
            command = command.commands[word]
        options = {option for each in command.params for option in each.opts}
        assert {word for word in words if word.startswith("--")} <= options, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_files_and_extras_are_there() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for page in ALL:
        text = page.read_text("utf-8")
        assert [name for name in re.findall(r"(?<![\w/])(?:deploy|docs)/[\w./-]*\w", text) if not (ROOT / name).exists()] == []
        assert {extra for named in re.findall(r"\.\[([a-z,]+)\]", text) for extra in named.split(",")} <= set(extras)


def test_each_alert_is_explained() -> None:
    explained = re.findall(r"^\| `(Daogou\w+)` \|", PAGES[0].read_text("utf-8"), re.MULTILINE)
    assert explained == [rule["alert"] for rule in rules()]


def test_each_metric_is_at_metrics_with_its_labels(six_store: Path, tmp_path: Path) -> None:
    """A server whose model is away, with a turn log, after a turn: what is counted lazily is there, too."""
    settings = Settings(
        store=six_store, state=tmp_path / "state", turn_log=tmp_path / "log", llm_base_url="http://127.0.0.1:9/v1", llm_model="none-there"
    )
    with Local(create_app(settings)) as server:
        httpx.post(f"{server.url}/v1/threads/t/turns", json={"text": "婴儿睡袋"}).raise_for_status()

        def labels() -> dict[str, set[str]]:
            families = text_string_to_metric_families(httpx.get(f"{server.url}/metrics").text)
            samples = [sample for family in families for sample in family.samples]
            return {name: {label for each in samples if each.name == name for label in each.labels} for name in {each.name for each in samples}}

        until(lambda: "daogou_turn_log_lines_total" in labels(), "a line of the turn log")
        found = labels()
    for rule in rules():
        for name, chosen in re.findall(r"(daogou_\w+)(?:\{([^}]*)\})?", rule["expr"]):
            assert set(re.findall(r"(\w+)(?:=|!=|=~)\"", chosen)) <= found[name], rule["alert"]
    histograms = {name.removesuffix("_count") for name in found if name.endswith("_count")}
    assert set(METRIC.findall(PAGES[0].read_text("utf-8"))) <= set(found) | histograms

"""`daogou prompts`: listed, shown, rendered, compared; replaced by a folder's."""

import json
from pathlib import Path

import pytest
from daogou.cli import checks
from daogou.models.prompt_library import PromptLibrary
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings

from .command import Command

USED = PromptLibrary().get("commands").head.version
HEAD = "---\nname: commands\nversion: mine\nrole: read\ndescription: mine\nbudget: 900\n---\n"
BODY = "{% block system %}Read.{% endblock %}\n{% block user %}{{ message }} <- {{ goods }}{% endblock %}\n"


def own(folder: Path, text: str = HEAD + BODY) -> str:
    (folder / "commands.md").write_text(text, "utf-8")
    return str(folder)


def test_they_are_listed(daogou: Command, tmp_path: Path) -> None:
    daogou.set(prompts=own(tmp_path))
    done = daogou("prompts", "list")
    assert done.status == 0
    assert "commands@mine" in done.out
    assert f"commands@{USED}" in done.out
    rows = [json.loads(line) for line in daogou("prompts", "list", "--json").out.splitlines()]
    assert {(row["name"], row["version"]) for row in rows} >= {("commands", "mine"), ("commands", USED)}


def test_one_is_shown_with_its_variables(daogou: Command) -> None:
    done = daogou("prompts", "show", "commands")
    assert done.status == 0
    assert "{% block user %}" in done.out
    assert "message" in done.err


def test_it_is_rendered(daogou: Command, tmp_path: Path) -> None:
    daogou.set(prompts=own(tmp_path))
    values = tmp_path / "values.yaml"
    values.write_text("message: 袜子\n", "utf-8")
    done = daogou("prompts", "render", "commands", "--values", str(values), "--set", "goods=云朵")
    assert done.out == "--- system\nRead.\n--- human\n袜子 <- 云朵\n"
    assert "of 900" in done.err


@pytest.mark.parametrize("name", [prompt.head.name for prompt in PromptLibrary().all()])
def test_each_of_ours_is_rendered_with_its_example(daogou: Command, name: str) -> None:
    done = daogou("prompts", "render", name)
    assert (done.status, done.out.startswith("--- system\n")) == (0, True)
    assert set(PromptLibrary().get(name).head.example) == set(PromptLibrary().get(name).variables)


def test_what_is_set_stands_in_place_of_the_example(daogou: Command) -> None:
    done = daogou("prompts", "render", "commands", "--set", "message=袜子")
    assert done.status == 0
    assert done.out.endswith("袜子 =>\n")


def test_what_is_missing_is_named(daogou: Command, tmp_path: Path) -> None:
    daogou.set(prompts=own(tmp_path))
    done = daogou("prompts", "render", "commands", "--set", "goods=云朵")
    assert done.status == 2
    assert "'message' is undefined" in done.err
    mistyped = daogou("prompts", "render", "commands", "--set", "massage=袜子")
    assert (mistyped.status, mistyped.out) == (2, "") and "'massage'" in mistyped.err and "message" in mistyped.err
    assert daogou("prompts", "render", "commands", "--set", "goods").status == 2
    assert daogou("prompts", "render", "commands", "--values", str(tmp_path / "none.yaml")).status == 2


def test_two_versions_are_compared(daogou: Command, tmp_path: Path) -> None:
    daogou.set(prompts=own(tmp_path))
    done = daogou("prompts", "diff", f"commands@{USED}", "commands@mine")
    assert done.status == 1
    assert "+{% block system %}Read.{% endblock %}" in done.out
    assert daogou("prompts", "diff", "commands", "commands").status == 0


@pytest.mark.parametrize("text", ["---\nname: commands\n---\n", HEAD + BODY.replace("Read.", "{{ 1 // 0 }}")], ids=["head", "template"])
def test_a_broken_file_and_an_unknown_name_are_wrong_input(daogou: Command, tmp_path: Path, text: str) -> None:
    assert daogou("prompts", "show", "nobody").status == 2
    daogou.set(prompts=own(tmp_path, text))
    done = daogou("prompts", "list")
    assert done.status == 2
    assert "commands.md" in done.err
    with pytest.raises(InputError, match="commands.md"):
        checks.llm(Settings(prompts=tmp_path))  # as `daogou doctor` does


def test_a_broken_file_hides_no_sound_one(daogou: Command, tmp_path: Path) -> None:
    (tmp_path / "write.md").write_text("---\nname: write\n---\n", "utf-8")
    (tmp_path / "worse.md").write_text("none at all", "utf-8")
    daogou.set(prompts=own(tmp_path))
    done = daogou("prompts", "list")
    assert done.status == 2
    assert "commands@mine" in done.out and f"commands@{USED}" in done.out and "write@" in done.out
    assert done.err.count("write.md") == done.err.count("worse.md") == 1
    listed = daogou("prompts", "list", "--json")
    assert (listed.status, "write.md" in listed.err) == (2, True)
    assert ("commands", "mine") in {(row["name"], row["version"]) for row in map(json.loads, listed.out.splitlines())}


def test_a_version_is_tried_by_a_share_of_the_buyers_and_the_trial_ended(daogou: Command, tmp_path: Path) -> None:
    daogou.set(prompts=own(tmp_path))

    def shares() -> dict[str, float]:
        rows = [line.split() for line in daogou("prompts", "list").out.splitlines()]
        return {row[0]: float(row[row.index("%") - 1]) for row in rows if "%" in row}

    assert daogou("prompts", "try", "commands@mine", "--percent", "20").status == 0
    assert shares() == {"commands@mine": 20, f"commands@{USED}": 80}
    assert daogou("prompts", "end", f"commands@{USED}").status == 0
    assert shares() == {f"commands@{USED}": 100}
    assert PromptLibrary(tmp_path).given("commands", "anna").head.version == USED
    assert daogou("prompts", "end", "commands@mine").status == 0
    assert shares() == {"commands@mine": 100}


@pytest.mark.parametrize("line", [("try", "commands"), ("try", "commands@other"), ("end", "nothing@1"), ("try", f"write@{USED}", "--percent", "20")])
def test_a_trial_that_cannot_be_is_an_error(daogou: Command, tmp_path: Path, line: tuple[str, ...]) -> None:
    daogou.set(prompts=own(tmp_path))
    assert daogou("prompts", *line).status == 2
    assert not (tmp_path / "trials.yaml").exists()


def test_a_trial_needs_a_folder_and_a_comparison_a_log(daogou: Command) -> None:
    assert daogou("prompts", "try", f"commands@{USED}").status == 2
    assert daogou("prompts", "compare").status == 2

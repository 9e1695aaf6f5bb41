"""Prompts as files: rendered, replaced by a folder's, changed while a server runs."""

import os
from pathlib import Path

import pytest
import structlog
from daogou.models import trials
from daogou.models.prompt import Prompt
from daogou.models.prompt_library import OWN, PromptLibrary
from daogou.schema.errors import InputError, OutsideError

HEAD = "---\nname: sort\nversion: 1\nrole: read\ndescription: sorts\nbudget: 500\n---\n"
BODY = "{% block system %}You sort {{ what }}.{% endblock %}\n{% block user %}{{ text }}{% endblock %}\n"


def write(folder: Path, text: str = HEAD + BODY, name: str = "sort.md") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_the_stable_part_comes_first_and_what_changes_last() -> None:
    prompt = Prompt.parsed(HEAD + BODY, "sort.md")
    messages = prompt.messages(what="袜子", text="{{ not a template }}")
    assert [(each.type, each.text) for each in messages] == [("system", "You sort 袜子."), ("human", "{{ not a template }}")]


def test_a_variable_that_is_missing_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(InputError, match="'what' is undefined"):
        Prompt.parsed(HEAD + BODY, "sort.md").messages(text="x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BODY, "name"),
        (HEAD.replace("budget: 500", "budget: 0") + BODY, "budget"),
        (HEAD.replace("role: read", "role: cook") + BODY, "role"),
        (HEAD + "{% block system %}{% endblock %}", "user"),
        (HEAD + "{% block system %}{{ }}{% endblock %}", "template"),
        ("---\n: [\n---\n", "no prompt"),
    ],
)
def test_a_file_that_is_wrong_says_what_and_where(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as raised:
        Prompt.parsed(text, "here.md")
    assert "here.md" in str(raised.value)


def test_a_template_reaches_nothing_of_the_process() -> None:
    prompt = Prompt.parsed(HEAD + BODY.replace("{{ what }}", "{{ what.__class__.__mro__ }}"), "evil.md")
    with pytest.raises(InputError, match="unsafe"):
        prompt.messages(what="x", text="y")


def test_a_change_is_taken_up_while_it_is_in_use(tmp_path: Path) -> None:
    file, library = write(tmp_path), PromptLibrary(tmp_path)
    before = library.get("sort")
    write(tmp_path, (HEAD + BODY).replace("You sort", "Please sort"))
    os.utime(file, ns=(1, 2))
    after = library.get("sort")
    assert after.block("system", what="x") == "Please sort x."
    assert before.digest != after.digest


def test_a_change_that_breaks_it_leaves_the_one_before(tmp_path: Path) -> None:
    file, library = write(tmp_path), PromptLibrary(tmp_path)
    library.get("sort")
    write(tmp_path, "---\nname: sort\n---\n")
    os.utime(file, ns=(1, 2))
    assert library.get("sort").block("system", what="x") == "You sort x."


def test_a_file_that_was_taken_away_comes_back_by_no_broken_one(tmp_path: Path) -> None:
    file, library = write(tmp_path, own("commands", "You read one message of", "You, ours, help"), "commands.md"), PromptLibrary(tmp_path)
    assert library.get("commands").source == str(file)
    file.unlink()
    assert library.get("commands").source == "daogou:commands.md"
    write(tmp_path, "---\nname: commands\n---\n", "commands.md")
    assert library.get("commands").source == "daogou:commands.md"


def own(name: str, text: str = "", by: str = "") -> str:
    """The package's prompt of a name, with a change."""
    found = (OWN / f"{name}.md").read_text("utf-8")
    assert text in found
    return found.replace(text, by) if text else found


USER = "{% block user %}"
REFUSED = {
    "nosuch": ("write", own("write", "{% for line in lines %}", "Shop: {{ nosuch }}\n{% for line in lines %}")),
    "asked of nosuch": ("write", own("write", "{% if wrong %}", "{% if nosuch %}x{% endif %}{% if wrong %}")),
    "whyy": ("write", own("write", "{{ one.why }}", "{{ one.whyy }}")),
    "maskd": ("write", own("write", "{{ line.masked }}", "{{ line.maskd }}")),
    "syntax": ("write", own("write", "{% endblock %}", "{% endblok %}")),
    "empty": ("write", ""),
    "by zero": ("rank", own("rank", USER, USER + "{{ 1 // 0 }}")),
    "by none shown": ("commands", own("commands", USER, USER + "{{ 1 // titles|length }}")),
    "words and numbers": ("summarise", own("summarise", USER, USER + "{{ 'a' + 1 }}")),
    "format": ("commands", own("commands", USER, USER + "{{ '%d' % message }}")),
    "includes": ("write", own("write", USER, USER + "{% include 'x' %}")),
    "calls itself": ("commands", own("commands", USER, USER + "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}")),
    "loops without end": ("commands", own("commands", USER, USER + "{% for a in range(9000) %}{% for b in range(9000) %}{% endfor %}{% endfor %}")),
    "loops in loops": (
        "commands",
        own("commands", USER, USER + "{% for a in message %}{% for b in message %}{% for c in message %}{% endfor %}{% endfor %}{% endfor %}"),
    ),
    "powers": ("commands", own("commands", USER, USER + "{{ 9**9**9 }}")),
    "products": ("commands", own("commands", USER, USER + "{{ 'x' * 10000000000 }}")),
    "doubled": ("commands", own("commands", USER, USER + "{% set x = message %}" + "{% set x = x ~ x %}" * 40)),
    "widths": ("commands", own("commands", USER, USER + "{{ 'x'.center(10000000000) }}{{ 'x'|center(10000000000) }}")),
    "replaced and replaced": ("commands", own("commands", USER, USER + "{{ message" + "|replace('', 'x' * 9)" * 3 + " }}")),
    "without the message": ("commands", own("commands", "{{ message }}")),
    "the message in a place that is never filled": ("commands", own("commands", "{{ message }}", "{% if not message %}{{ message }}{% endif %}")),
    "without lines": ("write", own("write", "{% for line in lines %}", "{% for line in lines[:0] %}")),
    "another role": ("commands", own("commands", "role: read", "role: judge")),
    "another shape": ("rank", own("rank", "schema: Fitting", "schema: Nonsense")),
    "no room": ("rank", own("rank", "budget: 4000", "budget: 20")),
    "long file": ("commands", own("commands", "You read one message of", "x" * 3_000_000 + "You read one message of")),
    "long words": ("commands", own("commands", "You read one message of", "x" * 60_000 + "You read one message of")),
    "long when filled in": (
        "commands",
        own("commands", "You read one message of", "{% for _ in range(99999) %}{{ message }}{% endfor %}You help"),
    ),
}


@pytest.mark.parametrize(("name", "text"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_stand_for_the_packages_is_refused_and_that_stands(tmp_path: Path, name: str, text: str) -> None:
    """A variable that nobody gives went out as `[]`; a template that divides by zero stopped every role."""
    write(tmp_path, text, f"{name}.md")
    library = PromptLibrary(tmp_path)
    with structlog.testing.capture_logs() as logs:
        assert library.get(name).source == f"daogou:{name}.md"
        assert len(library.all()) == len(PromptLibrary().all())
    assert [each["log_level"] for each in logs] == ["warning"]  # once, not at every turn
    assert f"{name}.md" in logs[0]["file"]
    with pytest.raises(InputError, match=f"{name}.md"):
        PromptLibrary(tmp_path, strict=True).all()


def test_one_that_fails_only_as_a_turn_fills_it_in_leaves_it_to_the_packages(tmp_path: Path) -> None:
    write(tmp_path, own("commands", USER, USER + "{{ 1 // (titles|length - 3) }}"), "commands.md")
    values = PromptLibrary().get("commands").head.example | {"titles": ["one", "two", "three"]}
    used = PromptLibrary(tmp_path).get("commands")
    assert used.source.endswith("commands.md") and not used.source.startswith("daogou:")
    with structlog.testing.capture_logs() as logs:
        assert [used.messages(**values) for _ in range(2)] == [PromptLibrary().get("commands").messages(**values)] * 2
    assert [each["log_level"] for each in logs] == ["warning"]
    with pytest.raises(InputError, match="ZeroDivisionError"):
        PromptLibrary(tmp_path, strict=True).get("commands").messages(**values)


def test_a_record_that_no_model_could_read_is_no_fault_of_its_prompt() -> None:
    """It would be counted token by token; `daogou enrich` goes on with the next product."""
    prompt = PromptLibrary().get("extract")
    with pytest.raises(OutsideError, match="longer"):
        prompt.messages(**prompt.head.example | {"description": "x" * 3_000_000})


def test_a_prompt_may_leave_out_what_it_can_do_without(tmp_path: Path) -> None:
    head = "---\nname: commands\nversion: mine\nrole: read\ndescription: d\nbudget: 900\n---\n"
    write(tmp_path, head + "{% block system %}Read.{% endblock %}\n{% block user %}{{ message|upper }}{% endblock %}\n", "commands.md")
    assert PromptLibrary(tmp_path).get("commands").label == "commands@mine"


def test_a_stray_or_broken_file_leaves_the_others_and_the_packages_as_they_were(tmp_path: Path) -> None:
    """Any new broken file in the folder switched off every role."""
    write(tmp_path, own("write", "You word the replies of", "You, ours, word the replies of"), "write.md")
    library = PromptLibrary(tmp_path)
    before = {name: library.get(name).digest for name in ("commands", "rank", "summarise", "write", "extract")}
    write(tmp_path, "nonsense", "commands.md")
    write(tmp_path, "# just notes for us", "notes.md")
    (tmp_path / "rank.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "summarise.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "extract.md").mkdir()
    assert {name: library.get(name).digest for name in before} == before
    assert before["write"] != PromptLibrary().get("write").digest


def test_a_folder_that_goes_while_it_is_in_use_takes_no_prompt_away(tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    folder.mkdir()
    write(folder, own("write", "You word the replies of", "You, ours, word the replies of"), "write.md")
    library = PromptLibrary(folder)
    before = library.get("write").digest
    folder.rename(tmp_path / "away")
    with structlog.testing.capture_logs() as logs:
        assert [library.get("write").digest for _ in range(2)] == [before] * 2
        assert library.get("commands").source == "daogou:commands.md"
    assert len(logs) == 1
    (tmp_path / "away").rename(folder)
    (folder / "write.md").unlink()
    assert library.get("write").source == "daogou:write.md"


def test_versions_lie_side_by_side(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, (HEAD + BODY).replace("version: 1", "version: 2"), "sort-terse.md")
    library = PromptLibrary(tmp_path)
    assert library.get("sort").label == "sort@1"
    assert library.get("sort", "2").label == "sort@2"
    with pytest.raises(InputError, match="sort@3"):
        library.get("sort", "3")


BUYERS = [f"shop/buyer-{number}" for number in range(1000)]


def on_trial(folder: Path, percent: float, version: str = "2") -> set[str]:
    """The buyers who get the version, by a library that has been in use."""
    trials.write(folder, {"sort": trials.Trial(version=version, percent=percent)})
    library = PromptLibrary(folder)
    return {buyer for buyer in BUYERS if library.given("sort", buyer).head.version == version}


def test_a_version_on_trial_is_a_share_of_the_buyers_and_always_the_same(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, (HEAD + BODY).replace("version: 1", "version: 2"), "sort-terse.md")
    some, more = on_trial(tmp_path, 20), on_trial(tmp_path, 60)
    assert some == on_trial(tmp_path, 20) and some < more
    assert 140 < len(some) < 260 and 530 < len(more) < 670
    assert on_trial(tmp_path, 20, "1") != some and len(on_trial(tmp_path, 100)) == len(BUYERS)


def test_a_trial_is_taken_up_while_it_is_in_use_and_a_broken_one_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, (HEAD + BODY).replace("version: 1", "version: 2"), "sort-terse.md")
    library = PromptLibrary(tmp_path)
    assert library.given("sort", "anna").head.version == "1"
    for text, version in (
        ("sort: {version: 2, percent: 100}", "2"),
        ("sort: {version: 1, percent: 0}", "2"),
        ("sort: {version: 1, percent: 100}", "1"),
    ):
        (tmp_path / trials.FILE).write_text(text, "utf-8")
        os.utime(tmp_path / trials.FILE, ns=(0, (tmp_path / trials.FILE).stat().st_mtime_ns + 1))
        assert library.given("sort", "anna").head.version == version
    (tmp_path / trials.FILE).write_text("sort: {version: 9, percent: 100}", "utf-8")
    assert PromptLibrary(tmp_path).given("sort", "anna").head.version == "1"  # it was taken away
    (tmp_path / trials.FILE).unlink()
    assert library.given("sort", "anna").head.version == "1"
    with pytest.raises(InputError, match="trials.yaml"):
        (tmp_path / trials.FILE).write_text("sort: 20 %", "utf-8")
        PromptLibrary(tmp_path, strict=True).trials()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="DAOGOU_PROMPTS"):
        PromptLibrary(tmp_path / "none").all()


@pytest.mark.parametrize("prompt", PromptLibrary().all(), ids=lambda prompt: prompt.label)
def test_models_that_a_prompt_was_tried_on_got_this_very_text(prompt: Prompt) -> None:
    """Where it was changed, they are taken out, or it is tried on them again (`make test-model`)."""
    assert len(prompt.tried) == len(prompt.head.tried_on), f"{prompt.label} is {prompt.digest} now"


def test_a_model_that_got_another_text_has_not_been_tried() -> None:
    old = Prompt.parsed(HEAD + BODY, "sort.md")
    text = (HEAD + BODY).replace("budget: 500\n", f"budget: 500\ntried_on: [tiny@{old.digest}]\n")
    assert Prompt.parsed(text, "sort.md").tried == ("tiny",)
    assert Prompt.parsed(text.replace("You sort", "Please sort"), "sort.md").tried == ()

"""The page's modules: which may import which, and what comes in one file."""

import re
from importlib.resources import files

import pytest
from daogou.serving.bundles import IMPORT, bundled
from daogou.serving.routes.page import HEADS, modules_of, page_of

ORDER = (
    "app", "embed", "frame", "composer", "conversations", "hello", "look", "product", "shortlist", "shared", "turns",
    "events", "turn", "marked", "letters", "chips", "conditions", "wanted", "threads", "files",
    "rating", "inquiry", "reply", "citations", "comparison", "cards", "markdown", "pictures", "view",
    "address", "client", "words", "kept",
)  # fmt: skip
FIRST = {"app", "embed", "frame", "composer", "conversations", "hello", "look", "pictures", "view", "address", "client", "words", "kept"}
"""What a first opening loads."""
FOLDER = files("daogou") / "serving" / "page"
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) ([\w$]+)", re.MULTILINE)


def modules() -> dict[str, str]:
    return {
        file.name.removesuffix(".js"): file.read_text(encoding="utf-8")
        for file in FOLDER.iterdir()
        if file.name.endswith(".js") and file.name != "loader.js"
    }


LATER = ["conditions", "files", "letters", "product", "shared", "shortlist", "threads", "turns", "wanted"]


@pytest.mark.parametrize("which", HEADS)
def test_what_is_needed_together_comes_in_one_file_where_no_two_modules_declare_the_same(which: str) -> None:
    files = bundled(modules_of(which), HEADS[which])
    assert sorted(files) == sorted([*LATER, HEADS[which][0]])
    for name, text in files.items():
        imported = [each for names, _ in IMPORT.findall(text) for each in re.findall(r"[\w$]+", names)]
        declared = [*DECLARED.findall(text), *imported]
        assert sorted(declared) == sorted(set(declared)), name
        assert set(re.findall(r'"\./(\w+)\.js"', text)) <= files.keys(), name
    assert {name: text.decode() for name, text in page_of(None).files[which].items() if name.endswith(".js")} == {
        f"{name}.js": text for name, text in files.items()
    }


def test_the_pages_modules_import_one_way_and_a_first_opening_only_what_it_shows() -> None:
    found = modules()
    assert sorted(found) == sorted(ORDER)
    for name, text in found.items():
        imported = set(re.findall(r'from "\./(\w+)\.js"', text))
        later = set(re.findall(r'import\("\./(\w+)\.js"\)', text))
        assert all(ORDER.index(each) > ORDER.index(name) for each in imported | later), name
        assert name not in FIRST or imported <= FIRST, name
        assert not later & FIRST, name


def test_nothing_of_the_page_lies_idle() -> None:
    """Words, in both languages; classes of the style sheet; what a module gives to others."""
    found = modules()
    words = found["words"]
    tables = [
        set(re.findall(r'(?:^|[{,]\s*)([a-z][a-z_0-9]*): "', words[words.index(f"const {name}") : words.index(f"const {end}")]))
        for name, end in TABLES
    ]
    said = {key.removesuffix("_1") for key in tables[1]}
    assert tables[0] == said, "both languages say the same"
    text = "".join(found.values())
    families = tuple(re.findall(r"`([a-z]+_)\$\{", text))
    assert [key for key in said if not key.startswith(families) and not re.search(rf'"{key}"', text.replace(f'{key}: "', ""))] == []
    style = re.sub(r"\{[^{}]*\}", "{}", re.sub(r"/\*.*?\*/", "", (FOLDER / "page.css").read_text(encoding="utf-8"), flags=re.DOTALL))
    strings = " ".join(re.findall(r'"[^"\n]*"|`[^`]*`', text)) + (FOLDER / "index.html").read_text(encoding="utf-8")
    classes = sorted(set(re.findall(r"\.([a-zA-Z][\w-]*)", style)))
    assert [name for name in classes if not re.search(rf"(?<![\w-]){name}(?![\w-])", strings) and not name.startswith(MADE)] == []
    loader = (FOLDER / "loader.js").read_text(encoding="utf-8")
    for name, own in found.items():
        for given in re.findall(r"^export (?:async )?(?:function\*?|const|let|class) (\w+)", own, re.MULTILINE):
            others = [other for which, other in found.items() if which != name]
            assert any(re.search(rf"\b{given}\b", other) for other in (*others, loader)), f"{name}: {given}"


TABLES = (("ZH", "EN"), ("EN", "FIELDS"))
MADE = ("icon-", "part-", "verdict-", "suggestion-")
"""Classes that are put together of a name."""

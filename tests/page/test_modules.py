"""The page's modules: which may import which, and what comes in one file."""

import re
from importlib.resources import files

from daogou.serving.joined import IMPORT, joined
from daogou.serving.routes.page import HEADS, page_of

ORDER = (
    "app", "composer", "conversations", "hello", "look", "product", "shortlist", "shared", "turns",
    "events", "turn", "marked", "letters", "chips", "conditions", "wanted", "threads", "files",
    "rating", "inquiry", "reply", "citations", "comparison", "cards", "markdown", "pictures", "view",
    "client", "words",
)  # fmt: skip
FIRST = {"app", "composer", "conversations", "hello", "look", "pictures", "view", "client", "words"}
"""What a first opening loads."""
FOLDER = files("daogou") / "serving" / "page"
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) ([\w$]+)", re.MULTILINE)


def modules() -> dict[str, str]:
    return {file.name.removesuffix(".js"): file.read_text(encoding="utf-8") for file in FOLDER.iterdir() if file.name.endswith(".js")}


def test_what_is_needed_together_comes_in_one_file_where_no_two_modules_declare_the_same() -> None:
    files = joined(modules(), HEADS)
    assert sorted(files) == ["app", "conditions", "files", "letters", "product", "shared", "shortlist", "threads", "turns", "wanted"]
    for name, text in files.items():
        imported = [each for names, _ in IMPORT.findall(text) for each in re.findall(r"[\w$]+", names)]
        declared = [*DECLARED.findall(text), *imported]
        assert sorted(declared) == sorted(set(declared)), name
        assert set(re.findall(r'"\./(\w+)\.js"', text)) <= files.keys(), name
    assert page_of(None).files["app.js"].decode() == files["app"]


def test_the_pages_modules_import_one_way_and_a_first_opening_only_what_it_shows() -> None:
    found = modules()
    assert sorted(found) == sorted(ORDER)
    for name, text in found.items():
        imported = set(re.findall(r'from "\./(\w+)\.js"', text))
        later = set(re.findall(r'import\("\./(\w+)\.js"\)', text))
        assert all(ORDER.index(each) > ORDER.index(name) for each in imported | later), name
        assert name not in FIRST or imported <= FIRST, name
        assert not later & FIRST, name

"""The page's modules: which may import which, and which a first opening does without."""

import re
from importlib.resources import files

ORDER = ("app", "shortlist", "turns", "reply", "conditions", "threads", "view", "client", "words")
FIRST = {"app", "view", "client", "words"}
"""What a first opening loads: each is a request, and so is each file that one of them imports."""


def test_the_pages_modules_import_one_way_and_a_first_opening_only_what_it_shows() -> None:
    folder = files("daogou") / "serving" / "page"
    found = {file.name.removesuffix(".js"): file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".js")}
    assert sorted(found) == sorted(ORDER)
    for name, text in found.items():
        imported = set(re.findall(r'from "\./(\w+)\.js"', text))
        later = set(re.findall(r'import\("\./(\w+)\.js"\)', text))
        assert all(ORDER.index(each) > ORDER.index(name) for each in imported | later), name
        assert name not in FIRST or imported <= FIRST, name
        assert not later & FIRST, name

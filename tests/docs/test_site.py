"""The documentation as a site (`make docs-site`): it builds without a warning, and a page that leads nowhere ends it."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import daogou

ROOT = Path(__file__).resolve().parents[2]
SITE = Path("docs/site")


def built(source: Path, out: Path) -> tuple[int, str]:
    """The exit status, and what it warned of."""
    line = [
        sys.executable,
        "-P",
        "-m",
        "sphinx",
        "--fail-on-warning",
        "--keep-going",
        "--fresh-env",
        "-q",
        "-c",
        str(source / SITE),
        str(source),
        str(out),
    ]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stderr


class Ids(HTMLParser):
    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name == "id" and value}


def test_every_page_is_built_and_no_link_is_broken(tmp_path: Path) -> None:
    assert built(ROOT, tmp_path) == (0, "")
    assert {f"daogou.{name}" for name in daogou.__all__} <= Ids(tmp_path / SITE / "api.html").found
    pages = [page for folder in ("docs", "docs/decisions") for page in (ROOT / folder).glob("*.md")]
    assert [page for page in pages if not (tmp_path / page.relative_to(ROOT)).with_suffix(".html").is_file()] == []
    assert "docs/site/index.html" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_link_that_leads_nowhere_ends_it(tmp_path: Path) -> None:
    """One to a file, to a page outside the site or to a folder doesn't."""
    folder = tmp_path / "repository"
    (folder / SITE).mkdir(parents=True)
    (folder / "notes").mkdir()
    (folder / SITE / "conf.py").write_bytes((ROOT / SITE / "conf.py").read_bytes())
    for name in ("notes/page.md", "notes/data.yaml"):
        (folder / name).write_text("# Notes\n", encoding="utf-8")
    good = "# Home\n\n[page](../../notes/page.md), [data](../../notes/data.yaml), [folder](../../notes)\n"
    (folder / SITE / "index.md").write_text(good, encoding="utf-8")
    assert built(folder, tmp_path / "good") == (0, "")
    (folder / SITE / "index.md").write_text(f"{good}\n[gone](../../notes/gone.md), [head](#gone)\n", encoding="utf-8")
    status, warned = built(folder, tmp_path / "bad")
    assert status and "gone.md" in warned and "'gone'" in warned

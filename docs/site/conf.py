"""The site of the documentation, by Sphinx (`make docs-site`): the Markdown files as they lie, and the API reference of api.md beside this file."""

import re
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([\w./-]+)\)")
LONG = (
    (r"~(?:\w+\.)+", ""),
    (r"<factory>", "..."),
    (r"Annotated\[Seek \|.*?discriminator='command'\)\]", "AnyCommand"),
    (r"Annotated\[str, FieldInfo\(.*?\)\]\)\]", "str"),
)
"""What signatures spell out, and how it is called on the page."""
HOME = '<!doctype html><meta http-equiv="refresh" content="0; url=docs/site/index.html"><a href="docs/site/index.html">Daogou</a>\n'

project = "Daogou"
author = "the Daogou authors"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
root_doc = "docs/site/index"
include_patterns = [
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "docs/*.md",
    "docs/decisions/*.md",
    "docs/site/*.md",
]
exclude_patterns = [".*", "build"]
myst_heading_anchors = 4
default_role = "code"  # docstrings write names as Markdown does
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 100
html_theme = "furo"
html_title = "Daogou"
html_copy_source = False


def leads_out(app: Any, page: str, source: list[str]) -> None:
    """Links to what is in the repository and no page of the site: a file is copied beside it, of a folder the name stays. What isn't there stays a
    link, which fails the build."""
    folder = (ROOT / page).parent

    def link(match: re.Match[str]) -> str:
        target = folder / match[1]
        if target.is_dir():
            return "]"
        inside = target.resolve().relative_to(ROOT).with_suffix("").as_posix() in app.env.found_docs
        return f"](path:{match[1]})" if target.suffix == ".md" and target.is_file() and not inside else match[0]

    source[0] = LINK.sub(link, source[0])


def shorter(app: Any, what: str, name: str, found: Any, options: Any, signature: str | None, returns: str | None) -> tuple[str | None, str | None]:
    for spelt, called in LONG:
        signature = re.sub(spelt, called, signature) if signature else signature
    return signature, returns


def home(app: Any, failed: Exception | None) -> None:
    """An index.html where one looks for it."""
    if failed is None:
        (Path(app.outdir) / "index.html").write_text(HOME, encoding="utf-8")


def setup(app: Any) -> None:
    for language in ("csv", "mermaid"):  # a diagram stands as it was written: drawing it would take a script of another host
        app.add_lexer(language, TextLexer)
    app.connect("source-read", leads_out)
    app.connect("autodoc-process-signature", shorter)
    app.connect("build-finished", home)

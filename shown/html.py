"""Templates filled for a notebook's cell: all text is escaped, nothing is loaded, no script runs, and colours come from the notebook's own."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from .timeline import bars

FOLDER = Path(__file__).parent / "templates"


def html(template: str, of: object) -> str:
    """With labels in the language of `of`, where it has one."""
    chosen = getattr(of, "language", "en")
    return _pages().get_template(f"{template}.html").render(of=of, words=_words()[chosen])


def prose(text: str) -> Markup:
    """A reply's Markdown as HTML: no HTML of its own, no picture, no link."""
    return Markup(_reader().render(text))


@cache
def _pages() -> Environment:
    found = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    found.filters["prose"] = prose
    found.globals |= {"bars": bars, "style": Markup((FOLDER / "style.css").read_text("utf-8"))}
    return found


@cache
def _words() -> dict[str, dict[str, Any]]:
    """By language: the labels of the templates."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "words.yaml").read_text("utf-8"))
    return read


@cache
def _reader() -> MarkdownIt:
    outside = ["image", "link", "autolink", "html_inline", "html_block", "reference"]
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(outside)

"""Rendering of templates for a notebook's cell: text is escaped, nothing is loaded, no script runs, colours are the notebook's."""

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
    """The filled template, with labels in the language of `of`, if it has one."""
    chosen = getattr(of, "language", "en")
    return _pages().get_template(f"{template}.html").render(of=of, words=_words()[chosen])


def prose(text: str) -> Markup:
    """A reply's Markdown as HTML, without raw HTML, pictures and links."""
    return Markup(_reader().render(text))


@cache
def _pages() -> Environment:
    found = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    found.filters["prose"] = prose
    found.globals |= {"bars": bars, "style": Markup((FOLDER / "style.css").read_text("utf-8"))}
    return found


@cache
def _words() -> dict[str, dict[str, Any]]:
    """Language -> labels of the templates."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "words.yaml").read_text("utf-8"))
    return read


@cache
def _reader() -> MarkdownIt:
    outside = ["image", "link", "autolink", "html_inline", "html_block", "reference"]
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(outside)

"""Templates filled: everything that comes from a case is escaped, and a page asks for nothing from anywhere and runs no script."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...shown.html import prose
from ..compare.inert import inside, plain

FOLDER = Path(__file__).parent / "templates"
_STYLE = FOLDER / "style.css"


def page(template: str, values: Mapping[str, Any]) -> str:
    """A whole HTML document, whose policy lets the browser take its own style and nothing else."""
    style = _STYLE.read_text("utf-8")
    return _pages().get_template(template).render(values, style=Markup(style), style_hash=_hash(style))


def markdown(template: str, values: Mapping[str, Any]) -> str:
    """For a pull request; text from cases stays text there."""
    return _texts().get_template(template).render(values)


@cache
def _pages() -> Environment:
    return _environment(autoescape=True)


@cache
def _texts() -> Environment:
    """Jinja's own escaping is for HTML: here every value is escaped for Markdown as it leaves, unless it is a Markup."""
    return _environment(finalize=_escaped, keep_trailing_newline=True)


def _environment(**how: Any) -> Environment:
    found = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **how)
    found.filters |= {"reply": prose, "digits": digits, "inside": inside}
    return found


def _escaped(value: object) -> object:
    return value if isinstance(value, Markup | int | float) else plain(value)


def digits(value: float, places: int = 3) -> str:
    return f"{value:,.{places}f}"


def _hash(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()

"""Which retrievals an intent needs, and what kind of answer it gets: a new intent is a new row."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

import structlog
import yaml
from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ..schema.base import Noun
from ..schema.errors import InputError
from ..schema.plan import Plan
from ..schema.reading import Intent

log = structlog.get_logger("daogou")

PLANS: dict[Intent, Plan] = {
    "search": Plan(answer="listing", internal="search", asks=True),
    "refine": Plan(answer="listing", internal="search"),
    "pick": Plan(answer="choice", internal="focus", topics=("choosing",), asks=True),
    "compare": Plan(answer="comparison", internal="focus", asks=True),
    "brand": Plan(answer="brands", internal="search", topics=("brands",), k=300, asks=True),
    "supplier": Plan(answer="suppliers", internal="focus", asks=True),
    "product_question": Plan(answer="details", internal="focus", reviews=True, asks=True),
    "inquiry": Plan(answer="inquiry", internal="focus"),
    "chitchat": Plan(answer="words"),
    "out_of_scope": Plan(answer="words", asks=True),
}
"""What a turn retrieves for each intent, and the kind of its answer."""
INQUIRIES = Plan(answer="inquiry")
"""For what is done with inquiries that are there already: nothing is looked up."""
KNOWLEDGE = Plan(answer="knowledge", topics=("certificate", "choosing", "sourcing", "care"), asks=True)
"""For a question about what a word of the trade means: the guides alone."""
TERMS = Plan(answer="knowledge", asks=True)
"""For a question about the seller's terms where no product is on the table: the guides and documents, else what to ask him."""
CONDITIONS = Plan(answer="conditions")
"""For a question about the conditions themselves."""
PLACED = Plan(answer="placed", internal="focus")
"""For a question why products stand where they do in the list."""
SPREAD = Plan(answer="spread")
"""For a question about all that the search found: how many there are, what they cost on average."""
ORDERS = Plan(answer="orders")
"""For what the buyer ordered before."""
PURCHASE = Plan(answer="purchase")
"""For what several goods come to together, each in its number."""
LETTERS = Plan(answer="letters")
"""For letters to the sellers of a list: written, shown, and answered."""
PROFILE = Plan(answer="profile")
"""For a question about what is kept of the buyer, or a wish that it be forgotten."""


class Changed(Noun):
    """What a shop may have otherwise in a row; what kind of answer an intent gets is the code's."""

    topics: tuple[str, ...] | None = None
    reviews: bool | None = None
    k: int | None = Field(default=None, ge=1, le=300)
    asks: bool | None = None


_ROWS = TypeAdapter(dict[Intent, Changed])
_lock = Lock()
_read: dict[Path, tuple[int, Mapping[Intent, Plan]]] = {}


def plans(file: Path | None) -> Mapping[Intent, Plan]:
    """The rows, with what a shop's file (YAML, by intent) has otherwise. A changed file is read again when it is next asked for; where it is broken,
    what it said before stays in use. Raises InputError where it is broken the first time."""
    if file is None:
        return PLANS
    known = _read.get(file)
    try:
        changed = file.stat().st_mtime_ns
        if known is None or known[0] != changed:
            known = changed, _laid_over(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        told = f"The plans in {file} can't be used: {_why(error)}. Put the file right, or unset DAOGOU_PLANS."
        if known is None:
            raise InputError(told) from error
        log.warning("changed plans can't be used; those before stay", file=str(file), error=told)
    with _lock:
        _read[file] = known
    return known[1]


def _laid_over(file: Path) -> Mapping[Intent, Plan]:
    rows = _ROWS.validate_python(yaml.safe_load(file.read_text("utf-8")) or {})
    return {intent: plan.model_copy(update=rows[intent].model_dump(exclude_none=True) if intent in rows else {}) for intent, plan in PLANS.items()}


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return _wrong(error.errors(include_url=False, include_input=False)[0])
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1} is no YAML"
    return f"it is no file that can be read ({error.strerror.lower()})" if isinstance(error, OSError) and error.strerror else "it is no text in UTF-8"


def _wrong(found: ErrorDetails) -> str:
    """By where it is: a row is an intent's, and of each of its names there is one kind of value."""
    at = [str(part) for part in found["loc"] if part != "[key]"]
    if not at:
        return "it must be rows by intent, like brand: {k: 100}"
    if found["type"] == "literal_error":
        return f"{at[0]} is no intent; there are {', '.join(PLANS)}"
    if len(at) == 1:
        return f"{at[0]} must have names and values, like {at[0]}: {{k: 100}}"
    takes = _TAKES.get(at[1])
    return f"{at[0]} has {at[1]}, and a row takes {', '.join(_TAKES)}" if takes is None else f"{at[0]}.{at[1]} must be {takes}"


_TAKES = {
    "topics": "a list of topics, like [brands, sourcing]",
    "reviews": "true or false",
    "k": "a whole number from 1 to 300",
    "asks": "true or false",
}

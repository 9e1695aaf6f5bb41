"""A sourcing task: the lines of a purchase list and the conditions of the whole."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .base import Noun, no_truth
from .command import LONGEST, LONGEST_NAME
from .reading import Language

MOST_LINES, MOST_WISHES, MOST_SELLERS = 1000, 20, 10
"""Most lines of a task, wishes of a line, and sellers compared per line."""
LONGEST_PLACE = 100
Number = Annotated[int | float, BeforeValidator(no_truth)]
Text = Annotated[str, Field(max_length=LONGEST)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Wishes = Annotated[tuple[Name, ...], Field(max_length=MOST_WISHES)]


class Note(Noun):
    """A remark on a task, line or plan: `kind` for programs, the number of its `line`, its `place` in the file ("Sheet1!B3"), and a sentence in the
    buyer's language."""

    kind: str
    line: int | None = None
    place: str = ""
    text: str


class WrittenLine(Noun):
    """A line as written, unchecked: `quantity` may be a number, "50个", or other text. `others`: what else is said, a must where records
    tell of it."""

    goods: Text = ""
    quantity: Number | Text | None = None
    unit: Name = ""
    musts: Wishes = ()
    wishes: Wishes = ()
    barred: Wishes = ()
    others: Wishes = ()
    price: Number | Text | None = None
    place: Name = ""


class WrittenTask(Noun):
    """A task as a program, a table or a text gives it. `budget`: a number or words ("1万元"). `suppliers`: compared per line. `sellers`: "one" for
    all lines, or the "best" for each. `factories`: makers preferred."""

    lines: Annotated[tuple[WrittenLine, ...], Field(max_length=MOST_LINES)] = ()
    budget: Number | Text | None = None
    currency: Annotated[str, Field(max_length=20)] = ""
    deadline: Name = ""
    destination: Name = ""
    suppliers: Annotated[int, Field(ge=1, le=MOST_SELLERS), BeforeValidator(no_truth)] | None = None
    sellers: Literal["one", "best"] = "best"
    factories: bool = False
    language: Language | None = None


class SourcingLine(Noun):
    """A line by its `number`. `quantity`: in `unit` as the buyer wrote it, None if not stated; `clear` False: what was stated isn't a count of goods.
    `places`: positions in the file. `price`: highest unit price."""

    number: int
    goods: Text
    quantity: int | None = None
    unit: Name = ""
    musts: tuple[Name, ...] = ()
    wishes: tuple[Name, ...] = ()
    barred: tuple[Name, ...] = ()
    others: tuple[Name, ...] = ()
    price: Decimal | None = None
    currency: str = ""
    places: tuple[Name, ...] = ()
    clear: bool = True


class SourcingTask(Noun):
    """The task as understood. `budget`: for all lines, in `currency` (ISO 4217, "" for the store's)."""

    lines: tuple[SourcingLine, ...] = ()
    budget: Decimal | None = None
    currency: str = ""
    deadline: Name = ""
    destination: Name = ""
    suppliers: int = 3
    sellers: Literal["one", "best"] = "best"
    factories: bool = False
    language: Language = "zh"
    notes: tuple[Note, ...] = ()

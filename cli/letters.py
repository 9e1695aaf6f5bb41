"""`daogou letters`: letters to a plan's sellers, sent only with the buyer's approval."""

import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..schema.errors import InputError, OutsideError
from .options import Buyer, Json, Store
from .screen import interactive, out, printable
from .shop import assistant_over

if TYPE_CHECKING:
    from ..graphs.letters import Letters
    from ..schema.mailing import Mailing

app = typer.Typer(help="Write to the sellers of a plan; nothing is sent without your approval.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(help="The id that draft printed.", show_default=False)]
Numbers = Annotated[list[int] | None, typer.Option("--letter", help="Number of a letter (default: all); may be repeated.", show_default=False)]
Version = Annotated[int | None, typer.Option("--version", help="The version of the letters that you saw.", show_default=False)]
By = Annotated[str | None, typer.Option("--by", help="Name for the log (default: the buyer, else the logged-in user).", show_default=False)]
Plan = Annotated[str, typer.Option("--plan", help="cheapest, fewest_sellers or best_evidence.")]
Quotes = Annotated[list[str], typer.Argument(help="Ids of quotes.", show_default=False)]
MOST_MONEY = 10**11
FILES = (".txt", ".eml", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls")
Targets = Annotated[list[str] | None, typer.Option("--target", help="Target unit price of a line: 2=35.50.", show_default=False)]


@app.command()
def draft(
    report: Annotated[Path, typer.Argument(help="A report as JSON (daogou source … --json).", show_default=False)],
    plan: Plan = "cheapest",
    target: Targets = None,
    compared: Annotated[bool, typer.Option("--compared", help="Also write to the other sellers compared.")] = False,
    id: Annotated[str | None, typer.Option("--id", help="Idempotency key: a repeated draft returns the same letters.", show_default=False)] = None,
    buyer: Buyer = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Draft one letter to each seller of a plan, and show them."""
    from ..sourcing.report import read_report

    try:
        content = report.read_bytes()
    except OSError as error:
        raise InputError(f"{report} can't be read ({error.strerror}); name a report as JSON.") from error
    read = read_report(content)
    targets = dict(map(_pair, target or ()))
    _done(store, json, lambda letters: letters.draft(read, plan_of(plan), targets=targets, compared=compared, buyer=buyer, id=id))


@app.command()
def show(id: Id, buyer: Buyer = None, store: Store = None, json: Json = False) -> None:
    """Show letters, the answers to them, and their status."""
    _done(store, json, lambda letters: letters.get(id, buyer))


@app.command()
def approve(
    id: Id, letter: Numbers = None, version: Version = None, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False
) -> None:
    """Approve letters, which go to the outbox if one is set. Without --version they are shown, and you are asked."""
    _done(store, json, lambda letters: _answer(letters, id, "yes", version, by, buyer, letter=letter), sends=True)


@app.command()
def decline(
    id: Id, letter: Numbers = None, version: Version = None, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False
) -> None:
    """Decline letters: they are not sent."""
    _done(store, json, lambda letters: _answer(letters, id, "no", version, by, buyer, letter=letter))


@app.command()
def resend(
    id: Id, letter: Numbers = None, version: Version = None, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False
) -> None:
    """Send again what the outbox didn't accept, or what was approved without one. A letter counts once, by its id."""
    _done(store, json, lambda letters: _answer(letters, id, "resend", version, by, buyer, letter=letter), sends=True)


@app.command()
def change(
    id: Id,
    letter: Annotated[int, typer.Option("--letter", help="The letter's number.", show_default=False)],
    text: Annotated[Path | None, typer.Option("--text", help="A file with your own text; - for standard input.", show_default=False)] = None,
    quantity: Annotated[list[str] | None, typer.Option("--quantity", help="New quantity of a line: 2=80.", show_default=False)] = None,
    target: Targets = None,
    drop: Annotated[list[int] | None, typer.Option("--drop", help="Number of a line to leave out.", show_default=False)] = None,
    by: By = None,
    buyer: Buyer = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Change an unapproved letter: its text, or quantities and prices of its lines. The result is shown."""
    lines: dict[int, dict[str, Any]] = {}
    for name, pairs in (("quantity", quantity), ("target", target)):
        for line, number in map(_pair, pairs or ()):
            lines.setdefault(line, {"line": line})[name] = number
    for line in drop or ():
        lines[line] = {"line": line, "drop": True}
    edit: dict[str, Any] = {"letter": letter, "lines": list(lines.values())}
    if text is not None:
        edit["text"] = sys.stdin.read() if str(text) == "-" else _text(text)
    _done(store, json, lambda letters: _answer(letters, id, "changed", None, by, buyer, edits=[edit]))


@app.command()
def quote(
    id: Id,
    quote: Annotated[str, typer.Argument(metavar="FILE|WORDS", help="A file (text, mail, CSV, XLSX), -, or the seller's words.", show_default=False)],
    letter: Annotated[int | None, typer.Option("--letter", help="Number of the letter it answers.", show_default=False)] = None,
    by: By = None,
    buyer: Buyer = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Read a seller's quote and show the result; it counts once you confirm it."""
    content, name = _quote(quote)
    _done(store, json, lambda letters: letters.quote(id, content, name=name, letter=letter, buyer=buyer, who=by or buyer or user(), via="cli"))


@app.command()
def confirm(id: Id, quote: Quotes, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False) -> None:
    """Confirm quotes as read; they are then compared with the plan."""
    _done(store, json, lambda letters: _answer(letters, id, "confirm", None, by, buyer, quotes=quote))


@app.command()
def discard(id: Id, quote: Quotes, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False) -> None:
    """Discard quotes."""
    _done(store, json, lambda letters: _answer(letters, id, "discard", None, by, buyer, quotes=quote))


@app.command()
def remind(id: Id, letter: Numbers = None, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False) -> None:
    """Write to the sellers with incomplete quotes; the letters await your approval."""
    _done(store, json, lambda letters: _answer(letters, id, "remind", None, by, buyer, letter=letter))


@app.command()
def counter(
    id: Id, letter: Numbers = None, target: Targets = None, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False
) -> None:
    """Write counter-offers to confirmed quotes, by your target prices and the sellers' tiers; the letters await your approval. --target needs one
    --letter."""
    edits = []
    if target:
        if not letter or len(letter) != 1:
            raise InputError("--target needs the number of its letter: --letter 1.")
        edits = [{"letter": letter[0], "lines": [{"line": line, "target": price} for line, price in map(_pair, target)]}]
    _done(store, json, lambda letters: _answer(letters, id, "counter", None, by, buyer, letter=letter, edits=edits))


@app.command()
def delete(id: Id, buyer: Buyer = None, store: Store = None) -> None:
    """Delete letters and the answers to them; those in the outbox stay there."""
    with assistant_over(store) as assistant:
        assistant._run(assistant.letters.delete(id, buyer))


def plan_of(name: str) -> Any:
    """Return the plan kind. Raises InputError if it is unknown."""
    kinds = ("cheapest", "fewest_sellers", "best_evidence")
    if name not in kinds:
        raise InputError(f"There is no plan {name!r}; the plans are {', '.join(kinds)}.")
    return name


def printed(mailing: "Mailing", json: bool) -> None:
    if json:
        print(mailing.model_dump_json(indent=1))
        return
    out.print(printable(mailing.text), markup=False, soft_wrap=True)
    out.print(f"\n{mailing.id}, version {mailing.version}", markup=False, soft_wrap=True)


def _done(store: Path | None, json: bool, work: Any, *, sends: bool = False) -> None:
    with assistant_over(store) as assistant:
        mailing = assistant._run(work(assistant.letters))
    printed(mailing, json)
    if sends and (failed := [each for each in mailing.letters if each.status == "failed"]):
        numbers = ", ".join(str(each.number) for each in failed)
        raise OutsideError(f"Letter {numbers} could not be delivered: {failed[0].error}. Nothing is lost; fix that, then run: daogou letters resend.")


def _answer(
    letters: "Letters", id: str, answer: str, version: int | None, by: str | None, buyer: str | None, letter: list[int] | None = None, **said: Any
) -> "Coroutine[Any, Any, Mailing]":
    async def work() -> "Mailing":
        from pydantic import ValidationError

        from ..schema.mailing import Answer

        seen = version
        if seen is None:
            now = await letters.get(id, buyer)
            seen = now.version
            if answer == "yes":
                printed(now, False)
                if not interactive():
                    raise InputError(f"Approving needs --version, the version of the letters that you saw; they are at version {seen} now.")
                typer.confirm("?", abort=True)
        try:
            given = Answer.model_validate({"answer": answer, "version": seen, **({"letters": letter} if letter else {}), **said})
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise InputError(f"The answer is wrong at {where}: {first['msg'][:1].lower()}{first['msg'][1:]}.") from error
        return await letters.answer(id, given, buyer=buyer, who=by or buyer or user(), via="cli")

    return work()


def _quote(written: str) -> tuple[str | bytes, str]:
    """The content and file name of a quote."""
    if written == "-":
        return sys.stdin.read(), ""
    path = Path(written)
    if path.suffix.lower() not in FILES and (len(written) > 200 or not path.is_file()):
        return written, ""
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise InputError(f"{written} can't be read ({error.strerror}); name a file with the quote.") from error


def user() -> str:
    """The logged-in user, for the log."""
    return os.environ.get("USER") or os.environ.get("LOGNAME") or ""


def _pair(written: str) -> "tuple[int, Any]":
    from ..sourcing.cells import money

    line, mark, number = written.partition("=")
    amount = money(number)[0] if mark else None
    if not line.strip().isdigit() or amount is None:
        raise InputError(f"{written!r} is not LINE=NUMBER; write 2=35.50.")
    if not 0 < amount < MOST_MONEY:
        raise InputError(f"{written!r} is no valid price; write one above 0, such as 2=35.50.")
    return int(line), amount


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read as text in UTF-8.") from error

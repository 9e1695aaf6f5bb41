"""`daogou agent`: an agent plans a purchase list and drafts its letters; it sends them only with your approval."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ..schema.errors import InputError
from .letters import By, Version, printed, user
from .options import Buyer, Json, Store
from .screen import interactive, out, printable
from .shop import assistant_over

if TYPE_CHECKING:
    from ..graphs.agent import Agent, Work

app = typer.Typer(help="Plan a purchase list and write to its sellers, step by step; nothing is sent without your approval.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(help="The id that begin printed.", show_default=False)]


@app.command()
def begin(
    words: Annotated[str, typer.Argument(help="The list, and what to do with it.", show_default=False)],
    id: Annotated[str | None, typer.Option("--id", help="Idempotency key: begun again, the work goes on.", show_default=False)] = None,
    buyer: Buyer = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Work on a request until it is done, or waits for your answer to the letters."""
    _done(store, json, lambda agent: agent.begin(words, buyer=buyer, id=id))


@app.command()
def show(id: Id, buyer: Buyer = None, store: Store = None, json: Json = False) -> None:
    """Show the work: its steps, plans and letters."""
    _done(store, json, lambda agent: agent.get(id, buyer=buyer))


@app.command()
def approve(id: Id, version: Version = None, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False) -> None:
    """Approve the letters, which go to the outbox if one is set. Without --version they are shown, and you are asked."""
    _done(store, json, lambda agent: _answer(agent, id, "yes", version, by, buyer))


@app.command()
def decline(id: Id, by: By = None, buyer: Buyer = None, store: Store = None, json: Json = False) -> None:
    """Decline the letters: they are not sent. To change one, use daogou letters change."""
    _done(store, json, lambda agent: _answer(agent, id, "no", None, by, buyer))


@app.command()
def delete(id: Id, buyer: Buyer = None, store: Store = None) -> None:
    """Delete the work and its letters; those in the outbox stay there."""
    with assistant_over(store) as assistant:
        assistant._run(assistant.agent.delete(id, buyer=buyer))


def _done(store: Path | None, json: bool, work: Any) -> None:
    with assistant_over(store) as assistant:
        _printed(assistant._run(work(assistant.agent)), json)


def _printed(work: "Work", json: bool) -> None:
    if json:
        print(work.model_dump_json(indent=1))
        return
    if work.mailing is not None:
        printed(work.mailing, False)
    else:
        out.print(printable(work.text), markup=False, soft_wrap=True)
    if work.words:
        out.print(printable(f"\n{work.words}"), markup=False, soft_wrap=True)
    waits = f"waits for your answer: daogou agent approve {work.id}, or decline" if work.status == "waits" else "done"
    out.print(f"\n{work.id}: {' → '.join(work.steps) or 'no step'}; {waits}", markup=False, soft_wrap=True)


async def _answer(agent: "Agent", id: str, answer: Literal["yes", "no"], version: int | None, by: str | None, buyer: str | None) -> "Work":
    from ..schema.mailing import Answer

    if version is None:
        now = await agent.get(id, buyer=buyer)
        if now.mailing is None:
            raise InputError(f"The work {id!r} has no letters to answer.")
        version = now.mailing.version
        if answer == "yes":
            printed(now.mailing, False)
            if not interactive():
                raise InputError(f"Approving needs --version, the version of the letters that you saw; they are at version {version} now.")
            typer.confirm("?", abort=True)
    return await agent.answer(id, Answer(answer=answer, version=version), buyer=buyer, who=by or buyer or user())

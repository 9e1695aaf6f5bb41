"""Prints replies."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from ..dialogue import lines
from ..schema.reply import Comparison, Reply
from .cards import card_table, rest, wishes
from .labels import LABELS
from .screen import printable

if TYPE_CHECKING:
    from ..tools.wording.glossary import Glossary


def show_reply(reply: Reply, console: Console, glossary: "Glossary | None" = None, *, cards: bool = True) -> None:
    """Print a reply. `glossary`: of the open store. `cards` False: they were printed while streaming."""
    if cards:
        show_cards(reply, console, glossary)
    text = printable(reply.text)
    console.print(Markdown(text, hyperlinks=False) if console.is_terminal else Text(text))
    if reply.comparison is not None:
        console.print(_comparison(reply.comparison))
    _list(console, LABELS[reply.language]["relaxations"], _relaxations(reply), style="cyan")
    sources = [f"[{citation.n}] {citation.title}: {_short(citation.quote)}" for citation in reply.citations]
    _list(console, LABELS[reply.language]["sources"], sources, style="dim")
    follow_ups = [f"{number}. {suggestion.text}" for number, suggestion in enumerate(reply.suggestions, start=1)]
    _list(console, LABELS[reply.language]["follow_ups"], follow_ups, style="cyan")
    if reply.degraded:
        console.print(Text(LABELS[reply.language]["degraded"].format(parts=", ".join(reply.degraded)), style="yellow"))


def show_understood(reply: Reply, console: Console) -> None:
    """Print the commands of a message with their proposers, and the unused words."""
    for command in reply.understood.commands:
        console.print(Text(f"  {printable(lines.line(command))}  [{command.by}]"))
    if reply.understood.unused:
        console.print(Text(f"  unused: {printable(', '.join(reply.understood.unused))}", style="dim"))


def taps_of(reply: Reply) -> dict[str, str]:
    """Message by mark: "1" is the first follow-up, "r1" the first relaxation."""
    follow_ups = {str(number): suggestion.text for number, suggestion in enumerate(reply.suggestions, start=1)}
    return follow_ups | {f"r{number}": relaxation.say for number, relaxation in enumerate(reply.relaxations, start=1) if relaxation.say}


def _relaxations(reply: Reply) -> list[str]:
    marks = {words: mark for mark, words in taps_of(reply).items() if mark.startswith("r")}
    return [
        f"{marks[relaxation.say]}. {relaxation.say} ({relaxation.count})" if relaxation.say in marks else f"{relaxation.text} ({relaxation.count})"
        for relaxation in reply.relaxations
    ]


def show_cards(reply: Reply, console: Console, glossary: "Glossary | None" = None) -> None:
    if reply.cards:
        console.print(card_table(reply.cards, reply.language, wishes(reply.need, glossary, reply.criteria)))
        if more := rest(reply.cards, reply.language):
            console.print(Text(more, style="dim"))
        console.print()


def _comparison(comparison: Comparison) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for row in comparison.rows:
        cells = [Text(printable(value), style="bold green" if column == row.winner else "") for column, value in enumerate(row.values)]
        table.add_row(Text(printable(row.label), style="bold"), *cells)
    return table


def _list(console: Console, title: str, lines: list[str], style: str = "") -> None:
    if lines:
        console.print()
        console.print(Text(title, style="bold"))
        for line in lines:
            console.print(Text(f"  {printable(line)}", style=style))


def _short(quote: str, width: int = 80) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= width else f"{quote[:width]}…"

"""Messages with their commands as chats, to fine-tune a model that reads: the prompt `commands` filled in, and the line that it should have answered.

Of the corpus what was annotated, of a turn log the commands of turns that a person confirmed. What the line form can't say is left out and counted.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..models.prompt import Prompt
from ..reader.compose import composed
from ..reader.corpus import Row
from ..reader.written import written
from ..schema.command import COMMANDS, AnyCommand, Ask, AskParty, Choose, Compare, Seek, Want
from ..understanding.tokens.fact_names import market_in
from .compare.suites.threads import Held
from .live.traces import Trace

SHOWN, TITLES = 5, 10
"""Goods that a row of the corpus has been shown, and titles that a model is told of at most."""


class Message(NamedTuple):
    """A buyer's, with what was on the table: `goods`, `titles` of what was shown last, the shop's `question`."""

    text: str
    commands: tuple[AnyCommand, ...]
    goods: str = ""
    titles: tuple[str, ...] = ()
    question: str = ""

    @property
    def line(self) -> str | None:
        """What a model should answer; None where no line says it."""
        return written(self.commands, self.text, len(self.titles), market_in) if self.commands else None


@dataclass
class Counts:
    written: int = 0
    unsayable: int = 0


def of_corpus(rows: Iterable[Row]) -> Iterator[Message]:
    """What was shown has no titles there: each is called by the name of the goods."""
    for row in rows:
        titles = tuple(f"{number}. {row.topic}" for number in range(1, SHOWN + 1)) if row.topic else ()
        yield Message(row.text, composed(row, market_in), row.topic, titles, row.question)


def of_log(traces: Iterable[Trace], cases: Sequence[Held]) -> Iterator[Message]:
    """Turns of conversations that a confirmed case has word for word, as far as it has them."""
    confirmed = [[turn.say for turn in case.turns] for case in cases if not case.proposed]
    for trace in traces:
        said = [turn.said for turn in trace.turns]
        if not trace.whole or not (held := [len(case) for case in confirmed if case == said[: len(case)]]):
            continue
        for place, turn in enumerate(trace.turns[: max(held)]):
            before = trace.turns[place - 1].reply if place else None
            cards = before.cards[:TITLES] if before else ()
            titles = tuple(f"{number}. {card.title}" for number, card in enumerate(cards, 1))
            goods = (before.need.category or before.need.query) if before and cards else ""
            yield Message(turn.said, tuple(_as_said(one, turn.said) for one in _taken(turn.taken)), goods, titles)


def _taken(taken: dict[str, Any] | None) -> tuple[AnyCommand, ...]:
    try:
        return COMMANDS.validate_python((taken or {}).get("commands", ()))
    except ValidationError:
        return ()


def _as_said(command: AnyCommand, text: str) -> AnyCommand:
    """Goods, values and names in the buyer's words: the store's were put in their place."""
    match command:
        case Seek(query=query) if query and query in text:
            return command.model_copy(update={"goods": query, "query": ""})
        case Want():
            value = text[slice(*command.quote)] if command.quote and isinstance(command.value, str) else command.value
            return command.model_copy(update={"value": value, "field": _named(command.field) if command.field else None})
        case Ask() | AskParty() | Compare() | Choose():
            return command.model_copy(update={"fields": tuple(map(_named, command.fields))})
    return command


def _named(field: str) -> str:
    return field.removeprefix("attr.").removeprefix("said.")


def chat(message: Message, line: str, prompt: Prompt) -> dict[str, Any]:
    """In the form in which trainers read chats (`messages`, each with role and content)."""
    asked = prompt.messages(goods=message.goods, titles=list(message.titles), question=message.question, message=message.text)
    roles = [{"role": role, "content": one.text} for role, one in zip(("system", "user"), asked, strict=True)]
    return {"messages": [*roles, {"role": "assistant", "content": line}]}


def export(messages: Iterable[Message], prompt: Prompt, file: Path) -> Counts:
    """Each once; a line of JSON each."""
    counts, seen = Counts(), set[str]()
    with file.open("w", encoding="utf-8") as out:
        for message in messages:
            if (line := message.line) is None:
                counts.unsayable += 1
                continue
            row = json.dumps(chat(message, line, prompt), ensure_ascii=False)
            if row not in seen:
                seen.add(row)
                counts.written += 1
                out.write(f"{row}\n")
    return counts

"""A conversation in the terminal: streamed replies, and follow-ups chosen by number."""

import asyncio
from typing import Any

from rich.status import Status
from rich.text import Text

from ..graphs.opening import Assistant
from ..schema.reading import Language
from ..schema.reply import Card, Reply
from .cards import card_table, rest
from .labels import LABELS, NODES, language_of, spoken_here
from .replies import show_reply, taps_of
from .screen import err, lifted, out, printable


class Conversation:
    """`thread` None: a new conversation. `product`: the product that the first message is about. `last`: the latest reply, whose suggestions and
    relaxations have marks. `languages`: of the latest message, before that of the terminal."""

    def __init__(self, assistant: Assistant, thread: str | None = None, buyer: str | None = None, product: str | None = None) -> None:
        self.assistant = assistant
        self.buyer = buyer
        self.languages = spoken_here()
        self.begin(thread, product)

    @property
    def language(self) -> Language:
        return self.languages[0]

    def begin(self, thread: str | None = None, product: str | None = None) -> None:
        self.thread = thread
        self.last: Reply | None = None
        self.product = product
        self.listed: list[str] = []  # the products on the screen

    def say(self, line: str) -> Reply:
        """Run one turn. `line` may be the mark of a suggestion or relaxation."""
        text = self._tapped(line)
        if text != line:
            out.print(Text(f"→ {printable(text)}", style="cyan"))
        self.languages = (language_of(text),)
        self.last = asyncio.run(self._turn(text))
        self.product = None
        self.languages, self.thread = (self.last.language,), self.last.thread_id
        return self.last

    def _tapped(self, line: str) -> str:
        """The text behind a mark ("2", "r1"), else the line itself."""
        taps = {} if self.last is None else taps_of(self.last)
        return taps.get(line.lower(), line)

    async def _turn(self, text: str) -> Reply:
        """Stream a turn; cards are printed as soon as they arrive, and again only if they change."""
        shown: Any = None
        reply: Reply | None = None
        wishes: dict[str, str] = {}
        with err.status("…") as status:
            async for event in self.assistant.stream(text, thread=self.thread, buyer=self.buyer, product_id=self.product):
                match event.event:
                    case "progress":
                        self._progress(status, str(event.data))
                    case "need":
                        wishes = self._wishes(event.data)
                    case "cards" if event.data and event.data != shown:
                        with lifted(status):
                            self._cards(event.data, wishes, revised=shown is not None)
                        shown = event.data
                    case "reply":
                        reply = event.data if isinstance(event.data, Reply) else Reply.model_validate(event.data)
                    case _:
                        pass
        if reply is None:
            raise RuntimeError("the stream ended without a reply")
        show_reply(reply, out, self.assistant.shopfront.current().glossary, cards=shown is None)
        out.print()
        return reply

    def _progress(self, status: Status, node: str) -> None:
        status.update(NODES[self.language].get(node, node))

    def _cards(self, data: list[dict[str, Any]], wishes: dict[str, str], *, revised: bool) -> None:
        if revised:
            out.print(LABELS[self.language]["revised"], style="yellow")
        cards = [Card.model_validate(card) for card in data]
        before, self.listed = self.listed, [card.product_id for card in cards]
        if self.listed == before:
            out.print(Text(LABELS[self.language]["as_above"], style="dim"))
            return
        out.print(card_table(cards, self.language, wishes))
        if more := rest(cards, self.language):
            out.print(Text(more, style="dim"))
        out.print()

    def _wishes(self, need: dict[str, Any]) -> dict[str, str]:
        from ..schema.need import Need
        from .cards import wishes

        return wishes(Need.model_validate(need), self.assistant.shopfront.current().glossary)

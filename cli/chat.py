"""`daogou chat`: a conversation in the terminal."""

from contextlib import suppress
from typing import TYPE_CHECKING

from ..schema.errors import DaogouError
from .labels import LABELS, language_of, spoken_here
from .options import Buyer, Product, Store, ThreadId
from .screen import err, interactive, out, printable
from .shop import assistant_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..schema.reading import Language
    from .conversation import Conversation


def chat(thread: ThreadId = None, buyer: Buyer = None, product: Product = None, store: Store = None) -> None:
    """Chat with the assistant; without a terminal, each line of standard input is a message."""
    from .conversation import Conversation

    with assistant_over(store) as assistant:
        talk(Conversation(assistant, thread, buyer, product))


def talk(conversation: "Conversation") -> None:
    """Read lines until /quit or the end of input. A failed message is reported, and the conversation goes on."""
    if interactive():
        with suppress(ImportError):
            import readline  # noqa: F401  # arrow keys and history at the prompt, where the system has it
        hint(spoken_here())
    while (line := read(conversation)) is not None:
        if line == "/new":
            conversation.begin()
            out.print(LABELS[conversation.language]["new"])
        elif line in ("/help", "/?"):
            hint(conversation.languages)
        elif line:
            turn(conversation, line)


def turn(conversation: "Conversation", line: str) -> None:
    try:
        conversation.say(line)
    except KeyboardInterrupt:
        err.print(LABELS[conversation.language]["stopped"])
    except DaogouError as error:
        if not interactive():
            raise
        err.print(printable(str(error)), markup=False, style="red", soft_wrap=True)


def read(conversation: "Conversation") -> str | None:
    """The next line, stripped; None at the end."""
    try:
        line = input(f"{'/'.join(_words('you', conversation.languages))}> " if interactive() else "").strip()
    except EOFError:
        return None
    if not interactive() and line:
        out.print(f"{LABELS[language_of(line)]['you']}> {printable(line)}", markup=False, style="bold")
    return None if line in ("/quit", "/exit", "/q") else line


def hint(languages: "Sequence[Language]") -> None:
    for words in _words("hint", languages):
        out.print(words, style="dim", markup=False)


def _words(what: str, languages: "Sequence[Language]") -> list[str]:
    return [LABELS[language][what] for language in languages]

"""What a language model may be told of the conversation before this message: what the buyer wrote, and the products shown last."""

from collections.abc import Iterator

from langchain_core.messages import HumanMessage

from ..models.budget import HISTORY, SHOWN, Item
from ..tools.wording.plain import plain
from .state import State

_LEAST, _STEP = 2, 4
_NAMED = 5  # products of a list


def before(state: State, language: str) -> Iterator[Item]:
    yield from written(state)
    yield from named(state, language)


def written(state: State) -> Iterator[Item]:
    """The buyer's last messages, oldest first, the newest worth most. They begin at the same message for four turns, so that what a server has
    computed of a prompt is its beginning still."""
    said = [" ".join(message.text.split()) for message in state.get("messages", ()) if isinstance(message, HumanMessage)][:-1]
    told = said[-(_LEAST + (state["turn"] - 1) % _STEP) :]
    for place, text in enumerate(told):
        yield Item("before", f"turn {state['turn'] - len(told) + place}", text, worth=HISTORY + (place + 1) / (len(told) + 1))


def named(state: State, language: str) -> Iterator[Item]:
    """The products that the last list named, by their titles."""
    lists = state.get("shown", ())
    ids = lists[-1].product_ids[:_NAMED] if lists else ()
    for place, product in enumerate(state["shop"].catalogue.products(ids)):
        yield Item("shown", product.id, plain(product.text(language).title), worth=SHOWN + 1 / (place + 2))

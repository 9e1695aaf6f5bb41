"""A turn that opens on a product: the conversation as it stands behind that, and what is left of the turn to read or to do."""

from ..catalogue.catalogue import Catalogue
from ..dialogue.lines import told
from ..dialogue.opened import opened, opens_on, stands_on
from ..dialogue.topics import Dialogue, need_of
from ..schema.command import Ask, Open
from ..schema.context import Context
from ..schema.errors import InputError
from ..schema.need import Need
from ..schema.product import Product
from ..schema.purchase import Purchase
from ..schema.reading import Language
from ..schema.reference import Reference
from ..tools.shop import Shop
from ..understanding.language.text import language_of
from .state import State, Update


def product_of(product_id: str, catalogue: Catalogue) -> Product:
    """Raises InputError for one that the store doesn't have, or has no more."""
    product = catalogue.product(product_id)
    if product is None:
        raise InputError(f"There is no product {product_id[:80]!r} in this store; search for it, or leave product_id out.", "product_unknown")
    return product


def dialogue_of(state: State) -> Dialogue:
    return Dialogue(
        need=state.get("need"),
        shown=state.get("shown", []),
        focus=tuple(state.get("focus", ())),
        talked=state.get("talked", []),
        topics=state.get("topics", []),
        order=state.get("purchase") or Purchase(),
    )


def asked_of(state: State) -> Need:
    """What was asked of the products that the turn is about: those of an earlier topic are judged by what was asked of them."""
    need = need_of(dialogue_of(state), state.get("focus", ())) if state["plan"].internal == "focus" else state["need"]
    assert need is not None
    return need


def on_hand(state: State, shop: Shop) -> Product | None:
    """The product that the conversation opened on and is about; None where it is about others, or that one is gone from the store."""
    id = stands_on(dialogue_of(state))
    return shop.catalogue.product(id) if id is not None else None


def begun(state: State, shop: Shop, context: Context) -> tuple[State, tuple[Open, ...]]:
    """The state as it is once the product is opened, with the commands that are left; and the opening, where it changes anything. Opened without
    a word it is told about. Raises InputError for an unknown product."""
    given = tuple(state.get("commands", ()))
    id = opens_on(given)
    if id is None:
        return state, ()
    now, product = dialogue_of(state), product_of(id, shop.catalogue)
    text = state.get("text", "")
    words = "" if text == told(given) else text
    after = opened(now, product, state.get("turn", 0) + 1, _language(words, product, now, context))
    left = tuple(one for one in given if not isinstance(one, Open))
    if not left and not words.strip():
        left = (Ask(of=(Reference(kind="focus"),), by=given[-1].by),)
    own: Update = {"commands": left, "need": after.need, "shown": list(after.shown), "focus": after.focus}
    own |= {"talked": list(after.talked), "topics": list(after.topics)}
    changed = after is not now
    own |= {"pending": None} if changed else {}
    opening = next(one for one in reversed(given) if isinstance(one, Open))
    return {**state, **own}, (opening,) if changed else ()  # type: ignore[typeddict-item]  # the names are the state's own


def _language(words: str, product: Product, now: Dialogue, context: Context) -> Language:
    said = context.language or language_of(words) or (now.need.language if now.need else language_of(product.title))
    return "en" if said == "en" else "zh"

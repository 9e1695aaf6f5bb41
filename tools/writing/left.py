"""Writes what the records state beside words of the buyer's that nothing decides: each product's own value, and no verdict."""

from collections.abc import Sequence

from ...retrievers.analysis import normalise
from ..decisions.offer import Offer
from ..searching.needs import is_circumstance
from ..wording.wording import Wording
from .draft import Draft

LONGEST = 160
"""Letters of what is told beside a wish: more tells nothing at a glance."""


def left(draft: Draft, offers: Sequence[Offer], *, asked: bool = False) -> None:
    """`offers` are those that are numbered; `asked`: the words were a question. Words that say nothing, or what all of these are, are dropped."""
    words = [word for word in dict.fromkeys(draft.left) if any(map(str.isalnum, word)) and not _is_of_the_kind(word, offers)]
    draft.left.clear()
    draft.found = bool(offers) or asked
    beside: dict[str, list[str]] = {}
    for word in words:
        if is_circumstance(word):
            draft.unused.append(word)
            continue
        name = draft.akin(word, [offer.product for offer in offers])
        if asked or name not in draft.on_cards:
            beside.setdefault(name and _values(name, offers, draft.wording) or "", []).append(word)
    (draft.unanswered if asked else draft.unused).extend(beside.pop("", ()))
    for values, said in beside.items():
        texts = draft.wording.listed([draft.wording.say("note.word", text=each) for each in said], "and")
        draft.compared.append(draft.wording.say("left.compared", texts=texts, values=values))


def _is_of_the_kind(word: str, offers: Sequence[Offer]) -> bool:
    """Whether the shelf that all of them lie on is called so: mechanical, of mechanical keyboards."""
    said = normalise(word)
    paths = ((offer.product.category, *(own.category for own in offer.product.translations.values())) for offer in offers)
    shelves = ([normalise(path[-1]) for path in own if path] for own in paths)
    return bool(offers) and all(any(said in (name.split() if said.isascii() else name) for name in names) for names in shelves)


def _values(name: str, offers: Sequence[Offer], wording: Wording) -> str:
    """One attribute, with who states which value of it, and who states none; "" where that is long, or its name in another language."""
    who: dict[str, list[int]] = {}
    for place, offer in enumerate(offers):
        value = offer.product.text(wording.language).attributes.get(name, offer.product.attributes.get(name))
        who.setdefault("" if value is None else wording.inside(value, name), []).append(place)
    silent = who.pop("", [])
    alone = len(offers) == 1
    told = [value if alone else wording.say("left.value", value=value, who=wording.positions(places)) for value, places in who.items()]
    told += [wording.say("left.silent", who=wording.positions(silent))] if silent else []
    said = wording.say("left.values", label=wording.label(f"attr.{name}"), values=wording.listed(told, "comma"))
    return said if len(said) <= LONGEST and wording.reads(wording.label(f"attr.{name}")) else ""

"""Offers in the order in which their own words fit a wish that no rule could read: a language model judges, in every rotation of them."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from string import ascii_uppercase
from time import monotonic
from typing import NamedTuple

from ...models.budget import Item
from ...models.composing import compose, window_within
from ...models.language_model import Ask, LanguageModel
from ...models.prompt import Prompt
from ...models.structured import structured
from ...models.window import Window
from ...schema.errors import OutsideError
from ..decisions.offer import Offer
from ..facts.describing import sentences
from ..wording.plain import citable, plain
from ..wording.wording import Wording
from .agreed import agreed, reordered, rotations
from .fitting import Fitting

_ANSWER = 120  # tokens
_SENTENCES, _LETTERS = 6, 400  # of a description


class Wanted(NamedTuple):
    """The words of a wish, and the message that they stand in."""

    wish: str
    message: str


async def rerank(model: LanguageModel, prompt: Prompt, wanted: Wanted, offers: Sequence[Offer], wording: Wording, ask: Ask) -> tuple[Offer, ...]:
    """`offers` in the order that all rotations agree on, else as they were; never across a difference in the conditions that they meet.

    The model sees no title, name, price or id: letters, attributes, and whole sentences of descriptions that could be quoted. A letter names a place,
    and so another product in each rotation: a liking for letters cancels as one for places does. Which rotations there are depends on the products
    alone, not on their order. `ask` has the deadline over all requests, which go out together.
    Raises OutsideError where one of them fails or names a letter that isn't there: a judgement that wasn't made in every rotation counts for nothing.
    """
    ends = monotonic() + ask.deadline_s
    window = await window_within(model, ask.deadline_s)
    shown = sorted(offers, key=_number)
    told = {offer.id: _words(offer, wording) for offer in shown}
    work = partial(_judged, model, window, prompt, wanted, told, replace(ask, deadline_s=ends - monotonic()))
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work(order)) for order in rotations(tuple(told))]
    except* OutsideError as errors:
        raise errors.exceptions[0] from None
    pairs = agreed([task.result() for task in tasks], tuple(told))
    alike = {offer.id: (len(offer.candidate.failed), len(offer.candidate.unknown)) for offer in offers}
    order = reordered([offer.id for offer in offers], {(one, other) for one, other in pairs if alike[one] == alike[other]})
    of = {offer.id: offer for offer in offers}
    return tuple(of[id] for id in order)


async def _judged(
    model: LanguageModel, window: Window, prompt: Prompt, wanted: Wanted, told: dict[str, list[str]], ask: Ask, order: tuple[str, ...]
) -> tuple[str, ...]:
    """The products that fit, the best first."""
    of = dict(zip(ascii_uppercase, order, strict=False))
    shown = [Item("products", letter, "\n".join(told[id]), must=True, value={"letter": letter, "words": told[id]}) for letter, id in of.items()]
    messages = compose(prompt, window, shown, _ANSWER, **wanted._asdict()).messages
    found = await structured(model, replace(ask, messages=messages, max_tokens=_ANSWER), Fitting)
    if not of.keys() >= set(found.fits):
        raise OutsideError(f"{model.name} named products that it wasn't shown.")
    return tuple(of[letter] for letter in found.fits)


def _number(offer: Offer) -> bytes:
    return hashlib.blake2b(offer.id.encode("utf-8", "replace"), digest_size=8).digest()


def _words(offer: Offer, wording: Wording) -> list[str]:
    """Attributes as the buyer reads them, then whole sentences of the description until there are enough."""
    product, language = offer.product, wording.language
    said = [
        f"{wording.label('attr.' + name)}: {', '.join(plain(wording.value(one, name)) for one in (value if isinstance(value, tuple) else (value,)))}"
        for name, value in product.text(language).attributes.items()
    ]
    length = 0
    for sentence in [each for each in sentences(product, language) if citable(each)][:_SENTENCES]:
        length += len(sentence)
        if length > _LETTERS:
            break
        said.append(sentence)
    return said

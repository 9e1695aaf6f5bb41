"""Attributes out of descriptions: a language model points at the words, code checks them, the store keeps them as inferred."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...catalogue.facets import AttributeFacet, Facets
from ...ingest.enriched import Enrichments
from ...models.budget import Item
from ...models.composing import compose
from ...models.language_model import Ask, LanguageModel
from ...models.prompt import Prompt
from ...models.spent import Spent, added
from ...models.structured import structured
from ...schema.errors import OutsideError, Unreachable
from ...schema.product import Product
from ...schema.reply import Usage
from ...understanding.reader import Reader
from .checked import Refusal, checked
from .extraction import Extraction

DEADLINE_S = 60.0
"""Of one product: nobody waits for it as he waits for a turn."""
_ANSWER = 800  # tokens
_FAILED = 5  # failures in a row after which the server counts as gone
_VALUES = 6
_ATTRIBUTES = 40
Values = Callable[[Product, AttributeFacet], Sequence[str]]


@dataclass
class Enriched:
    """What a run did. `products` were read by the model (one whose record states everything isn't); `failed` got no usable answer and are asked
    again by the next run."""

    products: int = 0
    failed: int = 0
    values: int = 0
    refused: Counter[Refusal] = field(default_factory=Counter)
    usage: Usage = Usage()


def reader_name(prompt: Prompt, model: LanguageModel) -> str:
    """Who reads: another version of the prompt, or another model, reads anew."""
    return f"{prompt.label} {prompt.digest} {model.name}"


def unread(products: Iterable[Product], store: Path, prompt: Prompt, model: LanguageModel) -> Iterator[Product]:
    """Those whose words nobody by this name has read yet."""
    kept, name = Enrichments(store), reader_name(prompt, model)
    try:
        yield from (product for product in products if kept.reader_of(product) != name)
    finally:
        kept.close()


async def enrich(
    products: Sequence[Product],
    store: Path,
    facets: Facets,
    reader: Reader,
    model: LanguageModel,
    prompt: Prompt,
    *,
    shelves: Iterable[Product] = (),
    at_once: int = 8,
    progress: Callable[[int], None] = lambda done: None,
) -> Enriched:
    """Asks for each product, with values that those of its category state, on `shelves` and among `products`. Each answer is kept at once, so that
    what a run that ends early has done is not `unread` for the next.

    Raises OutsideError where the server fails five products in a row; what was found before is kept.
    """
    run = _Run(store, facets, reader, model, prompt, values_of((*shelves, *products)))
    try:
        await run.all(products, at_once, progress)
    finally:
        run.kept.close()
    return run.done


class _Run:
    def __init__(self, store: Path, facets: Facets, reader: Reader, model: LanguageModel, prompt: Prompt, values: Values) -> None:
        self.kept, self.done = Enrichments(store), Enriched()
        self._of, self._reader, self._model, self._prompt = by_category(facets), reader, model, prompt
        self._name, self._values = reader_name(prompt, model), values
        self._in_a_row = 0

    async def all(self, products: Sequence[Product], at_once: int, progress: Callable[[int], None]) -> None:
        waiting = iter(products)

        async def worker() -> None:
            for product in waiting:
                await self._one(product)
                progress(1)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(at_once):
                    group.create_task(worker())
        except* OutsideError as errors:
            raise errors.exceptions[0] from None

    async def _one(self, product: Product) -> None:
        attributes = [facet for facet in self._of(product) if facet.name not in product.attributes]
        if not attributes:
            self.kept.put(product, self._name, {})
            return
        try:
            extraction = await self._asked(product, attributes)
        except OutsideError as error:
            self.done.failed += 1
            self._in_a_row += 1
            if self._in_a_row >= _FAILED:
                raise Unreachable(f"{error} Five products in a row failed, so the rest was left; run the command again to go on.") from error
            return
        self._in_a_row = 0
        found, refused = checked(product, extraction, attributes, self._reader)
        self.kept.put(product, self._name, found)
        self.done.products += 1
        self.done.values += len(found)
        self.done.refused.update(refused)

    async def _asked(self, product: Product, attributes: Sequence[AttributeFacet]) -> Extraction:
        said = {"title": product.title, "category": " > ".join(product.category), "description": product.description}
        lines = [Item("attributes", facet.name, _line(facet, self._values(product, facet)), worth=float(facet.count)) for facet in attributes]
        messages = compose(self._prompt, await self._model.window(), lines, _ANSWER, **said).messages
        spent = Spent()
        try:
            return await structured(self._model, Ask(messages, DEADLINE_S, max_tokens=_ANSWER, task="extract", spent=spent), Extraction)
        finally:
            self.done.usage = added(self.done.usage, spent.usage)


def by_category(facets: Facets) -> Callable[[Product], list[AttributeFacet]]:
    """The attributes that products of a product's own category state, the most stated first; all of them where it has none."""
    of: dict[str, list[tuple[int, AttributeFacet]]] = defaultdict(list)
    for facet in facets.attributes:
        for category, count in facet.categories:
            of[category].append((count, facet))
    everything = _most((facet.count, facet) for facet in facets.attributes)
    ordered = {category: _most(counted) for category, counted in of.items()}
    return lambda product: ordered.get(product.category[-1], []) if product.category else everything


def _most(counted: Iterable[tuple[int, AttributeFacet]]) -> list[AttributeFacet]:
    return [facet for _, facet in sorted(counted, key=lambda pair: (-pair[0], pair[1].name))[:_ATTRIBUTES]]


def values_of(products: Iterable[Product]) -> Values:
    """What products of a product's own category state of an attribute, the most stated first; of those without one where it has none."""
    of: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for product in {each.id: each for each in products}.values():
        for name, value in product.attributes.items():
            of[_shelf(product), name].update(map(str, value if isinstance(value, tuple) else (value,)))
    return lambda product, facet: [value for value, _ in of[_shelf(product), facet.name].most_common(_VALUES)]


def _shelf(product: Product) -> str:
    return product.category[-1] if product.category else ""


def _line(facet: AttributeFacet, values: Sequence[str]) -> str:
    """The attribute with values of it, as the catalogue spells them."""
    return f"{facet.name}: {', '.join(values)}" if values else facet.name

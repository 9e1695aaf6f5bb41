"""`daogou enrich`: finds attributes that descriptions state and records lack, by a language model, verified by code."""

import asyncio
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from ..schema.errors import InputError
from .options import Json, OwnStore, load_settings

if TYPE_CHECKING:
    from ..tools.enriching.enrich import Enriched


def enrich(
    store: OwnStore = None,
    category: Annotated[str | None, typer.Option("--category", help="Only products of this category, or below it.", show_default=False)] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Most products to read, of those not read yet.", show_default=False)] = None,
    json: Json = False,
) -> None:
    """Find attributes in descriptions by a language model, and keep those missing in the record with their quotes.

    They are evidence, marked inferred: replies quote them, but no condition is met by them. An interrupted run resumes where it stopped.
    """
    from ..catalogue.store import Store as Opened
    from ..ingest.ingest import renew
    from ..models.embedding import make_embedder
    from ..models.models import make_models
    from ..tools.enriching.enrich import enrich as run
    from ..tools.enriching.enrich import unread
    from ..understanding.reader import Reader
    from ..understanding.vocabulary.vocabulary import Vocabulary
    from .ingest_report import show_report
    from .progress import Stages, progress_bar
    from .screen import err

    settings = load_settings(store)
    if settings.store is None:
        raise InputError("Say which store: --store DIR, or DAOGOU_STORE.")
    models = make_models(settings)
    if models.read is None:
        raise InputError("Enriching needs a language model: set DAOGOU_LLM_BASE_URL and DAOGOU_LLM_MODEL (docs/models.md).")
    catalogue = Opened(settings.store).current()
    facets, prompt = catalogue.facets(), models.prompts.get("extract")
    every = catalogue.products([product_id for product_id in catalogue.columns.ids if catalogue.row(product_id) is not None])
    within = (product for product in every if category is None or category in product.category)
    products = list(islice(unread(within, settings.store, prompt, models.read), limit))
    with progress_bar() as bars:
        task = bars.add_task("reading", total=len(products), rate="")
        try:
            done = asyncio.run(
                run(products, settings.store, facets, Reader(Vocabulary.of(facets)), models.read, prompt, shelves=every, at_once=settings.llm_at_once,
                    progress=lambda count: bars.advance(task, count))
            )  # fmt: skip
        finally:  # results before an interruption count too
            report = renew(settings.store, embedder=make_embedder(settings), settings=settings, progress=Stages(bars))
    if json:
        print(orjson.dumps(_told(done)).decode())
    else:
        err.print(_said(done), markup=False, soft_wrap=True)
        show_report(report, err)
    if done.failed and not done.products:
        raise typer.Exit(1)


def _told(done: "Enriched") -> dict[str, Any]:
    return {"products": done.products, "failed": done.failed, "values": done.values, "refused": dict(done.refused), "usage": done.usage.model_dump()}


def _said(done: "Enriched") -> str:
    said = f"{done.products:,} products read, {done.values:,} values found"
    refused = ", ".join(f"{count:,} {why}" for why, count in done.refused.most_common())
    said += f"; refused: {refused}" if refused else ""
    said += f"; {done.failed:,} got no usable answer; the next run tries them again" if done.failed else ""
    return f"{said} ({done.usage.prompt_tokens:,} + {done.usage.completion_tokens:,} tokens)."

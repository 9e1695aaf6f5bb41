"""A purchase list that was planned before, as a new task, with what changed since: prices, stock, minimums, sellers, goods that are gone."""

import json
from collections.abc import Iterator

from ..schema.product import Product
from ..schema.reading import Language
from ..schema.sourcing_plan import Deal
from ..schema.sourcing_report import SourcingReport
from ..schema.sourcing_task import Note, SourcingLine, SourcingTask, WrittenLine, WrittenTask
from ..tools.shop import Shop
from ..tools.wording.wording import Wording
from .phrases import note

UNCLEAR = "?"
"""A quantity that was none, and is none again."""


def is_report(content: bytes) -> bool:
    """Whether it is a report as JSON, and no task."""
    try:
        read = json.loads(content)
    except ValueError:
        return False
    return isinstance(read, dict) and "task" in read and "lines" in read


def written_again(report: SourcingReport) -> WrittenTask:
    """The same lines and conditions. When it was needed by is left out: that was then."""
    task = report.task
    return WrittenTask(
        lines=tuple(map(_written, task.lines)), budget=None if task.budget is None else str(task.budget), currency=task.currency,
        destination=task.destination, suppliers=task.suppliers, sellers=task.sellers, factories=task.factories, language=task.language,
    )  # fmt: skip


def since(report: SourcingReport, task: SourcingTask, shop: Shop) -> SourcingTask:
    """The new task with a note on each deal of the old plans that isn't what it was."""
    notes = list(_changes(report, shop, task.language))
    if not notes:
        notes.append(note("since.same", task.language, day=report.made_at.date()))
    if report.task.deadline and not task.deadline:
        notes.append(note("since.deadline", task.language, when=report.task.deadline))
    return task.model_copy(update={"notes": (*task.notes, *notes)})


def _written(line: SourcingLine) -> WrittenLine:
    return WrittenLine(
        goods=line.goods, quantity=line.quantity if line.clear else UNCLEAR, unit=line.unit, musts=line.musts, wishes=line.wishes,
        barred=line.barred, others=line.others, price=None if line.price is None else f"{line.price} {line.currency}".strip(),
        place=line.places[0] if line.places else "",
    )  # fmt: skip


def _changes(report: SourcingReport, shop: Shop, language: Language) -> Iterator[Note]:
    numbers = {line.number: place for place, line in enumerate(report.task.lines, 1)}
    deals = {(each.line, each.deal.product_id): each.deal for plan in report.plans for each in plan.lines}
    records = {each.id: each for each in shop.catalogue.products([deal.product_id for deal in deals.values()])}
    wording = Wording(language, glossary=shop.glossary)
    for (number, id), deal in deals.items():
        line, record = numbers.get(number), records.get(id)
        if record is None:
            yield note("since.gone", language, line, title=deal.title)
        else:
            yield from _changed(line, deal, record, wording, language)


def _changed(line: int | None, deal: Deal, record: Product, wording: Wording, language: Language) -> Iterator[Note]:
    named = {"title": record.text(language).title or record.title}
    price = record.price_at(deal.quantity)
    if (price, record.currency) != (deal.unit_price, deal.currency):
        before, now = wording.money(deal.unit_price, deal.currency), wording.money(price, record.currency)
        yield note("since.price", language, line, before=before, now=now, quantity=deal.quantity, **named)
    if (record.moq or 1) > deal.quantity:
        yield note("since.moq", language, line, moq=record.moq, quantity=deal.quantity, **named)
    if record.stock is not None and record.stock < deal.quantity and (deal.stock is None or deal.stock >= deal.quantity):
        yield note("since.stock", language, line, stock=record.stock, quantity=deal.quantity, **named)
    if record.supplier_id != deal.supplier_id:
        yield note("since.seller", language, line, **named)

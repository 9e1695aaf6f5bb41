"""`/v1/threads/{id}/need`: available fields, and names and possible values of conditions. The change itself is a turn (`turns.py`)."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from ...schema.errors import InputError
from ...schema.need import Need
from ...tools.wording.choices import Choice, choices, names
from ...tools.wording.fields import Field, fields
from ...tools.wording.wording import Wording
from ...understanding.ledger.ways import Way, ways
from ..place import Here

router = APIRouter(prefix="/v1/threads/{thread_id}/need", tags=["turns"])


class Changeable(BaseModel):
    """`label`: the field's name. `choices`: its possible values, empty for a number, a boolean, or no alternative. `ways`: operators offered."""

    id: str
    label: str
    choices: tuple[Choice, ...]
    ways: tuple[Way, ...]


class Called(BaseModel):
    """An active condition: its field's name (`label`), and its values in words."""

    id: str
    field: str
    label: str
    values: dict[str, str]


class AllCalled(BaseModel):
    conditions: tuple[Called, ...]


class Askable(BaseModel):
    """Fields of the goods looked for, with their values."""

    fields: tuple[Field, ...]


@router.get("")
async def possible_conditions(
    here: Here, thread_id: str, language: Annotated[Literal["zh", "en"], Query(description="Of the labels")] = "zh"
) -> Askable:
    """The fields that the goods looked for state, most frequent first, with their values: what a `want` may name."""
    await here.owned(thread_id)
    state = await here.assistant.state(thread_id)
    need: Need = state.get("need") or Need()
    shop = await asyncio.to_thread(here.assistant.shopfront.current)
    currency = next(iter(shop.catalogue.facets().currencies), ("CNY", 0))[0]
    wording = Wording(language, glossary=shop.glossary)
    return Askable(fields=await asyncio.to_thread(fields, shop.catalogue, need.category, currency, wording))


@router.get("/names")
async def names_of_conditions(
    here: Here, thread_id: str, language: Annotated[Literal["zh", "en"], Query(description="Of the names")] = "zh"
) -> AllCalled:
    """Names of all active conditions, in the page's language, which may differ from the records'."""
    await here.owned(thread_id)
    need: Need = (await here.assistant.state(thread_id)).get("need") or Need()
    shop = await asyncio.to_thread(here.assistant.shopfront.current)
    wording = Wording(language, glossary=shop.glossary)
    told = (Called(id=one.id, field=one.field, label=wording.label(one.field), values=names(one, wording)) for one in need.active)
    return AllCalled(conditions=tuple(told))


@router.get("/{condition_id}")
async def possible_values(
    here: Here, thread_id: str, condition_id: str, language: Annotated[Literal["zh", "en"], Query(description="Of the labels")] = "zh"
) -> Changeable:
    """The possible values of a condition's field, its current ones first, then by frequency among the goods looked for, and the operators offered."""
    await here.owned(thread_id)
    state = await here.assistant.state(thread_id)
    need: Need = state.get("need") or Need()
    condition = next((one for one in need.active if one.id == condition_id), None)
    if condition is None:
        raise InputError(f"There is no condition {condition_id[:40]!r} in this conversation.")
    shop = await asyncio.to_thread(here.assistant.shopfront.current)
    wording, columns = Wording(language, glossary=shop.glossary), shop.catalogue.columns
    found, offered = await asyncio.to_thread(lambda: (choices(condition, need.category, columns, wording), ways(condition, columns)))
    return Changeable(id=condition.id, label=wording.label(condition.field), choices=found, ways=offered)

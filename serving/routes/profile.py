"""`/v1/profile`: what is known of the buyer across conversations."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from ...schema.profile import Profile
from ...tools.buyers.editing import edited
from ..place import Here, Place
from ..refusal import Refusal
from ..text import Text
from .threads import BuyerId

router = APIRouter(prefix="/v1/profile", tags=["profile"])
Line = Annotated[Text, Field(min_length=1, max_length=500)]


class Edited(BaseModel):
    """`set`: new traits: "market=DE,FR", "trade=boutique", "audience=toddlers", or a wish like "price<=50", for `category` if given. `remove`: ids of
    traits."""

    set: Annotated[list[Line], Field(max_length=50)] = []
    remove: Annotated[list[str], Field(max_length=200)] = []
    category: Annotated[Text | None, Field(max_length=200)] = None
    buyer_id: BuyerId = None


@router.get("")
async def get_profile(here: Here) -> Profile:
    return await here.assistant.profiles.aget(_known(here))


@router.patch("")
async def edit_profile(here: Here, changed: Edited) -> Profile:
    here = here.asking_for(changed.buyer_id)
    buyer, profiles = _known(here), here.assistant.profiles
    columns = (await asyncio.to_thread(here.assistant.shopfront.current)).catalogue.columns
    done = edited(await profiles.aget(buyer), changed.set, changed.remove, changed.category, columns)
    await profiles.achange(buyer, done.kept, [trait.id for trait in done.forgotten])
    return await profiles.aget(buyer)


@router.delete("", status_code=204)
async def delete_profile(here: Here) -> Response:
    """Delete the buyer's profile; the conversations stay."""
    await asyncio.to_thread(here.assistant.profiles.delete, _known(here))
    return Response(status_code=204)


def _known(here: Place) -> str:
    if here.buyer is None:
        raise Refusal(422, "buyer_unknown", "The buyer is unknown: send buyer_id, or sign in.")
    return here.buyer

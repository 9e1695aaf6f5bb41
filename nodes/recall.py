"""Recall: what is known of the buyer from earlier conversations."""

from ..memory.profiles import Profiles
from ..schema.context import Context
from .state import State, Update


async def recall(state: State, context: Context, profiles: Profiles) -> Update:
    return {"profile": await profiles.aget(context.buyer or "")}

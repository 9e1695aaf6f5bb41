"""Remember: what the buyer said of himself, kept before the reply says so."""

from ..memory.profiles import Profiles
from ..schema.context import Context
from .state import State, Update


async def remember(state: State, context: Context, profiles: Profiles) -> Update:
    changed = state["changes"]
    await profiles.achange(context.buyer or "", changed.kept, [trait.id for trait in changed.forgotten])
    return {"remembered": changed}

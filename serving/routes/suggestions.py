"""`/v1/suggestions`: three follow-up questions without a turn."""

from fastapi import APIRouter
from pydantic import BaseModel

from ...schema.reply import Suggestion
from ..place import Here
from ..suggestions import SuggestionsInput

router = APIRouter(prefix="/v1/suggestions", tags=["suggestions"])


class Suggested(BaseModel):
    suggestions: tuple[Suggestion, ...]


@router.post("")
async def suggest(here: Here, asked: SuggestionsInput) -> Suggested:
    """Suggest follow-ups for a conversation, a text, or products."""
    here = here.asking_for(asked.buyer_id)
    if asked.thread_id:
        await here.owned(asked.thread_id)
    return Suggested(suggestions=await here.suggest(asked.text, asked.thread_id, asked.product_ids))

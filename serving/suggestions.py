"""Follow-up questions without a turn, as a runnable."""

from collections.abc import Mapping
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import BaseModel, Field

from ..schema.errors import DaogouError
from ..schema.reply import Suggestion
from . import stream_errors
from .playground_form import FORM
from .tenants import Tenants
from .text import Message, Text
from .turnstile import BESIDE


class SuggestionsInput(BaseModel):
    """The context of the suggestions: a text, a conversation, products; all optional."""

    model_config = FORM

    text: Message | None = None
    thread_id: str | None = Field(default=None, min_length=1, max_length=200)
    buyer_id: str | None = Field(default=None, min_length=1, max_length=200)
    product_ids: list[Text] = Field(default=[], max_length=50)


def suggestions_runnable(tenants: Tenants) -> Runnable[Mapping[str, Any], list[dict[str, Any]]]:
    """Runnable that returns three suggestions the catalogue can answer."""

    async def suggest(input: Mapping[str, Any]) -> list[dict[str, Any]]:
        asked = SuggestionsInput.model_validate(input)
        here = tenants.here(asked.buyer_id)
        try:
            suggestions = await here.suggest(asked.text, asked.thread_id, asked.product_ids)
        except DaogouError as error:
            stream_errors.note(error)
            raise
        return [suggestion.model_dump(mode="json") for suggestion in suggestions]

    suggestions = RunnableLambda(suggest, name="suggestions").with_types(input_type=SuggestionsInput, output_type=list[Suggestion])
    return suggestions.with_config(max_concurrency=BESIDE)

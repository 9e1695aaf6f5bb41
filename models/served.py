"""Which models an OpenAI-compatible server has."""

from pydantic import SecretStr

from ..schema.errors import OutsideError

_PATIENCE_S = 5.0


def served(base_url: str, api_key: SecretStr | None) -> list[str]:
    """The names at `base_url`/models. Raises OutsideError where it doesn't tell."""
    import openai

    key = api_key.get_secret_value() if api_key else "none"
    try:
        with openai.OpenAI(base_url=base_url, api_key=key, timeout=_PATIENCE_S, max_retries=0) as client:
            return [model.id for model in client.models.list()]
    except openai.AuthenticationError as error:
        raise OutsideError("The server of language models refuses the key; put DAOGOU_LLM_API_KEY right.") from error
    except Exception as error:  # a server that isn't one of language models may answer anything
        raise OutsideError("The server of language models didn't answer as one; start it, or put DAOGOU_LLM_BASE_URL right.") from error

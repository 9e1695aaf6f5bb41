"""Checks on an OpenAI-compatible server: its base URL, and the models it lists."""

from urllib.parse import urlsplit

from pydantic import SecretStr

from ..schema.errors import InputError, OutsideError
from ..schema.secret import NO_KEY

_PATIENCE_S = 5.0


def check_bare(base_url: str, setting: str, key: str) -> None:
    """Raise InputError if the URL contains credentials, which openai's client would send instead of the key."""
    if "@" in urlsplit(base_url).netloc:
        raise InputError(f"{setting} contains a user name or password, which would be sent instead of the key: put it into {key}.")


def served(base_url: str, api_key: SecretStr | None) -> list[str]:
    """Return the model names at `base_url`/models. Raises OutsideError if the server doesn't list them."""
    import openai

    key = (api_key or NO_KEY).get_secret_value()
    try:
        with openai.OpenAI(base_url=base_url, api_key=key, timeout=_PATIENCE_S, max_retries=0) as client:
            return [model.id for model in client.models.list()]
    except openai.AuthenticationError as error:
        raise OutsideError("The language model server refuses the key; correct DAOGOU_LLM_API_KEY.") from error
    except Exception as error:  # another kind of server may answer anything
        raise OutsideError("The language model server gave no valid answer; start it, or correct DAOGOU_LLM_BASE_URL.") from error

"""An OpenAI-compatible server: what its address may be, and which models it has."""

from urllib.parse import urlsplit

from pydantic import SecretStr

from ..schema.errors import InputError, OutsideError
from ..schema.secret import NO_KEY

_PATIENCE_S = 5.0


def check_bare(base_url: str, setting: str, key: str) -> None:
    """Raises InputError where the address has a name or a password in it, which openai's client sends instead of the key."""
    if "@" in urlsplit(base_url).netloc:
        raise InputError(f"{setting} has a name or a password in it, which would be sent instead of the key: put it into {key}.")


def served(base_url: str, api_key: SecretStr | None) -> list[str]:
    """The names at `base_url`/models. Raises OutsideError where it doesn't tell."""
    import openai

    key = (api_key or NO_KEY).get_secret_value()
    try:
        with openai.OpenAI(base_url=base_url, api_key=key, timeout=_PATIENCE_S, max_retries=0) as client:
            return [model.id for model in client.models.list()]
    except openai.AuthenticationError as error:
        raise OutsideError("The server of language models refuses the key; put DAOGOU_LLM_API_KEY right.") from error
    except Exception as error:  # a server that isn't one of language models may answer anything
        raise OutsideError("The server of language models didn't answer as one; start it, or put DAOGOU_LLM_BASE_URL right.") from error

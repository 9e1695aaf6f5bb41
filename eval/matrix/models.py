"""The models of a matrix, by what they are called: NAME, NAME=URL where each has a server of its own, or scripted:SKILL."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr

from ...models.language_model import LanguageModel
from ...models.server_model import ServerModel
from ...schema.errors import InputError
from ..cassette import Cassette, Recorded
from .skilled import scripted


class Served(NamedTuple):
    """A model and where it is; no address: it is scripted, or only replayed."""

    name: str
    base_url: str | None


def named(specs: Sequence[str], base_url: str | None) -> list[Served]:
    """Raises InputError where two are called alike."""
    found = [_named(spec, base_url) for spec in specs]
    names = [model.name for model in found]
    if len(set(names)) < len(names):
        raise InputError(f"Two models are called {next(name for name in names if names.count(name) > 1)!r}; name each once.")
    return found


def opened(models: Sequence[Served], api_key: SecretStr | None, cassette: Path, replay: bool = False) -> list[Recorded]:
    """Their replies are kept in `cassette`; `replay`: nobody is asked, what isn't there fails. Raises InputError where there
    are none to replay."""
    tape = Cassette(cassette)
    if replay and not len(tape):
        raise InputError(f"{cassette} has no recordings to replay; run it once without --replay, or name another file with --cassette.")
    return [Recorded(tape, model.name, None if replay else _model(model, api_key)) for model in models]


def _model(model: Served, api_key: SecretStr | None) -> LanguageModel:
    if model.name.startswith("scripted:"):
        return scripted(model.name.removeprefix("scripted:"))
    if model.base_url is None:
        raise InputError(f"Where is the model {model.name!r}? Give --base-url or {model.name}=URL, set DAOGOU_LLM_BASE_URL, or --replay a cassette.")
    return ServerModel(model.name, model.base_url, api_key, "judge", retries=2)


def _named(spec: str, base_url: str | None) -> Served:
    if spec.startswith("scripted:"):
        return Served(spec, None)
    name, sign, url = spec.partition("=")
    if sign and not url.startswith(("http://", "https://")):
        raise InputError(f"{spec!r}: after the = comes the address of a server, http://…/v1.")
    return Served(name, url or base_url)

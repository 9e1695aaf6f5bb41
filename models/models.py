"""The language models that the settings name, one per role; none if no server is set."""

from dataclasses import dataclass

from ..schema.errors import InputError
from ..schema.settings import Settings
from .circuit_breaker import breakers_of
from .language_model import LanguageModel
from .prompt_library import PromptLibrary
from .served import check_bare
from .server_model import ServerModel
from .warming import begin

ROLES = ("read", "write")
_NONE = "none"
"""Model name that leaves a role empty."""


@dataclass(frozen=True)
class Models:
    """The models of the roles; `read` and `write` may be the same. None: the turn goes without that role."""

    prompts: PromptLibrary
    read: LanguageModel | None = None
    write: LanguageModel | None = None

    def warm(self) -> None:
        """Start loading the client's dependencies in the background, if any model is on a server."""
        if any(isinstance(each, ServerModel) for each in (self.read, self.write)):
            begin()


def make_models(settings: Settings) -> Models:
    """Build the models without importing or requesting anything. Raises InputError if only the server or only the model is set."""
    prompts = PromptLibrary(settings.prompts)
    names = {role: name for role in ROLES if (name := getattr(settings, f"llm_{role}_model") or settings.llm_model)}
    if settings.llm_base_url is None:
        if any(name != _NONE for name in names.values()):
            raise InputError("A language model is set but no server: set DAOGOU_LLM_BASE_URL, or unset DAOGOU_LLM_MODEL.")
        return Models(prompts)
    check_bare(settings.llm_base_url, "DAOGOU_LLM_BASE_URL", "DAOGOU_LLM_API_KEY")
    if not names:
        raise InputError("DAOGOU_LLM_BASE_URL is set but no model: set DAOGOU_LLM_MODEL to a name that the server has.")
    return Models(prompts, **{role: _made(name, role, settings) for role, name in names.items() if name != _NONE})


def _made(name: str, role: str, settings: Settings) -> ServerModel:
    assert settings.llm_base_url is not None
    return ServerModel(
        name,
        settings.llm_base_url,
        settings.llm_api_key,
        role,
        retries=settings.llm_retries,
        at_once=settings.llm_at_once,
        window=settings.llm_window,
        breakers=breakers_of(f"The language model {name} at {settings.llm_base_url}", settings.llm_api_key, settings.llm_timeout_s),
    )

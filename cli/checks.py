"""Checks of `daogou doctor`: each reports what it found, and how to fix what is wrong."""

import difflib
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from ..schema.base import Noun
from ..schema.errors import DaogouError
from ..schema.settings import Settings

Verdict = Literal["good", "bad", "unset"]


class Finding(Noun):
    """`unset`: the part isn't configured, and Daogou works without it."""

    part: str
    verdict: Verdict
    text: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Run each check, also after failed ones."""
    checks: dict[str, Callable[[Settings], tuple[Verdict, str]]] = {
        "variables": variables, "store": store, "model": model, "llm": llm, "search": search, "state": state, "redis": redis, "chroma": chroma,
        "outbox": outbox,
    }  # fmt: skip
    for part, check in checks.items():
        try:
            verdict, text = check(settings)
        except DaogouError as error:
            verdict, text = "bad", str(error)
        yield Finding(part=part, verdict=verdict, text=text)


def variables(settings: Settings) -> tuple[Verdict, str]:
    from dotenv import dotenv_values

    known = {f"DAOGOU_{name.upper()}" for name in type(settings).model_fields}
    for name in sorted({*os.environ, *dotenv_values(".env")}):
        if name.startswith("DAOGOU_") and name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1)
            return "bad", f"{name} is no setting{f', did you mean {near[0]}' if near else ''}; unset it or correct it."
    _hold(settings)
    return "good", "every DAOGOU_ variable is a setting"


def _hold(settings: Settings) -> None:
    """Raise InputError for a setting that a server would refuse at start-up."""
    from ..nodes.plans import plans
    from ..serving.door.authentication import ways
    from ..serving.door.origins import origins
    from ..serving.door.proxies import proxies
    from ..serving.door.rates import rate

    plans(settings.plans)
    ways(settings)
    origins(settings.cors_origins)
    proxies(settings.proxies)
    rate(settings.rate_buyer, "DAOGOU_RATE_BUYER")
    rate(settings.rate_address, "DAOGOU_RATE_ADDRESS")


def store(settings: Settings) -> tuple[Verdict, str]:
    from ..catalogue.store import Store
    from ..ingest.titled import said

    if settings.store is None:
        return "unset", "no DAOGOU_STORE: the demo store, created at first use"
    manifest = Store(settings.store).current().manifest
    counts = ", ".join(f"{count:,} {kind}" for kind, count in manifest.counts.items())
    titles = "".join(f" {said(field, told)}" for field, told in manifest.titled.items())
    return "good", f"{settings.store}: {counts}; embedded by {manifest.model} on {manifest.created_at:%Y-%m-%d}.{titles}"


def model(settings: Settings) -> tuple[Verdict, str]:
    from ..catalogue.store import Store, check_model
    from ..models.embedding import make_embedder

    embedder = make_embedder(settings)
    embedder.queries(["daogou"])
    if settings.store is not None:
        check_model(Store(settings.store).current(), embedder.name)
    return "good", f"{embedder.name}, {embedder.dimensions} dimensions"


def llm(settings: Settings) -> tuple[Verdict, str]:
    """Check that the server has each configured model, that the models do what turns ask of them, and that the prompts are valid."""
    from ..models.models import ROLES, make_models
    from ..models.prompt_library import PromptLibrary
    from ..models.served import served
    from ..schema.errors import OutsideError
    from .model_probe import probe_models

    models = make_models(settings)
    prompts = PromptLibrary(settings.prompts, strict=True).all()
    if settings.llm_base_url is None:
        return "unset", "no DAOGOU_LLM_BASE_URL: replies are worded by templates"
    named = {role: model.name for role in ROLES if (model := getattr(models, role)) is not None}
    there = served(settings.llm_base_url, settings.llm_api_key)
    lacking = sorted({name for name in named.values() if name not in there})
    if lacking:
        raise OutsideError(f"The server has no language model {lacking[0]!r}; it has {', '.join(there) or 'none'}: correct DAOGOU_LLM_MODEL.")
    probe_models(models, settings.llm_timeout_s)
    roles = ", ".join(f"{role} {name}" for role, name in named.items())
    return "good", f"the server answers ({roles}; {len(prompts)} prompts)"


def search(settings: Settings) -> tuple[Verdict, str]:
    from .provider_checks import check_providers

    good, text = check_providers(settings)
    return "good" if good else "bad", text


def state(settings: Settings) -> tuple[Verdict, str]:
    from ..memory.conversations import open_conversations
    from ..memory.folder import state_folder

    if settings.redis_url is not None:
        return "unset", "conversations live in Redis"
    folder = state_folder(settings)
    with open_conversations(settings) as conversations:
        return "good", f"{folder}: {len(conversations.transcripts.list(limit=100_000)):,} conversations"


def redis(settings: Settings) -> tuple[Verdict, str]:
    if settings.redis_url is None:
        return "unset", "no DAOGOU_REDIS_URL: conversations live in the state folder"
    from ..memory import connection

    url = settings.redis_url.get_secret_value()
    where = connection.address(url)
    client = connection.connect(url)
    try:
        with connection.redis_trouble(where):
            client.ping()
            told = _said_of_itself(client)
    finally:
        client.close()
    if wrong := _unfit(told):
        return "bad", f"{where}: {wrong}"
    return "good", f"{where} answers (version {told.get('redis_version', '?')})"


def _said_of_itself(client: Any) -> dict[str, Any]:
    """The server's INFO; empty without permission."""
    from redis.exceptions import NoPermissionError

    try:
        return {name: value for section in ("server", "memory", "replication") for name, value in client.info(section).items()}
    except NoPermissionError:
        return {}


def _unfit(told: Mapping[str, Any]) -> str | None:
    """Why this Redis would lose conversations, None if it wouldn't."""
    policy = str(told.get("maxmemory_policy", "noeviction"))
    if told.get("maxmemory") and policy.startswith("allkeys"):
        return f"evicts conversations when its memory is full (maxmemory-policy {policy}); set it to noeviction or volatile-ttl."
    if told.get("role") == "slave":
        return "is a replica and can only be read; name its primary in DAOGOU_REDIS_URL."
    return None


def chroma(settings: Settings) -> tuple[Verdict, str]:
    if settings.chroma_url is None:
        return "unset", "no DAOGOU_CHROMA_URL: Chroma embedded in the store"
    from urllib.request import urlopen

    from ..schema.errors import OutsideError

    url = settings.chroma_url if "//" in settings.chroma_url else f"http://{settings.chroma_url}"
    try:
        with urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=3) as answer:
            answer.read()
    except (OSError, ValueError) as error:
        raise OutsideError(f"Chroma at {url.rpartition('@')[2]} didn't answer; start it, or unset DAOGOU_CHROMA_URL.") from error
    return "good", f"{url.rpartition('@')[2]} answers"


def outbox(settings: Settings) -> tuple[Verdict, str]:
    """Check a folder; a webhook isn't called, since every request to it is a letter."""
    from ..sourcing.outbox import FolderOutbox, open_outbox

    found = open_outbox(settings)
    if found is None:
        return "unset", "buyers send letters to sellers themselves"
    if isinstance(found, FolderOutbox):
        found.check()
        return "good", f"approved letters go to {found.folder}"
    return "good", f"approved letters go to the webhook at {found.host}, which wasn't called"

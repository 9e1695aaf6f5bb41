"""Tenants: shops on this server, each with its own store, prompts, conversations and limits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..graphs.opening import Assistant
from ..graphs.opening import open as open_assistant
from ..memory.folder import state_folder
from ..models.models import Models
from ..schema.errors import InputError
from ..schema.settings import Settings
from .door.caller import DEFAULT, calling
from .door.rates import Rates
from .metrics import Missing
from .place import Place
from .stream.runs import Runs
from .turnstile import Turnstile

OURS = (
    "tenants", "auth", "session_secret", "session_days", "api_keys", "cors_origins", "proxies", "drain_s", "turns_buyer", "turns_address",
)  # fmt: skip
"""Settings of the server that tenants can't have, like those of jwt."""


@dataclass
class Tenant:
    name: str
    assistant: Assistant
    rates: Rates
    turnstile: Turnstile
    runs: Runs = field(default_factory=Runs)
    missing: Missing = field(default_factory=Missing)
    retired: list[Assistant] = field(default_factory=list)  # replaced by a reload, closed at the next one: a turn may still use it


class Tenants:
    """A request belongs to the tenant of its key or token, else of its host, else to the default one."""

    def __init__(self, settings: Settings, models: Models | None = None) -> None:
        self.settings, self._models, self.turnstile = settings, models, Turnstile(settings)
        rows = _rows(settings.tenants) if settings.tenants else {}
        self._hosts = _hosts(rows)
        self._tenants = {name: self._opened(name, each) for name, each in _settings(settings, rows)}

    def of_host(self, host: str) -> str:
        return self._hosts.get(host.rpartition(":")[0].lower() or host.lower(), self._hosts.get(host.lower(), self.settings.tenant))

    def get(self, name: str) -> Tenant | None:
        return self._tenants.get(name)

    @property
    def first(self) -> Tenant:
        return self._tenants[self.settings.tenant]

    def here(self, buyer: str | None = None) -> Place:
        """The current request's place, for the buyer it names."""
        caller = calling.get().asking_for(buyer)
        tenant = self._tenants[caller.tenant]
        return Place(tenant, caller)

    def __iter__(self) -> Iterator[Tenant]:
        return iter(self._tenants.values())

    def renew(self, settings: Settings) -> None:
        """Apply new settings to every tenant, rereading the tenants file; running turns finish with the old ones. All or nothing: raises InputError
        or StoreError and changes nothing. Blocks."""
        rows = _rows(settings.tenants) if settings.tenants else {}
        hosts = _hosts(rows)
        each = dict(_settings(settings, rows))
        if set(each) != set(self._tenants):
            raise InputError("Tenants can't be added or removed while the server runs; restart it.")
        new = {name: (self._tenants[name].assistant.renewed(its, self._models), Rates(its)) for name, its in each.items()}
        for name, (assistant, rates) in new.items():
            tenant = self._tenants[name]
            if not tenant.runs.running():
                _retire(tenant)
            tenant.retired.append(tenant.assistant)
            tenant.assistant, tenant.rates = assistant, rates
        self.settings, self._hosts = settings, hosts
        self.turnstile.renew(settings)

    def _opened(self, name: str, settings: Settings) -> Tenant:
        return Tenant(name, open_assistant(settings=settings, models=self._models), Rates(settings), self.turnstile)

    async def settle(self, seconds: float) -> None:
        """Wait up to `seconds` for the running turns, then stop the rest."""
        for tenant in self:
            await tenant.runs.settle(seconds)

    def close(self) -> None:
        for tenant in self:
            _retire(tenant)
            tenant.assistant.close()


def _retire(tenant: Tenant) -> None:
    while tenant.retired:
        tenant.retired.pop().retire()


def _hosts(rows: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Tenants by host; removes the hosts from the rows."""
    return {str(host).lower(): name for name, row in rows.items() for host in row.pop("hosts", [])}


def _settings(base: Settings, rows: dict[str, dict[str, Any]]) -> Iterator[tuple[str, Settings]]:
    yield base.tenant, base
    for name, row in rows.items():
        if wrong := [key for key in row if key in OURS or key.startswith("jwt_") or key not in Settings.model_fields]:
            raise InputError(f"Tenant {name!r} in {base.tenants} can't set {wrong[0]!r}; it takes hosts and any setting except the server's.")
        if base.redis_url is not None and "redis_url" not in row:
            raise InputError(f"Tenant {name!r} in {base.tenants} needs a redis_url of its own, for example another database of the same server, …/1.")
        apart = {"turn_log": base.turn_log / name} if base.turn_log else {}
        apart |= {} if base.redis_url else {"state": state_folder(base) / "tenants" / name}
        try:
            yield name, Settings.model_validate({**base.model_dump(), **apart, **row, "tenant": name})
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            raise InputError(f"Tenant {name!r} in {base.tenants}: {'.'.join(map(str, first['loc']))} can't be used: {first['msg']}.") from error


def _rows(path: Path) -> dict[str, dict[str, Any]]:
    try:
        rows = yaml.safe_load(path.read_text("utf-8")) or {}
        found = {str(name): dict(row or {}) for name, row in rows.items()}
    except (OSError, yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
        raise InputError(f"The tenants in {path} can't be read; write NAME: {{hosts: […], store: …}} for each, or unset DAOGOU_TENANTS.") from error
    if wrong := [name for name in found if not name.replace("-", "").replace("_", "").isalnum() or name == DEFAULT]:
        raise InputError(f"A tenant in {path} can't be called {wrong[0]!r}; use letters, digits, - and _.")
    return found

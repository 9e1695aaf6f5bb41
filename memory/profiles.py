"""Buyers' profiles in a LangGraph store, one item per trait, so that concurrent conversations don't overwrite each other."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from langgraph.store.base import BaseStore, PutOp, SearchItem, SearchOp
from pydantic import ValidationError

from ..schema.profile import Profile, Trait
from ..schema.settings import Settings
from .names import checked
from .record import Damaged
from .stores import open_store

log = structlog.get_logger("daogou")
SPACE = "profile"
DEFAULT = "default"
MOST = 200
"""Most traits read of a buyer."""


class Profiles:
    """Profiles of a tenant's buyers; each call is one batch."""

    def __init__(self, store: BaseStore, tenant: str = DEFAULT) -> None:
        self.store, self.tenant = store, tenant

    def get(self, buyer: str) -> Profile:
        return _profile(buyer, self.store.batch([self._asked(buyer)]))

    async def aget(self, buyer: str) -> Profile:
        return _profile(buyer, await self.store.abatch([self._asked(buyer)]))

    def change(self, buyer: str, kept: Collection[Trait] = (), forgotten: Collection[str] = ()) -> None:
        """Delete the traits `forgotten` and store `kept`, atomically."""
        self.store.batch(self._writes(buyer, kept, forgotten))

    async def achange(self, buyer: str, kept: Collection[Trait] = (), forgotten: Collection[str] = ()) -> None:
        await self.store.abatch(self._writes(buyer, kept, forgotten))

    def delete(self, buyer: str) -> bool:
        """Delete the profile, unreadable traits included; True if there was one."""
        gone = False
        while names := self._names(buyer):
            self.change(buyer, forgotten=[name for name in names if name])
            gone = True
        return gone

    def _names(self, buyer: str) -> list[str]:
        """Keys of the stored traits; "" stands for damaged ones, which the attempt removed."""
        try:
            return [each.key for each in self.store.batch([self._asked(buyer)])[0]]  # type: ignore[union-attr]  # a search gives a list
        except Damaged:
            return [""]

    def _space(self, buyer: str) -> tuple[str, str]:
        return SPACE if self.tenant == DEFAULT else f"{SPACE} {_label(self.tenant)}", _label(checked(buyer, "buyer"))

    def _asked(self, buyer: str) -> SearchOp:
        return SearchOp(self._space(buyer), limit=MOST)

    def _writes(self, buyer: str, kept: Iterable[Trait], forgotten: Iterable[str]) -> list[PutOp]:
        space, ttl = self._space(buyer), (self.store.ttl_config or {}).get("default_ttl")
        writes = {name: PutOp(space, name, None) for name in forgotten}
        writes |= {trait.id: PutOp(space, trait.id, trait.model_dump(mode="json"), ttl=ttl) for trait in kept}
        return list(writes.values())

    def close(self) -> None:
        """Close the store if it has resources."""
        getattr(self.store, "close", lambda: None)()


@contextmanager
def open_profiles(settings: Settings) -> Iterator[Profiles]:
    profiles = Profiles(open_store(settings))
    try:
        yield profiles
    finally:
        profiles.close()


def _traits(found: Iterable[SearchItem]) -> Iterator[Trait]:
    for each in found:
        try:
            yield Trait.model_validate(each.value)
        except ValidationError:
            log.warning("a trait can't be read and is left out", trait=each.key)


def _label(name: str) -> str:
    """Quote full stops, which LangGraph forbids in labels and e-mail addresses have."""
    return name.replace("%", "%25").replace(".", "%2E")


def _profile(buyer: str, answers: list[Any]) -> Profile:
    found: list[SearchItem] = answers[0]
    traits = list(_traits(found))
    return Profile(buyer=buyer, traits=tuple(sorted(traits, key=lambda trait: (trait.at, trait.id))))

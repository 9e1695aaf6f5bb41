"""Buyers' profiles in a LangGraph store: an item for each trait, so that two conversations of one buyer never overwrite each other's."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from langgraph.store.base import BaseStore, PutOp, SearchItem, SearchOp

from ..schema.profile import Profile, Trait
from ..schema.settings import Settings
from .names import checked
from .stores import open_store

SPACE = "profile"
DEFAULT = "default"
MOST = 200
"""Traits that are read of a buyer."""


class Profiles:
    """`get`, `change` and `delete` each in one batch; their asynchronous twins are for nodes. A buyer without an id has no profile, and one of
    another tenant is another buyer."""

    def __init__(self, store: BaseStore, tenant: str = DEFAULT) -> None:
        self.store, self.tenant = store, tenant

    def get(self, buyer: str) -> Profile:
        return _profile(buyer, self.store.batch([self._asked(buyer)]))

    async def aget(self, buyer: str) -> Profile:
        return _profile(buyer, await self.store.abatch([self._asked(buyer)]))

    def change(self, buyer: str, kept: Collection[Trait] = (), forgotten: Collection[str] = ()) -> None:
        """All of it or nothing: `forgotten` ids go, `kept` traits stand from now on."""
        self.store.batch(self._writes(buyer, kept, forgotten))

    async def achange(self, buyer: str, kept: Collection[Trait] = (), forgotten: Collection[str] = ()) -> None:
        await self.store.abatch(self._writes(buyer, kept, forgotten))

    def delete(self, buyer: str) -> bool:
        """Whether there was anything."""
        gone = False
        while traits := self.get(buyer).traits:
            self.change(buyer, forgotten=[trait.id for trait in traits])
            gone = True
        return gone

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
        """Where the store holds something open."""
        getattr(self.store, "close", lambda: None)()


@contextmanager
def open_profiles(settings: Settings) -> Iterator[Profiles]:
    profiles = Profiles(open_store(settings))
    try:
        yield profiles
    finally:
        profiles.close()


def _label(name: str) -> str:
    """LangGraph lets no label hold a full stop, and e-mail addresses do."""
    return name.replace("%", "%25").replace(".", "%2E")


def _profile(buyer: str, answers: list[Any]) -> Profile:
    found: list[SearchItem] = answers[0]
    traits = [Trait.model_validate(each.value) for each in found]
    return Profile(buyer=buyer, traits=tuple(sorted(traits, key=lambda trait: (trait.at, trait.id))))

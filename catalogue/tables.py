"""Names with translations, referred to by codes."""

from typing import Any, NamedTuple


class Names(NamedTuple):
    """A name as recorded, and language -> name. `titled`: taken from titles, not from records."""

    name: str
    aliases: dict[str, str] = {}
    titled: bool = False

    @classmethod
    def of(cls, stored: Any) -> "Names":
        return cls(stored[0], stored[1], *stored[2:])

    @property
    def all(self) -> tuple[str, ...]:
        return (self.name, *self.aliases.values())


class CategoryNames(NamedTuple):
    """A category path from the root, as recorded, and language -> path. `titled`: assigned by titles, not by records."""

    path: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]] = {}
    titled: bool = False

    @classmethod
    def of(cls, stored: Any) -> "CategoryNames":
        return cls(tuple(stored[0]), {language: tuple(path) for language, path in stored[1].items()}, *stored[2:])

    @property
    def all(self) -> tuple[str, ...]:
        """All levels in all languages."""
        return (*self.path, *(level for path in self.aliases.values() for level in path))

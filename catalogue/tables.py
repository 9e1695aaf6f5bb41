"""Names with their translations, as codes stand for them."""

from typing import Any, NamedTuple


class Names(NamedTuple):
    """A name as recorded and in other languages, by language. `titled`: of products whose titles state it, not their records."""

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
    """A category path as recorded and in other languages, from the widest level to the narrowest. `titled`: of products whose titles put
    them there, not their records."""

    path: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]] = {}
    titled: bool = False

    @classmethod
    def of(cls, stored: Any) -> "CategoryNames":
        return cls(tuple(stored[0]), {language: tuple(path) for language, path in stored[1].items()}, *stored[2:])

    @property
    def all(self) -> tuple[str, ...]:
        """Every level in every language."""
        return (*self.path, *(level for path in self.aliases.values() for level in path))

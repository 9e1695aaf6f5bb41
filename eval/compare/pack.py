"""A pack: files that a catalogue is made of, where a suite isn't over the demo pack."""

from dataclasses import dataclass
from pathlib import Path

from .folders import hashed


@dataclass(frozen=True)
class Pack:
    """`mapping` names one that comes with the package; None: native data."""

    files: tuple[Path, ...]
    mapping: str | None = None

    @property
    def key(self) -> str:
        """By names, sizes and times: the files may be gigabytes."""
        listed = [each for path in self.files for each in (sorted(path.rglob("*")) if path.is_dir() else [path]) if each.is_file()]
        return hashed(self.mapping or "", *(f"{each.resolve()} {each.stat().st_size} {each.stat().st_mtime_ns}" for each in listed))

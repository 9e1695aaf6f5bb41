"""An embedder that knows the words of what was planted, but not their order: an attack and its control then mean the same to ranking."""

from collections.abc import Iterable, Sequence

from ...models.embedding import Embedder, Vectors
from ..wrapped import Wrapped
from .attack import Attack


class Unordered(Wrapped):
    """Any other text is embedded as it stands. A name and the name that stands in for it have no word in common: they are left out."""

    def __init__(self, base: Embedder, attacks: Iterable[Attack]) -> None:
        super().__init__(base)
        self._same: dict[str, str] = {}
        for attack in attacks:
            for part, control in zip(attack.parts, attack.control, strict=True):
                words = " ".join(sorted(control.split())) if attack.shuffled else ""
                self._same |= {part: words, control: words}

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.base.passages([self._said(text) for text in texts])

    def _said(self, text: str) -> str:
        for planted in sorted((one for one in self._same if one in text), key=len, reverse=True):
            text = text.replace(planted, self._same[planted])
        return text

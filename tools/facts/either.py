"""A question that names two things, of which a product is one: "is it USB or the round plug?", answered by whichever a text of its states."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...schema.reading import Reading
from ..decisions.offer import Offer
from ..decisions.on_file import Found
from .recorded import OR, content
from .terms_asked import key_words
from .written import Written

_PARTS = re.compile(r"(?<=[?？;；。！!\n，])|(?<=[.,])\s")
WORDS = "said."


class Either(NamedTuple):
    """The two `names`, the `part` of the message that asks, and by product what its texts say."""

    names: tuple[str, ...]
    part: str
    found: Mapping[str, Found]

    @property
    def field(self) -> str:
        return f"{WORDS}{(' or ' if self.names[0].isascii() and self.names[1].isascii() else '还是').join(self.names)}"

    def covers(self, field: str) -> bool:
        """Whether it answers what is asked by these words."""
        return field.startswith(WORDS) and bool(content(field.removeprefix(WORDS)) & content(self.part))


def either(text: str, reading: Reading, offers: Sequence[Offer], written: Written) -> Either | None:
    """None where nothing of that kind is asked, or no text tells."""
    for part in _PARTS.split(text):
        said = part
        for pointer in reading.references:
            said = said.replace(pointer.text, " ", 1) if pointer.text else said
        names = tuple(map(key_words, OR.split(said)))
        if len(names) != 2 or not all(names):
            continue
        found = {offer.id: one for offer in offers if (one := _told(names, offer, written)) is not None}
        if found:
            return Either(names, part, found)
    return None


def _told(names: Sequence[str], offer: Offer, written: Written) -> Found | None:
    lines = {name: line for name in names if (line := written.says(offer.product, [name], sellers=True, named=False)) is not None}
    return Found(" / ".join(names), tuple(lines.values())[:1], best=next(iter(lines.values())), side=tuple(lines)) if lines else None

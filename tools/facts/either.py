"""A question that names two things, of which a product is one: "is it USB or the round plug?", answered by whichever a text of its states."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...schema.reading import Reading
from ..decisions.offer import Offer
from ..decisions.on_file import Found
from .recorded import OR, content, stands
from .terms_asked import key_words
from .written import Written

_PARTS = re.compile(r"(?<=[?？;；。！!\n，])|(?<=[.,])\s")


class Either(NamedTuple):
    """The two `names`, the `part` of the message that asks, and by product what its texts say."""

    names: tuple[str, ...]
    part: str
    found: Mapping[str, Found]

    @property
    def field(self) -> str:
        return f"either.{(' or ' if ''.join(self.names).isascii() else '还是').join(self.names)}"

    def instead(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The fields asked for, with it in the place of the words that it answers."""
        said = content(self.part)
        return tuple(dict.fromkeys(self.field if one.startswith("said.") and content(one.removeprefix("said.")) & said else one for one in asked))


def either(text: str, reading: Reading, offers: Sequence[Offer], written: Written) -> Either | None:
    """None where nothing of that kind is asked, or no text tells."""
    asked = [one.removeprefix("said.") for one in reading.asked if one.startswith("said.")]
    for said in (*asked, *_PARTS.split(text)):
        part = next((one for one in _PARTS.split(text) if said in one), said)
        for pointer in reading.references:
            said = said.replace(pointer.text, " ", 1) if pointer.text else said
        names = tuple(map(key_words, OR.split(said)))
        if len(names) != 2 or not all(names):
            continue
        if found := {offer.id: one for offer in offers if (one := _told(names, offer, written)) is not None}:
            return Either(names, part, found)
    return None


def _told(names: Sequence[str], offer: Offer, written: Written) -> Found | None:
    """By the line that has a name's every word: what recharges need not do so by USB."""
    lines = {name: line for name in names if (line := written.says(offer.product, [name], sellers=True, named=False)) is not None}
    told = {
        name: line
        for name, line in lines.items()
        if any(all(stands(term, line.text, abroad=True) for term in content(way)) for way in name.split("/"))
    }
    return Found(" / ".join(names), tuple(told.values())[:1], side=tuple(told)) if told else None

"""Rows without what names a person: one redaction a row, so that a mark means the same in the whole conversation."""

import re
from collections.abc import Collection, Iterable, Iterator

from ...memory.redaction.redaction import Redaction
from ..judging.contest import Message
from .preference import Correction, Preference


def redacted(rows: Iterable[Preference | Correction], known: Collection[str] = ()) -> Iterator[Preference | Correction]:
    """A row whose two replies differ in nothing else is left out."""
    for row in rows:
        clean = Redaction(known).of
        prompt = tuple(Message(role=message.role, content=clean(message.content)) for message in row.prompt)
        if isinstance(row, Preference):
            found: Preference | Correction = row.model_copy(
                update={"prompt": prompt, "chosen": clean(row.chosen), "rejected": clean(row.rejected), "why": clean(row.why)}
            )
        else:
            found = row.model_copy(update={"prompt": prompt, "wrong": clean(row.wrong), "right": clean(row.right), "why": clean(row.why)})
        if _differs(found):
            yield found


def _differs(row: Preference | Correction) -> bool:
    one, other = (row.chosen, row.rejected) if isinstance(row, Preference) else (row.wrong, row.right)
    return _unnumbered(one) != _unnumbered(other)


def _unnumbered(text: str) -> str:
    return re.sub(r"\[([a-z]+)-\d+\]", r"[\1]", text)

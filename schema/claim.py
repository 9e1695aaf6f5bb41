"""A sentence of an outside text, with what it claims."""

from typing import Any, Literal

from .base import Noun
from .condition import Op

Saying = Literal["criterion", "standard", "plain"]


class Claim(Noun):
    """A verbatim sentence: `text` is `start:end` of the passage `ref`.

    A "criterion" recommends a `value` of `attribute` (`upto`: the other end of a range) for a case `when` (`{"room_temp_c": [16, 20]}`); a "standard"
    names a certificate in `value`. `trust`: 0-1 by kind of source. `old`: published so long ago that it may be outdated. `about`: brands and products
    of the catalogue that it names. `also`: further sources that agree; `against`: refs of claims that disagree. `tells`: about goods and not about
    certificates, so it may be quoted alone.
    """

    text: str
    start: int
    end: int
    says: Saying = "plain"
    attribute: str | None = None
    op: Op | None = None
    value: Any = None
    upto: float | None = None
    unit: str | None = None
    when: dict[str, Any] = {}
    ref: str
    source: str | None = None
    source_kind: str | None = None
    published: str | None = None
    retrieved_at: str | None = None
    trust: float = 0.5
    old: bool = False
    lang: str | None = None
    about: tuple[str, ...] = ()
    tells: bool = True
    also: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

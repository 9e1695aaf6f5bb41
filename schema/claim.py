"""What an outside text claims, sentence by sentence."""

from typing import Any, Literal

from .base import Noun
from .condition import Op

Saying = Literal["criterion", "standard", "plain"]


class Claim(Noun):
    """A sentence, verbatim: `text` is `start:end` of the passage `ref` that it stands in.

    A "criterion" says which `value` of `attribute` to take (`upto` is the other end of a range) `when` (`{"room_temp_c": [16, 20]}`), a
    "standard" names a certificate in `value`.
    `trust` is 0-1 by the kind of source; `old`: so long ago that it may have changed; `about` are the catalogue's
    brands and products that it names; `also` are further sources that say the same, `against` the
    refs of claims that say otherwise; `tells`: it speaks of goods, and of no certificates, so that it may be quoted
    by itself.
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

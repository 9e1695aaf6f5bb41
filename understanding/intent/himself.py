"""What the buyer says or asks of himself, not of goods."""

from collections.abc import Sequence

from ...schema.fact import Fact
from ..tokens.cues import Cues
from ..tokens.facts import Said
from ..tokens.standing import FORGET, PROFILE, Standing
from .subject import Subject


def of_himself(lasting: Standing, himself: Said, fields: Sequence[str], told: Cues) -> tuple[str, ...]:
    """He asks what is known of him, or wants something of it forgotten: facts by kind and value, wishes by field, "*" all; () for neither."""
    if lasting.asks:
        return (PROFILE,)
    if not lasting.forgets(himself.spans) or told.intents.keys() & {"out_of_scope", "tampering"}:
        return ()
    named = tuple(dict.fromkeys((*(f"{fact.kind}.{fact.value}" for fact in himself.facts), *fields, *lasting.about)))
    everything = ("*",) if "everything" in lasting.kinds else ()
    return (FORGET, *(named or everything)) if named or everything else ()


def for_whom(about: Subject) -> tuple[Fact, ...]:
    """Whom he mostly buys for."""
    return (Fact(kind="audience", value=about.audience, text=about.audience),) if about.audience and not about.category else ()

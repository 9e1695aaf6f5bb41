"""One evidence list: what outside texts claim, weighed, and as criteria where products can be measured by it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from ...schema.claim import Claim
from ...schema.evidence import Evidence
from ...understanding.reader import Reader
from .asked import ANYTHING, Goods
from .claims import claims_of, is_old
from .telling import told
from .weighing import weighed


def fused(passages: Sequence[Evidence], reader: Reader, today: date, goods: Goods = ANYTHING) -> tuple[Evidence, ...]:
    """The passages in their order, without what may not be told. What the web and the owner's documents say carries its claims; a passage that only
    repeats others is left out. `goods` is what is looked for."""
    passages = [cleared for piece in passages if (cleared := told(piece, reader.vocabulary, strict=is_outside(piece))).text]
    outside = [piece for piece in passages if is_outside(piece)]
    if not outside:
        return tuple(passages)
    kept: dict[str, list[Claim]] = defaultdict(list)
    for claim in weighed(claims_of(outside, reader, today, goods)):
        kept[claim.ref].append(claim)
    claimed = ((piece, [claim for claim in kept[piece.ref] if piece.text[claim.start : claim.end] == claim.text]) for piece in passages)
    return tuple(
        _with(piece, claims, today) if is_outside(piece) else piece for piece, claims in claimed if claims or piece.line or not is_outside(piece)
    )


def is_outside(piece: Evidence) -> bool:
    return piece.kind == "web" or piece.source_kind == "document"


def _with(piece: Evidence, claims: Sequence[Claim], today: date) -> Evidence:
    criteria = tuple(_criterion(claim) for claim in claims if claim.says == "criterion")
    return piece.model_copy(update={"claims": tuple(claims), "criteria": (*piece.criteria, *criteria), "old": is_old(piece, today)})


def _criterion(claim: Claim) -> dict[str, Any]:
    asked = {"op": claim.op, "value": claim.value, "upto": claim.upto, "unit": claim.unit, "when": claim.when}
    return {"attribute": claim.attribute, "statement": claim.text, **asked}

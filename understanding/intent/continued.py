"""第三款呢, "and all five?": a message that only points asks of it what was asked before."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from ...schema.reading import Reading
from ..language.atom import atoms
from ..language.lexicon import lexicon, load
from ..tokens.found import Gathered
from ..tokens.token import Token
from .asked import apart_from_pointers

_KEPT = ("compare", "supplier", "product_question", "pick")


def request(reading: Reading) -> Reading | None:
    """What a later pointer alone would ask again, with the superlative that asked which; None where nothing was asked of products."""
    most = tuple(each for each in reading.references if each.kind == "extreme")
    if reading.intent not in _KEPT or (reading.intent == "product_question" and not (reading.asked or most)):
        return None
    return Reading(intent=reading.intent, language=reading.language, asked=reading.asked, supposed=reading.supposed, references=most)


def continued(reading: Reading, before: Reading | None) -> Reading:
    """`reading`, with the request `before` where it points and says nothing else."""
    if before is None or before.intent == "pick" or not reading.pure or reading.intent != "product_question" or reading.asked:
        return reading
    if before.intent == "compare" and len(reading.references) == 1 and reading.references[0].kind != "all":
        return reading
    return reading.model_copy(update={"intent": before.intent, "asked": before.asked, "supposed": before.supposed})


def of_another_case(reading: Reading, before: Reading | None, text: str) -> Reading:
    """`reading`, as the choice that was asked about before where it tells another case of it and wishes for nothing: 那怕热的宝宝呢."""
    wishes = reading.conditions or reading.dropped or reading.references or reading.relative or reading.sort or reading.quantity or reading.bids
    going = reading.topic == "same" and reading.intent in ("search", "refine", "out_of_scope") and not (reading.category or reading.correction)
    told = reading.audience or reading.case
    if before is None or before.intent != "pick" or wishes or not (going and told) or in_whole(text, "") is None:
        return reading
    return reading.model_copy(update={"intent": "pick"})


def in_whole(text: str, goods: str) -> str | None:
    """The question that it is of such goods: "which TOG for a baby who runs hot?"; None where it isn't one that opens and ends so."""
    for words in _continuing().values():
        said = text.strip()
        opened = next((word for word in words["opens"] if re.match(rf"{word}(?![a-z])", said, re.IGNORECASE)), None)
        end = next((end for end in words["ends"] if said.endswith(end)), None)
        if opened is None or end is None:
            continue
        case = said[len(opened) : -len(end)].strip()
        told = case.split(" ")[0].lower() in words["cases"]
        if told or opened != "and":
            return str(words["whole"]).format(goods=goods, case=case if told else str(words["case"]).format(case=case))
    return None


@cache
def _continuing() -> dict[str, Any]:
    return load("continuing")


def only_points(text: str, tokens: Sequence[Token], gathered: Gathered) -> bool:
    """Whether nothing but words that may stand beside a pointer is left of the message."""
    pieces = [piece for piece in atoms(apart_from_pointers(text, tokens, gathered).lower()) if piece.text[0].isalnum()]
    place = 0
    while gathered.references and place < len(pieces):
        end, meanings = lexicon().elliptic.longest(pieces, place)
        if not meanings:
            return False
        place = end
    return bool(gathered.references)

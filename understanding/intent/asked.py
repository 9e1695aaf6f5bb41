"""What a question asks about a product: fields of the contract, `attr.NAME`, `review.ASPECT`, `capability.NAME`."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ..tokens.aspects import judging, named_in, spoken_of
from ..tokens.capabilities import capabilities_in, capability_phrases
from ..tokens.cues import Cues
from ..tokens.found import Gathered
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary
from .goods import is_noun
from .in_units import in_units
from .safety import asks_safety, checked
from .whole import of_several, without_parts

REVIEW, CAPABILITY, TERMS = "review.", "capability.", "terms."
BULK = f"{TERMS}bulk"
_TAKING = ("use", "using", "used", "put", "put on", "with", "用", "使用", "能用", "可以用", "加", "放")
_ELSE = ("inquiry", "compare", "brand")
_TOLD_BY_CAPABILITIES = ("supplier.capabilities", "sample")


def asked_about(text: str, tokens: Sequence[Token], cues: Cues, gathered: Gathered, vocabulary: Vocabulary, category: str | None) -> tuple[str, ...]:
    """Fields asked about, in the message's order; empty where it asks nothing."""
    shelf = vocabulary.shelf(category)
    if not cues.question and not (gathered.references and of_several(without_parts(cues.asks))):
        return ()
    names = _by_quantity(without_parts(cues.asks), gathered)
    able, inside = [CAPABILITY + name for name in capabilities_in(text)], capability_phrases(text)
    for place, token in enumerate(tokens):
        attributes: tuple[tuple[str, ...], ...] = token.values("attribute")
        if _taken_with(tokens, place):
            continue
        if attributes and place not in gathered.used and not _said_in(token, cues) and not any(token.text in phrase for phrase in inside):
            stated = (name for group in attributes for name in shelf.names(group))
            names.append(f"attr.{next(stated, attributes[0][0])}")
    measured = in_units(tokens, gathered, vocabulary, shelf) if not names else []
    names += measured
    judged = bool(gathered.references) and ("reviews" in names or bool(cues.of("judged")) or judging(text))
    parts = [each for each in gathered.conditions if judged and each.field.startswith("attr.") and named_in(each.text)]
    names += [each.field for each in gathered.conditions if each not in parts]
    names += [str(each.sort).lstrip("-") for each in gathered.references if cues.superlative and each.kind == "extreme"]
    names = checked(text, names, shelf)
    if asks_safety(names):
        return tuple(names)
    told = any(name.startswith("attr.") for name in names)
    heard = () if able or cues.superlative or measured else spoken_of(apart_from_pointers(text, tokens, gathered), named=not told or judged)
    return tuple(
        dict.fromkeys(
            [name for name in names if not (able and name in _TOLD_BY_CAPABILITIES)]
            + able
            + [REVIEW + name for name in heard if not _taken(name, names)]
        )
    )


def of_terms(text: str, tokens: Sequence[Token], cues: Cues, gathered: Gathered) -> tuple[str, ...]:
    """What a question asks of the seller's terms (delivery, returns …) and of nothing else: no record has them, and its words are no goods."""
    asks = cues.question or text.rstrip().endswith(("?", "？"))
    names = tuple(name for name in cues.asks if asks and name.startswith(TERMS))
    conditions = [each for each in gathered.conditions if each.field != "supplier.location"]  # 几天到上海: where to
    other = conditions or gathered.bids or cues.acts or cues.intents.keys() & _ELSE or any(token.has("category") for token in tokens)
    return () if other or (BULK in names and gathered.quantity) else names


def _by_quantity(names: list[str], gathered: Gathered) -> list[str]:
    """Prices by quantity are the price of so many, where a quantity is said; else they are asked for themselves, and not the price of one."""
    if BULK not in names:
        return names
    kept = [name for name in names if name not in (BULK, "price")]
    return ["price" if gathered.quantity else BULK, *kept]


def by_reviews(conditions: Sequence[Condition], asked: Sequence[str]) -> list[Condition]:
    """Those that name a part which reviews are asked to judge: how good the zip is, and not whether there is one."""
    return [each for each in conditions if each.field not in asked and {REVIEW + name for name in named_in(each.text)} & {*asked}]


def of_reviews(asked: Sequence[str]) -> bool:
    """Whether reviews are asked for what they say."""
    return any(name.startswith(REVIEW) for name in asked)


def _taken_with(tokens: Sequence[Token], place: int) -> bool:
    """Whether it begins the name of a thing used with the goods: "can I use fabric softener on it?" asks of no fabric."""
    before = tokens[place - 1].text.lower() if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return before in _TAKING and after is not None and not after.meanings and is_noun(after.text)


def _said_in(token: Token, cues: Cues) -> bool:
    """Whether it is a part of other words that ask: what PEOPLE complain about."""
    return any(start <= token.start and token.end <= end and end - start > token.end - token.start for start, end in cues.spans)


def apart_from_pointers(text: str, tokens: Sequence[Token], gathered: Gathered) -> str:
    """Without what only says which product: "does the cheapest one have a certificate?" asks nothing about its price."""
    for start, found in reversed(gathered.spans):
        first, last = tokens[start].start, tokens[min(found.end, len(tokens)) - 1].end
        text = f"{text[:first]}，{text[last:]}" if found.references else text
    return text


def _taken(aspect: str, names: Sequence[str]) -> bool:
    """Whether a field of the record is asked for that tells it better: the price itself, not what reviews say of it."""
    return aspect in names or (aspect == "documents" and "certification" in names)

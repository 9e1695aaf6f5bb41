"""Goods that a message turns away without asking for others (不要儿童睡袋, "no phone cases"): they are left out, and nothing is searched for by their
name."""

from collections.abc import Iterator, Sequence

from ...schema.need import Need
from ..language.atom import atoms
from ..language.lexicon import lexicon
from ..language.phrases import Meaning
from ..tokens.cues import Cues
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary
from .refused import refused


def without_denied(parts: Sequence[Token], told: Cues, text: str, vocabulary: Vocabulary, need: Need | None) -> tuple[Token, ...]:
    """`parts` with each such noun and what denies it as one token: `not_for` whom it is for, where the same noun is made for others too, else
    `not_kind`, or `not_called` where what is in hand only has another name too. As they are where the message asks."""
    found = list(parts)
    for start, end in () if told.question else reversed(list(refused(parts))):
        nouns = [place for place in range(start, end) if parts[place].has("category")]
        if nouns and parts[start].text >= "\u3400" and parts[nouns[0]].gap:
            continue  # 红色的 不要 连衣裙: it denies what stands before it
        others = [token for place, token in enumerate(parts) if not start <= place < end]
        begins, instead = start, list[Token]()
        for place in nouns:
            until = end if place == nouns[-1] else place + 1
            instead += _denied(parts[begins:until], parts[place], others, text, vocabulary, need)
            begins = until
        found[start:end] = instead or found[start:end]
    return tuple(found)


def turned_away(parts: Sequence[Token], category: str | None) -> bool:
    """Whether the goods in hand are themselves what is not wanted."""
    return category is not None and any(token.value("not_kind") == category for token in parts)


def _denied(said: Sequence[Token], noun: Token, others: Sequence[Token], text: str, vocabulary: Vocabulary, need: Need | None) -> Iterator[Token]:
    category, first, end = str(noun.value("category")), said[0], said[-1].end

    def token(start: int, end: int, *meanings: Meaning) -> Token:
        return Token(text[start:end].rstrip(), start, end, meanings, text[start - 1 : start].isspace())

    group, cut = _for_whom(noun, category, vocabulary)
    if group is None:
        named = {each.value("category") for each in others if each.has("category")} or {need.category if need else None}
        renamed = category in named and not vocabulary.calls(category, noun.text)
        yield token(first.start, end, Meaning("not_called" if renamed else "not_kind", category))
    elif (
        (need is not None and (need.category or need.query))
        or said[-1] is not noun
        or any(head.category == category for each in others for head in each.values("head"))
    ):
        yield token(first.start, end, Meaning("not_for", group))
    else:  # sleeping bags, but not for babies
        behind = noun.start + cut
        yield token(first.start, behind, Meaning("not_for", group))
        yield token(behind, noun.end, *(Meaning("head", head) for head in vocabulary.heads(text[behind : noun.end])))


def _for_whom(noun: Token, category: str, vocabulary: Vocabulary) -> tuple[str | None, int]:
    """The audience that the noun begins with, where what is left of it names goods for others too, and where that begins."""
    for piece in atoms(noun.text)[1:]:
        heads = vocabulary.heads(noun.text[piece.start :])
        if {head.category for head in heads} > {category}:
            said = lexicon().grammar.get(noun.text[: piece.start].strip())
            return next((str(meaning.value) for meaning in said if meaning.kind == "audience"), None), piece.start
    return None, 0

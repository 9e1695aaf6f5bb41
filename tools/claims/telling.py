"""What of an outside text may be told: sentences that speak of goods, and neither order anything nor hide anything."""

from functools import lru_cache

from ...schema.evidence import Evidence
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..wording.plain import citable
from .accusing import accuses
from .dictating import puts_words
from .favouring import favours, stands
from .goods import speaks_of_goods
from .named import parties
from .sentences import first_sentence, sentences, stretches
from .stance import recommends
from .whole import stands_whole


@lru_cache(maxsize=16384)
def tellable(sentence: str, vocabulary: Vocabulary, strict: bool) -> bool:
    """Whether it may be told as advice. `strict` of a stranger's text (favouring.py)."""
    return citable(sentence) and not favours(sentence, vocabulary, strict)


def _leaves(sentence: str, vocabulary: Vocabulary, strict: bool) -> bool:
    """Whether it may be told at all, be it of a brand."""
    return tellable(sentence, vocabulary, strict) or (citable(sentence) and stands(sentence, vocabulary))


def tells(sentence: str, vocabulary: Vocabulary) -> bool:
    """What is told of nothing that a catalogue knows is no advice on goods, whoever gives it."""
    return citable(sentence) and speaks_of_goods(sentence, vocabulary)


def told(piece: Evidence, vocabulary: Vocabulary, strict: bool) -> Evidence:
    """The passage without its sentences that may not be told, so that nobody quotes them, and called by its source where its title may not; with the
    sentence that it is quoted by where nothing else is asked of it: the first that tells something, "" where none does."""

    def whole(text: str) -> bool:
        return all(tellable(text[start:end].strip(), vocabulary, strict) for start, end in stretches(text))

    text = _without(piece, vocabulary, strict)
    said = (first_sentence(text), *(sentence.text for sentence in sentences(text)))
    lead = next((each for each in said if tells(each, vocabulary) and tellable(each, vocabulary, strict)), "")
    line = piece.line if piece.line and whole(piece.line) and not (strict and _suspect(piece, vocabulary)) else ""
    criteria = tuple(one for one in piece.criteria if whole(str(one.get("statement", ""))))
    title = piece.title if whole(piece.title) else piece.source or ""
    return piece.model_copy(update={"title": title, "text": text, "lead": lead, "line": line, "criteria": criteria})


def _suspect(piece: Evidence, vocabulary: Vocabulary) -> bool:
    """Whether a stranger's line answers nobody: it accuses somebody, or is a page's that names one or gives orders to who answers."""
    if accuses(piece, piece.line, piece.line, vocabulary):
        return True
    if piece.kind != "web":
        return False
    said = (piece.text[start:end] for start, end in stretches(piece.text))
    return next(parties(piece.line, vocabulary), None) is not None or any(puts_words(one) for one in said)


def _without(piece: Evidence, vocabulary: Vocabulary, strict: bool) -> str:
    """A line ends where a sentence was, or its neighbours would be quoted as one."""
    text = piece.text
    for start, end in reversed(list(stretches(text))):
        if not _may_stay(piece, start, end, vocabulary, strict):
            text = text[:start].rstrip(" ") + "\n" + text[end:].lstrip(" ")
    return text.strip("\n") if text.strip() else ""


def _may_stay(piece: Evidence, start: int, end: int, vocabulary: Vocabulary, strict: bool) -> bool:
    sentence = piece.text[start:end].strip()
    if not _leaves(sentence, vocabulary, strict) or (strict and accuses(piece, sentence, _paragraph(piece.text, start, end), vocabulary)):
        return False
    return not _must_stand(piece, sentence) or stands_whole(piece.text, start, end, vocabulary)


def _paragraph(text: str, start: int, end: int) -> str:
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]


def _must_stand(piece: Evidence, sentence: str) -> bool:
    """A page's sentences must, but what an authority states."""
    return piece.kind == "web" and (piece.source_kind != "authority" or recommends(sentence))

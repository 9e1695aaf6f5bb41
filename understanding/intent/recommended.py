"""A recommendation asked for and nothing named: 给我推荐一个, "recommend me one". Of goods in hand it is a choice; else what there is is shown."""

from .situation import Situation

_RECOMMENDING = ("推荐", "recommend", "suggest")
_SAYING_NOTHING = ("stop", "filler", "number", "measure", "one", "tail", "goods", "break", "product_word", "each")


def recommends(now: Situation) -> bool:
    """By a word of recommending, and beside it no more than whom to and how many."""
    said = [token for token in now.tokens if any(map(str.isalnum, token.text))]
    words = [token for token in said if token.text.lower().split()[0] in _RECOMMENDING]
    other = now.wishes or now.points or now.named or now.asked or now.cues.acts or now.subject.category or now.gathered.notes
    return bool(words) and not other and all(token in words or token.has(*_SAYING_NOTHING) for token in said)

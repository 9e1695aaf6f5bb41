"""What is left of a message to read: without emphasis, the buyer's own particulars and firms that nobody knows, and with slips mended."""

from collections.abc import Sequence
from dataclasses import replace

from ..retrievers.titled import Titles
from ..schema.reference import Shown
from .language.emphasis import without_emphasis, without_oaths
from .language.particulars import companies, destinations, place_names, with_stand_ins, without_destinations, without_particulars
from .language.text import Cleaned, clean
from .productions.markets import market_names
from .slips.slip import Slip
from .slips.slips import Slips
from .tokens.lexer import tokens
from .tokens.written_out import written_out
from .vocabulary.vocabulary import Vocabulary


class Cleaner:
    """By one catalogue's vocabulary and titles; a page's text, which no buyer `typed`, has no slips."""

    def __init__(self, vocabulary: Vocabulary, titles: Titles, typed: bool) -> None:
        self._vocabulary, self._titles = vocabulary, titles
        self._slips = Slips(vocabulary) if typed else None
        self._places = frozenset((*place_names(), *(name for place in vocabulary.facets.places for name in (place.name, *place.aliases))))

    def cleaned(self, text: str, shown: Sequence[Shown] = ()) -> tuple[Cleaned, tuple[Slip, ...]]:
        cleaned = written_out(clean(text), shown, self._titles, self._vocabulary)
        plain = with_stand_ins(without_oaths(without_emphasis(cleaned.text)))
        said, firms = self._without_firms(impersonal(self._from_anywhere(plain)))
        mended, slips = self._slips.mended(said) if self._slips is not None else (said, ())
        sent_to = destinations(plain, self._places, market_names())
        return replace(cleaned, text=mended, firms=firms, whole=impersonal(plain), sent_to=sent_to), slips

    def _from_anywhere(self, text: str) -> str:
        """The text without where goods go to."""
        return without_destinations(text, self._places, market_names())

    def _without_firms(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text without names of firms that the catalogue doesn't know and a word of which is a value (Olive Green Co., 墨绿贸易公司 ask for no
        colour), and those names."""
        away: list[str] = []
        for found in sorted(companies(text), key=lambda each: -each.start()):
            named, called = tokens(found[0], self._vocabulary), found[0].casefold().rstrip(".")
            ours = any(called in name.casefold() for one in self._vocabulary.facets.suppliers for name in (one.name, *one.aliases))
            if (
                any(token.has("value") for token in named)
                and not ours
                and not any(token.has("brand", "place", "category", "head") for token in named)
            ):
                text, away = f"{text[: found.start()]} , {text[found.end() :]}", [found[0], *away]
        return text, tuple(away)


def impersonal(text: str) -> str:
    """The text without the buyer's name, address and numbers, or the marks that stand for them in a redacted one."""
    return without_particulars(with_stand_ins(text))

"""Names of a supplier: in full, without its place, without its legal form, and by its distinctive part (精耀电子, Jingyao)."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ...catalogue.facets import SupplierFacet
from ..language.atom import keys
from ..language.dictionaries import is_chinese_word, is_english_word

_FORM = re.compile(r"(?:(?:股份|责任)?有限(?:责任)?公司|集团|公司|工厂|商行|商店|商贸|经营部|旗舰店|厂|店|行)$")
_LATIN_FORM = re.compile(r"(?i),?\s*\b(?:co\.?,?\s*ltd|company|limited|ltd|inc|corp|llc|gmbh|factory|trading house|works|store|shop)\b\.?$")
_ENDINGS = ("厂", "工厂", "公司", "家", "店", "那家", "这家")
_OWN_HAN, _OWN_LATIN = 3, 5
"""Characters from which the distinctive part is unambiguous alone."""


def called(facets: Sequence[SupplierFacet], places: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each name with the id of a supplier that it may mean; suppliers can share a name."""
    parted = [(facet.id, name, *_parted(name, places)) for facet in facets for name in (facet.name, *facet.aliases)]
    trades = Counter(core[at:] for core in {core for _, _, _, core in parted if not core.isascii()} for at in range(2, len(core)))
    for supplier, name, place, core in parted:
        for one in dict.fromkeys([name, *(_latin(place, core) if core.isascii() else _han(place, core, trades))]):
            yield one, supplier


def _parted(name: str, places: Collection[str]) -> tuple[str, str]:
    """The place that the name begins with, and the name without place and legal form."""
    place = max((each for each in places if name.startswith(each) and len(each) < len(name)), key=len, default="")
    form = _LATIN_FORM if name.isascii() else _FORM
    return place, form.sub("", name[len(place) :]).strip(" ,")


def _han(place: str, core: str, trades: Counter[str]) -> Iterator[str]:
    own = next((core[:at] for at in range(2, len(core)) if trades[core[at:]] > 1), core)
    known = is_chinese_word(core)
    yield from () if known or len(core) < _OWN_HAN else (core,)
    yield from (f"{place}{each}{end}" for each in {core, own} if place and len(each) > 1 for end in ("", *_ENDINGS))
    yield from (f"{each}{end}" for each in {core, own} if len(each) > 1 and not is_chinese_word(each) for end in _ENDINGS)
    yield from (own,) if len(own) >= _OWN_HAN and not is_chinese_word(own) else ()


def _latin(place: str, core: str) -> Iterator[str]:
    words = core.split()
    yield from (core,) if len(words) > 1 else ()
    yield from (f"{place} {each}" for each in (core, words[0] if words else "") if place and each)
    yield from words[:1] if words and len(words[0]) >= _OWN_LATIN and not any(is_english_word(key) for key in keys(words[0])) else ()

"""Brands and categories of products whose records lack them, read in the titles of the whole store."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os.path import commonprefix
from typing import NamedTuple

from ...catalogue.plurals import singular
from ...catalogue.world_brands import world_brands
from ...retrievers import english
from ...retrievers.analysis import frequency, stem
from ...retrievers.lexicon import noun_phrases
from ...retrievers.nouns import listed
from ...schema.product import Product, Titled, TitledField
from .brand_names import Brand, BrandNames
from .runs import runs
from .shelves import Shelved, shelves
from .words import Piece, is_measure, pieces

_LEAST_STARTS, _SHARE = 5, 0.0005  # titles that begin with it
_FIRST = 0.8  # share of its titles that begin with it
_ALWAYS = 0.95  # the same for an ordinary word
_NUMBERED = 0.25  # share followed by a model number or ®, for an ordinary word
_RARE = 50  # counts above it in the English dictionary make a word ordinary
_LEAST_OTHERS = 3  # different words that must follow
_GOES_ON = 0.9  # share followed by the same word
_SHOUTED = 0.6  # share of capitals among a title's words above which capitals say nothing
_SHORT = 4  # letters of a part of a compound
_PARTS = re.compile(r"[-./'’&]")
_FEWEST = 3  # titles that state it
_LONGEST = 4  # characters of a Chinese name
_IN_BRACKETS = re.compile(r"\s*[【\[]\s*([^【】\[\]]{2,16}?)\s*[】\]]")
_BOTH = re.compile(r"\s*[【\[]?\s*([A-Za-z][A-Za-z0-9&'’.\- ]{1,24}?)\s*[/／]\s*([\u3400-\u9fff]{2,10})")
_HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z&'’.\- ]+")
_OTHERS = 5  # goods of a brand that show that the store sells it, not only accessories
_NEAR = 3  # pieces after a brand in which its model number stands


class Stated(NamedTuple):
    """What a record itself states; `brands`: language -> the brand's name in it."""

    id: str
    title: str
    brand: str | None
    category: tuple[str, ...]
    brands: Mapping[str, str] = {}

    @classmethod
    def of(cls, product: Product) -> "Stated":
        own = product.recorded
        return cls(own.id, own.title, own.brand, own.category, {each: text.brand for each, text in own.translations.items() if text.brand})


@dataclass
class FromTitles:
    """`brands` and `shelves` by product id; `others`: brand -> its names by language."""

    brands: dict[str, Brand] = field(default_factory=dict)
    shelves: dict[str, Shelved] = field(default_factory=dict)
    others: dict[str, dict[str, str]] = field(default_factory=dict)

    def told(self, product: Product) -> Product:
        """The product's record with what its title tells and the record lacks."""
        own, found = product.recorded, dict[TitledField, Titled]()
        brand, shelf = self.brands.get(own.id), self.shelves.get(own.id)
        if brand is not None:
            found["brand"] = Titled(quote=own.title[brand.start : brand.end], start=brand.start, others=self.others.get(brand.name, {}))
        if shelf is not None:
            found["category"] = Titled(quote=own.title[shelf.start : shelf.end], start=shelf.start)
        if not found:
            return own
        return own.model_copy(
            update={"titled": found, "brand": brand.name if brand else own.brand, "category": shelf.path if shelf else own.category}
        )


def from_titles(records: Iterable[Stated]) -> FromTitles:
    """The findings in all titles; they don't depend on the order."""
    every = sorted(records)
    bare = [each for each in every if not each.brand]
    loose = [each for each in every if not each.category]
    read = {each.id: pieces(each.title) for each in (*bare, *loose)}
    known = _known(every, bare, read) if bare else []
    named = BrandNames((spelled[0], spelled) for spelled, _ in known)
    brands = {each.id: brand for each in bare if (brand := named.of(each.title, read[each.id])) is not None}
    recorded = {each.brand for each in every if each.brand}
    brands = _as_written(bare, without_fitted(brands, read, recorded), recorded)
    called = {spelled[0].casefold(): aliases for spelled, aliases in reversed(known) if aliases}
    others = {name: called[name.casefold()] for name in {brand.name for brand in brands.values()} if name.casefold() in called}
    return FromTitles(brands, _shelved(every, loose, read, brands), others)


def _as_written(bare: Sequence[Stated], brands: Mapping[str, Brand], recorded: Container[str]) -> dict[str, Brand]:
    """The brands that no record states, as most titles write them: DEWALT, not DeWalt."""
    forms: dict[str, Counter[str]] = {}
    for each in bare:
        if (brand := brands.get(each.id)) is not None and brand.name not in recorded:
            quote = each.title[brand.start : brand.end]
            forms.setdefault(brand.name, Counter())[quote if quote.casefold() == brand.name.casefold() else brand.name] += 1
    names = {name: max(said, key=lambda form: (said[form], form)) for name, said in forms.items()}
    return {key: brand._replace(name=names.get(brand.name, brand.name)) for key, brand in brands.items()}


def _known(every: Sequence[Stated], bare: Sequence[Stated], read: Mapping[str, Sequence[Piece]]) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Spellings of each brand with its translations: of the store's records, the world's brands, and names that its titles state or begin with."""
    own = {each.brand: dict(each.brands) for each in every if each.brand}
    found = [((brand, *aliases.values()), aliases) for brand, aliases in own.items()]
    found += [(names, _chinese(names)) for names in world_brands()]
    found += [(names, _chinese(names)) for _, names in stated_names(each.title for each in bare)]
    return [*found, *(((name,), dict[str, str]()) for name in leading_names(read[each.id] for each in bare))]


def _chinese(names: Sequence[str]) -> dict[str, str]:
    han = next((name for name in names[1:] if name >= "\u3400"), None)
    return {"zh": han} if han else {}


def _shelved(
    every: Sequence[Stated], loose: Sequence[Stated], read: Mapping[str, Sequence[Piece]], brands: Mapping[str, Brand]
) -> dict[str, Shelved]:
    """The category of each product whose title names one of the store's categories."""
    titles = {each.id: runs(read[each.id], _after_brand(each, brands)) for each in loose}
    return shelves(titles, [each.category for each in every if each.category])


def _after_brand(each: Stated, brands: Mapping[str, Brand]) -> int:
    """The offset in the title after the brand that it begins with; 0 without one."""
    if (found := brands.get(each.id)) is not None:
        return found.end if not each.title[: found.start].strip(" 【[") else 0
    return len(each.brand) if each.brand and each.title.casefold().startswith(each.brand.casefold()) else 0


def without_fitted(brands: Mapping[str, Brand], read: Mapping[str, Sequence[Piece]], recorded: Container[str]) -> dict[str, Brand]:
    """The `brands` (by product id) that are the product's own; `recorded`: brands that records state."""
    fitted = {key for key, brand in brands.items() if brand.name not in recorded and _is_fitted(brand, read[key])}
    others = Counter(brand.name for key, brand in brands.items() if key not in fitted)
    return {key: brand for key, brand in brands.items() if key not in fitted or others[brand.name] >= _OTHERS}


def _is_fitted(brand: Brand, title: Sequence[Piece]) -> bool:
    behind = [piece for piece in title if piece.start >= brand.end][:_NEAR]
    numbered = any(piece.kind == "code" and not is_measure(piece) for piece in behind)
    return numbered and any(_made_for(piece) for piece in title if piece.end > brand.end)


def _made_for(piece: Piece) -> bool:
    if piece.kind == "han":
        return any(word in piece.text for word in listed("fitted") if word >= "\u3400")
    return piece.kind == "word" and singular(piece.text.lower()) in listed("fitted")


def stated_names(titles: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each brand with its spellings, Latin first; sorted."""
    bracketed, both = defaultdict[str, int](int), defaultdict[str, list[str]](list)
    for title in titles:
        if (found := _BOTH.match(title)) is not None:
            both[found[1]].append(found[2])
        elif (found := _IN_BRACKETS.match(title)) is not None:
            bracketed[found[1]] += 1
    alone = ((name, (name,)) for name, count in bracketed.items() if count >= _FEWEST and _is_name(name))
    return sorted({**dict(alone), **dict(_pairs(both))}.items())


def _pairs(both: dict[str, list[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Latin name with the Chinese one: the common prefix after it in all titles (Midea/美的电饭煲 and Midea/美的风扇 give 美的)."""
    for latin, behind in both.items():
        shared = commonprefix(behind)
        if len(behind) >= _FEWEST:
            yield latin, (latin, shared) if 1 < len(shared) <= _LONGEST else (latin,)


def _is_name(text: str) -> bool:
    if any(word in text for word in listed("promises")):
        return False
    return _LATIN.fullmatch(text) is not None or (_HAN.fullmatch(text) is not None and not frequency(text))


def leading_names(titles: Iterable[Sequence[Piece]]) -> list[str]:
    """The names as most titles write them, sorted."""
    seen = _Seen(titles)
    return sorted(name for key in seen.first if (name := seen.name(key)) is not None)


class _Seen:
    """Counts of words: at the start of titles, anywhere, in lower case, and of what follows them."""

    def __init__(self, titles: Iterable[Sequence[Piece]]) -> None:
        self.first, self._all, self._small, self._numbered = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._capitals = Counter[str]()
        self._next: dict[str, Counter[str]] = defaultdict(Counter)
        self._third: dict[str, set[str]] = defaultdict(set)
        count = 0
        for title in titles:
            count += 1
            self._take([piece for piece in title if piece.kind != "sign"])
        self._fewest = max(_LEAST_STARTS, round(count * _SHARE))

    def _take(self, words: Sequence[Piece]) -> None:
        own = list(_before_fits(words))
        self._all.update({piece.name.casefold() for piece in own})
        self._small.update({piece.name for piece in own if piece.name.islower()})
        if not own or own[0].kind not in ("word", "code") or not own[0].name[0].isalpha() or len(own[0].name) < 2:
            return
        key = own[0].name.casefold()
        self.first[key] += 1
        self._forms[key][own[0].name] += 1
        self._numbered[key] += any(piece.marked for piece in own[:2]) or any(piece.kind == "code" for piece in own[1:4])
        shouted = sum(piece.name.isupper() for piece in own if piece.kind == "word") > _SHOUTED * sum(piece.kind == "word" for piece in own)
        self._capitals[key] += own[0].marked or (_is_mark(own[0].name) and not shouted)
        if len(own) > 1:
            self._next[key][own[1].name] += 1
            self._third[key].add(own[2].name if len(own) > 2 else "")

    def name(self, key: str) -> str | None:
        """The brand that begins with this word; None if there is none."""
        count, said = self.first[key], max(self._forms[key], key=lambda form: (self._forms[key][form], form))
        if count < self._fewest or said[0].islower() or key in _SAY or singular(key) in _SAY or (stem(key),) in noun_phrases():
            return None
        if count < _FIRST * self._all[key] or self._small[key] > 0.05 * self._all[key]:
            return None
        goes_on = self._usual_next(key)
        if self._is_brand(key, said) or (goes_on is not None and self._is_brand(key, said, goes_on)):
            return f"{said} {goes_on}" if goes_on else said
        return None

    def _is_brand(self, key: str, said: str, after: str | None = None) -> bool:
        count = self.first[key]
        if after is None and len(self._next[key]) < _LEAST_OTHERS:
            return False
        if not _ordinary(key) or (after is not None and not _ordinary(after.casefold())):
            return True
        if self._capitals[key] >= 0.8 * count:
            return True
        return count >= 2 * self._fewest and count >= _ALWAYS * self._all[key] and self._numbered[key] >= _NUMBERED * count and not self._small[key]

    def _usual_next(self, key: str) -> str | None:
        """The word that nearly always follows, if different words follow it; else None."""
        if not self._next[key]:
            return None
        word, count = max(self._next[key].items(), key=lambda item: (item[1], item[0]))
        usual = count >= _GOES_ON * self.first[key] and len(self._third[key]) >= _LEAST_OTHERS and word.isalpha() and word[0].isupper()
        return word if usual and singular(word.casefold()) not in _SAY and (stem(word.casefold()),) not in noun_phrases() else None


_SAY = listed("qualities") | listed("containers") | listed("fits") | listed("counted") | listed("mass")


def _is_mark(name: str) -> bool:
    """True for a spelling unlike ordinary words: DEWALT, LevelOne, HP."""
    return any(letter.isupper() for part in _PARTS.split(name) for letter in part[1:])


def _ordinary(word: str) -> bool:
    """True for a dictionary word or a compound of two: Eco-Friendly, Homestyle."""
    parts = [part for part in _PARTS.split(word) if part]
    return all(english.frequency(part) > _RARE for part in parts) or any(
        english.frequency(word[:cut]) > _RARE < english.frequency(word[cut:]) for cut in range(_SHORT, len(word) - _SHORT + 1)
    )


def _before_fits(words: Sequence[Piece]) -> Iterator[Piece]:
    for piece in words:
        if piece.kind == "word" and piece.text.lower() in listed("fits"):
            return
        yield piece

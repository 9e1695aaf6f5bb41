"""Words linked to the store's own: goods to a category, a field's name to a field, a value to conditions on what the goods state."""

import operator
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, Protocol

import yaml

from ..catalogue.facets import AttributeFacet
from ..catalogue.plurals import singular
from ..catalogue.quantities import in_unit_of, parse_quantity, unit_of
from ..catalogue.sized import known, range_of
from ..catalogue.text import normal
from ..catalogue.wanted import code_pattern
from ..catalogue.world_brands import world_brands
from ..language.amounts import plain
from ..language.company import animal
from ..language.stages import stage
from ..retrievers.analysis import frequency, segments
from ..retrievers.analysis import words as content
from ..retrievers.dictionary import into_english, into_other
from ..retrievers.fits import records_fit
from ..retrievers.kind_names import kind_names
from ..retrievers.lexicon import accessory_nouns, names_by_word
from ..retrievers.meant import EITHER
from ..retrievers.misfit import asked_with, flags, unwanted
from ..retrievers.nouns import is_noun, listed
from ..schema.command import Want
from ..schema.condition import FIELDS, Condition, Op
from ..schema.supplier import NUMBERS as OF_SUPPLIERS
from ..understanding.language.figures import another, figures, unlike
from ..understanding.language.text import language_of
from ..understanding.reader import Reader
from ..understanding.tokens.capabilities import capabilities_in, capability_phrases, means
from ..understanding.tokens.lexer import tokens
from ..understanding.vocabulary.concepts import bare, concepts, reaching
from ..understanding.vocabulary.shelf import Shelf
from .gradable import scales
from .sums import A_SET

NUMBERS = (
    "price", "moq", "quantity", "rating", "review_count", "sold_90d", "stock",
    *(f"supplier.{name}" for name in OF_SUPPLIERS if name != "response_hours"),
)  # fmt: skip
"""Fields of numbers that a message may bound; how soon a seller answers is a wish of letters (sourcing/sellers.py)."""
_COMPOUND = 6
"""Characters of a Chinese name; more are several words."""
IMPERIAL = ("ft", "foot", "feet", "yd", "yard", "lb", "pound", "oz", "ounce", "gal", "gallon")
"""Units that records with bare numbers aren't in; inches are, of screens."""
SEASON = "season"
"""What guides tell cases by that a temperature outside tells too."""
PEOPLE = ("people", "persons")
"""Facts that tell how many are to have room."""
_MONTHS = {"months": 1.0, "years": 12.0}
_COMPARED = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}
_GRADE = re.compile(r"([A-Za-z]{2,5})[ -]?(\d{1,2})")
NAMES = 2
"""Words that a name of goods has at most, where a search alone tells that it is one."""
SENSES = 2
"""Names of a word in the other language; what a dictionary tells later is rarer: 行李箱 is a suitcase first, and a boot at last."""
LONG = 40
"""Letters of a value that is a description rather."""
RARE = 0.1
"""Of the most stated attribute of such goods: what fewer state is hardly what is meant, where another is called alike."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")
"""A Latin name before a Chinese noun: KVM线, of KVM cables."""
BY_FAR = 3
"""Times as many such goods state the attribute whose value is meant, of several that have it."""
MOST = 0.5
"""Of the most stated attribute of such goods: a field that fewer state can't be kept away from."""
_OF_SEVERAL = re.compile(r"\s*(?:&|/|,|、|\band\b)\s*")
"""Between the goods that a shelf of several kinds is called by."""
_OR = re.compile(r"\s+or\s+|或者?|还是|要么")
_NUMBER_OF = re.compile(r"(?:the )?number of (?P<goods>[a-z][a-z -]+)")
"""As Chinese has 数量, which the lexer reads."""
_ARTICLE = re.compile(r"^(?:an?|the|some)\s+", re.IGNORECASE)
_EITHER = re.compile(r"\s*(?:/|、|\bor\b|或者?)\s*")
"""Between names of the goods of which any will do."""
LACKS = re.compile(r"不|无|没|非|免|none\b|no\b|not\b|without\b|un(?=[a-z])|non-?")
"""How a value begins that is without a thing."""
SIZES = ("diagonal", "size", "diameter", "尺寸", "直径")
LENGTHS = (*SIZES, "length", "长度")
PAPERS = ("paper", "papers", "paperwork", "document", "documents", "test", "文件", "资料", "证明")
"""What certificates are called too, where it is certificates that are spoken of."""
REPORTS = ("检测报告", "质检报告", "检验报告", "test report", "inspection report")
MANY, COMMON, OWN = 100, 0.5, 1.5
"""Values, the commonest, the share of products that have one of them, and products a value: of so many that so few share is a name."""
_UP_TO = re.compile(r"(?:max(?:imum)?(?![a-z])|最大|最高|限)", re.IGNORECASE)
"""How the name of an attribute begins that states up to how much of something goods are for."""
_PARTS = re.compile(r"[,，、/;；+&()（）\n-]|\s{2,}")
"""Between the parts of a value."""
_APART = re.compile(r"[-,;/]")
"""Between the words of one."""
_FOR = re.compile(r"([\w -]+?) for (?:the |my |our |an? )?([\w-]+)$")
"""Goods, and what they are for."""
_NEGATIVE = {"=": "!=", "in": "not_in", "contains": "not_contains", "!=": "=", "not_in": "in", "not_contains": "contains"}


class Linker(Protocol):
    """What grounding asks of a store's words. `near` is the field of a value that the words are no name of and come near to."""

    def holds(self, want: Want) -> bool: ...
    def sells(self, goods: str) -> bool: ...
    def goods(self, words: str, audience: str = "") -> tuple[str | None, str]: ...
    def any_of(self, words: str) -> tuple[str, ...]: ...
    def beside(self, goods: Sequence[str]) -> "Linker": ...
    def named(self, words: str) -> str | None: ...
    def above(self, shelf: str | None, other: str) -> bool: ...
    def whole(self, words: str, part: str) -> bool: ...
    def talked(self, words: str) -> str | None: ...
    def listed(self, words: str) -> bool: ...
    def recalled(self, words: str) -> str | None: ...
    def field(self, name: str, category: str | None) -> str | None: ...
    def values(self, want: Want, category: str | None) -> tuple[Condition, ...]: ...
    def branded(self, words: str, *, sure: bool = False) -> str | None: ...
    def spelled(self, words: str) -> str: ...
    def lacked(self, words: str, category: str | None) -> Condition | None: ...
    def near(self, words: str, category: str | None) -> str | None: ...
    def modelled(self, words: str) -> tuple[str | None, ...]: ...
    def asked(self, words: str) -> str | None: ...
    def measured(self, want: Want, category: str | None) -> str | None: ...
    def numbered(self, concept: str, category: str | None) -> str | None: ...
    def limits(self, fact: str, number: float, category: str | None) -> Sequence[Condition]: ...
    def cases(self, category: str | None) -> Collection[str]: ...
    def graded(self, want: Want, category: str | None) -> Condition | None: ...
    def from_some_age(self) -> Mapping[str, tuple[str, float]]: ...
    def shelves_for(self, audience: str) -> tuple[str, ...]: ...
    def tells(self, field: str, concept: str) -> bool: ...
    def states(self, field: str, category: str | None) -> bool: ...
    def stated_before(self, field: str) -> bool: ...
    def mostly(self, field: str, category: str | None) -> bool: ...
    def kinds(self, condition: Condition) -> Condition: ...
    def lessens(self, condition: Condition, words: str) -> bool: ...
    def sizes(self, field: str) -> bool: ...
    def worn(self, field: str) -> bool: ...
    def sized(self, category: str | None) -> str | None: ...
    def unit(self, want: Want) -> tuple[bool, str | None]: ...
    def least(self, field: str) -> bool: ...


_OF_IT = re.compile(r"\b(?:of|for|in|on|to|with)\b")
"""Behind which a name says what of."""


class Linked:
    """By the store's vocabulary: whatever phrase a buyer would be understood by. `known` are the shelves talked about so far, the latest last, `vote`
    tells the shelf that a search of some goods ends at, `near` the field that words come near to, `asked` which field; `sought` are shelf and words
    of the lists, the latest last, `titled` tells whether some title has the words, `alike` which of some names words come near to, `meant` which
    shelf means them in another language, `modelled` the shelves on which goods of a model lie, None where they lie on none, `within` whether
    titles have the words and none ends with them, `homes` the shelves of the titles that do, else of what is nearest;
    `cases` the measures of the buyer's case that guides for goods of a category tell cases by."""

    def __init__(
        self,
        reader: Reader,
        known: Sequence[str] = (),
        vote: Callable[[str], str | None] = lambda goods: None,
        near: Callable[[str, str | None], str | None] = lambda words, category: None,
        sought: Sequence[tuple[str | None, str]] = (),
        asked: Callable[[str], str | None] = lambda words: None,
        titled: Callable[[str], bool] = lambda words: False,
        alike: Callable[[str, Mapping[str, Sequence[str]]], str | None] = lambda words, names: None,
        meant: Callable[[str], str | None] = lambda words: None,
        modelled: Callable[[str], tuple[str | None, ...]] = lambda words: (),
        within: Callable[[str], bool] = lambda words: False,
        homes: Callable[[str], Collection[str | None]] = lambda words: (),
        cases: Callable[[str | None], Collection[str]] = lambda category: (),
    ) -> None:
        self.modelled, self._homes, self.cases = modelled, homes, cases
        self._reader, self._known, self._vote, self.near, self._sought, self.asked = reader, known, vote, near, sought, asked
        self._titled, self._nearest, self._meant, self._within = titled, alike, meant, within
        self._company: tuple[str, ...] = ()

    def beside(self, goods: Sequence[str]) -> "Linked":
        """For a message that names these goods together: of several categories that one of them may be, that beside the others."""
        shelves = tuple(shelf for words in goods if (shelf := self.named(words)) is not None) if len(goods) > 1 else ()
        if not shelves:
            return self
        other = copy(self)
        other._company = shelves
        return other

    def holds(self, want: Want) -> bool:
        """Whether field and value are spelled as the store spells them, as a tap's are; what is said of a value that has kinds means them too."""
        if want.by != "tap" and isinstance(want.value, str) and reaching((want.field or "").removeprefix("attr."), want.value):
            return False
        field, values = want.field or "", want.value if isinstance(want.value, tuple) else (want.value,)
        if field in NUMBERS:
            return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
        if field in FIELDS:
            return self._names(field).issuperset(values)
        facet = self._reader.vocabulary.attributes.get(field.removeprefix("attr.")) if field.startswith("attr.") else None
        if facet is None:
            return False
        if not all(isinstance(value, str) for value in values):
            numbers = any(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
            return not numbers or facet.kind != "text" or all(_told(facet, value) for value in values)
        known = {name for one in facet.values for name in (one.value, *one.aliases)}
        return known.issuperset(values)

    def _names(self, field: str) -> set[object]:
        """What the store has of a field of words."""
        facets = self._reader.vocabulary.facets
        named: dict[str, set[object]] = {
            "brand": {name for one in facets.brands for name in (one.name, *one.aliases.values())},
            "category": {name for one in facets.categories for name in one.path},
            "certification": {True, *(name for name, _ in facets.certifications)},
            "supplier": {one.id for one in facets.suppliers},
            "supplier.kind": {name for name, _ in facets.supplier_kinds},
            "supplier.location": {one.name for one in facets.places},
            "supplier.verified": {True, False},
        }
        return named.get(field, set())

    def sells(self, goods: str) -> bool:
        """Whether it is the name of a category."""
        return any(goods in facet.path for facet in self._reader.vocabulary.facets.categories)

    def goods(self, words: str, audience: str = "") -> tuple[str | None, str]:
        """The category that the words name, by themselves or with who it is for; None where the store has none. And the words to search by, with
        the name of a shelf that they only mean; all of them, where one is a value that no goods of the category state."""
        if (joined := words.replace("的", "")) in names_by_word():  # 标签机的色带
            words = joined
        several = self.any_of(words)
        every = [self.goods(each, audience) for each in several] if len(several) > 1 else []
        if len({shelf for shelf, _ in every}) == 1:
            return every[0][0], EITHER.join(said for _, said in every)
        shelf, said = self._sought_by(words, audience)
        told = [one for one in self._reader.read(words).conditions if one.field.startswith("attr.")]
        kept = all(self.states(one.field, shelf) and not any(map(self.sells, _texts(one))) for one in told)  # a shelf's name is no value of another
        return shelf, said if kept else words

    def any_of(self, words: str) -> tuple[str, ...]:
        """The names of several kinds of goods of which any will do; the words themselves where they are one name. A word alone is of the thing that
        the last one names: cat or dog beds."""
        *first, last = [_ARTICLE.sub("", each).strip() for each in _OR.split(words)]
        if not all((*first, last)) or not first or self._titled(words):
            return (words,)
        thing, shelf = last.split()[-1], self.goods(last)[0]
        apart = [" " not in each and each.isascii() and " " in last and self.goods(each)[0] != shelf for each in first]
        return (*(f"{each} {thing}" if alone else each for each, alone in zip(first, apart, strict=True)), last)

    def _sought_by(self, words: str, audience: str) -> tuple[str | None, str]:
        if (lying := self._lying(words)) is not None:
            return lying, words
        found = self._reader.read(words)
        if (turned := _FOR.match(words)) and found.category is not None and found.category == self.named(turned[2]) != self.named(turned[1]):
            return self._voted(words), words  # what is for such goods is none of them
        if found.category is not None and not self._apart(found.category, words):
            shelf = self._of_modifier(words, found.category) or self._abroad(words, found.category) or self._at_home(words, found.category)
            return shelf, words if kind_names(words) else _uncut(found.query, words)
        if audience:
            theirs = self._reader.read(f"{audience}{'' if language_of(words) == 'zh' else ' '}{words}")
            if theirs.category is not None:
                return theirs.category, theirs.query or words
            if (theirs_alone := self._for_them(words, audience) or self._for_animal(words, audience)) is not None:
                return theirs_alone, words
        named = [one for one in reversed(self._known) if self._ends(one, words) or one.endswith(words)] or self._ended(words) or self._same(words)
        voted = named[0] if named else self._beside_known(words) or self._voted(words)
        voted = voted or self._voted_for(words, audience)
        if voted is None and (turned := _FOR.match(words)):  # beds for cats, as cat beds
            found_so = self._sought_by(f"{turned[2].removesuffix('s')} {turned[1]}", audience)
            if found_so[0] is not None:
                return found_so
        meant = None if voted is not None else self._meant_by(words)
        whole = kind_names(words) or any(_ends(words, one.text) for one in found.conditions)  # a camping chair is no camping
        said = words if whole else _uncut(found.query, words)
        if meant is not None:
            return meant, f"{said} {meant}"
        found_partly = voted or self._of_part(words)
        return (found_partly, said) if found_partly is not None else self._of_compound(words) or (None, said)

    def _at_home(self, words: str, shelf: str) -> str | None:
        """Where the titles lie that have all of the words, if these are no name of the `shelf`: pillow covers are no phone covers."""
        paths, ways = self._paths(shelf), _alike(words)
        if any(_ends(name, words) or _ends(words, name) for name in paths):
            return shelf
        ended = self._homes(words) if self._titled(words) and not self._within(words) else ()
        if ended and shelf not in ended:  # titles of others call their goods so
            return next(iter(ended)) if len(ended) == 1 else None
        if any(_ends(name, way) for name in paths for way in ways) or any(_ends(words, way) for name in paths for way in _alike(name)):
            return shelf
        homes = self._homes(words)
        return shelf if not homes or shelf in homes else next(iter(homes)) if len(homes) == 1 else None

    def _of_modifier(self, words: str, shelf: str) -> str | None:
        """Another category, at which a search ends and whose name has what the words say beyond the name of the `shelf`, or stands among them: where
        projector lamps are sold, "projector bulbs" are no bulbs, and a lock cable is a lock."""
        more = {word.term for word in content(words)} - self._terms_of(shelf)
        voted = self._vote(words) if more else None
        if voted is None or voted == shelf:
            return None
        return voted if more <= self._terms_of(voted) or any(_terms(path) <= more for path in self._paths(voted)) else None

    def _terms_of(self, shelf: str | None) -> set[str]:
        return {word.term for path in self._paths(shelf or "") for word in content(path)}

    def _abroad(self, words: str, shelf: str) -> str | None:
        """Of goods whose whole name no title has, and a part of it names the `shelf`: where those lie that titles call so in the other language. A
        throw pillow is no pillow."""
        if not _others(words) or any(_ends(name, way) for name in self._paths(shelf) for way in _alike(words)) or self._titled(words):
            return None
        return self._called_abroad(words)

    def _same(self, words: str) -> list[str]:
        """The one category that is called by another name of the same goods: notebooks, of laptops; of several the one that they lie under. Not where
        the names of several end so."""
        ways = {_one(way) for way in _alike(words)} if not self._several(words) else set()
        every = [each.path for each in self._reader.vocabulary.facets.categories if any(_one(way) in ways for way in self._paths(each.path[-1]))]
        found = [path[-1] for path in every if all(other[: len(path)] == path for other in every)]
        if len(found) != 1 or self._apart(found[0], words):
            return []
        voted = self._voted(words) if self._titled(words) else None  # where titles call goods by just these words, whatever else such are called
        return [voted or found[0]]

    def _for_them(self, words: str, audience: str) -> str | None:
        """Of several categories whose names end with the words, the one that isn't for other people than these."""
        several = self._several(words)
        theirs = [each for each in several if not (flags(self._paths(each)) & unwanted(audience))]
        return theirs[0] if len(several) > len(theirs) == 1 else None

    def _for_animal(self, words: str, audience: str) -> str | None:
        """The shelf of what an animal has that is called as the words end: 猫窝, of a cat's 凉窝."""
        name = f"{audience}{words[-1]}" if len(words) == 2 and not words.isascii() and animal(audience) else ""
        return self._vote(name) if name and self._titled(name) else None

    def _beside_known(self, words: str) -> str | None:
        """Of several categories whose names end with the words, the one under the parent of a category talked about."""
        above = {each.path[-1]: each.path[:-1] for each in self._reader.vocabulary.facets.categories if len(each.path) > 1}
        known = (*self._known, *self._company)
        several = self._several(words) if known else []
        beside = ([each for each in several if above.get(each, ()) == above.get(one)] for one in reversed(known))
        return next((found[0] for found in beside if len(found) == 1), None)

    def _meant_by(self, words: str) -> str | None:
        """The shelf that all the words, else one of several names, mean in another language."""
        shelves = ((self._meant(each), each) for each in (words, *_EITHER.split(words)))
        return next((shelf for shelf, each in shelves if shelf is not None and not self._apart(shelf, each)), None)

    def _lying(self, words: str) -> str | None:
        """The one shelf that the words name with that on which it lies: wind instruments, of wind among the instruments."""
        said = {word.term for word in content(words)}
        found = {name for name, own, above in self._reader.vocabulary.shelf_paths if own < said <= own | above}
        return found.pop() if len(found) == 1 else None

    def _voted_for(self, words: str, audience: str) -> str | None:
        """Where a search of the goods for just these people ends: a sleep bag, for somebody of 4 months."""
        language = language_of(words) or "en"
        who = stage(audience, language) or audience
        return self._voted(f"{who}{'' if language == 'zh' else ' '}{words}") if who else None

    def _of_part(self, words: str) -> str | None:
        """The shelf that the end of a Chinese compound names, else its beginning: chairs, of 折叠椅."""
        if words.isascii() or not 2 < len(words) <= _COMPOUND:
            return None
        parts = [*(words[cut:] for cut in range(1, len(words))), *(words[:cut] for cut in range(len(words) - 1, 1, -1))]
        return next(
            (shelf for part in parts for way in into_english(part)[:SENSES] for shelf in self._ended(way) if not self._apart(shelf, words)), None
        )

    def _of_compound(self, words: str) -> tuple[str, str] | None:
        """The shelf of what the end of a Chinese compound is the name of, by what titles call that in the other language, and that name."""
        parts = [words[cut:] for cut in range(1, len(words) - 1) if not _within_word(words, cut)] if not words.isascii() else []
        return next(((shelf, part) for part in parts if (shelf := self._called_abroad(part)) is not None), None)

    def _called_abroad(self, words: str) -> str | None:
        """Where goods lie that titles call so in the other language."""
        return next(filter(None, (self._vote(name) for name in _others(words) if self._titled(name))), None)

    def above(self, shelf: str | None, other: str) -> bool:
        """Whether the other is a part of the shelf."""
        paths = (facet.path for facet in self._reader.vocabulary.facets.categories)
        return any(other in path[path.index(shelf) + 1 :] for path in paths if shelf in path)

    def named(self, words: str) -> str | None:
        """The shelf that the words name outright."""
        return self._reader.read(words).category

    def whole(self, words: str, part: str) -> bool:
        """Whether the words are all of a shelf's name, of which `part` is the end: infant sleeping bags, of sleeping bags. Not what such goods are
        like."""
        said = {word.term for word in content(words)}
        if said in self._reader.vocabulary.shelf_names and {word.term for word in content(part)} != said:
            return True
        read = self._reader.read(words)
        return read.category is not None and not read.conditions and read.category != self.named(part)

    def talked(self, words: str) -> str | None:
        """The shelf that a pointer names: one that was talked about, else any that the words name outright; None where they name none. The words
        themselves, where a list was of them."""
        read = self._reader.read(words)
        known = [one for one in reversed(self._known) if one == read.category or any(self._ends(one, way) for way in _alike(words))]
        if not known and self.listed(words):
            return words
        if not known and (called := self._called_partly(words)) is not None:
            return called
        if known or read.category is not None or read.conditions:
            return known[0] if known else read.category
        if len(content(words)) > NAMES:  # what is said of a thing is no name of its shelf, wherever a search for it ends
            return None
        voted = self._voted(words)
        return voted if voted in self._known and not self._within(words) else None

    def listed(self, words: str) -> bool:
        """Whether a list was called just so: of two of one shelf the words tell which."""
        return any(words in of for of in self._sought)

    def recalled(self, words: str) -> str | None:
        """The goods that a pointer at a list names: those of a list that was shown, by all of the words or by a part of its name, else what `talked`
        says, else the list whose name comes nearest."""
        if self.listed(words) or self._reader.read(words).conditions:  # what one of them is like is no name of all
            return self.talked(words)
        if (found := self._called_partly(words) or self.talked(words)) is not None:
            return found
        called, apart = self._lists(), dict[str, tuple[str, ...]]()
        for category, query in self._sought:
            name = category or query
            apart[name] = (*apart.get(name, ()), *called.get(query, ()), *called.get(name, ()))
        return self._nearest(words, apart)

    def mentioned(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Where the text names the goods of lists that were shown, and what these lists were called, in its order."""
        found: list[tuple[int, int, str]] = []
        lists = dict.fromkeys((category or query, query or category or "") for category, query in reversed(self._sought))
        names = [(way, about) for name, about in lists for of in dict.fromkeys((about, name)) for path in self._paths(of) for way in _heads(path)]
        for way, about in sorted(names, key=lambda one: len(one[0]), reverse=True):
            for match in re.finditer(rf"(?<![a-z]){re.escape(way)}(?:e?s)?(?![a-z])" if way.isascii() else re.escape(way), text.casefold()):
                if not any(match.start() < end and start < match.end() for start, end, _ in found):
                    found.append((*match.span(), about))
        return tuple({about: (start, end, about) for start, end, about in sorted(found, reverse=True)}.values())[::-1]

    def _called_partly(self, words: str) -> str | None:
        """The newest list whose goods are called by all of the words, or whose name ends so."""
        named = (name for name, paths in self._lists().items() if any(_ends(path, words) or _has(path, words) for path in paths))
        return next(named, None)

    def _lists(self) -> dict[str, tuple[str, ...]]:
        """What the goods of each list were called, the newest first."""
        return {name: self._paths(name) for of in reversed(self._sought) for name in of if name}

    def _paths(self, name: str) -> tuple[str, ...]:
        """What goods of that name are called, in every language."""
        facet = next((each for each in self._reader.vocabulary.facets.categories if each.path[-1] == name), None)
        every = (facet.path, *facet.aliases.values()) if facet is not None else ()
        return tuple(dict.fromkeys((name, *(path[-1] for path in every if path))))

    def _voted(self, words: str) -> str | None:
        """Where a search ends: of words that no title has, that of a name in the other language which some title has."""
        abroad = [] if self._titled(words) else [name for name in (*_others(words), *into_other(words)[:SENSES]) if self._titled(name)]
        kind = next(filter(None, map(self._vote, abroad or (words,))), None)
        alone = [one for one in self._leaves if any(path.endswith(words) for path in self._paths(one))] if len(words) == 1 else []
        if alone and kind not in alone:  # a lamp is no drill that has one
            return alone[0] if len(alone) == 1 else None
        return None if kind is None or self._apart(kind, words) else kind

    def _apart(self, category: str, words: str) -> bool:
        """Whether the category only goes with such goods (projector lamps, for a projector), or they with it (a table runner)."""
        facet = next((each for each in self._reader.vocabulary.facets.categories if each.path[-1] == category), None)
        paths = (facet.path, *facet.aliases.values()) if facet is not None else ()
        names = [name for path in paths if path for name in _OF_SEVERAL.split(path[-1])]
        if any(key == name.casefold().rstrip("s") for key in _alike(words) for name in names):  # a toner is a toner cartridge
            return False
        pairs = [pair for name in names for each in (words, *into_english(words)) for pair in ((name, each), (each, name))]
        if not words.isascii() and _goes_with(words, [way for name in names for way in _alike(name)]):
            return True
        return any(_begins(one, other) and not _ends(one, other) for one, other in pairs) and not any(_ends(each, name) for name, each in pairs)

    def _ends(self, category: str, words: str) -> bool:
        """Whether a name of the category ends with these words: beds, of pet beds."""
        facet = next((each for each in self._reader.vocabulary.facets.categories if each.path[-1] == category), None)
        return facet is not None and any(_ends(path[-1], words) for path in (facet.path, *facet.aliases.values()) if path)

    def _called(self, category: str, words: str) -> bool:
        """Whether these words, in either number, are what a name of the category says last: brushes, of makeup brush sets."""
        said, *names = (" ".join(map(singular, name.casefold().split())) for name in (words, *self._paths(category)))
        return any(_ends(name, said) for name in names)

    @property
    def _leaves(self) -> tuple[str, ...]:
        return tuple(each.path[-1] for each in self._reader.vocabulary.facets.categories if each.leaf)

    def _several(self, words: str) -> list[str]:
        """The categories of goods whose names end so."""
        return [each.path[-1] for each in self._reader.vocabulary.facets.categories if each.leaf and self._ends(each.path[-1], words)]

    def _ended(self, words: str) -> list[str]:
        """The one category of goods whose name ends so, or of several the one that is called so alone; else none."""
        found = self._several(words)
        alone = [each.path[-1] for each in self._reader.vocabulary.facets.categories if _ends(words, each.path[-1]) and _ends(each.path[-1], words)]
        return alone[:1] or (found if len(found) == 1 else [])

    def field(self, name: str, category: str | None) -> str | None:
        """The field of the contract or attribute that is called so; None where nothing is."""
        said = name.strip().lower().replace("_", " ")
        if name in FIELDS or name in called().values():
            return name
        if name.startswith("attr.") and name.removeprefix("attr.") in self._reader.vocabulary.attributes:
            return name
        shelf = self._reader.vocabulary.shelf(category)
        own = next((one for one in shelf.counts if one.replace("_", " ") == said), None)
        if own is not None:
            return f"attr.{own}"
        if (known := called().get(said)) is not None:
            return known
        of = _NUMBER_OF.fullmatch(said)
        if of is not None and category is not None and self._called(category, of["goods"]):
            pieces = self.field("pieces", category)  # the number of brushes of a set of brushes
            if pieces is not None and pieces.removeprefix("attr.") in shelf.counts:
                return pieces
        wider = [one for one in shelf.counts if " " in said and {*said.split()} <= {*one.split("_")}]
        if wider:  # "screen size", of maximum_screen_size_compatibility
            return f"attr.{max(wider, key=lambda one: shelf.counts[one])}"
        parts = tokens(said, self._reader.vocabulary)
        if parts and said.isascii() and not parts[-1].meanings and not _OF_IT.search(said):  # paper jam is no paper
            parts = []
        heads = parts if said.isascii() else reversed(parts)  # a Chinese name ends with what it is: 最大号尺寸 is a size, no number
        groups = [group for token in heads for group in token.values("attribute")]
        named = [attribute for group in groups for attribute in shelf.names(group)] or [attribute for group in groups for attribute in group]
        if named and self._sizes(named[0]) and not any(one in said for one in named):  # by what most such goods state of how big they are
            named.sort(key=lambda one: -shelf.counts.get(one, 0))
            other = max(filter(self._sizes, shelf.counts), key=lambda one: shelf.counts[one], default=named[0])
            named = [other] if shelf.counts.get(other, 0) > BY_FAR * shelf.counts.get(named[0], 0) else named
        named = named or [one for one in self._reader.vocabulary.attributes if one.replace("_", " ") == said]  # of goods on another shelf
        return f"attr.{named[0]}" if named else None

    def _general(self, words: str) -> bool:
        """Whether the words name no paper in particular: 证书, test report."""
        found = tokens(words, self._reader.vocabulary)
        return bool(found) and all(token.has("certificate_word", "stop") or token.text.casefold() in PAPERS for token in found)

    def branded(self, words: str, *, sure: bool = False) -> str | None:
        """The store's brand of that name, by another of its names too: 惠普 for HP, Kingston for Kingston Technology. Unless somebody says that it is
        a brand's (`sure`), only by a well-known name, or one that is written as a name."""
        known = {name.casefold(): name for name in map(str, self._names("brand"))}
        names = next((names for names in world_brands(ordinary=sure) if words.casefold() in map(str.casefold, names)), ())
        amount = parse_quantity(words)
        if not sure and _measures(words):
            return None
        if not sure and not names and (not words[:1].isupper() or len(words) < 2 or (amount is not None and amount.dimension is not None)):
            return None
        ways = (words, *names)
        begun = [re.compile(rf"{re.escape(way)}\b", re.IGNORECASE) for way in ways if sure or names or len(way) > 3]
        own = next((known[way.casefold()] for way in ways if way.casefold() in known), None)
        return own or next((brand for way in begun for brand in known.values() if way.match(brand)), None)

    def _brands(self, want: Want) -> tuple[Condition, ...]:
        """Brands by any of their names."""
        every = want.value if isinstance(want.value, tuple) else (str(want.value),)
        found = [self.branded(each, sure=want.field == "brand") for each in every]
        values = tuple(dict.fromkeys(filter(None, found)))
        if not all(found):
            return ()
        return (Condition(id="c0", field="brand", op="=" if len(values) == 1 else "in", value=values[0] if len(values) == 1 else values),)

    def spelled(self, words: str) -> str:
        """With brands as the store calls them, where these are named in Chinese: Lexmark C770, of 利盟C770."""
        if words.isascii():
            return words
        for name in (name for names in world_brands() for name in names if not name.isascii() and name in words):
            own = self.branded(name)
            if own is not None and own not in words:
                words = " ".join(words.replace(name, f" {own} ").split())
        return words

    def values(self, want: Want, category: str | None) -> tuple[Condition, ...]:
        """The conditions that the value comes to on goods of that category, of its field where it has one; () where nothing states such a value."""
        if want.field in NUMBERS:  # words are no number
            return ()
        if (able := capable(want)) is not None:
            return (able,)
        if want.field == "brand" and (brands := self._brands(want)):
            return brands
        if want.field == "certification" and all(map(self._general, _texts(want))):
            report = any(word in str(want.value).casefold() for word in ("报告", "report"))
            return (
                Condition(
                    id="c0",
                    field="certification",
                    op="contains" if report else "=",
                    value=REPORTS if report else True,
                    text=want.text or str(want.value),
                ),
            )
        if want.field == "certification" and (stated := self._stated_so(want)):
            return stated
        named = want.field if want.field and not want.field.startswith("attr.") and want.field not in FIELDS else ""
        found = [self._one(str(value), named, want, category) for value in _values(want)]
        if want.field is None:
            found = [None if one is not None and one.field == "brand" and _measures(one.text or str(one.value)) else one for one in found]
        fits = all(one is not None and records_fit(one.field.removeprefix("attr.")) for one in found)
        if want.field is None and (fits or not all(found)) and (brands := self._brands(want)):
            return brands
        if not all(found):
            return ()
        first = found[0]
        assert first is not None
        if len(fields := dict.fromkeys(one.field for one in found if one)) > 1:  # nylon or reflective: a condition of each field
            sides = [tuple(value for value, one in zip(_values(want), found, strict=True) if one and one.field == field) for field in fields]
            each = [want.model_copy(update={"value": own if len(own) > 1 else own[0]}) for own in sides]
            return tuple(one for own in each for one in self.values(own, category))
        every = [_texts(one) for one in found if one]
        both = tuple(each for each in every[0] if all(each in others for others in every[1:])) if want.every and len(every) > 1 else ()
        if want.every and not both:
            every = [self._named(first.field, str(value)) or texts for value, texts in zip(_values(want), every, strict=True)]
        texts = both or tuple(dict.fromkeys(text for own in every for text in own))
        op = first.op if first.op in ("contains", "not_contains") else "in"
        if len(found) == 1:
            return (first,)
        said = [one.text for one in found if one is not None]
        text = "/".join(dict.fromkeys(said)) if all(said) and not want.every else ""
        return (first.model_copy(update={"op": op, "value": texts, "every": want.every and not both, "text": text}),)

    def _stated_so(self, want: Want) -> tuple[Condition, ...]:
        """Papers as values of the attribute that is called so, where no record of the store has papers."""
        facets = self._reader.vocabulary.facets
        facet = self._reader.vocabulary.attributes.get("certification") if not facets.certifications else None
        values = facet.values if facet is not None and facet.kind == "text" else ()
        held = {said: tuple(each.value for each in values if code_pattern(said).search(normal(each.value))) for said in _texts(want)}
        if not values or not all(held.values()):
            return ()
        whole = Condition(id="c0", field="attr.certification", op="in", value=tuple(dict.fromkeys(each for of in held.values() for each in of)))
        apart = tuple(whole.model_copy(update={"value": of, "text": said}) for said, of in held.items())
        return apart if want.every or len(apart) == 1 else (whole.model_copy(update={"text": want.text}),)

    def lacked(self, words: str, category: str | None) -> Condition | None:
        """What the words name of a series of which such goods state others alone, each by its number: a model that none of them is for. None where a
        title has it."""
        vocabulary, said = self._reader.vocabulary, words.casefold().strip()
        for name in vocabulary.shelf(category).counts:
            own = vocabulary.stated(name, category) if vocabulary.attributes[name].kind == "text" else ()
            values = [one for one in vocabulary.attributes[name].values if one.value in own]
            texts = [text.casefold() for one in values for text in (one.value, *one.aliases)]
            if texts and all(unlike(said, text) and any(map(str.isdigit, text)) for text in texts) and any(another(said, text) for text in texts):
                written = " ".join(_HAN.sub(" ", words).split()) or words  # C19 C20, of C19转C20
                return None if self._titled(written) else Condition(id="c0", field=f"attr.{name}", op="=", value=words.strip(), text=words)
        return None

    def lessens(self, condition: Condition, words: str) -> bool:
        """Whether its values say that what the words are is so little, or not at all: of shedding, what sheds little."""
        facet, own = self._reader.vocabulary.attributes.get(condition.field.removeprefix("attr.")), _texts(condition)
        texts = [text.casefold() for one in (facet.values if facet else ()) if one.value in own for text in (one.value, *one.aliases)]
        said = re.escape(words.casefold().strip())
        little = re.compile(rf"(?:[无不低少免零]|\b(?:low|non|no|less|anti)[\s-]?){said}|{said}[\s-]?(?:free|less)\b")
        return any(map(little.search, texts))

    def kinds(self, condition: Condition) -> Condition:
        """A condition on a value with all values that say it and more: what is of cellulose and paper is of paper."""
        name = condition.field.removeprefix("attr.")
        facet = self._reader.vocabulary.attributes.get(name)
        if facet is None or facet.kind != "text" or condition.op not in ("=", "in"):
            return condition
        named = _texts(condition)
        every = tuple(each.value for each in facet.values if each.value in named or any(_listed(each.value, one) for one in named))
        return condition.model_copy(update={"op": "in", "value": every}) if len(every) > len(named) else condition

    def states(self, field: str, category: str | None) -> bool:
        """Whether such goods state the field; yes where nobody knows."""
        return not field.startswith("attr.") or self._reader.vocabulary.shelf(category).states(field.removeprefix("attr."))

    def stated_before(self, field: str) -> bool:
        """Whether goods of a shelf talked about so far state it."""
        return any(self.states(field, category) for category in self._known)

    def mostly(self, field: str, category: str | None) -> bool:
        """Whether most of such goods state the field; yes where nobody knows."""
        counts = self._reader.vocabulary.shelf(category).counts
        return not field.startswith("attr.") or not counts or counts.get(field.removeprefix("attr."), 0) >= MOST * max(counts.values())

    def unit(self, want: Want) -> tuple[bool, str | None]:
        """Whether the field is measured in the unit of the value, and the unit to compare by: none where records have bare numbers."""
        facet = self._reader.vocabulary.attributes.get((want.field or "").removeprefix("attr."))
        if facet is None or facet.kind != "number" or want.unit is None:
            return True, want.unit
        said = parse_quantity(f"1 {want.unit}")
        if facet.dimension is None:  # bare numbers are hardly in feet or pounds
            return (want.unit or "").casefold().rstrip("s") not in IMPERIAL, None
        return said is not None and said.dimension == facet.dimension, want.unit

    def least(self, field: str) -> bool:
        """Whether a bare number of it is the least that will do: a tent for three sleeps four as well."""
        name = field.removeprefix("attr.")
        known = (one for one in concepts() if name in self._reader.vocabulary.concepts.get(one.name, ()))
        return any(one.floor or one.holds or one.name == "people" for one in known)

    def numbered(self, concept: str, category: str | None) -> str | None:
        """The field of numbers by which such goods tell the concept; None where none does."""
        if concept in NUMBERS:
            return concept
        shelf, vocabulary = self._reader.vocabulary.shelf(category), self._reader.vocabulary
        own = [
            name
            for each in scales(concept)
            for name in sorted(vocabulary.concepts.get(each, ()), key=lambda name: -shelf.counts.get(name, 0))
            if name in shelf.counts and vocabulary.attributes[name].kind == "number"
        ]
        known = max((shelf.counts[name] for name in own), default=0)
        return next((f"attr.{name}" for name in own if 2 * shelf.counts[name] >= known), None)

    def limits(self, fact: str, number: float, category: str | None) -> Sequence[Condition]:
        """What such goods must state to be for whom or what was measured: up to how much they are for, how many they hold, how cold it may be, from
        which age on they are, and which of their sizes are for so much. Of what they state nothing of, nothing."""
        shelf, vocabulary, unit = self._reader.vocabulary.shelf(category), self._reader.vocabulary, unit_of(fact)
        counts = [name for name in shelf.counts if category]
        up_to = [name for name in counts if unit and _UP_TO.match(name) and (of := unit_of(name)) is not None and of[0] == unit[0]]
        found: list[tuple[str, Literal["<=", ">="], float]] = [(up_to[0], ">=", in_unit_of(up_to[0], number, fact))] if len(up_to) == 1 else []
        if fact in PEOPLE and category and (room := self.numbered("people", category)) is not None:
            found.append((room.removeprefix("attr."), ">=", number))
        if fact.endswith("temp_c") and not fact.startswith("room"):
            found += [
                (name, "<=", number) for name in counts if name in vocabulary.concepts.get("comfort_temp_c", ()) and self.mostly(name, category)
            ]
        conditions = [
            Condition(id="c0", field=f"attr.{name}", op=op, value=plain(round(value, 2)), unit=name.rpartition("_")[2] if unit_of(name) else None)
            for name, op, value in found
        ]
        for key, measured in known({fact: number}).items():
            aged = self.from_age(category) if key == "age_months" else None
            if aged is not None:
                conditions.append(Condition(id="c0", field=aged[0], op="<=", value=plain(round(measured / aged[1], 2))))
            for name in (each for each in counts if self._sizes(each)):
                ranges = {value: ends for value in sorted(vocabulary.stated(name, category)) if (ends := range_of(value, key)) is not None}
                own = tuple(value for value, (low, high) in ranges.items() if low <= measured < high)
                if own and len(own) < len(ranges) == len(vocabulary.stated(name, category)):
                    conditions.append(Condition(id="c0", field=f"attr.{name}", op="in", value=own))
        return conditions

    def graded(self, want: Want, category: str | None) -> Condition | None:
        """The values of a series that are as far on as the one named, or not so far: IPX5 and IPX7, of at least IPX5. None where such goods state no
        such series."""
        named = _GRADE.fullmatch(str(want.value).strip()) if want.op in (">=", ">", "<=", "<") else None
        if named is None:
            return None
        shelf, vocabulary = self._reader.vocabulary.shelf(category), self._reader.vocabulary
        for name in shelf.counts:
            own = {value: found for value in vocabulary.stated(name, category) if (found := _GRADE.fullmatch(value.strip())) is not None}
            alike = {value: int(found[2]) for value, found in own.items() if found[1].casefold() == named[1].casefold()}
            least = int(named[2])
            fit = tuple(value for value, grade in alike.items() if _holds(grade, want.op, least))
            if len(alike) > 1 and fit:
                return Condition(id="c0", field=f"attr.{name}", op="in", value=fit, text=want.text or (f"{want.value}+" if want.op == ">=" else ""))
        return None

    def from_age(self, category: str | None) -> tuple[str, float] | None:
        """The field that states from which age on such goods are, with how many months its unit has; None where none does."""
        shelf = self._reader.vocabulary.shelf(category)
        own = [(f"attr.{name}", months) for name in shelf.counts if category for unit, months in _MONTHS.items() if name == f"age_min_{unit}"]
        return own[0] if len(own) == 1 else None

    def from_some_age(self) -> Mapping[str, tuple[str, float]]:
        """The shelves most of whose goods state from which age on they are, each with what `from_age` tells of it."""
        return {one: aged for one in self._leaves if (aged := self.from_age(one)) is not None and self.mostly(aged[0], one)}

    def shelves_for(self, audience: str) -> tuple[str, ...]:
        """The shelves that are called after an animal, where the audience is one, or after babies."""
        who = stage(audience, language_of(audience) or "en")
        leaves = (one.path for one in self._reader.vocabulary.facets.categories if one.path[-1] in self._leaves)
        paths = {path[-1]: " ".join((*path, *self._paths(path[-1]))) for path in leaves} if who or animal(audience) else {}
        told = (each for each, names in paths.items() if (asked_with(who, names) if who else any(animal(word.term) for word in content(names))))
        return tuple(told)

    def tells(self, field: str, concept: str) -> bool:
        """Whether it is one of the concept's."""
        return field == concept or field.removeprefix("attr.") in self._reader.vocabulary.concepts.get(concept, ())

    def sizes(self, field: str) -> bool:
        """Whether it is one of the fields that "size" may mean."""
        return self._sizes(field.removeprefix("attr."))

    def worn(self, field: str) -> bool:
        """Whether it tells sizes in which each of the goods comes: S, M and L, and no measure in which they differ."""
        return self.sizes(field) and unit_of(field) is None

    def sized(self, category: str | None) -> str | None:
        """The field that tells how big such goods are; None where none does."""
        found = self._sized(self._reader.vocabulary.shelf(category))
        return f"attr.{found[0].name}" if found else None

    def _sizes(self, attribute: str) -> bool:
        """Whether the attribute is one of those that "size" may mean."""
        return attribute in {name for concept in ("size", "dimensions") for name in self._reader.vocabulary.concepts.get(concept, ())}

    def _sized(self, shelf: Shelf) -> list[AttributeFacet]:
        """The numbers of such goods that tell how big they are, what a thing is called by first: the diagonal of a screen."""
        facets = (facet for name in shelf.counts if (facet := self._reader.vocabulary.attributes[name]).kind == "number")
        ranked = [(place, -shelf.counts[facet.name], facet) for facet in facets for place, word in enumerate(SIZES) if word in facet.name.lower()]
        return [facet for *_, facet in sorted(ranked, key=lambda one: one[:2])]

    def _one(self, value: str, named: str, want: Want, category: str | None) -> Condition | None:
        """Of the field that is named, else of whichever the goods state it by: "size A5", where paper has a paper size."""
        said = f"{value}{want.unit}" if want.unit and value.replace(".", "").isdigit() else value
        joined = said.replace(" ", "").replace("-", "")
        if want.field and (inside := self._inside([want.field.removeprefix("attr.")], said)) is not None:
            return self._reaching(inside, said, category)
        apart = [each for each in _apart(said) if self._reader.vocabulary.phrases.get(each)]
        tried = dict.fromkeys((said, *((f"{named} {said}",) if named else ()), joined, *apart))
        free: Condition | None = None
        if want.field is None and (own := self._most_stated(said, category)) is not None:
            return self._reaching(own, said, category)
        for phrase in tried:
            found = self._reader.read(phrase, category).conditions
            if not found or len({one.field for one in found}) > 1 or _of_part(found[0], phrase) or self._elsewhere(found[0], want, category):
                continue
            if want.field is None and (
                _of_one_thing(found[0], phrase) or (found[0].field == "supplier.location" and _going().search(phrase.casefold()))
            ):
                continue
            if want.field is None or named or found[0].field == want.field:
                return found[0]
            free = free or (found[0] if found[0].field.startswith("attr.") and want.field.startswith("attr.") else None)
        return free or self._led(want, said, category) or self._inside(list(self._reader.vocabulary.shelf(category).counts), said, category)

    def _most_stated(self, said: str, category: str | None) -> Condition | None:
        """The very value of the attribute that by far most goods of the category state, of several that have it; a code, of the one that has it."""
        if category is None:
            return None
        shelf, known = self._reader.vocabulary.shelf(category), self._reader.vocabulary.stating(category)
        having = {name for way in _ways(said) for name in known.get(way, ())}
        first, *others = sorted(having, key=lambda name: -shelf.counts[name]) or [""]
        least = (
            shelf.counts[others[0]] if others else 0 if any(map(str.isdigit, said)) and any(map(str.isalpha, said)) else shelf.counts.get(first, 0)
        )
        return self._inside([first], said, category) if first and shelf.counts[first] > BY_FAR * least else None

    def _elsewhere(self, found: Condition, want: Want, category: str | None) -> bool:
        """Whether it is a value that only other goods state, where no field is named: climbing rope, of "no climbing" said of walking sticks."""
        stated = self._reader.vocabulary.stated(found.field.removeprefix("attr."), category) if category is not None and want.field is None else ()
        told = found.op == "=" and not isinstance(found.value, bool)  # a yes or no is stated in many words
        return bool(stated) and told and str(found.value) not in map(str, stated)

    def _led(self, want: Want, said: str, category: str | None) -> Condition | None:
        """The values of the field named that begin with its one Chinese letter: 碳纤维 of 碳."""
        name = (want.field or "").removeprefix("attr.")
        facet = self._reader.vocabulary.attributes.get(name)
        if facet is None or facet.kind != "text" or len(said) != 1 or said.isascii():
            return None
        own = tuple(sorted(each for each in self._reader.vocabulary.stated(name, category) if each.startswith(said)))
        return (
            Condition(id="c0", field=f"attr.{name}", op="in" if len(own) > 1 else "=", value=own if len(own) > 1 else own[0], text=said)
            if own
            else None
        )

    def _named(self, field: str, said: str) -> tuple[str, ...]:
        """The one value of the field that is called so, where each of several is to be there: S of a shirt, not of a sleeping bag."""
        facet, ways = self._reader.vocabulary.attributes.get(field.removeprefix("attr.")), _ways(said)
        named = tuple(each.value for each in facet.values if any(text.casefold() in ways for text in (each.value, *each.aliases))) if facet else ()
        return named if len(named) == 1 else ()

    def _reaching(self, found: Condition, said: str, category: str | None) -> Condition:
        """With the other values of the same field that do what is said as well: two modes, of Bluetooth; all that may be a part, ABS of plastic."""
        read = [one for one in self._reader.read(said, category).conditions if one.field == found.field and one.op in ("=", "in", "contains")]
        every = tuple(dict.fromkeys((*_texts(found), *(text for one in read for text in _texts(one)))))
        op: Op = "contains" if any(one.op == "contains" for one in read) else "in"
        return found.model_copy(update={"op": op, "value": every}) if len(every) > len(_texts(found)) else found

    def _inside(self, attributes: Sequence[str], said: str, category: str | None = None) -> Condition | None:
        """The values that say it and more, of the one of the attributes that has such on goods of that category; none that is without it."""
        found = []
        for name in attributes:
            facet = self._reader.vocabulary.attributes.get(name)
            if (
                facet is None
                or facet.kind != "text"
                or self._reader.vocabulary.values(name).flag
                or (_names_each(facet) and not (figures(said) and _is_code(said)))
            ):
                continue
            stated = self._reader.vocabulary.stated(name, category) if category is not None else ()
            own = [each for each in facet.values if (not stated or each.value in stated) and _says((each.value, *each.aliases), said)]
            values = tuple(each.value for each in own if not LACKS.match(each.value.casefold()) or LACKS.match(said.casefold()))
            found += [(name, values)] if values else []
        if len(found) != 1:
            return None
        ((name, values),) = found
        op: Op = "=" if len(values) == 1 else "in"
        return Condition(id="c0", field=f"attr.{name}", op=op, value=values[0] if len(values) == 1 else values, text=said)

    def measured(self, want: Want, category: str | None) -> str | None:
        """The field of numbers of such goods that the value is of, where the one named is none of theirs: the diameter, of a size of 32 cm."""
        vocabulary, shelf = self._reader.vocabulary, self._reader.vocabulary.shelf(category)
        if not isinstance(want.value, (int, float)) or isinstance(want.value, bool) or not shelf.known:
            return None
        own = (want.field or "").removeprefix("attr.")
        if self._sizes(own):
            recorded = [each for each in self._sized(shelf) if f"{want.value:g}" in {one.value for one in each.values}]
            if recorded:
                return f"attr.{recorded[0].name}"
        most = max(shelf.counts.values())
        name = "_".join(bare(own))
        called = [each for each in shelf.counts if name and name in each.split("_") and vocabulary.attributes[each].kind == "number"]
        if shelf.counts.get(own, 0) >= most * RARE and vocabulary.attributes[own].kind == "number":
            return want.field
        if called and max(shelf.counts[each] for each in called) >= most * RARE:
            return f"attr.{max(called, key=lambda each: shelf.counts[each])}"
        if own in shelf.counts and vocabulary.attributes[own].kind == "number":
            return want.field
        units = {want.unit.lower()} if want.unit else {part for part in own.split("_")[-1:] if part}
        fitting = [each for unit in units for each in vocabulary.measured(unit) if each.name in shelf.counts and _reaches(each, want.value, unit)]
        fitting = fitting if not own or own not in vocabulary.attributes or self._sizes(own) else []  # a measure of another name is no such one
        if len(fitting) == 1 or (fitting and want.field):
            return f"attr.{max(fitting, key=lambda each: shelf.counts[each.name]).name}"
        return None if own else self._recorded(want, shelf)

    def _recorded(self, want: Want, shelf: Shelf) -> str | None:
        """The numbers of such goods of which just this value is recorded: the only ones that have it, of 15.6; of a length without a unit how long or
        big they are."""
        assert isinstance(want.value, (int, float))
        facets = [facet for name in shelf.counts if (facet := self._reader.vocabulary.attributes[name]).kind == "number"]
        facets = [facet for facet in facets if f"{want.value:g}" in {one.value for one in facet.values}]
        said = parse_quantity(f"1 {want.unit}") if want.unit else None
        if said is not None and said.dimension == "length":
            long = [facet for facet in facets if facet.dimension is None and any(word in facet.name.lower() for word in LENGTHS)]
            return f"attr.{max(long, key=lambda facet: shelf.counts[facet.name]).name}" if long else None
        return f"attr.{facets[0].name}" if len(facets) == 1 and want.value % 1 and said is None else None


def offered(want: Want) -> str | None:
    """The capability that it is of: of its field, or of words that name one."""
    field = want.field or ""
    named = [field.removeprefix("capability.")] if field.startswith("capability.") else []
    named = named or (list(capabilities_in(want.value)) if want.field is None and isinstance(want.value, str) and _names_alone(want.value) else [])
    return named[0] if len(named) == 1 and means(named[0]) else None


def _names_alone(text: str) -> bool:
    """Whether the words say nothing beside what they name of a seller: "for sample tubes" asks for no sample."""
    for phrase in capability_phrases(text):
        text = text.replace(phrase, " ")
    return not any(len(word.term) > 1 for word in content(text))


def capable(want: Want) -> Condition | None:
    """The condition on what the seller offers, of `capability.NAME` or words that name one; None of anything else."""
    name = offered(want)
    if name is None:
        return None
    text = want.text or (str(want.value) if want.field is None else "")
    return Condition(id="c0", field="supplier.capability", op="not_in" if want.value is False else "in", value=means(name), text=text)


def negated(condition: Condition) -> Condition:
    """The condition turned round: what is wanted is not wanted. A bound stays one."""
    return condition.model_copy(update={"op": _NEGATIVE.get(condition.op, condition.op)})


@cache
def questions() -> tuple[tuple[str, str], ...]:
    """Field and a way to ask for it, of `fields.yaml` and `questions.yaml`."""
    asked: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text("utf-8"))
    return tuple((field, way) for name, field in called().items() if field in asked for way in (name,)) + tuple(
        (field, way) for field, ways in asked.items() for way in ways
    )


def told_by(asked: str) -> str | None:
    """The field that tells of what is asked in these words, though it isn't called so (`told_by.yaml`): whether it is genuine, by the brand."""
    said = asked.casefold()
    return next((field for field, pattern in _telling().items() if pattern.search(said)), None)


@cache
def _telling() -> dict[str, re.Pattern[str]]:
    rows: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("told_by.yaml").read_text("utf-8"))
    word = r"(?<![a-z]){}(?![a-z])"
    return {
        field: re.compile("|".join(word.format(re.escape(way)) if way.isascii() else re.escape(way) for way in ways)) for field, ways in rows.items()
    }


@cache
def called() -> dict[str, str]:
    """Name -> field of `fields.yaml`."""
    rows: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("fields.yaml").read_text("utf-8"))
    return {name.lower(): field for field, names in rows.items() for name in names}


def _measures(words: str) -> bool:
    """Whether they are a measure, and no name: cables of 3m are none of 3M."""
    amount = parse_quantity(words)
    return amount is not None and amount.dimension is not None and words == words.lower()


def _of_part(condition: Condition, phrase: str) -> bool:
    """Whether the condition is of a part of the phrase that says another thing alone: having wheels, of wheels that aren't loud; USB, of USB-C;
    carbon, of carbon steel. A number is one whatever stands beside it."""
    if isinstance(condition.value, (int, float)) and not isinstance(condition.value, bool):
        return False
    said, read = phrase.casefold(), [part.casefold() for part in condition.text.split(", ") if part]
    if not read or not all(part in said for part in read):
        return False
    last = max(said.rindex(part) + len(part) for part in read)
    for part in read:
        said = said.replace(part, " ", 1)
    left = content(said)
    if condition.op in ("!=", "not_in"):
        return bool(left)
    behind = phrase[last:]
    return behind.isascii() and (behind.startswith("-") if condition.value is True else bool(content(behind)))


def _apart(words: str) -> tuple[str, ...]:
    """A joined word in two, where it may be written so: hardcover as hard cover."""
    if not (words.isascii() and words.isalpha() and 7 <= len(words) <= 14):
        return ()
    return tuple(f"{words[:cut]} {words[cut:]}" for cut in range(3, len(words) - 2))


def _listed(value: str, part: str) -> bool:
    """Whether the value is a list that has the part: "Cellulose,Paper", "cotton/linen"."""
    parts = [one.strip().casefold() for one in re.split(r"[,，、/;；+&]", value)]
    return len(parts) > 1 and part.casefold() in parts


def _ends(name: str, words: str) -> bool:
    """Whether a name ends with these words, whole words of it in Latin letters, one or many."""
    name, words = name.casefold(), words.casefold().strip()
    if not words.isascii():
        return len(words) > 1 and (name.endswith(words) or A_SET.sub("", name).endswith(words))
    own, said = ([part.rstrip("s") for part in text.replace("-", " ").split()] for text in (name, words))
    alone = own[:-1] if A_SET.search(" ".join(own)) else own
    return bool(said) and said in (own[-len(said) :], alone[-len(said) :])


def _goes_with(words: str, names: Sequence[str]) -> bool:
    """Whether Chinese words begin with one of the names and end with what goes with such a thing: 沙发套, of 沙发."""
    rest = [words[len(name) :] for name in names if words.startswith(name) and not any(_ends(words, other) for other in names)]
    ends = tuple(noun for noun in accessory_nouns() if not noun.isascii())
    parts = [part for part in rest if part and part not in listed("qualities")]
    return any(part.endswith(ends) or part.rstrip("子头儿").endswith(ends) or any(map(is_noun, into_english(part)[:SENSES])) for part in parts)


def _heads(name: str) -> tuple[str, ...]:
    """The name and its end, by which goods are called when they are named again: quilt, 睡袋."""
    said = name.casefold().strip()
    return (said.removesuffix("s"), said.split()[-1].removesuffix("s")) if said.isascii() else (said, said[-2:]) if len(said) > 1 else ()


def _has(name: str, words: str) -> bool:
    """Whether a name has all of these words, in whatever form: docks, of docking stations."""
    said = {word.term for word in content(words)}
    return bool(said) and said <= {word.term for word in content(name)}


def _begins(name: str, words: str) -> bool:
    """Whether a name of more words begins with these, one or many."""
    own, said = ([part.rstrip("s") for part in text.casefold().split()] for text in (name, words))
    return words.isascii() and 0 < len(said) < len(own) and own[: len(said)] == said


@lru_cache(maxsize=4096)
def _says(names: Sequence[str], said: str) -> bool:
    """Whether a value says it and more, or is a kind of what it is called too: the light grey of gray, and not the baby blue of the newborn. By the
    dictionary only where no name is in the script of the words: a word has many translations."""
    own = [name for name in names if name.isascii() is said.isascii()]
    _, *others = _alike(said) if own else _ways(said)
    return any(_contains(name, said) or any(_is_a(name, way) for way in others) for name in own or names)


def _within_word(words: str, cut: int) -> bool:
    """Whether a Chinese word that is known stands across a place: 铸铁, of 铸铁锅."""
    return any(frequency(words[first : first + 2]) > 0 for first in (cut - 1,) if first >= 0)


def _uncut(query: str, words: str) -> str:
    """What is left of the words to search by; all of them where that would cut a Chinese word: 色, of 色带."""
    ends, at = {0}, 0
    for each in segments(words):
        at = words.find(each, at) + len(each)
        ends |= {at - len(each), at}
    cut = any(not each.isascii() and not {(at := words.find(each)), at + len(each)} <= ends for each in query.split())
    return words if cut or not query else query


def _is_a(name: str, way: str) -> bool:
    """Whether a value or one of its parts is called so or ends so."""
    return _contains(name, way) and any(_ends(part, way) for part in (name, *_PARTS.split(name)))


def _others(words: str) -> list[str]:
    """What goods are called in the other language."""
    return [way for way in _alike(words) if way.isascii() is not words.isascii()]


def _one(name: str) -> str:
    """A name in small letters, of one such thing."""
    return name.casefold().removesuffix("s")


@cache
def _going() -> re.Pattern[str]:
    """Words that say that somebody goes to a place (`journeys.yaml`)."""
    words: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("journeys.yaml").read_text("utf-8"))
    return re.compile("|".join((*words["zh"], *(rf"\b{word}\b" for word in words["en"]))))


def _of_one_thing(found: Condition, said: str) -> bool:
    """Whether two of its words were taken for values of one field, of which either would do, and the buyer says one thing by them: what plugs
    straight into usb isn't what plugs in."""
    parts, left = found.text.split("/"), said.casefold()
    if len(parts) < 2 or _OF_SEVERAL.search(said) or _EITHER.search(said):
        return False
    for part in parts:
        left = left.replace(part.casefold(), " ", 1)
    return any(len(word) > 1 for word in _APART.sub(" ", left).split())


def _alike(said: str) -> tuple[str, ...]:
    own = said.casefold().strip()
    forms = (own, own.removesuffix("s"))
    return tuple(dict.fromkeys((own, *(word for form in forms for word in names_by_word().get(form, ())))))


def _ways(said: str) -> tuple[str, ...]:
    """What a value is called too, in either language: 纯棉 is 全棉 and cotton."""
    return tuple(dict.fromkeys((*_alike(said), *into_english(said.casefold().strip()))))


def _contains(name: str, said: str) -> bool:
    """Whether a value says all of it and more: "red linear" for red, 小熊 for 熊."""
    name, said = name.casefold(), said.casefold().strip()
    if len(name) > LONG:
        return False
    if not said.isascii():
        name = name.replace(" ", "")
        return said in name if len(said) > 1 else len(name) <= 3 and name.endswith(said)
    own, words = (Counter(_APART.sub(" ", text).split()) for text in (name, said))
    return len(said) > 2 and bool(words) and words <= own


def _reaches(facet: AttributeFacet, value: float, unit: str) -> bool:
    """Whether goods come near to so much by it."""
    if facet.low is None or facet.high is None:
        return False
    found = parse_quantity(f"{value:g} {unit}") if facet.dimension is not None else None
    return facet.low * 0.5 <= (found.number if found is not None else value) <= facet.high * 2


def _told(facet: AttributeFacet, number: object) -> bool:
    """Whether some value of words is or has this number: a size 66, 4 of 4 pieces."""
    said = f"{number:g}" if isinstance(number, (int, float)) else str(number)
    return any(said in figures(text) for value in facet.values for text in (value.value, *value.aliases))


def _holds(grade: int, op: str, bound: int) -> bool:
    return bool(_COMPARED[op](grade, bound))


def _is_code(said: str) -> bool:
    """Whether a number stands in it as in a model's, and not with a unit alone: iPhone 15, LC51; no 7ft."""
    amounts = (parse_quantity(part) for part in said.split() if figures(part))
    return any(amount is None or amount.dimension is None for amount in amounts)


def _names_each(facet: AttributeFacet) -> bool:
    """Whether most products have a value of few others, as of a model's name: words within one say nothing of the goods."""
    told = sum(value.count for value in facet.values)
    return len(facet.values) >= MANY and (told < COMMON * facet.count or facet.count < OWN * len(facet.values))


def _values(want: Want) -> tuple[object, ...]:
    return want.value if isinstance(want.value, tuple) else (want.value,)


def _texts(said: Condition | Want) -> tuple[str, ...]:
    return tuple(map(str, said.value)) if isinstance(said.value, tuple) else (str(said.value),)


def _terms(words: str) -> set[str]:
    return {word.term for word in content(words)}

"""The catalogue's own words, matched in text: a new catalogue needs no new code."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ...catalogue.facets import AttributeFacet, Facets, SupplierFacet
from ...catalogue.quantities import units
from ...retrievers.analysis import words
from ..language.atom import keys
from ..language.dictionaries import is_chinese_word, is_english_word
from ..language.lexicon import lexicon
from ..language.personal_data import place_names
from ..language.phrases import Meaning, Phrases
from .categories import category_phrases, nouns_of, own_names
from .concepts import Group, Key, bare, concepts, concepts_of, counted, inside
from .known_value import Known
from .shelf import Shelf, shelf_of
from .spoken import spoken
from .value_parts import Recorded, had, pieces_of
from .values import Values

_FORM = re.compile(r"(?:(?:股份|责任)?有限(?:责任)?公司|集团|公司|工厂|商行|商店|商贸|经营部|旗舰店|厂|店|行)$")
_LATIN_FORM = re.compile(r"(?i),?\s*\b(?:co\.?,?\s*ltd|company|limited|ltd|inc|corp|llc|gmbh|factory|trading house|works|store|shop)\b\.?$")
_ENDINGS = ("厂", "工厂", "公司", "家", "店", "那家", "这家")
_OWN_HAN, _OWN_LATIN = 3, 5
"""Characters from which the distinctive part is unambiguous alone."""
_SAME = {"years old": "year"}  # code that an attribute's name may use instead: age_min_years
_SHARE = "_pct"
_ALL = 100
_CURATED = 400  # attribute names; a catalogue with more has names invented by sellers, few of them reliable
_STATES = 4096  # values of an attribute in a category that are kept
_CLOSED = ("colour", "season", "safety_class")  # a value that no product has is still a condition, which nothing meets
_TELLING = ("material", "colour", "season", "safety_class", "pattern", "sleeve", "neckline", "filling", "lining", "standard", "closure")
_GENERAL = ("material", "colour", "size", "season", "pattern", "style")
_LINKS = frozenset({"to", "and", "-", "~", "至", "到"})
_SUFFIXES = ("制造商", "官方旗舰店", "旗舰店", "品牌")


def unlinked(key: Key) -> Key:
    """A range without the word between its ends: "10 to 14 inch" equals "10-14 inches"."""
    return tuple(part for part in key if part not in _LINKS)


class Vocabulary:
    """The phrases of a catalogue (categories, brands, attributes, values, certificates, places), and what belongs to what."""

    def __init__(self, facets: Facets, recorded: Recorded | None = None) -> None:
        """`recorded`: (category, attribute) -> values of its products."""
        self.facets, self._has = facets, recorded
        self.phrases = Phrases()
        self.attributes = {facet.name: facet for facet in facets.attributes}
        self.curated = len(self.attributes) <= _CURATED
        self._values: dict[str, Values] = {}
        self._named: dict[str, Phrases] = {}
        self._measured: dict[str | None, list[AttributeFacet]] = {}
        self._nouns: dict[str | None, tuple[frozenset[Key], frozenset[str]]] = {}
        self._shelves: dict[str, Shelf] = {}
        self._shared: dict[str, list[tuple[str, set[str]]]] = {}
        self._states: dict[tuple[str, str], frozenset[str]] = {}
        self._stating: dict[str, dict[str, tuple[str, ...]]] = {}
        self._pieces: dict[str | None, dict[Key, Known]] = {}
        self._recorded: dict[str | None, dict[Key, tuple[str, tuple[str, ...]]]] = {}

    @classmethod
    def of(cls, facets: Facets, recorded: Recorded | None = None) -> "Vocabulary":
        """Build it once per generation; a few hundred milliseconds for 20,000 products."""
        vocabulary, own = cls(facets, recorded), own_names(facets)
        nouns = list(category_phrases(facets))
        for phrase, meaning in nouns:
            if meaning.kind != "category" or len(keys(phrase)) == 1 or keys(phrase) in own:
                vocabulary.phrases.add(phrase, meaning)
        vocabulary._brands()
        vocabulary._attributes()
        vocabulary._certificates()
        for place in facets.places:
            for name in (place.name, *place.aliases):
                vocabulary._name(name, Meaning("place", (place.name,)))
        vocabulary._compounds(nouns)
        vocabulary._suppliers()
        return vocabulary

    def _compounds(self, nouns: Sequence[tuple[str, Meaning]]) -> None:
        """Add the nouns of words/categories.yaml, except those that are a value of the category plus another of its nouns: 降噪耳机 is 降噪 and
        耳机."""
        known = {(keys(phrase), meaning) for phrase, meaning in nouns}
        for phrase, meaning in nouns:
            path = keys(phrase)
            cuts = (cut for cut in range(1, len(path)) if (path[cut:], meaning) in known)
            if not any(self._valued(" ".join(path[:cut]), str(meaning.value)) for cut in cuts):
                self.phrases.add(phrase, meaning)

    def _valued(self, phrase: str, category: str) -> bool:
        return any(each.kind == "value" and self.shelf(category).states(each.value.attribute) for each in self.phrases.get(phrase))

    @cached_property
    def shelf_names(self) -> frozenset[frozenset[str]]:
        """The stems of each category name."""
        paths = (path for one in self.facets.categories for path in (one.path, *one.aliases.values()) if path)
        return frozenset(frozenset(word.term for word in words(path[-1])) for path in paths)

    @cached_property
    def shelf_paths(self) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
        """Each category below another: its name, the stems of the name, and the stems of the levels above, in each language."""
        own = ((one.path[-1], path) for one in self.facets.categories for path in (one.path, *one.aliases.values()) if one.leaf and len(path) > 1)
        stems = ((name, [frozenset(word.term for word in words(part)) for part in path]) for name, path in own)
        return tuple((name, parts[-1], frozenset().union(*parts[:-1])) for name, parts in stems)

    @cached_property
    def currency(self) -> str | None:
        """The catalogue's currency; None if it has several or none."""
        return self.facets.currencies[0][0] if len(self.facets.currencies) == 1 else None

    @property
    def flat(self) -> bool:
        """True without categories: nothing tells whose value a word is, so that any recorded value may be meant, softly."""
        return not self.facets.categories

    @cached_property
    def concepts(self) -> dict[str, list[str]]:
        """Concept -> the catalogue's attributes of it, most stated first; numbers before texts for a measured concept."""
        names = sorted(self.attributes, key=lambda name: -self.attributes[name].count)
        measured = {concept.name for concept in concepts() if concept.units}
        found = concepts_of(names)
        return {name: sorted(own, key=lambda each: name in measured and self.attributes[each].kind != "number") for name, own in found.items()}

    def shelf(self, category: str | None) -> Shelf:
        """The attributes that products of `category` state."""
        if category is None:
            return Shelf()
        if category not in self._shelves:
            self._shelves[category] = shelf_of(self.facets, category)
        return self._shelves[category]

    def recorded(self, category: str | None) -> dict[Key, tuple[str, tuple[str, ...]]]:
        """Value or translation -> the attribute of `category` that has it (the most stated one) and the values recorded so."""
        if category not in self._recorded:
            shelf, found = self.shelf(category), dict[Key, tuple[str, tuple[str, ...]]]()
            counts = {name: facet.count for name, facet in self.attributes.items()} if category is None and self.flat else shelf.counts
            for name in sorted(counts, key=lambda name: -counts[name]):
                for key, values in self.values(name).spelled.items() if self.attributes[name].kind == "text" else ():
                    if spoken(" ".join(key)):
                        continue
                    found.setdefault(key, (name, values))
                    found.setdefault(unlinked(key), (name, values))
            self._recorded[category] = found
        return self._recorded[category]

    def pieces(self, category: str | None) -> dict[Key, Known]:
        """The beginnings and endings of values of `category`, without attributes of general concepts (material, colour)."""
        if category not in self._pieces:
            self._pieces[category] = pieces_of(self._own_texts(category), self._has is not None)
        return self._pieces[category]

    def saying(self, category: str | None, flag: str) -> Known | None:
        """The values that `category` states instead of the flag, with its name in them; without attributes of general concepts."""
        names = [name for concept in concepts() if flag in self.concepts.get(concept.name, ()) for name in concept.names]
        found = [known for values in self._own_texts(category) if (known := values.saying(names)) is not None]
        return max(found, key=lambda known: self.shelf(category).counts[known.attribute], default=None)

    def _own_texts(self, category: str | None) -> list[Values]:
        """The values of `category` in text attributes, without flags and general concepts."""
        general = {name for concept in _GENERAL for name in self.concepts.get(concept, ())}
        stated = [name for name in self.shelf(category).counts if name not in general and self.attributes[name].kind == "text"]
        return [had(values, category, self._has) for values in map(self.values, stated) if not values.flag]

    def stated(self, attribute: str, category: str | None) -> frozenset[str]:
        """The values of the attribute in `category`; empty if unknown."""
        if self._has is None or category is None:
            return frozenset()
        if (category, attribute) not in self._states:
            if len(self._states) >= _STATES:
                self._states.clear()
            self._states[category, attribute] = frozenset(map(str, self._has(category, attribute)))
        return self._states[category, attribute]

    def stating(self, category: str) -> Mapping[str, tuple[str, ...]]:
        """By each value, in small letters, the attributes that products of the category state it for."""
        if category not in self._stating:
            found: dict[str, list[str]] = {}
            for name in self.shelf(category).counts:
                for value in {each.casefold() for each in self.stated(name, category)}:
                    found.setdefault(value, []).append(name)
            self._stating[category] = {value: tuple(names) for value, names in found.items()}
        return self._stating[category]

    def implies(self, attribute: str, text: str) -> bool:
        """True if `text` names a flag that values of `attribute` only mention too, so that another value is no denial."""
        endings = ([each.value for each in self.phrases.get(text[start:]) if each.kind == "value"] for start in range(len(text)))
        named = [known for known in next(filter(None, endings), []) if known.flag or known.attribute == attribute]
        return bool(named) and all(known.flag and known.attribute != attribute for known in named)

    def shares_of(self, attribute: str, wanted: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        """What each share attribute must state for a product of `wanted` alone: 100 for its own material, 0 for another material that `attribute` may
        have. For a filling or lining the other shares stay open."""
        if (shared := self._shared.get(attribute)) is None:
            values = self.values(attribute)
            shared = self._shared[attribute] = [(name, covered) for name, group in _shares(self.concepts) if (covered := _covered(values, group))]
        found: dict[str, int] = {}
        for name, covered in shared:
            if set(wanted) <= covered or attribute in self.concepts.get("material", ()):
                found[name] = max(found.get(name, 0), _ALL if set(wanted) <= covered else 0)
        return tuple(found.items())

    @cached_property
    def english(self) -> dict[str, str]:
        """Category -> its English name."""
        return {facet.path[-1]: facet.aliases["en"][-1] for facet in self.facets.categories if facet.aliases.get("en")}

    def says(self, category: str | None, word: str) -> bool:
        """True if `word` is part of a name of `category` or names its audience: "women's" adds nothing to a dress."""
        path = keys(word)
        kinds = {meaning.value for meaning in lexicon().grammar.get(word) if meaning.kind == "audience"}
        return any(inside(path, noun) for noun in self._called(category)[0]) or bool(kinds & self.audiences(category))

    def ends(self, category: str | None, word: str) -> bool:
        """True if a longer name of `category` ends with `word`: case, of phone case."""
        path = keys(word)
        return any(len(noun) > len(path) and noun[-len(path) :] == path for noun in self._called(category)[0]) if path else False

    def audiences(self, category: str | None) -> frozenset[str]:
        """The audiences in the names of `category`."""
        return self._called(category)[1]

    def _called(self, category: str | None) -> tuple[frozenset[Key], frozenset[str]]:
        if category not in self._nouns:
            names = [facet.path[-1] for facet in self.facets.categories if category in facet.path]
            self._nouns[category] = nouns_of(self.facets, {*names, category or ""})
        return self._nouns[category]

    def values(self, attribute: str) -> Values:
        if attribute not in self._values:
            self._values[attribute] = Values(self.attributes[attribute])
        return self._values[attribute]

    def named(self, attribute: str) -> Phrases:
        """The values of one attribute as phrases after its name ("尺码 M"), including those too short to stand alone."""
        if attribute not in self._named:
            phrases = self._named[attribute] = Phrases()
            if self.attributes[attribute].kind != "number":
                for phrase, known in (*self.values(attribute).own(), *self.values(attribute).numbered()):
                    phrases.add(phrase, Meaning("value", known))
        return self._named[attribute]

    def names_attribute(self, word: str) -> bool:
        """True if `word` names an attribute in any spelling: TOG, 充绒量."""
        return any(meaning.kind == "attribute" for meaning in self.phrases.get(word))

    def measured(self, unit: str | None) -> list[AttributeFacet]:
        """The attributes measured in the dimension of `unit`."""
        if unit not in self._measured:
            dimension = lexicon().dimensions.get(unit or "")
            named = {name for concept in concepts() if dimension in concept.units for name in self.concepts.get(concept.name, ())}
            numbers = [facet for facet in self.facets.attributes if facet.kind == "number"]
            self._measured[unit] = [facet for facet in numbers if in_unit(facet, unit) or (facet.dimension is None and facet.name in named)]
        return self._measured[unit]

    def _brands(self) -> None:
        ordinary = lexicon().grammar
        for facet in self.facets.brands:
            names = [facet.name, *facet.aliases.values()]
            names += [name.removesuffix(suffix).strip() for name in names for suffix in _SUFFIXES if name.endswith(suffix) and name != suffix]
            for name in dict.fromkeys(names):
                path = keys(name)
                if path and (len(path) > 1 or path[0].isascii() and len(path[0]) > 1):
                    common = len(path) == 1 and any(meaning.kind in ("ordinary", "stop", "filler", "audience") for meaning in ordinary.get(name))
                    self._name(name, Meaning("common_brand" if common else "brand", facet.name))

    def _suppliers(self) -> None:
        """Add supplier names, except those that mean something else in the catalogue or the language."""
        places = {name for place in self.facets.places for name in (place.name, *place.aliases)} | place_names()
        for name, supplier in called(self.facets.suppliers, places):
            known = [meaning for each in (name, name.removesuffix("家")) for meaning in (*self.phrases.get(each), *lexicon().grammar.get(each))]
            if all(meaning.kind == "firm" for meaning in known):
                self._name(name, Meaning("firm", supplier))

    def _certificates(self) -> None:
        """Add the catalogue's certificate names, except those of the word list."""
        for name, _ in self.facets.certifications:
            if not any(meaning.kind == "certificate" for meaning in lexicon().grammar.get(name)):
                self._name(name, Meaning("certificate", (name,)))

    def _attributes(self) -> None:
        for facet in self.facets.attributes:
            name = bare(facet.name)
            if self.curated or len(name) > 1:
                self._name(" ".join(name), Meaning("attribute", (facet.name,)))
                self._name(facet.name.replace("_", " "), Meaning("attribute", (facet.name,)))
            if self.curated and facet.kind == "text" and not self.values(facet.name).flag:
                telling = self.flat or any(facet.name in names for concept, names in self.concepts.items() if concept in _TELLING)
                self._add(self.values(facet.name).own(telling))
        self._counted()
        self._concepts()
        known_by = {name for names in self.concepts.values() for name in names}
        for facet in self.facets.attributes if self.curated else ():
            if facet.name not in known_by:
                self._flags((facet.name.replace("_", " "),), [facet.name])
            for phrase, known in (*self.values(facet.name).shorts(), *self.values(facet.name).codes()) if facet.kind == "text" else ():
                if not self.phrases.get(phrase) and not lexicon().grammar.get(phrase):
                    self._add([(phrase, known)])

    def _counted(self) -> None:
        """Add the nouns that attributes count: "8 ports" for `ethernet_ports_quantity`; the most stated attribute first."""
        counts: dict[str, list[str]] = {}
        for facet in sorted(self.facets.attributes, key=lambda facet: -facet.count) if self.curated else ():
            for phrase in counted(facet.name) if facet.kind == "number" else ():
                counts.setdefault(phrase, []).append(facet.name)
        for phrase, names in counts.items():
            if not self.phrases.get(phrase) and not lexicon().grammar.get(phrase):
                self._name(phrase, Meaning("attribute", tuple(names)))

    def _concepts(self) -> None:
        for concept in concepts():
            if attributes := self.concepts.get(concept.name):
                for word in concept.names:
                    self.phrases.add(word, Meaning("attribute", tuple(attributes)))
                for word in concept.tail:
                    self.phrases.add(word, Meaning("attribute_tail", tuple(attributes)))
                self._groups(concept.name, attributes)
                self._flags(concept.names, attributes)

    def _groups(self, concept: str, attributes: list[str]) -> None:
        groups = next(item.groups for item in concepts() if item.name == concept)
        for attribute in attributes:
            if self.attributes[attribute].kind != "text":
                continue
            for group in groups.values():
                words = [word for part in group.reaches for word in groups[part].words] or list(group.words)
                known = self.values(attribute).known([*group.words[:1], *words], group=group)
                if known is not None:
                    self._add((word, known) for word in group.words)
                elif concept in _CLOSED and attribute == attributes[0] and self.curated:
                    self._add((word, Known(attribute, (), group.words[0], False, 1, concept=True)) for word in group.words)

    def _flags(self, names: Iterable[str], attributes: list[str]) -> None:
        """Add a flag under the concept's names."""
        for attribute in attributes:
            facet = self.attributes[attribute]
            if self.curated and self.values(attribute).flag:
                known = Known(attribute, (), names[0] if isinstance(names, tuple) else attribute, count=facet.count, concept=True, flag=True)
                self._add((name, known) for name in names)

    def _add(self, found: Iterable[tuple[str, Known]]) -> None:
        for phrase, known in found:
            if not (known.values and all(map(spoken, known.values))):  # a piece of such a value is no name either
                self._name(phrase, Meaning("value", known))

    def _name(self, phrase: str, meaning: Meaning) -> None:
        """Add a name of a record, unless it would change how buyers' questions are read."""
        if not spoken(phrase):
            self.phrases.add(phrase, meaning)


def _shares(own: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Group]]:
    """Each share attribute with the material that it is of. `own`: concept -> attributes."""
    every = concepts()
    groups = [group for concept in every if concept.name == "material" for group in concept.groups.values()]
    for concept in every:
        called = set(map(keys, concept.names))
        for name in own.get(concept.name, ()) if concept.name.endswith(_SHARE) else ():
            yield from ((name, group) for group in groups if called & set(map(keys, group.words)))


def _covered(values: Values, group: Group) -> set[str]:
    known = values.known(group.words, group=group)
    return set(known.values) if known is not None else set()


def in_unit(facet: AttributeFacet, unit: str | None) -> bool:
    """True if the attribute's values can be compared with `unit`: same dimension, or bare numbers whose unit ends the name (`blackout_pct`)."""
    if facet.dimension is not None:
        scale = units().factors.get(unit.lower()) if unit else None
        return scale is not None and facet.dimension == scale[0]
    last = facet.name.rsplit("_", 1)[-1]
    said = [meaning.value for meaning in lexicon().grammar.get(last) if meaning.kind == "unit"]
    own = str(said[0]) if said else last if last in lexicon().dimensions else None
    return own is not None and own in (unit, _SAME.get(unit or "", unit))


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

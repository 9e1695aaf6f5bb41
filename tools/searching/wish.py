"""A wish that no field is for, held against all that a product's record says: met, another thing said in its place, or nothing said."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import yaml

from ...catalogue.quantities import parse_quantity, unit_of
from ...dialogue.linking import LACKS
from ...language.ages import Age, ages
from ...language.company import animal
from ...retrievers.analysis import normalise, segments, stem
from ...retrievers.fits import Named, fitted, records_fit
from ...retrievers.stop_words import STOP_WORDS
from ...schema.product import AttributeValue, Product, Translation
from ...understanding.language.figures import another
from ...understanding.tokens.lacked import unwanted
from ...understanding.vocabulary.concepts import concepts_of
from ..decisions.told import Told
from ..wording.called import Called, called, for_whom, is_colour, is_there, key, names_field, names_there, tells_colour, translated
from .counts import counted, counts, counts_by, stands
from .needs import Meant, Trades, is_circumstance, is_plain, is_sure, meant, names_of, trades_of

_LATIN = r"\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)+|\d+(?:\.\d+)?[a-z]*|[a-z][a-z0-9]*(?:'s)?"
_TOKEN = re.compile(rf"(?:{_LATIN})(?:-(?:{_LATIN}))*|[㐀-鿿]+")
_WORD = re.compile(_LATIN)
_SERIES = re.compile(r"([a-z]{1,5})[ -]?(\d{2,}[a-z]{0,2}|\d[a-z]{0,2})")
_JOINED = re.compile(r"(?<=[a-z])(?=\d)")
_HYPHENED = re.compile(r"[a-z]+(?:-[a-z]+)+")
_JOINT = 5
"""Letters of a word that may be written with a hyphen: kickproof is kick-proof."""
_OR = re.compile(r"(?<!\d)/(?!t[ -]?\d)|\bor\b|或者?")
_BY = re.compile(r"(?<=\d)[\"″]?\s*[x×*]\s*(?=\d)")
_PLUS = re.compile(r"(?<=[a-z]) [+&] (?=[a-z])")
_HAN = re.compile(r"[㐀-鿿]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|[。！？；;\n]+")
_DENIED = re.compile(r"(?:(?<![a-z])(?:no|not|non|without|isn't|free (?:of|from))[\s-]*|(?:不|无|非|免|没有?)(?:可|能|会|含|带|支持)?|零)$")
_FREE = re.compile(r"^[\s-]*(?:free|proof|resistant)(?![a-z])")
_ABLE = re.compile(r"(?<=[a-z]{4})abl?e?$")
_GRADE = "大小厚薄轻重高低长短宽窄深浅多少软硬"
_TURNED = re.compile(rf"^([㐀-鿿]{{1,2}})([{_GRADE}])$|^([{_GRADE}])([㐀-鿿]{{1,2}})$")
_NOT_SO = re.compile(r"^(?P<thing>.+?)(?:别太|不要太|不能太|不太|不要|别| not too | isn't too | not so )(?P<grade>.+)$")
_MEASURED = re.compile(r"(?P<sign>[≥≤>=<]*)\s*(?P<number>(?<![a-z0-9.])\d+(?:\.\d+)?)[\s-]*(?P<unit>[a-z°℃%㎡\"²]+|[㐀-鿿]{1,2})")
_INITIALS = {"g": ("gb", "ghz"), "t": ("tb",)}
"""Units that are written by their first letter: a stick of 16G, a mouse of 2.4G."""
_BARE = re.compile(r"\d{1,2}\+?")
_AGES = {"years": "岁", "months": "个月"}
_MOST = 5
"""Words of a phrase that is known."""
_KEPT, _ASKED = 512, 64
"""Records, and answers of each, that are remembered."""
NONE = ("无", "否", "没有", "no", "none")
"""Values that say that a thing isn't there."""
_YES = ("是", "有", "yes")
"""Those that say that it is."""
_NAMED_WITHOUT = re.compile(r"(?:no|non) (.+)|(.+) free|[无免零](.+)")
_SIDES = re.compile(r"(?P<sides>\d+(?:\.\d+)?(?:\s*[x×*]\s*\d+(?:\.\d+)?)+)\s*(?P<unit>(?:mm|cm|m|in)(?![a-z]))?", re.IGNORECASE)
"""Length by width."""
_SIZES = ("size", "dimensions", "尺寸", "规格")
"""How an attribute is called that tells them."""
_TOO_MUCH = re.compile(r"(?:不要|不能|别|不)太|not (?:too|so)\b", re.IGNORECASE)
_LACKS = ("不", "无", "免", "没", "没有", "非")
_FAR = 4
"""Times a bound from which on a measure is of something else: a cable of 2 m, of a screen of 13 inches."""
_CLOSE = 0.02
"""By how much a measure may differ that is the same."""
_BEFORE = 12
"""Letters in which what denies a word stands before it."""
_PHRASE = 3
"""Parts of a wish of which one tells something by itself."""
_TOLD = 0.6
"""Of the letters of Chinese words, how many what is known of them must have."""
FITS = 20
"""How much it counts for what comes first, and against what comes last, that goods are for the machine: more than all other wishes."""
_SHORT = 40
"""Letters of a value that may be read together with others: longer ones are sentences."""


class Text(NamedTuple):
    """`stems` are its words in Latin letters with where each stands, `runs` all of up to `_MOST` of them side by side; `denied` where it is the name
    of what a record says no to."""

    plain: str
    stems: str
    places: tuple[tuple[int, int], ...]
    runs: frozenset[str]
    denied: bool = False


@dataclass(frozen=True, eq=False)
class Record:
    """Title and values, each with its attribute's name, and the sentences that describe a product; in every language of the record. `trades` are
    those that sell such goods."""

    facts: tuple[tuple[str, Text], ...]
    sentences: tuple[Text, ...]
    brand: str = ""
    trades: Trades = ()
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    kind: frozenset[str] = frozenset()
    answers: dict["Wish", Told | None] = field(default_factory=dict, repr=False)

    @cached_property
    def refused(self) -> frozenset[str]:
        """What such flags as say no are called."""
        return frozenset(way for name, text in self.facts if text.denied for way in names_there(name))

    @cached_property
    def titles(self) -> list[Text]:
        return [text for name, text in self.facts if not name]

    @cached_property
    def kinds(self) -> list[Text]:
        """The titles, and the values of attributes that are known: what stands in the place of another may be of these."""
        known = {name for names in concepts_of([name for name, _ in self.facts if name]).values() for name in names}
        return [text for name, text in self.facts if not name or name in known]

    @cached_property
    def stated(self) -> list[list[Text]]:
        """Titles and values: all short ones together, each long one by itself."""
        together = [text for _, text in self.facts if len(text.plain) <= _SHORT]
        return [together, *([text] for _, text in self.facts if len(text.plain) > _SHORT)]

    @cached_property
    def sized(self) -> list[Text]:
        """The values of attributes that tell all sides of the goods."""
        return [text for name, text in self.facts if " x " in text.plain and any(name.casefold().startswith(word) for word in _SIZES)]

    @cached_property
    def coloured(self) -> list[Text]:
        """The titles, and the values of attributes that tell what colour the thing itself is: of white light no keyboard is white."""
        return [text for name, text in self.facts if not name or tells_colour(name)]

    def writes(self, words: str) -> bool:
        """Whether a title is in the script of these words."""
        return any(bool(_HAN.search(text.plain)) is bool(_HAN.search(words)) for text in self.titles)

    @classmethod
    def of(cls, product: Product, language: str) -> "Record":
        """The buyer's language first. The last ones are remembered while their product is the same."""
        known = _RECORDS.get((product.id, language))
        if known is not None and known[0] is product:
            return known[1]
        record = cls._read(product, language)
        with _GUARD:
            while len(_RECORDS) >= _KEPT:
                del _RECORDS[next(iter(_RECORDS))]
            _RECORDS[product.id, language] = product, record
        return record

    @classmethod
    def _read(cls, product: Product, language: str) -> "Record":
        facts, sentences = dict[tuple[str, str], Text](), dict[str, Text]()
        texts: tuple[Product | Translation, ...] = (product.text(language), product, *product.translations.values())
        for own in texts:
            if own.title:
                facts["", own.title] = _text(own.title)
            for name, value in own.attributes.items():
                for each in value if isinstance(value, tuple) else (value,):
                    no = flagged(each) is not None
                    read = (_text(said) for said in _SENTENCE.split(_stated(name, each, language)))
                    facts |= {(name, one.plain): one._replace(denied=no and one.plain.startswith("no ")) for one in read}
            facts |= {("certification", one.name): _text(one.name) for one in own.certifications or ()}
            sentences |= {said: _text(said) for said in _SENTENCE.split(own.description or "")}
        shelves = tuple(own.category[-1] for own in texts if own.category)
        goods = trades_of(shelves, product.text("zh").title or product.title)
        named = tuple((name, text) for (name, _), text in facts.items())
        return cls(named, tuple(sentences.values()), product.brand or "", goods, product.attributes, names_of(shelves))


_RECORDS: dict[tuple[str, str], tuple[Product, Record]] = {}
_GUARD = Lock()


class Part(NamedTuple):
    """A word of a wish, with all that it is called, or a measure with its bound, so many of what is `counted`, or ages. `others` stand in its
    place, `opposites` say that it isn't so."""

    ways: tuple[str, ...]
    others: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    measure: tuple[str, float, str] | None = None
    counted: str = ""
    age: tuple[Age, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether it is but a small number, which any text may have: 316 is a steel, 28 nothing."""
        return bool(self.ways) and all(_BARE.fullmatch(each) for each in self.ways)


Way = tuple[Part, ...]
"""All that is to be said."""


class Wish:
    """Of a buyer's words: what is wanted or, behind a denial, what isn't. Of several things between strokes any will do. That something isn't there
    is said by what denies it: another thing beside it doesn't."""

    def __init__(self, text: str, *, audience: bool = False) -> None:
        self.text, self.audience = text, audience
        refused = "" if audience else unwanted(text) or _lacking(normalise(text))
        named = len(refused) == 1 and called(normalise(text)) is not None  # 无线 has a name of its own, and no line is refused
        self.unwanted = "" if named else refused
        self._words = _PLUS.sub(" and ", _BY.sub("x", normalise(self.unwanted or text)))
        ways = [_whom(text)] if audience else [way for each in _OR.split(self._words) for way in _ways_of(each.strip())]
        ways = [tuple(map(_barred, way)) for way in ways] if self.unwanted else ways
        if len(self.unwanted) == 1 and self.unwanted >= "㐀" and not any(ways):  # it stands in too many words: what denies it tells of it
            ways, self.unwanted = [(Part(tuple(f"{no}{refused}" for no in ("不", "不会", "防"))),)], ""
        self._ways: tuple[Way, ...] = tuple(way for way in ways if way and not all(each.bare for each in way))

    @property
    def read(self) -> bool:
        """Whether it says anything that a record can be searched for."""
        return bool(self._ways)

    def counts(self, told: Told) -> int:
        """For what comes first; whom it is for speaks only against what is for others."""
        if told.met and self.audience:
            return 0
        return (1 if told.met else -1) * (2 if told.stated else 1)

    @cached_property
    def sides(self) -> tuple["Wish", ...]:
        """Each of several things of which any will do."""
        every = [each for each in map(str.strip, _OR.split(self._words)) if each]
        return tuple(map(wish, every)) if len(every) > 1 and not (self.unwanted or self.audience) else ()

    def side(self, record: Record) -> int | None:
        """Which of them the record says."""
        return next((place for place, each in enumerate(self.sides) if (told := each.told(record)) is not None and told.met), None)

    @property
    def bars(self) -> bool:
        """Whether it refuses a thing, which is looked for in every record, and not too much of something."""
        return bool(self.unwanted) and self.read and not _TOO_MUCH.match(self.text.strip())

    @property
    def ways(self) -> tuple[str, ...]:
        """What it is called, where it is one thing."""
        return tuple(dict.fromkeys(name for way in self._ways if len(way) == 1 for name in way[0].ways))

    @property
    def of_a_kind(self) -> bool:
        """Whether it wants one of several things of a kind: a colour, a season, women."""
        return bool(self._others)

    def meant(self, trades: Trades) -> Meant | None:
        """The need of these trades, or of all goods, that it is in other words."""
        return None if self.audience else meant(self.text, trades)

    def guessed(self, record: Record) -> bool:
        """Whether what it means to the record's trades rests on a likeness alone, or is but what serves somebody like the buyer."""
        return self.meant(record.trades) is not None and (is_circumstance(self.text) or not is_sure(self.text, record.trades))

    def number(self, record: Record) -> str | None:
        """The attribute of the record by whose number it goes."""
        need = self.meant(record.trades)
        return None if need is None or not need.aims else need.number(record.attributes)

    @cached_property
    def _others(self) -> tuple[str, ...]:
        """What stands in the place of each way."""
        if not self._ways or any(len(way) != 1 for way in self._ways):
            return ()
        return _of_all([way[0].others for way in self._ways])

    @cached_property
    def _of_colour(self) -> bool:
        """Whether each way is but a colour."""
        return bool(self._ways) and all(is_colour(part.ways[0]) for way in self._ways for part in way if part.ways) and bool(self._others)

    @cached_property
    def _opposites(self) -> tuple[str, ...]:
        return _of_all([way[0].opposites for way in self._ways]) if self._others else ()

    @cached_property
    def _abroad(self) -> tuple[Way, ...]:
        """For records in the other language: words that no list has go by the dictionary, which takes a while to read."""
        return tuple(
            tuple(part._replace(ways=(*part.ways, *translated(part.ways[0]))) if len(part.ways) == 1 else part for part in way) for way in self._ways
        )

    def names(self, text: str) -> bool:
        """Whether a text has its words as they are said, as whole words."""
        hit = _hit(Part((self._words,)), _text(text))
        return hit is not None and not hit[1]

    def share(self, record: Record) -> float:
        """How much of it the title or an attribute says, from 0 to 1; 0 of a sentence."""
        ways = [way for way in (self._ways if record.writes(self._words) else self._abroad) if len(way) <= _PHRASE]
        facts = [text for _, text in record.facts]
        return max((sum(_said((part,), facts) is not None for part in way) / len(way) for way in ways), default=0.0)

    def told_by(self, text: str) -> Told | None:
        """The words of one text that say it, or deny it; None where it has none of them."""
        read = _text(text)
        own = bool(_HAN.search(read.plain)) is bool(_HAN.search(self._words))
        return _best(self._ways if own else self._abroad, [[read]])

    def titled(self, record: Record) -> Told | None:
        """What the titles alone say of it; of a colour also another in its place."""
        titles = [[text] for text in record.titles]
        return _best(self._ways, titles) or (_otherwise(self._others, record.titles) if self._of_colour else None)

    def told(self, record: Record) -> Told | None:
        """None where the record says nothing of it. Each record is asked once."""
        with suppress(KeyError):  # another thread may forget them meanwhile
            return record.answers[self]
        told = self._told(record)
        if len(record.answers) >= _ASKED:
            record.answers.clear()
        record.answers[self] = told
        return told

    def _told(self, record: Record) -> Told | None:
        aged = self.in_own_words(record) if any(part.age for way in self._ways for part in way) else None
        need = self.meant(record.trades) if aged is None else None
        told = None if need is None else _needed(need, record)
        turned = need is not None and self._refuses(need, record.trades)
        told = told._replace(met=not told.met) if told is not None and turned else told  # what is refused is near to what is wanted
        return aged or told or self.in_own_words(record)

    def _refuses(self, need: Meant, trades: Trades) -> bool:
        """Whether what isn't wanted is what records say to meet the need, as soft is; 容易倒 of what stands firm is what that is there against."""
        if not self.unwanted or is_plain(self.text, trades) or meant(self.unwanted, trades) != need:
            return False
        refused = key(self.unwanted)
        return any(refused in key(word) or key(word) in refused for word in need.say)

    def evident(self, record: Record) -> Told | None:
        """What a reply may tell of it: a guess at what it means denies nothing."""
        told = self.told(record)
        if not self.guessed(record):
            return told
        return self.in_own_words(record) or (told._replace(likely=True) if told is not None and told.met else None)

    def in_own_words(self, record: Record) -> Told | None:
        """The same by its own words alone."""
        ways = self._ways if record.writes(self._words) else self._abroad
        stated, kinds = record.stated, record.kinds
        if self._of_colour:  # what a colour stands in the place of is told by its own field, else by the title in the buyer's language
            stated = [record.coloured]
            kinds = [text for text in record.coloured if text not in record.titles] or record.titles[:1]
        found = (
            self._in_its_field(record, refused=True)  # whatever its title says
            or _best(ways, stated)
            or self._in_its_field(record)
            or (
                self._without(kinds)
                if self.unwanted
                else _otherwise(self._others, kinds) or self._numbered_otherwise(record) or self._of_series(record)
            )
        )
        if found is not None:
            found = found._replace(stated=True)
        else:
            found = _best(ways, [[text] for text in record.sentences]) or _otherwise(self._instead, record.sentences) or self._flagged(ways, record)
        return found if found is None or not self.unwanted else found._replace(met=not found.met)

    def _in_its_field(self, record: Record, *, refused: bool = False) -> Told | None:
        """What an attribute of that name states that is there or not, in whichever kind: three steps, of what can be dimmed. `refused`: only a no."""
        facts = ((name, text) for name, text in record.facts if name and (text.denied or not refused) and not text.plain[:1].isdigit())
        own = (text.plain for name, text in facts if is_there(name, self.ways))
        return next((Told(LACKS.match(text) is None, (text,)) for text in own), None)

    def _flagged(self, ways: Sequence[Way], record: Record) -> Told | None:
        """Of several words the one that the record says yes or no to: suction bowls."""
        flags = [[text] for name, text in record.facts if name and (text.denied or text.plain == name.replace("_", " "))]
        alone = [(part,) for way in ways if len(way) > 1 for part in way]
        found = None if self.unwanted else _best(alone, flags)
        return None if found is None else found._replace(stated=True)

    @property
    def _instead(self) -> tuple[str, ...]:
        return self._opposites if self.unwanted else self._others

    def _without(self, texts: Sequence[Text]) -> Told | None:
        """An opposite, or another of its kind that is all of a value: a grey sofa isn't black, and a mat edged with cotton may be of bamboo."""
        exact = any(self._words == each for way in self._ways for part in way for each in part.ways[1:])
        whole = next((text.plain for text in texts if exact and text.plain in self._others), None)
        return _otherwise(self._opposites, texts) or (Told(False, (whole,)) if whole else None)

    def _measured_otherwise(self, titles: Sequence[Text], sized: Sequence[Text]) -> Told | None:
        """The first measure of that kind in a title, else all sides of a size, where none of them will do."""
        for measure in (part.measure for way in self._ways for part in way if part.measure is not None and not part.counted):
            for text in (*titles, *(sized if measure[0] else ())):
                own = [each for found in _MEASURED.finditer(text.plain) if (each := _quantity(found)) is not None and each[1] == measure[2]]
                if own:
                    return Told(False, (text.plain if len(own) > 1 and text in sized else own[0][2],))
        return None

    def _numbered_otherwise(self, record: Record) -> Told | None:
        """Another measure in a title, or another number of the same in a title or in an attribute that counts, where that is all that is wanted."""
        wanted = {part.counted for way in self._ways if len(way) == 1 for part in way if part.counted}
        texts = [text for name, text in record.facts if not name or counts_by(name)] if wanted else []
        own = (each for text in texts for each in counts(text.plain) if each.of in wanted)
        return self._measured_otherwise(record.titles, record.sized) or next((Told(False, (each.words,)) for each in own), None)

    def _of_series(self, record: Record) -> Told | None:
        """Another model, size or edition under the same name, where it is none of those that will do."""
        found = (another(way, text.plain) for way in (self._words, *self.ways) for _, text in record.facts)
        return next((Told(False, (each,)) for each in found if each), None)


def _needed(need: Meant, record: Record) -> Told | None:
    """Whether title or attributes meet a need or break it, else what describes the goods."""
    telling = tuple(word for word in need.say if word not in record.kind and key(word) not in record.refused)
    say, instead = (((Part(words),),) if words else () for words in (telling, need.instead))
    for stated in (True, False):
        texts = record.stated if stated else [[text] for text in record.sentences]
        if (found := _best(say, texts)) is not None:
            return found._replace(stated=stated)
        if (found := _best(instead, texts)) is not None and found.met:
            return Told(False, found.words, stated)
    return None


class MachineWish(Wish):
    """The wish that goods fit a machine. Those that name its brand and model come first, then the brand alone, then what says nothing, last
    what names only others."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        machine = fitted(text)
        assert machine is not None
        self.machine = machine

    @property
    def read(self) -> bool:
        return True

    @property
    def of_a_kind(self) -> bool:
        return True

    def share(self, record: Record) -> float:
        return 0.0

    def guessed(self, record: Record) -> bool:
        return False

    def counts(self, told: Told) -> int:
        return FITS * (-1 if not told.met else 1 if told.partly else 2)

    def _told(self, record: Record) -> Told | None:
        own = [text.plain for name, text in record.facts if name and records_fit(name)]
        texts = [*own, *(text.plain for text in (*(text for _, text in record.facts), *record.sentences))]
        named, words = self.machine.named(own, texts, record.brand)
        partly = Named.NOTHING < named < Named.MODEL and bool(self.machine.ways)
        return None if named is Named.NOTHING else Told(named > Named.NOTHING, words, stated=True, partly=partly)


def _otherwise(instead: tuple[str, ...], texts: Iterable[Text]) -> Told | None:
    """What stands in its place."""
    hits = (_hit(Part(instead), text) for text in texts) if instead else ()
    return next((Told(False, (hit[0],)) for hit in hits if hit is not None and not hit[1]), None)


def _of_all(each: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    first, *rest = each
    return tuple(word for word in first if all(word in others for others in rest))


def _barred(part: Part) -> Part:
    """By every word that it may stand in."""
    return part._replace(ways=(*part.ways, *part.letters))


def _best(ways: Sequence[Way], texts: Sequence[Sequence[Text]]) -> Told | None:
    """Of the first that says one of the ways, before one that denies it."""
    found = [told for way in ways for some in texts if (told := _said(way, some)) is not None]
    return next((each for each in found if each.met), found[0] if found else None)


def _ways_of(text: str) -> Iterator[Way]:
    """What is known of it, where that is the most of it, and all of it as it is said."""
    number = next(counts(text), None)
    if number is not None and counts_by(text.replace(number.words, "").strip()):  # 端口数 24 口
        text = number.words
    parts = tuple(_parts(text))
    if not text >= "㐀" or not all(part.ways for part in parts) or _most_of(text, parts):
        yield parts
    if (len(text) > 1 or animal(text)) and called(text) is None:
        yield (Part((text,)),)


def _most_of(text: str, parts: Way) -> bool:
    """Whether Chinese words are told by these parts, beside what only frames them: 老踢被子 is no quilt."""
    said = sum(len(word) for word in segments(text) if word not in _says_nothing())
    return sum(max((len(way) for way in part.ways if way in text), default=1) for part in parts) >= _TOLD * said


def _lacking(text: str) -> str:
    """What the words by themselves say isn't there: 掉毛, of 不掉毛; "" where they are a word that has a name of its own."""
    first, *rest = segments(text) if text >= "㐀" and called(text) is None else ("",)
    return "".join(rest) if first in _LACKS and rest else ""


def _whom(audience: str) -> Way:
    known = for_whom(audience)
    return (Part(known.ways, known.others),) if known is not None else ()


def _said(parts: Sequence[Part], texts: Sequence[Text]) -> Told | None:
    """Where each part stands in one of the texts, in whose words."""
    hits = [min((hit for text in texts if (hit := _hit(part, text)) is not None), key=lambda hit: hit[1], default=None) for part in parts]
    if not all(hits):
        return None
    words = tuple(dict.fromkeys(hit[0] for hit in hits if hit))
    return Told(not any(hit[1] for hit in hits if hit), words)


@lru_cache(maxsize=256)
def wish(text: str, audience: bool = False) -> Wish:
    return MachineWish(text) if not audience and fitted(text) is not None else Wish(text, audience=audience)


def _parts(text: str) -> Iterator[Part]:
    """The phrases of a wish that are known, the longest first, and the words between them that say something."""
    numbers = tuple(counts(text))
    if (whole := called(text) or called(f"太{text}")) is not None and not numbers:
        yield _known(text, whole)
        return
    if (turned := _TURNED.match(text)) is not None:
        noun, grade = (turned[1], turned[2]) if turned[1] else (turned[4], turned[3])
        yield Part((f"{noun}{grade}", f"{grade}{noun}"))
        return
    if (said := _NOT_SO.match(text)) is not None and (grade := called(said["grade"].strip())) is not None and grade.others:
        yield from _parts(said["thing"].strip())  # wheels that aren't loud are quiet ones
        yield Part(grade.others, grade.ways, grade.ways)
        return
    if whose := tuple(ages(text)):
        yield Part((), age=whose)
        return
    for each in numbers:
        bound = re.search(r"[≥≤><]=?\s*$", text[: text.find(each.words)])
        yield Part((), measure=(bound[0].strip(), each.number, ""), counted=each.of) if bound else Part(each.ways, counted=each.of)
        text = text.replace(each.words, " ", 1)
    sized = bool(numbers)
    for measured in _MEASURED.finditer(text):
        if (quantity := _quantity(measured)) is not None:
            yield Part(_in_full(measured), measure=(measured["sign"], quantity[0], quantity[1]))
            text, sized = text.replace(measured.group(), " ", 1), True
    words = [word for run in _TOKEN.findall(text) for word in (segments(run) if run >= "㐀" else [run])]
    place = 0
    while place < len(words):
        size, known = next(
            ((size, found) for size in range(_MOST, 0, -1) if (found := called(_joined(words[place : place + size]))) is not None), (1, None)
        )
        phrase = _joined(words[place : place + size])
        if numbered := _numbered(words[place : place + 2]):  # a model or an edition of a name
            size = 2
            yield Part(numbered)
        elif sized and (names_field(phrase) or counts_by(phrase)):
            pass  # what is measured so: a bed of 1.8 m
        elif known is not None and len(phrase) == 1 and phrase >= "㐀":
            pass  # part of another word: 毛 of 掉毛 is no wool
        elif known is not None:
            yield _known(phrase, known)
        elif phrase not in _says_nothing() and len(phrase) > 1:
            yield Part(tuple(dict.fromkeys((phrase, _JOINED.sub(" ", phrase), *_in_full(_MEASURED.fullmatch(phrase))))))
        place += size


def _in_full(measured: re.Match[str] | None) -> tuple[str, ...]:
    """A number with the units that its letter may stand for."""
    units = _INITIALS.get(measured["unit"], ()) if measured is not None and not measured["sign"] else ()
    return tuple(f"{measured['number']}{between}{unit}" for unit in units for between in ("", " ")) if measured is not None else ()


def _numbered(words: Sequence[str]) -> tuple[str, ...]:
    """A name and its number as they may be written; () where they are none."""
    if (
        len(words) < 2
        or not (words[0].isascii() and words[0].isalpha() and words[1].isascii() and words[1][0].isdigit())
        or words[0] in _says_nothing()
    ):
        return ()
    return (" ".join(words), "".join(words))


@cache
def _says_nothing() -> frozenset[str]:
    """Words that only frame what is wished for."""
    framing: dict[str, str] = yaml.safe_load(Path(__file__).with_name("framing.yaml").read_text("utf-8"))
    return STOP_WORDS | {word for words in framing.values() for word in words.split()}


def _known(phrase: str, known: Called) -> Part:
    """With the phrase itself, but for a Chinese letter alone: it stands in too many words."""
    return Part((phrase, *known.ways) if len(phrase) > 1 or not known.ways else known.ways, known.others, known.opposites, known.letters)


def _quantity(measured: re.Match[str]) -> tuple[float, str, str] | None:
    """The number, its dimension and how it is written; of Chinese letters the first may be the unit, and 0 months are no metres."""
    for unit in dict.fromkeys((measured["unit"], measured["unit"][:1] if measured["unit"] >= "㐀" else measured["unit"])):
        found = parse_quantity(f"{measured['number']}{unit}")
        if found is not None and found.dimension is not None:
            return found.number, found.dimension, f"{measured['number']}{unit}"
    return None


def _joined(words: Sequence[str]) -> str:
    return ("" if words[0] >= "㐀" else " ").join(words)


def _hit(part: Part, text: Text) -> tuple[str, bool] | None:
    """The words of the text that say it, and whether they deny it."""
    if part.measure is not None and part.counted:  # at least so many
        sign, number, _ = part.measure
        return next(((each.words, False) for each in counts(text.plain) if each.of == part.counted and _within(each.number, sign, number)), None)
    if part.measure is not None and ((measured := _measured(part.measure, text)) is not None or not part.ways):
        return measured
    if part.age:
        stated = list(ages(text.plain))
        of_it = [one for one in stated if all(one.meets(age) for age in part.age)]
        return ((of_it or stated)[0].words, not of_it) if stated else None
    runs, letters = _sought(part.ways)
    if runs.isdisjoint(text.runs) and (letters is None or letters.search(text.plain) is None):
        return None
    denied: tuple[str, bool] | None = None
    for way in part.ways:
        for start, end in _found(way, text):
            before = _DENIED.search(text.plain[max(0, start - _BEFORE) : start])
            behind = _FREE.match(text.plain[end:]) if way.isascii() else None
            if text.denied and start:
                denied = denied or (text.plain, True)
            elif before or behind:
                first = start - len(before[0]) if before else start
                denied = denied or (text.plain[first : end + (behind.end() if behind else 0)], True)
            else:
                return text.plain[start:end], False
    return denied


@lru_cache(maxsize=1024)
def _sought(ways: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str] | None]:
    """By which a text is told at once that has none of them."""
    chinese = [re.escape(way) for way in ways if not way.isascii()] + [model for way in ways if (model := _model(way))]
    stems = [_stemmed(way) for way in ways if way.isascii()]
    joined = [each.replace(" ", "") for each in stems if each.count(" ") == 1]
    return frozenset((*stems, *joined)), re.compile("|".join(chinese)) if chinese else None


def _found(way: str, text: Text) -> Iterator[tuple[int, int]]:
    """Where it stands in the plain text: Chinese anywhere, other words as whole ones in any of their forms, two of them joined too."""
    if (counted := stands(way)) is not None:
        yield from (found.span() for found in counted.finditer(text.plain))
        return
    if not way.isascii():
        at = text.plain.find(way)
        if at >= 0:
            yield at, at + len(way)
        return
    if model := _model(way):
        yield from (found.span() for found in re.finditer(model, text.plain))
        return
    stems = _stemmed(way)
    if not stems:
        return
    at = text.stems.find(f" {stems} ")
    while at >= 0:
        first = text.stems.count(" ", 0, at + 1) - 1
        yield text.places[first][0], text.places[first + stems.count(" ")][1]
        at = text.stems.find(f" {stems} ", at + 1)
    head, _, tail = stems.partition(" ")
    if tail and " " not in tail and f" {head}{tail} " in text.stems:  # inkjet, of ink jet
        yield from _found(f"{head}{tail}", text)
    if not tail and len(stems) >= _JOINT and f" {stems} " not in text.stems:
        yield from (found.span() for found in re.finditer(rf"(?<![a-z]){'-?'.join(stems)}[a-z]{{0,3}}", text.plain))


def _model(way: str) -> str:
    """How the number of a model or a series is written, with the letters behind it that tell a colour or a size: LC51 of LC51C and LC-51BK; "" of
    other words."""
    found = _SERIES.fullmatch(way)
    if found is None:
        return ""
    between = "[-.]? ?" if len(found[1]) > 1 or len(found[2]) > 1 else "-?"  # of "a 4 m cable" no paper
    behind = "[a-z]{0,3}" if found[2][:2].isdigit() and len(found[2]) > 1 else ""  # cat6a is no cat6
    return rf"(?<![a-z0-9]){found[1]}{between}{found[2]}{behind}(?![a-z0-9])"


@lru_cache(maxsize=4096)
def _stemmed(way: str) -> str:
    return " ".join(map(_root, _WORD.findall(normalise(way))))


def _root(word: str) -> str:
    """By which a word is known in all its forms: stackable, of what stacks."""
    return _ABLE.sub("", stem(word.removesuffix("'s")))


def _measured(measure: tuple[str, float, str], text: Text) -> tuple[str, bool] | None:
    sign, number, dimension = measure
    for found in _MEASURED.finditer(text.plain):
        own = _quantity(found)
        if own is not None and own[1] == dimension and _within(own[0], sign, number) and (not sign or number < _FAR * own[0] < _FAR * _FAR * number):
            return own[2], False
    return None


def _within(own: float, sign: str, number: float) -> bool:
    if sign in ("≥", ">=", ">"):
        return own >= number
    if sign in ("≤", "<=", "<"):
        return own <= number
    return abs(own - number) <= _CLOSE * number


def _stated(name: str, value: object, language: str) -> str:
    """With the unit that the attribute's name has."""
    if (flag := flagged(value)) is not None:
        thing = without(name)
        return (f"no {thing}" if flag else thing) if thing else f"{'' if flag else 'no '}{name.replace('_', ' ')}"
    *called, unit = name.split("_")
    if isinstance(value, (int, float)) and called[:1] == ["age"] and unit in _AGES:
        least = "min" in called
        return f"{value}{_AGES[unit]}{'起' if least else ''}" if language == "zh" else f"{'from ' if least else ''}age {value} {unit}"
    if isinstance(value, (int, float)) and (so_many := counted(value, name, language)):
        return so_many
    if isinstance(value, (int, float)):
        return f"{value}{unit}" if unit_of(name) else str(value)
    return _SIDES.sub(lambda sides: _each_side(sides, unit if unit_of(name) else ""), str(value))


def _each_side(sides: re.Match[str], unit: str) -> str:
    """With its unit behind each: what stands there, else the attribute's."""
    unit = sides["unit"] or unit
    return " x ".join(f"{each}{unit}" for each in re.findall(r"[\d.]+", sides["sides"])) if unit else sides.group()


def flagged(value: object) -> bool | None:
    """Whether it says yes or no; None of any other value."""
    said = str(value).casefold()
    return True if value is True or said in _YES else False if value is False or said in NONE else None


@lru_cache(maxsize=4096)
def without(name: str) -> str:
    """What an attribute tells by its name to be without, where it says yes: fragrance, of `fragrance_free`; "" of others."""
    plain = name.replace("_", " ")
    found = _NAMED_WITHOUT.fullmatch(plain)
    named = found is not None and not plain.isascii() and called(plain) is not None  # 无线 has a name of its own
    return next(filter(None, found.groups()), "") if found is not None and not named else ""


@lru_cache(maxsize=16384)
def _text(said: str) -> Text:
    plain = _BY.sub("x", normalise(said))
    words = list(_WORD.finditer(plain))
    stems = [_root(each.group()) for each in words]
    runs = {" ".join(stems[at : at + size]) for size in range(1, _MOST + 1) for at in range(len(stems) - size + 1)}
    runs |= {_root(each.group().replace("-", "")) for each in _HYPHENED.finditer(plain)}
    return Text(plain, f" {' '.join(stems)} ", tuple(each.span() for each in words), frozenset(runs))

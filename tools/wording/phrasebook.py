"""How fields, values, numbers and names are said in a language. The words lie in words/zh.yaml and words/en.yaml."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from ...catalogue.outside.parties import stated
from ...ingest.plain_value import plain_value
from ...schema.fact import Fact
from ...schema.product import AttributeValue, Certification
from ...schema.supplier import Supplier
from ...understanding.tokens.aspects import label as aspect_label
from ...understanding.tokens.capabilities import known as known_capabilities
from ...understanding.tokens.capabilities import label as capability_label
from ...understanding.tokens.fact_names import name_of
from ...understanding.vocabulary.concepts import concepts, concepts_of
from .capitals import uncapitalised
from .glossary import CHINESE, Glossary
from .plain import named, plain, seen, unpriced
from .word_files import attributes, words

_PLURAL = re.compile(r"[^suio]s$")
OUR_KINDS: dict[str, Callable[[str, str], str]] = {
    "review": aspect_label,
    "capability": capability_label,
    "able": lambda words, language: plain(words),
    "wanted": lambda words, language: plain(words),
    "price": lambda unit, language: f"每{unit}" if language == "zh" else f"price per {unit}",
    "said": lambda words, language: f"「{plain(words)}」" if language == "zh" else f'"{plain(words)}"',
}
"""What a question may be about beside the fields of a record, and how that is called in a language."""


_NAME = re.compile(r"[^\W\d_]+(?:[ '’·.-]{1,2}[^\W\d_]+){0,3}")
_LONGEST_HAN = 10


def is_name(text: str) -> bool:
    """Whether it is short and of letters alone: what else stands in a record's place for a name is a sentence of somebody's."""
    return _NAME.fullmatch(text) is not None and (text.isascii() or len(text) <= _LONGEST_HAN)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


class Phrasebook:
    """One language's way of saying things; `variant` (the turn's number) chooses among equal phrasings, so that replies don't all sound alike."""

    def __init__(self, language: str, variant: int = 0, glossary: Glossary | None = None, numbers: Sequence[int] = ()) -> None:
        """`numbers` are those of the offers in the list that the buyer sees, where they aren't 1, 2, 3."""
        self.language = language
        self.numbers = tuple(numbers)
        self._glossary = glossary
        self._variant = variant
        self._words = words(language)
        self._column = ("zh", "en").index(language)
        self.unknown: str = self._words["unknown"]

    def in_language(self, language: str) -> Self:
        """The same catalogue's words in another language."""
        return type(self)(language, self._variant, self._glossary)

    def numbered(self, numbers: Sequence[int]) -> Self:
        """The same with other numbers of the offers."""
        return type(self)(self.language, self._variant, self._glossary, numbers)

    def say(self, key: str, **values: object) -> str:
        """The phrase `key` with its holes filled; KeyError where the language file lacks it."""
        phrase = self._words["phrases"][key]
        chosen: str = phrase if isinstance(phrase, str) else phrase[self._variant % len(phrase)]
        return chosen.format(**values)

    def say_if(self, key: str, **values: object) -> str:
        """As `say`; "" where there is no such phrase."""
        return self.say(key, **values) if key in self._words["phrases"] else ""

    def small_talk(self, text: str) -> str:
        """What kind of small talk a message is: "thanks", "bye", else "chitchat"."""
        kinds: dict[str, list[str]] = self._words["small_talk"]
        return next((kind for kind, said in kinds.items() if any(word in text.casefold() for word in said)), "chitchat")

    def degraded(self, part: str, partly: bool = False) -> str:
        """What the buyer is told where a part was missing; `partly`: not all of it."""
        if partly and (said := self.say_if(f"degraded.{part}.partly")):
            return said
        kind, _, who = part.partition(".")
        known = f"degraded.{part}" in self._words["phrases"]
        if who and not known:
            return self.say(f"degraded.{kind}", what=who)
        return self.say(f"degraded.{part}" if known else "degraded.other", what=part)

    def label(self, field: str) -> str:
        """A field's name for people: "起订量", "MOQ"; an attribute that we have no word for keeps the catalogue's own."""
        kind, _, rest = field.partition(".")
        if kind in OUR_KINDS and rest:
            return OUR_KINDS[kind](rest, self.language)
        name = field.removeprefix("attr.")
        known = self._words["labels"].get(name) or attributes()["names"].get(name, ())
        if not known and bool(CHINESE.search(name)) != (self.language == "zh"):
            words = [word for concept in concepts() if concept.name in concepts_of([name]) for word in concept.names]
            known = next((word for word in words if bool(CHINESE.search(word)) == (self.language == "zh")), ())
        return str(known if isinstance(known, str) else known[self._column] if known else named(name.replace("_", " ")))

    def aspect(self, name: str, kind: Literal["label", "praise", "complaint"] = "label") -> str:
        """What reviews speak of, or one side of it: "缩水", "no shrinking"."""
        return aspect_label(name, self.language, kind)

    def unit(self, name: str) -> str:
        """A numeric attribute's unit by the last part of its name: "capacity_ml" has " ml"; a field's own, "moq", from the language file."""
        field: str | None = self._words["units"].get(name)
        units: dict[str, list[str]] = attributes()["units"]
        return field if field is not None else units.get(name.rsplit("_", 1)[-1], ["", ""])[self._column]

    def currency(self, code: str) -> str:
        """A currency's name within a sentence: "人民币", "yuan (CNY)"."""
        return str(self._words["currencies"].get(code, code))

    def money(self, amount: Decimal | str | None, currency: str) -> str:
        """That none is stated, where it is None."""
        if amount is None:
            return self.say("no_price")
        symbol = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "HKD": "HK$"}.get(currency)
        return f"{symbol}{amount}" if symbol else f"{currency} {amount}"

    def inside(self, value: AttributeValue, name: str = "") -> str:
        """An attribute's value as it reads inside a sentence: "organic cotton", "Huawei Mate 80"."""
        said = plain(self.value(value, name))
        return said if name == "supplier.location" or any(character.isdigit() for character in said) else uncapitalised(said)

    def value(self, value: AttributeValue, name: str = "") -> str:
        """An attribute's value with its unit: "2.5 TOG", "纯棉、竹纤维", "yes"; of a text as much as is a value."""
        if isinstance(value, bool):
            return str(self._words["yes" if value else "no"])
        if isinstance(value, tuple):
            said = [self.value(one, name) for one in value]
            return self.listed([one for one in said if one != self.unknown] or said[:1], "and")
        if isinstance(value, str):
            return unpriced(seen(str(plain_value(name, stated(value)) or ""))) or self.unknown
        text = f"{value:g}" if isinstance(value, float) else str(value)
        return text + self._counted(value, self.unit(name))

    def _counted(self, number: float, unit: str) -> str:
        return unit.removesuffix("s") if number == 1 and self.language == "en" and len(unit) > len(" s") else unit

    def measure(self, label: str, text: str, name: str) -> str:
        """A number with what it measures: "capacity 500 ml"; what is counted comes behind it: "98 keys"."""
        return f"{text} {label}" if self.counts(name) else f"{self.beside(label, text)} {text}"

    def beside(self, label: str, value: str) -> str:
        """A label as it stands before a value that begins with its last word: "safety" before "class B"."""
        before, _, last = label.rpartition(" ")
        return before if before and value.casefold().startswith(f"{last.casefold()} ") else label

    def counts(self, name: str) -> bool:
        """Whether an attribute says how many there are of what it is called in English: keys, pieces."""
        return self.language == "en" and not self.unit(name) and self.label("attr." + name).endswith("s")

    def flag(self, value: AttributeValue) -> bool | None:
        """True or False for a value that only says yes or no ("有", "No"), None for any other."""
        if isinstance(value, bool):
            return value
        text = str(value).casefold()
        return True if text in self._words["yes_values"] else False if text in self._words["no_values"] else None

    def listed(self, parts: Sequence[str], last: str = "and") -> str:
        """ "a, b and c" / "a、b和c"; Latin letters stand apart from a Chinese word: "CE 或 FCC"."""
        if len(parts) < 2:
            return "".join(parts)
        before, after, word = parts[-2], parts[-1], str(self._words[last])
        if CHINESE.search(word):
            word = (" " if _latin(before[-1:]) else "") + word + (" " if _latin(after[:1]) else "")
        return str(self._words["comma"]).join(parts[:-1]) + word + parts[-1]

    def positions(self, positions: Iterable[int]) -> str:
        """Offers by their place in the list, from 0, in the order of their numbers: "第 1、3 款", "nos. 1 and 3"."""
        every = sorted(self.numbers[position] if position < len(self.numbers) else position + 1 for position in positions)
        numbers = [str(number) for number in every]
        return self.say("positions" if len(numbers) > 1 else "position", numbers=self.listed(numbers, "and_number"))

    def opening(self, text: str) -> str:
        """As it stands at the beginning of a sentence."""
        return text[:1].upper() + text[1:]

    def named(self, words: str) -> bool:
        """Whether words are a short name of goods in this language: in Chinese one word, in English a plural; "lunch boxes kids" is none."""
        if not words or bool(CHINESE.search(words)) != (self.language == "zh"):
            return False
        if self.language == "zh":
            return " " not in words and len(words) <= 8
        return len(words) <= 24 and [bool(_PLURAL.search(word)) for word in words.split()][-2:] in ([True], [False, True])

    def ordinal(self, position: int) -> str:
        """The offer at a place in the list, from 0, as one points at it: "第二款", "the second one"."""
        return str(self._words["ordinals"][position])

    def count(self, number: int | None, field: str) -> str:
        if number is None:
            return self.unknown
        return f"{number:,}" + self._counted(number, self.unit(field))

    def rating(self, rating: float | None, count: int | None, key: str = "rated") -> str:
        if rating is None:
            return self.unknown
        stars = f"{rating:g}" + self._counted(rating, self.unit("stars"))
        return self.say(key if count else "rated_only", stars=stars, count=self.count(count or 0, "reviews"))

    def share(self, share: float | None) -> str:
        return self.unknown if share is None else f"{share * 100:.4g}%"

    def kind(self, kind: str | None) -> str:
        return str(self._words["kinds"].get(kind, self.unknown))

    def reads(self, text: str) -> bool:
        """Whether a text is in this language, or but numbers and codes, which are in every one."""
        return not CHINESE.search(text) if self.language == "en" else bool(CHINESE.search(text)) or text.isupper() or any(map(str.isdigit, text))

    def place(self, supplier: Supplier | None) -> str:
        if supplier is None:
            return self.unknown
        text = supplier.text(self.language)
        parts = (text.province, text.city) if self.language == "zh" else (text.city, text.province)
        return str(self._words["place"]).join(dict.fromkeys(part for part in parts if part and is_name(part))) or self.unknown

    def market(self, code: str) -> str:
        """A market's name: "美国", "the EU"."""
        return name_of(Fact(kind="market", value=code), self.language) or self.say(f"market.{code}")

    def capabilities(self, names: Sequence[str]) -> str:
        """What a supplier can do, inside a sentence: what nobody knows as something that suppliers can is told in its own words, unless it is a
        sentence."""
        said = [told for one in names if (told := named(stated(self.word("supplier.capabilities", one))))]
        return plain(self.listed([self._capability(one) for one in said if is_name(one)]))

    def _capability(self, name: str) -> str:
        return uncapitalised(name) if name.casefold() in known_capabilities() else self.say("quoted", text=name)

    def certificates(self, certifications: Iterable[Certification], today: date) -> str:
        return str(self._words["comma"]).join(self.certificate(one, today) for one in certifications) or self.unknown

    def certificate(self, certification: Certification, today: date) -> str:
        if not certification.valid_on(today):
            return self.say("certificate_expired", name=named(certification.name), until=certification.valid_until)
        if certification.valid_until is None:
            return named(certification.name)
        return self.say("certificate_until", name=named(certification.name), until=certification.valid_until)

    def _word_inside(self, field: str, value: str) -> str:
        said = self.word(field, value)
        return uncapitalised(said) if field.startswith("attr.") and not any(map(str.isdigit, said)) else said

    def word(self, field: str, value: str) -> str:
        """A catalogue's word in this language, where its records have it."""
        return self._glossary.say(field, value, self.language) if self._glossary else value

"""How conditions are said in a language, and all that a phrasebook says."""

import math
import re
from collections.abc import Iterable, Sequence

from ...catalogue.quantities import parse_quantity, unit_of
from ...catalogue.verdicts import NEGATIVE
from ...schema.condition import Condition
from ...understanding.tokens.capabilities import label as capability_label
from ...understanding.tokens.capabilities import meant as capability_meant
from ...understanding.tokens.lacked import unwanted
from .glossary import CHINESE
from .phrasebook import Phrasebook
from .plain import plain
from .together import together

IDS = ("product", "supplier")
"""Fields whose values are ids, which nobody reads."""
_PLACES = 2  # of a measure that is read
FEW_NAMES = 3
"""Certificates that can be named behind a purpose."""
MANY = 6
"""Values of an attribute that are listed: more are said in the buyer's word for them, or a few of them are."""
_UNIT = re.compile(r"[^\d.]+$")
OWN_WORDS = 24
"""A condition's wording longer than this is said in ours."""


def _amount(value: float) -> str:
    """Money as it is written: whole, or with two places."""
    return f"{value:g}" if float(value).is_integer() else f"{value:.2f}"


def _in_own_unit(name: str, value: float, unit: str) -> float | None:
    """A buyer's number in the unit that the attribute's name ends in: 1.5 kg of `weight_g` are 1500; None where that is no short one."""
    own, told = unit_of(name), parse_quantity(f"{value} {unit}")
    if own is None or told is None or told.dimension != own[0]:
        return value
    number = told.number / own[1]
    return round(number, _PLACES) if math.isclose(number, round(number, _PLACES)) else None


def _about(condition: Condition) -> tuple[float, float, float]:
    """What it is to be about, and from where to where that goes."""
    assert condition.about is not None and isinstance(condition.value, (int, float))
    off = abs(condition.value - condition.about)
    return condition.about, round(condition.about - off, _PLACES), round(condition.about + off, _PLACES)


def understood(condition: Condition) -> bool:
    """Whether the buyer's words don't say it themselves: a model took them for it, and he must be told for what."""
    return condition.status == "inferred" and condition.origin == "said"


class Wording(Phrasebook):
    """One language's way of saying things."""

    def condition(self, condition: Condition) -> str:
        """For people: in the buyer's own words where they say it, are short and in this language, else "价格不超过 ¥100", "MOQ at most 50"."""
        if (
            not understood(condition)
            and isinstance(condition.value, (str, tuple))
            and 0 < len(condition.text) <= OWN_WORDS
            and bool(CHINESE.search(condition.text)) == (self.language == "zh")
        ):
            return plain(condition.text)
        if condition.field in IDS:
            return self.say(f"condition.{'other' if condition.op in NEGATIVE else 'same'}_{condition.field}")
        label = self.label(condition.field)
        if condition.about is not None:
            value, low, high = (self.operand(condition.model_copy(update={"value": one})) for one in _about(condition))
            key = f"op about {condition.op}" if condition.field == "price" else "op about"  # what costs less breaks nothing
            return self.say(key, label=self.beside(label, value), value=value, low=low, high=high)
        if condition.field.startswith("attr.age_min_") and condition.op == "<=":
            return self.say("condition.for_age", value=self.operand(condition))
        if isinstance(condition.value, bool) and condition.op == "=":
            return label if condition.value else self.say("lacking", label=label)
        if condition.field == "supplier.capability" and condition.op in ("=", "in"):
            return self.say("condition.capability", value=self.operand(condition))
        value = self._some(condition) if understood(condition) and condition.text else self.operand(condition)
        apart = " " if self.language == "zh" and value[:1].isascii() and condition.op in ("=", "in") else ""
        return self.say(f"op {condition.op}", label=self.beside(label, value), value=apart + value)

    def chosen(self, condition: Condition) -> str:
        """As `condition`, of one that was changed by hand: "证书：OEKO-TEX Standard 100"."""
        if condition.field in IDS or condition.op not in ("=", "in", "contains") or not isinstance(condition.value, (str, tuple)):
            return self.condition(condition)
        return self.say("condition.chosen", label=self.label(condition.field), value=self.operand(condition))

    def _some(self, condition: Condition) -> str:
        """The operand of what a word was taken for: the first few of many values that it may be."""
        if not isinstance(condition.value, tuple):
            return self.operand(condition)
        said = dict.fromkeys(self._word_inside(condition.field, str(one)) for one in condition.value)
        if len(said) <= FEW_NAMES:
            return self.operand(condition) if len(condition.value) <= MANY else self.listed(list(said), "and" if condition.every else "or")
        few = list(said)[:FEW_NAMES]
        return self.say("values.some", values=str(self._words["comma"]).join(few), count=len(said) - len(few))

    def _in_short(self, condition: Condition) -> str:
        """Many values by the buyer's own word for them, where it is in this language, else the first few."""
        said = plain(unwanted(condition.text) or condition.text)
        own = 0 < len(said) <= OWN_WORDS and bool(CHINESE.search(said)) == (self.language == "zh")
        return said if own else self._some(condition)

    def full(self, condition: Condition) -> str:
        """As `condition`, with the few certificates that words of a purpose come to: "能卖到欧盟（EN 16781 或 REACH）"."""
        said, names = self.condition(condition), condition.value if isinstance(condition.value, tuple) else ()
        if condition.field != "certification" or not 0 < len(names) <= FEW_NAMES or any(one.casefold() in said.casefold() for one in names):
            return said
        return said + self.say("certificates_meant", names=self.listed(names, "or"))

    def wish(self, conditions: Sequence[Condition]) -> str:
        """Conditions of one wording ("around 20 yuan") in the buyer's own words where they are in this language."""
        text = conditions[0].text
        ours = 0 < len(text) <= OWN_WORDS and bool(CHINESE.search(text)) == (self.language == "zh") and not understood(conditions[0])
        return plain(text) if ours and len(conditions) > 1 else self.conditions(conditions)

    def conditions(self, conditions: Iterable[Condition], *, heading: bool = False) -> str:
        """Each once, two bounds of a field as a range, and two that come of one wording of his in it alone; that the page was turned, or the product
        itself left out that others like it were asked for, is no condition of his. `heading`: as they stand beside the goods."""
        wanted = [one for one in conditions if not (one.field == "product" and not one.text)]
        told = [(one, self._range(one, wanted, heading) or (heading and self._beside(one)) or self.condition(one)) for one in wanted]
        own = {one.text for one, said in told if one.text and said == plain(one.text)}
        return str(self._words["comma"]).join(dict.fromkeys(said for one, said in told if one.text not in own or said == plain(one.text)))

    def _range(self, one: Condition, wanted: Sequence[Condition], heading: bool) -> str:
        """A bound and the other one of its field: "height 18 to 27.5 cm"; "" where it has none."""
        bounds = [each for each in wanted if each.field == one.field and each.about is None and not isinstance(each.value, (str, tuple, bool))]
        low, high = ([each for each in bounds if each.op in ops] for ops in ((">=", ">"), ("<=", "<")))
        if one not in bounds or len(low) != 1 or len(high) != 1:
            return ""
        least, most = self.operand(low[0]), self.operand(high[0])
        unit = _UNIT.search(most)
        least = least.removesuffix(unit[0]) if unit else least
        label = "" if heading and one.field == "price" else self.label(one.field)
        return self.say("op range", label=label, low=least, high=most).strip()

    def _beside(self, one: Condition) -> str:
        """What reads better beside goods: "up to ¥100", "with red light"; "" of others."""
        kind = "flag" if one.value is True and one.op == "=" else f"{one.field} {one.op}"
        return self.say_if(f"head {kind}", label=self.label(one.field), value=self.operand(one)) if one.about is None else ""

    def way(self, given_up: Sequence[Condition], instead: Sequence[Condition]) -> str:
        """A change to the conditions: what is given up, or what it is loosened to ("price at most ¥120")."""
        looser = {one.id for one in instead}
        dropped = self.conditions(one for one in given_up if one.id not in looser)
        parts = [self.conditions(instead), self.say("relax.without", conditions=dropped) if dropped else ""] if instead else [dropped]
        return str(self._words["comma"]).join(part for part in parts if part)

    def operand(self, condition: Condition) -> str:
        """A condition's value for people: "¥100", "纯棉或竹纤维", where all are wanted "秋和冬"."""
        name, value, joint = condition.field.removeprefix("attr."), condition.value, "and" if condition.every else "or"
        if condition.field == "supplier.capability" and isinstance(value, tuple) and (able := capability_meant(value)):
            return capability_label(able, self.language)
        if isinstance(value, tuple) and len(value) > FEW_NAMES and (called := self._together(condition)):
            return self.listed(called, joint)
        if isinstance(value, tuple) and len(value) > MANY and condition.field.startswith("attr."):
            return self._in_short(condition)
        if isinstance(value, tuple) and condition.unit and all(parse_quantity(one) for one in value):
            return self._measured(name, [float(one) for one in value], condition.unit, joint)
        if isinstance(value, tuple):
            return self.listed(list(dict.fromkeys(self._word_inside(condition.field, str(one)) for one in value)), joint)
        if condition.field == "price":
            return self.money(_amount(value) if isinstance(value, (int, float)) else str(value), condition.unit or "CNY")
        if condition.field == "supplier.repurchase_rate" and isinstance(value, (int, float)):
            return self.share(float(value))
        if condition.field == "supplier.kind":
            return self.kind(str(value))
        if isinstance(value, (int, float)) and not isinstance(value, bool) and condition.unit:
            return self._measured(name, [value], condition.unit)
        return self._word_inside(condition.field, value) if isinstance(value, str) else self.value(value, name)

    def _measured(self, name: str, values: Sequence[float], unit: str, joint: str = "or") -> str:
        """Numbers with the attribute's unit, or with the buyer's where it would be none to read: 50 cm of a size in inches."""
        own = [number for value in values if (number := _in_own_unit(name, value, unit)) is not None]
        said, last = (own, self.unit(name) or f" {unit}") if len(own) == len(values) else (values, f" {unit}")
        return self.listed([f"{number:g}" for number in said], joint) + last

    def _together(self, condition: Condition) -> tuple[str, ...]:
        glossary = self._glossary
        return together(condition, self.language, lambda value: glossary.say(condition.field, value, "en") if glossary else value)

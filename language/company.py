"""Who goods are for, where that is a number of people or no person: "4 people", 三口之家, a dog."""

import re

from ..understanding.language.atom import atoms
from ..understanding.language.numerals import numeral

_PEOPLE = re.compile(r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3}|[a-z]+)[\s-]*(?:个|位|口)?\s*(?:人|persons?|people|adults?|男的|女的|大人|口之家)(?:用|住|睡)?$")
_ANIMALS = re.compile(r"^(?:小|大|my |the |a |an )*(?:狗|狗狗|犬|猫|猫咪|宠物|兔子|仓鼠|鸟|鹦鹉|马|dogs?|pupp(?:y|ies)|cats?|kittens?|pets?|rabbits?|hamsters?|birds?|parrots?|horses?)$")


def people(audience: str) -> int | None:
    """How many people; None where it names no number of them."""
    found = _PEOPLE.fullmatch(audience.strip().casefold())
    if found is None:
        return None
    own = atoms(found["number"])
    number = numeral(own, 0) if own else None
    return int(number.low) if number is not None and number.low == int(number.low) and number.low > 0 else None


def animal(audience: str) -> bool:
    """Whether it is an animal."""
    return _ANIMALS.fullmatch(audience.strip().casefold()) is not None

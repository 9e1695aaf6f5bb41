"""Whether a sentence recommends, and under which circumstances."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from ...retrievers.lexicon import names_goods
from ...understanding.language.dictionaries import cut

_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_PLUS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s?\+(?![\w+])")
_REACH = 20.0
"""How far a case reaches that is told by one end."""
_LETTERS = frozenset("别")
_NO_FURTHER = re.compile(
    r"\b(?:(?:must|should|shall|may|can)(?:\s+not|n't)|cannot)\s+(?:\w+\s+){0,2}?(?:(?P<less>(?:less|fewer|lower|shorter|lighter|smaller)\s+than|fall\s+below)"
    r"|(?:more|greater|higher|louder|longer|heavier|larger|bigger)\s+than|exceed)\b",
    re.IGNORECASE,
)
_NOT_BEYOND = re.compile(r"不(?:应该|应当|应|得|能|可以|可|宜|要)(低于|少于|小于|高于|大于|超过|多于)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def stance() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("stance.yaml").read_text("utf-8"))
    return loaded


def recommends(text: str) -> bool:
    """It says what to take, not how to treat it, and doesn't take that back."""
    return says("recommends", text) and not says("takes_back", assertion(text)) and not treats(text)


def treats(text: str) -> bool:
    """Whether it says how goods are washed, kept or handled ("rinse it for five minutes", 先用开水烫一遍) and not what to choose."""
    return not says("chooses", text) and _treating().search(text) is not None


@cache
def _treating() -> re.Pattern[str]:
    """What somebody does to them; what they can do or bear (should boil a litre, 可高温消毒) is a property."""
    words = stance()["treats"]
    does, done, on, han = ("|".join(map(re.escape, words[kind])) for kind in ("does", "done", "on", "zh"))
    able = "".join(rf"(?<!{re.escape(word)} )" for word in words["able"])
    return re.compile(
        rf"(?:\b(?:you|users|guests|owners)\s+\w+\s+|{able}\b)(?:{does})\s+(?:{on})\b"
        rf"|\b(?:should|must|shall|has\s+to|have\s+to|needs?\s+to)\s+(?:always\s+)?be\s+(?:\w+ly\s+)?(?:{done})\b"
        rf"|^(?:(?!{'|'.join(words['bears'])})[^，,。；;])*(?:{han})"
        rf"|[，,。；;](?:(?!{'|'.join(words['bears'])})[^，,。；;])*(?:{han})",
        re.IGNORECASE,
    )


def circumstances(text: str) -> dict[str, Any]:
    """`{"room_temp_c": [16, 20]}`, `{"season": ["冬"]}`; empty where it names none."""
    found: dict[str, Any] = {}
    for name, pattern in _measured().items():
        match = pattern.search(text.casefold())
        if match:
            low = float(match[1])
            found[name] = [low, float(match[2])] if match[2] else _open_ended(text.casefold(), match, low)
        elif (word := next((word for word in stance()["cases"].get(name, ()) if has(word, text.casefold())), None)) is not None:
            found[name] = [float(end) for end in stance()["cases"][name][word]]
    low_text = text.casefold()
    seasons = [season for word, season in stance()["seasons"].items() if has(word, low_text)]
    return {**found, **({"season": list(dict.fromkeys(seasons))} if seasons else {})}


def _open_ended(text: str, match: re.Match[str], at: float) -> list[float]:
    """ "below 16 °C" begins somewhere under it."""
    before, after = text[: match.start()], text[match.end() :]
    below = _ends("below", before) or _begins("below_after", after)
    above = _ends("above", before) or _begins("above_after", after)
    return [at - _REACH if below else at, at + _REACH if above else at]


def _ends(kind: str, text: str) -> bool:
    return any(text.rstrip(" -").endswith(word) for word in stance()["sides"][kind])


def _begins(kind: str, text: str) -> bool:
    return any(text.lstrip().startswith(word) for word in stance()["sides"][kind])


def without_circumstances(text: str) -> str:
    """The text without the measures of the case that it speaks of."""
    for pattern in _measured().values():
        text = pattern.sub(" ", text)
    return text


def asks_at(text: str) -> int:
    """Where the first word stands behind which it says what to take; -1 where there is none."""
    places = (found.start() for word in stance()["asks"] if (found := _asking(word).search(text)) is not None)
    return min(places, default=-1)


def asks() -> re.Pattern[str]:
    """Words behind which it stands what to take."""
    return _asks()


@cache
def _asks() -> re.Pattern[str]:
    return re.compile("|".join(_asking(word).pattern for word in sorted(stance()["asks"], key=len, reverse=True)), re.IGNORECASE)


@lru_cache(maxsize=4096)
def for_some(statement: str, label: str = "") -> bool:
    """Whether the sentence says for whom or for what it holds ("for several devices", 桌面小选…), and these aren't most buyers. A rule holds for all.
    `label`: what its attribute is called, which may stand first (蓬松度选…)."""
    if says("only_for", statement):
        return True
    if says("obliges", statement) or says("for_most", statement):
        return False
    if _CHINESE.search(statement):
        head = _no_head().sub("", statement[: max(asks_at(statement), 0)])
        return bool(head) and not (label and label in head) and not names_goods(head)
    return _for_some().search(statement) is not None


@cache
def _for_some() -> re.Pattern[str]:
    words = stance()["for_some"]
    opens, inside = ("|".join(map(re.escape, words[kind])) for kind in ("opens", "inside"))
    own = "".join(rf"(?<!\b{re.escape(verb)} )" for verb in words["verbs"])
    before = "".join(rf"(?<!\b{re.escape(word)} )" for word in words["before_to"])
    return re.compile(rf"^(?:{opens})\b|{own}\b(?:{inside})\b|{before}\bto (?!the\b|an?\b)(?=[a-z])", re.IGNORECASE)


@cache
def _no_head() -> re.Pattern[str]:
    """What stands before what to take and says of nobody."""
    return re.compile(rf"[\s，,：:]|{'|'.join(stance()['for_some']['no_head'])}")


def bounds() -> str:
    """A pattern of how a bound begins."""
    return "|".join(map(re.escape, sorted(stance()["bounds"], key=len, reverse=True)))


def denies(text: str, word: str) -> bool:
    """Whether the text denies the word: "not silk", 租房不能打孔; behind a word that asks nothing is denied (怕漏不要弹盖，选旋盖)."""
    before, found, _ = text.casefold().partition(word.casefold())
    denied = max((match.end() for said in stance()["denies"] for match in _asking(said).finditer(before)), default=-1) if found else -1
    return denied >= 0 and not any(_asking(said).search(before, denied) for said in stance()["asks"])


@cache
def _asking(word: str) -> re.Pattern[str]:
    return re.compile(re.escape(word) if _CHINESE.search(word) else rf"(?<![a-z']){re.escape(word)}(?![a-z'])", re.IGNORECASE)


def assertion(text: str) -> str:
    """The text as a buyer would say it: without words of duty before a bound (不应低于 is 不低于), with "600+" as "at least 600", and "should not
    weigh more than" as "at most"."""
    said = _PLUS.sub(lambda found: f"{'至少' if _CHINESE.search(text) else 'at least '}{found[1]}", _NOT_BEYOND.sub(r"不\1", _duty().sub("", text)))
    said = _NO_FURTHER.sub(lambda found: "at least" if found["less"] else "at most", said)
    for plain, ways in stance()["reworded"].items():
        for way in ways:
            said = re.sub(rf"\b{re.escape(way)}\b", plain, said, flags=re.IGNORECASE)
    return said


@cache
def _duty() -> re.Pattern[str]:
    before = "|".join(map(re.escape, sorted(stance()["duty"], key=len, reverse=True)))
    return re.compile(rf"(?:{before})+(?=\s*(?:在|于)?\s*(?:{bounds()}|\d))")


@cache
def _measured() -> dict[str, re.Pattern[str]]:
    def pattern(units: list[str]) -> re.Pattern[str]:
        unit = "(?:" + "|".join(map(re.escape, sorted(units, key=len, reverse=True))) + ")"
        return re.compile(rf"{_NUMBER}\s*{unit}?(?:\s*(?:-|–|—|~|～|to|and|至|到)\s*{_NUMBER})?\s*{unit}", re.IGNORECASE)

    return {name: pattern(units) for name, units in stance()["circumstances"].items()}


def says(kind: str, text: str) -> bool:
    plain = text.casefold()
    return any(has(word, plain) for words in stance()[kind].values() for word in words)


@lru_cache(maxsize=4096)  # of a guide's sentences, which are the same for every buyer
def behind(kind: str, text: str) -> str:
    """What stands behind the first word of that kind, in small letters; "" where there is none."""
    plain = text.casefold()
    ends = [plain.find(word) + len(word) for words in stance()[kind].values() for word in words if has(word, plain)]
    return plain[min(ends) :] if ends else ""


def has(word: str, text: str) -> bool:
    """Chinese words wherever they stand, but a verb of one letter where a word begins (级别 forbids nothing); others as whole words."""
    if word in _LETTERS and word in text:
        return any(each.startswith(word) for each in cut(text))
    if _CHINESE.search(word) or not word[0].isalnum():
        return word in text
    return re.search(rf"(?<![a-z']){re.escape(word)}(?![a-z'])", text) is not None

"""References of a phrase: 第二款, "the last two", 最便宜那款, "the bamboo one", 那家, "them"."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from ..dialogue.describing import costs
from ..dialogue.gradable import graded, most
from ..dialogue.linking import called
from ..dialogue.list_places import placed
from ..language.amounts import amount
from ..schema.command import MOST_POINTERS
from ..schema.condition import Condition, Op
from ..schema.need import ASCENDING
from ..schema.reference import Place, Reference

_ZH = re.compile(r"(倒数)?第\s*([一二两三四五六七八九十\d]+)")
_EN = re.compile(r"\b(?:(\d+)(?:st|nd|rd|th)|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\b")
_WORDS = r"one|two|three|four|five|six|seven|eight|nine|ten"
_NUMBERED = re.compile(
    rf"(?:\bno\.?|\bnumbers?|\bnr\.?|#|№|\boptions?|\bitems?|\b(?:suppli|sell)ers?|编号|序号)\s*(\d+|(?:{_WORDS})\b)|(?<![大小加])(\d+|[一二三四五六七八九十])\s*(?:号|#)|^(\d{{1,2}}|[一二三四五六七八九十])$"
)
_RUN = re.compile(
    r"(?:前|头|最前面?|first|top)\s*(\d+|[一二两三四五六七八九十]+|two|three|four|five|few|几)|(?:后|末|最后|last|bottom)\s*(\d+|[一二两三四五六七八九十]+|two|three|four|five)"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LAST_BUT = re.compile(r"\b(?:last but one|next to (?:the )?last|penultimate)\b")
_FEW = 3
_ALL = re.compile(r"(?:all|全部|所有|这|那|刚才这|刚才那)\s*(?:the\s*)?(\d+|几|[一二两三四五六七八九十]+|two|three|four|five|six)\s*\w?")
_OTHERS = re.compile(
    rf"(?:the\s)?(?:other|remaining|rest)\s*(?P<en>\d|{_WORDS})?(?:\s*ones?)?|(?:另外?|其[他它余]|剩下?|别)的?[那这]?(?P<zh>\d|[几一两二三四五])?[款个件种条双台只把套张盏家样]"
)
"""The remaining products: the other two, 剩下的几款."""
_PLURAL = re.compile(r"(?:几|些|批|[a-z]{3,}s)$")
_ARTICLE = re.compile(r"^(?:(?:the|that|this|those|these|very)\b|[那这](?![几些\d一二两三四五六七八九十])[款个台件双条把种张盏只支块本套]?)\s*")
_HAVING = re.compile(
    r"^(?:ones?|models?|items?)\s+(?:(?:that|which)(?:'s|\s+(?:is|are|has|have|costs?|comes?))?|with|w/?|from|by|in|of|for|at|made|called|having)\b"
    r"(?:\s+(?:by|in|of|from|with)\b)?\s*(?:the\s+|an?\s+)?"
)
"""Joins "the one" and its description: the one with …, the ones made by …."""
_COUNTS = "款个台件双条把种张盏只支块本套"
"""Classifiers between a number and goods: 前两个帐篷."""
_BARE = "款个家种"
"""Classifiers that mean a product without a demonstrative: 便宜款."""
_MOST = re.compile(
    r"^(?:ones?\s+)?(?:with\s+|has\s+|having\s+)?(?:the\s+)?(?:(?P<most>most|highest|largest|longest|biggest|greatest)|(?:fewest|lowest|least|smallest|shortest))"
    r"\s+(?P<of>(?!expensive)[a-z].*)$"
)
_MOST_ZH = re.compile(r"^(?P<of>.{1,6}?)最(?:(?P<most>[多高大长强])|[低少小短])")


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The closed word lists of function_words.yaml, by function."""
    return {name: frozenset(map(str, words)) for name, words in _file().items() if isinstance(words, list)}


@cache
def _file() -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((Path(__file__).parent / "function_words.yaml").read_text("utf-8"))
    return found


@cache
def superlatives() -> dict[str, str]:
    """Superlative -> sort key."""
    rows = _file()["superlatives"]
    assert isinstance(rows, dict)
    return {word: key for key, words in rows.items() for word in words}


def end_of(core: str) -> str | None:
    """The sort key of a gradable word: the light one, 便宜的那个, 纸最厚."""
    grade = next(iter(graded(core)), None) or most(core)
    return None if grade is None else grade.concept if grade.end == "lowest" else f"-{grade.concept}"


def pointers(words: str) -> tuple[Reference, ...]:
    """The references in the words: several for "1 and 3"; with `excluding` for "all but the first"."""
    said = _BUT.sub("", words.casefold().strip(" ,，.。?？!！的")).removesuffix("是")
    said = _BESIDES.sub("", said) or said
    if said != (whole := words.casefold().strip(" ,，.。?？!！的")) and _BUT.search(whole) is not None:
        return tuple(one.model_copy(update={"excluding": True}) for one in pointers(said))
    if (left := _words_after(said, function_words()["except"])) is not None:
        return tuple(one.model_copy(update={"excluding": True}) for one in pointers(left) if one.kind != "other")
    parts = [part for part in re.split(r"\s*(?:,|，|、|和|跟|与|\band\b|&|\+)\s*", said) if part]
    numbers = [_ordinal(part) for part in _each_numbered(parts)]
    if len(parts) > 1 and None not in numbers and not any(_named(part) for part in parts):
        return tuple(Reference(kind="ordinal", ordinal=number, text=words) for number in numbers)
    if len(parts) > 1 and (all(map(_points_alone, parts)) or all(part.endswith(("one", "ones")) for part in parts)):
        return tuple(one for part in parts for one in _one(part, part))
    return _one(said, words)


def _points_alone(part: str) -> bool:
    """Whether the part points by itself: "the cheap one", of "the cheap one and one with a display"."""
    return _ARTICLE.match(part) is not None or _POINTS.search(part) is not None or _ordinal(part) is not None


def _each_numbered(parts: Sequence[str]) -> list[str]:
    """Add the first number's prefix to each: of 第1、3款, 第3款."""
    if not parts or (first := _ZH.match(parts[0])) is None:
        return list(parts)
    leading = f"{first[1] or ''}第"
    return [part if _ordinal(part) is not None else f"{leading}{part}" for part in parts]


_POINTS = re.compile(r"^ones? (?:with|w|from|by|in|of|for|that|which)\b|\b\w+est\b|[那这][款个件条双台只把套张盏家支本]|最")
_BESIDES = re.compile(
    r"^(?:(?:还有|对了|然后|另外(?=刚|之前|前面|上面|最|第)|and also |also |and )[\s,，]*)?(?:(?:刚才|刚刚|前面|上面)的?(?=最|第))?"
)
"""Leads from one thing to another: 另外刚才那个窝."""
_BUT = re.compile(r"(?:以外|之外|除外|去掉|不算)$")
"""Follows what is excluded."""


def _words_after(said: str, leading: frozenset[str]) -> str | None:
    """The words after the longest of `leading` that they begin with; None if there is none."""
    word = next((one for one in sorted(leading, key=len, reverse=True) if said.startswith(f"{one} " if one.isascii() else one)), None)
    return None if word is None else said[len(word) :].strip(" ,，的") or None


def _one(said: str, words: str) -> tuple[Reference, ...]:
    own = function_words()
    if said in own["focus"]:
        return (Reference(kind="focus", text=words),)
    if (goods := _goods_of_that(said, words)) is not None:
        return (Reference(kind="focus", text=words, place=Place(about=goods)),)
    found = placed(said, _counts, lambda part: part in own["all"] or _ARTICLE.sub("", part) in own["all"] or _ALL.fullmatch(part) is not None)
    meant = _meant(found.rest, words, found.place)
    return tuple(_of_goods(one, found.goods) for one in meant) if found.goods else meant


def _goods_of_that(said: str, words: str) -> str | None:
    """The goods of which one is meant: that knife, 刚才那款毛巾; None where the words describe it, point at several or at a seller."""
    found = _THAT_OF.fullmatch(said) if not words.rstrip().endswith("的") else None
    goods = (found["just"] or found["zh"] or found["en"]) if found is not None else None
    if goods is None or _counts(goods) or _PLURAL.search(goods) or goods.split()[-1] in function_words()["head"] | function_words()["seller"]:
        return None
    return goods


def _of_goods(reference: Reference, goods: str) -> Reference:
    """The reference within a list of such goods."""
    if reference.kind in ("focus", "all") and not reference.words:
        return reference.model_copy(update={"kind": "described", "words": (goods,), "count": int(reference.kind == "focus")})
    return reference.model_copy(update={"place": Place(about=goods)})


def _counts(said: str) -> bool:
    """True if the words are an ordinal or an extreme."""
    bare = _ARTICLE.sub("", said)
    return (
        _ordinal(said) is not None or _superlative(bare) is not None or _measured_end(bare) is not None or end_of(_bare_description(bare)) is not None
    )


def _meant(said: str, words: str, place: Place | None) -> tuple[Reference, ...]:
    own = function_words()
    if (left := _words_after(said, own["except"])) is not None:
        return tuple(one.model_copy(update={"excluding": True}) for one in _meant(left, words, place))
    if said in own["focus"]:
        return (Reference(kind="focus", text=words, place=place),)
    if (end := _first_or_last(said)) is not None:
        return (Reference(kind="ordinal", ordinal=end, text=words, place=place),)
    said, shown = _shown_words().sub(" ", said).strip(" ,，的"), said
    if place is not None and not _ARTICLE.sub("", said):
        return (Reference(kind="all", text=words, place=place, count=0),)
    if not said:  # only "shown" was said
        return (Reference(kind="focus" if 0 < len(shown) < 3 else "all", text=words, place=place, count=1 if 0 < len(shown) < 3 else 0),)
    bare = _ARTICLE.sub("", _ARTICLE.sub("", said))
    if (run := _RUN.search(said)) is not None and _EN.fullmatch(said) is None and 1 < (count := _count(run[1] or run[2])) <= MOST_POINTERS:
        ends = range(1, count + 1) if run[1] else range(-count, 0)
        goods = _goods_named(_RUN.sub(" ", said))
        return tuple(Reference(kind="ordinal", ordinal=one, words=goods, text=words, place=place) for one in ends)
    if (number := _ordinal(said)) is not None:
        return (Reference(kind="ordinal", ordinal=number, words=_named(said), text=words, place=place),)
    if (others := _OTHERS.fullmatch(said) or _OTHERS.fullmatch(bare)) is not None:
        number_ = others["en"] or others["zh"]
        alone = said.endswith(("one", "other")) or number_ is None and not said.isascii()
        return (Reference(kind="other", text=words, count=1 if alone else _count_of(number_), place=place),)
    if (several := _ALL.fullmatch(said)) is not None and (several[1] == "几" or _count(several[1]) > 1):
        return (Reference(kind="all", text=words, count=0 if several[1] == "几" else _count(several[1]), place=place),)
    if said in own["all"] or bare in own["all"]:
        return (Reference(kind="all", text=words, count=2 if any(one in said for one in own["both"]) else 0, place=place),)
    if said in own["other"] or bare in own["other"]:
        return (Reference(kind="other", text=words, count=0 if said.endswith(("s", "rest", "的", "下", "余", "款")) else 1, place=place),)
    core, counted = _description(bare)
    count = counted if counted is not None else 0 if _PLURAL.search(said) else 1
    if (key := _superlative(bare)) is not None or (key := _measured_end(core)) is not None or (key := end_of(core)) is not None:
        named, pair = _goods_of_end(bare), _BETWEEN.match(bare) is not None
        return (Reference(kind="extreme", sort=key, text=words, words=named, place=place, pair=pair, count=max(count, 1)),)
    if called().get(core) == "brand":  # the brand of the product is meant
        return (Reference(kind="focus", text=words, place=place),)
    if core in own["seller"] or any(bare == f"{one}家" or bare.endswith(one) and len(bare) - len(one) <= 1 for one in own["seller"]):
        return (Reference(kind="supplier", text=words),)
    if core in ("", "几", "些", "批"):
        return (Reference(kind="all" if core or count != 1 else "focus", text=words, place=place, count=count if not core else 0),)
    if (price := amount(core.removesuffix("多"))) is not None and price.currency is not None:
        bounds: tuple[tuple[Op, float], ...] = costs(price.value) if not price.vague else ((">=", price.low), ("<=", price.high))
        costing = tuple(Condition(id="c0", field="price", op=op, value=value, text=core) for op, value in bounds)
        return (Reference(kind="described", conditions=costing, text=words, count=count, place=place),)
    return (Reference(kind="described", words=(core,), text=words, count=count, place=place),)


_THAT_OF = re.compile(
    r"(?:(?:刚才|刚刚|刚|之前|前面|上面)看?的?[那这][款个件条双台只把套张盏支口](?P<just>[\u4e00-\u9fff])"
    r"|(?:刚才|刚刚|刚|之前|前面|上面)?看?的?[那这][款个件条双台只把套张盏支口](?P<zh>[\u4e00-\u9fff]{2,}))"
    r"|(?:that|this) (?P<en>[a-z]+(?:[ -][a-z]+){0,2})"
)
"""One of some goods: that knife, 刚才那款毛巾."""
_BETWEEN = re.compile(r"more\b|[a-z]+er\b|更|比较")
"""A comparative: of two."""


def _count_of(words: str | None) -> int:
    return 0 if words is None or words == "几" else _count(words)


def _goods_of_end(said: str) -> tuple[str, ...]:
    """The goods of the superlative: "the cheapest guitar", 最轻的杯子."""
    word = next((one for one in sorted(superlatives(), key=len, reverse=True) if len(one) > 1 and said.startswith(one)), None)
    rest = _bare_description(said[len(word) :].strip(" 的")) if word is not None else ""
    return (rest,) if len(rest) > 1 and rest not in function_words()["head"] else ()


def _measured_end(core: str) -> str | None:
    """The sort key of a named measure's extreme: "the one with the most reviews", 续航最长."""
    found = _MOST.match(core) or _MOST_ZH.match(core)
    if found is None:
        return None
    field, most = found["of"].strip(" 的"), found["most"] is not None
    known = called().get(field)
    if known is None:
        return f"-{field}" if most else field
    return known if most != (known in ASCENDING) else f"-{known}"


def _named(said: str) -> tuple[str, ...]:
    """Words beside an ordinal that describe goods: pole, of "the first pole"."""
    return _goods_named(_EN.sub(" ", _ZH.sub("", _NUMBERED.sub(" ", _LAST_BUT.sub(" ", said)))))


def _goods_named(rest: str) -> tuple[str, ...]:
    core = _bare_description(_ARTICLE.sub("", rest.strip(" ,，的")).lstrip(_COUNTS))
    own = function_words()
    return () if not core or core in own["head"] | own["first"] | own["last"] or any(char.isdigit() for char in core) else (core,)


@cache
def _shown_words() -> re.Pattern[str]:
    """Words that only say that something was shown."""
    latin, others = (
        [re.escape(one) for one in sorted(function_words()["shown"], key=len, reverse=True) if one.isascii() is plain] for plain in (True, False)
    )
    return re.compile(rf"\b(?:{'|'.join(latin)})\b|(?:{'|'.join(others)})(?:(?<=[那这])[款个件条双台只把套张盏家种])?的?")


def _ordinal(said: str) -> int | None:
    if (found := _ZH.search(said)) is not None:
        number = amount(found[2])
        return None if number is None else int(number.value) * (-1 if found[1] else 1)
    if (named := _NUMBERED.search(said)) is not None:
        number = amount(named[1] or named[2] or named[3])
        return int(number.value) or None if number is not None else None
    if _LAST_BUT.search(said) is not None:
        return -2
    if (found := _EN.search(said)) is not None:
        number_ = int(found[1]) if found[1] else _ORDINALS.index(found[2]) + 1
        return -number_ if re.search(r"\b(?:to|from) (?:the )?(?:last|end|bottom)\b", said) else number_
    return _first_or_last(said)


def _first_or_last(said: str) -> int | None:
    own, (core, count) = function_words(), _description(_ARTICLE.sub("", _ARTICLE.sub("", said)))
    if count not in (None, 1):
        return None
    return -1 if core in own["last"] or said in own["last"] else 1 if core in own["first"] else None


def _count(words: str) -> int:
    if words in ("few", "几"):
        return _FEW
    found = amount(words)
    return int(found.value) if found is not None else 0


def _superlative(said: str) -> str | None:
    known, core = superlatives(), _bare_description(said)
    return known.get(said) or known.get(core) or next((key for word, key in known.items() if len(word) > 1 and _starts(said, word)), None)


def _starts(said: str, word: str) -> bool:
    return said.startswith(f"{word} ") if word.isascii() else said.startswith(word) and word.startswith("最")


def _bare_description(said: str) -> str:
    """The description without nouns that mean any product: "bamboo one" is bamboo, 竹子那个 is 竹子."""
    return _description(said)[0]


def _description(said: str) -> tuple[str, int | None]:
    """The description, and the number of products if stated (0: some)."""
    count: int | None = None
    if (number := _SOME.match(said)) is not None:
        count, said = _count(number[1]), said[number.end() :]
    said = _HAVING.sub("", said)
    for _ in range(3):
        if (tail := _tail().search(said)) is None or not (tail[0].strip() or said):
            break
        told = tail["number"]
        count = count if told is None else _count_of(told)
        said = said[: tail.start()].strip()
    return said.removesuffix("'s").removesuffix("’s"), count


_SOME = re.compile(r"^(\d|two|three|four|five)\s+(?=.*\w+s$)")


@cache
def _tail() -> re.Pattern[str]:
    """Nouns after a description that mean any product."""
    heads = sorted(function_words()["head"], key=len, reverse=True)
    latin, others = (
        "|".join(re.escape(one) for one in heads if one.isascii()),
        "|".join(re.escape(one) for one in heads if len(one) == 1 and not one.isascii()),
    )
    number = r"(?P<number>几|些|[两二三四五六七八九十]|\d{1,2})"
    return re.compile(rf"(?:^|\s)(?:{latin})$|的?[那这](?:{number}|一)?(?:{others})?$|(?:的|^)(?:{others})$|[{_BARE}]$|的$")

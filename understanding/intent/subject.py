"""What the message is about: the category, for whom, and the words to search by."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ..language.dictionaries import tagged
from ..productions.only import lone_value
from ..tokens.cues import Cues
from ..tokens.token import Token
from ..vocabulary.categories import Head
from ..vocabulary.shelf import Shelf

_CHIT = ("gift", "undecided", "stand_in", "stop", "filler", "bound", "bound_after", "open", "close", "link", "break", "soft", "soft_after", "must",
         "not", "not_after",
         "or", "and", "goods", "reference", "sort", "drop", "drop_all", "drop_after", "drop_noun", "certificate_word",
         "field", "tail", "question", "named", "shift", "accept", "enough", "stretch", "several", "glue", "relative", "extreme", "most", "bare",
         "scope", "otherwise", "trifle", "in_case",
         "apart", "apart_after", "batch", "batch_noun", "earlier", "inside", "among", "before_it", "back_to", "joins")  # fmt: skip
_INTRODUCING = frozenset({
    "with", "without", "for", "in", "that", "must be", "has to be", "have to be", "need to be", "needs to be",
    "带", "带有", "有", "含", "适合", "用于", "适用于", "要带", "能", "可以", "会", "必须", "一定要", "务必",
})  # fmt: skip
_COURTESIES = ("please", "pls", "thanks", "thank you", "谢谢")
_WANTING = ("wants", "needs", "wanted", "needed", "orders", "ordered")
_WHOM = ("我的", "他的", "她的")
_NAMING = ("category", "head", "brand", "common_brand", "certificate", "class", "place", "audience", "field")
"""Kinds of words that name the goods, or that other rules read."""
_GENERIC = ("用品", "物品", "gear", "equipment")
_NAME = 4  # characters of a Chinese name, words of another
_AKIN = {"child": "baby", "baby": "child"}


@dataclass(frozen=True)
class Subject:
    """`words` are content words that name no category, amounts aside; `attached` where they only describe ("with a hood", 带帽子的, "a bigger
    one"); `describes` where they stand before a value that was read (tempered glass); `unread` what neither a language nor the catalogue
    knows, an audience that the category didn't take up among it; `foreign` where they are goods that the catalogue lacks, to be chosen; `titled`
    where titles of the goods in hand say that they are so."""

    category: str | None = None
    query: str = ""
    audience: str | None = None
    words: tuple[str, ...] = ()
    attached: bool = False
    unread: tuple[str, ...] = ()
    describes: bool = False
    foreign: bool = False
    titled: bool = False


def subject(text: str, tokens: Sequence[Token], used: Collection[int], cues: Cues) -> Subject:
    """Read from the tokens that no condition and no cue took."""
    left = [(place, token) for place, token in enumerate(tokens) if place not in used and not _cue(token, cues)]
    spoken = [token for place, token in enumerate(tokens) if token.has("audience") and (token.has("use") or (place, token) in left)]
    audience = next((token for token in spoken if not _glued(token, text)), None)
    named = _category([(place, token) for place, token in left if not _placed(tokens, place)], audience, text)
    who = _who(tokens, text) if named else range(0)
    kept = [
        token
        for place, token in left
        if _content(token) and place not in who and not (named and token is audience and named[2]) and token.value("audience") != "shop"
    ]
    others = [token for token in kept if not (named and token is named[0]) and token is not audience]
    generic = [token for place, token in left if _generic(tokens, place)]
    parts = [(token, (named[1] if named and token is named[0] else token.text)) for token in kept if token not in generic]
    return Subject(
        named[3] if named else None,
        _joined(parts),
        audience.text if audience else None,
        tuple(token.text for token in others if not token.has("amount")),
        bool(others) and _attached(tokens, others[0]),
        tuple(
            token.text
            for token in kept
            if token not in generic
            and not (named and token is named[0])
            and _unknown(token)
            and not (token is audience and named and named[2])
            and not _of_several(tokens, token)
        ),
        bool(others) and all(_describes(tokens, token, used) for token in others),
    )


def _placed(tokens: Sequence[Token], place: int) -> bool:
    """Whether it says where, or whose: for my suitcase. At the end of what describes it, it is what is sought: 一个室友不会骂我的键盘."""
    if not place or not tokens[place - 1].has("placing"):
        return False
    ends = place + 1 == len(tokens) or tokens[place + 1].has("break")
    whom = tokens[place - 2] if place > 1 and ends and tokens[place - 1].text in _WHOM else None
    return whom is None or bool(whom.meanings) and not whom.has("says")


def _generic(tokens: Sequence[Token], place: int) -> bool:
    """Whether it only says that what stands before it are goods: 户外用品, "outdoor gear"."""
    return place > 0 and tokens[place].text.lower() in _GENERIC and tokens[place - 1].has("category", "audience")


def aside(about: Subject) -> Subject:
    """Without words that name nothing to look for, where no category is named."""
    return about if about.category is not None else replace(about, query="", words=(), unread=())


def unused(about: Subject, tokens: Sequence[Token]) -> Subject:
    """With what is known to describe goods, a value or the name of what they state, among what is `unread`, where no condition came of it. A single
    Chinese character may be part of any word: 家长."""
    known = (token for token in tokens if len(token.text) > 1 or token.text < "\u3400")
    said = {token.text for token in known if token.has("value", "attribute") and not token.has(*_NAMING)}
    return replace(
        about,
        unread=tuple(word for word in about.words if word in about.unread or word in said)
        + tuple(word for word in about.unread if word not in about.words),
    )


def unread_of(about: Subject, tokens: Sequence[Token], text: str) -> Iterator[str]:
    """What nobody knows, with what else was left unread of the Chinese word that it is part of: 软糯, not 糯, and 高级感, not 级感; words in Latin
    letters with those beside them: squat proof."""
    unknown, run = {token.text for token in tokens if not token.meanings}, ""
    for word, after in zip(about.words, (*about.words[1:], ""), strict=False):
        run += word
        if after and word >= "\u3400" and f"{run}{after}" in text:
            continue
        if after and word.isascii() and (word in about.unread or after in about.unread) and f"{run} {after}" in text:
            run += " "
            continue
        joined, run = run, ""
        if joined in about.unread or (joined != word and any(each in joined for each in unknown)):
            yield joined
    yield from (word for word in about.unread if word not in about.words)


def _describes(tokens: Sequence[Token], word: Token, used: Collection[int]) -> bool:
    after = tokens.index(word) + 1
    return after < len(tokens) and after in used and tokens[after].has("value")


def _who(tokens: Sequence[Token], text: str) -> range:
    """The places of who wants the goods that stand behind the verb: 张三丰要一件羽绒服, "John wants a jacket"."""
    verb = next((place for place, token in enumerate(tokens) if token.has("goods", "break") or token.text.lower() in _WANTING), 0)
    behind = takewhile(lambda token: not token.has("break"), tokens[verb + 1 :])
    if not 0 < verb <= _NAME or not any(token.has("category", "head") for token in behind):
        return range(0)
    return range(verb) if _person(text[tokens[0].start : tokens[verb - 1].end], tokens[:verb]) else range(0)


def _person(name: str, tokens: Sequence[Token]) -> bool:
    if all(token.meanings for token in tokens):
        return False
    if name.isascii():
        return all(token.text[:1].isupper() and not token.meanings for token in tokens)
    return 1 < len(name) <= _NAME and [pair.flag for pair in tagged(name)] == ["nr"]


def _unknown(token: Token) -> bool:
    """Whether no condition can ever come of it."""
    if token.has("audience"):
        return token.value("audience") not in ("shop", "other") and not token.has(*_OURS, "use")
    amount = token.value("amount")
    if amount is not None and amount.unit is None:
        return False
    return not token.has(*_OURS) and len(token.text) > 1  # a single character is a rest of something


def _of_several(tokens: Sequence[Token], token: Token) -> bool:
    """Whether it is one of two audiences in a row, which leave nobody out: men's and women's, 女士和老人."""
    place = tokens.index(token)
    rows = [tokens[max(place - 2, 0) : place], tokens[place + 1 : place + 3][::-1]]
    return token.has("audience") and any(len(row) == 2 and row[0].has("audience") and row[1].has("and", "or") for row in rows)


_OURS = ("value", "attribute", "brand", "common_brand", "certificate", "place", "class", "category", "head", "field", "unit")


def for_others(about: Subject, siblings: Mapping[str, str], group: str | None, english: Mapping[str, str], text: str) -> Subject:
    """The same noun for another audience, where the catalogue has a category for it: "for adults" after baby sleeping bags; in the words of the
    message `text`."""
    category = sibling(siblings, group)
    if category is None or about.words or about.category is not None:
        return about
    query = category if not (about.query or text).isascii() else english.get(category, category)
    return replace(about, category=category, query=query, unread=())


def sibling(siblings: Mapping[str, str], group: str | None) -> str | None:
    return next((siblings[each] for each in (group or "", _AKIN.get(group or "", "")) if each in siblings), None)


def category_in_hand(text: str, tokens: Sequence[Token], shelf: Shelf) -> str | None:
    """The category that the message names, before anything else is read from it. What stands behind "only" and is a value on the need's `shelf`
    names none: 只看短袖的 of baby suits asks for no T-shirts."""
    left = [
        (place, token)
        for place, token in enumerate(tokens)
        if not (place and tokens[place - 1].has("must") and _stated(token, shelf)) and not lone_value(tokens, place, shelf)
    ]
    named = _category(left, next((token for token in tokens if token.has("audience")), None), text)
    return named[3] if named else None


def _stated(token: Token, shelf: Shelf) -> bool:
    return shelf.known and any(shelf.states(known.attribute) for known in token.values("value"))


def _category(left: list[tuple[int, Token]], audience: Token | None, text: str) -> tuple[Token, str, bool, str] | None:
    """The token, how it stands in the query, whether it took up the audience, and the catalogue's name."""
    named = [token for _, token in left if token.has("category")]
    if named:
        token = max(named, key=lambda each: (len(each.text), each.start))
        return token, token.text, False, str(token.value("category"))
    for token in (token for _, token in left if token.has("head")):
        heads: tuple[Head, ...] = token.values("head")
        group = audience.value("audience") if audience else None
        for head in heads:
            if group is not None and group in (head.audience, _AKIN.get(head.audience)):
                return token, _said(token, head, audience), True, head.category
    return None


def _said(token: Token, head: Head, audience: Token | None) -> str:
    """The category's name where it is in the buyer's script, else his own words for it."""
    if token.text >= "\u3400" and head.category >= "\u3400":
        return head.category
    return f"{audience.text} {token.text}" if audience else token.text


def _attached(tokens: Sequence[Token], first: Token) -> bool:
    """Introduced as a property of what is talked about already, or left without a noun, by the message or by its clause: 要耐用的，承重10kg以上."""
    place = tokens.index(first)
    before = next((token.text.lower() for token in reversed(tokens[:place]) if token.text.lower() not in ("a", "an", "the", "some")), "")
    end = next((at for at in range(place, len(tokens)) if tokens[at].has("break")), len(tokens))
    return before in _INTRODUCING or _nounless(tokens) or _nounless(tokens[:end])


def _nounless(tokens: Sequence[Token]) -> bool:
    said = [token.text.lower() for token in tokens if any(char.isalnum() for char in token.text) and not token.text.startswith(("吗", "呢", "吧"))]
    said = [word for word in said if word not in _COURTESIES] or said
    return said[-1] in ("one", "ones") or said[-1].endswith("的")


def _glued(token: Token, text: str) -> bool:
    """cat6 is no cat."""
    return token.text.isascii() and text[token.end : token.end + 1].isdigit()


def _cue(token: Token, cues: Cues) -> bool:
    return not token.has("category", "head", "value", "audience") and cues.inside(token.start, token.end)


def _content(token: Token) -> bool:
    if not token.meanings:
        return any(char.isalnum() for char in token.text)
    if token.has("category", "head", "value", "attribute", "brand", "common_brand", "audience", "word", "certificate", "place", "class", "amount"):
        return not token.has("stop", "filler") or token.has("category", "head")
    return not any(token.has(kind) for kind in _CHIT) and any(char.isalnum() for char in token.text)


def _joined(parts: list[tuple[Token, str]]) -> str:
    """Words apart, Han characters that stood together together."""
    out, last = "", None
    for token, said in parts:
        apart = last is not None and (token.gap or last.end != token.start)
        out += (" " if out and apart else "") + said
        last = token
    return out

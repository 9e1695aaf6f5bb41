"""What of a message names a value of the goods looked for and came into no command: it is wished for, so that nothing is dropped in silence."""

import re
from collections.abc import Iterator, Sequence

from ..dialogue.linking import Linked
from ..language.bounds import MEASURES, stated
from ..retrievers.analysis import normalise
from ..retrievers.analysis import words as content
from ..retrievers.lexicon import is_thing
from ..schema.command import AnyCommand, Ask, Choose, Compare, Go, Inquire, Learn, PurchaseList, Seek, Sort, Tell, Vary, Want
from ..schema.product import Product
from ..schema.proposal import Proposal
from ..schema.reference import Place, Reference, Shown
from ..tools.searching.wish import Record, wish
from ..tools.shop import Shop
from ..understanding.language.dictionaries import known_words
from ..understanding.references.matching import Records, having_words
from ..understanding.tokens.lacked import unwanted

_SEARCH = (Seek, Sort, Tell, Vary, Want)
"""Commands of a message that only looks for goods."""
_OR = re.compile(r"\bor\b|\band\b|或者?|和|/")
_OF_GOODS = (Want, Ask, Learn, Seek, Sort, Choose)
"""Commands that are about some goods."""
_SENTENCE = re.compile(r"[。！？!?;；\n]|\.(?=\s|$)")
_OPENS = re.compile(r"^(?:(?:那|对了|另外|还有|然后|嗯|哦|好的?|行|ok|okay|and|also|so|then|but|now)[\s,，]*)+", re.IGNORECASE)
_AS_FOR = re.compile(r"^(?:(?:至于|关于)(?P<after>[\u4e00-\u9fff]{1,6}?)(?=[，, 的]|呢)|(?P<before>[\u4e00-\u9fff]{1,6}?)(?:的话|这块|那边))")
"""Goods that a sentence says outright that it is about: 窝的话, 至于窝."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_THE = re.compile(
    r"(?:(?:are|is|do|does|can|will|would|as|(?:what|how) about)\s+)?(?:for\s+)?(?:the|those|these|for|my)\s+(?P<goods>[a-z]+(?:[ -][a-z]+){0,2})",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?P<goods>[a-z]+(?:[ -][a-z]+){0,2})(?=:|,? (?:should|must|need to)\b)", re.IGNORECASE)
"""Goods that a sentence is about: "for the chairs …", "bowls should be …"."""
_JOINED = re.compile(r"[^,.;!?，。；！？]{0,24}?(?:[+&、,，]|\b(?:and|or|with|vs|n)\b|[和跟与或]|还是|加上?)[^.;!?。；！？]{0,24}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LEAST = 2
"""Chinese characters by which goods are turned to that weren't talked about."""
_MOST = 3
"""Words that a name of goods has at most."""
_BEFORE = 16
"""Letters before a word in which it may be said not to be wanted."""


def with_left_over(proposal: Proposal, text: str, category: str | None, shop: Shop) -> Proposal:
    """`category` are the goods in hand, where the message names none."""
    commands = proposal.commands
    if not any(isinstance(one, (Seek, Want)) for one in commands) or not all(isinstance(one, _SEARCH) for one in commands):
        return proposal
    seek = next((one for one in commands if isinstance(one, Seek) and one.goods), None)
    goods = Linked(shop.reader).goods(seek.goods)[0] if seek is not None and seek.goods else category
    said = normalise(" ".join(_texts([one.model_dump(mode="json", exclude={"command", "by", "quote", "confidence"}) for one in commands])))
    read = shop.reader.read(text, goods).conditions if goods else ()
    named = [one.text for one in read if one.field.startswith("attr.") and one.op in ("=", "in") and isinstance(one.value, (str, tuple))]
    left = dict.fromkeys(word for word in named if not any(map(str.isdigit, word)) and _is_left(word, text, said))
    wishes: list[AnyCommand] = [Want(value=word, strength="wish", by="reader") for word in left]
    wishes += _measures_left(proposal, text)
    return proposal.model_copy(update={"commands": (*commands, *wishes)}) if wishes else proposal


def _measures_left(proposal: Proposal, text: str) -> Iterator[Want]:
    """What the message measures, or names a sum of money for, and no command has."""
    quotes = [one.quote for one in proposal.commands if one.quote]
    dumped = " ".join(one.model_dump_json(exclude={"by", "quote", "confidence"}) for one in proposal.commands)
    numbers = set(_NUMBER.findall(dumped))
    for one in stated(text):
        amount, words = one.amount, text[one.start : one.end].strip()
        told = all(f"{abs(number):g}" in numbers for number in (amount.low, amount.high)) or text[amount.start : amount.end] in dumped
        quoted = any(start < amount.end and amount.start < end for start, end in quotes)
        if (amount.currency or amount.kind in MEASURES) and not (told or quoted):
            yield Want(value=words, by="reader", quote=(one.start, one.end))


def with_goods_turned_to(proposal: Proposal, text: str, category: str | None, shown: Sequence[Product], shop: Shop) -> Proposal:
    """A wish that names other goods than those in hand is what is looked for: "usb hub", behind earphones; "a backpack rather than a suitcase". The
    message begins with it and it names a shelf outright, or it is a thing and all of the message. Nothing else is looked for or pointed at, and
    neither goods of the kind in hand nor those `shown` last have it."""
    commands = proposal.commands
    if category is None or any(not isinstance(one, (Want, Tell, Sort)) for one in commands):
        return proposal
    linked = Linked(shop.reader, (category,))
    wish_of_other = next((one for one in commands if isinstance(one, Want) and _is_of_other(one, commands, text, category, linked)), None)
    if wish_of_other is None or any(_has(Record.of(one, proposal.language), str(wish_of_other.value)) for one in shown):
        return proposal
    seek = Seek(goods=str(wish_of_other.value), by="reader", quote=wish_of_other.quote)
    return proposal.model_copy(update={"commands": (seek, *(one for one in commands if one is not wish_of_other))})


def _has(record: Record, goods: str) -> bool:
    """Whether it states them by a word of theirs."""
    told, named = wish(goods).told(record), {one.term for one in content(goods)}
    return told is not None and any(one.term in named for each in told.words for one in content(each))


def _is_of_other(want: Want, commands: Sequence[AnyCommand], text: str, category: str, linked: Linked) -> bool:
    """Whether it names goods that aren't those in hand, nor a value of them."""
    if want.field is not None or want.op != "=" or want.by != "reader" or not isinstance(want.value, str) or not is_thing(want.value):
        return False
    alone = len(commands) == 1 and normalise(want.value) == normalise(text.strip(" .!。！~"))
    shelf = None if alone else linked.named(want.value)
    related = shelf in (None, category) or linked.above(shelf, category) or linked.above(category, shelf or "")
    begins = want.quote is not None and want.quote[0] == 0
    if not alone and (related or not begins or not linked.whole(want.value, "")):
        return False
    return not linked.values(want, category)


def with_goods_in_front(proposal: Proposal, text: str, category: str | None, known: Sequence[str], linked: Linked) -> Proposal:
    """With the goods that a sentence of the message opens with, where these are others than those in hand and nothing else is looked for or pointed
    at: 枕头不要太高, behind towels; "are the calculators allowed in exams?". `known`: the shelves of the conversation."""
    commands = proposal.commands
    looks = any(isinstance(one, (Go, PurchaseList)) or (isinstance(one, Seek) and (one.goods or one.query)) for one in commands)
    points = any(getattr(one, slot, ()) for one in commands for slot in ("of", "among", "than"))
    if category is None or looks or points or not any(isinstance(one, _OF_GOODS) for one in commands):
        return proposal
    heads = [words for sentence in _SENTENCE.split(text) for words in _heads(sentence.strip())]
    marked = [found["after"] or found["before"] for each in _SENTENCE.split(text) if (found := _AS_FOR.match(_OPENS.sub("", each.strip())))]
    goods = next((words for words in heads if _is_other(words, category, known, linked)), None)
    goods = goods or next((words for words in marked if _is_other(words, category, (*known, linked.goods(words)[0] or ""), linked)), None)
    if goods is None:
        return proposal
    seek = next((one for one in commands if isinstance(one, Seek)), None)
    turned = (seek or Seek(topic="same", by="reader")).model_copy(update={"goods": goods})
    return proposal.model_copy(update={"commands": (turned, *(one for one in commands if one is not seek))})


def with_goods_pointed_at(proposal: Proposal, text: str, linked: Linked) -> Proposal:
    """With goods that were shown, and that the one question of a message names side by side, as what it points at: samples of the towel and one
    quilt."""
    commands = proposal.commands
    asking = [one for one in commands if isinstance(one, (Ask, Choose, Compare, Inquire))]
    looks = any(isinstance(one, (PurchaseList, Go)) or (isinstance(one, Seek) and (one.quantity or one.topic == "new")) for one in commands)
    named = _side_by_side(linked.mentioned(text), text)
    if len(asking) != 1 or looks or len(named) < 2:
        return proposal
    slot = "of" if isinstance(asking[0], (Ask, Inquire)) else "among"
    pointers: tuple[Reference, ...] = getattr(asking[0], slot)
    others = [one for one in pointers if not any(_is_just(one, text[start:end]) for start, end, _ in named)]
    spans = [(at, at + len(one.text)) for one in others if one.text and (at := text.find(one.text)) >= 0]
    free = [(start, end, about) for start, end, about in named if not any(one < end and start < other for one, other in spans)]
    new = (Reference(kind="focus", count=0, text=text[start:end], place=Place(about=about)) for start, end, about in free)
    asked = asking[0].model_copy(update={slot: (*others, *new)})
    left = (one for one in commands if not (isinstance(one, Seek) and one.goods and one.goods in text))
    return proposal.model_copy(update={"commands": tuple(asked if one is asking[0] else one for one in left)})


def with_one_called_so(proposal: Proposal, shown: Sequence[Shown], records: Records, linked: Linked) -> Proposal:
    """With goods that a question names, and that some of a list shown are called, as what it points at: 护腕就一只?"""
    commands = proposal.commands
    seek = next((one for one in commands if isinstance(one, Seek)), None)
    asks = [one for one in commands if isinstance(one, Ask)]
    if seek is None or not seek.goods or seek.topic == "new" or seek.quantity or len(asks) != 1 or asks[0].of or linked.listed(seek.goods):
        return proposal
    if any(isinstance(one, Want) for one in commands):  # what is wished is of these goods
        return proposal
    fits = ((len(one.told), having_words(seek.goods, one.told, records)) for one in shown)
    if not any(fit.share >= 1 and 0 < len(fit.ids) < size for size, fit in fits):
        return proposal
    asked = asks[0].model_copy(update={"of": (Reference(kind="described", words=(seek.goods,), count=0, text=seek.goods),)})
    return proposal.model_copy(update={"commands": tuple(asked if one is asks[0] else one for one in commands if one is not seek)})


def _is_just(reference: Reference, goods: str) -> bool:
    """Whether it points by the name of these goods alone."""
    return (
        reference.kind == "described"
        and not reference.conditions
        and [one.casefold().rstrip("s") for one in reference.words] == [goods.casefold().rstrip("s")]
    )


def _side_by_side(named: Sequence[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Those with only a conjunction and what they are like between them."""
    joined = [bool(_JOINED.fullmatch(text[one[1] : other[0]])) for one, other in zip(named, named[1:], strict=False)]
    return [one for at, one in enumerate(named) if (at and joined[at - 1]) or (at < len(joined) and joined[at])]


def _heads(sentence: str) -> Iterator[str]:
    """What the first words of a sentence may name, the shortest first."""
    sentence = _OPENS.sub("", sentence)
    if (run := _HAN.match(sentence)) is not None:
        words = known_words(run[0])[:_MOST]
        yield from ("".join(words[:end]) for end in range(1, len(words) + 1))
    elif (said := _THE.match(sentence)) is not None or (said := _HEADING.match(sentence)) is not None:
        words = said["goods"].split()
        yield from (" ".join(words[:end]) for end in range(1, len(words) + 1))


def _is_other(words: str, category: str, known: Sequence[str], linked: Linked) -> bool:
    """Whether they name goods that were talked about, or outright a shelf in Chinese, and those in hand neither lie there nor state it."""
    shelf = linked.named(words) or next((one for one in reversed(known) if words and one.endswith(words)), None)
    if shelf is None or category in (shelf, linked.talked(words)) or (shelf not in known and (words.isascii() or len(words) < _LEAST)):
        return False
    field = linked.field(words, category)
    return not (field is not None and linked.states(field, category)) and not linked.values(Want(value=words), category)


def _is_left(word: str, text: str, said: str) -> bool:
    """Whether it stands in the message as it is, in no command, and isn't what is unwanted."""
    at = text.casefold().find(word.casefold()) if word else -1
    terms = [one.term for one in content(_OR.sub(" ", word))]
    if at < 0 or normalise(word) in said or (terms and {*terms} <= {one.term for one in content(said)}):
        return False
    before = text[max(0, at - _BEFORE) : at].split(",")[-1].split("，")[-1]
    return not any(unwanted(before[start:] + word) for start in range(len(before)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)

"""Which of the lists shown is meant: 上一批, 睡袋里的, the first list, from before the headphones, back to the sleeping bags."""

from ...schema.reference import Place, Reference
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .nouns import noun, past_noun, plural

_SKIPPED = ("filler", "determiner", "earlier", "inside", "among", "demonstrative", "glue")
_POINTERS = ("nth", "ordinal", "reference", "demonstrative", "demonstrated", "sort", "extreme", "most", "otherwise", "apart", "from_end", "of_two")
_FEW = 20


def of_list(cursor: Cursor) -> Found | None:
    """A list that something is pointed at in."""
    if not cursor.message.shown:
        return None
    for production in (_back_to, _once_more):
        cursor.place = cursor.start
        place = production(cursor)
        if place is not None:
            return place
    cursor.place = cursor.start
    meant = _meant(cursor)
    return None if meant is None else Found(cursor.place, place=meant)


def _back_to(cursor: Cursor) -> Found | None:
    """Back to a list: as a whole, or for what is pointed at in it."""
    if cursor.take("back_to") is None:
        return None
    cursor.skip(*_SKIPPED, most=4)
    meant = _place(cursor, certain=True)
    if meant is None:
        return None
    cursor.skip("inside", most=2)
    rest = cursor.message.tokens[cursor.place :]
    if any(token.has("nth", "reference", "ordinal", "sort", "extreme", "most", "value", "brand", "demonstrative", "one") for token in rest):
        return Found(cursor.place, place=meant.model_copy(update={"again": True}))
    return Found(cursor.place, references=(Reference(kind="list", text=cursor.words, count=0, place=meant),))


def _once_more(cursor: Cursor) -> Found | None:
    """(Show me) the pillows again."""
    cursor.skip("determiner", most=1)
    about = noun(cursor.token, cursor.message)
    if about is None:
        return None
    cursor.place += 1
    if cursor.take("again") is None:
        return None
    return Found(cursor.place, references=(Reference(kind="list", text=cursor.words, count=0, place=Place(about=about)),))


def _meant(cursor: Cursor) -> Place | None:
    """A place with what introduces it and what follows it."""
    start = cursor.place
    found = _before_noun(cursor, True)
    if found is not None:
        cursor.skip("inside", "scope", "earlier", most=3)
        return found
    cursor.place = start
    seen = cursor.take("earlier") is not None
    among = cursor.take("among", "filler") is not None if cursor.token is not None and cursor.token.has("among") else False
    cursor.skip("determiner", "glue", "stop", most=3) if among or seen else None
    found = _place(cursor, certain=seen or among) or _announced(cursor)
    if found is None:
        return None
    cursor.skip("inside", "scope", most=2)
    return found


def _announced(cursor: Cursor) -> Place | None:
    """The sleeping bags - how much is the third?"""
    if cursor.place or cursor.take("determiner") is None:
        return None
    token, about = cursor.token, noun(cursor.token, cursor.message)
    cursor.place += 1
    parted = cursor.take("break", "link") is not None
    return Place(about=about) if about and token is not None and plural(token) and parted and _points(cursor) else None


def _place(cursor: Cursor, certain: bool) -> Place | None:
    """A list by its number, by what it was of, or by what it came before. `certain`: nothing else can be meant by a noun here."""
    start = cursor.place
    for production in (_before_noun, _before_wish, _numbered, _named):
        cursor.place = start
        found = production(cursor, certain)
        if found is not None:
            return found
    cursor.place = start
    return None


def _before_noun(cursor: Cursor, certain: bool) -> Place | None:
    """Before the headphones, 耳机之前(的睡袋), the sleeping bags from before the headphones."""
    cursor.skip("determiner", most=1)
    token = cursor.token
    named = past_noun(cursor)
    if named is None:
        return _behind(cursor, None)
    if token is not None and token.text.isascii():
        return _behind(cursor, named)
    before = cursor.take("before_it")
    if before is None:
        return None
    place = cursor.place
    cursor.skip("glue", "demonstrative", "inside", "reference", "earlier", most=3)
    listed = noun(cursor.token, cursor.message)
    if listed is None:
        cursor.place = place
        return None if before.has("from_end") else Place(about=named, before=True)
    cursor.place += 1
    return Place(about=listed)


def _before_wish(cursor: Cursor, certain: bool) -> Place | None:
    """红色之前那批, before the red ones: the list before the first one for which that was asked."""
    need, shown = cursor.message.need, cursor.message.shown
    english = cursor.take("before_it") is not None
    cursor.skip("determiner", most=1) if english else None
    token = cursor.token
    if not certain or need is None or token is None or not token.has("value", "brand", "certificate"):
        return None
    cursor.place += 1
    if not english and cursor.take("before_it") is None:
        return None
    cursor.skip("one") if english else cursor.skip("glue", "demonstrative", "inside", "reference", most=3)
    asked = {each.id for each in need.conditions if token.text.lower() in each.text.lower()}
    first = next((place for place, one in enumerate(shown) if asked & set(one.conditions)), 0)
    return Place(back=len(shown) - first) if first else None


def _behind(cursor: Cursor, named: str | None) -> Place | None:
    """(The sleeping bags) before the headphones."""
    cursor.skip("among", "filler", most=2)
    if named and (batch := cursor.take("batch")) is not None:
        return Place(about=named, back=min(int(batch.value("batch")), 0))  # the bottles from the beginning
    token = cursor.take("before_it")
    if token is None:
        return None
    cursor.skip("determiner", "filler", most=2)
    about = past_noun(cursor)
    if about is None:
        return None
    if named or (token is not None and token.text >= "\u3400"):
        return Place(about=named or about)  # 之前睡袋的 is of the bags
    return Place(about=about, before=True)


def _numbered(cursor: Cursor, certain: bool) -> Place | None:
    """上一批, 第二批, the second list, both lists."""
    if cursor.take("every_batch") is not None:
        return Place(every=True)
    token = cursor.take("batch")
    if token is not None:
        cursor.skip("batch_noun", most=1)
        back = int(token.value("batch"))
        about = _before_noun(cursor, certain) if cursor.token is not None and cursor.token.has("before_it") else None
        return about or Place(back=back, about=_of(cursor) if back < 0 else "")
    if cursor.take("nth") is not None:
        token = cursor.take("amount")
        amount: Amount | None = token.value("amount") if token is not None else None
        count = int(amount.low) if amount is not None and 0 < amount.low <= _FEW else 0
    else:
        cursor.skip("determiner", most=1)
        token = cursor.take("ordinal")
        count = int(token.value("ordinal")) if token is not None else 0
    if not count or cursor.take("batch_noun") is None:
        return None
    return Place(back=-count)


def _of(cursor: Cursor) -> str:
    """最开始的奶瓶: what the list was of, where that is said behind its number."""
    place = cursor.place
    about = noun(cursor.skip("glue", most=1).token, cursor.message)
    cursor.place = place if about is None else cursor.place + 1
    return about or ""


def _named(cursor: Cursor, certain: bool) -> Place | None:
    """睡袋里, (from) the sleeping bags; a noun alone where a pointer follows it at once (睡袋第三款)."""
    about = past_noun(cursor)
    if about is None:
        return None
    if certain or cursor.ahead("inside", "scope", most=0) is not None and _points(cursor):
        return Place(about=about)
    token = cursor.token
    return Place(about=about) if token is not None and token.text >= "\u3400" and token.has("nth") else None


def _points(cursor: Cursor) -> bool:
    """Whether a pointer follows what stands behind a list's name: not in 睡袋里面的材质."""
    rest = cursor.message.tokens[cursor.place : cursor.place + 9]
    return any(token.has(*_POINTERS) or (token.has("entire") and token.text[0] == "哪") for token in rest)

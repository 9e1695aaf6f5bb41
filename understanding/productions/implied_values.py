"""Attributes implied by another name of the goods: 不粘锅 is a non-stick wok, 加绒卫衣 a fleece-lined hoodie."""

from ..language.atom import atoms, keys
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..vocabulary.known_value import Known
from .wishes import condition_on


def implied_value(cursor: Cursor) -> Found | None:
    """A wish for the attribute value that the name is or begins with, if such goods state it. The catalogue's own name implies nothing."""
    token, message = cursor.token, cursor.message
    category = token.value("category") if token is not None else None
    if token is None or category is None or cursor.back("not") is not None or message.given == category:
        return None
    vocabulary, pieces = message.vocabulary, atoms(token.text)
    if keys(token.text) in (keys(str(category)), keys(vocabulary.english.get(str(category), ""))):
        return None
    shelf = vocabulary.shelf(str(category))
    for end in range(len(pieces) - 1, 0, -1):
        said = token.text[: pieces[end - 1].end]
        stated = [
            one.value for one in vocabulary.phrases.get(said) if one.kind == "value" and one.value.concept and shelf.states(one.value.attribute)
        ]
        if shelf.known and stated and len(said) > 1:
            return _wish(cursor, max(stated, key=lambda known: known.count), said)
    if not (shelf.known and vocabulary.curated) or vocabulary.ends(str(category), token.text):  # a leash is any leash, even if one type is called so
        return None
    own = vocabulary.pieces(str(category))
    values = vocabulary.recorded(str(category))
    starts = [token.text[: piece.end] for piece in reversed(pieces)]
    whole = [each for each in starts if keys(each) in own and (each == token.text or keys(each) in values)]
    return _wish(cursor, own[keys(whole[0])], whole[0]) if whole else None


def _wish(cursor: Cursor, known: Known, said: str) -> Found:
    cursor.place += 1
    wish = condition_on(cursor, [known], False, False).model_copy(update={"text": said})
    return Found(cursor.place, conditions=(wish,), left=(cursor.start,))

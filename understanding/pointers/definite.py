"""Definite descriptions: the bamboo one, those two cotton ones, the cheapest of them, the one from Ningbo."""

from ...schema.reference import Place, Reference
from ..language.atom import key_of
from ..tokens.cues import most
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .description import Description, describe, having_it
from .heads import Head, number, pointing
from .nouns import noun, plural


def definite(cursor: Cursor) -> Found | None:
    """The bamboo one, those two cotton ones, the cheapest of them, the Miaoyi dress, the trader's."""
    pair = cursor.token.value("several") if cursor.token is not None and cursor.token.text.lower().startswith(("the ", "these ", "those ")) else None
    determiner = cursor.take("determiner", *(("several",) if pair else ()))
    if determiner is None and not (cursor.token is not None and cursor.token.has("sort", "extreme", "most") and cursor.token.text.isascii()):
        return None
    count = int(pair or number(cursor))
    said = describe(cursor, ("glue",))
    if said.vague and any(most(key_of(word)) for word in said.words):
        return None  # the safest one is a choice
    head = _head(cursor, said, count) if said else None
    if head is None:
        return None
    if _wished(cursor, said, head):
        return None
    place = head.place
    cursor.skip("scope", most=1)
    said = _more(cursor, said)
    return pointing(cursor, said, Head(head.count, place, head.kind))


def the_one(cursor: Cursor) -> Found | None:
    """The one with the zip, the dress from Hangzhou."""
    if cursor.take("determiner") is None:
        return None
    token, about = cursor.token, noun(cursor.token, cursor.message)
    if token is None or not (token.has("one") or about):
        return None
    cursor.place += 1
    place = Place(about=about) if about else None
    said = _more(cursor, Description())
    if not said:
        if token.has("one") and not plural(token) and cursor.token is not None and cursor.token.has("among", "before_it"):
            return Found(cursor.place, references=(Reference(kind="focus", text=cursor.words),))
        return None
    head = Head(0 if plural(token) else 1, place)
    return None if _wished(cursor, said, head) else pointing(cursor, said, head)


def _head(cursor: Cursor, said: Description, count: int) -> Head | None:
    """What the description belongs to, behind it."""
    token = cursor.token
    about = noun(token, cursor.message)
    if said.sorts and _scoped(cursor):
        return Head(count or 1)
    if not cursor.message.tokens[cursor.start].has("determiner", "several"):
        return None  # cheaper ones
    if token is not None and token.has("one"):
        cursor.place += 1
        return Head(count or (0 if plural(token) else 1))
    if token is not None and about is not None:
        cursor.place += 1
        return Head(count or (0 if plural(token) else 1), Place(about=about))
    if not said.vague and token is not None and token.has("and", "or") and definite(Cursor(cursor.message, cursor.place + 1)) is not None:
        return Head()  # the titanium and the 750 ml one
    last = cursor.message.tokens[cursor.place - 1]
    ends = token is None or token.has("break", "and", "or", "joins", "stop", "filler", "not", "soft", "link")
    if said.sorts:
        return Head() if ends and cursor.ahead("amount", most=0) is None and _chosen(cursor) else None
    named = last.has("brand", "common_brand", "supplier_kind") or (not last.meanings and last.text[:1].isupper())
    owned = last.text.lower().endswith(("'s", "’s"))
    return Head() if ends and (owned or (named and cursor.start + 2 == cursor.place and not last.has("supplier_kind"))) else None


def _scoped(cursor: Cursor) -> bool:
    """Of them; of the sleeping bags is read by `lists`."""
    if cursor.take("scope") is not None:
        return True
    place = cursor.place
    if cursor.take("among") is not None:
        cursor.skip("determiner", "filler", most=2)
        if noun(cursor.token, cursor.message) is not None:
            cursor.place = place
            return True
    cursor.place = place
    return False


def _chosen(cursor: Cursor) -> bool:
    """Whether the message asks about what was shown, rather than for an order, or for whose reviews are the best."""
    told, before = cursor.message.told, cursor.message.tokens[cursor.start - 1 : cursor.start]
    if "compare" in told.intents:
        return True
    owned = any(token.text.lower() in ("has", "have", "with", "having", "get", "gets") for token in before)
    rest = cursor.message.tokens[cursor.place :]
    asks = (
        told.question and (bool(told.asks) or any(token.text.isalnum() for token in rest)) and not told.intents.keys() & {"search", "brand", "which"}
    )
    return asks and not owned and cursor.message.tokens[cursor.start].has("determiner")


def _wished(cursor: Cursor, said: Description, head: Head) -> bool:
    """A wish rather than a pointer: show me the bamboo ones, the cheapest sleeping bags, only the red ones."""
    told = cursor.message.told
    asks = told.question or bool(told.intents.keys() & {"compare", "pick", "inquiry"})
    searches = "search" in told.intents and not told.intents.keys() & {"compare", "inquiry"}
    if head.count == 0 or head.place is not None:
        return not asks or searches
    return bool(said.sorts) and searches


def _more(cursor: Cursor, said: Description) -> Description:
    """With what a relative behind the head says: (the one) with the zip, at 27 yuan, from Bonachuan."""
    place = cursor.place
    while cursor.take("relative") is not None:
        cursor.skip("filler", "relative", "determiner", most=3)
    token = cursor.token
    if cursor.place == place and not (token is not None and having_it(token)):
        return said
    if token is None or token.has("one", "ordinal", "nth", "batch", "before_it", "reference") or noun(token, cursor.message) is not None:
        cursor.place = place
        return said
    if said and _another(cursor, place):
        cursor.place = place
        return said
    more = describe(cursor, ("glue", "and"))
    if not more:
        cursor.place = place
    return Description([*said.conditions, *more.conditions], [*said.words, *more.words], [*said.sorts, *more.sorts])


def _another(cursor: Cursor, place: int) -> bool:
    """Whether what follows "with" is the other thing compared: … with the cheapest."""
    tokens = cursor.message.tokens[place + 1 : place + 3]
    return "compare" in cursor.message.told.intents and any(token.has("determiner") for token in tokens)


def possessive(cursor: Cursor) -> Found | None:
    """(How much does) Cupling's (cost?)"""
    token = cursor.token
    if token is None or not token.has("brand", "common_brand") or not token.text.lower().endswith(("'s", "’s")):
        return None
    said = describe(cursor, ())
    ends = cursor.token is None or cursor.token.has("break", "stop", "filler", "field", "and", "or")
    return pointing(cursor, said, Head()) if said and ends else None

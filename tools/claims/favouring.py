"""Sentences that say whose goods to take. Advice asks for properties of goods, and speaks to who buys.

A clause with a verb of taking is advice while what it takes is told by properties; where it names a party (a brand or supplier of the catalogue, the
writer's own side, a shop, a word that no dictionary has) it is in that party's favour.
"""

import re

from ...understanding.language.dictionaries import cut, is_english_word, seen
from ...understanding.tokens.lexer import tokens
from ...understanding.vocabulary.vocabulary import Vocabulary
from .dictating import is_ordered, puts_words
from .goods import speaks_of_goods
from .kinds import CHINESE, around, before, behind, ends_with, of, says_any
from .named import parties
from .names import has_name

_LAST_WORD = re.compile(r"(?:[A-Za-z][\w'’-]*|[\u3400-\u9fff]{2,})\s*$")
_VERBS = ("takes", "endorses", "endorsed")
_SHOPS = ("店", "商店")
"""Words for whoever buys there, too (买手店合适), and whatever is sold (母婴店); before the others stands whose it is."""
_JOINING = frozenset("的有在个去到找是和与或家")


def favours(sentence: str, vocabulary: Vocabulary, strict: bool = False) -> bool:
    """`strict`: of a stranger's text any name behind a verb of taking counts, of the owner's guides only one that is put forward."""
    return puts_words(sentence) or (says_any(sentence, _VERBS) and _takes_a_side(_apart(sentence), vocabulary, strict))


def stands(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether it only states that others, whom it names, favour a brand or supplier of the catalogue: that is a part of its standing."""
    text = _apart(sentence)
    verbs = [found for kind in ("takes", "endorses") for found in of(kind).finditer(text)]
    if of("own").search(text) or puts_words(sentence) or not all(_is_stated(before(text, verb), vocabulary) for verb in verbs):
        return False
    return next(parties(text, vocabulary), None) is not None


def _is_stated(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody else does what the verb says, and needn't be told to; goods before it are what it is about (睡袋首推…)."""
    about = any(token.has("category", "head") for token in tokens(clause, vocabulary))
    return not about and not is_ordered(clause) and not ends_with("urges", clause)


def _apart(sentence: str) -> str:
    return of("apart").sub(lambda found: "·" * len(found[0]), sentence)


def _takes_a_side(text: str, vocabulary: Vocabulary, strict: bool) -> bool:
    taking, endorsing, endorsed = (list(of(kind).finditer(text)) for kind in _VERBS)
    if not taking and not endorsing and not endorsed:
        return False
    if _names_a_party(text, vocabulary):
        return True
    urged = [verb for verb in taking if of("only").search(around(text, verb))]
    forward = [*(behind(text, verb) for verb in (*endorsing, *urged)), *(around(text, verb) for verb in endorsed)]
    if any(_is_name(said, vocabulary) for said in forward):
        return True
    return strict and any(has_name(tokens(behind(text, verb), vocabulary)) for verb in taking)


def _names_a_party(text: str, vocabulary: Vocabulary) -> bool:
    if of("own").search(text) or any(_names_a_shop(text[: found.start()], found[0], vocabulary) for found in of("shops").finditer(text)):
        return True
    return next(parties(text, vocabulary), None) is not None


def _names_a_shop(said: str, shop: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands before "shop" is its name: "at Zhenpin store", 晴朗店, and not "at a store", "a good shop", 实体店, 母婴店."""
    found = _LAST_WORD.search(said)
    if found is None:
        return False
    word = found[0].strip()
    if CHINESE.search(word):
        if shop in _SHOPS:
            return _visited(word, shop, vocabulary)
        last = cut(word)[-1]
        return not seen(last) or (len(last) == 1 and last not in _JOINING)
    return word[0].isupper() or not is_english_word(word.casefold())


def _visited(said: str, shop: str, vocabulary: Vocabulary) -> bool:
    """Whether one is sent to it by a name: 到晴朗店, and not 到实体店, 到母婴店, 适合买手店."""
    at = next(reversed(list(of("at").finditer(said))), None)
    name = said[at.end() :] if at else ""
    return len(name) > 1 and not _JOINING.intersection(name) and not seen(name + shop) and not speaks_of_goods(name, vocabulary)


def _is_name(said: str, vocabulary: Vocabulary) -> bool:
    """Whether what is put forward is told by a name, or by nothing that goods are known by."""
    found = [token for token in tokens(said, vocabulary) if any(map(str.isalnum, token.text))]
    if not found or of("marks").search(said):
        return False
    return has_name(found) or not (any(token.text.isdigit() for token in found) or speaks_of_goods(said, vocabulary))

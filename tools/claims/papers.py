"""What certificates are called: the words before "certificate" are no colour of goods."""

from ...understanding.tokens.lexer import tokens
from ...understanding.vocabulary.vocabulary import Vocabulary


def in_a_papers_name(said: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether words of the text stand in what a certificate is called: "the Golden Crib certificate", 金色摇篮认证."""
    found = tokens(text, vocabulary)
    for place, token in enumerate(found):
        if not token.has("certificate_word"):
            continue
        first = place
        while first and not found[first - 1].has("stop", "break", "glue", "seeking") and any(map(str.isalnum, found[first - 1].text)):
            first -= 1
        if said in text[found[first].start : token.start]:
            return True
    return False

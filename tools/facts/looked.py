"""What is on file of one product of a thing that is asked of it in a few words: the line that says it, in whichever text of the product it stands."""

from ...retrievers.held import held
from ...retrievers.lines.features import is_numbered
from ...schema.product import Product
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.on_file import Found, Line
from .answers import Answers
from .holding import valued
from .packs import asks_how_many, tells_how_many
from .recorded import content, is_of
from .terms_asked import terms_asked, wants_number


class Looked:
    """Of one store's products."""

    def __init__(self, answers: Answers, vocabulary: Vocabulary) -> None:
        self._answers, self._vocabulary = answers, vocabulary

    def __call__(self, product: Product, asked: str) -> Found:
        """Of what is counted or measured no line without a number says anything."""
        if asks_how_many(asked):
            line = next((one for one in self._answers.lines(product) if one.source in ("title", "record") and tells_how_many(one.quoted.quote)), None)
            return Found(asked, (line,) if line is not None else (), best=line)
        found = self._answers(product, asked)
        numbered = wants_number(asked)
        first = found.lines[0] if found.lines else None
        if found.told and first is not None and _is_of_it(asked, product, first) and (is_numbered(first.text) or not numbered):
            return found
        if (line := valued(self._answers.lines(product), asked, self._vocabulary)) is not None and (is_numbered(line.text) or not numbered):
            return Found(asked, (line,), best=line)
        return Found(asked, best=found.best)


def _is_of_it(asked: str, product: Product, line: Line) -> bool:
    """Whether the line has the heaviest word of what is asked; where the name of its field has a word of it, that is of it: a cable lock slot is no
    cable."""
    label, said = line.text.partition(": ")[0] if line.source == "record" else "", content(asked)
    if content(label) & said and not is_of(label, said):
        return False
    terms = terms_asked(asked, product)
    return bool(terms) and held(max(terms, key=lambda term: terms[term]), line.text) > 0

"""Which papers goods need goes with where they are sold, though that was told before or beside it: 我做亚马逊美国站，积木要什么证书."""

from ..schema.asked import KNOWLEDGE
from ..schema.need import Need
from ..schema.reading import Reading
from ..understanding.language.atom import atoms
from ..understanding.language.lexicon import lexicon
from ..understanding.tokens.fact_names import name_of

_SOLD = {"zh": "{question}，卖到{market}", "en": "{question} for {market}"}


def for_market(reading: Reading, need: Need) -> Reading:
    """The question with the buyer's market, where it asks for papers and names none."""
    markets = [fact for fact in need.facts if fact.kind == "market"]
    if KNOWLEDGE not in reading.asked or not markets or not _of_papers(reading.query):
        return reading
    names = [name_of(fact, reading.language) for fact in markets]
    if any(name.casefold() in reading.query.casefold() for name in names):
        return reading
    question = _SOLD[reading.language].format(question=reading.query, market=("、" if reading.language == "zh" else ", ").join(names))
    return reading.model_copy(update={"query": question})


def _of_papers(text: str) -> bool:
    pieces = atoms(text.lower())
    return any(meaning.kind == "certificate_word" for place in range(len(pieces)) for meaning in lexicon().grammar.longest(pieces, place)[1])

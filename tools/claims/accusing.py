"""Sentences that say something bad of a brand or supplier: only an authority can know it, and of a day."""

import re

from ...schema.evidence import Evidence
from ...understanding.tokens.aspects import mentions
from ...understanding.vocabulary.vocabulary import Vocabulary
from .named import parties
from .stance import says

_DONE = re.compile(
    r"(?<![踢绒调夏冬丝棉盖薄厚毛凉婴童抱])被(?![子套褥芯罩面毯单])"
    r"|(?<![a-z])(?:was|were|been|got|gets)\s+(?:\w+ed|found|caught|hurt|sued|shut|withdrawn)(?![a-z])",
    re.IGNORECASE,
)
"""That something was done to somebody: 被查处过, "was fined"; 防踢被 is a quilt."""


def accuses(piece: Evidence, sentence: str, paragraph: str, vocabulary: Vocabulary) -> bool:
    """Whether a sentence of a paragraph that names a party says that it was fined, is a fake, hurt somebody or is badly made, and the source isn't an
    authority that names a day."""
    if piece.source_kind == "authority" and piece.published is not None:
        return False
    bad = says("grave", sentence) or _DONE.search(sentence) is not None or any(mention.side == "bad" for mention in mentions(sentence))
    return bad and next(parties(paragraph, vocabulary), None) is not None

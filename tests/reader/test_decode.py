"""From the network's scores to spans."""

import numpy as np
import pytest
from daogou.reader.decode import decoded
from daogou.reader.heads import log_softmax
from daogou.reader.labels import ACTS, TAGS
from daogou.reader.network import Scored
from daogou.reader.pieces import Piece
from daogou.understanding.language.dictionaries import known_words


@pytest.mark.parametrize("text", ["不锈钢螺丝刀套装充电宝", "办公室用的保温杯不要塑料"])
@pytest.mark.parametrize("seed", range(6))
def test_a_span_cuts_no_word_of_the_dictionary(text: str, seed: int) -> None:
    draw = np.random.default_rng(seed)
    acts, tags = (log_softmax(draw.normal(0, 3, (len(text), len(names))).astype(np.float32)) for names in (ACTS, TAGS))
    pieces = tuple(Piece(place, place + 1) for place in range(len(text)))
    edges = {0, *np.cumsum([len(word) for word in known_words(text)]).tolist()}
    read = decoded(text, Scored(pieces, acts, np.full(len(text), -9, np.float32), tags))
    assert read.spans and {edge for span in read.spans for edge in (span.start, span.end)} <= edges

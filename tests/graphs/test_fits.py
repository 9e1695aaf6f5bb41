"""What records answer is not asked of guides, and what a guide says that no record has is told so."""

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize(("search", "question"), [("找婴儿睡袋", "这几款是A类吗？"), ("find baby sleeping bags", "are these class A?")])
def test_what_the_records_answer_is_not_asked_of_guides(demo: Assistant, search: str, question: str) -> None:
    reply = demo.ask(question, thread=demo.ask(search).thread_id)
    assert {one.kind for one in reply.citations} == {"product"}


@pytest.mark.parametrize(
    ("texts", "sentence", "word"),
    [(("连衣裙怎么选？",), "过膝", "过膝"), (("how do I choose dresses?",), "a hem below the knee", "hem below the knee")],
)
def test_a_word_that_no_record_has_is_told_so(demo: Assistant, texts: tuple[str, ...], sentence: str, word: str) -> None:
    reply = [demo.ask(text, thread=f"no record {texts}") for text in texts][-1]
    assert any(sentence in one.quote for one in reply.citations)
    assert reply.text.count(word) == 2  # in the sentence, and in what is said of it

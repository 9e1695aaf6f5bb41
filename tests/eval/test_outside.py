"""The frozen pages and their questions are what they are said to be, and the measure counts as false what is."""

import json
import re
from collections import Counter
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from daogou.eval import outside
from daogou.eval.outside import Question, pages, questions, verdict
from daogou.eval.search_engine import answering
from daogou.schema.need import Need
from daogou.schema.reply import Citation, Reply
from daogou.tools.wording.wording import Wording

BY_ID = {page.id: page for page in pages().values()}


def test_forty_questions_ten_of_them_without_an_answer() -> None:
    asked = questions()
    assert Counter(one.language for one in asked) == {"zh": 20, "en": 20} and len({one.ask for one in asked}) == 40
    assert sum(not one.says for one in asked) == 10
    for one in asked:
        assert not one.says or any(all(re.search(each, BY_ID[of].text, re.IGNORECASE) for each in one.says) for of in one.sources), one.ask
        for denied in one.denied:
            others = [page.id for page in pages().values() if re.search(denied, page.text, re.IGNORECASE)]
            assert others and not {*others} & {*one.sources}, one.ask


ASKED = Question("en", "Can it go in the dishwasher?", ("put it in the dishwasher",), ("cast-iron",), ("can go in the dishwasher",))
RIGHT, WRONG = "Don’t put it in the dishwasher.", "A cast iron skillet can go in the dishwasher every day."


def reply(*cited: tuple[str, str], said: str = "") -> Reply:
    marks = [Citation(n=at, kind="web", ref=BY_ID[page].url, title="t", quote=quote) for at, (page, quote) in enumerate(cited, 1)]
    text = "\n".join([said, *(f"{quote}[{at}]" for at, (_, quote) in enumerate(cited, 1))])
    return Reply(thread_id="t", turn=1, language="en", intent="product_question", need=Need(), text=text, citations=tuple(marks))


@pytest.mark.parametrize(
    ("asked", "told", "right", "false"),
    [
        (ASKED, reply(("cast-iron", RIGHT)), True, False),
        (ASKED, reply(("made-cast-iron", WRONG)), False, True),
        (ASKED, reply(("made-cast-iron", WRONG), said=Wording("en", 0).say("outside.disagree")), False, True),
        (Question("en", "Is it magnetic?"), reply(("cast-iron", RIGHT)), False, True),
    ],
)
def test_what_is_right_and_what_is_false(asked: Question, told: Reply, right: bool, false: bool) -> None:
    found = verdict(asked, told)
    assert (found.right, found.false) == (right, false), found.why


def test_the_server_answers_in_the_documented_form_and_knows_its_key() -> None:
    with answering(outside.answer) as url:
        body = json.dumps({"query": "power banks luggage", "count": 2, "summary": True}).encode()
        asked = Request(f"{url}/v1/web-search", body, {"Authorization": "Bearer no key", "Content-Type": "application/json"})
        with urlopen(asked) as answer:
            told = json.loads(answer.read())
        assert told["code"] == 200 and len(told["data"]["webPages"]["value"]) == 2
        with pytest.raises(HTTPError, match="401"):
            urlopen(Request(f"{url}/v1/web-search", body))

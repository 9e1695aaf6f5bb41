"""What is said of a source beside its number."""

import pytest
from daogou.schema.evidence import Evidence
from daogou.tools.wording.wording import Wording
from daogou.tools.writing.draft import Draft

CHINESE, ENGLISH = "羽绒少洗，用羽绒专用洗涤剂。", "Wash down rarely, with a detergent for down (羽绒)."


@pytest.mark.parametrize(
    ("language", "quote", "foreign"), [("en", CHINESE, True), ("zh", ENGLISH, True), ("en", ENGLISH, False), ("zh", CHINESE, False)]
)
def test_a_quote_in_another_language_than_the_reply_is_said_to_be_one(language: str, quote: str, foreign: bool) -> None:
    draft = Draft(Wording(language))
    guide = Evidence(kind="guide", ref="care", title="Care", text=quote, source_kind="guide")
    assert (draft.cite_evidence(guide, quote) != "[1]") is foreign


def test_of_a_review_it_is_said_once() -> None:
    assert Draft(Wording("en")).cite_evidence(Evidence(kind="review", ref="p1", title="", text=CHINESE), CHINESE) == "[1]"

from daogou.tools.wording.wording import Wording
from daogou.tools.writing.draft import Draft


def test_a_line_is_said_once_whatever_it_cites() -> None:
    draft = Draft(Wording("en"))
    draft.add("Found:", "1. one[1]", "", "1. one[2]", "", "Bye.")
    assert draft.text == "Found:\n1. one[1]\n\nBye."


def test_what_nothing_on_record_speaks_of_is_one_line_before_the_question() -> None:
    draft = Draft(Wording("en"), left=["silent", "soft", "silent"])
    draft.add("Found:", "Which one?")
    draft.question = "Which one?"
    first, left, question = draft.text.split("\n")
    assert (first, question) == ("Found:", "Which one?")
    assert left.count("silent") == 1 and "soft" in left

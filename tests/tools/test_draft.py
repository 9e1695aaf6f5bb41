from daogou.tools.wording.wording import Wording
from daogou.tools.writing.draft import Draft


def test_a_list_ends_with_a_blank_line_and_its_indented_lines_stay_in_it() -> None:
    draft = Draft(Wording("en"))
    draft.add("Found:", "1. one", "2. two", "- a", "  more of a", "- b", "Bye.")
    assert draft.text == "Found:\n1. one\n2. two\n\n- a\n  more of a\n- b\n\nBye."


def test_the_same_quote_keeps_its_number() -> None:
    draft = Draft(Wording("en"))
    marks = [draft.cite("guide", ref, "t", quote) for ref, quote in (("g", "x"), ("g", "y"), ("g", "x"))]
    assert marks == ["[1]", "[2]", "[1]"]

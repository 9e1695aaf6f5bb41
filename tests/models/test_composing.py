"""A prompt and what is put around it: nothing is cut, nothing is lost without being told, and the window holds."""

import pytest
import structlog
from daogou.models.budget import EVIDENCE, SHOWN, Item
from daogou.models.composing import compose
from daogou.models.prompt import Prompt
from daogou.models.window import Window
from daogou.schema.errors import InputError, OutsideError
from hypothesis import given
from hypothesis import strategies as st

HEAD = "---\nname: sort\nversion: 1\nrole: read\ndescription: sorts\nbudget: 3000\n---\n"
BODY = """{% block system %}You sort.{% endblock %}{% block user %}
{% for line in before %}
- {{ line }}
{% endfor %}
{% for line in shown %}
- {{ line }}
{% endfor %}
{% for line in words %}
- {{ line }}
{% endfor %}
{{ message }}
{% endblock %}"""
PROMPT = Prompt.parsed(HEAD + BODY, "sort.md")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")) | st.sampled_from("婴儿睡袋 cotton"), max_size=300)
RECORDS = st.lists(st.tuples(st.sampled_from(["before", "shown", "words"]), TEXTS, st.floats(0, 4)), max_size=40)
KINDS = ("before", "shown", "words")
WORTH = {"words": EVIDENCE, "shown": SHOWN, "before": 1.0}


@given(RECORDS, st.integers(1, 5000) | st.none(), st.floats(0.5, 4), st.integers(0, 800))
def test_a_record_is_in_whole_or_told_as_left_out_and_the_window_holds(
    records: list[tuple[str, str, float]], tokens: int | None, rate: float, answer: int
) -> None:
    items = [Item(kind, str(number), f"<{number}|{text}|{number}>", worth) for number, (kind, text, worth) in enumerate(records)]
    window = Window(tokens, rate)
    try:
        messages, fitted = compose(PROMPT, window, items, answer, kinds=KINDS, message="袜子")
    except OutsideError:
        assert window.within(3000) * 0.9 < answer + 40 * max(1, rate)
        return
    assert sum(window.count(message.text) for message in messages) + answer <= window.within(3000)
    said = messages[-1].text
    out = {key for keys in fitted.left_out.values() for key in keys}
    for item in items:
        assert (item.text in said) == (item.key not in out)
        assert (f"<{item.key}|" in said) == (item.key not in out)


@pytest.mark.parametrize(("tokens", "kept"), [(100, {"words"}), (165, {"words", "shown"}), (8192, {"words", "shown", "before"})])
def test_evidence_goes_before_products_and_products_before_history(tokens: int, kept: set[str]) -> None:
    items = [Item(kind, kind, "cotton " * 50, WORTH[kind]) for kind in ("before", "shown", "words")]
    _, fitted = compose(PROMPT, Window(tokens), items, 10, kinds=KINDS, message="袜子")
    assert {item.kind for item in fitted.kept} == kept


def test_what_is_left_out_is_told() -> None:
    items = [Item("before", str(number), "cotton " * 50, 1.0) for number in range(9)]
    with structlog.testing.capture_logs() as logs:
        compose(PROMPT, Window(200), items, 10, kinds=KINDS, message="袜子")
    (told,) = logs
    assert (told["prompt"], told["before"]) == ("sort@1", 7)


def test_what_a_prompt_wants_and_nobody_gives_is_an_error_and_no_empty_list() -> None:
    """It sent `[]`."""
    strange = Prompt.parsed(HEAD + BODY.replace("You sort.", "You sort for {{ nosuch }}."), "sort.md")
    with pytest.raises(InputError, match="'nosuch' is undefined"):
        compose(strange, Window(), [], 10, kinds=KINDS, message="袜子")


def test_what_must_be_in_and_is_not_read_is_an_error_and_no_half_of_it() -> None:
    with pytest.raises(OutsideError, match="larger window"):
        compose(PROMPT, Window(100), [], 10, kinds=KINDS, message="cotton " * 200)

"""What somebody is allergic to is barred, however a reader took the words, in both languages."""

import pytest
from daogou.dialogue.allergens import allergens, without_allergens
from daogou.schema.command import Seek, Tell, Want
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("my daughter is allergic to nickel and latex, a pillow please", ("nickel", "latex")),
        ("宝宝对羊毛过敏，找一款婴儿睡袋", ("羊毛",)),
        ("gloves for latex-allergic nurses", ("latex",)),
        ("宝宝皮肤过敏，找一款睡袋", ()),
        ("I am not allergic to wool, a wool blanket is fine", ()),
        ("适合过敏体质的枕头", ()),
    ],
)
def test_the_things_are_named(text: str, things: tuple[str, ...]) -> None:
    assert allergens(text) == things


@pytest.mark.parametrize("op", ["=", "!=", "in", "contains"])
@pytest.mark.parametrize("field", [None, "attr.material"])
def test_a_want_for_it_is_a_bar_against_it(op: str, field: str | None) -> None:
    value = ("wool",) if op == "in" else "wool"
    said = (Seek(goods="blanket"), Want(field=field, op=op, value=value, strength="wish"), Tell(fact="trade", value="allergic to wool"))  # type: ignore[arg-type]
    found = without_allergens(said, "a blanket, she is allergic to wool")
    wants = [one for one in found if isinstance(one, Want)]
    assert [(one.op, one.value, one.strength) for one in wants] == [("not_contains", "wool", "must")]
    assert found[0] == said[0] and all(one.fact == "said" for one in found if isinstance(one, Tell))


def test_words_that_only_hold_it_are_kept() -> None:
    said = (Want(value="M", field="attr.size"), Want(value="satin"))
    assert without_allergens(said, "allergic to mohair and tin")[:2] == said


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(thing.strip() for thing in allergens(text))
    assert without_allergens((), text) == tuple(Want(op="not_contains", value=thing, by="reader") for thing in allergens(text))

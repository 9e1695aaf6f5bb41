"""A wish that stands is said to be a must, or never to have been meant, in words that don't say it again."""

import pytest
from daogou.eval.pack import reader
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.ledger.contradictions import contradiction
from daogou.understanding.ledger.ledger import apply

PRICE = Condition(id="c1", field="price", op="<=", value=100, unit="CNY", text="100元以内")
COTTON = Condition(id="c2", field="attr.material", op="in", value=("纯棉", "全棉"), hard=False, status="inferred", text="cloud-like")
WINTER = Condition(id="c3", field="attr.season", op="=", value="冬", hard=False, text="冬天用")
NO_WOOL = Condition(id="c4", field="attr.material", op="!=", value="羊毛", text="不要羊毛")


def after(text: str, *conditions: Condition, turn: int = 1) -> tuple[set[str], list[str]]:
    """Which conditions stand then, wishes with a "~" before them, and the notes."""
    need = Need(category="婴儿睡袋", query="婴儿睡袋", conditions=conditions)
    reading = reader().read(text, need, (Shown(turn=turn, product_ids=("a", "b"), category="婴儿睡袋"),))
    assert contradiction(need, reading) is None
    standing = apply(need, reading, 2).active
    return {f"{'' if one.hard else '~'}{one.field}" for one in standing}, [kind for kind, _ in reading.notes]


@pytest.mark.parametrize(
    "text",
    [
        "Yes, it is a must", "That is a must", "it's required", "That's non-negotiable, thanks", "The material is a must", "cloud-like is a must",
        "only the cloud-like ones", "show me only the cloud-like ones please",
        "对，必须是", "必须", "必须的", "这个是硬性要求", "材质是必须的", "材质必须满足",
    ],
)  # fmt: skip
def test_the_wish_of_the_last_reply_becomes_a_must(text: str) -> None:
    assert after(text, PRICE, COTTON) == ({"price", "attr.material"}, [])


@pytest.mark.parametrize(
    "text",
    [
        "Is it a must?", "必须吗", "it's not a must", "不是必须的", "不必须", "it's a must, right?", "only that",
        "only the first one", "只要这款", "it must be sturdy", "Yes",
    ],
)  # fmt: skip
def test_other_words_make_no_must_of_it(text: str) -> None:
    assert "~attr.material" in after(text, PRICE, COTTON)[0]


@pytest.mark.parametrize("text", ["it is a must", "必须的"])
def test_of_several_it_is_asked_which(text: str) -> None:
    assert after(text, COTTON, WINTER) == ({"~attr.material", "~attr.season"}, ["which_must"])
    assert after(text, COTTON, WINTER.model_copy(update={"turn": 2}), turn=2) == ({"~attr.material", "attr.season"}, [])


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("all of them are musts", {"attr.material", "attr.season"}),
        ("两个都必须", {"attr.material", "attr.season"}),
        ("the season is a must", {"~attr.material", "attr.season"}),
        ("the material is a must, and which is the cheapest?", {"attr.material", "~attr.season"}),
        ("must, season", {"~attr.material", "attr.season"}),
        ("必须，季节", {"~attr.material", "attr.season"}),
        ("季节和材质是必须的", {"attr.material", "attr.season"}),
        ("材质必须，80元以内", {"attr.material", "~attr.season", "price"}),
        ("the material is a must, and under 80 yuan", {"attr.material", "~attr.season", "price"}),
    ],
)
def test_those_that_are_named_are_meant(text: str, standing: set[str]) -> None:
    assert after(text, COTTON, WINTER) == (standing, [])


@pytest.mark.parametrize("text", ["it is a must", "必须的"])
def test_without_a_wish_nothing_becomes_a_must(text: str) -> None:
    assert after(text, PRICE)[0] == {"price"}
    assert reader().read(text).conditions == ()


@pytest.mark.parametrize(
    "text",
    [
        "No, I did not mean cotton", "I didn't say cotton", "I never asked for cotton", "I didn't mean cloud-like", "I didn't ask for any material",
        "That's not what I meant", "我没说要棉的", "我不是说棉的", "不是，我没要求纯棉", "我没提材质", "我不是这个意思",
    ],
)  # fmt: skip
def test_what_was_never_meant_is_taken_back(text: str) -> None:
    assert after(text, PRICE, COTTON, WINTER) == ({"price", "~attr.season"}, [])


@pytest.mark.parametrize("text", ["I did not mean cotton", "我没说要棉的"])
def test_of_its_field_nothing_else_is_taken_back_and_nothing_asked_for(text: str) -> None:
    assert after(text, COTTON, NO_WOOL)[0] == {"attr.material"}
    assert after(text, PRICE, WINTER)[0] == {"price", "~attr.season"}
    nobodys = Need(query="连体衣", conditions=(WINTER,))
    assert apply(nobodys, reader().read(text, nobodys, (Shown(turn=1, product_ids=("a", "b"), query="连体衣"),)), 2).active == (
        WINTER.model_copy(update={"status": "inherited"}),
    )
    assert reader().read(text).conditions == ()


@pytest.mark.parametrize("text", ["I didn't say cotton, I said bamboo", "我没说要棉的，我要竹纤维的"])
def test_what_is_said_instead_counts(text: str) -> None:
    assert after(text, PRICE, COTTON)[0] == {"price", "attr.material"}


@pytest.mark.parametrize("text", ["I didn't mean the second one", "did I say cotton?", "我不是说第二款"])
def test_other_denials_take_nothing_back(text: str) -> None:
    assert "~attr.material" in after(text, PRICE, COTTON)[0]


@pytest.mark.parametrize("text", ["I didn't say it must be cotton", "I never said that it has to be cotton", "我没说必须是棉的", "我没说一定要棉的"])
def test_what_is_said_to_be_no_must_is_a_wish(text: str) -> None:
    hard = COTTON.model_copy(update={"hard": True, "status": "inherited"})
    assert after(text, PRICE, hard)[0] == {"price", "~attr.material"}


def test_what_a_model_read_is_no_longer_told_by_the_words_it_read_it_in() -> None:
    need = Need(category="婴儿睡袋", conditions=(COTTON,))
    made = apply(need, reader().read("it is a must", need), 2).active
    assert [(one.id, one.hard, one.status, one.text) for one in made] == [("c2", True, "current", "")]


@pytest.mark.parametrize("talk", [("面膜，无香精", "敏感肌用"), ("face masks, fragrance free", "for sensitive skin")])
def test_what_a_use_only_wishes_for_stays_a_must(talk: tuple[str, str]) -> None:
    need = apply(None, reader().read(talk[0]), 1)
    need = apply(need, reader().read(talk[1], need=need), 2)
    assert [(one.field, one.hard) for one in need.active] == [("attr.fragrance_free", True)]

import re
from importlib.resources import files
from typing import Any

import pytest
import yaml
from daogou.schema.condition import Condition
from daogou.tools.wording.wording import Wording

HOLE = re.compile(r"\{(\w+)\}")


def words(language: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("daogou.tools.wording").joinpath("words", f"{language}.yaml").read_text("utf-8"))
    return loaded


def holes(phrase: str | list[str]) -> set[str]:
    return set(HOLE.findall(phrase if isinstance(phrase, str) else phrase[0]))


def test_both_languages_have_the_same_phrases_with_the_same_holes() -> None:
    zh, en = words("zh")["phrases"], words("en")["phrases"]
    assert zh.keys() == en.keys()
    assert {key: holes(zh[key]) for key in zh} == {key: holes(en[key]) for key in en}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_phrasings_of_a_phrase_fill_the_same_holes(language: str) -> None:
    for key, phrase in words(language)["phrases"].items():
        if isinstance(phrase, list):
            assert all(holes(one) == holes(phrase) for one in phrase), key


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("op", ["=", "!=", "<", "<=", ">", ">=", "in", "not_in", "contains", "not_contains"])
def test_every_operator_can_be_said(language: str, op: Any) -> None:
    value = ("a", "b") if op in ("in", "not_in") else 5
    assert "5" in Wording(language).condition(Condition(id="c1", field="moq", op=op, value=value)) or isinstance(value, tuple)


def test_money_keeps_the_record_s_digits() -> None:
    assert Wording("zh").money("89.00", "CNY") == "¥89.00"
    assert Wording("en").money("19.95", "USD") == "$19.95"
    assert Wording("en").money("19.95", "SEK") == "SEK 19.95"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("field", ["product", "supplier"])
@pytest.mark.parametrize("op", ["=", "!=", "in", "not_in"])
def test_an_id_is_never_read_out(language: str, field: str, op: Any) -> None:
    said = Wording(language).condition(Condition(id="c1", field=field, op=op, value=("sup-9",) if op in ("in", "not_in") else "sup-9"))
    assert said and "sup-9" not in said


@pytest.mark.parametrize(("language", "text"), [("zh", "认证工厂"), ("en", "verified factory")])
def test_what_one_wording_says_of_two_fields_is_said_once(language: str, text: str) -> None:
    both = [
        Condition(id="c1", field="supplier.verified", op="=", value=True, text=text),
        Condition(id="c2", field="supplier.kind", op="=", value="factory", text=text),
    ]
    assert Wording(language).conditions(both) == text


def test_a_label_does_not_repeat_the_word_that_its_value_begins_with() -> None:
    assert Wording("en").condition(Condition(id="c1", field="attr.safety_class", op="=", value="class B")) == "safety class B"


@pytest.mark.parametrize(
    ("words", "is_name"), [("lunch boxes", True), ("baby sleeping bags", True), ("lunch boxes kids", False), ("lunch box", False)]
)
def test_a_name_of_goods_in_english_is_one_plural(words: str, is_name: bool) -> None:
    assert Wording("en").named(words) is is_name


@pytest.mark.parametrize(("parts", "text"), [(("CE", "FCC"), "CE 或 FCC"), (("纯棉", "竹纤维"), "纯棉或竹纤维"), (("OEM", "现货"), "OEM 或现货")])
def test_latin_words_stand_apart_from_a_chinese_one(parts: tuple[str, ...], text: str) -> None:
    assert Wording("zh").listed(parts, "or") == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [("谢谢啦", "thanks"), ("thanks anyway", "thanks"), ("bye", "bye"), ("再见", "bye"), ("hello", "chitchat")],
)
def test_thanks_are_not_answered_with_a_greeting(text: str, kind: str) -> None:
    assert Wording("zh" if text[0] > "~" else "en").small_talk(text) == kind


def test_a_purpose_names_the_certificates_that_it_comes_to() -> None:
    sold = Condition(id="c1", field="certification", op="contains", value=("EN 16781", "REACH"), text="能卖到欧盟")
    assert Wording("zh").full(sold) == "能卖到欧盟（EN 16781 或 REACH）"
    assert Wording("zh").full(sold.model_copy(update={"text": "REACH认证"})) == "REACH认证"


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("no synthetics", ("尼龙", "磨毛聚酯", "涤纶", "氨纶"), "材质不要化纤"),
        ("no polyester, no silk", ("磨毛聚酯", "涤纶", "桑蚕丝", "聚酯纤维"), "材质不要真丝或涤纶"),
        ("no synthetics", ("尼龙", "涤纶", "氨纶", "羊毛"), "材质不要尼龙、涤纶、氨纶或羊毛"),  # which the word doesn't reach
    ],
)
def test_many_values_are_called_what_the_buyer_calls_them_in_the_supplier_s_language(text: str, values: tuple[str, ...], said: str) -> None:
    assert Wording("zh").condition(Condition(id="c1", field="attr.material", op="not_in", value=values, text=text)) == said


@pytest.mark.parametrize(
    ("field", "value", "unit", "said"),
    [
        ("attr.weight_g", 1.5, "kg", "1500 g"),
        ("attr.weight_kg", 3000, "g", "3 kg"),
        ("attr.size_in", 50, "cm", "50 cm"),
        ("attr.size_in", 20, "inch", "20 in"),
        ("attr.size_in", ("20", "24"), "inch", "20 or 24 in"),
        ("attr.weight_g", ("1", "1.5"), "kg", "1000 or 1500 g"),
    ],
)
def test_a_measure_is_said_in_the_unit_that_its_number_is_in(field: str, value: float | tuple[str, ...], unit: str, said: str) -> None:
    """ "重量不超过 3000 kg" was said of suitcases of up to 3000 g."""
    assert Wording("en").operand(Condition(id="c1", field=field, op="in" if isinstance(value, tuple) else "<=", value=value, unit=unit)) == said

"""Outside text as claims: spans, what they ask of products, who says the same, who says otherwise."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from daogou.catalogue.store import Store
from daogou.retrievers.outside.result import source_of
from daogou.schema.candidate import Candidate
from daogou.schema.claim import Claim
from daogou.schema.evidence import Evidence
from daogou.schema.product import PriceTier, Product
from daogou.schema.settings import Settings
from daogou.tools.claims.asked import Goods
from daogou.tools.claims.brands import called, standing
from daogou.tools.claims.claims import claims_of, is_old
from daogou.tools.claims.fused import fused
from daogou.tools.claims.sentences import sentences
from daogou.tools.claims.stance import circumstances, recommends
from daogou.tools.claims.standards import standards
from daogou.tools.claims.weighing import disagree, weighed
from daogou.tools.decisions.offer import Offer
from daogou.tools.shop import Shopfront
from daogou.understanding.reader import Reader
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2025, 11, 25)


@pytest.fixture(scope="module")
def reader(six_store: Path) -> Iterator[Reader]:
    yield Shopfront(Store(six_store), Settings()).current().reader


def web(text: str, url: str = "https://www.which.co.uk/bags", published: str | None = "2025-01-01", lang: str = "en") -> Evidence:
    source = source_of(url)
    return Evidence(
        kind="web", ref=url, title="Bags", text=text, lang=lang, trust=source.trust, source=source.host, source_kind=source.kind, published=published
    )


def asked(text: str, reader: Reader, lang: str = "en") -> list[tuple[Any, ...]]:
    claims = claims_of([web(text, lang=lang)], reader, TODAY)
    return [(claim.says, claim.attribute, claim.op, claim.value, claim.when) for claim in claims if claim.says != "plain"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Buy one. Then wash it well! Is it warm? Yes, it is.", ["Buy one.", "Then wash it well!", "Is it warm?", "Yes, it is."]),
        ("## Warmth\n\n- Choose 2.5 TOG.\n- Not 3.5 TOG.", ["Choose 2.5 TOG.", "Not 3.5 TOG."]),
        ("选 2.5 TOG 的睡袋。房间暖就选薄的；别盖被子！", ["选 2.5 TOG 的睡袋。", "房间暖就选薄的；别盖被子！"]),
        ("Warm bags, e.g. of wool, approx. 2.5 tog. That suits winter.", ["Warm bags, e.g. of wool, approx. 2.5 tog.", "That suits winter."]),
        ("| a | b |\n|---|---|\n| 1.0 tog | 20-24 degrees |", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [each.text for each in sentences(text)] == found


@given(st.text(alphabet="ab .。!?\n-#*1,;", max_size=200))
def test_a_sentence_is_its_span(text: str) -> None:
    spans = list(sentences(text))
    assert all(text[each.start : each.end] == each.text == each.text.strip() for each in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("a room of 16-20 °C", {"room_temp_c": [16, 20]}),
        ("at 18 degrees", {"room_temp_c": [18, 18]}),
        ("below 16 °C", {"room_temp_c": [-4, 16]}),
        ("24°C以上", {"room_temp_c": [24, 44]}),
        ("in a cold room", {"room_temp_c": [-5, 16]}),
        ("2.5 tog in winter", {"season": ["冬"]}),
        ("秋冬用", {"season": ["秋", "冬"]}),
        ("a fallen leaf in the room", {}),
    ],
)
def test_circumstances(text: str, when: dict[str, Any]) -> None:
    assert circumstances(text) == when


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("Choose a 2.5 tog bag.", True),
        ("建议选 2.5 TOG。", True),
        ("A bag costs money.", False),
        ("不建议选 3.5 TOG。", False),
    ],
)
def test_only_a_recommendation_recommends(text: str, yes: bool) -> None:
    assert recommends(text) is yes


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("For a room of 16-20°C choose a 2.5 tog bag.", "en", [("criterion", "tog", "=", 2.5, {"room_temp_c": [16, 20]})]),
        ("室温 16-20℃ 建议选 2.5 TOG 的睡袋。", "zh", [("criterion", "tog", "=", 2.5, {"room_temp_c": [16, 20]})]),
        (
            "We recommend 2.5 tog in winter and 1 tog in summer.",
            "en",
            [("criterion", "tog", "=", 2.5, {"season": ["冬"]}), ("criterion", "tog", "=", 1, {"season": ["夏"]})],
        ),
        ("Sleeping bags must meet EN 16781.", "en", [("standard", None, None, "EN 16781", {})]),
        ("We used a 3.5 tog bag at 18 degrees and he was far too hot.", "en", []),
    ],
)
def test_what_a_sentence_asks_of_products(text: str, lang: str, found: list[tuple[Any, ...]], reader: Reader) -> None:
    assert asked(text, reader, lang) == found


def test_a_forum_and_a_seller_are_quoted_and_ask_nothing(reader: Reader) -> None:
    for url in ("https://www.mumsnet.com/1", "https://shop.1688.com/1"):
        claims = claims_of([web("Choose a 3.5 tog bag.", url)], reader, TODAY)
        assert [claim.says for claim in claims] == ["plain"] and claims[0].trust < 0.5


def test_a_claim_has_its_source_kind_date_and_trust(reader: Reader) -> None:
    piece = web("It is known. Choose a 2.5 tog bag for a room of 16-20 °C.", "https://www.lullabytrust.org.uk/a", "2015-03-01")
    claim = claims_of([piece], reader, TODAY)[-1]
    assert piece.text[claim.start : claim.end] == claim.text == "Choose a 2.5 tog bag for a room of 16-20 °C."
    assert (claim.source, claim.source_kind, claim.published, claim.trust, claim.old) == ("lullabytrust.org.uk", "authority", "2015-03-01", 0.9, True)


@pytest.mark.parametrize(
    ("url", "published", "old"),
    [
        ("https://www.gov.uk/a", "2019-01-01", False), ("https://www.gov.uk/a", "2010-01-01", True), ("https://www.amazon.com/a", "2022-01-01", True),
        ("https://blog.example.com/a", "2024-01-01", False), ("https://blog.example.com/a", None, False),
    ],
)  # fmt: skip
def test_age_counts_by_the_kind_of_source(url: str, published: str | None, old: bool) -> None:
    assert is_old(web("Words.", url, published), TODAY) is old


def test_copies_count_once_under_the_best_source(reader: Reader) -> None:
    text = "Choose a 2.5 tog bag for a room of 16 to 20 degrees, and buy the size for today."
    pieces = [web(text, "https://blog.example.com/a"), web(text, "https://www.nhs.uk/b"), web(text.upper(), "https://copy.example.net/c")]
    kept = weighed(claims_of(pieces, reader, TODAY))
    assert {claim.source for claim in kept} == {"nhs.uk"}
    assert set(kept[0].also) == {"blog.example.com", "copy.example.net"}
    assert [piece.ref for piece in fused(pieces, reader, TODAY)] == ["https://www.nhs.uk/b"]


def test_what_is_said_otherwise_is_told_on_both_sides(reader: Reader) -> None:
    pieces = [
        web("Choose a 2.5 tog bag for a room of 16-20 °C.", "https://www.nhs.uk/a"),
        web("Choose a 1.0 tog bag for a room of 17-21 °C.", "https://blog.example.com/b"),
        web("Choose a 1.0 tog bag for a room of 20-24 °C.", "https://blog.example.com/c"),
    ]
    kept = {claim.ref: claim.against for claim in weighed(claims_of(pieces, reader, TODAY))}
    assert kept == {
        "https://www.nhs.uk/a": ("https://blog.example.com/b",),
        "https://blog.example.com/b": ("https://www.nhs.uk/a",),
        "https://blog.example.com/c": (),
    }


def criterion(value: Any, op: Any = "=", attribute: str = "tog", **when: Any) -> Claim:
    return Claim(text="a", start=0, end=1, ref="r", says="criterion", attribute=attribute, op=op, value=value, when=when)


@pytest.mark.parametrize(
    ("one", "other", "yes"),
    [
        (criterion(2.5), criterion(1.0), True),
        (criterion(2.5, ">="), criterion(3.0), False),
        (criterion(2.5, season=["冬"]), criterion(1, season=["夏"]), False),
        (criterion("cotton"), criterion("wool"), False),
    ],
)
def test_disagreement(one: Claim, other: Claim, yes: bool) -> None:
    assert disagree(one, other) is disagree(other, one) is yes


@given(st.lists(st.text(max_size=300), max_size=3))
def test_no_text_breaks_the_turn(reader: Reader, texts: list[str]) -> None:
    pieces = [web(text or "x", f"https://example.com/{number}", lang="zh" if number % 2 else "en") for number, text in enumerate(texts)]
    assert all(piece.text[claim.start : claim.end] == claim.text for piece in fused(pieces, reader, TODAY) for claim in piece.claims)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Zhuya is a premium brand.", "premium"),
        ("Zhuya is affordable.", "value"),
        ("Zhuya is a premium brand at an affordable price.", None),
        ("Zhuyamo is a premium brand.", None),
        ("竹小芽走平价路线。", "value"),
    ],
)
def test_what_a_source_calls_a_brand(text: str, said: str | None, reader: Reader) -> None:
    piece = fused([web(text)], reader, TODAY)[0]
    assert called(piece, ("Zhuya", "竹小芽")) == said


@pytest.mark.parametrize(
    ("attributes", "stated"),
    [
        ({"certification": "cURus, VCCI, CE, FCC"}, True),
        ({"certification": ("RoHS", "CE")}, True),
        ({"certification": "ACE"}, False),
        ({"compatible_operating_systems": "Windows CE"}, False),
        ({"ce_certified": True}, False),  # small letters stand for nothing
        ({}, False),
    ],
)
def test_a_standard_that_an_attribute_states_is_not_silence(attributes: dict[str, Any], stated: bool) -> None:
    """Catalogues that keep certificates among the attributes had been said to have nothing on record."""
    product = Product(id="p", title="A keyboard", price=(PriceTier(min_qty=1, unit_price=Decimal(9)),), attributes=attributes)
    offer = Offer(product, Candidate(product_id="p", score=1.0), None, Decimal(9))
    claim = Claim(text="It must carry the CE mark.", start=0, end=26, ref="https://www.gov.uk/a", says="standard", value="CE")
    piece = web("It must carry the CE mark.", "https://www.gov.uk/a").model_copy(update={"claims": (claim,)})
    asked_for = standards([piece], [offer], "en", TODAY, lambda *_: (0,))[0]
    assert bool(asked_for.stated) is stated and asked_for.silent == (() if stated else (0,)) and asked_for.valid == {}


def test_a_certificate_inside_a_name_is_none(reader: Reader) -> None:
    assert asked("Choose a bag with long sleeves, says W3C.", reader) == asked("Choose a bag with long sleeves, says who.", reader)
    assert ("standard", None, None, "CCC", {}) in asked("Choose a bag with a valid CCC certificate.", reader)


@pytest.mark.parametrize(("published", "told"), [("2025-01-01", True), (None, False)])
def test_what_a_page_says_of_a_brand_without_a_day_is_told_by_nobody(reader: Reader, published: str | None, told: bool) -> None:
    pieces = fused([web("Mianyun makes winter sleeping bags for babies.", published=published)], reader, TODAY)
    assert bool(standing(pieces, ("Mianyun",), "en")) is told


def test_a_page_whose_title_gives_orders_is_called_by_its_source(reader: Reader) -> None:
    ordering = web("Choose 2.5 TOG for a room of 16-20 degrees.").model_copy(update={"title": "Only buy Mianyun at our shop"})
    (piece,) = fused([ordering], reader, TODAY)
    assert piece.title == piece.source
    (plain,) = fused([web("Choose 2.5 TOG for a room of 16-20 degrees.")], reader, TODAY)
    assert plain.title == "Bags"


@pytest.mark.parametrize(
    ("text", "title", "asks"),
    [
        ("For a room of 16-20 °C choose a sleeping bag of 2.5 tog.", "Backpacks for the office", ["tog"]),
        ("For a room of 16-20 °C choose 2.5 tog.", "Backpacks for the office", []),
        ("For a backpack and a sleeping bag choose 2.5 tog.", "Backpacks for the office", []),
        ("For a child's school bag choose 2.5 tog.", "Backpacks for the office", []),
        ("For a child choose a bag of 2.5 tog.", "Backpacks for the office", []),
        ("For a room of 16-20 °C choose 2.5 tog.", "Sleeping bags", ["tog"]),
    ],
)
def test_a_sentence_of_ours_that_names_the_goods_is_of_them_under_any_title(text: str, title: str, asks: list[str], reader: Reader) -> None:
    """ "Mice for the office" is no other thing than a mouse, and a shopkeeper's page may speak of several."""
    ours = Evidence(kind="guide", ref="office", title=title, text=text, source="office", source_kind="document", lang="en", trust=0.8)
    claims = claims_of([ours], reader, TODAY, Goods("sleeping bag"))
    assert [claim.attribute for claim in claims if claim.says == "criterion"] == asks

"""What the buyer says of himself: read from his words, kept over topics, gone with a new start."""

import pytest
from daogou.schema.need import Need
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.reader import Reader
from daogou.understanding.tokens.fact_names import bloc, name_of
from daogou.understanding.tokens.facts import said_of_himself


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我开精品店的，货发德国，想看连衣裙", ["trade=boutique", "market=DE"]),
        ("你好，先说下我的情况，我开了家小精品店，货都是发德国的，今天想看看连衣裙", ["trade=boutique", "market=DE"]),
        ("I run a boutique and ship to Germany, show me dresses", ["trade=boutique", "market=DE"]),
        ("I own a small gift shop", ["trade=gift_shop"]),
        ("做亚马逊的", ["trade=amazon_seller"]),
        ("we sell on Amazon", ["trade=amazon_seller"]),
        ("我是做跨境的，主要卖到美国和加拿大", ["trade=online_shop", "market=US", "market=CA"]),
        ("we ship to Germany and France", ["market=DE", "market=FR"]),
        ("能卖到欧盟的", ["market=EU"]),
        ("发往美国", ["market=US"]),
        ("我们主做美国市场", ["market=US"]),
        ("for the US market", ["market=US"]),
        ("our customers are in Japan", ["market=JP"]),
        ("I sell on Amazon, US market", ["trade=amazon_seller", "market=US"]),
        ("我做亚马逊美国站，积木要什么证书", ["trade=amazon_seller", "market=US"]),
        ("I sell on Amazon US", ["trade=amazon_seller", "market=US"]),
        ("I'm a parent", ["trade=consumer"]),
        ("自己用", ["trade=consumer"]),
        ("我是杭州的批发商", ["trade=wholesaler"]),
        ("we are a small retailer in Leeds", ["trade=shop"]),
        ("I run a boutique in Berlin", ["trade=boutique", "market=DE"]),
        ("我在柏林开精品店", ["market=DE", "trade=boutique"]),
        ("towels for my hotel in Vienna", ["trade=hospitality", "market=AT"]),
        ("we sell in London and Paris", ["market=UK", "market=FR"]),
        ("我们的货发纽约", ["market=US"]),
        ("我的店在柏林", ["trade=shop", "market=DE"]),
        ("my shop is in Berlin", ["trade=shop", "market=DE"]),
        ("a Boston bag", []),
        ("只要杭州的批发商", []),
        ("I want a wholesaler from Hangzhou", []),
        ("给精品店进一批连衣裙", ["trade=boutique"]),
        ("for my baby store", ["trade=baby_shop"]),
        ("made in Germany", []),
        ("德国的刀具", []),
        ("三天发货", []),
        ("ship it to us", []),
        ("have a look at the store", []),
        ("想开店", []),
        ("不做这个市场", []),
    ],
)
def test_facts_of_a_message(text: str, facts: list[str]) -> None:
    assert [f"{fact.kind}={fact.value}" for fact in said_of_himself(text).facts] == facts


@pytest.mark.parametrize("text", ["我开精品店的，货发德国，连衣裙", "I run a boutique and we ship to Germany, a dress"])
def test_a_fact_is_neither_searched_for_nor_a_condition(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.category, reading.conditions) == ("连衣裙", ())
    assert reading.query in ("连衣裙", "dress")


@pytest.mark.parametrize("text", ["我是杭州的批发商，要保温杯", "I'm a wholesaler from Hangzhou, I need vacuum flasks"])
def test_where_he_is_himself_is_no_wish_for_a_supplier_there(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.category, reading.conditions) == ("保温杯", ())


def talk(reader: Reader, *messages: str) -> Need:
    need: Need | None = None
    for turn, message in enumerate(messages, 1):
        need = apply(need, reader.read(message, need), turn)
    assert need is not None
    return need


@pytest.mark.parametrize(
    ("messages", "facts"),
    [
        (["我开精品店的", "连衣裙", "手机壳"], [("boutique", 1)]),
        (["I run a boutique", "a dress", "thanks", "phone cases"], [("boutique", 1)]),
        (["我开精品店的，发往德国", "连衣裙", "其实发往法国"], [("boutique", 1), ("FR", 3)]),
        (["hi, I'm a parent", "we ship to Canada"], [("consumer", 1), ("CA", 2)]),
        (["我开精品店的，发往德国", "连衣裙80元以内", "重新来"], []),
        (["I run a boutique", "a dress", "let's start over"], []),
        (["I run a boutique", "forget everything", "I run a gift shop"], [("gift_shop", 3)]),
    ],
)
def test_facts_stand_whatever_the_topic(reader: Reader, messages: list[str], facts: list[tuple[str, int]]) -> None:
    assert [(fact.value, fact.turn) for fact in talk(reader, *messages).facts] == facts


def test_a_country_s_rules_are_its_bloc_s() -> None:
    assert (bloc("DE"), bloc("US")) == ("EU", "US")


def test_every_fact_has_a_name_in_both_languages() -> None:
    for text in ("发往德国", "我开网店的", "I'm a parent"):
        [fact] = said_of_himself(text).facts
        assert name_of(fact, "zh") != name_of(fact, "en")

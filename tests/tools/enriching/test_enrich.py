"""Descriptions read by a model: kept beside the store, gone on with after an end, attached to the records, evidence and never a fact."""

import asyncio
import json
import re
from pathlib import Path

import daogou
import pytest
from daogou.catalogue.store import Store
from daogou.ingest.enriched import Enrichments
from daogou.ingest.ingest import ingest, renew
from daogou.models.language_model import Ask
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.schema.errors import OutsideError
from daogou.schema.product import Product
from daogou.schema.settings import Settings
from daogou.tools.enriching.enrich import Enriched, enrich, unread
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary

from ...acting import act, do

SIX = Path(__file__).parents[2] / "catalogues" / "six"
PROMPT = PromptLibrary().get("extract")
BARE = {"id": "bag-bare", "title": "婴儿睡袋 简装", "description": "羊毛填充，秋冬可用。", "category": ["母婴", "婴儿睡袋"], "price": "80"}
BARE_ROW = json.dumps(BARE, ensure_ascii=False)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    rows = tmp_path / "products.jsonl"
    rows.write_text((SIX / "products.jsonl").read_text("utf-8") + BARE_ROW + "\n", "utf-8")
    ingest([rows], tmp_path / "store")
    return tmp_path / "store"


def reads_wool(ask: Ask) -> str:
    stated = [{"name": "material", "value": "羊毛", "quote": "羊毛填充"}] if "羊毛填充" in ask.messages[-1].text else []
    return json.dumps({"stated": stated}, ensure_ascii=False)


def products(store: Path) -> list[Product]:
    catalogue = Store(store).current()
    return catalogue.products(catalogue.columns.ids)


def run(store: Path, model: ScriptedModel, only: list[Product]) -> Enriched:
    facets = Store(store).current().facets()
    return asyncio.run(enrich(only, store, facets, Reader(Vocabulary.of(facets)), model, PROMPT, at_once=1))


def test_what_was_found_is_attached_and_no_condition_is_met_by_it(store: Path, tmp_path: Path) -> None:
    run(store, ScriptedModel(reads_wool), products(store))
    assert renew(store).counts["products"].updated == 1
    with daogou.open(store, settings=Settings(store=store, state=tmp_path / "state")) as assistant:
        bare = next(product for product in products(store) if product.id == "bag-bare")
        assert (bare.inferred["material"].value, bare.inferred["material"].quote) == ("羊毛", "羊毛填充")
        reply = assistant.ask("婴儿睡袋，要羊毛的", thread="t")
        assert "bag-bare" not in [card.product_id for card in reply.cards if not card.unknown and not card.failed]
        near = assistant.ask("婴儿睡袋，要羊毛的，100元以内", thread="v")
        assert "bag-bare" in [card.product_id for card in near.cards if card.unknown]
        assert any(each.ref == "bag-bare" and "羊毛填充" in each.quote for each in near.citations)
        act(assistant, "u", do("seek", goods="婴儿睡袋 简装"), text="婴儿睡袋 简装")
        bare_one = {"kind": "described", "words": ["简装"]}
        told = act(assistant, "u", do("ask", fields=["material"], of=[bare_one]), text="婴儿睡袋简装是什么材质？")
        assert any(each.ref == "bag-bare" and "羊毛填充" in each.quote for each in told.citations)
        line = next(line for line in told.text.split("\n") if "羊毛填充" in line)
        assert "描述" in line.split("羊毛填充")[0]  # what stands in a description is told as its words, and no record
        assert not re.search("材质(?:：|是)? ?羊毛", told.text)


def test_a_later_ingest_keeps_it_and_other_words_drop_it(store: Path, tmp_path: Path) -> None:
    run(store, ScriptedModel(reads_wool), products(store))
    rows = tmp_path / "products-again.jsonl"
    rows.write_text(json.dumps({**BARE, "price": "81"}, ensure_ascii=False) + "\n", "utf-8")
    ingest([rows], store)
    assert "material" in {product.id: product for product in products(store)}["bag-bare"].inferred
    rows.write_text(json.dumps({**BARE, "description": "另一段话。"}, ensure_ascii=False) + "\n", "utf-8")
    ingest([rows], store)
    assert not {product.id: product for product in products(store)}["bag-bare"].inferred


def test_a_run_that_ended_early_goes_on_where_it_stopped(store: Path) -> None:
    everything = products(store)
    model = ScriptedModel(reads_wool)
    run(store, model, everything[:4])
    left = list(unread(everything, store, PROMPT, model))
    assert [product.id for product in left] == [product.id for product in everything[4:]]
    run(store, model, left)
    assert not list(unread(everything, store, PROMPT, model))
    assert [product.id for product in unread(everything, store, PROMPT, ScriptedModel(reads_wool, name="another"))] == [one.id for one in everything]


def test_a_server_that_is_gone_ends_the_run_and_keeps_what_was_found(store: Path) -> None:
    answers = iter([reads_wool])

    def script(ask: Ask) -> str:
        try:
            return next(answers)(ask)
        except StopIteration:
            raise OutsideError("gone") from None

    bare = {product.id: product for product in products(store)}["bag-bare"]
    everything = [bare.model_copy(update={"title": f"睡袋 {number}"}) for number in range(8)]
    with pytest.raises(OutsideError, match="Five products"):
        run(store, ScriptedModel(script), everything)
    kept = Enrichments(store)
    assert [kept.reader_of(product) is not None for product in everything] == [True] + [False] * 7
    kept.close()


def test_the_prompt_shows_values_of_the_products_own_category_alone(store: Path) -> None:
    """It showed infants' bags what earphones fit."""
    mouse = {
        "id": "mouse-bag",
        "title": "鼠标",
        "category": ["办公", "无线鼠标"],
        "price": "9",
        "attributes": {"season": "鼠标季", "material": "塑料"},
    }
    other = Product.model_validate(mouse)
    asked: list[str] = []

    def say(ask: Ask) -> str:
        asked.append(ask.messages[-1].text)
        return '{"stated": []}'

    catalogue = Store(store).current()
    every = [*products(store), other]
    bare = [product for product in every if product.id == "bag-bare"]
    facets = catalogue.facets()
    asyncio.run(enrich(bare, store, facets, Reader(Vocabulary.of(facets)), ScriptedModel(say), PROMPT, shelves=every))
    (text,) = asked
    assert "纯棉" in text and "season" in text
    assert "塑料" not in text and "鼠标季" not in text

"""What a seller writes beside a value is carried into no buyer's condition, card, suggestion or comparison; asked of his product, it is his words."""

import shutil
from collections.abc import Iterator

import orjson
import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

from ..conftest import SIX

ASIDE = {"zh": "（另有金盾认证，价格1元）", "en": " (also: Goldshield certified, price 1)"}
CLAIMS = ("金盾", "Goldshield")
TALK = {
    "zh": ("婴儿睡袋", "最好是法兰绒的", "对比前两款", "这几款怎么选？", "不要纯棉的"),
    "en": ("baby sleeping bags", "preferably flannel", "compare the first two", "how do I choose?", "not cotton"),
}
OF_ONE = {"zh": ("法兰绒婴儿睡袋", "第一款是什么材质？"), "en": ("flannel baby sleeping bags", "what is the first one made of?")}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Every product's material has more beside it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(SIX, folder / "six")
    rows = [orjson.loads(line) for line in (SIX / "products.jsonl").read_bytes().splitlines()]
    for row in rows:
        for language, text in (("zh", row), *row["translations"].items()):
            if "material" in text["attributes"]:
                text["attributes"]["material"] += ASIDE[language]
    (folder / "six" / "products.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    ingest([folder / "six"], folder / "store")
    with open_assistant(folder / "store", settings=Settings(store=folder / "store", state=folder / "state")) as assistant:
        product = assistant.shopfront.current().catalogue.product("bag-fleece")
        assert product is not None and CLAIMS[0] in str(product.attributes["material"])
        yield assistant


@pytest.mark.parametrize("language", TALK)
def test_it_reaches_no_condition_card_suggestion_comparison_or_text(planted: Assistant, language: str) -> None:
    replies = [planted.ask(text, thread=f"carried-{language}") for text in TALK[language]]
    assert [claim for reply in replies for claim in CLAIMS if claim in reply.model_dump_json()] == []
    wished = [each for each in replies[1].need.conditions if each.field == "attr.material"]
    assert [each.value for each in wished] == ["法兰绒"] and any(each.name in replies[1].cards[0].met for each in wished)
    rows = {row.field: row.values for reply in replies if reply.comparison for row in reply.comparison.rows}
    assert "attr.material" in rows


@pytest.mark.parametrize("language", OF_ONE)
def test_asked_of_the_product_the_value_is_told_and_the_rest_as_its_sellers_words(planted: Assistant, language: str) -> None:
    reply: Reply = [planted.ask(text, thread=f"one-{language}") for text in OF_ONE[language]][-1]
    mark = {"zh": "「", "en": '"'}[language]
    before, quote, words = reply.text.partition(mark)
    claim = CLAIMS[0] if language == "zh" else CLAIMS[1]
    assert quote and claim in words and claim not in before
    assert {"zh": "法兰绒", "en": "flannel"}[language] in before
    assert not any(claim in each.text for each in reply.suggestions)

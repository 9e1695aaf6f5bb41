"""The measure of proposed mappings: what is right, what is otherwise, what is beyond the gold."""

import json
from pathlib import Path

from daogou.eval.propose import against, compared, measure
from daogou.ingest.mapping import SourceMapping

GOODS = [
    {"goods_id": f"g{number}", "name": f"纯棉四件套 {number}号", "brief": "亲肤透气", "category": ["居家", "床品"], "unit": "件套"[number % 2],
     "retail_price": f"{90 + number}.00", "attributes": {"材质": "100%棉"}}
    for number in range(6)
]  # fmt: skip


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "litemall-zh"
    folder.mkdir()
    (folder / "goods.jsonl").write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in GOODS), encoding="utf-8")
    return folder


def test_a_packaged_mapping_is_the_gold_as_far_as_the_file_has_its_columns(tmp_path: Path) -> None:
    (one,) = compared("litemall", folder_of(tmp_path))
    assert (one.fields, one.wrong, one.beyond) == (9, [], [])
    assert measure(tmp_path).figures[0].value == 1


def test_another_column_is_wrong_and_a_field_of_none_is_beyond(tmp_path: Path) -> None:
    gold = SourceMapping.model_validate(
        {"files": "*", "kind": "products", "fields": {"id": "goods_id", "title": "brief", "price": {"from": "retail_price", "divide": 100}}}
    )
    found = against(gold, folder_of(tmp_path) / "goods.jsonl")
    assert (found.fields, [field for field, _ in found.wrong]) == (3, ["title", "price"])
    assert {"description", "category", "currency", "lang"} == {*found.beyond}

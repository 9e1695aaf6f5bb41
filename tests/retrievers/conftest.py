"""A small shop in two languages, made by the real ingest, for the tests of this folder."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.store import Store
from daogou.ingest.ingest import ingest
from daogou.models.embedding import Embedder, make_embedder
from daogou.retrievers.products import ProductRetriever
from daogou.schema.settings import Settings

TODAY = date(2026, 11, 25)


def product(id: str, title: str, price: float, category: tuple[str, str], en: str | None = None, **more: Any) -> dict[str, Any]:
    record: dict[str, Any] = {"id": id, "title": title, "price": price, "category": list(category), **more}
    if en is not None:
        record["translations"] = {"en": {"title": en}}
    return record


MICE = ("数码", "鼠标")
SHOP = [
    product("mouse-a", "轻敲无线鼠标 静音办公", 39, MICE, "Qingqiao wireless mouse, silent", sold_90d=50, attributes={"color": "黑"}),
    product("mouse-b", "轻敲无线鼠标 可充电", 59, MICE, "Qingqiao wireless mouse, rechargeable", sold_90d=900),
    product("mouse-c", "迅影游戏鼠标 有线", 89, MICE, "Xunying gaming mouse, wired", sold_90d=10, brand="迅影"),
    product("pad", "鼠标垫 加厚锁边", 9, ("数码", "数码配件"), "Mouse pad, thick"),
    product("laptop", "迅影 X15 笔记本电脑 16GB 512GB", 4999, ("电脑", "笔记本电脑"), "Xunying X15 laptop, 16 GB, 512 GB", brand="迅影"),
    product("laptop-bag", "笔记本电脑包 15.6英寸 防水", 79, ("箱包", "电脑包"), "Laptop bag 15.6 inch, waterproof"),
    product("laptop-stand", "笔记本电脑支架 铝合金", 49, ("数码", "数码配件"), "Laptop stand, aluminium"),
    product("pad-of-paper", "横线笔记本 A5 记事本", 6, ("办公", "笔记本"), "Ruled notebook A5"),
    product("case", "磁吸手机壳 透明", 19, ("数码", "手机壳"), "Magnetic phone case, clear"),
    product("bank", "充电宝 20000mAh 快充", 99, ("数码", "充电宝"), "Power bank 20000 mAh, fast charging"),
    product("flask", "不锈钢保温杯 500ml", 45, ("厨房", "保温杯"), "Stainless steel vacuum flask 500 ml"),
    product("flask-big", "不锈钢保温杯 1000ml 大容量", 65, ("厨房", "保温杯"), "Stainless steel vacuum flask 1000 ml, large"),
    product("bag-warm", "婴儿睡袋 秋冬加厚 2.5TOG", 89, ("母婴", "婴儿睡袋"), "Baby sleeping bag, autumn and winter, 2.5 TOG"),
    product("bag-light", "婴儿睡袋 夏季薄款 0.5TOG", 59, ("母婴", "婴儿睡袋"), "Baby sleeping bag, summer, 0.5 TOG"),
    product("bag-adult", "户外成人睡袋 羽绒", 299, ("户外", "成人睡袋"), "Adult camping sleeping bag, down"),
    *(
        product(f"dress-{n}", f"碎花连衣裙 夏季 {colour}", 99 + n, ("服装", "连衣裙"), f"Floral summer dress, {en}")
        for n, (colour, en) in enumerate([("红色", "red"), ("蓝色", "blue"), ("绿色", "green"), ("白色", "white")])
    ),
]  # fmt: skip


@pytest.fixture(scope="session")
def shop_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    (folder / "products.jsonl").write_bytes(b"\n".join(map(orjson.dumps, SHOP)))
    ingest([folder / "products.jsonl"], folder / "store")
    return folder / "store"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return make_embedder(Settings())


@pytest.fixture(scope="session")
def shop(shop_store: Path) -> Iterator[Catalogue]:
    catalogue = Store(shop_store).current()
    yield catalogue
    catalogue.close()


@pytest.fixture(scope="session")
def retriever(shop: Catalogue, embedder: Embedder) -> ProductRetriever:
    return ProductRetriever(shop, embedder, Settings())

"""What docs/serving.md shows as run is what comes out; where it isn't any more, `make docs` puts in what is."""

import re
import runpy
from pathlib import Path

from daogou.graphs.opening import Assistant
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from ..serving.server import Local

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXAMPLES = runpy.run_path(str(DOCS / "examples.py"))
PRODUCT = re.compile(r"P\d{6}")


def test_the_products_in_the_examples_are_those_that_come_out(demo: Assistant, tmp_path: Path) -> None:
    page = (DOCS / "serving.md").read_text(encoding="utf-8")
    store = demo.shopfront.current().catalogue.path.parents[1]
    with Local(create_app(Settings(store=store, state=tmp_path))) as here:
        now = EXAMPLES["rendered"](page, here.port)
    assert PRODUCT.findall(now) == PRODUCT.findall(page)


def test_every_command_that_asks_the_server_is_an_example() -> None:
    commands = [block.command for block in EXAMPLES["blocks"]((DOCS / "serving.md").read_text(encoding="utf-8").split("\n"))]
    starts = tuple(example.starts for example in EXAMPLES["EXAMPLES"])
    assert [one for one in commands if EXAMPLES["ADDRESS"] in one and not one.startswith((*starts, "schemathesis"))] == []

"""What a first request needs is loaded where a model is set, and only there."""

import subprocess
import sys
from pathlib import Path

import daogou
import pytest
from daogou.models import models
from daogou.schema.errors import StoreError
from daogou.schema.settings import Settings

SCRIPT = """
import sys
from daogou.models import warming
from daogou.models.models import make_models
from daogou.schema.settings import Settings
make_models(Settings({settings})).warm()
if warming._loaded is not None:
    warming._loaded.result()
print(*sorted({{"langchain_openai", "openai", "tiktoken"}} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("settings", "loaded"),
    [("", ""), ('llm_base_url="http://127.0.0.1:9/v1", llm_model="tiny"', "langchain_openai openai tiktoken")],
    ids=["no model", "a model"],
)
def test_the_client_is_loaded_where_a_model_is_set_and_only_there(settings: str, loaded: str) -> None:
    done = subprocess.run([sys.executable, "-P", "-c", SCRIPT.format(settings=settings)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == loaded


def test_it_begins_before_the_store_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begun: list[str] = []
    monkeypatch.setattr(models, "begin", lambda: begun.append("begun"))
    with pytest.raises(StoreError):
        daogou.open(tmp_path / "none", settings=Settings(llm_base_url="http://127.0.0.1:9/v1", llm_model="tiny"))
    assert begun == ["begun"]

"""The benchmark of prefixes against vLLM's own counters."""

from pathlib import Path

from daogou.eval import prefixes
from daogou.eval.stores import Bench
from daogou.schema.settings import Settings

from .server import Vllm

SIX = Path(__file__).parent.parent / "catalogues" / "six"


def test_what_is_computed_anew_does_not_grow_with_the_conversation(own: Vllm, tmp_path: Path) -> None:
    settings = Settings(llm_base_url=own.url, llm_model=own.model["id"], llm_timeout_s=60.0)
    report = prefixes.measure(60, 18, 1, Bench(settings, tmp_path, SIX))
    figures = {figure.name: figure for figure in report.figures}
    assert 20 < figures["vLLM: from the cache"].value < 100
    assert figures["vLLM: new tokens, turns 13 to 18 / 7 to 12"].value < 2  # six products: a turn more or less is the half of them

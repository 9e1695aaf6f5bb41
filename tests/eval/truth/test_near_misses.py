"""Near misses held against the records: what each misses, what it has instead, and how many there would be without a condition."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.eval.truth.checker import faults
from daogou.eval.truth.planting import plant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

TODAY = datetime.now(UTC).date()
SAID = {"zh": "有机棉的婴儿睡袋，40元以内", "en": "merino wool baby sleeping bags under 40 yuan"}


class Near:
    def __init__(self, store: Path, state: Path) -> None:
        with open_assistant(settings=Settings(store=store, state=state)) as assistant:
            self.catalogue: Catalogue = assistant.shopfront.current().catalogue
            self.replies: dict[str, Reply] = {language: assistant.ask(text, thread=language) for language, text in SAID.items()}

    def finds(self, language: str, text: str) -> bool:
        return bool(faults(self.replies[language].model_copy(update={"text": text}), self.catalogue, TODAY, (SAID[language],)))


@pytest.fixture(scope="module")
def near(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Near]:
    yield Near(six_store, tmp_path_factory.mktemp("near"))


@pytest.mark.parametrize("language", list(SAID))
def test_true_near_misses_are_true_and_what_is_planted_is_found(near: Near, language: str) -> None:
    reply = near.replies[language]
    assert reply.relaxations and not near.finds(language, reply.text)
    planted = list(plant(reply, near.catalogue, TODAY, Random(1), (SAID[language],)))
    assert {"negation", "count"} <= {one.kind for one in planted}
    assert [(one.kind, one.where, one.what) for one in planted if not faults(one.reply, near.catalogue, TODAY, one.said)] == []

"""What was asked for told otherwise than it was set is found; what a model inferred is none of it, days of sales are no certificates."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.eval.truth.checker import faults
from daogou.eval.truth.papers import papers
from daogou.eval.truth.planting import plant
from daogou.eval.truth.vocabulary import units_of
from daogou.graphs.opening import open as open_assistant
from daogou.schema.condition import Condition
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

TODAY = datetime.now(UTC).date()
TALKS = {
    "list-zh": ("秋冬的婴儿睡袋，200元以内",),
    "list-en": ("baby sleeping bags for autumn and winter, under 200 yuan",),
    "near-zh": ("有机棉的婴儿睡袋，40元以内",),
    "near-en": ("merino wool baby sleeping bags under 40 yuan",),
    "choose-zh": ("给宝宝找睡袋", "这几款怎么选?"),
    "choose-en": ("find baby sleeping bags", "how do I choose?"),
    "compare-zh": ("秋冬的婴儿睡袋，200元以内", "比较前两款"),
    "compare-en": ("baby sleeping bags for autumn and winter, under 200 yuan", "compare the first two"),
}


class Told:
    def __init__(self, store: Path, state: Path) -> None:
        with open_assistant(settings=Settings(store=store, state=state)) as assistant:
            self.catalogue: Catalogue = assistant.shopfront.current().catalogue
            self.replies: dict[str, Reply] = {}
            for name, said in TALKS.items():
                for text in said:
                    self.replies[name] = assistant.ask(text, thread=name)

    def finds(self, name: str, reply: Reply) -> bool:
        return bool(faults(reply, self.catalogue, TODAY, TALKS[name]))

    def turned(self, name: str, true: str, false: str) -> bool:
        reply = self.replies[name]
        assert true in reply.text, reply.text
        return self.finds(name, reply.model_copy(update={"text": reply.text.replace(true, false, 1)}))


@pytest.fixture(scope="module")
def told(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    yield Told(six_store, tmp_path_factory.mktemp("told"))


@pytest.mark.parametrize("name", list(TALKS))
def test_true_replies_are_true_and_what_is_planted_is_found(told: Told, name: str) -> None:
    reply = told.replies[name]
    assert not told.finds(name, reply)
    planted = list(plant(reply, told.catalogue, TODAY, Random(1), TALKS[name]))
    assert [(one.kind, one.where, one.what) for one in planted if not told.finds(name, one.reply)] == []


@pytest.mark.parametrize(
    ("name", "true", "false"),
    [
        ("list-zh", "秋冬、", "冬、"),
        ("list-zh", "、价格不超过 ¥200", ""),
        ("list-en", "(autumn, winter, ", "(winter, "),
        ("list-en", ", price at most ¥200)", ")"),
        ("list-en", "baby sleeping bags", "merino wool baby sleeping bags"),
        ("list-en", "\n1. ", "\nWe checked the certificates.\n1. "),
        ("list-zh", "\n1. ", "\n证书我们都核对过。\n1. "),
    ],
)
def test_what_was_asked_for_told_otherwise_is_found(told: Told, name: str, true: str, false: str) -> None:
    assert told.turned(name, true, false)


@pytest.mark.parametrize("name", ["compare-zh", "compare-en"])
def test_what_a_model_inferred_is_not_counted_among_what_was_asked_for(told: Told, name: str) -> None:
    reply = told.replies[name]
    black = Condition(id="x", field="attr.color", op="contains", value="黑色", hard=False, status="inferred", text="cloud-like")
    need = reply.need.model_copy(update={"conditions": (*reply.need.conditions, black)})
    assert not told.finds(name, reply.model_copy(update={"need": need}))


def test_a_field_called_as_its_unit_is_measured_in_it() -> None:
    """It called 2.5 TOG, inferred from a wish, unfounded."""
    assert units_of("attr.tog") == ("tog",)
    assert units_of("attr.material") == ()


def test_days_of_sales_beside_a_certificate_are_no_number_of_certificates() -> None:
    assert not any(claim.written.search("ahead on sales in 90 days and certificate.") for claim in papers)
    assert any(claim.written.search("it has 90 valid certificates") for claim in papers)

"""The suites' cases and measures."""

from pathlib import Path

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.store import Store
from daogou.eval.compare.cases import Case
from daogou.eval.compare.conversation import malformed
from daogou.eval.compare.player import Pool
from daogou.eval.compare.run import SUITES
from daogou.eval.compare.suite import DAY, work
from daogou.eval.compare.suites.claims import Claims, wishes
from daogou.schema.condition import Condition
from daogou.schema.reply import Reply

from .six import here

NOW = "2026-11-25T12:00:00+00:00"


@pytest.mark.parametrize("name", [name for name in SUITES if name != "threads"])
def test_every_case_has_an_id_of_its_own_an_owner_a_source_and_a_language(name: str) -> None:
    cases = list(SUITES[name]().cases())
    assert len({case.id for case in cases}) == len(cases) > 50
    assert all(case.owner and case.source.startswith("eval/") and case.slices["language"] for case in cases)
    root = Path(__file__).parents[3]
    assert all((root / source).is_file() for source in {case.source for case in cases})


@pytest.mark.parametrize("name", [name for name in SUITES if name != "threads"])
def test_a_limit_leaves_no_owner_out_and_draws_the_same_again(name: str) -> None:
    suite = [SUITES[name]()]
    owners = {case.owner for case in suite[0].cases()}
    drawn = [case.id for _, case in work(suite, {}, 4 * len(owners), 1)]
    assert drawn == [case.id for _, case in work(suite, {}, 4 * len(owners), 1)]
    assert {case.owner for _, case in work(suite, {}, 4 * len(owners), 1)} == owners


@pytest.fixture(scope="module")
def answers(six_store: Path, pool: Pool) -> list[dict[str, object]]:
    player = pool.take(here(six_store))
    says = ("婴儿睡袋，100元以内", "第一款多少钱", "how many reviews does the first one have?")
    try:
        return [{"said": text, **player.ask("say", thread="t", text=text, now=NOW)} for text in says]
    finally:
        pool.give(player)


@pytest.fixture
def six(six_store: Path) -> Catalogue:
    return Store(six_store).current()


def test_what_daogou_says_is_well_formed_and_its_claims_hold(answers: list[dict[str, object]], six: Catalogue) -> None:
    rows = Claims().rows(case(), answers, six)
    assert [row.content for row in rows][:2] == [1.0, 1.0] and [malformed(answer) for answer in answers] == [()] * 3


@pytest.mark.parametrize("said", ["它月销 9876 件。", " It sold 9,876 times.", " It costs ¥61.37."])
def test_what_is_invented_is_a_claim_that_does_not_hold(said: str, answers: list[dict[str, object]], six: Catalogue) -> None:
    reply = {**answers[1]["reply"], "text": answers[1]["reply"]["text"] + said}  # type: ignore[dict-item, index]
    rows = Claims().rows(case(), [answers[0], {**answers[1], "reply": reply}], six)
    assert rows[0].content == 1.0 and rows[1].content < 1.0


def case() -> Case:
    return next(iter(Claims().cases()))


def test_a_wish_that_is_ignored_is_told(answers: list[dict[str, object]], six: Catalogue) -> None:
    """The cards turned round are further from what is wished for than those that a listing shows first."""
    reply = Reply.model_validate({"thread_id": "", **answers[0]["reply"]})  # type: ignore[dict-item]
    wish = Condition(id="w", field="rating", op=">=", value=4.0, hard=False)
    need = reply.need.model_copy(update={"conditions": (*reply.need.conditions, wish)})
    found = {card.product_id: wishes(reply.model_copy(update={"need": need, "cards": (card,)}), six, DAY) for card in reply.cards}
    assert set(found.values()) <= {0.0, 1.0} and 1.0 in found.values()
    assert wishes(reply, six, DAY) is None


@pytest.mark.parametrize(("text", "wrong"), [("", "empty"), ("a price [9]", "cites nothing"), ("costs {price}", "unfilled")])
def test_a_malformed_reply_is_told(text: str, wrong: str, answers: list[dict[str, object]]) -> None:
    reply = {**answers[1]["reply"], "text": text}  # type: ignore[dict-item]
    assert any(wrong in each for each in malformed({**answers[1], "reply": reply}))

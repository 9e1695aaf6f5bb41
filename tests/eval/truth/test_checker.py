"""The checker of statements: what is planted by code or by hand is found, each statement by its kind, and a true reply is left alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.eval.truth.checker import Fault, amounts, faults
from daogou.eval.truth.suite import KINDS, plant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

TODAY = datetime.now(UTC).date()
TALKS = {
    "zh": ("给宝宝找睡袋", "这几款怎么选?", "第一款有什么认证", "第一款的供应商靠谱吗"),
    "en": ("find baby sleeping bags", "how do I choose?", "which certificates does the first one have?", "who makes the first one?"),
}


class Shown:
    """Conversations over the six products: each reply with what the buyer had said."""

    def __init__(self, store: Path, state: Path) -> None:
        with open_assistant(settings=Settings(store=store, state=state)) as assistant:
            self.catalogue: Catalogue = assistant.shopfront.current().catalogue
            self.talks: dict[str, list[tuple[Reply, tuple[str, ...]]]] = {
                language: [(assistant.ask(text, thread=language), talk[: at + 1]) for at, text in enumerate(talk)] for language, talk in TALKS.items()
            }

    def found(self, reply: Reply, said: tuple[str, ...] = ()) -> list[Fault]:
        return faults(reply, self.catalogue, TODAY, said)

    def with_line(self, language: str, more: str) -> list[Fault]:
        """Of the list that opens a conversation, with a line more; `{wool}` in it is that bag's number there."""
        reply, said = self.talks[language][0]
        numbers = {card.product_id.removeprefix("bag-"): number for number, card in enumerate(reply.cards, 1)}
        return self.found(reply.model_copy(update={"text": f"{reply.text}\n{more.format(**numbers)}"}), said)


@pytest.fixture(scope="module")
def shown(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    yield Shown(six_store, tmp_path_factory.mktemp("shown"))


def test_true_replies_are_true(shown: Shown) -> None:
    assert [fault for talk in shown.talks.values() for reply, said in talk for fault in shown.found(reply, said)] == []


def test_what_is_planted_is_found(shown: Shown) -> None:
    """Of every kind that finds a place in these replies; not all of each, which `python -m daogou.eval checked` counts."""
    lies = [(one, reply, said) for talk in shown.talks.values() for reply, said in talk for one in plant(reply, shown.catalogue, Random(1), said)]
    caught = {one.kind for one, reply, said in lies if shown.found(one.reply, said) and not shown.found(reply, said)}
    assert caught >= {"price", "number", "certificate", "citation", "quality", "relation", "negation", "silence", "date"}
    assert {one.kind for one, _, _ in lies} <= set(KINDS) and len(caught) >= 0.6 * len({one.kind for one, _, _ in lies})


@pytest.mark.parametrize(
    ("language", "lie", "kind"),
    [
        ("zh", "第 {bamboo} 款比第 {wool} 款贵。", "relation"),
        ("zh", "大多数买家更喜欢第 {wool} 款。", "relation"),
        ("zh", "第 {wool} 款卖 ¥45.00。", "price"),
        ("zh", "第 {cotton} 款通过了 FDA 认证。", "certificate"),
        ("zh", "第 {cotton} 款摸起来蓬蓬的。", "quality"),
        ("en", "Number {wool} costs ¥45.00.", "price"),
        ("en", "Number {cotton} has a FDA certificate.", "certificate"),
        ("en", "Number {cotton} is waterproof.", "quality"),
        ("en", "Number {bamboo} is dearer than number {wool}.", "relation"),
        ("en", "Number {wool} holds 512 ml.", "number"),
        ("en", "Number {cotton} is right for you[99].", "citation"),
        ("en", 'A buyer wrote: "keeps warm in a blizzard".', "quotation"),
    ],
)
def test_a_lie_is_found(shown: Shown, language: str, lie: str, kind: str) -> None:
    assert kind in {fault.kind for fault in shown.with_line(language, lie)}


def test_two_citations_under_one_number_are_found(shown: Shown) -> None:
    reply, said = shown.talks["en"][0]
    one = reply.model_copy(update={"citations": tuple(each.model_copy(update={"n": 1}) for each in reply.citations)})
    assert any(fault.kind == "citation" for fault in shown.found(one, said))


def test_another_s_years_are_found(shown: Shown) -> None:
    for language, old, new in (("zh", "经营 ", "经营 1"), ("en", " years in business", "1 years in business")):
        reply, said = shown.talks[language][-1]
        assert old in reply.text and shown.found(reply.model_copy(update={"text": reply.text.replace(old, new, 1)}), said)


def test_amounts_are_one_however_they_are_written() -> None:
    assert amounts("500ml") == amounts("0.5 升") and amounts("¥1,200.50") == {("CNY", next(iter(amounts("1200.5")))[1])}

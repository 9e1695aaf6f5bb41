"""Two readers' commands as one proposal."""

import pytest
from daogou.reader.combining import SURE, Unlinked, combined
from daogou.schema.command import AnyCommand, Ask, Chat, Drop, Forget, Inquire, Keep, Learn, Relax, Seek, Tell, Want
from daogou.schema.reference import Reference


def of(sure: float, *commands: AnyCommand) -> list[AnyCommand]:
    return [one.model_copy(update={"by": "reader", "confidence": sure}) for one in commands]


def bare(commands: tuple[AnyCommand, ...]) -> list[AnyCommand]:
    return [one.model_copy(update={"by": "api", "confidence": 1.0}) for one in commands]


LOW, HIGH = SURE - 0.1, SURE + 0.1
CHEAP = Want(field="price", op="<=", value=100, quote=(20, 23))
SOFT = Want(value="soft", quote=(0, 4))


@pytest.mark.parametrize("sure", [LOW, HIGH])
@pytest.mark.parametrize(
    "taken",
    [
        Drop(all=True),
        Drop(field="price"),
        Relax(field="price"),
        Forget(),
        Keep(),
        Inquire(act="sent"),
        Inquire(act="quote"),
        Tell(fact="trade", value="x"),
    ],
)
def test_what_removes_keeps_or_records_is_never_the_models(taken: AnyCommand, sure: float) -> None:
    own = of(sure, Seek(goods="bags"))
    assert taken not in bare(combined(own, [taken]))
    assert bare(combined(own, [taken])) == [Seek(goods="bags")]


def test_what_both_propose_is_sure() -> None:
    found = combined(of(HIGH, Seek(goods="bags"), CHEAP), [Seek(goods="bags"), CHEAP])
    assert [one.confidence for one in found] == [1.0, 1.0]
    assert bare(found) == [Seek(goods="bags"), CHEAP]


def test_a_numbers_bound_is_the_built_in_readers() -> None:
    turned = CHEAP.model_copy(update={"op": ">=", "value": 10})
    assert bare(combined(of(HIGH, Seek(goods="bags"), CHEAP), [Seek(goods="bags"), turned])) == [Seek(goods="bags"), CHEAP]


def test_a_condition_that_was_passed_over_is_a_wish_and_a_bounded_number_counts() -> None:
    found = bare(combined(of(HIGH, Seek(goods="bags")), [Seek(goods="bags"), SOFT, CHEAP]))
    assert found == [Seek(goods="bags"), SOFT.model_copy(update={"strength": "wish"}), CHEAP]


def test_a_model_that_takes_the_message_for_something_else_adds_nothing() -> None:
    own = of(HIGH, CHEAP)
    assert bare(combined(own, [Seek(goods="bags"), SOFT])) == [CHEAP]
    assert bare(combined(own, [Seek(goods="bags", topic="same"), SOFT]))[1:] == [SOFT.model_copy(update={"strength": "wish"})]


@pytest.mark.parametrize("act", [Learn(subject="soft"), Ask(fields=("price",))])
def test_a_question_sets_no_condition(act: AnyCommand) -> None:
    assert bare(combined(of(HIGH, act), [Seek(goods="bags"), SOFT])) == [act]


def test_what_a_number_is_of_the_model_tells_where_the_other_does_not() -> None:
    thick = Want(op=">=", value=6, unit="mm", quote=(5, 9))
    own, theirs = (
        of(HIGH, Seek(goods="bags"), thick, SOFT),
        [thick.model_copy(update={"field": "thickness"}), SOFT.model_copy(update={"field": "brand"})],
    )
    assert bare(combined(own, theirs)) == [Seek(goods="bags"), thick.model_copy(update={"field": "thickness"}), SOFT]


def test_where_the_network_is_unsure_the_models_act_stands() -> None:
    assert [one.command for one in combined(of(LOW, Chat(about="x")), [Ask(fields=("moq",))])] == ["ask"]
    assert [one.command for one in combined(of(HIGH, Chat(about="x")), [Ask(fields=("moq",))])] == ["chat"]


class Store(Unlinked):
    """It knows bags, cotton and weights."""

    def goods(self, words: str) -> bool:
        return words == "bags"

    def values(self, want: Want) -> bool:
        return want.value == "cotton"

    def field(self, name: str) -> bool:
        return name == "weight"


def test_an_act_that_the_network_takes_for_impossible_is_none() -> None:
    own = of(LOW, Chat(about="x"))
    assert [one.command for one in combined(own, [Seek(goods="bags")], likely=("chat", "ask"))] == ["chat"]
    assert [one.command for one in combined(own, [Ask(fields=("moq",))], likely=("chat", "ask"))] == ["ask"]


def test_words_are_those_that_the_store_knows() -> None:
    cotton = Want(value="cotton", quote=(4, 10))
    own = of(HIGH, Seek(goods="thing"), Want(value="soft cotton", op="!=", quote=(0, 10)))
    theirs: list[AnyCommand] = [Seek(goods="bags"), cotton.model_copy(update={"op": "!="})]
    assert bare(combined(own, theirs, Store())) == [Seek(goods="bags"), Want(value="cotton", op="!=", quote=(0, 10))]
    assert bare(combined(own, theirs)) == bare(tuple(own))
    asked = of(HIGH, Ask(fields=("how heavy",)))
    assert bare(combined(asked, [Ask(fields=("weight",))], Store())) == [Ask(fields=("weight",))]


def test_a_number_of_the_list_is_pointed_at_where_nothing_else_is() -> None:
    second = Reference(kind="ordinal", ordinal=2)
    (found,) = bare(combined(of(HIGH, Ask(fields=("moq",))), [Ask(fields=("moq",), of=(second,))]))
    assert isinstance(found, Ask)
    assert found.of == (second,)

"""Pointers through the whole graph: the products they mean, the question where it is unclear, its answer, and going back to an older list."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

BAGS = {"zh": "婴儿睡袋", "en": "infant sleeping bags"}
MICE = {"zh": "无线鼠标", "en": "wireless mice"}


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


def conditions(reply: Reply) -> set[str]:
    return {condition.name for condition in reply.need.active}


def talk(assistant: Assistant, thread: str, *messages: str) -> Reply:
    return [assistant.ask(message, thread=thread) for message in messages][-1]


@pytest.mark.parametrize(
    ("language", "message", "meant"),
    [
        ("zh", "羊毛那款有什么认证", ["bag-wool"]),
        ("zh", "竹小芽的那个有证书吗", ["bag-bamboo"]),
        ("zh", "89块的那款有证书吗", ["bag-cotton"]),
        ("zh", "最贵那款", ["bag-wool"]),
        ("zh", "连帽的那款有证书吗", ["bag-fleece"]),
        ("en", "is the wool one certified?", ["bag-wool"]),
        ("en", "what about the Mianyun one, is it certified?", ["bag-cotton"]),
        ("en", "how much is the 0.5 TOG one?", ["bag-bamboo"]),
        ("en", "the cheapest of them", ["bag-bamboo"]),
    ],
)
def test_one_product_is_meant(assistant: Assistant, language: str, message: str, meant: list[str]) -> None:
    reply = talk(assistant, f"one-{message}", BAGS[language], message)
    assert (reply.intent, ids(reply)) == ("product_question", meant)


@pytest.mark.parametrize(
    ("language", "message", "answer"),
    [("zh", "2.5TOG的那款有什么认证", "第二个"), ("zh", "2.5TOG的那款有什么认证", "2"), ("en", "is the 2.5 TOG one certified?", "the second")],
)
def test_the_answer_counts_in_the_choices(assistant: Assistant, language: str, message: str, answer: str) -> None:
    thread = f"which-{message}-{answer}"
    asked = talk(assistant, thread, BAGS[language], message)
    assert (set(ids(asked)), bool(asked.question)) == ({"bag-cotton", "bag-fleece"}, True)
    answered = assistant.ask(answer, thread=thread)
    assert (answered.intent, ids(answered)) == ("product_question", ids(asked)[1:])


@pytest.mark.parametrize(("language", "cheaper"), [("zh", "便宜的那个"), ("en", "the cheaper one")])
def test_the_answer_may_describe(assistant: Assistant, language: str, cheaper: str) -> None:
    asks = {"zh": "2.5TOG的那款有什么认证", "en": "is the 2.5 TOG one certified?"}[language]
    assert ids(talk(assistant, f"which-{cheaper}", BAGS[language], asks, cheaper)) == ["bag-fleece"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_something_new_drops_the_question(assistant: Assistant, language: str) -> None:
    asks = {"zh": "2.5TOG的那款有什么认证", "en": "is the 2.5 TOG one certified?"}[language]
    reply = talk(assistant, f"new-{language}", BAGS[language], asks, MICE[language])
    assert (reply.intent, reply.need.category, set(ids(reply))) == ("search", "无线鼠标", {"mouse-silent", "mouse-ergo"})


@pytest.mark.parametrize(
    ("language", "message"),
    [("zh", "绿色的那款有证书吗"), ("zh", "第九款多少钱"), ("en", "is the green one certified?"), ("en", "how much is the ninth one?")],
)
def test_what_was_not_shown_is_said(assistant: Assistant, language: str, message: str) -> None:
    reply = talk(assistant, f"none-{message}", BAGS[language], message)
    assert not reply.cards and "4" in reply.text


@pytest.mark.parametrize(
    ("language", "first", "back", "older"),
    [
        ("zh", "婴儿睡袋 100元以内", "回到睡袋", "睡袋里竹纤维那款多少钱"),
        ("en", "infant sleeping bags under 100 yuan", "back to the sleeping bags", "how much was the bamboo one from the sleeping bags?"),
    ],
)
def test_an_older_list_and_its_need(assistant: Assistant, language: str, first: str, back: str, older: str) -> None:
    thread = f"back-{language}"
    bags = talk(assistant, thread, first)
    mice = talk(assistant, thread, MICE[language])
    assert "price<=100" not in conditions(mice)
    pointed = assistant.ask(older, thread=thread)
    assert (ids(pointed), pointed.need.category) == (["bag-bamboo"], "无线鼠标")
    again = assistant.ask(back, thread=thread)
    assert (again.need.category, again.need.query, conditions(again), ids(again)) == ("婴儿睡袋", bags.need.query, conditions(bags), ids(bags))


@pytest.mark.parametrize(
    ("language", "messages"),
    [
        ("zh", ("对比前两款", "第一款有证书吗", "另一款呢，有证书吗")),
        ("en", ("compare the first two", "is the first one certified?", "and the other one?")),
    ],
)
def test_the_other_of_those_compared(assistant: Assistant, language: str, messages: tuple[str, ...]) -> None:
    thread = f"other-{language}"
    bags = talk(assistant, thread, BAGS[language])
    assert ids(talk(assistant, thread, *messages)) == ids(bags)[1:2]


@pytest.mark.parametrize(("language", "message"), [("zh", "除了第一款都有证书吗"), ("en", "are all except the first certified?")])
def test_all_but_one(assistant: Assistant, language: str, message: str) -> None:
    thread = f"except-{language}"
    bags = talk(assistant, thread, BAGS[language])
    assert set(ids(talk(assistant, thread, message))) == set(ids(bags)[1:])


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [("zh", "第一款有什么认证", "第三款呢"), ("zh", "第一款是哪家做的", "那第三款呢"), ("en", "is the first one certified?", "and the third one?")],
)
def test_a_pointer_alone_asks_what_was_asked_before(assistant: Assistant, language: str, first: str, then: str) -> None:
    thread = f"again-{first}"
    asked = talk(assistant, thread, BAGS[language], first)
    again = assistant.ask(then, thread=thread)
    whole = talk(assistant, f"whole-{first}", BAGS[language], first.replace("第一款", "第三款").replace("first", "third"))
    assert (again.intent, again.text) == (asked.intent, whole.text)


@pytest.mark.parametrize(("language", "first", "then"), [("zh", "前两款对比一下", "四款都比一下"), ("en", "compare the first two", "and all four?")])
def test_all_of_them_are_compared(assistant: Assistant, language: str, first: str, then: str) -> None:
    reply = talk(assistant, f"all-{first}", BAGS[language], first, then)
    assert reply.comparison is not None
    assert len(reply.comparison.product_ids) == 4


@pytest.mark.parametrize("say", ["第0款", "第-1款", "第999款", "第99999999999999999999款", "number 0", "number 999"])
def test_a_number_that_no_list_reaches_is_said_and_not_searched_for(assistant: Assistant, say: str) -> None:
    reply = talk(assistant, f"beyond-{say}", BAGS["en" if say.isascii() else "zh"], say)
    assert not reply.cards and say in reply.text


@pytest.mark.parametrize(("language", "say"), [("zh", "不是，我说的是第一个列表里的第一款"), ("en", "no, I meant the first one of the first list")])
def test_a_pointer_put_right_points(assistant: Assistant, language: str, say: str) -> None:
    first = talk(assistant, f"meant-{say}", BAGS[language])
    reply = talk(assistant, f"meant-{say}", {"zh": "无线鼠标", "en": "wireless mouse"}[language], say)
    assert ids(reply) == ids(first)[:1]


@pytest.mark.parametrize(("language", "say"), [("zh", "两个列表里最便宜的是哪款"), ("en", "of both lists, which is the cheapest item?")])
def test_both_lists_are_one_to_point_at(assistant: Assistant, language: str, say: str) -> None:
    bags = talk(assistant, f"both-{say}", BAGS[language])
    mice = talk(assistant, f"both-{say}", {"zh": "无线鼠标", "en": "wireless mouse"}[language])
    cheapest = min((*bags.cards, *mice.cards), key=lambda card: float(card.price)).product_id
    assert ids(talk(assistant, f"both-{say}", say)) == [cheapest]


@pytest.mark.parametrize(
    ("language", "before", "other", "say"),
    [
        ("zh", "有机认证的", "无线鼠标，50元以下", "回到婴儿睡袋：比较最便宜的和最贵的"),
        ("en", "under 100 yuan", "wireless mouse under 50 yuan", "back to the infant sleeping bags: compare the cheapest with the dearest"),
    ],
)
def test_going_back_to_compare_takes_up_the_lists_own_conditions(assistant: Assistant, language: str, before: str, other: str, say: str) -> None:
    thread = f"back-{language}"
    own = {each.name for each in talk(assistant, thread, BAGS[language], before).need.active}
    reply = talk(assistant, thread, other, say)
    assert {each.name for each in reply.need.active} == own and reply.need.category == "婴儿睡袋"
    assert len(reply.cards) == 2


@pytest.mark.parametrize(
    ("language", "wish", "say"),
    [("zh", "羊毛的", "回到刚才羊毛之前那批，最贵的那件"), ("en", "wool ones", "back to the list before the wool ones, the dearest one")],
)
def test_the_list_before_a_wish(assistant: Assistant, language: str, wish: str, say: str) -> None:
    first = talk(assistant, f"wish-{say}", BAGS[language])
    reply = talk(assistant, f"wish-{say}", wish, say)
    assert ids(reply) == [max(first.cards, key=lambda card: float(card.price)).product_id]

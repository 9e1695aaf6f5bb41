"""What a buyer said of himself counts in his next conversation: as a wish, said when used, his alone; after a restart, until he takes it back."""

import shutil
import uuid
from collections.abc import Iterator

import pytest
import redis
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.memory.forgetting import forget_in
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from pydantic import SecretStr

from ..acting import act, do, want


@pytest.fixture(params=["sqlite", "redis"])
def home(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    if request.param == "redis":
        return settings.model_copy(update={"redis_url": SecretStr(request.getfixturevalue("valkey_url"))})
    return settings


@pytest.fixture
def kept(settings: Settings) -> Iterator[Assistant]:
    with open_assistant(settings=settings) as opened:
        yield opened


@pytest.fixture
def buyer() -> str:
    return f"buyer-{uuid.uuid4().hex}"


def known(reply: Reply) -> set[tuple[str, bool]]:
    assert reply.need is not None
    return {(one.name, one.hard) for one in reply.need.active if one.origin == "profile"}


def ids(reply: Reply) -> set[str]:
    return {card.product_id for card in reply.cards}


AVOIDS = want("material", "!=", "羊毛", text="不要羊毛")
TO_GERMANY = do("tell", fact="market", value="DE")


def avoiding(assistant: Assistant, buyer: str, thread: str | None = None) -> Reply:
    """Tells that he never buys wool."""
    return act(assistant, thread, AVOIDS, do("keep"), text="我们从来不要羊毛的", buyer=buyer)


SAID = [
    ("我们货发德国,从来不要羊毛的", "婴儿睡袋", "之前说过", "必须不要羊毛"),
    ("We ship to Germany and never buy wool", "infant sleeping bags", "told me before", "no wool, that's a must"),
]


@pytest.mark.parametrize(("said", "asked", "told", "hard"), SAID)
def test_it_is_a_wish_in_his_next_conversation_alone_and_said(kept: Assistant, buyer: str, said: str, asked: str, told: str, hard: str) -> None:
    plain = kept.ask(asked)
    first = kept.ask(said, buyer=buyer)
    assert {trait.id for trait in kept.profiles.get(buyer).traits} == {"market.DE", "attr.material.not"}
    assert all((trait.thread, trait.turn) == (first.thread_id, 1) for trait in kept.profiles.get(buyer).traits)
    reply = kept.ask(asked, buyer=buyer)
    assert known(reply) == {("attr.material!=羊毛", False)}
    assert [(fact.value, fact.origin) for fact in reply.need.facts] == [("DE", "profile")]
    assert told in reply.text
    assert ids(reply) == ids(plain)  # nothing is turned away
    assert reply.cards[-1].product_id == "bag-wool"  # and what he avoids comes last
    strict = kept.ask(hard, buyer=buyer, thread=reply.thread_id)
    assert known(strict) == set()
    assert "bag-wool" not in ids(strict)
    for other in (f"{buyer}x", None):
        others = kept.ask(asked, buyer=other)
        assert (known(others), others.need.facts, told in others.text) == (set(), (), False)


@pytest.mark.parametrize("said", ["记住我不要羊毛的", "please remember that we avoid wool"])
def test_without_a_buyer_nothing_is_kept_and_that_is_said(kept: Assistant, said: str) -> None:
    reply = kept.ask(said)
    assert "以后" in reply.text or "kept for later" in reply.text
    assert known(kept.ask("婴儿睡袋")) == set()


@pytest.mark.parametrize(
    ("said", "ids_"),
    [
        ("我们一般只做80元以下的婴儿睡袋", {"price.upper@婴儿睡袋"}),
        ("I run a boutique and ship to Germany", {"trade.boutique", "market.DE"}),
        ("这次发美国,找婴儿睡袋", set()),
        ("this time it ships to the US, show me infant sleeping bags", set()),
    ],
)
def test_only_what_stands_is_kept(kept: Assistant, buyer: str, said: str, ids_: set[str]) -> None:
    kept.ask(said, buyer=buyer)
    assert {trait.id for trait in kept.profiles.get(buyer).traits} == ids_


@pytest.mark.parametrize(
    ("asked", "confirmed"), [("婴儿睡袋,不要羊毛的,100元以内", "记住这些条件"), ("infant sleeping bags, no wool, under 100 yuan", "remember these")]
)
def test_what_stands_in_the_ledger_is_kept_when_confirmed(kept: Assistant, buyer: str, asked: str, confirmed: str) -> None:
    reply = kept.ask(asked, buyer=buyer)
    kept.ask(confirmed, buyer=buyer, thread=reply.thread_id)
    assert {trait.id for trait in kept.profiles.get(buyer).traits} == {"attr.material.not", "price.upper@婴儿睡袋"}
    again = kept.ask(asked.split(",")[0], buyer=buyer)
    assert known(again) == {("attr.material!=羊毛", False), ("price<=100", False)}
    assert ids(again) >= {"bag-wool"}


@pytest.mark.parametrize(
    ("asked", "liked", "forgotten"),
    [
        ("婴儿睡袋", "我喜欢第一家供应商", "忘掉我喜欢的供应商"),
        ("infant sleeping bags", "I like the first supplier", "forget the suppliers I like"),
    ],
)
def test_a_supplier_that_is_liked_comes_first_until_he_is_forgotten(kept: Assistant, buyer: str, asked: str, liked: str, forgotten: str) -> None:
    reply = kept.ask(asked, buyer=buyer)
    kept.ask(liked, buyer=buyer, thread=reply.thread_id)
    (trait,) = kept.profiles.get(buyer).traits
    assert trait.wish is not None
    assert trait.wish.value == (reply.cards[0].supplier_id,)
    later = kept.ask(asked, buyer=buyer)
    assert known(later) == {(trait.wish.name, False)}
    assert known(kept.ask(forgotten, buyer=buyer, thread=later.thread_id)) == set() and kept.profiles.get(buyer).traits == ()


@pytest.mark.parametrize("asked", ["你记得我什么", "what do you know about me"])
def test_it_is_shown_and_taken_back_in_the_conversation(kept: Assistant, buyer: str, asked: str) -> None:
    reply = kept.ask("We ship to Germany and never buy wool", buyer=buyer)
    shown = kept.ask(asked, buyer=buyer, thread=reply.thread_id)
    assert "ship to Germany" in shown.text
    assert ("羊毛" if shown.language == "zh" else "wool") in shown.text
    for said in (AVOIDS, TO_GERMANY):
        act(kept, reply.thread_id, do("forget"), said, buyer=buyer)
    assert kept.profiles.get(buyer).traits == ()
    assert known(kept.ask("婴儿睡袋", buyer=buyer)) == set()


@pytest.mark.parametrize("line", ["忘掉你知道的关于我的一切", "forget everything about me"])
def test_everything_is_forgotten_at_a_word(kept: Assistant, buyer: str, line: str) -> None:
    reply = kept.ask("We ship to Germany and never buy wool", buyer=buyer)
    kept.ask(line, buyer=buyer, thread=reply.thread_id)
    assert kept.profiles.get(buyer).traits == ()


def test_what_he_says_now_goes_before_what_he_said_then(kept: Assistant, buyer: str) -> None:
    kept.ask("We ship to Germany and never buy wool", buyer=buyer)
    now = (do("seek", goods="婴儿睡袋"), want("material", "=", "羊毛"), do("tell", fact="market", value="US"))
    reply = act(kept, None, *now, buyer=buyer)
    assert known(reply) == set()
    assert [fact.value for fact in reply.need.facts] == ["US"]
    assert ids(reply) == {"bag-wool"}


def test_a_wish_that_tells_nothing_apart_is_not_brought_up(kept: Assistant, buyer: str) -> None:
    avoiding(kept, buyer)
    reply = kept.ask("无线鼠标", buyer=buyer)
    assert known(reply) == set()
    assert "之前说过" not in reply.text


def test_it_survives_a_restart(home: Settings, buyer: str) -> None:
    with open_assistant(settings=home) as before:
        avoiding(before, buyer)
    with open_assistant(settings=home) as after:
        assert known(after.ask("婴儿睡袋", buyer=buyer)) == {("attr.material!=羊毛", False)}


def test_a_forgotten_buyer_leaves_no_key(settings: Settings, valkey_url: str, buyer: str) -> None:
    home = settings.model_copy(update={"redis_url": SecretStr(valkey_url)})
    with open_assistant(settings=home) as opened, redis.Redis.from_url(valkey_url) as client:
        before = set(client.scan_iter(count=1000))
        reply = avoiding(opened, buyer)
        opened.ask("婴儿睡袋", buyer=buyer, thread=reply.thread_id)
        opened.ask("无线鼠标", buyer=buyer)
        assert set(client.scan_iter(count=1000)) - before
        assert forget_in(opened.profiles, opened.threads, buyer) == (True, 2)
        shared = (
            b"daogou:cache:",
            b"daogou:transcript:threads",
            b"daogou:transcript:deleted",
        )  # what was found is kept for whoever asks the same, and one list names all threads
        assert {key for key in client.scan_iter(count=1000) if key not in before and not key.startswith(shared)} == set()
        assert not client.zscore("daogou:transcript:threads", reply.thread_id)


def test_a_turn_goes_on_without_a_store_that_is_away(settings: Settings, buyer: str) -> None:
    """The conversation is in the state folder here, so that only the profile is lost."""
    with open_assistant(settings=settings) as opened:
        avoiding(opened, buyer, "t")
        file = settings.state / "profiles.sqlite"  # type: ignore[operator]
        shutil.move(file, file.with_suffix(".gone"))
        reply = act(opened, "t", TO_GERMANY, do("seek", goods="婴儿睡袋"), do("keep"), text="我们货发德国,找婴儿睡袋", buyer=buyer)
        assert reply.degraded == ("profile", "profile_keeping")
        assert reply.cards
        assert "我也会记得" not in reply.text  # nothing is promised that isn't kept
        assert known(opened.ask("婴儿睡袋", thread="t2")) == set()

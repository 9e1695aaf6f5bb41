"""What is known of a buyer outlives his conversations, in both homes alike, is his alone, and goes whole."""

import asyncio
import uuid
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import redis
from daogou.memory.profiles import Profiles
from daogou.memory.stores import Items, open_store
from daogou.schema.condition import Condition
from daogou.schema.errors import InputError
from daogou.schema.fact import Fact
from daogou.schema.profile import Trait
from daogou.schema.settings import Settings
from pydantic import SecretStr

GERMANY = Trait(id="market.DE", fact=Fact(kind="market", value="DE", text="我们货发德国"), text="我们货发德国", thread="t1", turn=1)
NO_WOOL = Trait(
    id="attr.material.not",
    wish=Condition(id="profile", field="attr.material", op="not_in", value=("羊毛",), hard=False, text="no wool"),
    text="no wool",
    thread="t2",
    turn=3,
)


@pytest.fixture
def items(home: Settings) -> Iterator[Items]:
    opened = open_store(home)
    yield opened
    opened.close()


@pytest.fixture
def profiles(items: Items) -> Profiles:
    return Profiles(items)


@pytest.fixture
def buyer() -> str:
    return f"ann.{uuid.uuid4().hex}@example.com"  # no label of a namespace may hold a full stop


def test_traits_come_back_with_the_turn_they_are_from(home: Settings, profiles: Profiles, buyer: str) -> None:
    profiles.change(buyer, [GERMANY, NO_WOOL])
    again = open_store(home)
    assert Profiles(again).get(buyer).traits == (GERMANY, NO_WOOL)
    again.close()


def test_said_anew_it_replaces_and_what_is_forgotten_goes(profiles: Profiles, buyer: str) -> None:
    profiles.change(buyer, [GERMANY, NO_WOOL])
    anew = NO_WOOL.model_copy(update={"turn": 9})
    profiles.change(buyer, [anew], forgotten=[GERMANY.id])
    assert profiles.get(buyer).traits == (anew,)
    profiles.change(buyer, [GERMANY], forgotten=[GERMANY.id])
    assert GERMANY in profiles.get(buyer).traits


def test_a_buyer_sees_his_own_alone(profiles: Profiles, buyer: str) -> None:
    profiles.change(buyer, [GERMANY])
    for other in (buyer[:-1], f"{buyer}.", f"{buyer}%2E", buyer.replace(".", "%2E"), buyer.upper(), "*"):
        assert profiles.get(other).traits == ()
        assert not profiles.delete(other)
    assert profiles.get(buyer).traits == (GERMANY,)


def test_a_buyer_of_another_tenant_is_another(items: Items, profiles: Profiles, buyer: str) -> None:
    profiles.change(buyer, [GERMANY])
    for other in (Profiles(items, "shop.b"), Profiles(items, "shop%2Eb")):
        assert other.get(buyer).traits == ()
        other.change(buyer, [NO_WOOL])
    assert Profiles(items, "shop.b").delete(buyer)
    assert Profiles(items, "shop%2Eb").get(buyer).traits == (NO_WOOL,)
    assert profiles.get(buyer).traits == (GERMANY,)


def test_deleting_forgets_everything(profiles: Profiles, buyer: str) -> None:
    profiles.change(buyer, [GERMANY, NO_WOOL])
    assert profiles.delete(buyer)
    assert not profiles.delete(buyer)
    assert profiles.get(buyer).traits == ()


def test_a_deleted_buyer_leaves_no_key(valkey_url: str, buyer: str) -> None:
    items = open_store(Settings(redis_url=SecretStr(valkey_url)))
    Profiles(items).change(buyer, [GERMANY, NO_WOOL])
    with redis.Redis.from_url(valkey_url) as client:
        tag = buyer.split("@")[0].split(".")[1]
        assert len(list(client.scan_iter(match=f"*{tag}*"))) == 1
        Profiles(items).delete(buyer)
        assert list(client.scan_iter(match=f"*{tag}*")) == []
    items.close()


def test_two_conversations_at_once_lose_nothing(profiles: Profiles, buyer: str) -> None:
    def keep(number: int) -> None:
        asyncio.run(profiles.achange(buyer, [NO_WOOL.model_copy(update={"id": f"trait {number}", "turn": number})]))

    threads = [Thread(target=keep, args=[number]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {trait.turn for trait in asyncio.run(profiles.aget(buyer)).traits} == set(range(12))


def test_many_open_the_folder_at_once(tmp_path: Path) -> None:
    """The tables are made once, whoever comes first."""
    opened: list[Items] = []
    threads = [Thread(target=lambda: opened.append(open_store(Settings(state=tmp_path / "state")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 8
    for number, items in enumerate(opened):
        Profiles(items).change("ann", [GERMANY.model_copy(update={"id": str(number)})])
    assert len(Profiles(opened[0]).get("ann").traits) == 8
    for items in opened:
        items.close()


def test_days_kept_begin_anew_with_each_use(valkey_url: str, buyer: str) -> None:
    items = open_store(Settings(redis_url=SecretStr(valkey_url), profile_days=30))
    Profiles(items).change(buyer, [GERMANY])
    with redis.Redis.from_url(valkey_url) as client:
        (key,) = client.keys(f"*{buyer.split('.')[1][:12]}*")
        assert 29 * 86400 < client.ttl(key) <= 30 * 86400
        client.expire(key, 10)
        Profiles(items).get(buyer)
        assert client.ttl(key) > 29 * 86400
    items.close()


@pytest.mark.parametrize("name", ["x" * 201, "\ud800"])
def test_a_name_that_cannot_be_kept_is_wrong_input(profiles: Profiles, name: str) -> None:
    with pytest.raises(InputError):
        profiles.get(name)
    with pytest.raises(InputError):
        profiles.change(name, [GERMANY])

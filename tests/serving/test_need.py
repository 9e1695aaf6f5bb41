"""Conditions changed by hand, ratings, profiles and suggestions over HTTP; another's conversation does not exist there either."""

from typing import Any

import httpx
import pytest
from daogou.schema.reply import Reply

from .events import kinds, streamed
from .server import Local
from .test_threads import opened, say

SEARCH = {"zh": "给宝宝找睡袋,50元以内,纯棉的", "en": "find baby sleeping bags under 50 yuan, pure cotton"}


@pytest.fixture
def thread(server: Local, request: pytest.FixtureRequest) -> str:
    return opened(server, "editor")


def changed(server: Local, thread: str, **body: Any) -> httpx.Response:
    return httpx.patch(f"{server.url}/v1/threads/{thread}/need", json={"buyer_id": "editor", **body})


def conditions(reply: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {each["field"]: (each["value"], each["status"], each["hard"]) for each in reply["need"]["conditions"]}


@pytest.mark.parametrize("language", SEARCH)
def test_a_condition_taken_back_stays_on_record_and_the_list_is_made_anew(server: Local, thread: str, language: str) -> None:
    first = say(server, thread, SEARCH[language], "editor").json()
    price = next(each["id"] for each in first["need"]["conditions"] if each["field"] == "price")
    answer = changed(server, thread, remove=[price])
    reply = Reply.model_validate(answer.json())
    assert conditions(answer.json())["price"] == (50, "removed", True)
    assert (reply.turn, reply.intent, reply.language, reply.degraded) == (2, "refine", language, ())
    assert len(reply.suggestions) == 3
    assert [card["product_id"] for card in first["cards"] if not card["failed"]] == []
    assert [card.product_id for card in reply.cards if not card.failed] == ["bag-cotton"]
    assert changed(server, thread, remove=[price]).status_code == 422
    got = httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "editor"}).json()
    assert got["need"] == answer.json()["need"] and got["messages"][2]["content"]
    assert say(server, thread, "第二款多少钱?" if language == "zh" else "how much is the second one?", "editor").json()["turn"] == 3


def test_a_condition_gets_another_value_or_becomes_a_wish(server: Local, thread: str) -> None:
    first = say(server, thread, SEARCH["zh"], "editor").json()
    price, material = (next(each["id"] for each in first["need"]["conditions"] if each["field"] == field) for field in ("price", "attr.material"))
    second = changed(server, thread, change=[{"id": price, "value": 40}]).json()
    assert conditions(second)["price"] == (40, "current", True)
    assert all(float(card["price"]) <= 40 or card["failed"] for card in second["cards"])
    third = changed(server, thread, change=[{"id": material, "hard": False}]).json()
    assert conditions(third)["attr.material"][1:] == ("current", False)
    assert conditions(third)["price"] == (40, "inherited", True)


@pytest.mark.parametrize("language", SEARCH)
def test_a_condition_told_in_words_is_changed_to_what_the_catalogue_has_and_to_nothing_else(server: Local, thread: str, language: str) -> None:
    said = {"zh": "工厂直供的纯棉婴儿睡袋,要有GB 31701证书", "en": "baby sleeping bags from a factory, cotton, GB 31701 certified"}
    say(server, thread, said[language], "editor")
    url = f"{server.url}/v1/threads/{thread}"
    need = httpx.get(url, params={"buyer_id": "editor"}).json()["need"]
    assert {each["field"] for each in need["conditions"]} == {"supplier.kind", "attr.material", "certification"}
    for number, each in enumerate(need["conditions"], 2):
        refused = changed(server, thread, change=[{"id": each["id"], "value": "乱写 nonsense"}])
        assert (refused.status_code, refused.json()["code"]) == (422, "value_unknown")
        offered = httpx.get(f"{url}/need/{each['id']}", params={"buyer_id": "editor", "language": language}).json()
        other = next(one for one in offered["choices"] if one["value"] not in each["value"])
        assert other["count"] > 0 and (language == "zh" or other["label"].isascii() or each["field"] == "certification")
        taken = changed(server, thread, change=[{"id": each["id"], "value": other["value"]}]).json()
        after = next(one for one in taken["need"]["conditions"] if one["id"] == each["id"])
        assert (taken["turn"], after["status"], bool(after["text"])) == (number, "current", True)
        assert other["value"] in after["value"]
    assert httpx.get(f"{url}/need/c99", params={"buyer_id": "editor"}).status_code == 422
    assert httpx.get(f"{url}/need/{each['id']}", params={"buyer_id": "other"}).status_code == 404


MEANT = {"zh": "秋冬婴儿睡袋，要纯棉或羊毛的，50到200元", "en": "baby sleeping bags for autumn and winter, cotton or wool, 50 to 200 yuan"}
RANGED = [
    {"command": "seek", "goods": "婴儿睡袋"},
    {"command": "want", "field": "season", "op": "in", "value": ["秋", "冬"], "every": True},
    {"command": "want", "field": "material", "op": "in", "value": ["纯棉", "羊毛"], "strength": "either"},
    {"command": "want", "field": "price", "op": ">=", "value": 50},
    {"command": "want", "field": "price", "op": "<=", "value": 200},
]
JOINED = {"zh": ("或", "和"), "en": (" or ", " and ")}


def by_field(reply: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{each['field']}{'>' if each['op'].startswith('>') else ''}": each for each in reply["need"]["conditions"]}


def met(reply: dict[str, Any]) -> set[str]:
    return {card["product_id"] for card in reply["cards"] if not card["failed"]}


@pytest.mark.parametrize(
    ("language", "commands"),
    [
        ("zh", None),
        ("en", RANGED),
    ],
)
def test_any_of_some_all_of_them_and_none_of_them_are_told_apart_and_changed_into_each_other(
    server: Local, thread: str, language: str, commands: list[dict[str, Any]] | None
) -> None:
    first = say(server, thread, MEANT[language], "editor", commands=commands or []).json()
    season, material = (by_field(first)[field] for field in ("attr.season", "attr.material"))
    assert (season["every"], material["every"]) == (True, False)
    url = f"{server.url}/v1/threads/{thread}/need"
    ways = {each["id"]: httpx.get(f"{url}/{each['id']}", params={"buyer_id": "editor"}).json()["ways"] for each in (season, material)}
    assert [(each["op"], each["every"]) for each in ways[season["id"]]] == [("in", False), ("in", True), ("not_in", False)]
    assert [(each["op"], each["every"]) for each in ways[material["id"]]] == [("in", False), ("not_in", False)]  # nothing is of two
    either, both = JOINED[language]

    narrower = changed(server, thread, change=[{"id": season["id"], "value": [*season["value"], "夏"]}]).json()
    told = by_field(narrower)["attr.season"]
    assert met(narrower) == set() and told["every"] and both in told["text"] and either not in told["text"]
    wider = changed(server, thread, change=[{"id": season["id"], "every": False}]).json()
    told = by_field(wider)["attr.season"]
    assert met(wider) == met(first) == {"bag-cotton", "bag-wool"}
    assert (told["every"], told["status"]) == (False, "current") and either in told["text"] and both not in told["text"]
    none = changed(server, thread, change=[{"id": material["id"], "op": "not_in"}]).json()
    told = by_field(none)["attr.material"]
    assert (told["op"], told["value"]) == ("not_in", material["value"]) and told["text"] not in ("", material["text"])
    assert met(none) == {"bag-fleece"}
    none = changed(server, thread, change=[{"id": season["id"], "op": "not_in", "value": ["夏"]}]).json()
    assert not by_field(none)["attr.season"]["every"] and met(none) == {"bag-fleece"}
    assert changed(server, thread, change=[{"id": season["id"], "every": True}]).status_code == 422  # not all of them is neither


@pytest.mark.parametrize("language", MEANT)
def test_an_end_of_a_range_is_changed_and_the_words_of_both_tell_neither_any_more(server: Local, thread: str, language: str) -> None:
    first = by_field(say(server, thread, MEANT[language], "editor").json())
    low, high = first["price>"], first["price"]
    assert (low["op"], low["text"]) == (">=", high["text"])
    reply = changed(server, thread, change=[{"id": low["id"], "op": ">", "value": 60}]).json()
    texts = [each["text"] for each in reply["need"]["conditions"]]
    assert low["text"] not in texts and all(texts) and len(set(texts)) == len(texts)
    last = by_field(changed(server, thread, remove=[high["id"]]).json())
    assert (last["price>"]["op"], last["price>"]["value"], last["price"]["status"]) == (">", 60, "removed")


@pytest.mark.parametrize(
    "edit",
    [
        {"id": "c1", "op": "contains"},
        {"id": "c2", "op": "in"},
        {"id": "quantity", "value": 5, "op": ">"},
    ],
)
def test_a_way_to_ask_that_makes_no_sense_of_the_value_is_422_and_changes_nothing(server: Local, thread: str, edit: dict[str, Any]) -> None:
    say(server, thread, "100元以内的婴儿睡袋,工厂直供", "editor")
    assert changed(server, thread, change=[edit]).status_code == 422
    assert httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "editor"}).json()["turns"] == 1


@pytest.mark.parametrize("language", SEARCH)
def test_how_many_are_wanted_is_changed_and_dropped_by_hand(server: Local, thread: str, language: str) -> None:
    first = say(server, thread, {"zh": "要20件纯棉睡袋", "en": "I need 20 pure cotton sleeping bags"}[language], "editor").json()
    more, any_ = changed(server, thread, quantity=200).json(), changed(server, thread, quantity=None).json()
    assert [reply["need"]["quantity"] for reply in (first, more, any_)] == [20, 200, None]
    assert [each["status"] for each in any_["need"]["conditions"]] == ["inherited"] * len(first["need"]["conditions"])
    assert len(any_["cards"]) > 0 and any_["need"]["category"] == first["need"]["category"]
    texts = [
        m["content"] for m in httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "editor"}).json()["messages"] if m["role"] == "user"
    ]
    assert "200" in texts[1] and texts[1] != texts[2]


def test_all_conditions_and_goods_taken_back_is_starting_over(server: Local, thread: str) -> None:
    first = say(server, thread, "100元以内", "editor").json()
    last = changed(server, thread, remove=[each["id"] for each in first["need"]["conditions"]]).json()
    assert [each["status"] for each in last["need"]["conditions"]] == ["removed"]
    assert (last["cards"], last["degraded"]) == ([], [])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"remove": ["c1"], "change": [{"id": "c1", "value": 3}]},
        {"change": [{"id": "c1", "value": -1}]},
        {"quantity": -3},
        {"quantity": True},
        {"change": [{"id": "quantity", "value": "many"}]},
        {"change": [{"id": "c1", "x": 1}]},
        {"change": [{"id": "c1", "value": 99999999999999999999}]},
    ],
)
def test_what_can_not_be_changed_so_is_422_and_changes_nothing(server: Local, thread: str, body: dict[str, Any]) -> None:
    say(server, thread, "100元以内的婴儿睡袋,评分4以上", "editor")
    answer = changed(server, thread, **body)
    assert answer.status_code == 422 and answer.json()["detail"]
    assert httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "editor"}).json()["turns"] == 1


def test_a_number_that_nobody_means_is_refused(server: Local) -> None:
    answer = httpx.patch(f"{server.url}/v1/profile", params={"buyer_id": "editor"}, json={"set": [f"price<={'9' * 20}"]})
    assert (answer.status_code, answer.json()["code"]) == (422, "input_bad")


def test_a_change_streams_as_a_message_does(server: Local, thread: str) -> None:
    say(server, thread, "100元以内的婴儿睡袋", "editor")
    body = {"buyer_id": "editor", "remove": ["c1"], "turn_id": "edit"}
    events = streamed("PATCH", f"{server.url}/v1/threads/{thread}/need", json=body)
    assert kinds(events)[0] == "RUN_STARTED" and "cards" in kinds(events) and events[-1]["result"]["turn"] == 2
    assert streamed("PATCH", f"{server.url}/v1/threads/{thread}/need", json=body) == events  # and no second turn


def test_nobody_changes_or_rates_anothers_conversation(server: Local, thread: str) -> None:
    say(server, thread, "100元以内的婴儿睡袋", "editor")
    for body in ({"buyer_id": "other"}, {}):
        url = f"{server.url}/v1/threads/{thread}"
        assert httpx.patch(f"{url}/need", json={"remove": ["c1"], **body}).status_code == 404
        assert httpx.post(f"{url}/feedback", json={"turn": 1, "score": 1, **body}).status_code == 404
        assert httpx.post(f"{server.url}/v1/suggestions", json={"thread_id": thread, **body}).status_code == 404


def test_a_reply_is_rated(server: Local, thread: str) -> None:
    say(server, thread, "婴儿睡袋", "editor")
    url = f"{server.url}/v1/threads/{thread}/feedback"
    rated = httpx.post(url, json={"buyer_id": "editor", "turn": 1, "score": -1, "comment": "太贵"})
    assert (rated.status_code, rated.json()["score"], rated.json()["comment"]) == (201, -1, "太贵")
    for wrong in ({"turn": 2, "score": 1}, {"turn": 1, "score": 5}, {"turn": 1}):
        assert httpx.post(url, json={"buyer_id": "editor", **wrong}).status_code == 422


def test_a_profile_is_shown_changed_and_deleted(server: Local) -> None:
    url, me = f"{server.url}/v1/profile", {"buyer_id": "known"}
    assert httpx.get(url, params=me).json()["traits"] == []
    traits = httpx.patch(url, json={**me, "set": ["market=DE", "price<=50"]}).json()["traits"]
    assert [bool(each["fact"]) for each in traits].count(True) == 1
    left = httpx.patch(url, json={**me, "remove": [traits[0]["id"]]}).json()["traits"]
    assert left == httpx.get(url, params=me).json()["traits"] == traits[1:]
    for wrong in ("nonsense", "price>=-5", "attr.x=1", "rating>=7", "attr.material=unobtainium", "brand=Nobody's"):
        assert httpx.patch(url, json={**me, "set": [wrong]}).status_code == 422, wrong
    assert httpx.patch(url, json={**me, "set": ["attr.material=纯棉", "rating>=4.5"]}).status_code == 200
    httpx.patch(url, json={**me, "remove": [each["id"] for each in httpx.get(url, params=me).json()["traits"] if each not in left]})
    assert httpx.delete(url, params=me).status_code == 204
    assert httpx.get(url, params=me).json()["traits"] == []
    assert httpx.get(url).status_code == 422


def test_three_suggestions_for_a_conversation_for_words_and_for_products(server: Local, thread: str) -> None:
    say(server, thread, "婴儿睡袋", "editor")
    for asked in ({"thread_id": thread, "buyer_id": "editor"}, {"text": "无线鼠标"}, {"product_ids": ["bag-cotton", "bag-wool"]}):
        assert len(httpx.post(f"{server.url}/v1/suggestions", json=asked).json()["suggestions"]) == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_all_conditions_are_called_comes_in_one_answer(server: Local, thread: str, language: str) -> None:
    commands = [*RANGED, {"command": "want", "field": "attr.material", "op": "!=", "value": "羊毛"}]
    need = say(server, thread, "睡袋", "editor", commands=commands).json()["need"]
    url = f"{server.url}/v1/threads/{thread}/need/names"
    told = httpx.get(url, params={"buyer_id": "editor", "language": language}).json()["conditions"]
    assert [each["id"] for each in told] == [each["id"] for each in need["conditions"]]
    assert all((text := each["label"]).isascii() == (language == "en") and text for each in told)
    material = next(each for each in reversed(told) if each["field"] == "attr.material")
    assert material["values"] == {"羊毛": "羊毛" if language == "zh" else "Wool"}
    assert next(each for each in told if each["field"] == "price")["values"] == {}
    assert httpx.get(url, params={"buyer_id": "other"}).status_code == 404
    assert httpx.get(url, params={"buyer_id": "editor", "language": "de"}).status_code == 422
    fields = httpx.get(url.removesuffix("/names"), params={"buyer_id": "editor", "language": language}).json()["fields"]
    may = {each["field"]: each for each in fields}
    assert "attr.dpi" not in may and may["attr.tog"]["kind"] == "number" and may["attr.hooded"]["kind"] == "flag"
    assert {each["value"] for each in may["attr.material"]["choices"]} >= {"纯棉", "羊毛"} and may["price"]["unit"] == "CNY"
    assert all(each["label"].isascii() == (language == "en") for each in may["attr.material"]["choices"])
    assert httpx.get(f"{server.url}/v1/threads/nobodys/need").status_code == 404

"""A language model behind a real HTTP server, as it should and as it fails."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from daogou.models.chat_client import LONGEST
from daogou.models.circuit_breaker import FAILURES
from daogou.models.language_model import Ask, LanguageModel
from daogou.models.models import make_models
from daogou.models.pace import tokens_in
from daogou.models.server_model import ServerModel
from daogou.models.structured import structured
from daogou.schema.base import Noun
from daogou.schema.errors import InputError, OutsideError, Unreachable, Unserved
from daogou.schema.reply import Usage
from daogou.schema.settings import Settings
from langchain_core.messages import HumanMessage, SystemMessage
from prometheus_client import generate_latest
from pydantic import SecretStr

from ..waiting import HANG_S
from .chat_server import ChatServer, serving

PATIENT_S = HANG_S


class Colour(Noun):
    colour: str


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with serving(ChatServer(say=lambda body: '{"colour": "red"}')) as chat:
        yield chat


def ask(deadline_s: float = PATIENT_S, **more: object) -> Ask:
    return Ask((SystemMessage("You sort."), HumanMessage("what colour?")), deadline_s, **more)  # type: ignore[arg-type]


def model(server: ChatServer, **more: Any) -> ServerModel:
    return ServerModel("tiny", server.url, None, "read", **more)


async def streamed(model: LanguageModel, asked: Ask) -> list[str | Usage]:
    return [piece async for piece in model.stream(asked)]


def test_the_answer_comes_whole_with_what_it_cost(server: ChatServer) -> None:
    answer = asyncio.run(model(server).complete(ask(salt="tenant-1")))
    assert answer.text == '{"colour": "red"}'
    assert answer.usage == Usage(prompt_tokens=7, completion_tokens=17)
    assert server.asked[0]["cache_salt"] == "tenant-1"
    assert [each["role"] for each in server.asked[0]["messages"]] == ["system", "user"]


def test_it_streams_and_ends_with_what_it_cost(server: ChatServer) -> None:
    pieces = asyncio.run(streamed(model(server), ask()))
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == '{"colour": "red"}'
    assert pieces[-1] == Usage(prompt_tokens=7, completion_tokens=17)
    assert len(pieces) > 3


def test_a_server_that_never_says_who_speaks_is_taken(server: ChatServer) -> None:
    server.roles = False
    pieces = asyncio.run(streamed(model(server), ask(shape=Colour.model_json_schema())))
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == '{"colour": "red"}'
    assert pieces[-1] == Usage(prompt_tokens=7, completion_tokens=17)
    assert asyncio.run(model(server).complete(ask())).text == '{"colour": "red"}'


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": -5, "completion_tokens": 10**12, "total_tokens": 1},
        {"prompt_tokens": "many", "completion_tokens": None, "prompt_tokens_details": 3},
    ],
)
def test_a_cost_that_cannot_be_true_is_not_counted(server: ChatServer, usage: dict[str, object]) -> None:
    server.usage = usage
    answer = asyncio.run(model(server).complete(ask()))
    assert (answer.text, answer.usage) == ('{"colour": "red"}', Usage())
    assert asyncio.run(streamed(model(server), ask()))[-1] == Usage()


def test_one_model_serves_several_event_loops(server: ChatServer) -> None:
    tiny = model(server)
    assert [asyncio.run(tiny.complete(ask())).text for _ in range(3)] == ['{"colour": "red"}'] * 3


def test_a_shape_goes_as_a_json_schema(server: ChatServer) -> None:
    asked = ask()
    assert asyncio.run(structured(model(server), asked, Colour)) == Colour(colour="red")
    assert server.asked[0]["response_format"]["json_schema"]["schema"]["required"] == ["colour"]
    assert "guided_json" not in server.asked[0]
    assert asked.spent.usage.completion_tokens == 17


@pytest.mark.parametrize(
    ("owner", "sent"), [("llamacpp", {"grammar": "root"}), ("vllm", {"structured_outputs": {"grammar": "root"}}), ("somebody", {})]
)
def test_a_grammar_goes_as_its_server_takes_it(server: ChatServer, owner: str, sent: dict[str, object]) -> None:
    server.owner = owner
    asyncio.run(model(server).complete(ask(line=True, grammar="root")))
    (body,) = server.asked
    assert {name: body[name] for name in ("grammar", "structured_outputs") if name in body} == sent
    assert body["stop"] == ["\n"]


def test_a_wrong_shape_is_put_right_once(server: ChatServer) -> None:
    server.faults = ["half"]
    asked = ask()
    assert asyncio.run(structured(model(server), asked, Colour)).colour == "red"
    assert len(server.asked) == 2
    assert asked.spent.usage.completion_tokens == 8 + 17


def test_a_shape_that_stays_wrong_is_given_up(server: ChatServer) -> None:
    """What it cost was told to nobody."""
    server.always, asked = "half", ask()
    with pytest.raises(OutsideError, match="two tries"):
        asyncio.run(structured(model(server), asked, Colour))
    assert len(server.asked) == 2
    assert asked.spent.usage.completion_tokens == 8 + 8


@pytest.mark.parametrize(
    "around",
    [
        '<think>\nred? {{"colour": "blue"}} or {{not this}}\n</think>\n{}',
        'well, {{"colour": "blue"}} is a draft</think>{}',
        "Sure, here is the JSON:\n{}",
        "```json\n{}\n```",
        "Here:\n```json\n{}\n```\nThat is it {{truly}}.",
    ],
    ids=["thinks", "thinks from the start", "prose", "fence", "all of it"],
)
def test_what_a_model_says_around_its_answer_is_left_aside(server: ChatServer, around: str) -> None:
    server.say = lambda body: around.format('{"colour": "red"}')
    assert asyncio.run(structured(model(server), ask(), Colour)).colour == "red"
    assert len(server.asked) == 1


@pytest.mark.parametrize("text", ["{" * 3000, '{"a":' * 3000, '<think>{"colour": 1}', '[{"colour": 1}]', '{"colour": "red", "more": 1}'])
def test_what_has_no_answer_in_it_is_none(server: ChatServer, text: str) -> None:
    server.say = lambda body: text
    with pytest.raises(OutsideError, match="two tries"):
        asyncio.run(structured(model(server), ask(), Colour))


@pytest.mark.parametrize("fault", ["429", "500", "cut"])
def test_what_may_be_sent_again_is_once(server: ChatServer, fault: str) -> None:
    server.faults = [fault]
    assert asyncio.run(model(server, retries=1).complete(ask())).text == '{"colour": "red"}'
    assert len(server.asked) == 2


@pytest.mark.parametrize("fault", ["429", "500", "cut"])
def test_retries_are_bounded(server: ChatServer, fault: str) -> None:
    server.always = fault
    with pytest.raises(OutsideError):
        asyncio.run(model(server, retries=2).complete(ask()))
    assert len(server.asked) == 3


def test_a_server_that_is_busy_for_longer_than_the_buyer_waits_is_left_at_once_and_for_a_while(server: ChatServer) -> None:
    server.always = "busy"
    tiny, waits_s = model(server, retries=5), 20.0  # less than the server asks for
    with pytest.raises(Unserved, match="503"):
        asyncio.run(tiny.complete(ask(waits_s)))
    with pytest.raises(Unreachable, match="left alone"):
        asyncio.run(tiny.complete(ask(waits_s)))
    assert len(server.asked) == 1


@pytest.mark.parametrize("deadline_s", [PATIENT_S, 0.4])
def test_how_quickly_it_writes_is_learned_of_streams_whether_they_end_or_are_cut(server: ChatServer, deadline_s: float) -> None:
    """A busy machine makes it only slower."""
    server.say, server.pause_s, server.piece = lambda body: "one and two and " * 8, 0.02, 16
    tiny, other = model(server), ServerModel("other", server.url, None, "write")
    assert asyncio.run(tiny.window()).pace is None
    with suppress(OutsideError):
        asyncio.run(streamed(tiny, ask(deadline_s)))
    pace = asyncio.run(ServerModel("tiny", server.url, None, "write").window()).pace
    assert pace is not None and pace.first_s >= 0.02 and 0 < pace.rate <= tokens_in("one and two and ") / 0.02
    assert asyncio.run(other.window()).pace is None


@pytest.mark.parametrize("fault", ["torn", "endless"])
def test_a_stream_that_broke_off_has_cost_what_came_of_it(server: ChatServer, fault: str) -> None:
    """The server tells the cost at the end, which such a one hasn't: the turn's usage was 0."""
    server.always, asked = fault, ask(deadline_s=2.0)
    with pytest.raises(OutsideError):
        asyncio.run(streamed(model(server), asked))
    assert asked.spent.usage.prompt_tokens > 0 and asked.spent.usage.completion_tokens > 0


def test_a_stream_that_is_torn_is_the_servers_failure(server: ChatServer) -> None:
    server.always = "torn"
    with pytest.raises(Unserved, match="broke off"):
        asyncio.run(streamed(model(server), ask()))


@pytest.mark.parametrize("fault", ["hung", "endless", "flood"])
def test_a_server_without_end_is_left_at_the_deadline(server: ChatServer, fault: str) -> None:
    server.always = fault
    with pytest.raises(Unreachable, match="within"):
        asyncio.run(streamed(model(server), ask(deadline_s=0.3)))
    assert server.left.wait(PATIENT_S)  # the server saw its client go


def test_an_answer_without_measure_is_none(server: ChatServer) -> None:
    """It is read over and over for the answer in it."""
    server.say = lambda body: '{"colour": "red"}' + " " * LONGEST
    with pytest.raises(OutsideError, match="wrote more"):
        asyncio.run(model(server).complete(ask()))
    server.say, server.piece = lambda body: " " * LONGEST * 2, LONGEST
    with pytest.raises(OutsideError, match="wrote more"):
        asyncio.run(streamed(model(server), ask()))


def test_an_error_told_in_mid_stream_is_the_servers_failure(server: ChatServer) -> None:
    server.always = "broken"
    tiny = model(server)
    for _ in range(FAILURES):
        with pytest.raises(OutsideError, match="the engine is dead"):
            asyncio.run(streamed(tiny, ask()))
    with pytest.raises(Unreachable, match="in a row"):
        asyncio.run(streamed(tiny, ask()))


def test_what_is_no_answer_of_the_protocol_is_an_error(server: ChatServer) -> None:
    server.always = "garbage"
    with pytest.raises(OutsideError):
        asyncio.run(model(server, retries=0).complete(ask()))


def test_a_cancelled_request_is_ended(server: ChatServer) -> None:
    server.always = "hung"

    async def leave() -> None:
        task = asyncio.create_task(model(server).complete(ask()))
        await asyncio.to_thread(server.reached.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(leave())
    assert server.left.wait(PATIENT_S)


def test_a_dead_server_is_not_asked_at_every_turn(server: ChatServer) -> None:
    server.always = "500"
    tiny = model(server, retries=0)
    for _ in range(FAILURES):
        with pytest.raises(OutsideError):
            asyncio.run(tiny.complete(ask()))
    with pytest.raises(Unreachable, match="in a row"):
        asyncio.run(tiny.complete(ask()))
    assert len(server.asked) == FAILURES


def test_roles_of_one_model_learn_of_a_dead_server_from_each_other(server: ChatServer) -> None:
    server.always = "500"
    models = make_models(Settings(llm_base_url=server.url, llm_model="tiny", llm_retries=0))
    assert models.read is not None and models.write is not None
    for _ in range(FAILURES):
        with pytest.raises(OutsideError):
            asyncio.run(models.read.complete(ask()))
    with pytest.raises(Unreachable, match="in a row"):
        asyncio.run(models.write.complete(ask()))


def test_tenants_that_ask_alike_learn_of_a_dead_server_from_each_other_and_no_others(server: ChatServer) -> None:
    """Each tenant asked it for himself until his own fuse blew."""
    server.always = "500"
    one = Settings(llm_base_url=server.url, llm_model="tiny", llm_retries=0)
    others = {"llm_model": "other"}, {"llm_api_key": SecretStr("of another")}, {"llm_timeout_s": 0.5}, {"llm_base_url": f"{server.url}/"}
    first, second, *rest = (make_models(one.model_copy(update=each)).read for each in ({}, {"tenant": "second"}, *others))
    assert first is not None and second is not None
    for _ in range(FAILURES):
        with pytest.raises(Unserved):
            asyncio.run(first.complete(ask()))
    with pytest.raises(Unreachable, match="in a row"):
        asyncio.run(second.complete(ask()))
    for each in rest:
        assert each is not None
        with pytest.raises(Unserved):
            asyncio.run(each.complete(ask()))


def test_a_server_that_hangs_only_where_it_streams_is_not_streamed_from_at_every_turn(server: ChatServer) -> None:
    """Each answer that came whole mended the fuse."""
    models = make_models(Settings(llm_base_url=server.url, llm_model="tiny", llm_retries=0))
    assert models.read is not None and models.write is not None
    for _ in range(FAILURES):
        server.always = None
        asyncio.run(models.read.complete(ask()))
        server.always = "hung"
        server.left.clear()
        with pytest.raises(Unreachable, match="within"):
            asyncio.run(streamed(models.write, ask(deadline_s=0.3)))
    server.always, asked = None, len(server.asked)
    with pytest.raises(Unreachable, match="in a row"):
        asyncio.run(streamed(models.write, ask()))
    assert len(server.asked) == asked
    assert asyncio.run(models.read.complete(ask())).text


def test_who_waits_in_our_own_line_has_not_been_failed_by_the_server(server: ChatServer) -> None:
    """Three that waited their deadline out blew the fuse of a server that did its work."""
    tiny = model(server, at_once=1)

    async def crowd() -> None:
        server.always = "hung"
        long = asyncio.create_task(tiny.complete(ask()))
        await asyncio.to_thread(server.reached.wait)
        waiting = await asyncio.gather(*(tiny.complete(ask(deadline_s=0.05)) for _ in range(2 * FAILURES)), return_exceptions=True)
        assert all(isinstance(each, Unreachable) and "DAOGOU_LLM_AT_ONCE" in str(each) for each in waiting)
        long.cancel()
        await asyncio.gather(long, return_exceptions=True)
        server.always = None
        assert (await tiny.complete(ask())).text

    asyncio.run(crowd())
    assert len(server.asked) == 2


def test_roles_tenants_and_loops_of_a_process_share_the_places_at_a_server(server: ChatServer) -> None:
    """Each role of each tenant had as many."""
    server.always = "slow"
    settings = Settings(llm_base_url=server.url, llm_model="tiny", llm_write_model="other", llm_at_once=4)
    tenants = [make_models(settings) for _ in range(2)]
    every = [role for models in tenants for role in (models.read, models.write) if role is not None]

    async def all_at_once() -> None:
        await asyncio.gather(*(each.complete(ask()) for each in every))

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(asyncio.run, all_at_once()) for _ in range(2)]:
            done.result()
    assert len(server.asked) == 2 * len(every)
    assert server.most <= 4


def test_tasks_of_a_role_are_told_apart_in_metrics(server: ChatServer) -> None:
    asyncio.run(model(server).complete(ask(task="rank")))
    asyncio.run(model(server).complete(ask()))
    text = generate_latest().decode()
    for task in ("rank", "read"):
        assert f'daogou_model_requests_total{{model="tiny",outcome="answered",role="read",task="{task}"}}' in text


def test_no_more_than_so_many_at_once(server: ChatServer) -> None:
    server.always = "slow"

    async def many() -> None:
        tiny = model(server, at_once=2)
        await asyncio.gather(*(tiny.complete(ask()) for _ in range(6)))

    asyncio.run(many())
    assert len(server.asked) == 6
    assert server.most <= 2


def test_a_role_may_have_a_model_of_its_own() -> None:
    models = make_models(Settings(llm_base_url="http://127.0.0.1:9/v1", llm_read_model="small", llm_write_model="none"))
    assert models.read is not None and models.read.name == "small"
    assert models.write is None


@pytest.mark.parametrize("none", [{}, {"llm_write_model": "none"}, {"llm_model": "none"}])
def test_without_a_setting_there_is_no_model_and_none_is_no_name(none: dict[str, str]) -> None:
    models = make_models(Settings(**none))  # type: ignore[arg-type]
    assert (models.read, models.write) == (None, None)


@pytest.mark.parametrize("half", [{"llm_model": "big"}, {"llm_base_url": "http://127.0.0.1:9/v1"}])
def test_half_a_setting_is_an_error(half: dict[str, str]) -> None:
    with pytest.raises(InputError, match="DAOGOU_LLM"):
        make_models(Settings(**half))  # type: ignore[arg-type]

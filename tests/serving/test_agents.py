"""The Model Context Protocol through its own client, over HTTP and over standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
import mcp
import pytest
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from .server import Local

READS = {"search_catalog", "lookup_catalog", "get_product", "compare", "supplier", "search_guides", "suggestions", "ask_product", "plan_purchase"}


def over_http(server: Local, work: Callable[[mcp.ClientSession], Awaitable[Any]]) -> Any:
    async def talk() -> Any:
        async with streamable_http_client(f"{server.url}/mcp") as streams, mcp.ClientSession(*streams[:2]) as session:
            await session.initialize()
            return await work(session)

    return asyncio.run(talk())


def called(server: Local, name: str, **arguments: Any) -> Any:
    return over_http(server, lambda session: session.call_tool(name, arguments))


def found(server: Local, name: str, **arguments: Any) -> dict[str, Any]:
    result = called(server, name, **arguments)
    assert not result.is_error, result.content
    told: dict[str, Any] = result.structured_content
    return told


def test_the_server_says_its_version(server: Local) -> None:
    async def told(session: mcp.ClientSession) -> str:
        return (await session.initialize()).server_info.version

    assert over_http(server, told) == version("daogou")


def test_only_tools_that_read_are_there(server: Local) -> None:
    tools = over_http(server, lambda session: session.list_tools()).tools
    assert {tool.name for tool in tools} == READS
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)


def test_a_search_holds_its_conditions_and_its_ids_lead_on(server: Local) -> None:
    products = found(server, "search_catalog", query="婴儿睡袋", where="price<=100")["products"]
    assert products and all(float(product["price"]) <= 100 for product in products)
    ids = [product["product_id"] for product in products]
    looked = found(server, "lookup_catalog", ids=[*ids, "no-such"], where="price<=60")
    assert [product["product_id"] for product in looked["products"]] == ids and looked["unknown_ids"] == ["no-such"]
    assert all(product["met"] or product["failed"] for product in looked["products"])
    whole = found(server, "get_product", id=ids[0])
    assert whole["product"]["id"] == ids[0] and whole["supplier"]["id"] == whole["product"]["supplier_id"]


def test_a_purchase_list_is_planned(server: Local) -> None:
    lines = [{"goods": "婴儿睡袋", "quantity": 100}, {"goods": "无线鼠标", "quantity": "200个"}]
    report = found(server, "plan_purchase", lines=lines, budget=9000, language="en")
    assert (report["plans"][0]["total"], report["plans"][0]["missed_by"]) == ("9490.00", "490.00")
    words = found(server, "plan_purchase", text="婴儿睡袋100个、无线鼠标200个", budget=10000, one_seller=True)
    assert words["plans"][0]["left"] == "510.00" and words["task"]["sellers"] == "one"
    assert called(server, "plan_purchase", text="无线鼠标20个", lines=lines).is_error


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tools_decide_and_say_as_a_turn_does(server: Local, language: str) -> None:
    ids = ["bag-cotton", "bag-wool"]
    comparison = found(server, "compare", ids=ids, language=language)
    assert comparison["comparison"]["product_ids"] == ids and comparison["comparison"]["rows"] and comparison["text"]
    assert found(server, "supplier", ids=ids, language=language)["citations"]
    assert found(server, "search_guides", query="how to choose" if language == "en" else "怎么选", language=language)["passages"]
    assert len(found(server, "suggestions", product_ids=ids)["suggestions"]) == 3


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("search_catalog", {"query": " "}),
        ("get_product", {"id": "no-such"}),
        ("compare", {"ids": ["bag-cotton"]}),
        ("lookup_catalog", {"ids": []}),
        ("search_catalog", {"query": "x", "max_price": 50}),
        ("search_catalog", {"catalog": "x"}),
    ],
)
def test_what_can_not_be_done_is_an_error_in_a_sentence(server: Local, name: str, arguments: dict[str, Any]) -> None:
    result = called(server, name, **arguments)
    told = result.content[0].text
    assert result.is_error and told and "\n" not in told and "pydantic" not in told and "Error executing" not in told


def test_ids_come_under_the_names_of_the_protocol_and_of_every_tool(server: Local) -> None:
    envelope = {"meta": {"ucp-agent": {"profile": "https://agent.example"}}, "catalog": {"ids": ["bag-cotton"], "context": {"address_country": "CN"}}}
    looked = [found(server, "lookup_catalog", **given) for given in (envelope, {"product_ids": ["bag-cotton"]}, {"id": "bag-cotton"})]
    assert [[product["product_id"] for product in each["products"]] for each in looked] == [["bag-cotton"]] * 3
    whole = [found(server, "get_product", **given) for given in ({"catalog": {"id": "bag-cotton"}}, {"product_id": "bag-cotton"})]
    assert [each["product"]["id"] for each in whole] == ["bag-cotton"] * 2
    paged = {"query": "婴儿睡袋", "pagination": {"limit": 1}}
    assert len(found(server, "search_catalog", catalog=paged)["products"]) == 1
    own = whole[0]["product"]["supplier_id"]
    assert found(server, "supplier", supplier_id=own)["text"] == found(server, "supplier", ids=["bag-cotton"])["text"]


def test_anothers_conversation_does_not_exist(server: Local) -> None:
    thread = httpx.post(f"{server.url}/v1/threads/agents-own/turns", json={"text": "婴儿睡袋", "buyer_id": "ann"}).json()["thread_id"]
    assert called(server, "suggestions", thread_id=thread).is_error


def test_over_standard_input_and_output_with_the_tool_that_writes(six_store: Path, tmp_path: Path) -> None:
    env = {"DAOGOU_STATE": str(tmp_path), "DAOGOU_MCP_WRITE": "true", "PYTHONPATH": ":".join(filter(None, sys.path))}
    command = StdioServerParameters(command=sys.executable, args=["-P", "-m", "daogou.cli", "mcp", "--store", str(six_store)], env=env, cwd="/")

    async def talk() -> tuple[set[str], Any]:
        async with stdio_client(command) as streams, mcp.ClientSession(*streams) as session:
            await session.initialize()
            names = {tool.name for tool in (await session.list_tools()).tools}
            return names, await session.call_tool("draft_inquiry", {"ids": ["bag-cotton"], "quantity": 200, "language": "zh"})

    names, drafted = asyncio.run(talk())
    assert names == {*READS, "draft_inquiry", "draft_letters", "get_letters", "answer_letters", "read_quote"}
    assert drafted.structured_content["inquiries"][0]["status"] == "prepared" and "200" in drafted.structured_content["inquiries"][0]["text"]

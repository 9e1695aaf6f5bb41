"""`/docs` where there is no network: the routes stand there and can be tried."""

from typing import Any

from ..serving.server import Local
from .visit import WATCHED


def test_the_routes_are_shown_and_tried_without_a_network(browser: Any, server: Local) -> None:
    context, troubles = browser.new_context(), list[str]()
    context.set_default_timeout(15_000)
    context.add_init_script(WATCHED)
    context.route(lambda url: not url.startswith((server.url, "data:")), lambda route: route.abort())
    context.on("requestfailed", lambda request: troubles.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.goto(f"{server.url}/docs")
    route = page.locator(".opblock", has=page.locator("[data-path='/healthz']"))
    route.locator(".opblock-summary-control").click()
    route.get_by_role("button", name="Try it out").click()
    route.get_by_role("button", name="Execute").click()
    answered = route.locator(".live-responses-table .response")
    answered.wait_for()
    assert answered.locator(".response-col_status").inner_text().startswith("200")
    paths = server.app.openapi()["paths"]
    assert page.locator(".opblock").count() == sum(len(path) for path in paths.values())
    context.close()
    assert troubles == []

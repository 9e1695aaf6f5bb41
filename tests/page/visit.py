"""A visitor of the page: what he does and sees, and whatever went wrong meanwhile."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ..waiting import HANG_S

WATCHED = """
window.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


class Visit:
    """`width` in pixels; `dark` as the system has it. `troubles` are errors of scripts, dialogs, reports of the policy, requests to other hosts."""

    def __init__(self, browser: Any, url: str, language: str = "zh", width: int = 1280, dark: bool = False) -> None:
        self.url, self.troubles = url, list[str]()
        self.requests, self.bytes = list[str](), 0
        self.context = browser.new_context(
            viewport={"width": width, "height": 844}, locale=LANGUAGES[language], color_scheme="dark" if dark else "light", reduced_motion="reduce"
        )
        self.context.set_default_timeout(HANG_S * 1000)
        self.context.add_init_script(WATCHED)
        self.page = self.tab()

    def tab(self, path: str = "/") -> Any:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda message: self._told(message.text))
        page.on("dialog", self._opened)
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.goto(self.url + path)
        page.wait_for_selector(".hello:not([hidden]) > *, .turn")
        return page

    def say(self, text: str) -> None:
        """Returns when the reply is whole."""
        self.begin(text)
        self.whole()

    def act(self, text: str, commands: Sequence[object]) -> None:
        """A first turn by commands, whose words `text` shows, in the conversation that the page then has open."""
        asked = self.context.request
        thread = asked.post(f"{self.url}/v1/threads", data={}).json()["thread_id"]
        asked.post(f"{self.url}/v1/threads/{thread}/turns", data={"text": text, "commands": list(commands)}, timeout=HANG_S * 1000)
        self.page.goto(f"{self.url}/?thread={thread}")
        self.whole()

    def begin(self, text: str) -> None:
        self.page.fill("#message", text)
        self.page.press("#message", "Enter")

    def whole(self, page: Any = None) -> None:
        (page or self.page).wait_for_selector(".turn:last-child:not(.running) .actions")

    def see(self, selector: str) -> Any:
        return self.page.locator(f".turn:last-child {selector}")

    @property
    def thread(self) -> str:
        return parse_qs(urlsplit(str(self.page.url)).query)["thread"][0]

    def kept(self) -> Any:
        """The conversation as the server has it, for this visitor."""
        return self.context.request.get(f"{self.url}/v1/threads/{self.thread}").json()

    def close(self) -> None:
        self.context.close()

    def _opened(self, dialog: Any) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _told(self, text: str) -> None:
        if "policy" in text.lower() or "TrustedHTML" in text:
            self.troubles.append(text)

    def _asked(self, request: Any) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.troubles.append(f"another host: {request.url}")

    def _answered(self, response: Any) -> None:
        self.bytes += int(response.headers.get("content-length", 0))

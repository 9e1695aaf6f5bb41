"""<daogou-chat>: the page as an element of a page of a shop's own, on another origin, under a policy that allows nothing but it."""

import json
import re
import shutil
from base64 import b64decode
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest
from daogou.ingest.ingest import ingest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.serving.door.keys import make, write

from ..long import few
from ..serving.server import Local
from ..waiting import HANG_S, until
from .foreign import Foreign
from .test_safety import PIXEL
from .visit import LANGUAGES, WATCHED

SIX = Path(__file__).parents[1] / "catalogues" / "six"
SAID = {"zh": "给宝宝找睡袋,200元以内", "en": "Find baby sleeping bags under 200 yuan"}
CHAT = '<daogou-chat server="{server}" language="{language}"></daogou-chat>'
Put = Callable[..., "Guest"]


class Guest:
    """A visitor of the shop's page. `troubles` are all that its console says, and requests to any other host."""

    def __init__(self, browser: Any, shop: Foreign, width: int = 1280, dark: bool = False) -> None:
        self.shop, self.troubles, self.requests = shop, list[str](), list[str]()
        size, scheme = {"width": width, "height": 844}, "dark" if dark else "light"
        self.context = browser.new_context(viewport=size, locale=LANGUAGES["en"], color_scheme=scheme, reduced_motion="reduce")
        self.context.set_default_timeout(HANG_S * 1000)
        self.context.add_init_script(WATCHED)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda message: self.troubles.append(f"{message.type}: {message.text}"))
        self.page.on("request", self._asked)
        self.page.goto(shop.url)

    def _asked(self, request: Any) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.shop.url, self.shop.server, "data:")):
            self.troubles.append(f"another host: {request.url}")

    def find(self, selector: str) -> Any:
        return self.page.locator(f"daogou-chat {selector}")

    def say(self, text: str) -> None:
        self.find("#message").fill(text)
        self.find("#message").press("Enter")
        self.whole()

    def whole(self) -> None:
        self.find(".turn:last-child:not(.running) .actions").wait_for()

    @property
    def focused(self) -> str:
        """The id, else the class, of what has the focus, in the shop's page or in the element."""
        inner = "let node = document.activeElement; while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;"
        return str(self.page.evaluate(f"(() => {{ {inner} return node.id || node.className || node.tagName }})()"))


@pytest.fixture(scope="module")
def shop() -> Iterator[Foreign]:
    with Foreign() as running:
        yield running


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Foreign]:
    """The same by another site's name."""
    with Foreign("localhost") as running:
        yield running


KEY = make(service=False, buyer="ann", tenant="default")


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, shop: Foreign, elsewhere: Foreign) -> Iterator[Local]:
    """Of a store whose first product has a picture in the merchant's folder."""
    folder = tmp_path_factory.mktemp("embedded")
    shutil.copytree(SIX, folder / "data")
    rows = [json.loads(line) for line in (folder / "data" / "products.jsonl").read_text("utf-8").splitlines()]
    rows[0]["image"] = "one.png"
    (folder / "data" / "products.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (folder / "one.png").write_bytes(b64decode(PIXEL))
    ingest([folder / "data"], folder / "store")
    write(folder / "keys.yaml", {"ann": KEY.row})
    sites = f"{shop.url},{elsewhere.url}"
    settings = Settings(
        store=folder / "store", state=folder, auth="session,keys", api_keys=folder / "keys.yaml", cors_origins=sites, picture_folder=folder
    )
    with Local(create_app(settings)) as running:
        yield running


@pytest.fixture
def put(browser: Any, chat: Local, shop: Foreign) -> Iterator[Put]:
    """Opens a shop's page with the chat; at the end nothing was said in its console and no other host was asked."""
    guests: list[Guest] = []

    def opened(language: str = "en", markup: str = CHAT, at: Foreign = shop, kind: str = "async", strict: bool = True, **how: Any) -> Guest:
        at.serve(chat.url, markup.format(server=chat.url, language=language), kind, strict)
        guests.append(Guest(browser, at, **how))
        guests[-1].find(".hello h2").wait_for()
        return guests[-1]

    yield opened
    for each in guests:
        each.context.close()
        assert each.troubles == []


@pytest.mark.parametrize(("language", "width"), [("zh", 390), ("en", 1280)])
def test_a_foreign_page_with_a_strict_policy_has_turns_cards_and_suggestions(put: Put, language: str, width: int) -> None:
    here = put(language, width=width, kind="async" if language == "zh" else 'type="module"')
    here.say(SAID[language])
    assert here.find(".card").count() > 0 and here.find(".text .cite").count() > 0
    here.find(".card img").first.evaluate("(image) => image.decode()")
    here.find(".turn .suggestion").first.click()
    here.find(".turn:nth-child(2):not(.running) .actions").wait_for()
    here.find(".card-title a").first.click()
    here.find("dialog.product .pricing").wait_for()
    here.page.keyboard.press("Escape")
    here.find(".turn .cite").first.click()
    here.find(".beside .citation").wait_for()
    here.page.keyboard.press("Escape")
    here.find(".chip-text").first.click()
    here.find(".chip-form").wait_for()
    here.page.keyboard.press("Escape")
    assert here.page.url == f"{here.shop.url}/" and here.page.title() == "A shop", "the shop's address and title stay its own"
    told = here.find(".hello, .composer, .top").all_inner_texts()
    assert any("\u4e00" <= letter <= "\u9fff" for letter in "".join(told)) == (language == "zh")
    assert here.page.evaluate("document.scrollingElement.scrollWidth") == width
    here.page.reload()
    here.find(".turn:nth-child(2) .card").first.wait_for()


def test_the_element_is_used_by_keyboard_alone_and_takes_no_focus_by_itself(put: Put) -> None:
    here = put()
    assert here.focused == "BODY"
    here.page.focus("#before")
    for _ in range(40):
        here.page.keyboard.press("Tab")
        if here.focused == "message":
            break
    here.page.keyboard.type(SAID["en"])
    here.page.keyboard.press("Enter")
    here.whole()
    assert here.focused == "message"
    for way, out in (("Tab", "behind"), ("Shift+Tab", "before")):
        for _ in range(200):
            here.page.keyboard.press(way)
            if here.focused == out:
                break
        assert here.focused == out, "nothing holds it"


def axe(here: Guest) -> list[str]:
    here.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = here.page.evaluate("axe.run('daogou-chat', {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['html'][:120]}" for each in found["violations"] if each["impact"] in ("serious", "critical") for node in each["nodes"]
    ]


@pytest.mark.parametrize(("dark", "accent"), [(True, ""), (False, "#0a5c8a")])
def test_axe_finds_nothing_serious_and_the_accent_is_the_shops(put: Put, dark: bool, accent: str) -> None:
    here = put(dark=dark, strict=False)  # axe has styles within
    here.page.evaluate("(accent) => document.querySelector('daogou-chat').style.setProperty('--daogou-accent', accent)", accent)
    here.say(SAID["en"])
    assert axe(here) == []
    shown = here.find(".go").evaluate("(node) => getComputedStyle(node).getPropertyValue('--accent').trim()")
    assert shown == (accent or ("#f09a70" if dark else "#a8431f"))
    assert here.find(".frame").get_attribute("data-theme") == ("dark" if dark else "light")


STYLE = "html { font-size: 40px; line-height: 3; text-align: right; letter-spacing: 1em } button, p, h2 { font-size: 5px !important; padding: 9px }"


def test_what_the_shops_page_makes_of_text_changes_nothing_in_it(put: Put) -> None:
    here = put()
    here.find(".hello .suggestion").first.wait_for()
    measured = (
        "(all) => all.map((each) => [each.getBoundingClientRect().width, each.getBoundingClientRect().height, getComputedStyle(each).letterSpacing])"
    )
    before = here.find(":is(.new, .go, .hello h2, .suggestion)").evaluate_all(measured)
    here.page.evaluate("(text) => { const own = new CSSStyleSheet(); own.replaceSync(text); document.adoptedStyleSheets = [own] }", STYLE)
    until(lambda: here.page.evaluate("document.querySelector('h1').getBoundingClientRect().height") > 100)
    after = here.find(":is(.new, .go, .hello h2, .suggestion)").evaluate_all(measured)
    assert before == after and len(before) > 4


def test_it_opens_on_a_product_and_follows_its_attributes(put: Put) -> None:
    here = put(markup='<daogou-chat language="{language}" product="bag-cotton" theme="dark"></daogou-chat>')
    here.find(".hello .card[data-product=bag-cotton]").wait_for()
    assert here.focused == "BODY" and here.find(".frame").get_attribute("data-theme") == "dark"
    here.say("what is its MOQ?")
    assert here.find(".turn .text").inner_text()
    here.page.evaluate("document.querySelector('daogou-chat').setAttribute('language', 'zh')")
    here.find(".composer textarea[aria-label=消息]").wait_for()
    here.page.evaluate("document.querySelector('daogou-chat').setAttribute('product', 'mouse-ergo')")
    here.find(".about").filter(has_text="鼠标").wait_for()


@pytest.mark.parametrize("language", few(["zh", "en"], "zh"))
def test_what_can_not_be_is_said_in_the_element(put: Put, language: str) -> None:
    here = put(language, markup=CHAT + CHAT)
    told = here.page.locator("daogou-chat").nth(1).locator("[role=alert]").inner_text()
    assert told.isascii() == (language == "en")
    here.page.evaluate("document.querySelectorAll('daogou-chat')[0].remove()")
    here.page.evaluate(
        "(() => { const one = document.createElement('daogou-chat'); one.setAttribute('server', 'javascript:1'); document.body.append(one) })()"
    )
    here.page.locator("daogou-chat").nth(1).locator("[role=alert]").wait_for()
    here.page.evaluate("(() => { const one = document.querySelector('daogou-chat'); one.remove(); document.body.append(one) })()")
    here.page.locator("daogou-chat .hello h2").wait_for()


def test_on_another_site_the_buyer_has_a_cookie_for_that_site_alone(put: Put, elsewhere: Foreign) -> None:
    here = put(at=elsewhere)
    here.say(SAID["en"])
    here.page.reload()
    here.find(".thread").first.wait_for()
    here.find(".turn .card").first.wait_for()
    (cookie,) = (each for each in here.context.cookies() if each["name"] == "daogou_session")
    assert (cookie["sameSite"], cookie["secure"], cookie["httpOnly"]) == ("None", True, True)


def test_the_shops_own_buyer_is_known_by_his_token(put: Put, chat: Local) -> None:
    here = put()
    here.page.evaluate("document.querySelector('daogou-chat').remove()")
    made = "(token) => { const chat = document.createElement('daogou-chat'); chat.token = token; document.body.append(chat) }"
    here.page.evaluate(made, KEY.key)
    here.say(SAID["en"])
    until(lambda: 0 < here.find(".card .drawn").count() == here.find(".card").count(), "a drawing on each card, where its picture isn't shown")
    assert here.find(".card img").count() == 0
    own = httpx.get(f"{chat.url}/v1/threads", headers={"Authorization": f"Bearer {KEY.key}"}).json()["threads"]
    assert [each["title"] for each in own] == [SAID["en"]]


def test_a_site_that_is_not_named_gets_neither_the_element_nor_an_answer(browser: Any, chat: Local) -> None:
    with Foreign("localhost") as stranger:
        stranger.serve(chat.url, CHAT.format(server=chat.url, language="en"))
        guest = Guest(browser, stranger)
        with guest.page.expect_event("console", lambda message: "DAOGOU_CORS_ORIGINS" in message.text):
            guest.page.reload()
        assert guest.page.evaluate("customElements.get('daogou-chat') === undefined")
        guest.context.close()
        asked = httpx.post(f"{chat.url}/v1/threads", headers={"Origin": stranger.url})
    assert (asked.status_code, asked.json()["code"]) == (403, "forbidden") and "access-control-allow-origin" not in asked.headers


def test_the_script_is_small_and_what_it_loads_may_be_kept(chat: Local, shop: Foreign) -> None:
    script = httpx.get(f"{chat.url}/embed.js", headers={"Origin": shop.url})
    assert len(script.content) < 1_000 and script.headers["cache-control"] == "no-cache"
    path = script.text.split('URL(".')[1].split('"')[0]
    for name in ("embed.js", "turns.js", "embed.css"):
        answer = httpx.get(f"{chat.url}{path.replace('embed.js', name)}", headers={"Origin": shop.url})
        assert "immutable" in answer.headers["cache-control"] and "Origin" in answer.headers["vary"]
        assert answer.headers["access-control-allow-origin"] == shop.url and answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert not re.search(r"\drem\b", httpx.get(f"{chat.url}{path.replace('embed.js', 'embed.css')}").text)


@pytest.mark.parametrize(("method", "path", "within"), [("GET", "/", False), ("POST", "/v1/session", True)])
def test_only_what_a_named_sites_page_sends_gets_a_cookie_for_other_sites(
    chat: Local, elsewhere: Foreign, method: str, path: str, within: bool
) -> None:
    sent = {"Sec-Fetch-Site": "cross-site", **({"Origin": elsewhere.url} if within else {})}
    cookie = httpx.request(method, f"{chat.url}{path}", headers=sent).headers["set-cookie"].lower()
    assert ("samesite=none; secure; partitioned" in cookie) == within and ("samesite=lax" in cookie) != within

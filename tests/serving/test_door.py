"""The door: who may ask, as whom, how often; and that it stands before every route."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.serving.door.authentication import Authentication, check_open
from daogou.serving.door.keys import Key, make, write
from daogou.serving.door.rates import Rates
from daogou.serving.tenants import Tenants
from daogou.serving.workers import OPTIONS
from pydantic import SecretStr

from .server import Local

ISSUER, AUDIENCE = "https://id.example", "daogou"
TEXT = "婴儿睡袋"


@dataclass
class Guarded:
    server: Local
    keys: dict[str, str]
    signer: RSAPrivateKey
    file: Path

    def key(self, name: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.keys[name]}"}

    def token(self, kid: str | None = "one", **claims: Any) -> str:
        said = {"iss": ISSUER, "aud": AUDIENCE, "sub": "tok", "exp": time.time() + 300, **claims}
        return jwt.encode(
            {name: value for name, value in said.items() if value is not None}, self.signer, "RS256", headers={"kid": kid} if kid else None
        )

    def get(self, path: str, headers: dict[str, str] | None = None, **options: Any) -> httpx.Response:
        return httpx.get(f"{self.server.url}{path}", headers=headers, **options)

    def post(self, path: str, headers: dict[str, str] | None = None, **options: Any) -> httpx.Response:
        return httpx.post(f"{self.server.url}{path}", headers=headers, **options)


@pytest.fixture(scope="module")
def guarded(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    made = {name: make(**of) for name, of in KEYS.items()}
    write(folder / "keys.yaml", {name: each.row for name, each in made.items()})
    signer = generate_private_key(65537, 2048)
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(signer.public_key()))
    (folder / "jwks.json").write_text(json.dumps({"keys": [{**public, "kid": "one", "use": "sig"}]}))
    (folder / "tenants.yaml").write_text(yaml.safe_dump({"acme": {"hosts": ["acme.example"], "rate_buyer": "2/minute"}}))
    settings = Settings(
        store=six_store,
        state=folder / "state",
        auth="session,keys,jwt",
        api_keys=folder / "keys.yaml",
        jwt_issuer=ISSUER,
        jwt_audience=AUDIENCE,
        jwt_keys=str(folder / "jwks.json"),
        tenants=folder / "tenants.yaml",
    )
    with Local(create_app(settings)) as server:
        yield Guarded(server, {name: each.key for name, each in made.items()}, signer, folder / "keys.yaml")


KEYS: dict[str, Any] = {
    "service": {"service": True, "buyer": None, "tenant": "default"},
    "ann": {"service": False, "buyer": "ann", "tenant": "default"},
    "own": {"service": False, "buyer": None, "tenant": "default"},
    "acme-ann": {"service": False, "buyer": "ann", "tenant": "acme"},
    "gone": {"service": False, "buyer": "x", "tenant": "default"},
}
ROUTES = [("GET", "/v1/threads"), ("POST", "/v1/threads"), ("POST", "/v1/suggestions"), ("GET", "/v1/profile"), ("POST", "/assistant/invoke")]


@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("POST", "/suggestions/batch"), ("GET", "/assistant/playground/"), ("GET", "/metrics")])
def test_who_does_not_say_who_he_is_gets_nowhere(guarded: Guarded, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Cookie": "daogou_session=eyJidXllciI6ImFubiJ9.x.y"}):
        answer = httpx.request(method, guarded.server.url + path, headers=headers, json={} if method == "POST" else None)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert guarded.get("/healthz").status_code == 200


def test_a_browser_is_a_buyer_of_its_own(guarded: Guarded) -> None:
    one, other = httpx.Client(base_url=guarded.server.url), httpx.Client(base_url=guarded.server.url)
    given = one.post("/v1/session")
    cookie = given.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "secure" not in cookie
    assert one.post("/v1/session").json() == given.json() and "set-cookie" not in one.post("/v1/session").headers
    assert other.post("/v1/session").json()["buyer"] != given.json()["buyer"]
    thread = one.post("/v1/threads").json()["thread_id"]
    assert one.post(f"/v1/threads/{thread}/turns", json={"text": TEXT}).json()["turn"] == 1
    assert other.get(f"/v1/threads/{thread}").status_code == 404
    assert other.get("/v1/threads").json()["threads"] == []
    assert one.get("/v1/threads").json()["threads"][0]["buyer"] == given.json()["buyer"]
    assert other.post(f"/v1/threads/{thread}/turns", json={"text": TEXT, "buyer_id": given.json()["buyer"]}).status_code == 403
    elsewhere = guarded.post("/v1/session", {"Host": "shop.example"})
    assert "secure" in elsewhere.headers["set-cookie"].lower()


def test_a_service_may_ask_for_any_buyer_and_others_may_not(guarded: Guarded) -> None:
    thread = guarded.post("/v1/threads", guarded.key("service"), json={"buyer_id": "ann"}).json()["thread_id"]
    assert guarded.get(f"/v1/threads/{thread}", guarded.key("ann")).status_code == 200
    assert guarded.get(f"/v1/threads/{thread}", guarded.key("own")).status_code == 404
    assert guarded.get(f"/v1/threads/{thread}", guarded.key("own"), params={"buyer_id": "ann"}).status_code == 403
    assert guarded.get(f"/v1/threads/{thread}", guarded.key("service"), params={"buyer_id": "ann"}).status_code == 200
    for body in ({"text": TEXT, "thread_id": thread}, {"text": TEXT, "thread_id": thread, "buyer_id": "ann"}):
        statuses = [guarded.post("/assistant/invoke", guarded.key(name), json={"input": body}).status_code for name in ("own", "service", "ann")]
        assert statuses == ([404, 404, 200] if "buyer_id" not in body else [403, 200, 200])


def test_keys_are_kept_as_hashes_and_can_be_taken_back(guarded: Guarded) -> None:
    text = guarded.file.read_text()
    assert not any(key in text for key in guarded.keys.values())
    assert guarded.file.stat().st_mode & 0o077 == 0
    assert guarded.get("/v1/threads", guarded.key("gone")).status_code == 200
    rows = {name: Key.model_validate(row) for name, row in yaml.safe_load(text).items() if name != "gone"}
    write(guarded.file, rows)
    assert guarded.get("/v1/threads", guarded.key("gone")).status_code == 401
    assert guarded.get("/v1/threads", guarded.key("ann")).status_code == 200


def test_a_token_counts_that_is_signed_for_us_and_not_expired(guarded: Guarded) -> None:
    def status(token: str) -> int:
        return guarded.get("/v1/threads", {"Authorization": f"Bearer {token}"}).status_code

    assert status(guarded.token()) == status(guarded.token(kid=None)) == 200
    assert status(guarded.token(kid="other")) == 401
    wrong: list[dict[str, Any]] = [
        {"aud": "others"},
        {"iss": "https://evil.example"},
        {"exp": time.time() - 60},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 201},
    ]
    assert [status(guarded.token(**claims)) for claims in wrong] == [401] * len(wrong)
    said = {"iss": ISSUER, "aud": AUDIENCE, "sub": "tok", "exp": time.time() + 300}
    assert status(jwt.encode(said, "", "none")) == 401
    assert status(jwt.encode(said, generate_private_key(65537, 2048), "RS256", headers={"kid": "one"})) == 401
    public = guarded.signer.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    head, body = (urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in ({"alg": "HS256", "kid": "one"}, said))
    by_public = urlsafe_b64encode(hmac.digest(public, head + b"." + body, "sha256")).rstrip(b"=")
    assert status(b".".join((head, body, by_public)).decode()) == 401


def test_tenants_are_apart_whoever_their_buyers_are(guarded: Guarded) -> None:
    acme = {"Host": "acme.example", **guarded.key("acme-ann")}
    thread = guarded.post("/v1/threads", guarded.key("ann")).json()["thread_id"]
    guarded.post(f"/v1/threads/{thread}/turns", guarded.key("ann"), json={"text": TEXT})
    assert guarded.get(f"/v1/threads/{thread}", acme).status_code == 404
    assert guarded.get("/v1/threads", acme).json()["threads"] == []
    assert guarded.get(f"/v1/threads/{thread}", {**guarded.key("ann"), "Host": "acme.example"}).status_code == 200  # the key's own, whatever the host
    cookie = guarded.post("/v1/session").headers["set-cookie"].split(";")[0]
    assert guarded.get("/v1/threads", {"Cookie": cookie}).status_code == 200
    assert guarded.get("/v1/threads", {"Cookie": cookie, "Host": "acme.example"}).status_code == 401


def test_an_openai_user_is_a_buyer_id(guarded: Guarded) -> None:
    said = {"messages": [{"role": "user", "content": TEXT}]}
    for name, user, status in (("ann", "bob", 403), ("ann", "ann", 200), ("service", "bob", 200)):
        assert guarded.post("/v1/chat/completions", guarded.key(name), json={**said, "user": user}).status_code == status


def test_large_headers_are_refused_however_they_come(guarded: Guarded) -> None:
    with suppress(httpx.TransportError):  # the server may close before all of it is sent, and the answer is lost with the connection
        answer = guarded.get("/v1/threads", {**guarded.key("ann"), "X-Large": "x" * 120_000})
        assert (answer.status_code, answer.headers.get("content-type", "")[:16]) in {(431, "application/json"), (400, "text/plain; chars")}
    assert guarded.get("/v1/threads", {**guarded.key("ann"), "X-Large": "x" * 50_000}).status_code == 200


def test_each_input_of_a_batch_is_a_turn_of_the_buyers(guarded: Guarded) -> None:
    cookie = guarded.post("/v1/session", {"Host": "acme.example"}).headers["set-cookie"].split(";")[0]
    headers = {"Cookie": cookie, "Host": "acme.example"}
    answer = guarded.post("/assistant/batch", headers, json={"inputs": [{"text": TEXT}] * 3})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many") and int(answer.headers["retry-after"]) > 0
    assert guarded.get("/v1/threads", headers).json()["threads"] == []


def test_a_buyer_that_asks_too_often_is_told_when_to_come_again(guarded: Guarded) -> None:
    headers = {"Host": "acme.example", **guarded.key("acme-ann")}
    answers = [guarded.post("/assistant/invoke", headers, json={"input": {"text": TEXT}}) for _ in range(4)]
    assert [answer.status_code for answer in answers].count(429) >= 1
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert guarded.get("/v1/threads", headers).status_code == 200


def test_pages_of_other_sites_can_not_ask(guarded: Guarded) -> None:
    cookie = {"Cookie": guarded.post("/v1/session").headers["set-cookie"].split(";")[0]}
    for origin in ("https://evil.example", "null"):
        assert guarded.post("/v1/threads", {**cookie, "Origin": origin}).status_code == 403
    assert guarded.post("/v1/threads", {**cookie, "Origin": guarded.server.url}).status_code == 201
    assert "access-control-allow-origin" not in guarded.get("/v1/threads", {**cookie, "Origin": "https://evil.example"}).headers


def test_every_answer_has_a_name_and_the_headers_that_protect_a_browser(guarded: Guarded) -> None:
    for path, status in (("/healthz", 200), ("/v1/threads", 401), ("/nowhere", 401)):
        answer = guarded.get(path, {"X-Request-ID": "mine-1"})
        assert (answer.status_code, answer.headers["x-request-id"]) == (status, "mine-1")
        assert answer.headers["x-content-type-options"] == "nosniff" and "default-src 'none'" in answer.headers["content-security-policy"]
    assert guarded.get("/healthz", {"X-Request-ID": "a b\t<"}).headers["x-request-id"] != "a b\t<"


def test_a_server_that_is_being_stopped_takes_no_new_turn(guarded: Guarded) -> None:
    gate = guarded.server.app.state.gate
    gate.closed = True
    try:
        for path, body in (("/v1/threads/t/turns", {"text": TEXT}), ("/assistant/stream", {"input": {"text": TEXT}})):
            answer = guarded.post(path, guarded.key("ann"), json=body)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert guarded.get("/readyz").status_code == 503
        assert guarded.get("/v1/threads", guarded.key("ann")).status_code == guarded.get("/healthz").status_code == 200
    finally:
        gate.closed = False


def test_without_authentication_nobody_else_is_served(six_store: Path, tmp_path: Path) -> None:
    with Local(create_app(Settings(store=six_store, state=tmp_path))) as server:
        assert httpx.get(f"{server.url}/v1/threads").status_code == 200
        assert httpx.get(f"{server.url}/v1/threads", headers={"Host": "localhost:8801"}).status_code == 200
        assert httpx.get(f"{server.url}/v1/threads", headers={"Host": "[::1]:8801"}).status_code == 200
        for host in ("shop.example", "127.0.0.1.evil.example", "127.0.0.1:8801@evil.example", ""):
            answer = httpx.get(f"{server.url}/v1/threads", headers={"Host": host})
            assert answer.status_code == 403 and "DAOGOU_AUTH" in answer.json()["detail"]


WRONG: list[dict[str, Any]] = [
    {"auth": "nothing"},
    {"auth": "none,keys"},
    {"auth": ""},
    {"auth": "keys"},
    {"auth": "keys", "api_keys": Path("/nowhere/keys.yaml")},
    {"auth": "jwt"},
    {"auth": "jwt", "jwt_issuer": "i", "jwt_audience": "a", "jwt_keys": "/nowhere/jwks.json"},
]


def test_a_redirect_leads_to_no_host_that_the_request_names(guarded: Guarded) -> None:
    for path, to in (("/v1/threads/?q=a", "/v1/threads?q=a"), ("/assistant/playground", "/assistant/playground/")):
        answer = guarded.get(path, {**guarded.key("ann"), "Host": "evil.example"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (307, to)


def test_a_token_is_no_buyer_that_a_key_or_browser_is(guarded: Guarded) -> None:
    cookie = guarded.post("/v1/session")
    browser = {"Cookie": cookie.headers["set-cookie"].split(";")[0]}
    for headers, buyer in ((guarded.key("own"), "key-own"), (guarded.key("ann"), "ann"), (browser, cookie.json()["buyer"])):
        thread = guarded.post("/v1/threads", headers).json()["thread_id"]
        token = {"Authorization": f"Bearer {guarded.token(sub=buyer)}"}
        assert guarded.get(f"/v1/threads/{thread}", headers).status_code == 200
        assert guarded.get(f"/v1/threads/{thread}", token).status_code == 404
        mine = guarded.post("/v1/threads", token).json()["thread_id"]
        assert guarded.get(f"/v1/threads/{mine}", token).status_code == 200


@pytest.mark.parametrize(("proxies", "answers"), [(None, [200, 200, 429, 429]), ("127.0.0.0/8", [200, 200, 200, 200])])
def test_where_a_request_comes_from_is_told_by_named_proxies_alone(six_store: Path, tmp_path: Path, proxies: str | None, answers: list[int]) -> None:
    settings = Settings(store=six_store, state=tmp_path, auth="session", rate_address="2/day", proxies=proxies)
    with Local(create_app(settings)) as server:
        heard = [httpx.get(f"{server.url}/docs", headers={"X-Forwarded-For": f"9.9.9.{number}"}) for number in range(4)]
    assert [answer.status_code for answer in heard] == answers


def test_a_server_believes_no_proxy_that_is_not_named() -> None:
    assert OPTIONS["proxy_headers"] is False


@pytest.mark.parametrize(
    "given",
    [
        {"cors_origins": "*"},
        {"cors_origins": "https://a.example,null"},
        {"cors_origins": "https://a.example/x"},
        {"proxies": "*"},
        {"proxies": "shop.example"},
    ],
)
def test_neither_every_site_nor_every_proxy_can_be_named(six_store: Path, tmp_path: Path, given: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="DAOGOU_CORS_ORIGINS|DAOGOU_PROXIES"):
        create_app(Settings(store=six_store, state=tmp_path, auth="session", **given))


def test_a_named_site_may_ask_with_its_cookie(six_store: Path, tmp_path: Path) -> None:
    with Local(create_app(Settings(store=six_store, state=tmp_path, auth="session", cors_origins="https://Shop.example/"))) as server:
        for origin, status in (("https://shop.example", 200), ("https://other.example", 403)):
            assert httpx.post(f"{server.url}/v1/session", headers={"Origin": origin}).status_code == status


@pytest.mark.parametrize("given", WRONG)
def test_settings_that_do_not_hold_are_told_before_anything_listens(tmp_path: Path, given: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="DAOGOU_AUTH|DAOGOU_API_KEYS|DAOGOU_JWT"):
        Authentication(Settings(state=tmp_path, **given))


@pytest.mark.parametrize("rate", ["0/minute", "0 per 5 minutes", "-1/minute", "often"])
def test_a_rate_that_lets_nobody_ask_is_none(rate: str) -> None:
    for given in (Settings(rate_buyer=rate), Settings(rate_address=rate)):
        with pytest.raises(InputError, match="DAOGOU_RATE_"):
            Rates(given)


def test_what_nothing_guards_is_not_opened_to_others() -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        check_open(Settings(), host)
    for host in ("0.0.0.0", "::", "192.168.1.5", "shop.example"):
        with pytest.raises(InputError, match="DAOGOU_AUTH"):
            check_open(Settings(), host)
    check_open(Settings(auth="session"), "0.0.0.0")


@pytest.mark.parametrize(
    "rows", [{"a b": {}}, {"default": {}}, {"acme": {"auth": "none"}}, {"acme": {"nonsense": 1}}, {"acme": {"drain_s": 1}}, ["acme"]]
)
def test_tenants_that_can_not_be_are_told(six_store: Path, tmp_path: Path, rows: Any) -> None:
    file = tmp_path / "tenants.yaml"
    file.write_text(yaml.safe_dump(rows))
    with pytest.raises(InputError, match=r"tenants\.yaml"):
        Tenants(Settings(store=six_store, state=tmp_path, tenants=file))


def test_tenants_beside_one_redis_need_databases_of_their_own(six_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "tenants.yaml"
    file.write_text("acme: {}\n")
    with pytest.raises(InputError, match="redis_url of its own"):
        Tenants(Settings(store=six_store, state=tmp_path, tenants=file, redis_url=SecretStr("redis://127.0.0.1:1/0")))


def test_a_turns_connection_ends_with_it_so_that_any_worker_may_take_the_next(guarded: Guarded) -> None:
    key = guarded.key("service")
    for accept in ("application/json", "text/event-stream"):
        turn = guarded.post("/v1/threads/ended-with-it/turns", {**key, "Accept": accept}, json={"text": TEXT, "buyer_id": "door"}, timeout=60)
        assert (turn.status_code, turn.headers["connection"]) == (200, "close")
    assert guarded.get("/v1/threads/ended-with-it?buyer_id=door", key).headers.get("connection") != "close"

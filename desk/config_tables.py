"""The tables of config.toml as types: what keys there are, and what each may hold."""

import ipaddress
import re
from datetime import date, timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from desk.store_url import DEFAULT
from news.licence import PERMISSION, terms_of
from news.publisher import Origin, ReviewMode, TextFrom
from news.scope import Scope
from wire.urls import HOST

DURATION = re.compile(r"\A(\d{1,9})\s*+(ms|s|m|h|d)")
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
SIZE = re.compile(r"(\d{1,6})\s*(MB|GB|TB)")
SIZES = {"MB": 10**6, "GB": 10**9, "TB": 10**12}
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ADDRESS = re.compile(r"\A(\[[0-9a-fA-F:]++\]|[^:\s]++):(\d{1,5})")


def _duration(value: object) -> timedelta:
    found = DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('a time such as "30s", "10m", "2h" or "1d" is expected')
    seconds = int(found[1]) * UNITS[found[2]]
    if not 0 <= seconds <= 366 * 86400:
        raise ValueError("a time of at most a year is expected")
    return timedelta(seconds=seconds)


def _lifetime(value: object) -> timedelta | None:
    try:
        return None if value is None or value == "forever" else _duration(value)
    except ValueError:
        raise ValueError('a time such as "90d" is expected, or "forever"') from None


def _size(value: object) -> int:
    found = SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('a size such as "500 MB" or "20 GB" is expected')
    return int(found[1]) * SIZES[found[2]]


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"no time zone is called {value!r}; names look like Europe/Moscow") from None
    return value


def _identifier(value: str) -> str:
    if IDENTIFIER.fullmatch(value) is None:
        raise ValueError("an id is made of small letters, digits and hyphens, 63 characters at most")
    return value


def _language(value: str) -> str:
    if LANGUAGE.fullmatch(value) is None:
        raise ValueError('a language tag such as "en" or "pt-BR" is expected')
    return value


def _words(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


def _one_line_of_ascii(value: str) -> str:
    if not (value.isascii() and value.isprintable()):  # as ingest.fetch.settings demands of what stands in the User-Agent
        raise ValueError('plain ASCII in one line is expected, such as "mailto:desk@example.org"')
    return value


def _host(value: str) -> str:
    if HOST.fullmatch(f"[{value}]" if ":" in value else value) is None:
        raise ValueError('a host\'s name such as "gopher.example.org" is expected, one with other letters as xn--…')
    return value


def _encoding(value: str) -> str:
    try:
        "".encode(value)
    except (LookupError, ValueError):
        raise ValueError(f"no encoding of text is called {value!r}; names look like windows-1252 or shift_jis") from None
    return value


def _web_url(value: str) -> str:
    parts = urlsplit(value)
    if (
        " " in value
        or not value.isprintable()
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.query
        or parts.fragment
    ):
        raise ValueError('a web address such as "https://example.org/" is expected')
    return value if value.endswith("/") else value + "/"


def _link(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https", "gopher", "mailto") or not (parts.hostname or parts.path):
        raise ValueError("an address that begins with https://, http:// or gopher:// is expected")
    return value


def _feed_url(value: str) -> str:
    value = value.strip()
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https", "gopher") or not parts.hostname:
        raise ValueError("a feed's address begins with https://, http:// or gopher://")
    return value


def _network(value: str) -> str:
    try:
        ipaddress.ip_network(value)
    except ValueError:
        raise ValueError('a network such as "10.0.0.0/8" or "127.0.0.1/32" is expected') from None
    return value


def _listen(value: str) -> str:
    found = ADDRESS.fullmatch(value)
    if found is None or int(found[2]) > 65535:
        raise ValueError('an address to listen on such as "127.0.0.1:8080" is expected')
    return value


def _licence(value: str) -> str:
    from ingest.facts.rights import licence_named  # noqa: PLC0415 — most configs state no licence, and it costs more than all else

    named = PERMISSION if value == PERMISSION else licence_named(value)[0]
    if not terms_of(named).allows_republication:
        raise ValueError(f'{value!r} is no licence that lets a text be republished: an SPDX id, an address or "permission"')
    return value


def _store_url(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("sqlite:///FILE or postgresql+psycopg://… is expected")
    return value


Identifier = Annotated[str, AfterValidator(_identifier)]
Words = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_words)]
Zone = Annotated[str, AfterValidator(_zone)]
Language = Annotated[str, AfterValidator(_language)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Lifetime = Annotated[timedelta | None, BeforeValidator(_lifetime)]
Size = Annotated[int, BeforeValidator(_size)]
Address = Annotated[str, AfterValidator(_link)]
Port = Annotated[int, Field(ge=1, le=65535)]


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CallToActionTable(Table):
    label: Words
    url: Address


class SiteTable(Table):
    id: Identifier
    title: Words
    base_url: Annotated[str, AfterValidator(_web_url)]
    timezone: Zone
    language: Language
    tagline: Words | None = None
    copyright_notice: Words | None = None
    commercial: bool | None = None
    call_to_action: CallToActionTable | None = None


class StoreTable(Table):
    url: Annotated[str, AfterValidator(_store_url)] = DEFAULT


class PublishTable(Table):
    folder: Words = "public"
    gopher_host: Annotated[str, AfterValidator(_host)] = "localhost"
    gopher_port: Port = 70


class ServeTable(Table):
    http: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    gopher: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:7070"


def _callback(value: str) -> str:
    address = _web_url(value)
    if urlsplit(address).path == "/":
        raise ValueError('a path of its own is needed, as in "https://desk.example/hub/": the rest is the site')
    return address


class WebsubTable(Table):
    callback: Annotated[str, AfterValidator(_callback)]


class FetchTable(Table):
    contact: Annotated[Words, AfterValidator(_one_line_of_ascii)]
    allow_networks: list[Annotated[str, AfterValidator(_network)]] = []
    allow_ports: list[Port] = []
    pace: Duration | None = None


class PollTable(Table):
    slowest: Duration = timedelta(hours=6)


class RetentionTable(Table):
    captures: Lifetime = timedelta(days=90)
    size: Size | None = None


class RightsTable(Table):
    licence: Annotated[str, AfterValidator(_licence)]
    scope: Annotated[Scope, Field(strict=False)] = Scope.FULL
    notice: Words | None = None
    evidence: Words
    seen: date


class PublisherTable(Table):
    id: Identifier
    name: Words
    timezone: Zone | None = None
    home: Address | None = None
    rights: RightsTable | None = None


class FeedTable(Table):
    id: Identifier
    publisher: str
    url: Annotated[str, AfterValidator(_feed_url)]
    every: Duration = timedelta(hours=1)
    text: Annotated[TextFrom, Field(strict=False)] = TextFrom.AUTO
    review: Annotated[ReviewMode, Field(strict=False)] = ReviewMode.QUEUE
    topics: list[Words] = []
    via: Words | None = None
    depth: Annotated[int, Field(ge=0, le=8)] = 3
    dialect: Literal["wiredesk"] | None = None
    language: Language | None = None
    encoding: Annotated[str, AfterValidator(_encoding)] | None = None
    hosts: list[Words] = []
    origin: Annotated[Origin, Field(strict=False)] = Origin.COMPARE
    hub: bool = True
    ports: list[Port] = []
    ca: Words | None = None


class File(Table):
    site: SiteTable
    store: StoreTable = StoreTable()
    publish: PublishTable = PublishTable()
    serve: ServeTable = ServeTable()
    fetch: FetchTable
    poll: PollTable = PollTable()
    retention: RetentionTable = RetentionTable()
    websub: WebsubTable | None = None
    publisher: list[PublisherTable] = []
    feed: list[FeedTable] = []

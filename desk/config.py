"""config.toml, read into frozen settings; every mistake named at once with file, line, key and the nearest right name."""

import difflib
import hashlib
import ipaddress
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from desk.errors import ConfigError, NotAllowed
from desk.toml_lines import Path as KeyPath
from desk.toml_lines import key_lines
from exporters.paths import RESERVED
from ingest.facts.rights import licence_named
from ingest.fetch.settings import FetchSettings
from news.licence import PERMISSION, terms_of
from news.names import FeedId, PublisherId
from news.publisher import CallToAction, Feed, Origin, Publisher, ReviewMode, RightsStatement, Site, TextFrom
from news.rights import Scope

DURATION = re.compile(r"(\d+)\s*(ms|s|m|h|d)")
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ADDRESS = re.compile(r"(\[[0-9a-fA-F:]+\]|[^:\s]+):(\d{1,5})")


def _duration(value: object) -> timedelta:
    found = DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('a time such as "30s", "10m", "2h" or "1d" is expected')
    seconds = int(found[1]) * UNITS[found[2]]
    if not 0 <= seconds <= 366 * 86400:
        raise ValueError("a time of at most a year is expected")
    return timedelta(seconds=seconds)


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


def _web_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError('a web address such as "https://example.org/" is expected')
    return value if value.endswith("/") else value + "/"


def _link(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https", "gopher", "mailto") or not (parts.hostname or parts.path):
        raise ValueError("an address that begins with https://, http:// or gopher:// is expected")
    return value


def _feed_url(value: str) -> str:
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
    named = PERMISSION if value == PERMISSION else licence_named(value)[0]
    if not terms_of(named).allows_republication:
        raise ValueError(f'{value!r} is no licence that lets a text be republished: an SPDX id, an address or "permission"')
    return value


def _store_url(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("sqlite:///FILE or postgresql+psycopg://… is expected")
    return value


Identifier = Annotated[str, AfterValidator(_identifier)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]
Zone = Annotated[str, AfterValidator(_zone)]
Language = Annotated[str, AfterValidator(_language)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Address = Annotated[str, AfterValidator(_link)]
Port = Annotated[int, Field(ge=1, le=65535)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _CallToAction(_Table):
    label: Words
    url: Address


class _Site(_Table):
    id: Identifier
    title: Words
    base_url: Annotated[str, AfterValidator(_web_url)]
    timezone: Zone
    language: Language
    tagline: Words | None = None
    copyright_notice: Words | None = None
    commercial: bool | None = None
    call_to_action: _CallToAction | None = None


class _Store(_Table):
    url: Annotated[str, AfterValidator(_store_url)] = "sqlite:///wiredesk.db"


class _Publish(_Table):
    folder: Words = "public"
    gopher_host: Words = "localhost"
    gopher_port: Port = 70


class _Serve(_Table):
    http: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    gopher: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:7070"


class _Fetch(_Table):
    contact: Words
    allow_networks: list[Annotated[str, AfterValidator(_network)]] = []
    allow_ports: list[Port] = []
    pace: Duration | None = None


class _Rights(_Table):
    licence: Annotated[str, AfterValidator(_licence)]
    scope: Annotated[Scope, Field(strict=False)] = Scope.FULL
    notice: Words | None = None
    evidence: Words
    seen: date


class _Publisher(_Table):
    id: Identifier
    name: Words
    timezone: Zone | None = None
    home: Address | None = None
    rights: _Rights | None = None


class _Feed(_Table):
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
    encoding: Words | None = None
    hosts: list[Words] = []
    origin: Annotated[Origin, Field(strict=False)] = Origin.COMPARE


class _File(_Table):
    site: _Site
    store: _Store = _Store()
    publish: _Publish = _Publish()
    serve: _Serve = _Serve()
    fetch: _Fetch
    publisher: list[_Publisher] = []
    feed: list[_Feed] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The operator's word, checked. Paths are absolute. `digest` is the file's SHA-256; `lines` the line of each feed.

    `http` and `gopher` are the host and port to listen on.
    """

    path: Path
    data: Path
    digest: str
    site: Site
    store_url: str
    folder: Path
    http: tuple[str, int]
    gopher: tuple[str, int]
    fetch: FetchSettings
    publishers: Mapping[PublisherId, Publisher]
    feeds: tuple[Feed, ...]
    lines: Mapping[FeedId, int]


def digest_of_file(body: bytes) -> str:
    """What tells whether the config has changed since the store last took it over."""
    return hashlib.sha256(body).hexdigest()


def load(path: Path, data: Path) -> Config:
    """The config in the file; relative paths in it are relative to `data`. Raises ConfigError with all mistakes."""
    body = read_bytes(path)
    try:
        text = body.decode("utf-8")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as broken:
        raise ConfigError(path, [f"{path}: is not UTF-8 text (byte {broken.start})"]) from None
    except tomllib.TOMLDecodeError as broken:
        raise ConfigError(path, [f"{path}: is not TOML: {broken}"]) from None
    lines = key_lines(text)
    mistakes = []
    checked = None
    try:
        checked = _File.model_validate(raw)
    except ValidationError as wrong:
        mistakes += [_sentence(path, lines, error) for error in wrong.errors()]
    mistakes += [f"{path}:{_line(lines, where)}: {words}" for where, words in _cross_checks(raw)]
    if mistakes or checked is None:
        raise ConfigError(path, sorted(mistakes, key=_line_of))
    return _config(path, data, digest_of_file(body), checked, lines)


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises ConfigError saying what to do when it is not there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        advice = "`wiredesk init` writes one, or name yours with --config"
        raise ConfigError(path, [f"{path}: there is no such file; {advice}"]) from None
    except OSError as broken:
        raise ConfigError(path, [f"{path}: cannot be read: {broken.strerror}"]) from None


def _config(path: Path, data: Path, digest: str, file: _File, lines: Mapping[KeyPath, int]) -> Config:
    site = Site(
        **file.site.model_dump(exclude={"call_to_action"}),
        call_to_action=None if file.site.call_to_action is None else CallToAction(**file.site.call_to_action.model_dump()),
        gopher_host=file.publish.gopher_host,
        gopher_port=file.publish.gopher_port,
    )
    publishers = {PublisherId(one.id): _publisher(one) for one in file.publisher}
    return Config(
        path=path,
        data=data,
        digest=digest,
        site=site,
        store_url=file.store.url,
        folder=data / file.publish.folder,
        http=_host_and_port(file.serve.http),
        gopher=_host_and_port(file.serve.gopher),
        fetch=FetchSettings(
            contact=file.fetch.contact,
            allow_networks=tuple(file.fetch.allow_networks),
            allow_ports=tuple(file.fetch.allow_ports),
            pace_s=None if file.fetch.pace is None else file.fetch.pace.total_seconds(),
        ),
        publishers=publishers,
        feeds=tuple(_feed(one, publishers) for one in file.feed),
        lines={FeedId(one.id): _line(lines, ("feed", at)) for at, one in enumerate(file.feed)},
    )


def _publisher(one: _Publisher) -> Publisher:
    rights = None if one.rights is None else RightsStatement(**one.rights.model_dump())
    return Publisher(id=PublisherId(one.id), name=one.name, home=one.home, timezone=one.timezone, rights=rights)


def _feed(one: _Feed, publishers: Mapping[PublisherId, Publisher]) -> Feed:
    settings = one.model_dump(exclude={"id", "publisher", "topics", "hosts"})
    publisher = publishers[PublisherId(one.publisher)]
    return Feed(id=FeedId(one.id), publisher=publisher, topics=tuple(one.topics), hosts=tuple(one.hosts), **settings)


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _cross_checks(raw: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What no single key can tell: ids given twice, publishers that no feed can find, names that the site needs itself."""
    publishers, feeds = _tables(raw, "publisher"), _tables(raw, "feed")
    for kind, tables in (("publisher", publishers), ("feed", feeds)):
        seen: dict[object, int] = {}
        for at, table in enumerate(tables):
            name = table.get("id")
            if isinstance(name, str) and name in seen:
                yield (kind, at, "id"), f"{kind}.id: {name!r} is taken by {kind} number {seen[name] + 1}; ids are unique"
            seen.setdefault(name, at)
    known = [table["id"] for table in publishers if isinstance(table.get("id"), str)]
    for at, table in enumerate(publishers):
        if table.get("id") in RESERVED:
            yield ("publisher", at, "id"), f"publisher.id: {table['id']!r} is an address the site itself needs; choose another"
    for at, table in enumerate(feeds):
        name = table.get("publisher")
        if isinstance(name, str) and name not in known:
            words = f"feed.publisher: no [[publisher]] has the id {name!r}{_nearest(name, known)}"
            yield ("feed", at, "publisher"), words


def _tables(raw: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    tables = raw.get(name)
    return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []


def _sentence(path: Path, lines: Mapping[KeyPath, int], error: Any) -> str:
    where: KeyPath = tuple(error["loc"])
    key = ".".join(str(part) for part in where if isinstance(part, str))
    kind = error["type"]
    if kind == "extra_forbidden":
        words = f"there is no key {str(where[-1])!r} here{_nearest(str(where[-1]), _names(where[:-1]))}"
    elif kind == "missing":
        words = f"{where[-1]!r} is missing"
        where = where[:-1]
    elif kind == "value_error":
        words = str(error["ctx"]["error"])
    elif kind in ("enum", "literal_error"):
        words = f"{error['input']!r} is none of {error['ctx']['expected']}"
    else:
        words = f"{error['msg'].replace('Input should be', 'should be')}, and it is {error['input']!r}"
    return f"{path}:{_line(lines, where)}: {key}: {words}"


def _names(where: KeyPath) -> list[str]:
    """The keys that a table may have."""
    model: type[BaseModel] = _File
    for part in where:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        inner = [] if field is None else list(_models(field.annotation))
        if not inner:
            return []
        model = inner[0]
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _nearest(name: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(names)}" if names else ""


def _line(lines: Mapping[KeyPath, int], where: KeyPath) -> int:
    """The line of the key, or of the nearest table above it."""
    for end in range(len(where), 0, -1):
        if where[:end] in lines:
            return lines[where[:end]]
    return 1


def _line_of(sentence: str) -> tuple[int, str]:
    found = re.search(r":(\d+): ", sentence)
    return (int(found[1]) if found else 0, sentence)


def added_publisher(settings: Mapping[str, Any]) -> Publisher:
    """A publisher given by command. Raises NotAllowed with every mistake."""
    if settings.get("id") in RESERVED:
        raise NotAllowed(f"publisher: {settings['id']!r} is an address the site itself needs; choose another id")
    try:
        return _publisher(_Publisher.model_validate(settings))
    except ValidationError as wrong:
        raise NotAllowed("\n".join(f"publisher {_plain_sentence(error)}" for error in wrong.errors())) from None


def added_feed(settings: Mapping[str, Any], publisher: Publisher) -> Feed:
    """A feed given by command, by the rules of the config. Raises NotAllowed with every mistake."""
    try:
        return _feed(_Feed.model_validate({**settings, "publisher": publisher.id}), {publisher.id: publisher})
    except ValidationError as wrong:
        raise NotAllowed("\n".join(f"feed {_plain_sentence(error)}" for error in wrong.errors())) from None


def _plain_sentence(error: Any) -> str:
    words = str(error["ctx"]["error"]) if error["type"] == "value_error" else f"{error['msg']}, and it is {error['input']!r}"
    return f"{error['loc'][0]}: {words}"

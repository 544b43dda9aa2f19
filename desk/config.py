"""config.toml, read into frozen settings; every mistake named at once with file, line, key and the nearest right name."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desk.config_mistakes import cross_checks, line_of, order_of, plain_sentence, sentence_of
from desk.config_tables import FeedTable, File, PublisherTable
from desk.errors import ConfigError, NotAllowed
from desk.toml_lines import Path as KeyPath
from desk.toml_lines import key_lines
from exporters.paths import RESERVED
from ingest.fetch.settings import Exemption, FetchSettings
from news.names import FeedId, PublisherId
from news.publisher import CallToAction, Feed, Publisher, RightsStatement, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long fetched bytes are kept, None: for ever; and how much room they may take in bytes, None: any."""

    captures: timedelta | None
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The operator's word, checked. Paths are absolute. `digest` is the file's SHA-256; `lines` the line of each feed.

    `slowest` is how rarely a feed that has little new is asked. `http` and `gopher` are the host and port to listen on; `websub`
    is the public address, with a path that ends in a slash, below which hubs may call, None where they may not.
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
    slowest: timedelta
    retention: Retention
    publishers: Mapping[PublisherId, Publisher]
    feeds: tuple[Feed, ...]
    lines: Mapping[FeedId, int]
    websub: str | None = None


ENDLESS_NAME = re.compile(r"^[ \t]*+\[{0,2}+[ \t]*+[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){1000}", re.MULTILINE)
"""A key or a table's name that no reader of TOML comes to the end of: each of its parts costs as much as all before it."""


def digest_of_file(body: bytes) -> str:
    """What tells whether the config has changed since the store last took it over."""
    return hashlib.sha256(body).hexdigest()


def load(path: Path, data: Path, body: bytes | None = None) -> Config:
    """The config in the file, or in its bytes where they were read before; relative paths in it are relative to `data`. Raises
    ConfigError with all mistakes."""
    body = read_bytes(path) if body is None else body
    try:
        text = body.decode("utf-8")
        if ENDLESS_NAME.search(text):
            raise ConfigError(path, [f"{path}: has a name of more than 1,000 parts"])
        raw = tomllib.loads(text)
    except UnicodeDecodeError as broken:
        raise ConfigError(path, [f"{path}: is not UTF-8 text (byte {broken.start})"]) from None
    except RecursionError:
        raise ConfigError(path, [f"{path}: is nested too deep to be read"]) from None
    except tomllib.TOMLDecodeError as broken:
        raise ConfigError(path, [f"{path}: is not TOML: {broken}"]) from None
    lines = key_lines(text)
    mistakes = []
    checked = None
    try:
        checked = File.model_validate(raw)
    except ValidationError as wrong:
        mistakes += [sentence_of(path, lines, error) for error in wrong.errors()]
    mistakes += [f"{path}:{line_of(lines, where)}: {words}" for where, words in cross_checks(raw)]
    if checked is not None:
        mistakes += [f"{path}:{line_of(lines, where)}: {words}" for where, words in _unreadable_authorities(checked, data)]
    if mistakes or checked is None:
        raise ConfigError(path, sorted(mistakes, key=order_of))
    return _config(path, data, digest_of_file(body), checked, lines)


def _unreadable_authorities(file: File, data: Path) -> Iterator[tuple[KeyPath, str]]:
    """The feeds whose `ca` is no file of certificates, with what is wrong with it."""
    for at, one in enumerate(file.feed):
        if one.ca is None:
            continue
        try:
            holds_some = b"-----BEGIN CERTIFICATE-----" in (data / one.ca).read_bytes()
        except OSError as broken:
            yield ("feed", at, "ca"), f"feed.ca: {data / one.ca} cannot be read: {broken.strerror}"
            continue
        if not holds_some:
            yield ("feed", at, "ca"), f"feed.ca: {data / one.ca} holds no certificate in PEM form"


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises ConfigError saying what to do when it is not there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        advice = "`wiredesk init` writes one, or name yours with --config"
        raise ConfigError(path, [f"{path}: there is no such file; {advice}"]) from None
    except OSError as broken:
        raise ConfigError(path, [f"{path}: cannot be read: {broken.strerror}"]) from None


def _config(path: Path, data: Path, digest: str, file: File, lines: Mapping[KeyPath, int]) -> Config:
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
            exemptions={
                one.id: Exemption(ports=tuple(one.ports), ca=None if one.ca is None else data / one.ca)
                for one in file.feed
                if one.ports or one.ca is not None
            },
        ),
        slowest=file.poll.slowest,
        retention=Retention(captures=file.retention.captures, size=file.retention.size),
        publishers=publishers,
        feeds=tuple(_feed(one, publishers) for one in file.feed),
        lines={FeedId(one.id): line_of(lines, ("feed", at)) for at, one in enumerate(file.feed)},
        websub=None if file.websub is None else file.websub.callback,
    )


def _publisher(one: PublisherTable) -> Publisher:
    rights = None if one.rights is None else RightsStatement(**one.rights.model_dump())
    return Publisher(id=PublisherId(one.id), name=one.name, home=one.home, timezone=one.timezone, rights=rights)


def _feed(one: FeedTable, publishers: Mapping[PublisherId, Publisher]) -> Feed:
    settings = one.model_dump(exclude={"id", "publisher", "topics", "hosts", "ports", "ca"})
    publisher = publishers[PublisherId(one.publisher)]
    return Feed(id=FeedId(one.id), publisher=publisher, topics=tuple(one.topics), hosts=tuple(one.hosts), **settings)


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def added_publisher(settings: Mapping[str, Any]) -> Publisher:
    """A publisher given by command. Raises NotAllowed with every mistake."""
    if settings.get("id") in RESERVED:
        raise NotAllowed(f"publisher: {settings['id']!r} is an address the site itself needs; choose another id")
    try:
        return _publisher(PublisherTable.model_validate(settings))
    except ValidationError as wrong:
        raise NotAllowed("\n".join(f"publisher {plain_sentence(error)}" for error in wrong.errors())) from None


def added_feed(settings: Mapping[str, Any], publisher: Publisher) -> Feed:
    """A feed given by command, by the rules of the config. Raises NotAllowed with every mistake."""
    try:
        return _feed(FeedTable.model_validate({**settings, "publisher": publisher.id}), {publisher.id: publisher})
    except ValidationError as wrong:
        raise NotAllowed("\n".join(f"feed {plain_sentence(error)}" for error in wrong.errors())) from None

"""What polling needs of the config, remembered in the store from when the config was last read.

To read a config of a thousand feeds and find no mistake in it takes longer than to claim them. What was read once and has not
changed since, by a byte, is not read again by a pass that only polls (rule 13).
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desk.store_url import store_url
from ingest.fetch.settings import Exemption, FetchSettings
from store import schema
from store.errors import StoreError
from wire.version import VERSION

if TYPE_CHECKING:
    from desk.config import Config

NAME: Final = "settings"
"""What the store remembers them under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The part of the config that a pass over the feeds needs; see `desk.config.Config`."""

    data: Path
    store_url: str
    digest: str
    fetch: FetchSettings
    slowest: timedelta
    websub: str | None


def settings_of(config: "Config") -> Settings:
    """The settings in a config."""
    return Settings(
        data=config.data, store_url=config.store_url, digest=config.digest, fetch=config.fetch, slowest=config.slowest,
        websub=config.websub,
    )  # fmt: skip


def written(settings: Settings) -> str:
    """The settings as the store remembers them: JSON, with the config and the release of wiredesk that they hold for."""
    fetch = settings.fetch
    return json.dumps({
        "config": settings.digest, "release": VERSION, "data": str(settings.data), "slowest_s": settings.slowest.total_seconds(),
        "websub": settings.websub, "contact": fetch.contact, "networks": fetch.allow_networks, "ports": fetch.allow_ports,
        "pace_s": fetch.pace_s, "exemptions": {
            feed: {"ports": one.ports, "ca": None if one.ca is None else str(one.ca)} for feed, one in fetch.exemptions.items()
        },
    })  # fmt: skip


def remembered(body: bytes, data: Path) -> Settings | None:
    """The settings in the config whose bytes these are, as its store remembers them. None where it does not: another config,
    another release, another data folder, no database, or one on PostgreSQL, which cannot be asked as cheaply."""
    url = store_url(body)
    try:
        path = None if url is None else schema.sqlite_path(url, data)
        if url is None or path is None or not path.exists():
            return None
        with schema.reading(path) as connection:
            if schema.version_of(connection, str(path)) != schema.HEAD:
                return None
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (NAME,)).fetchone()
    except StoreError:
        return None
    digest = sha256(body).hexdigest()
    kept = {} if row is None else json.loads(row[0])
    if (kept.get("config"), kept.get("release"), kept.get("data")) != (digest, VERSION, str(data)):
        return None
    fetch = FetchSettings(
        contact=kept["contact"], allow_networks=tuple(kept["networks"]), allow_ports=tuple(kept["ports"]), pace_s=kept["pace_s"],
        exemptions={
            feed: Exemption(ports=tuple(one["ports"]), ca=None if one["ca"] is None else Path(one["ca"]))
            for feed, one in kept["exemptions"].items()
        },
    )  # fmt: skip
    slowest = timedelta(seconds=kept["slowest_s"])
    return Settings(data=data, store_url=url, digest=digest, fetch=fetch, slowest=slowest, websub=kept["websub"])

"""Who publishes, what is polled, and the site that republishes: as the operator declares them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from news.names import FeedId, PublisherId
from news.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsStatement:
    """What the operator states about a publisher's terms, with evidence and the day it was seen (rule 3)."""

    licence: str
    """An SPDX id, a licence URL, or `permission`, as written in the config."""
    scope: Scope
    notice: str | None
    evidence: str
    seen: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who owns and first published a text. `timezone` is an IANA name and settles dates that name no zone."""

    id: PublisherId
    name: str
    home: str | None = None
    timezone: str | None = None
    rights: RightsStatement | None = None


class TextFrom(StrEnum):
    """Where a story's full text is taken from."""

    AUTO = "auto"
    FEED = "feed"
    PAGE = "page"


class Origin(StrEnum):
    """Whether a mirror's text is held against the publisher's own page, when robots.txt lets us fetch it."""

    COMPARE = "compare"
    OFF = "off"


class ReviewMode(StrEnum):
    """Whether a story with no flags approves itself or waits for an editor."""

    AUTO = "auto"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An address polled on a cadence. `hosts` are further gopher hosts whose items the walk may follow. `hub`: whether to
    listen to the hub that the feed announces, where hubs are listened to at all."""

    id: FeedId
    publisher: Publisher
    url: str
    every: timedelta
    text: TextFrom = TextFrom.AUTO
    review: ReviewMode = ReviewMode.QUEUE
    topics: tuple[str, ...] = ()
    via: str | None = None
    depth: int = 3
    dialect: str | None = None
    language: str | None = None
    encoding: str | None = None
    hosts: tuple[str, ...] = ()
    origin: Origin = Origin.COMPARE
    hub: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CallToAction:
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The house that republishes. `timezone` is the zone its dates are printed in; `base_url` ends in a slash."""

    id: str
    title: str
    base_url: str
    timezone: str
    language: str
    tagline: str | None = None
    copyright_notice: str | None = None
    commercial: bool | None = None
    call_to_action: CallToAction | None = None
    gopher_host: str | None = None
    gopher_port: int = 70

"""What is asked of the door and what comes back. Bad weather is a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What is fetched: it sets the cap on the body (rule 7) and, for gopher, the item type."""

    FEED = "feed"
    PAGE = "page"
    MENU = "menu"
    TEXT = "text"
    ROBOTS = "robots"
    HUB = "hub"
    TERMS = "terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the server gave us to ask "has it changed?" with (RFC 9110 section 8.8); sent back as they came."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing to fetch. `robots` asks the host's robots.txt first (article pages, never feeds).

    `feed` is the id of the feed on whose behalf it is asked: what the operator allows that feed alone holds for it.

    `validators` are sent to `validators_of` alone, the address that gave them; None: to `url`. Another server, to which
    a redirect leads today, may have an older file than ours, and would say that nothing has changed.

    With a `form` (`application/x-www-form-urlencoded`) it is sent by POST. Any 2xx is Fetched then, without its body, which is
    not read; the only redirects followed are 307 and 308, which keep the method (RFC 9110 section 15.4), and none away from TLS.
    """

    url: str
    kind: Kind
    validators: Validators | None = None
    validators_of: str | None = None
    robots: bool = False
    form: bytes | None = None
    feed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The whole body, decoded from its content encoding. `headers` have lower-case names. `fetched_at` is aware UTC.

    `final_url` is where the last redirect led; `moved_to` the address of an unbroken chain of permanent redirects.
    `media_type` is lower case and without parameters; both it and `charset` are None where the server states none.
    `status` is 0 over gopher, which has none. `took_s` are seconds from asking to the last byte, without the waiting for a turn.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    fetched_at: datetime
    media_type: str | None = None
    charset: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    validators: Validators | None = None
    moved_to: str | None = None
    took_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """304, or a server that says so in its own way: what we have is still what there is. `moved_to` as in Fetched."""

    url: str
    fetched_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    validators: Validators | None = None
    moved_to: str | None = None
    took_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """We did not ask, or stopped reading, by a rule of ours: `rule` is its short name, `words` says it to a person.

    Rules: `url`, `scheme`, `port`, `private-address`, `robots`, `redirects`, `encoding`, `too-large`.

    `robots_of` is the origin whose robots.txt forbids it, or could not be had: true of more than this page.
    """

    url: str
    rule: str
    words: str
    fetched_at: datetime
    robots_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The other side did not give it. `cause` is a short name, `words` says it to a person in one line.

    Causes: `status`, `timeout`, `connect`, `dns`, `tls`, `broken`, `gopher-error`, and `host-paused` for a host that asked to be
    left alone and was not asked.

    `status` is the HTTP status where there was one; `retry_after` the instant before which the host wants no request.
    `temporary` is False where asking again cannot help (404, 410, 401, 403). `robots_of` as in Refused.
    """

    url: str
    cause: str
    words: str
    fetched_at: datetime
    status: int | None = None
    retry_after: datetime | None = None
    temporary: bool = True
    robots_of: str | None = None


FetchOutcome = Fetched | NotModified | Refused | Failed

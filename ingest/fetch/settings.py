"""What the operator sets for fetching, and the limits that hold when nothing is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.fetch.addresses import networks
from ingest.fetch.outcome import Kind

MIB = 1024 * 1024
POLITE_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """What holds for one feed and all that is asked on its behalf, pages and redirects among it.

    `ports` are allowed beside the usual ones; `ca` is a file of certificate authorities (PEM) trusted beside the system's.
    """

    ports: tuple[int, ...] = ()
    ca: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """The limits of every fetch: sizes in bytes after decoding, times in seconds. A ValueError names a setting that is wrong.

    `contact` stands in the User-Agent, so that a publisher can write to whoever runs this desk (RFC 9110 section 10.1.5).
    `allow_networks` are CIDR blocks of private addresses that may be asked; `allow_ports` stand beside the usual ones.
    `pace_s` is the rest between two requests to one host, which never sees two at once. None: a second, and for addresses in
    `allow_networks`, which are the operator's own, neither rest nor turns. `patience_s` is the longest such rest
    that is waited for: a host that asks for more is left alone and the fetch fails with the instant to come back.
    `exemptions` are by feed id, as `Request.feed` names it.
    """

    contact: str
    allow_networks: tuple[str, ...] = ()
    allow_ports: tuple[int, ...] = ()
    exemptions: Mapping[str, Exemption] = field(default_factory=dict)

    timeout_s: float = 60.0
    connect_s: float = 10.0
    idle_s: float = 15.0
    gopher_timeout_s: float = 30.0
    gopher_idle_s: float = 10.0
    slowest_rate: int = 1000
    """Bytes a second below which a body is given up, once `rate_grace_s` have passed."""
    rate_grace_s: float = 10.0

    redirects: int = 5
    header_bytes: int = 16 * 1024
    """The longest single header line, and the longest status line."""
    headers: int = 128

    connections: int = 16
    pace_s: float | None = None
    patience_s: float = 60.0
    pause_s: float = 60.0
    """How long a host rests that says 429 (too many requests) without saying for how long."""

    feed_cap: int = 20 * MIB
    page_cap: int = 4 * MIB
    text_cap: int = 1 * MIB
    menu_cap: int = 256 * 1024
    robots_cap: int = 512 * 1024
    terms_cap: int = 1 * MIB

    def __post_init__(self) -> None:
        if not self.contact or not self.contact.isascii() or not self.contact.isprintable():
            msg = (
                f"fetch.contact {self.contact!r} cannot stand in a User-Agent: plain ASCII is needed, as mailto:desk@example.org"
            )
            raise ValueError(msg)
        networks(self.allow_networks)

    def cap(self, kind: Kind) -> int:
        """The most bytes a body of this kind may have (rule 7)."""
        return {
            Kind.FEED: self.feed_cap,
            Kind.PAGE: self.page_cap,
            Kind.TEXT: self.text_cap,
            Kind.MENU: self.menu_cap,
            Kind.ROBOTS: self.robots_cap,
            Kind.TERMS: self.terms_cap,
            Kind.HUB: 0,
        }[kind]

"""WebSub (W3C Recommendation of 23 January 2018): what a feed announces, what is said to a hub, what a hub says. Pure.

A hub is told where to call; it calls when the feed has changed. What it brings along is not taken for the feed: it may be a
part of it (section 7), it comes without the publisher's own headers, and from somebody else. So its bytes prove, by their
signature, that the hub was told; and the feed is then asked for at its own address, like any other time (rules 1 and 6).
"""

import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Self
from urllib.parse import urlencode, urljoin

from ingest.parse.entry import ParsedFeed
from news.habits import HubSaid
from wire.urls import safe_link

LONGEST_ADDRESS: Final = 2048
LONGEST_CHALLENGE: Final = 4096
LONGEST_REASON: Final = 200
LONGEST_LEASE: Final = timedelta(days=3660)
UNSAID_LEASE: Final = timedelta(days=1)
"""What is believed of a hub that names no lease, though section 5.3 demands it; it is asked anew well before."""

_VALUE: Final = r"\"(?:[^\"\\]|\\.){0,300}\"|[^\s;,\"]{1,300}"
_LINK: Final = re.compile(
    rf"<(?P<url>[^<>\s]{{1,2048}})>(?P<parameters>(?:\s{{0,9}};\s{{0,9}}(?:[\w*-]{{1,20}}(?:\s{{0,9}}=\s{{0,9}}(?:{_VALUE}))?)?)*)"
)
_PARAMETER: Final = re.compile(rf"([\w*-]{{1,20}})\s{{0,9}}=\s{{0,9}}({_VALUE})")
_SIGNATURE: Final = re.compile(r"(sha1|sha256|sha384|sha512)=([0-9a-f]+)", re.IGNORECASE)
_SECONDS: Final = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What a feed says of where its changes are told: the hub, and the topic, the feed's own name for itself at the hub."""

    hub: str
    topic: str


def hub_said(parsed: ParsedFeed, headers: Mapping[str, str], url: str) -> HubSaid | None:
    """What a feed fetched from `url` announces, None where it names no hub.

    HTTP `Link` headers are asked first, the feed itself only where these name no hub (section 4). JSON Feed names its topic in
    `feed_url`. Of several hubs the first is taken: the publisher tells them all. `headers` have lower-case names.
    """
    said = list(_links(headers.get("link", ""), url))
    hub = next((target for rel, target in said if rel == "hub"), None)
    topic = next((target for rel, target in said if rel == "self"), None)
    hub, topic = (hub, topic or parsed.topic) if hub is not None else (parsed.hub, parsed.topic)
    if hub is None or not _is_web(hub):
        return None
    return HubSaid(hub=hub, topic=topic if topic is not None and _is_web(topic) else None)


def announced(said: HubSaid | None) -> Announcement | None:
    """What can be asked of a hub, None where the feed does not name itself. A subscription is to the address that the feed itself
    states, which "MUST" be it (section 5.1): at one that we supposed, the hub might tell of nothing and we would wait for it."""
    return None if said is None or said.topic is None else Announcement(hub=said.hub, topic=said.topic)


def _links(value: str, url: str) -> Iterator[tuple[str, str]]:
    """Relation and target of the links in a `Link` header (RFC 8288) that speak of the feed itself. Of a parameter given
    twice the first counts (section 3)."""
    for link in _LINK.finditer(value[:16_384]):
        parameters = {name.lower(): said.strip('"') for name, said in reversed(_PARAMETER.findall(link["parameters"]))}
        try:
            target = safe_link(urljoin(url, link["url"]))
        except ValueError:
            continue
        if target is not None and not parameters.get("anchor"):
            yield from ((rel, target) for rel in parameters.get("rel", "").lower().split())


def _is_web(address: str) -> bool:
    return len(address) <= LONGEST_ADDRESS and address.isprintable() and address[:8].lower().startswith(("http://", "https://"))


def subscription_form(mode: str, announcement: Announcement, callback: str, secret: str, lease: timedelta) -> bytes:
    """The body of a request to the hub (section 5.1), `application/x-www-form-urlencoded`. `mode` is `subscribe` or
    `unsubscribe`.

    The secret goes to hubs without TLS too, other than the Recommendation would like: unsigned calls are never believed here, it
    serves for nothing else, and all that a thief of it wins is that we ask a feed for news.
    """
    said = {"hub.callback": callback, "hub.mode": mode, "hub.topic": announcement.topic}
    if mode == "subscribe":
        said |= {"hub.lease_seconds": str(int(lease.total_seconds())), "hub.secret": secret}
    return urlencode(said).encode("ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A hub asks whether we want what was asked of it (section 5.3). `lease` is what it grants; `mode` as in the form."""

    mode: str
    topic: str
    challenge: str
    lease: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A hub says that it will not, or no longer, tell us of a topic (section 5.2). `reason` is its own words, made printable."""

    topic: str
    reason: str


def read_call(pairs: Sequence[tuple[str, str]]) -> Question | Denial | None:
    """What a hub's GET on the callback says, by the names and values of its query; None where it says nothing that can be
    answered. Of a name given twice the last counts: a hub appends its own to those of the callback (section 5.1)."""
    said = dict(pairs)
    mode, topic, challenge = said.get("hub.mode", ""), said.get("hub.topic", ""), said.get("hub.challenge", "")
    if not 0 < len(topic) <= LONGEST_ADDRESS:
        return None
    if mode == "denied":
        reason = "".join(char if char.isprintable() else " " for char in said.get("hub.reason", "")[:LONGEST_REASON])
        return Denial(topic=topic, reason=" ".join(reason.split()))
    if mode not in ("subscribe", "unsubscribe") or not 0 < len(challenge) <= LONGEST_CHALLENGE:
        return None
    seconds = said.get("hub.lease_seconds", "")
    if seconds == "" or mode == "unsubscribe":
        lease = UNSAID_LEASE
    elif _SECONDS.fullmatch(seconds) and int(seconds) > 0:
        lease = min(timedelta(seconds=int(seconds)), LONGEST_LEASE)
    else:
        return None
    return Question(mode=mode, topic=topic, challenge=challenge, lease=lease)


class Signature:
    """The signature of one call, checked piece by piece as the body comes in, so that no body is ever held."""

    def __init__(self, method: str, stated: str, secret: str) -> None:
        self._stated, self._sum = stated.lower(), hmac.new(secret.encode(), digestmod=method)

    @classmethod
    def read(cls, header: str | None, secret: str) -> Self | None:
        """What an `X-Hub-Signature` header states (section 7.1); None for an unknown method, or none.

        All four methods are taken, SHA-1 too: most hubs know no other, collisions in it, which is where it is broken, do not help
        to forge a sum made with a secret, and a forged call would win no more than that we ask a feed for news.
        """
        found = _SIGNATURE.fullmatch((header or "").strip())
        return None if found is None else cls(found[1].lower(), found[2], secret)

    def feed(self, piece: bytes) -> None:
        """Takes the next piece of the body."""
        self._sum.update(piece)

    def holds(self) -> bool:
        """Whether the body is what the holder of the secret signed. Takes the same time for every wrong one."""
        return hmac.compare_digest(self._sum.hexdigest(), self._stated)

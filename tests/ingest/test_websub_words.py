"""WebSub on the wire: what a feed announces, what is said to a hub, what a hub may say."""

import hashlib
import hmac
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.outcome import Fetched
from ingest.parse.entry import NotAFeed, ParsedFeed
from ingest.parse.feed import parse_feed
from ingest.websub import (
    LONGEST_LEASE,
    UNSAID_LEASE,
    Announcement,
    Denial,
    Question,
    Signature,
    announced,
    hub_said,
    read_call,
    subscription_form,
)
from news.habits import HubSaid
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from tests.samples import SEEN

URL = "https://desk.example/news/rss"
HUB, TOPIC = "https://hub.example/", "https://desk.example/rss"
FEED = Feed(id=FeedId("desk"), publisher=Publisher(id=PublisherId("desk"), name="The Desk"), url=URL, every=timedelta(hours=1))
BARE = ParsedFeed(dialect="rss 2.0", title=None, entries=())
SAID = ParsedFeed(dialect="rss 2.0", title=None, entries=(), hub=HUB, topic=TOPIC)


def to_ask(parsed: ParsedFeed, headers: dict[str, str], url: str) -> Announcement | None:
    return announced(hub_said(parsed, headers, url))


def test_http_headers_are_asked_before_the_feed() -> None:
    headers = {"link": '</hub>; rel="hub", <../rss.xml>; rel=self, <https://other.example/>; rel="hub"'}
    assert to_ask(SAID, headers, URL) == Announcement(hub="https://desk.example/hub", topic="https://desk.example/rss.xml")
    assert to_ask(SAID, {}, URL) == Announcement(hub=HUB, topic=TOPIC)
    assert to_ask(SAID, {"link": '<https://hub2.example/>; rel="preload hub"'}, URL) == Announcement(
        hub="https://hub2.example/", topic=TOPIC
    ), "the header names the hub, the feed names itself"
    assert to_ask(SAID, {"link": '<https://desk.example/2>; rel="self"'}, URL) == Announcement(hub=HUB, topic=TOPIC)


@pytest.mark.parametrize(
    "parameters",
    [
        'crossorigin; rel="hub"',
        'rel="hub"; crossorigin',
        'title="so \\"called\\" hub"; rel=hub',
        "; rel=hub;",
        'rel="hub"; rel="next"',
        'title="; rel=next"; rel=hub',
    ],
)
def test_a_hub_is_known_whatever_else_its_link_says(parameters: str) -> None:
    said = to_ask(BARE, {"link": f'<{HUB}>; {parameters}, <{TOPIC}>; rel="self"'}, URL)
    assert said == Announcement(hub=HUB, topic=TOPIC)


@pytest.mark.parametrize(
    ("parsed", "link"),
    [
        (BARE, ""),
        (BARE, f'<{HUB}>; rel="hub"'),
        (ParsedFeed(dialect="atom 1.0", title=None, entries=(), hub=HUB), ""),
        (ParsedFeed(dialect="atom 1.0", title=None, entries=(), topic=TOPIC), ""),
        (ParsedFeed(dialect="atom 1.0", title=None, entries=(), hub="gopher://hub.example/", topic=TOPIC), ""),
        (ParsedFeed(dialect="atom 1.0", title=None, entries=(), hub=HUB + "x" * 3000, topic=TOPIC), ""),
        (BARE, f'<javascript:alert(1)>; rel="hub", <{TOPIC}>; rel="self"'),
        (BARE, f'<{HUB}>; title="; rel=hub"; rel=next, <{TOPIC}>; rel="self"'),
        (BARE, f'<{HUB}>; rel="hub"; anchor="https://other.example/", <{TOPIC}>; rel="self"'),
        (BARE, f'<http://[::bad/>; rel="hub", <{TOPIC}>; rel="self"'),
    ],
)
def test_without_a_hub_and_a_name_for_itself_there_is_nothing_to_subscribe_to(parsed: ParsedFeed, link: str) -> None:
    assert to_ask(parsed, {"link": link}, URL) is None


def test_a_hub_of_a_feed_that_does_not_name_itself_is_known_and_not_asked() -> None:
    said = hub_said(BARE, {"link": f'<{HUB}>; rel="hub"'}, URL)
    assert said == HubSaid(hub=HUB, topic=None)
    assert announced(said) is None


DOCUMENTS = {
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{links}<entry><id>a</id><title>A</title></entry></feed>',
    "rss": '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>{links}'
    "<item><guid>a</guid><title>A</title></item></channel></rss>",
}


@pytest.mark.parametrize("dialect", DOCUMENTS)
def test_a_feed_announces_its_hub_in_atom_links(dialect: str) -> None:
    name = "link" if dialect == "atom" else "atom:link"
    links = f'<{name} rel="hub" href="{HUB}"/><{name} rel="self" href="/rss"/>'
    parsed = read(DOCUMENTS[dialect].format(links=links).encode())
    assert to_ask(parsed, {}, URL) == Announcement(hub=HUB, topic=TOPIC)


def test_json_feed_names_hubs_by_their_kind_and_itself_by_its_address() -> None:
    hubs = '[{"type": "rssCloud", "url": "https://cloud.example/"}, {"type": "WebSub", "url": "https://hub.example/"}]'
    body = f'{{"version": "https://jsonfeed.org/version/1.1", "feed_url": "{TOPIC}", "hubs": {hubs}, "items": []}}'
    assert to_ask(read(body.encode()), {}, URL) == Announcement(hub=HUB, topic=TOPIC)


def read(body: bytes) -> ParsedFeed:
    fetched = Fetched(url=URL, final_url=URL, status=200, body=body, fetched_at=SEEN)
    parsed = parse_feed(fetched, FEED)
    assert not isinstance(parsed, NotAFeed), parsed
    return parsed


@given(st.text(alphabet='<>;,="\t relhubsf\\/:é', max_size=200))
def test_any_link_header_is_read_without_trouble(value: str) -> None:
    found = to_ask(BARE, {"link": value}, URL)
    assert found is None or found.hub.startswith("http")


def test_a_hostile_link_header_costs_no_time() -> None:
    values = ("<" * 100_000, "<a>" + ";" * 100_000, '<a>; rel="' * 20_000, "<a>;rel=hub" + " " * 100_000)
    for value in (*values, "<a>" + "; a" * 50_000, '<a>; a="' + "\\" * 100_000):
        assert to_ask(BARE, {"link": value}, URL) is None


def test_the_form_says_what_the_hub_needs_and_no_more() -> None:
    announcement = Announcement(hub=HUB, topic="https://desk.example/rss?a=1&b=ü")
    form = subscription_form("subscribe", announcement, "https://us.example/hub/x", "s3cret", timedelta(days=1))
    assert parse_qs(form.decode("ascii")) == {
        "hub.callback": ["https://us.example/hub/x"], "hub.mode": ["subscribe"], "hub.topic": [announcement.topic],
        "hub.lease_seconds": ["86400"], "hub.secret": ["s3cret"],
    }  # fmt: skip
    assert b"secret" not in subscription_form("unsubscribe", announcement, "https://us.example/hub/x", "s3cret", timedelta(1))


def ask(**changes: str | None) -> Question | Denial | None:
    said = {"mode": "subscribe", "topic": TOPIC, "challenge": "abc", "lease_seconds": "60"} | changes
    return read_call([(f"hub.{name}", value) for name, value in said.items() if value is not None])


def test_a_question_is_read() -> None:
    assert ask() == Question(mode="subscribe", topic=TOPIC, challenge="abc", lease=timedelta(minutes=1))
    assert ask(mode="unsubscribe", lease_seconds="nonsense") == Question(
        mode="unsubscribe", topic=TOPIC, challenge="abc", lease=UNSAID_LEASE
    ), "a lease is ignored there"
    unsaid = ask(lease_seconds=None)
    assert isinstance(unsaid, Question)
    assert unsaid.lease == UNSAID_LEASE
    endless = ask(lease_seconds="999999999999")
    assert isinstance(endless, Question)
    assert endless.lease == LONGEST_LEASE


@pytest.mark.parametrize(
    "changes",
    [
        {"mode": "publish"}, {"mode": None}, {"topic": None}, {"topic": ""}, {"topic": "x" * 3000}, {"challenge": None},
        {"challenge": ""}, {"challenge": "x" * 5000}, {"lease_seconds": "0"}, {"lease_seconds": "-1"}, {"lease_seconds": "1e9"},
        {"lease_seconds": "9" * 13}, {"lease_seconds": "٣"},
    ],
)  # fmt: skip
def test_what_is_no_question_is_none(changes: dict[str, str | None]) -> None:
    assert ask(**changes) is None


def test_a_denial_is_read_with_its_reason_made_harmless() -> None:
    denial = ask(mode="denied", challenge=None, reason="not\x1b[31m\r\nyours\u202e" + "!" * 900)
    assert isinstance(denial, Denial)
    assert denial.reason.startswith("not [31m yours !!!")
    assert len(denial.reason) <= 200
    assert ask(mode="denied", reason=None) == Denial(topic=TOPIC, reason="")


def test_the_last_of_two_counts_since_a_hub_appends_its_own() -> None:
    pairs = [("hub.mode", "denied"), ("hub.topic", "x"), ("hub.topic", TOPIC)]
    assert read_call(pairs) == Denial(topic=TOPIC, reason="")


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512", "SHA256"])
def test_a_true_signature_holds_in_pieces(method: str) -> None:
    stated = f"{method}={hmac.new(b's3cret', b'<rss/>', method.lower()).hexdigest().upper()}"
    signature = Signature.read(f" {stated} ", "s3cret")
    assert signature is not None
    for piece in (b"<r", b"", b"ss/>"):
        signature.feed(piece)
    assert signature.holds()
    signature.feed(b" ")
    assert not signature.holds()


@pytest.mark.parametrize(
    "header",
    [None, "", "sha256", "sha256=", "md5=" + hashlib.md5(b"").hexdigest(), "sha256=zz", "crc32=00", "sha256=ab; sha1=cd", "=ab"],
)  # fmt: skip
def test_what_is_no_signature_is_none(header: str | None) -> None:
    assert Signature.read(header, "s3cret") is None


@given(st.binary(max_size=50), st.binary(max_size=50), st.sampled_from(["sha1", "sha256", "sha384", "sha512"]))
def test_only_the_signed_bytes_hold(body: bytes, other: bytes, method: str) -> None:
    signature = Signature.read(f"{method}={hmac.new(b's3cret', body, method).hexdigest()}", "s3cret")
    assert signature is not None
    signature.feed(other)
    assert signature.holds() == (body == other)


def test_a_signature_cut_short_does_not_hold() -> None:
    whole = hmac.new(b"s3cret", b"x", "sha256").hexdigest()
    signature = Signature.read(f"sha256={whole[:8]}", "s3cret")
    assert signature is not None
    signature.feed(b"x")
    assert not signature.holds()

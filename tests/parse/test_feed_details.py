"""Single things that feeds state: attached files, the base of relative addresses, encoded text, entries without an address."""

import base64
from urllib.parse import urljoin, urlsplit

import pytest

from ingest.parse.entry import Enclosure, ParsedFeed
from ingest.parse.jsonfeed import parse_json_feed
from ingest.parse.statements import absolute
from ingest.parse.syndication import parse_syndication

ADDRESS = "https://feed.example.org/news/feed"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def read(body: str) -> ParsedFeed:
    found = parse_syndication(body, ADDRESS)
    assert isinstance(found, ParsedFeed), found
    return found


def test_attached_files_are_listed_whatever_they_are() -> None:
    sound = '<enclosure url="/a.mp3" type="Audio/MPEG" length="12"/><enclosure url="javascript:x" type="a/b" length="1"/>'
    (entry,) = read(f"<rss version='2.0'><channel><item>{sound}</item></channel></rss>").entries
    assert entry.enclosures == (Enclosure(url="https://feed.example.org/a.mp3", media_type="audio/mpeg", length=12),)
    (entry,) = read(f"<feed {ATOM}><entry><link rel='enclosure' href='b.pdf' length='many'/></entry></feed>").entries
    assert entry.enclosures == (Enclosure(url="https://feed.example.org/news/b.pdf"),)
    found = parse_json_feed(
        '{"items": [{"id": 1, "attachments": [{"url": "/c.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 3}, 4]}]}', ADDRESS
    )
    assert isinstance(found, ParsedFeed)
    assert found.entries[0].enclosures == (Enclosure(url="https://feed.example.org/c.mp3", media_type="audio/mpeg", length=3),)


def test_the_base_of_a_text_is_kept_where_the_feed_states_one() -> None:
    content = "<content type='html'>&lt;a href='x'>x&lt;/a></content>"
    entries = read(
        f"<feed {ATOM}><entry xml:base='/a/'><id>1</id>{content}</entry><entry><id>2</id>{content}</entry></feed>"
    ).entries
    assert [entry.contents[0].base for entry in entries] == ["https://feed.example.org/a/", None]


def test_encoded_text_is_decoded() -> None:
    for kind in ('type="application/octet-stream"', 'mode="base64"'):
        words = base64.b64encode("<b>Blåbær</b>".encode()).decode()
        space = ATOM if "octet" in kind else 'xmlns="http://purl.org/atom/ns#" version="0.3"'
        (entry,) = read(
            f"<feed {space}><entry><title {kind}>{words}</title><content {kind}>{words}</content></entry></feed>"
        ).entries
        assert entry.contents[0].body == "<b>Blåbær</b>"
        assert "Blåbær" in (entry.title or "")
    (entry,) = read(f'<feed {ATOM}><entry><content type="application/octet-stream">/9j/4AAQ</content></entry></feed>').entries
    assert entry.contents == ()


def test_markup_where_plain_text_should_be_is_markup() -> None:
    (entry,) = read(f"<feed {ATOM}><entry><summary>See <b>this</b></summary></entry></feed>").entries
    assert (entry.contents[0].body, entry.contents[0].html) == ("See <b>this</b>", True)


def test_an_address_within_a_link_is_one() -> None:
    (entry,) = read(f"<feed {ATOM}><entry><link>https://example.org/a</link></entry></feed>").entries
    assert entry.link == "https://example.org/a"


def test_a_name_with_an_address_is_a_name_and_an_address() -> None:
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = f"<rss version='2.0' {dublin}><channel><item><dc:creator>Ada Lee (ada@example.org)</dc:creator></item></channel></rss>"
    assert [(one.name, one.email) for one in read(body).entries[0].authors] == [("Ada Lee", "ada@example.org")]


def test_entries_without_an_address_are_never_taken_for_one() -> None:
    items = ["<title>A</title>", "<title>A</title><pubDate>1 May 2025</pubDate>", "<title>A</title>", "<title>B</title>", "", ""]
    items += ["<guid isPermaLink='false'>1</guid><description>x</description>", "<guid isPermaLink='false'>1</guid>"]
    body = "".join(f"<item>{item}</item>" for item in items)
    found = read(f"<rss version='2.0'><channel>{body}</channel></rss>")
    keys = [entry.key for entry in found.entries]
    assert len(keys) == len(set(keys)) == len(items)
    turned = read(f"<rss version='2.0'><channel><item><title>New</title></item>{body}</channel></rss>")
    assert set(keys) < {entry.key for entry in turned.entries}


def test_what_is_listed_twice_stands_apart() -> None:
    item = "<item><guid isPermaLink='false'>1</guid><link>https://example.org/1</link></item>"
    found = read(f"<rss version='2.0'><channel>{item}{item}</channel></rss>")
    assert (len(found.entries), len(found.repeated)) == (1, 1)
    assert found.skipped == ("1 listed twice and taken once",)


@pytest.mark.parametrize(
    ("root", "dialect"),
    [
        ("rss version='2.0'", "rss 2.0"),
        ("rss version='0.92'", "rss 0.92"),
        ("rss", "rss"),
        ("rss xmlns='http://backend.userland.com/RSS2.1' version='2.1'", "rss 2.0"),
    ],
)
def test_the_dialect_is_named(root: str, dialect: str) -> None:
    assert read(f"<{root}><channel><title>T</title></channel></{root.split(maxsplit=1)[0]}>").dialect == dialect


def test_a_feed_whose_last_tag_breaks_off_is_whole() -> None:
    assert read("<rss version='2.0'><channel><title>T</title></channel></rss").title == "T"


@pytest.mark.parametrize(
    "address",
    ["https://harbour.example/a", "http://harbour.example/a/../b", "https://harbour.example:8443/a?b=c&d=e?f", "http://h.example/a;b",
     "http://h.example/a;", "http://h.example/?", "http://h.example/a#", "http://h.example:99999/a", "http://.h.example/a", "http:///a",
     "http://h.example", "HTTPS://H.example/a", "https://h.example/é", "https://h.example/a b", "//h.example/a", "/a", "a:b"],
)  # fmt: skip
def test_an_address_is_joined_to_its_base_however_plain_it_is(address: str) -> None:
    """What is seen at a glance to be whole comes out as the library would join it."""
    for base in (None, ADDRESS, "http://feed.example.org/", "https://harbour.example/x;y?z#q"):
        joined = urljoin(base or "", address.replace(" ", "%20"))
        try:
            parts = urlsplit(joined)
            is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != -1
        except ValueError:
            is_usable = False
        assert absolute(address, base) == (joined if is_usable else None)

"""What a feed asks of those who poll it, and lists of feeds: read as stated, whatever the bytes."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.entry import NotAFeed, ParsedFeed
from ingest.parse.opml import Outline, read_opml
from ingest.parse.syndication import parse_syndication

HOUR = timedelta(hours=1)
SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


def read(channel: str) -> ParsedFeed:
    found = parse_syndication(f"<rss version='2.0' {SY}><channel>{channel}<item><title>T</title></item></channel></rss>", "")
    assert isinstance(found, ParsedFeed)
    return found


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("<hour>0</hour><hour> 23 </hour>", (0, 23)),
        ("<hour>24</hour><hour>24</hour><hour>7</hour>", (0, 7)),
        ("<hour>25</hour><hour>-1</hour><hour>noon</hour><hour/>", ()),
        ("<hour>१</hour><hour>99999999999999999999</hour>", ()),
    ],
)
def test_hours_to_leave_out(said: str, hours: tuple[int, ...]) -> None:
    assert read(f"<skipHours>{said}</skipHours>").skip_hours == hours


def test_days_to_leave_out() -> None:
    assert read("<skipDays><day>Sunday</day><day> monday </day><day>Someday</day></skipDays>").skip_days == (0, 6)


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", HOUR),
        ("<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 1.5 * HOUR),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 6 * HOUR),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
    ],
)
def test_the_longer_of_two_wishes_holds(said: str, time: timedelta | None) -> None:
    assert read(said).ttl == time


def test_a_list_is_read_with_its_folders() -> None:
    body = b"""<opml version="1.0"><body><outline text="F"><outline text=" A &amp; B " XMLURL="https://a.example/f" htmlUrl="https://a.example/"/>
    </outline><outline title="T" text="t" xmlUrl="b" w:id="x" xmlns:w="urn:wiredesk:opml"/><outline xmlUrl=" "/></body></opml>"""
    assert read_opml(body) == (
        Outline(line=1, url="https://a.example/f", title="A & B", home="https://a.example/"),
        Outline(line=2, url="b", title="T", id="x"),
    )


def test_a_list_opens_no_file_and_grows_no_entity() -> None:
    declared = '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    found = read_opml(f"{declared}<opml><body><outline xmlUrl='https://e.example/&x;&b;'/></body></opml>".encode())
    assert isinstance(found, NotAFeed) or all("aaaa" not in one.url and "\n" not in one.url for one in found)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"<opml><body>{text}</body></opml>".encode()))
def test_any_bytes_are_a_list_or_are_none(body: bytes) -> None:
    found = read_opml(body)
    assert isinstance(found, NotAFeed) or all(one.url for one in found)

"""A gopher menu is a feed: what becomes an entry, what is followed, and what is passed over and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.outcome import Fetched, Kind
from ingest.parse.entry import Follow, NotAFeed, ParsedFeed
from ingest.parse.menu import parse_menu, read_item
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher

START = "gopher://hole.example/1/feeds/saltmarsh/"
FEED = Feed(
    id=FeedId("f"), publisher=Publisher(id=PublisherId("p"), name="P"), url=START, every=timedelta(hours=1), depth=2
)  # fmt: skip


def menu(*lines: str, url: str = START, depth: int = 0, feed: Feed = FEED) -> ParsedFeed:
    found = parse_menu(fetched("".join(f"{line}\r\n" for line in (*lines, ".")).encode(), url), feed, depth)
    assert isinstance(found, ParsedFeed)
    return found


def fetched(body: bytes, url: str = START) -> Fetched:
    return Fetched(url=url, final_url=url, status=0, body=body, fetched_at=datetime(2025, 6, 3, tzinfo=UTC))


def item(kind: str, display: str, selector: str, host: str = "hole.example", port: int = 70) -> str:
    return f"{kind}{display}\t{selector}\t{host}\t{port}"


def test_texts_are_entries_known_by_their_address() -> None:
    selector = "/feeds/saltmarsh/2025/06/2025-06-03 Starlings in the"
    found = menu("iSaltmarsh\tTITLE\tnull.host\t1", item("0", "2025-06-03 Starlings in the…", selector))
    (entry,) = found.entries
    assert entry.key == entry.link == "gopher://hole.example/0/feeds/saltmarsh/2025/06/2025-06-03%20Starlings%20in%20the"
    assert entry.title == "Starlings in the…"
    assert [(said.text, said.place) for said in entry.published] == [
        ("2025-06-03", "gopher menu item"),
        ("2025-06", "gopher menu path"),
    ]
    assert (found.dialect, found.title) == ("gopher menu", "Saltmarsh")


@pytest.mark.parametrize(
    ("display", "title", "dates"),
    [
        ("2025-06-03 Starlings", "Starlings", ["2025-06-03"]),
        ("2025-06-03: Starlings", "Starlings", ["2025-06-03"]),
        ("[2025/06/03] Starlings", "Starlings", ["2025/06/03"]),
        ("2025-06    Starlings", "Starlings", ["2025-06"]),
        ("2025       Starlings", "Starlings", ["2025"]),
        ("2025 was a year of starlings", "2025 was a year of starlings", []),
        ("Starlings   2025-06-03", "Starlings", ["2025-06-03"]),
        ("2025-06-01 Starlings", "Starlings", ["2025-06"]),
        ("2025-13-03 Starlings", "2025-13-03 Starlings", []),
        ("           Starlings", "Starlings", []),
        ("2025-06-03", "2025-06-03", ["2025-06-03"]),
        ("2025-06-03-starlings.txt", "starlings.txt", ["2025-06-03"]),
        ("starlings.txt               2026-Nov-22 03:37    5.9 KB", "starlings.txt", []),
        ("starlings.txt  4.0K 2026-11-22 03:37 UTC", "starlings.txt", []),
        ("2025-06-03 Starlings  2026-Nov-22 03:37   12 KB", "Starlings", ["2025-06-03"]),
    ],
)
def test_a_title_loses_its_date_and_what_a_listing_added(display: str, title: str, dates: list[str]) -> None:
    found, said = read_item(display, b"/x")
    assert (found, [one.text for one in said]) == (title, dates)


def test_menus_below_are_followed_and_nothing_else() -> None:
    found = menu(
        item("1", "..", "/feeds/"),
        item("1", "Home", ""),
        item("1", "here", "/feeds/saltmarsh"),
        item("1", "2025", "/feeds/saltmarsh/2025/"),
        item("1", "2025 again", "/feeds/saltmarsh/2025/"),
        item("1", "beside", "/feeds/saltmarshes/"),
        item("0", "The feed", "/feeds/saltmarsh/atom.xml"),
    )
    base = "gopher://hole.example"
    assert found.follow == (
        Follow(url=f"{base}/1/feeds/saltmarsh/2025/", kind=Kind.MENU, depth=1),
        Follow(url=f"{base}/1/feeds/saltmarshes/", kind=Kind.MENU, depth=1),
        Follow(url=f"{base}/0/feeds/saltmarsh/atom.xml", kind=Kind.FEED, depth=1),
    )
    assert found.skipped == ("links to this menu or up: 3",)
    assert found.entries == ()


def test_the_walk_ends_at_the_feeds_depth() -> None:
    below = item("1", "06", "/feeds/saltmarsh/2025/06/")
    assert menu(below, depth=1).follow[0].depth == 2
    at_the_end = menu(below, depth=2)
    assert at_the_end.follow == ()
    assert at_the_end.skipped == ("menus deeper than 2 below the start: 1",)


def test_other_hosts_are_followed_only_where_the_feed_names_them() -> None:
    lines = (item("0", "A", "/a", "other.example"), item("1", "B", "/b", "other.example", 7070), item("0", "C", "/c", port=7071))
    assert menu(*lines).entries == ()
    assert len(menu(*lines).skipped) == 3
    named = replace(FEED, hosts=("Other.example",))
    assert [entry.link for entry in menu(*lines, feed=named).entries] == ["gopher://other.example/0/a"]
    assert [step.url for step in menu(*lines, feed=named).follow] == ["gopher://other.example:7070/1/b"]
    assert len(menu(*lines, feed=replace(FEED, hosts=("other.example:7070",))).follow) == 1


def test_what_is_passed_over_is_said() -> None:
    found = menu(
        item("h", "web", "URL:https://x.example/"), item("7", "search", "/s"), item("9", "file", "/f"),
        item("0", "caps", "/caps.txt"), item("0", "x", "/x", "(NULL)", 0), item("0", "ok", "/ok"),
        item("3", "no", "", "error.host", 1),
    )  # fmt: skip
    assert set(found.skipped) == {
        "web links: 1", "items of type 7: 1", "items of type 9: 1", "files that hold no story: 1",
        "lines without a usable host and port: 1", "error lines of the server: 1",
    }  # fmt: skip
    assert [entry.title for entry in found.entries] == ["ok"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"3Nothing here\t\terror.host\t1\r\n.\r\n", "Nothing here"),
        (b"<html><body>Log in</body></html>", "HTML"),
        (b"Just a text.\n", "a text"),
    ],
)
def test_what_is_no_menu_says_what_it_is(body: bytes, words: str) -> None:
    found = parse_menu(fetched(body), FEED, 0)
    assert isinstance(found, NotAFeed)
    assert words in found.words


def test_an_empty_menu_is_a_feed_without_entries() -> None:
    assert menu().entries == ()


def test_a_menu_needs_an_address_to_follow_from() -> None:
    assert isinstance(parse_menu(fetched(b".\r\n", "https://web.example/"), FEED, 0), NotAFeed)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(body: bytes) -> None:
    parse_menu(fetched(body), FEED, 0)

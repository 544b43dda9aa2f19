"""A gopher menu as a feed: its texts are entries, its menus and feed files are what to follow.

A menu states little: a text shown in columns and a selector. The text is no identity (servers cut it); the address is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.fetch.outcome import Fetched, Kind
from ingest.parse.entry import Entry, Follow, NotAFeed, ParsedFeed, Said
from news.body import fold
from news.names import EntryKey
from news.publisher import Feed
from wire.menu import ItemType, Menu, MenuLine, fault_of, read_menu
from wire.urls import GopherUrl

FEED_FILE: Final = re.compile(rb"\.(?:xml|rss|atom|rdf)$", re.IGNORECASE)
NO_STORY: Final = re.compile(rb"(?:^|/)(?:caps\.txt|robots\.txt|gophermap|\.[^/]*)$", re.IGNORECASE)
DATE: Final = r"(?:1[89]|2[01])\d\d[-/.](?:0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\d|3[01]))?"
LEADING: Final = re.compile(rf"\A\s*+\[?(?P<date>{DATE}|(?:1[89]|2[01])\d\d(?=\s\s))(?![-/.]?\d)\]?(?:[\s:–—-]+)(?=\S)", re.ASCII)
ALONE: Final = re.compile(rf"\A\s*+(?P<date>{DATE})(?:\.txt)?\s*", re.ASCII)
TRAILING: Final = re.compile(rf"(?<=\S)\s{{2,}}\(?(?P<date>{DATE})\)?\s*$", re.ASCII)
FIRST_OF_MONTH: Final = re.compile(r"(?<=\d\d[-/.]\d\d)[-/.]01$")
"""A mirror that knows only the month names its files after the first: the day is left to the page to state."""
LISTING: Final = re.compile(
    r"(?<!\s)\s{2,}(?:\d{4}-(?:[A-Z][a-z]{2}|\d\d)-\d\d \d\d:\d\d\s+[\d.]+ ?[kKMGT]?B"
    r"|[\d.]+[kKMGTB]? +\d{4}-\d\d-\d\d \d\d:\d\d(?: UTC)?)\s*$",
    re.ASCII,
)
"""What servers put behind a file's name when they list a folder: its time of change and its size, which are not the story's."""
IN_PATH: Final = re.compile(rb"/(?P<date>(?:1[89]|2[01])\d\d/(?:0[1-9]|1[0-2])(?:/(?:0[1-9]|[12]\d|3[01]))?)(?=/)")


def parse_menu(fetched: Fetched, feed: Feed, depth: int) -> ParsedFeed | NotAFeed:
    """The menu's entries in its own order, and what to follow. Never raises, on any bytes.

    `depth` is how many menus below the feed's start this one lies; menus below `feed.depth` are not followed, nor is the way
    up (a selector that this menu's own begins with) or another host, unless `feed.hosts` names it (`host` or `host:port`).
    What is passed over is said in `skipped`, one sentence for each cause.
    """
    here = GopherUrl.parse(fetched.final_url) or GopherUrl.parse(fetched.url)
    if here is None:
        return NotAFeed(words=f"{fetched.final_url} is no gopher address, so its lines cannot be followed")
    if fault := fault_of(fetched.body, ItemType.MENU):
        return NotAFeed(words=f"is no gopher menu: {fault.words}")
    menu = read_menu(fetched.body, feed.encoding, host=here.host, port=here.port)
    walk = _Walk(here=here, feed=feed, depth=depth)
    for line in menu.lines:
        walk.take(line)
    return ParsedFeed(
        dialect="gopher menu",
        title=_title(menu),
        entries=tuple(walk.entries.values()),
        follow=tuple(walk.follow.values()),
        link=here.format(),
        flags=menu.flags,
        skipped=tuple(walk.skipped()),
    )


def _title(menu: Menu) -> str | None:
    """The line that the server marks as title, else the first line of information that has words."""
    told = [line for line in menu.lines if line.item_type == ItemType.INFO and line.display.strip(" -=_*~.")]
    marked = [line for line in told if line.selector == b"TITLE"]
    return fold((marked or told)[0].display) if told else None


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What one menu's lines come to."""

    here: GopherUrl
    feed: Feed
    depth: int
    entries: dict[str, Entry] = field(default_factory=dict)
    follow: dict[str, Follow] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)

    def take(self, line: MenuLine) -> None:
        """Puts the line where it belongs."""
        if line.item_type == ItemType.INFO:
            return
        url = line.url
        target = None if url is None else GopherUrl.parse(url)
        if line.item_type == ItemType.ERROR:
            self.passed["error lines of the server"] += 1
        elif line.item_type == ItemType.WEB:
            self.passed["web links"] += 1
        elif line.item_type not in (ItemType.TEXT, ItemType.MENU):
            self.passed[f"items of type {line.item_type}"] += 1
        elif url is None or target is None:
            self.passed["lines without a usable host and port"] += 1
        elif not self._may_follow(target):
            self.passed[f"items on {target.host}:{target.port}, which is not in the feed's hosts"] += 1
        elif line.item_type == ItemType.MENU:
            self._menu(url, target)
        else:
            self._text(url, target, line)

    def _may_follow(self, target: GopherUrl) -> bool:
        if (target.host, target.port) == (self.here.host, self.here.port):
            return True
        return bool({target.host, f"{target.host}:{target.port}"} & {host.lower() for host in self.feed.hosts})

    def _menu(self, url: str, target: GopherUrl) -> None:
        is_same_host = (target.host, target.port) == (self.here.host, self.here.port)
        if is_same_host and _folder(self.here.selector).startswith(_folder(target.selector)):
            self.passed["links to this menu or up"] += 1
        elif self.depth >= self.feed.depth:
            self.passed[f"menus deeper than {self.feed.depth} below the start"] += 1
        else:
            self.follow.setdefault(url, Follow(url=url, kind=Kind.MENU, depth=self.depth + 1))

    def _text(self, url: str, target: GopherUrl, line: MenuLine) -> None:
        if NO_STORY.search(target.selector):
            self.passed["files that hold no story"] += 1
        elif FEED_FILE.search(target.selector):
            self.follow.setdefault(url, Follow(url=url, kind=Kind.FEED, depth=self.depth + 1))
        else:
            title, dates = read_item(line.display, target.selector or b"")
            self.entries.setdefault(url, Entry(key=EntryKey(url), link=url, title=title or None, published=dates))

    def skipped(self) -> Iterator[str]:
        """What was passed over, in words."""
        for words, number in self.passed.items():
            yield f"{words}: {number}"


def _folder(selector: bytes) -> bytes:
    """The selector as the beginning of what lies below it."""
    return selector.rstrip(b"/") + b"/"


def read_item(display: str, selector: bytes) -> tuple[str, tuple[Said, ...]]:
    """An item's title without its date and without what a server's listing adds, and every date that it states.

    Dates before or behind the title come first, then one in the path (`/2025/09/`). The listing's own is the file's, not the
    story's, and is none of them.
    """
    shown = LISTING.sub("", display)
    dates: list[Said] = []
    if found := ALONE.fullmatch(shown):
        dates.append(Said(text=FIRST_OF_MONTH.sub("", found["date"]), place="gopher menu item"))
    for pattern in (LEADING, TRAILING):
        if not dates and (found := pattern.search(shown) if pattern is TRAILING else pattern.match(shown)):
            dates.append(Said(text=FIRST_OF_MONTH.sub("", found["date"]), place="gopher menu item"))
            shown = shown[: found.start()] + shown[found.end() :]
    if paths := list(IN_PATH.finditer(selector)):
        dates.append(Said(text=paths[-1]["date"].decode().replace("/", "-"), place="gopher menu path"))
    return fold(shown), tuple(dates)

"""`python -m bench.feeds_score FOLDER …`: how feeds of other projects' tests are read, where those say what they expect.

A FOLDER holds feeds at any depth. Known are feedparser's test files (a comment at the head says what must hold of its result) and
gofeed's (a JSON file beside the feed says what must be found). An expectation counts where `inspect feed` has the field; the rest
is not applicable, and counted as that. Nothing of such a folder belongs in this repository.
"""

import argparse
import io
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import html

from bench import feeds_expected
from desk.inspect import FeedRead, Given, feed_of_nobody, fetched
from desk.inspect_feed import ACTIVE, ATTRIBUTES, TAGS, feed_read
from ingest.parse.feed import parse_feed
from wiredesk.printing import plain

XML = (".xml", ".rss", ".atom", ".rdf")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = re.compile(r"^Header:\s+([^:]+):(.*)$", re.MULTILINE)
ALL_ATTRIBUTES = {name for names in ATTRIBUTES.values() for name in names}


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.feeds_score", description=__doc__)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--list", action="store_true", help="name every file that falls short, and why")
    chosen = options.parse_args()
    warnings.simplefilter("ignore")
    short = 0
    for folder in chosen.folders:
        short += score(folder, told=chosen.list)
    cost([path for folder in chosen.folders for path in feeds_in(folder)])
    sys.exit(1 if short else 0)


def feeds_in(folder: Path) -> list[Path]:
    """Every feed in the folder: XML by any of its names, and JSON that holds items."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in (*XML, ".json") and path.is_file()]
    return [path for path in found if path.suffix != ".json" or b"jsonfeed.org" in path.read_bytes()]


def given_of(path: Path, folder: Path) -> Given:
    """The file as feedparser's own tests serve it, with the headers that its comment asks for."""
    body = path.read_bytes()
    headers = dict(HEADER.findall(feeds_expected.text_of(body)))
    url = f"http://127.0.0.1:8097/{path.relative_to(folder)}"
    content_type = headers.get("Content-type", "").strip() or None
    return Given(body=body, url=urljoin(url, headers.get("Content-Location", "").strip()), content_type=content_type)


def score(folder: Path, *, told: bool) -> int:
    """Prints the figures of a folder; gives back how many of the hard ones are not met."""
    count: Counter[str] = Counter()
    for path in feeds_in(folder):
        count["files"] += 1
        given = given_of(path, folder)
        try:
            read = feed_read(given, NOW)
        except Exception as crash:  # noqa: BLE001 (a crash is what is counted)
            count["crashed"] += 1
            print(f"  crash   {path}: {crash!r}")
            continue
        found = plain(read.found) if isinstance(read, FeedRead) else {"feed": {}, "entries": []}
        theirs = len(feedparser.parse(io.BytesIO(given.body)).entries)
        if len(found["entries"]) < theirs:
            count["with fewer entries"] += 1
            print(f"  fewer   {path}: {len(found['entries'])} of {theirs}; {getattr(read, 'words', '')}")
        for fault in active(found):
            count["with active markup"] += 1
            print(f"  active  {path}: {fault}")
        verdict, why = feeds_expected.judged(path, given.body, found)
        count[verdict] += 1
        if told and verdict == "missed":
            print(f"  missed  {path}: {why}")
    asked = count["met"] + count["missed"]
    share = count["met"] / asked if asked else 1.0
    rest = ", ".join(f"{count[name]} {name}" for name in ("crashed", "with fewer entries", "with active markup"))
    print(
        f"{folder}: {count['files']} feeds, {rest}\n"
        f"  expectations: {count['met']} of {asked} met ({share:.1%}); {count['the sanitiser']} of the sanitiser, "
        f"{count['not applicable']} not applicable, {count['none']} files without one"
    )
    return count["crashed"] + count["with fewer entries"] + count["with active markup"] + (share < 0.95)


def active(found: dict[str, Any]) -> Iterator[str]:
    """What a browser would act on, in any field."""
    for entry in found["entries"]:
        for name in ("summary", "content"):
            yield from active_html(entry[name] or "")
    for holder in (found["feed"], *found["entries"]):
        for name, value in holder.items():
            if isinstance(value, str) and name not in ("summary", "content") and ACTIVE.search(value):
                yield f"{name} {value[:80]!r}"


def active_html(markup: str) -> Iterator[str]:
    if "<" not in markup:
        return
    for element in html.fragment_fromstring(markup, create_parent="div").iter():
        if element.tag not in TAGS:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name not in ALL_ATTRIBUTES or (name == "href" and not re.match(r"(?:https?|gopher|mailto):", str(value))):
                yield f"{name}={value!r}"


def cost(paths: list[Path]) -> None:
    """Prints what our reading costs against feedparser's without its sanitiser and address resolution, feed by feed in turn."""
    for name, bodies in (("feeds of 20 entries", [made(20)] * 30), (f"{len(paths)} test feeds", [p.read_bytes() for p in paths])):
        ours = theirs = 0.0
        for at, body in enumerate(bodies):
            given = Given(body=body, url="https://feed.example.org/feed")
            page, feed = fetched(given, NOW), feed_of_nobody(given)
            began = time.process_time()
            parse_feed(page, feed)
            middle = time.process_time()
            feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
            if at:  # what the first call loads is not what a feed costs
                ours += middle - began
                theirs += time.process_time() - middle
        number = max(1, len(bodies) - 1)
        print(
            f"parsing {name:22} ours {ours / number * 1000:6.2f} ms CPU a feed   feedparser {theirs / number * 1000:6.2f}   "
            f"ratio {ours / theirs:.2f}   goal <= 1.0"
        )


def made(entries: int) -> bytes:
    """A feed as news sites have it: full text, two topics, author, picture."""
    paragraph = (
        '<p>A paragraph of usual length, with <em>stress</em> and a <a href="https://example.org/more">link</a> in it.</p>'
    )
    items = "".join(
        f"<item><title>Story {n} &amp; more</title><link>https://example.org/{n}</link><guid isPermaLink='false'>id-{n}</guid>"
        f"<pubDate>Fri, 15 Aug 2025 11:{n:02d}:21 +0000</pubDate><dc:creator>A Writer</dc:creator><category>World</category>"
        f"<category>Towns</category><description><![CDATA[<p>What the story says.</p>]]></description>"
        f"<content:encoded><![CDATA[{paragraph * 20}]]></content:encoded>"
        f"<media:content url='https://example.org/{n}.jpg' medium='image'><media:description>A bridge</media:description>"
        "</media:content></item>"
        for n in range(entries)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>News</title>'
        f"<link>https://example.org/</link><description>All of it</description><language>en</language>{items}</channel></rss>"
    ).encode()


if __name__ == "__main__":
    main()

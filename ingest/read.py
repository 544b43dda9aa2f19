"""One entry read to the end: its page or its feed's own text becomes an Article, and with the facts a Story. Pure."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from ingest.compose import compose
from ingest.doorstep import CHECK_WORDS, is_check
from ingest.extract.article import Article, NoArticle
from ingest.extract.fragment import extract_fragment, is_whole
from ingest.extract.gopher import extract_gopher
from ingest.extract.host_memory import HostMemory
from ingest.extract.html import extract_html
from ingest.fetch.outcome import Fetched
from ingest.source import Captured, Reading, Source
from ingest.witness import with_feed
from news.publisher import Feed, TextFrom
from news.story import Story


def read_entry(source: Source, captured: Captured | None) -> Reading:
    """The story of an entry, from its page where one was fetched, else from the feed's own text.

    Text in the feed counts where the feed is told to be trusted for it (`text = "feed"`), or where it is marked as full
    text and shows no sign of being a summary; NoArticle(cause="summary") says that the page is needed.
    """
    if captured is None:
        return Reading(_read_feed_text(source))
    found = read_page(source.feed, captured.page, source.entry.title, captured.memory)
    if isinstance(found, NoArticle):
        return Reading(found)
    story = compose(source, with_feed(found, source.entry.contents, captured.page.final_url), captured)
    return Reading(story, found.seen)


def _read_feed_text(source: Source) -> Story | NoArticle:
    entry, is_trusted = source.entry, source.feed.text is TextFrom.FEED
    why = NoArticle(cause="summary", words="the feed carries no more than a summary of it")
    for content in sorted(entry.contents, key=lambda content: not content.full):
        if not (content.full or is_trusted):
            break
        found = extract_fragment(content, base_url=content.base or entry.link or source.capture_url, headline=entry.title)
        if isinstance(found, NoArticle):
            why = found
        elif is_trusted or is_whole(content, found):
            return compose(source, found, content)
    return why


def read_entries(tasks: Sequence[tuple[Source, Captured | None]]) -> list[Reading]:
    """The same for several entries, in their order: one visit to a worker for a whole chunk."""
    return [read_entry(source, captured) for source, captured in tasks]


def read_page(feed: Feed, page: Fetched, title: str | None = None, memory: HostMemory | None = None) -> Article | NoArticle:
    """What a fetched page holds, by what it was fetched as. `title` is what the feed calls it, `memory` what is known of the
    host's other pages."""
    if urlsplit(page.final_url).scheme == "gopher":
        return extract_gopher(page.body, url=page.final_url, dialect=feed.dialect, encoding=feed.encoding)
    if page.media_type not in (None, "text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain"):
        return NoArticle(cause="not-html", words=f"the address leads to {page.media_type}, not to a page")
    if page.media_type == "text/plain":
        return extract_gopher(page.body, url=page.final_url, dialect=None, encoding=feed.encoding or page.charset)
    if is_check(page):
        return NoArticle(cause="check", words=f"what came is not the page: {CHECK_WORDS}")
    return extract_html(page.body, url=page.final_url, charset=page.charset, feed_title=title, memory=memory)

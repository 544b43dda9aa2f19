"""One entry read to the end: its page or its feed's own text becomes an Article, and with the facts a Story. Pure."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from ingest.compose import compose
from ingest.extract.article import Article, NoArticle
from ingest.extract.fragment import extract_fragment, is_whole
from ingest.extract.gopher import extract_gopher
from ingest.extract.html import extract_html
from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Content
from ingest.source import Captured, Source
from news.publisher import Feed, TextFrom
from news.story import Story


def text_in_feed(source: Source) -> Content | None:
    """The feed's own text of the entry where it may be taken for the whole story: the feed is told to be trusted for it
    (`text = "feed"`), or it is marked as full text and shows no sign of being a summary (`auto`)."""
    if source.feed.text is TextFrom.PAGE:
        return None
    full = [content for content in source.entry.contents if content.full]
    if source.feed.text is TextFrom.FEED:
        return next(iter(full or source.entry.contents), None)
    return next((content for content in full if is_whole(content)), None)


def read_entry(source: Source, captured: Captured | None) -> Story | NoArticle:
    """The story of an entry, from its page where one was fetched, else from the feed's own text."""
    if captured is None:
        content = text_in_feed(source)
        if content is None:
            return NoArticle(cause="no-text", words="the feed carries no text of it and there is no page to fetch")
        found = extract_fragment(content, base_url=source.entry.link or source.capture_url, headline=source.entry.title)
        return found if isinstance(found, NoArticle) else compose(source, found, content)
    found = _read_page(source.feed, captured.page)
    return found if isinstance(found, NoArticle) else compose(source, found, captured)


def read_entries(tasks: Sequence[tuple[Source, Captured | None]]) -> list[Story | NoArticle]:
    """The same for several entries, in their order: one visit to a worker for a whole chunk."""
    return [read_entry(source, captured) for source, captured in tasks]


def _read_page(feed: Feed, page: Fetched) -> Article | NoArticle:
    if urlsplit(page.final_url).scheme == "gopher":
        return extract_gopher(page.body, url=page.final_url, dialect=feed.dialect, encoding=feed.encoding)
    if page.media_type not in (None, "text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain"):
        return NoArticle(cause="not-html", words=f"the address leads to {page.media_type}, not to a page")
    if page.media_type == "text/plain":
        return extract_gopher(page.body, url=page.final_url, dialect=None, encoding=feed.encoding or page.charset)
    return extract_html(page.body, url=page.final_url, charset=page.charset)

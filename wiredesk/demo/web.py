"""The sample wire on the web: every publisher's pages and feeds as they lie on its server."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Final

from babel.dates import format_datetime as in_words
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wiredesk.demo.prose import html_of, until_cut
from wiredesk.demo.stories import Page, SampleFeed, SamplePublisher, SampleStory

HTML: Final = "text/html; charset=utf-8"
MEDIA_TYPES: Final = {"rss": "application/rss+xml", "atom": "application/atom+xml", "rdf": "application/rdf+xml"}
RELATED: Final = 3
"""How many other stories a page links to."""
PICTURE_NAME: Final = re.compile(r'src="images/([\w.-]+)"')
DRAWING: Final = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">
<rect width="640" height="220" fill="#cfdde3"/><rect y="220" width="640" height="140" fill="#56727f"/>
<circle cx="470" cy="150" r="34" fill="#f3e6c4"/><path d="M120 220 l40 -90 l40 90 z" fill="#33454d"/>
</svg>
"""
"""A sea, a light and a horizon: stands for every picture of the sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What the server has at one path. `modified` is aware; None where it is not known."""

    media_type: str
    body: bytes
    modified: datetime | None = None


def web(publishers: Iterable[SamplePublisher], base: str) -> dict[str, Resource]:
    """Everything the HTTP server has, by path. `base` is the server's address without a slash at its end."""
    pages = {"/robots.txt": Resource(media_type="text/plain; charset=utf-8", body=b"User-agent: *\nAllow: /\n")}
    for publisher in publishers:
        if publisher.design:
            pages |= {f"/{publisher.id}/{path}": page for path, page in _site(publisher, f"{base}/{publisher.id}/")}
    return pages


def feed_of(publisher: SamplePublisher, feed: SampleFeed, home: str) -> Resource:
    """The publisher's feed. `home` is the address of its folder and ends in a slash."""
    newest = max(story.modified for story in publisher.stories if story.modified)
    if feed.kind == "json":
        body = json.dumps(_json_feed(publisher, feed, home), ensure_ascii=False, indent=1).encode()
        return Resource(media_type="application/feed+json", body=body, modified=newest)
    full = feed.text == "full"
    text = ENVIRONMENT.get_template(f"{feed.kind}.xml").render(
        publisher=publisher,
        feed=feed,
        home=home,
        own=home + feed.file,
        newest=newest,
        licence_url=publisher.licence_url if full else "",
        entries=[(story, home + publisher.path(story), _shown(story, home)[0] if full else "") for story in publisher.stories],
    )
    media_type = f"{MEDIA_TYPES[feed.kind]}; charset={feed.encoding}"
    return Resource(media_type=media_type, body=text.encode(feed.encoding), modified=newest)


def _site(publisher: SamplePublisher, home: str) -> Iterator[tuple[str, Resource]]:
    """Each path below the publisher's folder and what lies there: front page, feed, pictures, story pages."""
    stories = [(story, home + publisher.path(story)) for story in publisher.stories]
    front = ENVIRONMENT.get_template("front.html").render(publisher=publisher, stories=stories)
    yield "", Resource(media_type=HTML, body=front.encode())
    if publisher.feed is not None:
        yield publisher.feed.file, feed_of(publisher, publisher.feed, home)
    for story in publisher.stories:
        for picture in PICTURE_NAME.findall(story.body):
            yield f"images/{picture}", Resource(media_type="image/svg+xml", body=DRAWING.encode())
        if story.page is not Page.MISSING:
            yield publisher.path(story), _story_page(publisher, story, home)


def _story_page(publisher: SamplePublisher, story: SampleStory, home: str) -> Resource:
    body, cut = _shown(story, home)
    others = [(other, home + publisher.path(other)) for other in publisher.stories if other is not story]
    text = ENVIRONMENT.get_template(
        f"{publisher.design}.html"
    ).render(
        publisher=publisher,
        story=story,
        home=home,
        url=home + publisher.path(story),
        language=story.language or publisher.language,
        shown=_date_in_words(publisher, story),
        body=Markup(body),  # noqa: S704  (the sample is ours, and its HTML is meant as HTML)
        cut=cut,
        related=others[:RELATED],
        json_ld=_json_ld(publisher, story),
    )
    return Resource(media_type=HTML, body=text.encode(), modified=story.modified)


def _shown(story: SampleStory, home: str) -> tuple[str, bool]:
    """The story's text in HTML as far as the publisher shows it, and whether it was cut."""
    body, cut = until_cut(story.body, "page")
    return html_of(body, f"{home}images/"), cut


def _date_in_words(publisher: SamplePublisher, story: SampleStory) -> str:
    if not publisher.shown_date or not isinstance(story.published, datetime):
        return story.dated
    return in_words(story.published, publisher.shown_date, locale=publisher.language)


def _json_ld(publisher: SamplePublisher, story: SampleStory) -> dict[str, Any]:
    """What schema.org calls a NewsArticle. A story without a byline is signed by its publisher."""
    organisation = {"@type": "Organization", "name": publisher.name}
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "description": story.standfirst,
        "datePublished": story.dated,
        "inLanguage": story.language or publisher.language,
        "publisher": organisation,
        "author": [{"@type": "Person", "name": name} for name in story.authors] or organisation,
    }
    return made | ({"dateModified": story.updated.isoformat()} if story.updated else {})


def _json_feed(publisher: SamplePublisher, feed: SampleFeed, home: str) -> dict[str, Any]:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), always with the whole text."""
    items = [
        {
            "id": home + publisher.path(story),
            "url": home + publisher.path(story),
            "title": story.headline,
            "summary": story.standfirst,
            "content_html": _shown(story, home)[0],
            "date_published": story.dated,
            "authors": [{"name": name} for name in story.authors],
            "tags": list(story.topics),
        }
        for story in publisher.stories
    ]
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name,
        "description": publisher.tagline,
        "home_page_url": home,
        "feed_url": home + feed.file,
        "language": publisher.language,
        "items": items,
    }


def _rfc5322(moment: datetime) -> str:
    return format_datetime(moment)


ENVIRONMENT: Final = Environment(
    loader=PackageLoader("wiredesk.demo", "designs"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
)
ENVIRONMENT.filters["rfc5322"] = _rfc5322

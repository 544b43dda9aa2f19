"""A page that was handed in, read as one that was fetched for an entry would be, but for a feed of which nothing is known."""

import codecs
from dataclasses import replace
from datetime import datetime

from desk.inspect import AlterationFound, Given, LeftOut, Nothing, PageFound, feed_of_nobody, fetched
from exporters.markup import body_markup
from ingest.compose import compose
from ingest.extract.article import Article, NoArticle
from ingest.facts.rights import record_of
from ingest.parse.entry import Entry
from ingest.parse.feed import BINARY, START
from ingest.read import read_page
from ingest.source import Captured, Source
from news.body import fold, leaves, plain
from news.names import EntryKey, digest_of_bytes
from news.story import Story
from wire.urls import safe_link


def page_found(given: Given, now: datetime) -> PageFound | Nothing:
    """What becomes of the page, or why nothing does. `now` is aware UTC: evidence says when it was seen."""
    read = story_of(given, now)
    if isinstance(read, NoArticle):
        return Nothing(words=read.words)
    story, article = read
    alteration, byline = story.alteration, story.attribution.byline
    topics = (*story.topics, *(wording.text for wording in article.wordings if wording.kind == "topic"))
    return PageFound(
        title=story.headline or None,
        standfirst=fold(plain(story.standfirst)) or None,
        text="\n".join(leaf.text for leaf in leaves(story.body) if not leaf.kind.endswith(("caption", "credit"))),
        html=str(body_markup(story.body)),
        authors=() if byline is None else byline.people,
        published=None if story.published is None else story.published.isoformat(),
        updated=None if story.updated is None else story.updated.isoformat(),
        language=story.language,
        topics=tuple(dict.fromkeys(topic for topic in topics if topic)),
        licence=record_of(story.evidence, None).licence,
        rights=story.evidence,
        dates=story.date_claims,
        losses=alteration.losses,
        alteration=AlterationFound(
            level=alteration.level,
            grounds=alteration.grounds,
            end_in_doubt=alteration.end_in_doubt,
            left_out=tuple(LeftOut(kind=kind, number=number) for kind, number in alteration.left_out),
        ),
    )


def story_of(given: Given, now: datetime) -> tuple[Story, Article] | NoArticle:
    """The story in the page and what it was composed of."""
    if not given.body.strip():
        return NoArticle(cause="empty", words="it is empty")
    if (kind := _binary(given.body)) is not None:
        return NoArticle(cause="not-html", words=f"it is {kind}")
    page, link = fetched(given, now), safe_link(given.url or "")
    feed = feed_of_nobody(given)
    article = read_page(feed, page)
    if isinstance(article, NoArticle):
        return article
    digest = digest_of_bytes(given.body)
    source = Source(
        feed=feed, entry=Entry(key=EntryKey(link or digest), link=link, title=None), capture=digest,
        capture_url=page.final_url, seen=now.isoformat(),
    )  # fmt: skip
    story = compose(source, article, Captured(page=page, digest=digest))
    return replace(story, evidence=tuple(replace(one, url=one.url or None) for one in story.evidence)), article


def _binary(body: bytes) -> str | None:
    """What the bytes are when they are no text."""
    for magic, kind in BINARY.items():
        if body.startswith(magic):
            return kind
    is_wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<"))
    return "binary data" if b"\0" in body[:START] and not is_wide else None

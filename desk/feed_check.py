"""A feed tried out before it is added: fetched through the door, read, and its first entry made into what it would become."""

from dataclasses import dataclass, replace
from datetime import timedelta

from desk.errors import NotAllowed
from desk.feeds import feed
from desk.judge import judge_story
from desk.office import Office
from ingest.asking import feed_request, page_request
from ingest.errors import WorkerLost
from ingest.extract.article import NoArticle
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Fetched, NotModified, Request
from ingest.parse.entry import NotAFeed, ParsedFeed
from ingest.source import Captured, Source, may_carry_text
from ingest.workers import Workers
from news.alteration import Level
from news.names import FeedId, PublisherId, digest_of_bytes
from news.publisher import Feed, Publisher
from news.review import State
from news.rights import Reason
from news.story import Story

SHOWN = 20
UNKNOWN = PublisherId("unknown")
"""The publisher of a feed that is only tried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntry:
    """An entry as a feed states it."""

    title: str | None
    link: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the feed's first entry would become."""

    headline: str
    published: str | None
    language: str | None
    byline: str | None
    licence: str | None
    alteration: Level
    opening: State
    reasons: tuple[Reason, ...]
    paragraphs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a feed would bring. `good`: it is a feed that can be read; `words` says what was found, or what is wrong."""

    url: str
    good: bool
    words: str
    entries: tuple[FoundEntry, ...] = ()
    notes: tuple[str, ...] = ()
    sample: Sample | None = None
    sample_words: str | None = None


async def check_feed(office: Office, name: str) -> Checked:
    """Fetches a feed, by id or address, through the door, reads it and its first entry, and stores nothing. Raises Missing for an
    id that no feed has, NotAllowed for what is neither."""
    tried = _feed_to_try(office, name)
    async with office.fetcher() as fetcher, office.workers() as workers:
        outcome = await fetcher.fetch(feed_request(tried.url, feed=tried.id))
        if not isinstance(outcome, Fetched):
            words = "not modified" if isinstance(outcome, NotModified) else outcome.words
            return Checked(url=tried.url, good=False, words=words)
        fetched, parsed, notes = await _first_with_entries(tried, outcome, fetcher, workers)
        if isinstance(parsed, NotAFeed):
            return Checked(url=tried.url, good=False, words=parsed.words)
        entries = tuple(
            FoundEntry(title=one.title, link=one.link, published=one.published[0].text if one.published else None)
            for one in parsed.entries
        )
        sample, why = await _sample(office, tried, fetched, parsed, fetcher, workers)
    return Checked(
        url=tried.url,
        good=True,
        words=f"{parsed.dialect}{_called(parsed)}: {len(entries)} {'entry' if len(entries) == 1 else 'entries'}",
        entries=entries[:SHOWN],
        notes=(*parsed.flags, *parsed.skipped, *notes),
        sample=sample,
        sample_words=why,
    )


def _called(parsed: ParsedFeed) -> str:
    return f", {parsed.title!r}" if parsed.title else " without a title"


def _feed_to_try(office: Office, name: str) -> Feed:
    if "://" not in name:
        if "." in name or "/" in name:  # as no id is
            raise NotAllowed(
                f"{name!r} is neither the id of a feed nor an address: those begin with https://, http:// or gopher://"
            )
        return feed(office, name).record.feed
    unknown = Publisher(id=UNKNOWN, name="(publisher not known yet)")
    return Feed(id=FeedId("check"), publisher=unknown, url=name, every=timedelta(hours=1))


async def _first_with_entries(
    tried: Feed, outcome: Fetched, fetcher: Fetcher, workers: Workers
) -> tuple[Fetched, ParsedFeed | NotAFeed, list[str]]:
    """The feed; of a gopher menu that only leads to menus, the first below it that holds entries."""
    notes: list[str] = []
    try:
        parsed = await workers.parse_feed(outcome, tried, 0)
        while isinstance(parsed, ParsedFeed) and not parsed.entries and parsed.follow:
            step = parsed.follow[-1]
            menus = "a menu" if len(parsed.follow) == 1 else f"{len(parsed.follow)} menus"
            notes.append(f"leads to {menus}; looked into {step.url}")
            below = await fetcher.fetch(Request(url=step.url, kind=step.kind, feed=tried.id))
            if not isinstance(below, Fetched):
                break
            outcome, parsed = below, await workers.parse_feed(below, tried, step.depth)
    except WorkerLost as lost:
        parsed = NotAFeed(words=lost.words)
    return outcome, parsed, notes


async def _sample(
    office: Office, tried: Feed, fetched: Fetched, parsed: ParsedFeed, fetcher: Fetcher, workers: Workers
) -> tuple[Sample | None, str | None]:
    if not parsed.entries:
        return None, "there is no entry to try"
    source = Source(
        feed=tried, entry=parsed.entries[0], feed_rights=parsed.rights, feed_language=parsed.language, feed_link=parsed.link,
        capture=digest_of_bytes(fetched.body), capture_url=fetched.final_url, seen=fetched.fetched_at.isoformat(),
    )  # fmt: skip
    found: Story | NoArticle = NoArticle(cause="no-text", words="it has no text")
    if may_carry_text(source):
        found = (await workers.read(source, None)).told
    if isinstance(found, NoArticle) and source.entry.link is not None:
        page = await fetcher.fetch(page_request(source.entry.link, tried.id))
        if not isinstance(page, Fetched):
            return None, f"{source.entry.link}: {'not modified' if isinstance(page, NotModified) else page.words}"
        found = (await workers.read(source, Captured(page=page, digest=digest_of_bytes(page.body)))).told
    if isinstance(found, NoArticle):
        return None, f"no story: {found.words}"
    if tried.publisher.id == UNKNOWN:  # nobody has said whose it is: nothing can differ from that
        found = replace(found, flags=tuple(flag for flag in found.flags if flag.code != "publisher-differs"))
    judged = judge_story(found, tried, office.config.site)
    byline = found.attribution.byline
    sample = Sample(
        headline=found.headline, published=None if found.published is None else found.published.isoformat(),
        language=found.language, byline=None if byline is None else byline.wording, licence=judged.rights.licence,
        alteration=found.alteration.level, opening=judged.opening, reasons=judged.reasons, paragraphs=len(found.body),
    )  # fmt: skip
    return sample, None

"""On what terms a page or feed that was handed in could be used."""

from datetime import datetime

from desk.inspect import EntryRights, Given, Nothing, RightsFound, feed_of_nobody, fetched
from desk.inspect_feed import record_for
from desk.inspect_page import story_of
from ingest.extract.article import NoArticle
from ingest.facts.rights import PAGE, record_of
from ingest.parse.entry import ParsedFeed
from ingest.parse.feed import parse_feed
from news.alteration import Level
from news.rights import Use, judge


def rights_found(given: Given, now: datetime, commercial: bool | None) -> RightsFound | Nothing:
    """The record and what it says to printing the whole text as it is. Of a feed, also that of each entry that differs."""
    use = Use(commercial=commercial, level=Level.VERBATIM)
    parsed = parse_feed(fetched(given, now), feed_of_nobody(given))
    if isinstance(parsed, ParsedFeed):
        return _of_feed(parsed, given.url or "", now, use)
    read = story_of(given, now)
    if isinstance(read, NoArticle):
        return Nothing(words=f"it {parsed.words}; as a page: {read.words}")
    record = record_of(read[0].evidence, None, PAGE)
    return RightsFound(kind="page", record=record, verdict=judge(record, use))


def _of_feed(parsed: ParsedFeed, url: str, now: datetime, use: Use) -> RightsFound:
    record = record_for(None, parsed, url, now)
    own = [(entry, record_for(entry, parsed, url, now)) for entry in parsed.entries if entry.rights or entry.source_url]
    entries = tuple(
        EntryRights(title=entry.title, link=entry.link, record=one, verdict=judge(one, use))
        for entry, one in own
        if one.digest != record.digest
    )
    return RightsFound(kind="feed", record=record, verdict=judge(record, use), entries=entries)

"""What a story's opening state is: judged from its rights and flags, by rules that news states. Pure."""

from dataclasses import dataclass

from exporters.paths import slug_of
from ingest.facts.rights import FEED, FEED_AND_PAGE, record_of
from news.edition import Place, Topic, print_of
from news.names import StoryId
from news.publisher import Feed, ReviewMode, Site
from news.review import State
from news.rights import Reason, RightsRecord, Use, Verdict, judge
from news.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The rights record, what it says to our use, and where the story therefore starts."""

    rights: RightsRecord
    verdict: Verdict
    opening: State
    reasons: tuple[Reason, ...]


def judge_story(story: Story, feed: Feed, site: Site) -> Judged:
    """Held with its reasons in words; else approved where the operator lets the feed approve itself; else queued."""
    rights = record_of(story.evidence, feed.publisher.rights, FEED if story.provenance.text_from == "feed" else FEED_AND_PAGE)
    verdict = verdict_on(story, rights, site)
    reasons = (*verdict.reasons, *story.flags)
    opening = State.HELD if reasons else State.APPROVED if feed.review is ReviewMode.AUTO else State.QUEUED
    return Judged(rights=rights, verdict=verdict, opening=opening, reasons=reasons)


def verdict_on(story: Story, rights: RightsRecord, site: Site) -> Verdict:
    """What the rights record says to printing the story on this site, as much of it as its scope allows."""
    return judge(rights, Use(commercial=site.commercial, level=print_of(story, rights.scope).alteration.level))


def topics_of(feed: Feed) -> tuple[Topic, ...]:
    """The site's topics of a story: those the operator gives the feed."""
    return tuple(Topic(slug=slug_of(title) or "topic", title=title) for title in feed.topics)


def place_of(story: Story, name: StoryId) -> Place:
    """Where the story will live, from its headline and date as they are now; given once (rule 12)."""
    date = story.published
    year, month = ("0000", "00") if date is None else (f"{date.year:04d}", f"{date.month or 0:02d}")
    return Place(id=name, publisher=story.attribution.publisher_id, slug=slug_of(story.headline), year=year, month=month)

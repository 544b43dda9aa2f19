"""What `story show` prints of a story's dates."""

from datetime import UTC, datetime

from desk.catalogue import StoryFile
from news.names import LicenceId, StoryId
from news.review import State
from news.rights import Answer, RightsRecord, Verdict
from news.scope import Scope
from store.records import StoryRecord
from tests.store.parts import whole_story
from wiredesk.story_lines import lines_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_date_that_contradicts_the_chosen_one_is_flagged_below_it() -> None:
    record = StoryRecord(
        id=StoryId("abcdefghijkl"), state=State.QUEUED, reasons=(), revision=1, approved_revision=None, story=whole_story(),
        rights=RightsRecord(licence=LicenceId("CC-BY-4.0"), scope=Scope.FULL, finding="found"),
        verdict=Verdict(Answer.ALLOW, (), ()), topics=(), place=None, first_seen_at=NOW, last_seen_at=NOW, released_at=None,
        changed_at=NOW, waiting=False,
    )  # fmt: skip
    file = StoryFile(record=record, revisions=(), sightings=(), decisions=(), commentary=(), pages=None)
    lines = list(lines_of(file, text=False))
    at = lines.index("      published: '2 October' (url) -> 2025-10-02")
    assert lines[at + 1].strip() == "conflict contradicts the chosen 'September 2025' in time: 2 days apart"
    assert sum("conflict" in line for line in lines) == 1

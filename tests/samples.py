"""Small stories for tests: every part can be given, what is not given is harmless."""

from datetime import UTC, datetime
from typing import Any

from news.alteration import Alteration, Level
from news.attribution import Attribution
from news.body import Paragraph, Text
from news.names import Digest, EntryKey, FeedId, PublisherId
from news.partial_date import parse_partial_date
from news.provenance import Provenance
from news.rights import Evidence, SaidBy
from news.story import Story

SEEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def sample_story(**changes: Any) -> Story:
    """A verbatim CC BY story of one paragraph."""
    settings: dict[str, Any] = {
        "identity": ("https://harbour.example/ferry",),
        "headline": "Ferry sails at noon",
        "standfirst": (Text("The winter timetable begins."),),
        "body": (Paragraph((Text("The ferry to Alder sailed at noon on Sunday, the first of the winter."),)),),
        "attribution": Attribution(
            publisher="Harbour Gazette", publisher_id=PublisherId("harbour"), url="https://harbour.example/ferry"
        ),
        "provenance": Provenance(
            feed=FeedId("harbour-rss"),
            entry=EntryKey("1"),
            fetched_at=SEEN,
            text_from="page",
            capture=Digest("0" * 64),
            capture_url="https://harbour.example/ferry",
        ),
        "alteration": Alteration(level=Level.VERBATIM, grounds="every block of the page is printed"),
        "language": "en",
        "published": parse_partial_date("2026-03-01T11:30:00Z"),
        "evidence": (
            Evidence(
                wording="CC BY 4.0", said_by=SaidBy.PAGE, place="footer", rule="licence named", seen=SEEN.isoformat(),
                url="https://harbour.example/ferry",
            ),
        ),
    }  # fmt: skip
    return Story(**{**settings, **changes})

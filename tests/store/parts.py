"""What the store's tests put in: feeds, stories with every field filled, decisions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from news.alteration import Alteration, Level, Loss, LossVerdict
from news.attribution import Attribution, Byline, Dateline
from news.body import (
    Break,
    Cell,
    Code,
    Emphasis,
    Figure,
    Heading,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Quote,
    Strong,
    Table,
    Text,
)  # fmt: skip
from news.edition import Place, Topic
from news.names import Digest, EntryKey, FeedId, LicenceId, PublisherId, StoryId, digest_of
from news.partial_date import PartialDate
from news.provenance import Hop, Provenance
from news.publisher import Feed, Origin, Publisher, ReviewMode, RightsStatement, TextFrom
from news.review import Decision, Move, State
from news.rights import Answer, Evidence, Reason, RightsRecord, SaidBy, Verdict
from news.scope import Scope
from news.story import DateClaim, Story
from store.records import Kept
from store.transaction import Transaction
from tests.samples import sample_story

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
HARBOUR = Publisher(
    id=PublisherId("harbour"), name="Harbour Gazette", home="https://harbour.example/", timezone="Europe/Oslo",
    rights=RightsStatement(
        licence="CC-BY-4.0", scope=Scope.FULL, notice="© Harbour", evidence="https://harbour.example/terms", seen=date(2026, 1, 2)
    ),
)  # fmt: skip
BARE = Publisher(id=PublisherId("bare"), name="Bare")
OPEN = Verdict(Answer.ALLOW, duties=("name the publisher", "link to the licence"))
ALLOWED = RightsRecord(licence=LicenceId("CC-BY-4.0"), scope=Scope.FULL, finding="the page says so")


def feed(name: str = "harbour-rss", **changes: Any) -> Feed:
    """A feed of which nothing is left at its default."""
    whole = Feed(
        id=FeedId(name), publisher=HARBOUR, url=f"https://harbour.example/{name}", every=timedelta(minutes=10),
        text=TextFrom.PAGE, review=ReviewMode.AUTO, topics=("Sea & weather", "Ports"), via="The Mirror", depth=5,
        dialect="wiredesk", language="en", encoding="koi8-r", hosts=("gopher.example",), origin=Origin.OFF, hub=False,
    )  # fmt: skip
    return replace(whole, **changes)


def whole_story() -> Story:
    """A story that uses every kind of block and fills every field, with characters that databases refuse."""
    evidence = [
        Evidence(
            wording=f"CC BY 4.0 \x00 \ud800 {number}", said_by=SaidBy.PAGE, place="footer", rule="named", seen="2026-03-01",
            url="https://harbour.example/", capture=Digest("c" * 64), licence=LicenceId("CC-BY-4.0"),
            licence_url="https://creativecommons.org/licenses/by/4.0/",
        )
        for number in (1, 2)
    ]  # fmt: skip
    month = PartialDate(year=2025, month=9, wording="September 2025")
    moment = PartialDate(
        year=2026, month=2, day=28, hour=10, minute=30, second=5, offset=timedelta(hours=3), wording="28 февраля, 10:30:05",
        zone="Europe/Moscow", zone_from="the publisher's own zone",
    )  # fmt: skip
    return Story(
        identity=("https://harbour.example/a", "guid:1\x1a", "gopher://harbour.example/0/a"),
        headline="Паром\x00 sails \u2028 \x1a0041",
        standfirst=(Text("It "), Link("https://harbour.example/\udfff", (Strong((Text("sails\x00"),)),)), Text(".")),
        language="ru", topics=("Море", "Sea"),
        body=(
            Heading(2, (Text("Head"),)),
            Paragraph((
                Text("a "), Emphasis((Text("b"), Strong((Text("c"),)))), Break(), Code("d"),
                Link("https://harbour.example/\udfff", (Text("e"),)),
            )),
            ListBlock((ListItem((Text("1"),), (ListBlock((ListItem((Text("in"),)),)),)), ListItem(())), ordered=True, start=3),
            Quote((Paragraph((Text("said"),)), Quote((Preformatted((Text("  x\n y"),)),)))),
            Table(((Cell((Text("th"),), header=True), Cell(())), ())),
            Figure("https://harbour.example/f.jpg", "alt", (Text("caption"),), (Text("credit"),), "© photo"),
            Figure("https://harbour.example/g.jpg"),
        ),
        attribution=Attribution(
            publisher="Harbour Gazette", publisher_id=PublisherId("harbour"), url="https://harbour.example/a",
            publisher_home="https://harbour.example/", publisher_as_found="HARBOUR", copyright_notice="© 2026 Harbour",
            byline=Byline(wording="By A and B", people=("A", "B"), found="json-ld author"),
            dateline=Dateline(wording="OSLO, 1 March —", place="OSLO", day="1 March", agency="HG"),
        ),
        provenance=Provenance(
            feed=FeedId("harbour-rss"), entry=EntryKey("guid:1\x1a"), fetched_at=NOW, text_from="page", capture=Digest("c" * 64),
            capture_url="https://harbour.example/a", flags=("crlf", "no-end"),
            hops=(Hop(service="Mirror", url="gopher://m.example/", claim="is unaltered"), Hop(service="Other", url="https://o.example/")),
        ),
        alteration=Alteration(
            level=Level.INCOMPLETE, grounds="two of three", end_in_doubt="ends at a colon", left_out=(("video", 1), ("image", 2)),
            losses=tuple(
                Loss(
                    kind="p", verdict=LossVerdict.DOUBT, rule="short", place="main p", first="Read", last="also", length=9,
                    digest=digest_of(str(number)), facts="12 letters, 0.9 in links",
                )
                for number in range(3)
            ),
        ),
        published=month, updated=moment,
        date_claims=(
            DateClaim(about="published", wording="September 2025", place="time", chosen=True, value=month),
            DateClaim(about="updated", wording="28 февраля", place="meta", value=moment),
            DateClaim(about="published", wording="yesterday\x00", place="body", value=None),
            DateClaim(
                about="published", wording="2 October", place="url",
                value=PartialDate(year=2025, month=10, day=2, wording="2 October"),
                conflict="contradicts the chosen 'September 2025' in time: 2 days apart",
            ),
        ),
        evidence=(evidence[0], evidence[1], evidence[0]), flags=(Reason("end", "its end may be missing"),),
    )  # fmt: skip


def story(number: int, *, publisher: str = "harbour", day: int | None = None, **changes: Any) -> Story:
    """One of many small stories, which differ by their number; `day` of February 2026 as its date."""
    base = sample_story(
        identity=(f"https://{publisher}.example/{number}",), headline=f"Story {number}", standfirst=(Text(f"The {number}th."),),
        attribution=Attribution(
            publisher=publisher.title(), publisher_id=PublisherId(publisher), url=f"https://{publisher}.example/{number}"
        ),
        published=None if day is None else PartialDate(year=2026, month=2, day=day),
    )  # fmt: skip
    return replace(base, **changes)


def bring_feeds(tx: Transaction) -> None:
    """Two feeds of two publishers, due now."""
    tx.feeds.sync([feed(), feed("bare-rss", publisher=BARE)], "digest of the config", NOW)


def keep(tx: Transaction, kept: Story, *, now: datetime = NOW, opening: State = State.QUEUED, **changes: Any) -> Kept:
    """Keeps a story whose licence lets it leave."""
    settings: dict[str, Any] = {"rights": ALLOWED, "verdict": OPEN, "topics": (), "reasons": ()} | changes
    return tx.stories.keep(kept, opening=opening, now=now, **settings)


def decide(
    tx: Transaction, name: StoryId, verdict: Move, state: State, *, by: str = "Ada", at: datetime = NOW,
    reasons: Sequence[Reason] = (),
) -> None:  # fmt: skip
    """Decides about the latest revision."""
    record = tx.stories.get(name)
    assert record is not None
    decision = Decision(
        story=name, verdict=verdict, by=by, at=at, text_digest=record.story.text_digest, rights_digest=record.rights.digest,
        reason="because", note="a note",
    )  # fmt: skip
    tx.reviews.decide(decision, state, reasons, record.revision)


def approve(tx: Transaction, name: StoryId, *, by: str = "Ada", at: datetime = NOW) -> None:
    """Approves the latest revision, with its place."""
    record = tx.stories.get(name)
    assert record is not None
    about = record.story.attribution
    tx.stories.set_place(Place(id=name, publisher=about.publisher_id, slug="slug", year="2026", month="02"))
    after = State.PUBLISHED if record.state is State.PUBLISHED else State.APPROVED
    decide(tx, name, Move.APPROVE, after, by=by, at=at)


def release(tx: Transaction, *, at: datetime = NOW) -> None:
    """Compiles and records what is pending."""
    tx.editions.record(tx.editions.compile(as_of=at), look="look", written=())


SEA, PORTS = Topic(slug="sea", title="Sea"), Topic(slug="ports", title="Ports")

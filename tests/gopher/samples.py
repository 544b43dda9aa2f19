"""Stories for the hole: one with every kind of block, and how to make others."""

from datetime import UTC, datetime
from typing import Any

from news.alteration import Alteration, Level
from news.attribution import Attribution, Byline
from news.body import (
    Block,
    Break,
    Cell,
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
    plain,
)
from news.edition import Card, EditionStory, Place, Printed
from news.names import Digest, EntryKey, FeedId, LicenceId, PublisherId, StoryId
from news.partial_date import PartialDate, parse_partial_date
from news.provenance import Hop, Provenance
from news.publisher import Site
from news.rights import RightsRecord
from news.scope import Scope
from news.story import Story

NOON = datetime(2025, 9, 2, 12, 0, tzinfo=UTC)
SITE = Site(
    id="lamp-desk",
    title="The Lamp Desk",
    tagline="Light on what others wrote",
    base_url="https://lamp.example/",
    timezone="Europe/Lisbon",
    language="en",
    gopher_host="127.0.0.1",
    gopher_port=7070,
)
OPEN = RightsRecord(licence=LicenceId("CC-BY-4.0"), scope=Scope.FULL, finding="stated")
ASKED = "When Saltmarsh Observer texts are reprinted, a link to the paper is required."
PERMITTED = RightsRecord(licence=LicenceId("permission"), scope=Scope.FULL, finding="asked", notice=ASKED)


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


EVERY_KIND: tuple[Block, ...] = (
    Paragraph((
        Text("The keeper, "), Strong((Text("Abel "), Emphasis((Text("Quill"),)))), Text(", keeps "),
        Link("https://saltmarsh.example/log?a=1&b=2", (Text("a log"),)), Text(" of birds [3], and "),
        Link("javascript:alert(1)", (Text("a temper"),)), Text("."),
    )),
    Heading(2, (Text("What he saw"),)),
    Heading(4, (Text("By night"),)),
    ListBlock((
        ListItem((Text("starlings"),), (
            ListBlock((ListItem((Text("young"),)), ListItem((Text("old"),)))),
            ListBlock((ListItem((Text("counted twice"),)),)),
        )),
        ListItem((Text("one owl"),)),
    )),
    ListBlock((ListItem((Text("a second list"),)),)),
    ListBlock((ListItem((Text("third"),)), ListItem((Text("fourth"),))), ordered=True, start=3),
    Quote((paragraph("One does not argue with starlings."), Quote((paragraph("Nor with owls."),)))),
    Quote((paragraph("A second quotation."),)),
    Preformatted((
        Text("21:00  12 birds [3]\n22:00\t"), Link("https://saltmarsh.example/22", (Text("40  birds"),)),
        Text("  \n\n.\n"), Link("javascript:alert(1)", (Text("[END]"),)),
    )),
    Preformatted((Text("another table of hours"),)),
    Table((
        (Cell((Text("Hour"),), header=True), Cell((Text("Birds | owls"),), header=True)),
        (Cell((Text("21"),)), Cell((Text("12"),))), (Cell(()), Cell((Text("|"),))),
    )),
    Figure(
        url="https://saltmarsh.example/lamp.jpg", alt="A lamp", caption=(Text("The lamp, "), Text("at rest.")),
        credit=(Text("Photo: "), Link("https://saltmarsh.example/fen", (Text("M. Fen"),))),
    ),
    Figure(url="https://saltmarsh.example/owl.jpg"),
    Paragraph((Text("Saltmarsh Light,"), Break(), Text("Quay 9."))),
    *(paragraph(words) for words in (
        "[END]", ".", "(C) Someone Else", "## x", "* x", "[3]", "Content appears here under this condition or license: CC0.",
        "Published and (C) by Someone Else", "via Evil:", "gopher://evil.example/", "[1] Url:", "| x", "|| a | b",
        "[Image] x [2]",
    )),
    paragraph("He closed the vent in the morning."),
)  # fmt: skip


def a_story(
    body: tuple[Block, ...] = EVERY_KIND,
    *,
    headline: str = "Starlings in the lamp room",
    publisher: str = "Saltmarsh Observer",
    people: tuple[str, ...] = ("Ines Carver", "Tom O'Shea"),
    url: str | None = "https://saltmarsh.example/news/starlings",
    published: PartialDate | None = parse_partial_date("2025-06-03T21:30:00+01:00"),  # noqa: B008
    rights: RightsRecord = OPEN,
    level: Level = Level.VERBATIM,
    **more: Any,
) -> EditionStory:
    hops = more.get("hops", (Hop(service="Lobster Pot News", url="gopher://lobster.example/1/saltmarsh/", claim="is unaltered"),))
    alteration = Alteration(level=level, grounds="compared", end_in_doubt=more.get("doubt"), left_out=more.get("left_out", ()))
    byline = Byline(wording=", ".join(people), people=people, found="feed author") if people else None
    told = Story(
        identity=("https://saltmarsh.example/news/starlings",),
        headline=headline,
        body=body,
        attribution=Attribution(publisher=publisher, publisher_id=PublisherId("saltmarsh"), url=url, byline=byline),
        provenance=Provenance(
            feed=FeedId("feed"), entry=EntryKey("1"), fetched_at=NOON, text_from="gopher page", capture=Digest("0" * 64),
            capture_url="gopher://lobster.example/0/saltmarsh/1", hops=hops,
        ),
        alteration=alteration,
        standfirst=more.get("standfirst", ()),
        published=published,
    )  # fmt: skip
    place = Place(id=StoryId("abcdefghijkl"), publisher=PublisherId("saltmarsh"), slug="starlings", year="2025", month="06")
    return EditionStory(
        place=place, story=told, rights=rights, duties=(), topics=(), released_at=NOON, changed_at=NOON,
        printed=Printed(standfirst=told.standfirst, body=body, alteration=alteration),
    )  # fmt: skip


def card_of(story: EditionStory) -> Card:
    told = story.story
    return Card(
        place=story.place, headline=told.headline, standfirst=plain(told.standfirst) or None,
        publisher=told.attribution.publisher,
        language=None, published=told.published, released_at=NOON,
    )  # fmt: skip

"""A small edition of our own, with every kind of block, script, date and licence that a page may have to print."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from exporters.paths import slug_of
from news.alteration import Alteration, Level
from news.attribution import Attribution, Byline, Dateline
from news.body import (
    Block,
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
    plain,
)
from news.edition import (
    Card,
    Directory,
    DirectoryEntry,
    Edition,
    EditionStory,
    ListKind,
    ListPage,
    Place,
    Tombstone,
    Topic,
    print_of,
)
from news.licence import PERMISSION
from news.names import Digest, EntryKey, FeedId, LicenceId, PublisherId, StoryId, digest_of_bytes, story_id
from news.partial_date import PartialDate, parse_partial_date
from news.provenance import Hop, Provenance
from news.publisher import CallToAction, Site
from news.review import Commentary, CommentaryKind
from news.rights import Evidence, RightsRecord, SaidBy
from news.scope import Scope
from news.story import Story

GOLDEN = Path(__file__).parent.parent / "golden"
NOON = datetime(2025, 9, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def golden() -> Path:
    return GOLDEN


@pytest.fixture(scope="session")
def site() -> Site:
    return Site(
        id="test-desk",
        title="The Lantern Desk",
        tagline="News with its papers in order",
        base_url="https://desk.example/",
        timezone="America/New_York",
        language="en",
        copyright_notice="All opinions and actions are (C)opyright 2025 - The Lantern Desk",
        commercial=False,
        call_to_action=CallToAction(label="Sign the river petition", url="https://desk.example/petition"),
        gopher_host="desk.example",
    )


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def rights(licence: str, notice: str | None = None, scope: Scope = Scope.FULL, said_by: SaidBy = SaidBy.PAGE) -> RightsRecord:
    grounds = Evidence(
        wording=notice or f"This text is under {licence}.", said_by=said_by, place="footer", rule="sentence", seen="2025-09-01",
        url="https://press.example/terms", licence=LicenceId(licence),
    )  # fmt: skip
    finding = f"{licence} is stated"
    return RightsRecord(
        licence=LicenceId(licence), scope=scope, finding=finding, notice=notice, grounds=grounds, evidence=(grounds,)
    )


def a_story(
    publisher: str,
    publisher_id: str,
    headline: str,
    body: tuple[Block, ...],
    record: RightsRecord,
    *,
    language: str = "en",
    published: PartialDate | None = None,
    level: Level = Level.VERBATIM,
    end_in_doubt: str | None = None,
    left_out: tuple[tuple[str, int], ...] = (),
    topics: tuple[Topic, ...] = (),
    commentary: tuple[tuple[CommentaryKind, str], ...] = (),
    hops: tuple[Hop, ...] = (),
    **more: Any,
) -> EditionStory:
    """An edition's story with its place, as the store would hand it over."""
    url = f"https://{publisher_id}.example/{slug_of(headline) or 'story'}"
    owner = PublisherId(publisher_id)
    told = Story(
        identity=(url,),
        headline=headline,
        body=body,
        attribution=Attribution(
            publisher=publisher, publisher_id=owner, url=url, publisher_home=f"https://{publisher_id}.example/",
            byline=more.get("byline"), dateline=more.get("dateline"), copyright_notice=more.get("copyright_notice"),
        ),
        provenance=Provenance(
            feed=FeedId(f"{publisher_id}-feed"), entry=EntryKey(url), fetched_at=NOON - timedelta(hours=3),
            text_from="gopher page" if hops else "page", capture=digest_of_bytes(headline.encode()), capture_url=url, hops=hops,
        ),
        alteration=Alteration(level=level, grounds="compared with the page", end_in_doubt=end_in_doubt, left_out=left_out),
        standfirst=more.get("standfirst", ()),
        language=language,
        published=published,
        updated=more.get("updated"),
    )  # fmt: skip
    year = "0000" if published is None else f"{published.year:04d}"
    month = "00" if published is None or published.month is None else f"{published.month:02d}"
    place = Place(id=story_id(owner, url), publisher=owner, slug=slug_of(headline), year=year, month=month)
    return EditionStory(
        place=place,
        story=told,
        rights=record,
        printed=print_of(told, record.scope),
        duties=(),
        topics=topics,
        released_at=NOON - timedelta(hours=1),
        changed_at=NOON,
        commentary=tuple(
            Commentary(story=place.id, kind=kind, markdown=markdown, by="Mara Voss", at=NOON) for kind, markdown in commentary
        ),
    )


RIVERS = Topic(slug="rivers", title="Rivers & Harbours")
TOWNS = Topic(slug="towns", title="Towns")

EVERY_KIND: tuple[Block, ...] = (
    text("BRAMLEY, August 15. /GAZETTE/. The old bridge was closed on Friday, after divers found a crack in its third pier."),
    Paragraph((
        Text("“Nobody crosses until we know how deep it goes,” said "), Strong((Text("Ines Carver"),)), Text(", who runs the "),
        Emphasis((Text("county"), Text(" roads"))), Text(" office. The survey is "),
        Link("https://press.example/survey?part=1&page=2", (Text("open to "), Emphasis((Text("everyone"),)))),
        Text(", footnote [2] included."),
    )),
    Heading(2, (Text("What is known & what is not"),)),
    ListBlock((
        ListItem((Text("The crack is on the upstream side."),)),
        ListItem((Text("Two lanes stay shut:"),), (
            ListBlock((ListItem((Text("the northern one"),)), ListItem((Text("the cycle path"),), (
                ListBlock((ListItem((Text("from Mill Lane"),)),)),
            )))),
        )),
    )),
    Figure(
        url="https://press.example/pier.jpg", alt="A stone pier in brown water",
        caption=(Text("Divers at the "), Emphasis((Text("third"),)), Text(" pier.")),
        credit=(Text("Photo: "), Link("https://press.example/reed", (Text("Tomas Reed"),)), Text(" / Gazette")),
        notice="The photograph is not under the text's licence.",
    ),
    Heading(3, (Text("In the engineer’s words"),)),
    Quote((
        text("A bridge does not fail in a day."), text("It is failed, slowly, by budgets."),
        ListBlock((ListItem((Text("first by one"),)),)),
    )),
    ListBlock(tuple(ListItem((Text(words),)) for words in ("Close it.", "Measure it.", "Mend it.")), ordered=True, start=3),
    Table((
        tuple(Cell((Text(words),), header=True) for words in ("Pier", "Built", "State")),
        (Cell((Text("First"),)), Cell((Text("1871"),)), Cell((Text("sound"),))),
        (Cell((Text("Third"),)), Cell((Text("1874"),)), Cell((Text("cracked"),))),
    )),
    Preformatted((
        Text("level  08:00  1.20 m\nlevel  "), Link("https://gauge.example/noon", (Text("12:00"),)), Text("  1.35 m <rising>"),
    )),
    Paragraph((Text("Bridge office,"), Break(), Text("Quay 4, "), Code("arle-07"), Text("."))),
    Figure(url="javascript:alert(1)", alt="A map of the detour"),
    text("[END]"),
)  # fmt: skip

COMMENTARY = (
    (CommentaryKind.OPINION, "A bridge is a **promise**.\n\n> Keep it.\n\n<script>alert('no')</script>"),
    (CommentaryKind.ACTION, "Write to the [county](https://county.example/write)."),
    (
        CommentaryKind.TODO,
        "# This week\n\n1. Read the survey.\n2. Ask *when*.\n\n| Day | What |\n|---|---|\n| Monday | Meeting |",
    ),
)


def make_stories() -> tuple[EditionStory, ...]:
    """Newest first."""
    return (
        a_story(
            "The Arle Gazette", "gazette", "Bridge over the Arle closed after divers find a crack", EVERY_KIND,
            rights("CC-BY-4.0"),
            standfirst=(
                Text("The county shuts "),
                Link("https://county.example/lanes", (Strong((Text("two of four lanes"),)),)),
                Text(", and “nobody crosses” until the survey is done."),
            ),
            byline=Byline(wording="Jon Hale, Petra Ng", people=("Jon Hale", "Petra Ng"), found="feed author"),
            dateline=Dateline(wording="BRAMLEY, August 15. /GAZETTE/.", place="BRAMLEY", day="August 15", agency="GAZETTE"),
            copyright_notice="© 2025 The Arle Gazette",
            published=parse_partial_date("2025-08-15T18:28:21+03:00"),
            updated=parse_partial_date("2025-08-16T01:10:00+03:00"),
            left_out=(("video", 1), ("related link", 3)), topics=(RIVERS, TOWNS), commentary=COMMENTARY,
        ),
        a_story(
            "Северный телеграф", "telegraf", "В порту Талица открыли новый причал", (
                text("ТАЛИЦА, 14 августа. /Северный телеграф/. Новый причал принял первое судно в четверг утром."),
                text("«Мы ждали этого девять лет», — сказала начальник порта Ольга Лунина."),
            ),
            rights(PERMISSION, "When this text is reprinted, name Северный телеграф and link to it.", said_by=SaidBy.OPERATOR),
            language="ru", standfirst=(Text("Первое судно пришло с грузом соли."),), level=Level.LAYOUT, topics=(RIVERS,),
            published=parse_partial_date("2025-08-14T09:05+03:00"),
        ),
        a_story(
            "صحيفة المرفأ", "marfa", "البلدة تعيد فتح مكتبتها القديمة", (
                text("أعادت البلدة فتح مكتبتها بعد ترميم دام عامين، ووصل أول القراء قبل الظهر (12 قارئا)."),
                Heading(2, (Text("كتب من ثلاثة قرون"),)),
                ListBlock((ListItem((Text("مخطوطات"),)), ListItem((Text("خرائط AB-7"),)))),
            ),
            rights("CC-BY-ND-4.0"), language="ar", published=parse_partial_date("2025-08"), level=Level.INCOMPLETE,
            topics=(TOWNS,),
        ),
        a_story(
            "潮見新報", "shiomi", "灯台の光、百年ぶりに色を変える", (
                text("潮見の灯台は八日の夜、白から琥珀色に変わった。港の人びとは堤防に並んで見守った。"),
                Quote((text("「祖父の見た色だ」と漁師は言った。"),)),
            ),
            rights("CC0-1.0"), language="ja", published=parse_partial_date("2025-08-08"), topics=(TOWNS,),
        ),
        a_story(
            "Harrow Letters", "harrow", "The orchard that pays its own rent", (
                text("An orchard on the edge of Harrow has paid its rent in apples since 1902."),
                text("This second paragraph may not be printed."),
            ),
            rights(PERMISSION, scope=Scope.EXCERPT, said_by=SaidBy.EDITOR), published=parse_partial_date("2025-08-02T07:40"),
            standfirst=(Text("Nobody has asked for money yet."),),
        ),
        a_story(
            "Open Coast Watch", "coastwatch", "Four promises the harbour board has not kept", (
                text("The board promised four things in spring."),
                text("It should now do the following:"),
            ),
            rights("CC-BY-SA-3.0"), level=Level.UNVERIFIABLE, end_in_doubt="the last line ends with a colon", topics=(RIVERS,),
            hops=(
                Hop(service="Tide Mirror", url="gopher://tide.example/1/coast/", claim="is unaltered"),
                Hop(service="Second Hand News", url="gopher://second.example/1/tide/"),
            ),
        ),
    )  # fmt: skip


def card_of(story: EditionStory) -> Card:
    told = story.story
    return Card(
        place=story.place, headline=told.headline, standfirst=plain(story.printed.standfirst) or None,
        publisher=told.attribution.publisher,
        language=told.language, published=told.published, released_at=story.released_at,
    )  # fmt: skip


@pytest.fixture(scope="session")
def stories() -> tuple[EditionStory, ...]:
    return make_stories()


@pytest.fixture(scope="session")
def edition(stories: tuple[EditionStory, ...]) -> Edition:
    cards = tuple(map(card_of, stories))

    def listed(
        kind: ListKind, name: str, title: str, chosen: tuple[Card, ...], number: int | None = None, older: int | None = None
    ) -> ListPage:
        return ListPage(kind=kind, name=name, title=title, number=number, older=older, cards=chosen)

    publishers = {story.place.publisher: story.story.attribution.publisher for story in stories}
    by_publisher = {name: tuple(card for card in cards if card.place.publisher == name) for name in publishers}
    by_topic = {
        topic: tuple(card_of(story) for story in stories if topic in story.topics) for topic in (RIVERS, TOWNS)
    }  # fmt: skip
    lists = (
        listed(ListKind.FRONT, "", "The Lantern Desk", cards[:5], older=1),
        listed(ListKind.FRONT, "", "The Lantern Desk", cards[5:], number=1),
        *(listed(ListKind.TOPIC, topic.slug, topic.title, found) for topic, found in by_topic.items()),
        *(listed(ListKind.PUBLISHER, name, publishers[name], found) for name, found in by_publisher.items()),
        *(
            listed(ListKind.MONTH, f"{name}/{found[0].place.year}/{found[0].place.month}", publishers[name], found)
            for name, found in by_publisher.items()
        ),
    )
    directory = Directory(
        topics=tuple(DirectoryEntry(name=topic.slug, title=topic.title, count=len(found)) for topic, found in by_topic.items()),
        publishers=tuple(
            DirectoryEntry(
                name=name, title=publishers[name], count=len(found), months=(f"{found[0].place.year}/{found[0].place.month}",)
            )
            for name, found in by_publisher.items()
        ),
    )
    gone = Place(id=StoryId("abcdefghijkl"), publisher=PublisherId("gazette"), slug="mayor-resigns", year="2025", month="07")
    held = Place(id=StoryId("mnopqrstuvwx"), publisher=PublisherId("gazette"), slug="", year="0000", month="00")
    return Edition(
        number=7,
        as_of=NOON,
        stories=stories,
        lists=lists,
        tombstones=(
            Tombstone(
                place=gone, headline="Mayor resigns", publisher="The Arle Gazette", withdrawn_at=NOON,
                reason="The publisher took the story back: it was about another mayor.",
            ),
        ),
        withdrawn=(
            Tombstone(
                place=gone, headline="Mayor resigns", publisher="The Arle Gazette", withdrawn_at=NOON,
                reason="The publisher took the story back: it was about another mayor.",
            ),
        ),
        newest=stories,
        directory=directory,
        removed=(held,),
    )  # fmt: skip


@pytest.fixture(scope="session")
def altered() -> Callable[..., EditionStory]:
    """A story with its printed text replaced: `altered(story, body=…, standfirst=…, headline=…)`."""

    def change(story: EditionStory, **new: Any) -> EditionStory:
        told = replace(story.story, headline=new.pop("headline", story.story.headline))
        return replace(story, story=told, printed=replace(story.printed, **new))

    return change


@pytest.fixture(scope="session")
def unknown() -> Callable[[str], Digest | None]:
    """A manifest with nothing in it."""
    return lambda path: None

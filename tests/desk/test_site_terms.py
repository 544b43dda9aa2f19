"""What a site states once for all of its pages reaches the record of each story; when it changes, what was published under the
old terms is judged anew. Real servers on loopback, the desk's clock set by the test."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.config import load
from desk.feeds import feed as feed_file
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan
from desk.publish import publish
from desk.reports import Event, StoryReport
from news.review import State
from store.records import StoryRecord
from tests.acceptance.conftest import SITE
from tests.acceptance.pages import page, rss
from tests.servers import Answer, WebServer
from wiredesk.feed_lines import lines_of

FEED = """
[[feed]]
id = "harbour-rss"
publisher = "harbour"
url = "{url}/rss"
review = "auto"
"""
PERMITS = b"<permits type='usage'>search</permits><prohibits type='usage'>ai-train</prohibits>"
FORBIDS = b"<prohibits type='usage'>all</prohibits>"


def rsl(licence: bytes) -> Answer:
    body = b'<rsl xmlns="https://rslstandard.org/rsl"><content url="/sea/*"><license>' + licence + b"</license></content></rsl>"
    return Answer(body, "application/rsl+xml")


def robots(*links: str) -> Answer:
    return Answer("".join(f"License: {link}\n" for link in links).encode() + b"User-agent: *\nDisallow: /private\n", "text/plain")


@dataclass
class Site:
    """A site with one story, and a desk that reads it."""

    web: WebServer
    office: Office = field(init=False)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    """The desk's clock: real at first, and set forward by each pass."""

    def read(self, *, after: timedelta = timedelta(hours=2)) -> list[StoryReport]:
        """A pass, and what it told of stories."""
        self.now += after
        told: list[Event] = []
        asyncio.run(pass_over(self.office, PollPlan(everything=True), told.append))
        publish(self.office)
        return [event for event in told if isinstance(event, StoryReport)]

    def story(self) -> StoryRecord:
        with self.office.database.read() as transaction:
            (row,) = transaction.stories.list()
            found = transaction.stories.get(row.id)
        assert found is not None
        return found

    @property
    def terms(self) -> list[tuple[str, str]]:
        """What the record has of the site: the place and the words."""
        return [(one.place, one.wording) for one in self.story().rights.evidence if one.place.startswith("site ")]

    @property
    def shown(self) -> str:
        return "\n".join(lines_of(feed_file(self.office, "harbour-rss")))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with WebServer({}) as web:
        site = Site(web)
        web.answers["/rss"] = Answer(
            rss(web.url, ("/sea/ferry", "First ferry of the year crosses the sound")), "application/rss+xml"
        )
        web.answers["/sea/ferry"] = Answer(page())
        (tmp_path / "config.toml").write_text(SITE.format(ports=web.port) + FEED.format(url=web.url), "utf-8")
        with Office(load(tmp_path / "config.toml", tmp_path), lambda: site.now) as office:
            site.office = office
            yield site


def test_terms_inform_and_license_nothing(site: Site) -> None:
    web = site.web
    web.answers["/robots.txt"] = robots(f"{web.url}/terms.xml")
    web.answers["/terms.xml"] = rsl(PERMITS)
    web.answers["/.well-known/tdmrep.json"] = Answer(b'[{"location": "/sea/*", "tdm-reservation": 1}]', "application/json")
    site.read()
    assert (site.story().state, site.story().rights.licence) == (State.PUBLISHED, "CC-BY-4.0")
    assert site.terms == [
        ("site robots.txt", f"License: {web.url}/terms.xml {web.url}/terms.xml"),
        ("site tdmrep.json", "tdm-reservation: 1"),
        ("site rsl document", "permits usage search; prohibits usage ai-train"),
    ]
    with site.office.database.read() as transaction:
        for one in site.story().rights.evidence:
            assert one.capture is not None
            assert transaction.captures.get(one.capture) is not None, "every statement can be looked up in what was fetched"
    assert f"terms      {web.url}/terms.xml: read {site.now:%Y-%m-%d}" in site.shown


@pytest.mark.parametrize("way", ["robots", "header", "head", "feed"])
def test_terms_that_forbid_all_use_are_followed_from_everywhere(site: Site, way: str) -> None:
    web = site.web
    web.answers["/terms.xml"] = rsl(FORBIDS)
    link = f'<link rel="license" type="application/rsl+xml" href="{web.url}/terms.xml"/>'
    match way:
        case "robots":
            web.answers["/robots.txt"] = robots("/terms.xml")
        case "header":
            header = {"Link": f'<{web.url}/terms.xml>; rel="license"; type="application/rsl+xml"'}
            web.answers["/sea/ferry"] = Answer(page(), headers=header)
        case "head":
            web.answers["/sea/ferry"] = Answer(page().replace(b"</head>", link.encode() + b"</head>"))
        case _:
            atom = f'<link xmlns="http://www.w3.org/2005/Atom"{link.removeprefix("<link")}<item>'
            web.answers["/rss"] = Answer(web.answers["/rss"].body.replace(b"<item>", atom.encode(), 1), "application/rss+xml")
    site.read()
    assert site.story().state is State.HELD
    assert ("site rsl document", "prohibits usage all") in site.terms
    assert "contradict each other" in site.story().rights.finding
    assert "site rsl document" in site.story().rights.finding


def test_changed_terms_take_the_story_back_and_are_told(site: Site) -> None:
    web = site.web
    web.answers["/robots.txt"] = robots(f"{web.url}/terms.xml")
    web.answers["/terms.xml"] = rsl(PERMITS)
    site.read()
    assert site.story().state is State.PUBLISHED
    site.read()
    assert web.seen["/terms.xml", 200] == 1, "what holds is not asked for again"
    web.answers["/terms.xml"] = rsl(FORBIDS)
    (report,) = site.read(after=timedelta(days=1, hours=1))
    assert report.state is State.HELD
    assert "the terms of its site changed" in report.words
    assert site.story().state is State.HELD
    assert "rights-changed" in [reason.code for reason in site.story().reasons]
    assert f"; changed {site.now:%Y-%m-%d}" in site.shown
    assert "judged anew" in site.shown
    folder = site.office.config.data / "public" / "web" / "harbour"
    assert not any("Saint Brendan" in file.read_text("utf-8") for file in folder.rglob("*.html")), "it left the site"
    assert site.read() == [], "a change is told once"
    web.answers["/terms.xml"] = rsl(PERMITS)
    (report,) = site.read(after=timedelta(days=1, hours=1))
    assert report.state in (State.APPROVED, State.PUBLISHED), "what held it is gone, and the feed approves by itself"


def test_a_change_that_comes_to_the_same_is_noted_and_nothing_moves(site: Site) -> None:
    known = Answer(b'[{"location": "/", "tdm-reservation": 0}]', "application/json", headers={"Cache-Control": "max-age=7200"})
    site.web.answers["/.well-known/tdmrep.json"] = known
    site.read()
    known = Answer(b'[{"location": "/", "tdm-reservation": 1}]', "application/json")
    site.web.answers["/.well-known/tdmrep.json"] = known
    site.read(after=timedelta(hours=3))
    assert site.story().state is State.PUBLISHED
    assert site.terms == [("site tdmrep.json", "tdm-reservation: 1")]
    assert f"tdmrep.json: read {site.now:%Y-%m-%d}" in site.shown


def test_terms_that_come_later_are_found(site: Site) -> None:
    site.read()
    assert site.terms == []
    site.web.answers["/robots.txt"] = robots(f"{site.web.url}/terms.xml")
    site.web.answers["/terms.xml"] = rsl(FORBIDS)
    site.read(after=timedelta(days=1, hours=1))
    assert site.story().state is State.HELD


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<html>not here</html>", "text/html"),
        Answer(b"[" * 100_000, "application/json"),
        Answer(b"broken", status=500),
        Answer(b"x" * 2_000_000, "application/rsl+xml"),
        Answer(raw=lambda connection: connection.close()),
    ],
    ids=["html", "nested", "500", "huge", "cut"],
)
def test_a_document_that_fails_fails_no_story(site: Site, answer: Answer) -> None:
    site.web.answers["/robots.txt"] = robots(f"{site.web.url}/terms.xml")
    site.web.answers["/terms.xml"] = site.web.answers["/.well-known/tdmrep.json"] = answer
    site.read()
    assert (site.story().state, site.story().rights.licence) == (State.PUBLISHED, "CC-BY-4.0")


def test_bad_weather_changes_no_terms(site: Site) -> None:
    web = site.web
    web.answers["/robots.txt"] = robots(f"{web.url}/terms.xml")
    web.answers["/terms.xml"] = rsl(FORBIDS)
    site.read()
    web.answers["/terms.xml"] = Answer(b"", status=503)
    assert site.read(after=timedelta(days=1, hours=1)) == []
    assert ("site rsl document", "prohibits usage all") in site.terms


@pytest.mark.parametrize("status", [503, 200])
def test_a_robots_txt_that_cannot_be_had_takes_no_terms_away(site: Site, status: int) -> None:
    web = site.web
    web.answers["/robots.txt"] = robots(f"{web.url}/terms.xml")
    web.answers["/terms.xml"] = rsl(FORBIDS)
    site.read()
    known = site.terms
    web.answers["/robots.txt"] = Answer(raw=lambda connection: connection.close()) if status == 200 else Answer(status=status)
    web.answers["/rss"] = Answer(web.answers["/rss"].body.replace(b"First ferry", b"The first ferry"), "application/rss+xml")
    assert [report.outcome for report in site.read(after=timedelta(days=1, hours=1))] == ["later"], "the page is put off"
    assert site.terms == known


def test_robots_txt_is_asked_for_once_a_day_by_however_many_passes(site: Site) -> None:
    web = site.web
    web.answers["/robots.txt"] = robots(f"{web.url}/terms.xml")
    web.answers["/terms.xml"] = rsl(PERMITS)
    for number in range(4):
        title = f"Ferry {number} crosses the sound"
        web.answers["/rss"] = Answer(rss(web.url, (f"/sea/{number}", title)), "application/rss+xml")
        web.answers[f"/sea/{number}"] = Answer(page(title))
        site.read()
    assert web.seen["/robots.txt", 200] == 1
    site.read(after=timedelta(days=1))
    assert web.seen["/robots.txt", 200] + web.seen["/robots.txt", 304] == 2


def test_a_page_that_robots_txt_forbids_waits_a_day_and_is_given_up_after_the_third(site: Site) -> None:
    site.web.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /sea\n", "text/plain")
    told = site.read()
    assert "asks wiredesk to leave this page alone" in told[0].words
    for wait in (timedelta(hours=23), timedelta(hours=2), timedelta(hours=25), timedelta(days=9)):
        told.extend(site.read(after=wait))
    assert [one.outcome for one in told] == ["later", "later", "failed"], "the file is read once a day: asking sooner is idle"
    assert site.web.seen["/sea/ferry", 200] == 0


def test_a_page_is_read_once_robots_txt_allows_it(site: Site) -> None:
    site.web.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /sea\n", "text/plain")
    site.read()
    site.web.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\n", "text/plain")
    site.read(after=timedelta(hours=26))
    assert site.story().state is State.PUBLISHED

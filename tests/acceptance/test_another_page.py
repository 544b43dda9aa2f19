"""What a site shows with status 200 in place of a story is never printed as that story."""

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import page, rss
from tests.servers import Answer, WebServer

GONE = page(
    "Sorry, there is nothing here",
    (
        "The page you asked for was not found. It may have been taken down, or its address may have been written wrongly.",
        "Please try the search at the top of this page, or go back to where you came from. Our editors have been told of it.",
    ),
)
FRONT = page(
    "Harbour Gazette", ("Ferry fares debated: the council met until midnight, and the benches were full of pilots.",) * 4
)


def test_a_page_that_bears_nothing_of_the_headline_is_held(desk: Desk, web: WebServer, feed: Feed) -> None:
    entries = [
        ("/ferry", "First ferry of the year crosses the sound"),
        ("/mayor", "Mayor resigns over the lighthouse accounts"),
        ("/fares?id=7", "Ferry fares debated"),
        ("/moved", "Ferry fares debated once more"),
    ]
    web.answers["/feed.xml"] = Answer(rss(web.url, *entries), "application/rss+xml")
    web.answers["/ferry"] = Answer(page())
    web.answers["/mayor"] = Answer(GONE)
    web.answers["/fares?id=7"] = Answer(b"", status=302, headers={"Location": "/en/"})
    web.answers["/en/"] = Answer(FRONT)
    web.answers["/moved"] = Answer(b"", status=302, headers={"Location": "/fares-debated"})
    web.answers["/fares-debated"] = Answer(page("Fares of the ferry are debated"))
    desk.configure(feed("harbour-rss", f"{web.url}/feed.xml"), [web.port])
    assert desk.run("poll").code == 0
    rows = desk.run("story", "list", "--json").json
    held = {row["headline"]: [reason["code"] for reason in row["reasons"]] for row in rows}
    assert "another-page" not in held["First ferry of the year crosses the sound"]
    assert "another-page" in held["Sorry, there is nothing here"]
    assert "another-page" in held["Harbour Gazette"]
    assert "another-page" not in held["Fares of the ferry are debated"]

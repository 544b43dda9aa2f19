"""`wiredesk serve` with a hub, as an operator runs it."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import page, rss
from tests.acceptance.test_serve import free_port, serving
from tests.hub import Hub
from tests.servers import Answer, WebServer


@pytest.fixture
def hub() -> Hub:
    return Hub()


def test_a_hub_is_subscribed_to_and_its_call_makes_the_feed_due(desk: Desk, web: WebServer, feed: Feed, hub: Hub) -> None:
    port = free_port()
    link = {"Link": f'<{hub.url}>; rel="hub", <{web.url}/rss>; rel="self"'}
    body = rss(web.url, ("/ferry", "First ferry of the year crosses the sound"))
    web.answers["/rss"] = Answer(body, "application/rss+xml", headers=link)
    web.answers["/ferry"] = Answer(page())
    desk.configure(feed("harbour-rss", f"{web.url}/rss"), [web.port, hub.port])
    with hub, serving(desk, port=port, more=f'[websub]\ncallback = "http://127.0.0.1:{port}/hub/"\n') as service:
        deadline = time.monotonic() + 60
        while not hub.confirmed:
            assert time.monotonic() < deadline, (desk.folder / "serve.log").read_text()
            time.sleep(0.1)
        assert hub.confirmed[0][0] == 200
        shown = desk.run("feed", "show", "harbour-rss").out
        assert re.search(rf"hub +{re.escape(hub.url)} tells of changes until 20", shown), shown
        (asked,) = hub.asked
        assert hub.tell(asked, b"anything") == 202
        told = desk.run("feed", "show", "harbour-rss", "--json")
        assert told.json["hubs"][0]["told"] == 1
        due = datetime.fromisoformat(told.json["record"]["next_poll_at"])
        assert due < datetime.now(UTC) + timedelta(minutes=1, seconds=1)
        assert hub.tell(asked, b"other", signature="sha256=00") == 202
        assert service.get("/hub/nothing")[0] == 404
        assert service.get("/")[0] == 404, "nothing is published yet, and the site stands beside the hub's path all the same"
        secrets = (asked.form["hub.secret"], asked.callback.rpartition("/")[2])
        for text in (shown, told.out, (desk.folder / "serve.log").read_text("utf-8")):
            assert not any(secret in text for secret in secrets)


def test_hubs_are_heard_where_cron_polls(desk: Desk, web: WebServer, feed: Feed, hub: Hub) -> None:
    port = free_port()
    link = {"Link": f'<{hub.url}>; rel="hub", <{web.url}/rss>; rel="self"'}
    web.answers["/rss"] = Answer(rss(web.url, ("/ferry", "First ferry")), "application/rss+xml", headers=link)
    web.answers["/ferry"] = Answer(page())
    desk.configure(feed("harbour-rss", f"{web.url}/rss"), [web.port, hub.port])
    with hub, serving(desk, "--no-poll", port=port, more=f'[websub]\ncallback = "http://127.0.0.1:{port}/hub/"\n') as service:
        assert desk.run("run").code == 0
        deadline = time.monotonic() + 60
        while not hub.confirmed:
            assert time.monotonic() < deadline, (desk.folder / "serve.log").read_text()
            time.sleep(0.1)
        asked = sum(web.seen.values())
        assert hub.tell(hub.asked[0], b"news") == 202
        time.sleep(6)
        assert sum(web.seen.values()) == asked, "this service polls nothing"
        service.process.terminate()
        assert service.process.wait(20) == 0


def test_a_feed_added_by_command_may_leave_its_hub_alone(desk: Desk) -> None:
    desk.configure("", [])
    assert desk.run("feed", "add", "one", "https://one.example/rss", "--publisher", "harbour", "--no-hub").code == 0
    assert desk.run("feed", "show", "one", "--json").json["record"]["feed"]["hub"] is False

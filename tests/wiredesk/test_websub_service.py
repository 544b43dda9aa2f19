"""Hubs from end to end: a feed announces one, a real one on loopback is subscribed to, and polling goes by what it tells."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk import websub
from desk.pass_over import pass_over
from desk.poll import PollPlan
from desk.websub import hub_words
from store.subscription_rows import SubscriptionState
from tests.wiredesk.websub_desk import DAY, HOUR, MINUTE, SECOND, START, Desk, desk
from wiredesk.hubs import Hubs

__all__ = ["desk"]


async def test_a_hub_is_subscribed_to_confirmed_and_heard(desk: Desk) -> None:
    asked = await desk.subscribe()
    assert asked.media_type == "application/x-www-form-urlencoded"
    assert asked.form["hub.mode"] == "subscribe"
    assert asked.form["hub.topic"] == f"{desk.web.url}/rss"
    assert asked.callback.startswith(f"http://127.0.0.1:{desk.port}/calls/hub/")
    assert len(bytes.fromhex(asked.form["hub.secret"])) >= 32
    assert desk.hub.confirmed == [(200, b"c-4711 <b>&")], "the challenge, byte for byte"
    assert "tells of changes until 2026-03-11 12:00 UTC; has told nothing yet" in hub_words(desk.file().hubs[0])

    desk.now += 10 * MINUTE
    assert desk.wait > 40 * MINUTE
    desk.serve_feed("two", "one")
    told_body = b"<rss>what the hub says the feed says</rss>"
    assert await desk.tell(asked, told_body) == 202
    assert desk.wait <= timedelta()
    assert ": its hub told of a change" in desk.shown
    await pass_over(desk.office, PollPlan(), lambda _: None)
    assert desk.file().polls[0].new == 1
    with desk.office.database.read() as transaction:
        captured = transaction._connection.exec_driver_sql("SELECT DISTINCT url FROM capture_sightings").scalars().all()
    assert captured == [f"{desk.web.url}/rss"], "what was read is what the publisher's own server sent"
    assert "told once, last at" in hub_words(desk.file().hubs[0])
    words = [line["words"] for line in desk.log.lines]
    assert words == ["subscribed for 10 days", "its hub tells of a change"]
    assert not any(secret in str(desk.log.lines) for secret in (asked.form["hub.secret"], asked.callback[-20:]))


async def test_a_feed_is_polled_daily_while_its_hub_tells_and_as_before_when_it_does_not(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 2 * HOUR
    await desk.tick()
    await desk.poll()
    assert desk.wait < 6 * HOUR, "a hub that has told nothing yet is not relied upon"
    desk.serve_feed("two", "one")
    desk.now += 10 * MINUTE
    await desk.tell(asked, b"two")
    await desk.poll()
    assert desk.wait < 6 * HOUR, "a second look, should a cache have held the old feed"
    desk.now += desk.wait
    await desk.tick()
    await desk.poll()
    assert desk.wait > DAY - 2 * SECOND
    assert desk.file().record.habits.why == "its hub tells of changes; asked daily all the same"

    desk.now += DAY
    await desk.tick()
    desk.serve_feed("three", "two", "one")
    await desk.poll()
    assert desk.wait < 6 * HOUR, "something new that nobody told of"
    desk.now += desk.wait
    await desk.tick()
    await desk.poll()
    assert desk.wait < 6 * HOUR, "nor is it relied upon from then on"

    desk.now += 5 * MINUTE
    await desk.tell(asked, b"four")
    for _ in range(2):
        await desk.poll()
        desk.now += max(desk.wait, timedelta())
        await desk.tick()
    await desk.poll()
    assert desk.wait > DAY - 2 * SECOND, "until it tells again"
    desk.hub.verify = False
    desk.now = START + 11 * DAY
    await desk.tick()
    assert desk.states == [SubscriptionState.ASKING]
    assert desk.wait <= timedelta(), "the lease ran out: polled as before"


async def test_a_service_that_begins_to_listen_polls_what_may_have_been_missed(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 10 * MINUTE
    await desk.tell(asked, b"two")
    await desk.poll()
    await desk.tick(desk.wait)
    await desk.poll()
    await desk.tick(2 * HOUR)
    assert desk.wait > 20 * HOUR
    desk.hubs = Hubs(desk.office, desk.log, str(desk.office.config.websub))
    await desk.tick()
    assert desk.wait <= timedelta()
    assert ": its hub is not counted upon, and it is polled as before" in desk.shown


async def test_a_lease_is_renewed_in_time_and_the_old_path_given_back(desk: Desk) -> None:
    desk.hub.lease = "3600"
    first = await desk.subscribe()
    await desk.tick(44 * MINUTE)
    assert len(desk.hub.asked) == 1
    await desk.tick(MINUTE)
    second = desk.hub.asked[1]
    assert second.callback != first.callback
    assert second.form["hub.secret"] != first.form["hub.secret"]
    await desk.tick()
    farewell = desk.hub.asked[2]
    assert farewell.form == {"hub.mode": "unsubscribe", "hub.callback": first.callback, "hub.topic": first.form["hub.topic"]}
    assert desk.states == [SubscriptionState.LIVE]
    assert await desk.tell(first, b"x") == 410
    assert await desk.tell(second, b"x") == 202


async def test_a_hub_that_answers_badly_is_told_in_words_and_asked_later(desk: Desk) -> None:
    desk.hub.status = 404
    await desk.poll()
    await desk.tick()
    (one,) = desk.file().hubs
    assert (one.state, one.words) == (SubscriptionState.ASKING, "HTTP 404 Not Found")
    assert hub_words(one) == f"{desk.hub.url} asked once, next at 2026-03-01 13:00 UTC: HTTP 404 Not Found"
    assert desk.log.lines[-1]["words"] == f"cannot subscribe at {desk.hub.url}: HTTP 404 Not Found"
    desk.hub.status, desk.hub.headers = 503, {"Retry-After": str(6 * 3600)}
    await desk.tick(HOUR)
    await desk.tick(5 * HOUR - MINUTE)
    assert len(desk.hub.asked) == 2


@pytest.mark.parametrize(("status", "followed"), [(307, True), (308, True), (301, False), (302, False), (303, False)])
async def test_a_hub_may_name_another_but_never_turn_a_post_into_a_get(desk: Desk, status: int, followed: bool) -> None:
    desk.hub.verify, desk.hub.status, desk.hub.headers = False, status, {"Location": desk.other.url}
    await desk.poll()
    await desk.tick()
    assert len(desk.other.asked) == followed
    assert desk.states == [SubscriptionState.LIVE if followed else SubscriptionState.ASKING]


async def test_a_hub_at_a_private_address_is_not_asked(desk: Desk) -> None:
    desk.serve_feed("one", hub=f"http://127.0.0.2:{desk.hub.port}/")
    await desk.poll()
    await desk.tick()
    assert desk.hub.asked == []
    words = desk.file().hubs[0].words
    assert words is not None
    assert "private address" in words


async def test_a_hub_that_vanishes_from_the_feed_is_left(desk: Desk) -> None:
    first = await desk.subscribe()
    desk.serve_feed("two", hub="")
    desk.now += 2 * HOUR
    await desk.poll()
    assert desk.states == [SubscriptionState.LEAVING]
    await desk.tick()
    assert desk.hub.asked[-1].form["hub.mode"] == "unsubscribe"
    assert desk.hub.asked[-1].callback == first.callback
    assert desk.states == []


async def test_a_feed_that_says_no_to_hubs_leaves_its_own(desk: Desk) -> None:
    await desk.subscribe()
    desk.configure(more="hub = false")
    with desk.open() as desk.office:
        desk.now += 2 * HOUR
        await desk.poll()
        assert desk.states == [SubscriptionState.LEAVING]


@pytest.mark.parametrize("is_meant", [True, False], ids=["the feed's own ports", "no ports"])
async def test_what_a_feed_is_allowed_holds_for_its_hub(desk: Desk, is_meant: bool) -> None:
    desk.configure(ports=str(desk.web.port), more=f"ports = [{desk.hub.port}]" if is_meant else "")
    with desk.open() as desk.office:
        desk.hubs = Hubs(desk.office, desk.log, desk.office.config.websub or "")
        await desk.poll()
        await desk.tick()
        assert desk.states == [SubscriptionState.LIVE if is_meant else SubscriptionState.ASKING]
    assert len(desk.hub.asked) == is_meant


async def test_a_feed_that_is_removed_leaves_its_hub(desk: Desk) -> None:
    await desk.subscribe()
    text = (desk.folder / "config.toml").read_text("utf-8")
    (desk.folder / "config.toml").write_text(text.partition("[[feed]]")[0], "utf-8")
    with desk.open() as desk.office:
        assert desk.states == [SubscriptionState.LIVE]
        await desk.tick()
    assert desk.hub.asked[-1].form["hub.mode"] == "unsubscribe"
    assert desk.hub.confirmed[-1][0] == 200


async def test_without_the_table_hubs_are_not_listened_to(desk: Desk) -> None:
    await desk.subscribe()
    desk.configure(websub=False)
    with desk.open() as desk.office:
        assert desk.states == []
        desk.serve_feed("two", "one")
        desk.now += 2 * HOUR
        assert await desk.poll() == 1
        assert desk.states == []
        await websub.tend(desk.office, lambda _: None)
    assert len(desk.hub.asked) == 1


async def test_a_hub_announced_before_anybody_listened_is_asked_though_the_feed_changes_no_more(desk: Desk) -> None:
    desk.configure(websub=False)
    with desk.open() as desk.office:
        await desk.poll()
        assert "since the config has no [websub]" in desk.shown
    desk.configure()
    with desk.open() as desk.office:
        desk.hubs = Hubs(desk.office, desk.log, desk.office.config.websub or "")
        desk.now += 24 * HOUR
        await desk.poll()
        assert desk.web.seen["/rss", 304] == 1
        assert "asked by the next service that listens" in desk.shown
        await desk.tick()
        assert [asked.form["hub.topic"] for asked in desk.hub.asked] == [f"{desk.web.url}/rss"]
        again = Hubs(desk.office, desk.log, desk.office.config.websub or "")
        await again.tick()
        assert len(desk.hub.asked) == 1, "and only once"


async def test_a_hub_is_not_asked_of_a_feed_that_does_not_name_itself_and_that_is_said(desk: Desk) -> None:
    answer = desk.web.answers["/rss"]
    desk.web.answers["/rss"] = replace(answer, headers={"Link": f'<{desk.hub.url}>; rel="hub"'})
    await desk.poll()
    await desk.tick()
    assert desk.hub.asked == []
    assert "but not the feed's own address (rel=self)" in desk.shown

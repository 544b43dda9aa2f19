"""A check for robots or a login is told as what it is, and never becomes a story."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.doorstep import is_check
from ingest.extract.article import Article, NoArticle
from ingest.fetch.outcome import Fetched
from ingest.parse.entry import NotAFeed
from ingest.parse.feed import parse_feed
from ingest.read import read_page
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher

URL = "https://gazette.example/bridge"
FEED = Feed(
    id=FeedId("gazette"), publisher=Publisher(id=PublisherId("gazette"), name="Gazette"), url=URL, every=timedelta(hours=1)
)
WAIT = "<p>We look whether you are a person before you may go on to the site you asked for. This takes a moment only.</p>" * 3
STORY = "".join(f"<p>The harbour board met for the {n}th time and spoke of the crack in the old bridge.</p>" for n in range(8))


def answered(body: str, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    at = datetime(2026, 3, 1, tzinfo=UTC)
    whole = f"<!doctype html><html><head><title>Wait</title></head><body><h1>Wait a moment</h1>{body}</body></html>"
    return Fetched(
        url=URL,
        final_url=URL,
        status=200,
        body=whole.encode(),
        fetched_at=at,
        media_type="text/html",
        charset="utf-8",
        headers=named,
    )


CHECKS = [
    answered(f"{WAIT}<script>window._cf_chl_opt = {{cZone: 'gazette.example'}};</script>"),
    answered(WAIT, cf_mitigated="challenge"),
    answered(WAIT, x_amzn_waf_action="captcha"),
    answered(f'{WAIT}<iframe src="https://geo.captcha-delivery.com/captcha/?x=1"></iframe>'),
    answered(f'{WAIT}<div id="px-captcha"></div>'),
    answered(f'{WAIT}<script id="anubis_challenge" type="application/json">{{}}</script>'),
]


@pytest.mark.parametrize("page", CHECKS)
def test_a_check_for_robots_is_no_story(page: Fetched) -> None:
    found = read_page(FEED, page)
    assert isinstance(found, NoArticle)
    assert found.words == "what came is not the page: it is a check for robots; ask its publisher to let wiredesk through"


@pytest.mark.parametrize("page", CHECKS)
def test_a_check_before_a_feed_is_told(page: Fetched) -> None:
    found = parse_feed(page, FEED)
    assert isinstance(found, NotAFeed)
    assert found.words == "is an HTML page, not a feed: it is a check for robots; ask its publisher to let wiredesk through"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ('<form><input name="who"><input type="password" name="word"></form>', "it asks for a password"),
        ('<form><div class="g-recaptcha" data-sitekey="k"></div></form>', "it asks for a captcha"),
        ('<form><input name="q"></form>', "announces none: give the address of its feed instead"),
    ],
)
def test_what_stands_before_a_feed_is_told(form: str, words: str) -> None:
    found = parse_feed(answered(form), FEED)
    assert isinstance(found, NotAFeed)
    assert words in found.words


def test_a_story_with_a_form_is_a_story() -> None:
    """Many sites carry a login and a captcha on every page, for those who comment."""
    page = answered(f'{STORY}<form><input type="password"><div class="g-recaptcha"></div></form>')
    assert not is_check(page)
    assert isinstance(read_page(FEED, page), Article)

"""A host whose robots.txt keeps us from its pages is told of once, and not once for each of its stories."""

from pathlib import Path

import pytest

from desk.config import load
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan
from desk.reports import Event, HostReport, StoryReport
from tests.desk.config_text import ON_LOOPBACK
from tests.servers import Answer, WebServer
from wiredesk.commands.running import line_of, summary


@pytest.mark.parametrize(
    ("robots", "words"),
    [
        (Answer(b"", status=503), "robots.txt cannot be read, so the page is not asked for: HTTP 503 Service Unavailable"),
        (Answer(b"User-agent: *\nDisallow: /", "text/plain"), "/robots.txt asks wiredesk to leave this page alone"),
    ],
    ids=["not to be had", "forbids all"],
)
async def test_what_keeps_us_from_a_host_is_told_once_with_the_number_of_stories(
    robots: Answer, words: str, tmp_path: Path
) -> None:
    told: list[Event] = []
    with WebServer({"/robots.txt": robots}) as web:
        items = "".join(f"<item><title>The {n}th</title><link>{web.url}/{n}</link><guid>{n}</guid></item>" for n in range(5))
        feed = f'<rss version="2.0"><channel><title>Harbour</title><link>{web.url}/</link>{items}</channel></rss>'
        web.answers["/rss"] = Answer(feed.encode(), "application/rss+xml")
        (tmp_path / "config.toml").write_text(ON_LOOPBACK.format(port=web.port, url=web.url), "utf-8")
        with Office(load(tmp_path / "config.toml", tmp_path)) as office:
            reports = await pass_over(office, PollPlan(everything=True), told.append)
    (host,) = [event for event in told if isinstance(event, HostReport)]
    assert (host.host, host.stories) == (web.url, 5)
    assert words in line_of(host)
    assert line_of(host).startswith(f"host   {web.url}: 5 stories: ")
    assert not [event for event in told if isinstance(event, StoryReport)]
    assert len([report for report in reports if isinstance(report, StoryReport)]) == 5, "each is in what is given back"
    assert "stories: 5 unread" in summary(reports)

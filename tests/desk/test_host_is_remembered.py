"""What stands on several stories of a host is remembered, and later stories of it are judged with that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.config import load
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan
from news.alteration import Level
from news.body import leaves
from news.names import digest_of
from news.story import Story
from store.hosts import BlockTimes
from tests.desk.config_text import ON_LOOPBACK
from tests.servers import Answer, WebServer

ADVERT = "The Gazette's own sea almanac, with every tide of the coming year, is sold at the kiosk on the quay for nine crowns."
LETTER = "Our letter to readers brings the week's news of the sound to your desk every Friday, and it costs nothing."
THINGS = ("wall", "clock", "crane", "light", "slipway")
DEEDS = ("has been mended at last", "was painted over the winter", "is to be shown to the schools", "stood idle for a year")


def page(thing: str) -> bytes:
    lines = [
        f"The {thing} of the old harbour {deed}, and the people who live beside the {thing} have hung out flags for the day."
        for deed in DEEDS
    ]
    text = "".join(f"<p>{line}</p>" for line in [*lines[:3], ADVERT, lines[3]])
    letter = f'<div class="newsletter"><p>{LETTER}</p></div>'
    return f"<html><body><article><h1>The {thing}</h1><div class=text>{text}{letter}</div></article></body></html>".encode()


def rss(base: str, things: Sequence[str], words: str) -> bytes:
    items = "".join(
        f"<item><title>The {thing}</title><link>{base}/{thing}</link><guid>{base}/{thing}</guid>"
        f"<description>{words}</description></item>"
        for thing in things
    )
    return f'<rss version="2.0"><channel><title>Harbour</title><link>{base}/</link>{items}</channel></rss>'.encode()


@dataclass
class Host:
    """A host, and a desk whose clock goes on by two hours with each pass: what is fetched carries the real time."""

    web: WebServer
    folder: Path
    office: Office = field(init=False)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    async def read(self, *things: str, words: str = "Short.") -> dict[str, Story]:
        """The stories after a pass over a feed that announces these, by headline."""
        self.now += timedelta(hours=2)
        self.web.answers |= {f"/{thing}": Answer(page(thing)) for thing in things}
        self.web.answers["/rss"] = Answer(rss(self.web.url, things, words), "application/rss+xml")
        await pass_over(self.office, PollPlan(everything=True), lambda event: None)
        with self.office.database.read() as transaction:
            found = [transaction.stories.get(row.id) for row in transaction.stories.list()]
        return {record.story.headline: record.story for record in found if record is not None}

    @property
    def times(self) -> dict[str, BlockTimes]:
        """On how many stories advert and letter stood, as the store counts."""
        with self.office.database.read() as transaction:
            known = transaction.hosts.known("127.0.0.1", 1)
        return {said: known[digest_of(said)] for said in (ADVERT, LETTER) if digest_of(said) in known}


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with WebServer({}) as web:
        host = Host(web, tmp_path)
        (tmp_path / "config.toml").write_text(ON_LOOPBACK.format(port=web.port, url=web.url), "utf-8")
        with Office(load(tmp_path / "config.toml", tmp_path), lambda: host.now) as office:
            host.office = office
            yield host


async def test_what_stories_of_a_host_share_is_in_doubt_from_the_fourth_on(host: Host) -> None:
    first = await host.read(*THINGS[:3])
    assert {story.alteration.level for story in first.values()} == {Level.VERBATIM}
    assert host.times == {ADVERT: BlockTimes(printed=3, left=0), LETTER: BlockTimes(printed=0, left=3)}
    later = await host.read(*THINGS)
    for thing in THINGS[3:]:
        story = later[f"The {thing}"]
        assert story.alteration.level is Level.INCOMPLETE
        assert "1 block was printed in other stories of the host too" in story.alteration.grounds
        (letter,) = [loss for loss in story.alteration.losses if loss.digest == digest_of(LETTER)]
        assert "seen on 3 pages of this host" in letter.facts
        assert ADVERT in [leaf.text for leaf in leaves(story.body)], "what is in doubt is printed all the same"
    assert host.times == {ADVERT: BlockTimes(printed=5, left=0), LETTER: BlockTimes(printed=0, left=5)}


async def test_a_story_read_again_is_not_counted_again(host: Host) -> None:
    await host.read(*THINGS[:2])
    counted = host.times
    again = await host.read(*THINGS[:2], words="Said otherwise.")
    assert host.web.seen["/wall", 200] + host.web.seen["/wall", 304] == 2, "the entry changed, so its page was read again"
    assert host.times == counted == {ADVERT: BlockTimes(2, 0), LETTER: BlockTimes(0, 2)}
    assert len(again) == 2

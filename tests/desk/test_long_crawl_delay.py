"""A host that wants a long rest before every page gets it, and no story is lost by waiting for its turn."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from desk.config import load
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan
from store.entry_rows import EntryRecord, EntryState
from tests.acceptance.pages import page
from tests.desk.config_text import ON_LOOPBACK
from tests.servers import Answer, WebServer

PAGES = 12
DELAY = timedelta(seconds=120)


def serve(web: WebServer, robots: Answer) -> None:
    items = "".join(f"<item><title>The crane {n}</title><link>{web.url}/{n}</link><guid>{n}</guid></item>" for n in range(PAGES))
    feed = f'<rss version="2.0"><channel><title>Harbour</title><link>{web.url}/</link>{items}</channel></rss>'
    web.answers |= {f"/{n}": Answer(page(f"The crane {n}")) for n in range(PAGES)}
    web.answers |= {"/rss": Answer(feed.encode(), "application/rss+xml"), "/robots.txt": robots}


class Cron:
    """Passes with nothing remembered between them but what is in the store."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, datetime.now(UTC)

    def running(self) -> Callable[[], datetime]:
        """A clock that begins at `now` and goes on: on one that stands still a turn that is a moment too early never comes."""
        began, at = time.monotonic(), self.now
        return lambda: at + timedelta(seconds=time.monotonic() - began)

    async def run(self, web: WebServer) -> list[EntryRecord]:
        """The entries after a pass."""
        text = ON_LOOPBACK.format(port=web.port, url=web.url).replace("[fetch]", '[fetch]\npace = "0s"')
        (self.folder / "config.toml").write_text(text, "utf-8")
        with Office(load(self.folder / "config.toml", self.folder), self.running()) as office:
            await pass_over(office, PollPlan(), lambda _: None)
            with office.database.read() as transaction:
                return transaction.entries.list()


def asked(web: WebServer) -> int:
    """How many pages were asked for."""
    return sum(count for (path, _), count in web.seen.items() if path[1:].isdigit())


async def test_every_page_gets_its_turn_one_after_the_other(tmp_path: Path) -> None:
    cron = Cron(tmp_path)
    with WebServer({}) as web:
        serve(web, Answer(f"User-agent: *\nCrawl-delay: {DELAY.seconds}\n".encode(), "text/plain"))
        entries = await cron.run(web)
        assert asked(web) == 1
        turns = sorted(entry.next_try_at for entry in entries if entry.state is EntryState.WAITING and entry.next_try_at)
        assert all(later - earlier > DELAY * 0.9 for earlier, later in pairwise([cron.now, *turns]))
        assert {entry.attempts for entry in entries} == {0, 1}, "what was not asked for was not tried"
        for turn in turns:
            cron.now = turn
            entries = await cron.run(web)
        assert [entry.reason for entry in entries if entry.state is not EntryState.DONE] == []
        assert asked(web) == PAGES


async def test_a_host_that_wants_to_be_left_alone_costs_its_stories_no_try(tmp_path: Path) -> None:
    cron = Cron(tmp_path)
    with WebServer({}) as web:
        serve(web, Answer(b"", "text/plain", 404))
        web.answers |= {f"/{n}": Answer(status=503, headers={"Retry-After": "3600"}) for n in range(PAGES)}
        clock = cron.running()
        entries = await cron.run(web)
        over = clock()  # the host said it before the pass was over
        assert asked(web) == 1
        assert sorted(entry.attempts for entry in entries) == [0] * (PAGES - 1) + [1]
        turns = [entry.next_try_at - over for entry in entries if entry.next_try_at and not entry.attempts]
        assert max(turns) <= timedelta(hours=1), "they may come together"

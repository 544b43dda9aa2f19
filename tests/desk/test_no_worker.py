"""A machine that has no process to spare for reading costs an entry some time, and is not held against it."""

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.config import load
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan
from ingest.workers import Workers
from store.entry_rows import EntryRecord, EntryState
from tests.acceptance.pages import page
from tests.desk.config_text import ON_LOOPBACK
from tests.servers import Answer, WebServer


async def run(folder: Path, now: datetime) -> EntryRecord:
    """The entry after a pass."""
    with Office(load(folder / "config.toml", folder), lambda: now) as office:
        await pass_over(office, PollPlan(), lambda _: None)
        with office.database.read() as transaction:
            (entry,) = transaction.entries.list()
            return entry


def none_to_be_had(*_: object, **__: object) -> None:
    raise OSError(errno.EMFILE, "Too many open files")


async def test_an_entry_waits_until_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    with WebServer({}) as web:
        item = f"<item><title>The crane</title><link>{web.url}/crane</link><guid>1</guid></item>"
        feed = f'<rss version="2.0"><channel><title>Harbour</title><link>{web.url}/</link>{item}</channel></rss>'
        web.answers |= {"/rss": Answer(feed.encode(), "application/rss+xml"), "/crane": Answer(status=500)}
        (tmp_path / "config.toml").write_text(ON_LOOPBACK.format(port=web.port, url=web.url), "utf-8")
        put_off = await run(tmp_path, now)
        web.answers["/crane"] = Answer(page("The crane"))
        with monkeypatch.context() as machine:
            machine.setattr(Workers, "_pool", none_to_be_had)
            for _ in range(5):
                assert put_off.next_try_at is not None
                now = put_off.next_try_at
                put_off = await run(tmp_path, now)
                assert put_off.state is EntryState.WAITING
                assert put_off.attempts == 1, "it was not read, so nothing was tried"
                assert put_off.reason is not None
                assert put_off.reason.words == "no process could be started to read it: Too many open files"
        assert (await run(tmp_path, now + timedelta(minutes=6))).state is EntryState.DONE
        assert web.seen["/crane", 200] == 1, "what was fetched is kept"

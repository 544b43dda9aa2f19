"""Whether there is anything to do, asked in a few milliseconds: without SQLAlchemy, and without writing (rule 13)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from store import schema
from store.errors import StoreError
from store.instants import LONGEST_LEASE, SLACK, from_text, to_text

Ask = Callable[[str, tuple[str, ...]], Any]
"""Gives the first row of a query's answer, None where it is empty; `?` stands for a value."""

CONFIG = "SELECT value FROM meta WHERE name = 'config_digest'"
CLOCK = "SELECT 1 FROM meta WHERE name = 'clock' AND value > ?"
"""The clock was set back: what is planned by it has to be moved."""
FEEDS = """SELECT 1 FROM feeds WHERE state <> 'retired' AND next_poll_at <= ?
    AND (lease_until IS NULL OR lease_until <= ? OR lease_until > ?) LIMIT 1"""
ENTRIES = """SELECT 1 FROM entries WHERE state = 'waiting' AND next_try_at <= ?
    AND (lease_until IS NULL OR lease_until <= ? OR lease_until > ?)
    AND EXISTS (SELECT 1 FROM feeds WHERE id = feed_id AND state <> 'retired') LIMIT 1"""
PRESS = "SELECT 1 FROM stories WHERE change_seq > exported_seq LIMIT 1"
# a leased feed's next poll is never before its lease ends; a leased entry was due when it was leased
NEXT_FEED = "SELECT next_poll_at FROM feeds WHERE state <> 'retired' ORDER BY next_poll_at LIMIT 1"
NEXT_ENTRY = """SELECT next_try_at FROM entries WHERE state = 'waiting' AND next_try_at > ?
    AND EXISTS (SELECT 1 FROM feeds WHERE id = feed_id AND state <> 'retired') ORDER BY next_try_at LIMIT 1"""
NEXT_LEASED = """SELECT min(lease_until) FROM entries WHERE state = 'waiting' AND next_try_at <= ?
    AND EXISTS (SELECT 1 FROM feeds WHERE id = feed_id AND state <> 'retired')"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What waits: any of `config` (the file changed), `clock` (it was set back), `feeds`, `entries`, `press`. `next` where
    nothing does: the next instant that something will; None when nothing ever will by itself."""

    work: tuple[str, ...]
    next: datetime | None = None


def pending(url: str, folder: Path, now: datetime, config_digest: str) -> Pending | None:
    """What there is to do. None when that cannot be told: no database yet, one to upgrade, or none to be had."""
    try:
        path = schema.sqlite_path(url, folder)
        if path is None:
            return _in_postgresql(url, now, config_digest)
        if not path.exists():
            return None
        with schema.reading(path) as connection:
            if schema.version_of(connection, str(path)) != schema.HEAD:
                return None
            return _ask(lambda query, values: connection.execute(query, values).fetchone(), now, config_digest)
    except StoreError:
        return None


def _in_postgresql(url: str, now: datetime, config_digest: str) -> Pending | None:
    try:
        import psycopg  # noqa: PLC0415 — nobody with SQLite should pay for it
    except ModuleNotFoundError:
        return None
    try:
        with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=10) as connection:
            if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
                return None
            if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (schema.HEAD,):
                return None
            return _ask(
                lambda query, values: connection.execute(query.replace("?", "%s").encode(), values).fetchone(), now, config_digest
            )
    except psycopg.Error:
        return None


def _ask(ask: Ask, now: datetime, config_digest: str) -> Pending:
    moment, leased = to_text(now), to_text(now + LONGEST_LEASE)
    work = []
    if ask(CONFIG, ()) != (config_digest,):
        work.append("config")
    if ask(CLOCK, (to_text(now + SLACK),)):
        work.append("clock")
    if ask(FEEDS, (moment, moment, leased)):
        work.append("feeds")
    if ask(ENTRIES, (moment, moment, leased)):
        work.append("entries")
    if ask(PRESS, ()):
        work.append("press")
    if work:
        return Pending(work=tuple(work))
    rows = (ask(NEXT_FEED, ()), ask(NEXT_ENTRY, (moment,)), ask(NEXT_LEASED, (moment,)))
    later = [from_text(row[0]) for row in rows if row is not None and row[0] is not None]
    return Pending(work=(), next=min(later, default=None))

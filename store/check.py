"""Looks a database through: whether the file is whole, its rows lead somewhere, and the kept bytes are what they were."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, text
from zstandard import ZstdError

from news.names import digest_of_bytes
from store import schema
from store.captures import unpack
from store.database import Database
from store.engines import postgresql_engine, sqlite_engine
from store.errors import StoreError

SAFE_SQLITE = (3, 51, 3)
"""The first without the fault of https://sqlite.org/wal.html#walresetbug."""

POINTERS = {
    "a story without its latest revision":
        "SELECT id FROM stories WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE story_id = id AND number = revision)",
    "a story without the revision that was approved":
        "SELECT id FROM stories WHERE approved_revision IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM revisions WHERE story_id = id AND number = approved_revision)",
    "a story without its rights record":
        "SELECT id FROM stories WHERE NOT EXISTS"
        " (SELECT 1 FROM rights_records WHERE rights_records.story_id = stories.id AND number = stories.rights)",
    "a revision without its rights record":
        "SELECT story_id FROM revisions WHERE NOT EXISTS"
        " (SELECT 1 FROM rights_records AS it WHERE it.story_id = revisions.story_id AND it.number = revisions.rights)",
    "a story without the decision that approved it":
        "SELECT id FROM stories WHERE approval IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM decisions WHERE decisions.id = approval AND story_id = stories.id AND verdict = 'approve')",
    "a published story without an approval":
        "SELECT id FROM stories WHERE state = 'published' AND approval IS NULL",
    "a story without an identity":
        "SELECT id FROM stories WHERE NOT EXISTS (SELECT 1 FROM identity_keys WHERE story_id = id)",
    "a withdrawn story without its notice":
        "SELECT id FROM stories WHERE state = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM tombstones WHERE story_id = id)",
    "a body kept without a sighting":
        "SELECT digest FROM captures WHERE NOT EXISTS (SELECT 1 FROM capture_sightings AS it WHERE it.digest = captures.digest)",
}  # fmt: skip
"""What the tables' own constraints do not hold: each query gives the rows that are at fault."""


def check(url: str, folder: Path) -> list[str]:
    """What is wrong, one line each; empty when nothing is. Reads every kept body."""
    try:
        path = schema.sqlite_path(url, folder)
        Database.open(url, folder=folder).close()
    except StoreError as error:
        return [str(error)]
    engine = postgresql_engine(url) if path is None else sqlite_engine(path, schema.BUSY_S, "ro")
    try:
        with engine.connect() as connection:
            damage = [] if path is None else list(_damage(connection))
            return damage or [*_loose_ends(connection), *_bodies(connection)]
    finally:
        engine.dispose()


def notes() -> list[str]:
    """What an operator may want to know of this machine's SQLite; nothing to act on."""
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return []
    return [f"SQLite {sqlite3.sqlite_version} can damage a database that two connections write at once; here they take turns"]


def _damage(connection: Connection) -> Iterator[str]:
    for (found,) in connection.execute(text("PRAGMA integrity_check")):
        if found != "ok":
            yield f"the file is damaged: {found}"
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"row {row} of {table} points to a row of {parent} that is not there"


def _loose_ends(connection: Connection) -> Iterator[str]:
    for what, query in POINTERS.items():
        found = [str(name) for (name,) in connection.execute(text(query))]
        if found:
            yield f"{what}: {', '.join(found[:3])}{f' and {len(found) - 3} more' if len(found) > 3 else ''}"


def _bodies(connection: Connection) -> Iterator[str]:
    digests = [str(digest) for (digest,) in connection.execute(text("SELECT digest FROM captures ORDER BY digest"))]
    for digest in digests:
        size, packed = connection.execute(text("SELECT size, zstd FROM captures WHERE digest = :it"), {"it": digest}).one()
        try:
            words = None if digest_of_bytes(unpack(bytes(packed), size)) == digest else "it has another hash"
        except ZstdError as error:
            words = str(error)
        if words is not None:
            yield f"the kept body {digest} is not what was fetched: {words}"

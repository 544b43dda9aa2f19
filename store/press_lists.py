"""The lists that stories stand in: who stands where for good, and which pages of them the press has to print.

A story gets its position in a list at its first release and keeps it; nobody else ever gets it. `shown` says whether the
row is printed. `lists` counts its rows and those shown, now and (`_out`) as of the last recorded edition.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from news.edition import Card, Directory, DirectoryEntry, ListKind, ListPage, Topic
from news.names import StoryId
from news.scope import Scope
from store.dialect import Upsert, among, pairs_of
from store.list_pages import full_pages, older_than, page_of, span_of
from store.plain import batches
from store.stories import place_of
from store.story_rows import read_date
from store.tables import list_rows, lists, publishers, revisions, rights_records, stories, topics

ListKey = tuple[ListKind, str]
FRONT: ListKey = (ListKind.FRONT, "")


@dataclass(slots=True)
class Counted:
    """A list's row: how many rows it has and shows, now and when it was last out."""

    rows: int = 0
    shown: int = 0
    rows_out: int = 0
    shown_out: int = 0


@dataclass(slots=True)
class Touched:
    """What a change does to the lists: their counts now, and the positions whose page has to be printed."""

    lists: dict[ListKey, Counted] = field(default_factory=dict)
    positions: dict[ListKey, list[int]] = field(default_factory=dict)


def lists_of(row: Row[Any], its_topics: Iterable[Topic]) -> list[ListKey]:
    """The lists that a story belongs to."""
    month = f"{row.publisher_id}/{row.year}/{row.month}"
    return [
        FRONT, (ListKind.PUBLISHER, row.publisher_id), (ListKind.MONTH, month),
        *((ListKind.TOPIC, topic.slug) for topic in its_topics),
    ]  # fmt: skip


def place(connection: Connection, changed: Sequence[Row[Any]], wanted: dict[StoryId, list[ListKey]]) -> Touched:
    """What the changed stories do to the lists. `wanted` holds the lists of those that may be out, which get their
    positions in the order of `changed`; all others of them are shown no longer."""
    standing = _standing(connection, [row.id for row in changed])
    keys = {key for rows in standing.values() for key in rows} | {key for its in wanted.values() for key in its}
    touched = Touched(lists=_counted(connection, sorted(keys)))
    fresh, turned = [], []
    for row in changed:
        its, rows = wanted.get(row.id, []), standing.get(row.id, {})
        for key in its:
            if key not in rows:
                counted = touched.lists.setdefault(key, Counted())
                fresh.append({"kind": key[0], "name": key[1], "position": counted.rows, "story_id": row.id, "shown": True})
                touched.positions.setdefault(key, []).append(counted.rows)
                counted.rows += 1
                counted.shown += 1
        for key, (position, shown) in rows.items():
            touched.positions.setdefault(key, []).append(position)
            if shown != (key in its):
                turned.append({"of_kind": key[0], "of_name": key[1], "at": position, "now": not shown})
                touched.lists[key].shown += -1 if shown else 1
    _write(connection, touched, fresh, turned)
    return touched


def _standing(connection: Connection, changed: Sequence[StoryId]) -> dict[StoryId, dict[ListKey, tuple[int, bool]]]:
    found: dict[StoryId, dict[ListKey, tuple[int, bool]]] = {}
    for some in batches(changed):
        for row in connection.execute(select(list_rows).where(list_rows.c.story_id.in_(some))):
            found.setdefault(row.story_id, {})[ListKind(row.kind), row.name] = (row.position, row.shown)
    return found


def _counted(connection: Connection, keys: Sequence[ListKey]) -> dict[ListKey, Counted]:
    found: dict[ListKey, Counted] = {}
    for some in batches(keys):
        for row in connection.execute(select(lists).where(among(lists.c.kind, lists.c.name)), pairs_of(some)):
            found[ListKind(row.kind), row.name] = Counted(row.rows, row.shown, row.rows_out, row.shown_out)
    return {key: found[key] for key in keys if key in found}


PUT_LIST, PUT_ROW = Upsert(lists, "rows", "shown"), insert(list_rows)
TURN = update(list_rows).where(
    list_rows.c.kind == bindparam("of_kind"), list_rows.c.name == bindparam("of_name"), list_rows.c.position == bindparam("at")
).values(shown=bindparam("now"))  # fmt: skip


def _write(connection: Connection, touched: Touched, fresh: list[dict[str, Any]], turned: list[dict[str, Any]]) -> None:
    if touched.lists:
        connection.execute(PUT_LIST.on(connection), [
            {"kind": kind, "name": name, "rows": it.rows, "shown": it.shown, "rows_out": 0, "shown_out": 0}
            for (kind, name), it in touched.lists.items()
        ])  # fmt: skip
    if fresh:
        connection.execute(PUT_ROW, fresh)
    if turned:
        connection.execute(TURN, turned)


def all_lists(connection: Connection) -> dict[ListKey, Counted]:
    """Every list there is."""
    return {
        (ListKind(row.kind), row.name): Counted(row.rows, row.shown, row.rows_out, row.shown_out)
        for row in connection.execute(select(lists))
    }


def pages(
    connection: Connection,
    found: dict[ListKey, Counted],
    positions: dict[ListKey, list[int]] | None,
    *,
    size: int,
    as_of: datetime,
) -> tuple[ListPage, ...]:
    """The pages that hold one of the positions, or stand for the first time; all of them where `positions` is None."""
    titles = _titles(connection, found)
    printed = []
    for key in sorted(found):
        counted = found[key]
        full = full_pages(counted.rows, size)
        if positions is None:
            numbers: set[int | None] = {None, *range(1, full + 1)}
        else:
            numbers = {page_of(position, counted.rows, size) for position in positions.get(key, ())}
            if counted.rows != counted.rows_out:
                numbers |= {None, *range(full_pages(counted.rows_out, size) + 1, full + 1)}
        for number in sorted(numbers, key=lambda number: number or 0):
            cards = _cards(connection, key, span_of(number, counted.rows, size), as_of)
            printed.append(
                ListPage(
                    kind=key[0], name=key[1], title=titles.get(key, ""), number=number,
                    older=older_than(number, counted.rows, size), cards=cards,
                )
            )  # fmt: skip
    return tuple(printed)


def _titles(connection: Connection, keys: Iterable[ListKey]) -> dict[ListKey, str]:
    """The topics' titles; the publishers' names, for their months too."""
    owner = {key: key[1] if key[0] is ListKind.TOPIC else key[1].split("/", 1)[0] for key in keys if key != FRONT}
    names: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for some in batches([name for key, name in owner.items() if key[0] is ListKind.TOPIC]):
        asked = select(topics).where(topics.c.slug.in_(some))
        slugs.update((row.slug, row.title) for row in connection.execute(asked))
    for some in batches(sorted({name for key, name in owner.items() if key[0] is not ListKind.TOPIC})):
        named = select(publishers.c.id, publishers.c.name).where(publishers.c.id.in_(some))
        names.update((row.id, row.name) for row in connection.execute(named))
    return {key: (slugs if key[0] is ListKind.TOPIC else names)[name] for key, name in owner.items()}


def _cards(connection: Connection, key: ListKey, span: tuple[int, int], as_of: datetime) -> tuple[Card, ...]:
    at = list_rows.c
    asked = CARDS.where(at.kind == key[0], at.name == key[1], at.position >= span[0], at.position < span[1], at.shown)
    return tuple(_card(row, as_of) for row in connection.execute(asked.order_by(at.position.desc())))


CARDS = (
    select(
        stories, revisions.c.headline, revisions.c.standfirst, revisions.c.publisher, revisions.c.language,
        revisions.c.published, revisions.c.published_wording, revisions.c.published_zone, revisions.c.published_zone_from,
        rights_records.c.scope,
    )
    .join_from(list_rows, stories)
    .join(revisions, and_(revisions.c.story_id == stories.c.id, revisions.c.number == stories.c.approved_revision))
    .join(rights_records, and_(rights_records.c.story_id == stories.c.id, rights_records.c.number == stories.c.rights))
)  # fmt: skip


def _card(row: Row[Any], as_of: datetime) -> Card:
    where = place_of(row)
    assert where is not None
    return Card(
        place=where, headline=row.headline, standfirst=None if row.scope == Scope.LINK else row.standfirst,
        publisher=row.publisher, language=row.language, published=read_date(row, "published"),
        released_at=row.released_at or as_of,
    )  # fmt: skip


def newest(connection: Connection, limit: int) -> tuple[list[StoryId], int]:
    """The stories released last, newest first, and the position from which on a change concerns them."""
    at = list_rows.c
    asked = select(at.story_id, at.position).where(at.kind == FRONT[0], at.name == FRONT[1], at.shown)
    rows = connection.execute(asked.order_by(at.position.desc()).limit(limit)).all()
    return [row.story_id for row in rows], rows[-1].position if len(rows) == limit else 0


def directory(connection: Connection, *, always: bool) -> Directory | None:
    """All topics and publishers that have stories out; None when no count changed since the last recorded edition."""
    at = lists.c
    moved = select(at.kind).where(at.kind != ListKind.FRONT, at.shown != at.shown_out).limit(1)
    if not always and connection.execute(moved).first() is None:
        return None
    found = {key: counted.shown for key, counted in all_lists(connection).items() if counted.shown and key != FRONT}
    titles = _titles(connection, found)
    months: dict[str, list[str]] = {}
    for kind, name in sorted(found):
        if kind is ListKind.MONTH:
            publisher, _, month = name.partition("/")
            months.setdefault(publisher, []).append(month)
    entries = {
        kind: tuple(
            DirectoryEntry(
                name=name, title=titles[it, name], count=count,
                months=tuple(months.get(name, ())) if kind is ListKind.PUBLISHER else (),
            )
            for (it, name), count in sorted(found.items(), key=lambda item: (titles[item[0]].casefold(), item[0]))
            if it is kind
        )
        for kind in (ListKind.TOPIC, ListKind.PUBLISHER)
    }  # fmt: skip
    return Directory(topics=entries[ListKind.TOPIC], publishers=entries[ListKind.PUBLISHER])


def settle(connection: Connection) -> None:
    """The lists are out as they are now."""
    at = lists.c
    change = update(lists).where((at.rows != at.rows_out) | (at.shown != at.shown_out))
    connection.execute(change.values(rows_out=at.rows, shown_out=at.shown))

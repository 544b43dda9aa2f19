"""A story's revision with all its facts, as rows and back: what goes in comes out equal, wordings and zones too."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from news.alteration import Alteration, Level, Loss, LossVerdict
from news.attribution import Attribution, Byline, Dateline
from news.body import Inline, Text, fold, plain
from news.date_conflicts import with_conflicts
from news.names import Digest, StoryId
from news.partial_date import PartialDate, parse_partial_date
from news.provenance import Hop, Provenance
from news.rights import Evidence, Reason
from news.story import DateClaim, Story
from store.blocks import body_from_json, body_to_json, run_from_json, run_to_json
from store.dialect import Put, among, pairs_of
from store.errors import Missing
from store.plain import batches
from store.rights_rows import read_rights
from store.tables import date_claims, hops, losses, revisions, stories

RevisionKey = tuple[StoryId, int]
PUT_REVISION, PUT_CLAIMS, PUT_HOPS, PUT_LOSSES = Put(revisions), Put(date_claims), Put(hops), Put(losses)


def locked_row(connection: Connection, story: StoryId) -> Row[Any]:
    """The row in `stories`, kept from all others until the transaction ends. Raises Missing."""
    row = connection.execute(ROW, {"story": story}).first()
    if row is None:
        raise Missing("story", story)
    return row


def put_revision(
    connection: Connection, key: RevisionKey, story: Story, *, digest: Digest, text_digest: Digest, rights: int, now: datetime
) -> None:
    """Writes one revision, the digests being the story's own. Its evidence stands with the rights record of that number."""
    PUT_REVISION.rows(connection, [_revision_values(story) | {
        "story_id": key[0], "number": key[1], "digest": digest, "text_digest": text_digest, "rights": rights, "kept_at": now,
    }])  # fmt: skip
    facts = (
        (PUT_CLAIMS, [_claim_values(claim) for claim in story.date_claims]),
        (PUT_HOPS, [{"service": hop.service, "url": hop.url, "claim": hop.claim} for hop in story.provenance.hops]),
        (PUT_LOSSES, [_loss_values(loss) for loss in story.alteration.losses]),
    )  # fmt: skip
    for put, rows in facts:
        place = {"story_id": key[0], "revision": key[1]}
        put.rows(connection, [{**place, "position": number, **row} for number, row in enumerate(rows)])


def read_stories(connection: Connection, keys: Sequence[RevisionKey]) -> dict[RevisionKey, Story]:
    """The revisions of these numbers, whole."""
    found: dict[RevisionKey, Story] = {}
    for some in batches(keys):
        wanted = set(some)
        rows = [row for row in connection.execute(READ, pairs_of(some)) if (row.story_id, row.number) in wanted]
        rights = read_rights(connection, [(row.story_id, row.rights) for row in rows])
        claims, ways, lost = (_facts(connection, asked, some) for asked in FACTS)
        for row in rows:
            key = (StoryId(row.story_id), row.number)
            found[key] = _story(
                row, claims.get(key, ()), ways.get(key, ()), lost.get(key, ()), rights[row.story_id, row.rights].of_story
            )
    return found


ROW = select(stories).where(stories.c.id == bindparam("story")).with_for_update()
READ = select(revisions).where(among(revisions.c.story_id, revisions.c.number))
FACTS = tuple(
    select(table).where(among(table.c.story_id, table.c.revision)).order_by(table.c.position)
    for table in (date_claims, hops, losses)
)


def _facts(
    connection: Connection, asked: Select[*tuple[Any, ...]], keys: Iterable[RevisionKey]
) -> dict[RevisionKey, list[Row[Any]]]:
    found: dict[RevisionKey, list[Row[Any]]] = {}
    for row in connection.execute(asked, pairs_of(keys)):
        found.setdefault((row.story_id, row.revision), []).append(row)
    return found


def _revision_values(story: Story) -> dict[str, Any]:
    about, way, altered = story.attribution, story.provenance, story.alteration
    byline, dateline = about.byline, about.dateline
    return {
        "headline": story.headline, **_standfirst_values(story.standfirst), "language": story.language,
        **_date_values("published", story.published), **_date_values("updated", story.updated),
        "publisher_id": about.publisher_id, "publisher": about.publisher, "publisher_home": about.publisher_home,
        "publisher_as_found": about.publisher_as_found, "url": about.url, "copyright_notice": about.copyright_notice,
        "byline": byline and byline.wording, "byline_people": byline and byline.people, "byline_found": byline and byline.found,
        "dateline": dateline and dateline.wording, "dateline_place": dateline and dateline.place,
        "dateline_day": dateline and dateline.day, "dateline_agency": dateline and dateline.agency,
        "level": altered.level, "grounds": altered.grounds, "end_in_doubt": altered.end_in_doubt, "left_out": altered.left_out,
        "feed_id": way.feed, "entry_key": way.entry, "fetched_at": way.fetched_at, "text_from": way.text_from,
        "capture": way.capture, "capture_url": way.capture_url, "reader_flags": way.flags,
        "identity": story.identity, "topics": story.topics, "flags": [[flag.code, flag.words] for flag in story.flags],
        "body": body_to_json(story.body),
    }  # fmt: skip


def _story(
    row: Row[Any], claims: Sequence[Row[Any]], ways: Sequence[Row[Any]], lost: Sequence[Row[Any]], said: tuple[Evidence, ...]
) -> Story:
    byline = dateline = None
    if row.byline is not None:
        byline = Byline(wording=row.byline, people=tuple(row.byline_people), found=row.byline_found)
    if row.dateline is not None:
        dateline = Dateline(
            wording=row.dateline, place=row.dateline_place, day=row.dateline_day, agency=row.dateline_agency
        )  # fmt: skip
    return Story(
        identity=tuple(row.identity), headline=row.headline, body=body_from_json(row.body), standfirst=_standfirst(row),
        language=row.language, topics=tuple(row.topics), published=read_date(row, "published"), updated=read_date(row, "updated"),
        date_claims=with_conflicts([
            DateClaim(about=it.about, wording=it.wording, place=it.place, value=read_date(it, "value"), chosen=it.chosen)
            for it in claims
        ]),
        evidence=said, flags=tuple(Reason(code, words) for code, words in row.flags),
        attribution=Attribution(
            publisher=row.publisher, publisher_id=row.publisher_id, url=row.url, publisher_home=row.publisher_home,
            publisher_as_found=row.publisher_as_found, byline=byline, dateline=dateline, copyright_notice=row.copyright_notice,
        ),
        provenance=Provenance(
            feed=row.feed_id, entry=row.entry_key, fetched_at=row.fetched_at, text_from=row.text_from, capture=row.capture,
            capture_url=row.capture_url, flags=tuple(row.reader_flags),
            hops=tuple(Hop(service=it.service, url=it.url, claim=it.claim) for it in ways),
        ),
        alteration=Alteration(
            level=Level(row.level), grounds=row.grounds, end_in_doubt=row.end_in_doubt,
            left_out=tuple((kind, number) for kind, number in row.left_out), losses=tuple(_loss(it) for it in lost),
        ),
    )  # fmt: skip


def _standfirst_values(standfirst: tuple[Inline, ...]) -> dict[str, Any]:
    """Its words, which lists print, and its pieces where these are more than words."""
    words = fold(plain(standfirst)) or None
    is_plain = standfirst == (() if words is None else (Text(words),))
    return {"standfirst": words, "standfirst_run": None if is_plain else run_to_json(standfirst)}


def _standfirst(row: Row[Any]) -> tuple[Inline, ...]:
    if row.standfirst_run is not None:
        return run_from_json(row.standfirst_run)
    return () if row.standfirst is None else (Text(row.standfirst),)


def _date_values(name: str, date: PartialDate | None) -> dict[str, str | None]:
    if date is None:
        return dict.fromkeys((name, f"{name}_wording", f"{name}_zone", f"{name}_zone_from"))
    return {
        name: date.isoformat(), f"{name}_wording": date.wording, f"{name}_zone": date.zone, f"{name}_zone_from": date.zone_from,
    }  # fmt: skip


def read_date(row: Row[Any], name: str) -> PartialDate | None:
    """The date in the row's four columns of that name."""
    kept = row._mapping
    if kept[name] is None:
        return None
    date = parse_partial_date(kept[name], wording=kept[f"{name}_wording"])
    zone, zone_from = kept[f"{name}_zone"], kept[f"{name}_zone_from"]
    return date if zone is zone_from is None else replace(date, zone=zone, zone_from=zone_from)


def _claim_values(claim: DateClaim) -> dict[str, Any]:
    return {
        "about": claim.about, "wording": claim.wording, "place": claim.place, "chosen": claim.chosen,
        **_date_values("value", claim.value),
    }  # fmt: skip


def _loss_values(loss: Loss) -> dict[str, Any]:
    return {
        "kind": loss.kind, "verdict": loss.verdict, "rule": loss.rule, "place": loss.place, "first": loss.first,
        "last": loss.last, "length": loss.length, "digest": loss.digest,
        "facts": loss.facts,
    }  # fmt: skip


def _loss(row: Row[Any]) -> Loss:
    return Loss(
        kind=row.kind, verdict=LossVerdict(row.verdict), rule=row.rule, place=row.place, first=row.first, last=row.last,
        length=row.length, digest=row.digest, facts=row.facts,
    )  # fmt: skip

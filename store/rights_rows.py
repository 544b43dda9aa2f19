"""Rights records with their evidence, as rows and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from news.names import StoryId
from news.rights import Answer, Evidence, Reason, RightsRecord, SaidBy, Verdict
from news.scope import Scope
from store.dialect import Put, among, pairs_of
from store.plain import batches
from store.tables import evidence, rights_records

RightsKey = tuple[StoryId, int]
PUT_RECORD, PUT_EVIDENCE = Put(rights_records), Put(evidence)
READ_RECORDS = select(rights_records).where(among(rights_records.c.story_id, rights_records.c.number))
READ_EVIDENCE = select(evidence).where(among(evidence.c.story_id, evidence.c.rights)).order_by(evidence.c.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRights:
    """A rights record, what was judged of it, and the evidence that the story itself states."""

    record: RightsRecord
    verdict: Verdict
    of_story: tuple[Evidence, ...]


def put_rights(
    connection: Connection, key: RightsKey, record: RightsRecord, verdict: Verdict, of_story: Sequence[Evidence],
    *, revision: int | None, now: datetime,
) -> None:  # fmt: skip
    """Writes a record under its number. `revision` None: it came by decision, not with a revision."""
    story, number = key
    PUT_RECORD.rows(connection, [{
        "story_id": story, "number": number, "revision": revision, "recorded_at": now, "digest": record.digest,
        "licence": record.licence, "licence_url": record.licence_url, "scope": record.scope, "finding": record.finding,
        "notice": record.notice, "answer": verdict.answer,
        "answer_reasons": [[reason.code, reason.words] for reason in verdict.reasons], "duties": verdict.duties,
    }])  # fmt: skip
    statements = [*record.evidence, *of_story, *([] if record.grounds is None else [record.grounds])]
    rows = [
        {
            "story_id": story, "rights": number, "number": place, "wording": said.wording, "said_by": said.said_by,
            "place": said.place, "rule": said.rule, "seen": said.seen, "url": said.url, "capture": said.capture,
            "licence": said.licence, "licence_url": said.licence_url, "grounds": said == record.grounds,
            "in_record": _places(record.evidence, said), "in_story": _places(of_story, said),
        }
        for place, said in enumerate(dict.fromkeys(statements))
    ]  # fmt: skip
    PUT_EVIDENCE.rows(connection, rows)


def _places(statements: Sequence[Evidence], said: Evidence) -> list[int]:
    return [place for place, other in enumerate(statements) if other == said]


def read_rights(connection: Connection, keys: Sequence[RightsKey]) -> dict[RightsKey, KeptRights]:
    """The records under these numbers."""
    found: dict[RightsKey, KeptRights] = {}
    for some in batches(keys):
        statements: dict[RightsKey, list[Row[Any]]] = {}
        for row in connection.execute(READ_EVIDENCE, pairs_of(some)):
            statements.setdefault((row.story_id, row.rights), []).append(row)
        for row in connection.execute(READ_RECORDS, pairs_of(some)):
            key = (StoryId(row.story_id), row.number)
            found[key] = _kept(row, statements.get(key, []))
    return found


def _kept(row: Row[Any], statements: Sequence[Row[Any]]) -> KeptRights:
    said = {statement.number: _evidence(statement) for statement in statements}
    record = RightsRecord(
        licence=row.licence, scope=Scope(row.scope), finding=row.finding, licence_url=row.licence_url, notice=row.notice,
        grounds=next((said[statement.number] for statement in statements if statement.grounds), None),
        evidence=_in_order((place, said[statement.number]) for statement in statements for place in statement.in_record),
    )  # fmt: skip
    reasons = tuple(Reason(code, words) for code, words in row.answer_reasons)
    return KeptRights(
        record=record, verdict=Verdict(Answer(row.answer), reasons, tuple(row.duties)),
        of_story=_in_order((place, said[statement.number]) for statement in statements for place in statement.in_story),
    )  # fmt: skip


def _in_order(placed: Iterable[tuple[int, Evidence]]) -> tuple[Evidence, ...]:
    return tuple(said for _, said in sorted(placed, key=lambda pair: pair[0]))


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(
        wording=row.wording, said_by=SaidBy(row.said_by), place=row.place, rule=row.rule, seen=row.seen, url=row.url,
        capture=row.capture, licence=row.licence, licence_url=row.licence_url,
    )  # fmt: skip

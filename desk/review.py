"""The editor's verdicts: approve, hold, spike, withdraw, comment. Each appends to the record; none overwrites."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.errors import NotAllowed
from desk.judge import place_of, verdict_on
from desk.office import Office
from ingest.facts.rights import licence_named
from news.licence import PERMISSION, terms_of
from news.names import StoryId
from news.review import Commentary, CommentaryKind, Decision, Move, State, move
from news.rights import Answer, Evidence, Reason, RightsRecord, SaidBy
from news.scope import Scope
from store.records import StoryRecord
from store.transaction import Transaction

HOUSE = "wiredesk"
"""Who decides where the operator's rule does."""
WORDS_LIMIT = 64_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What an editor states about a story's terms: the licence (SPDX id, licence address or `permission`), where that is
    said, and the words that have to be printed with it."""

    licence: str
    evidence: str
    notice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a verdict came to."""

    story: StoryId
    headline: str
    before: State
    after: State
    words: str


def approve(office: Office, name: str, *, by: str, grounds: Grounds | None = None, note: str | None = None) -> Ruling:
    """Lets a story leave with the next edition. Flags are the editor's to overrule; rights are not: where the record does
    not allow the use, a licence with evidence has to be given, and that too is judged. Raises NotAllowed, Missing."""
    now = office.clock()
    _demand(by, "who decides is not said: give a name with --by")
    if grounds is not None:
        _demand(grounds.evidence, "the evidence is empty: say with --evidence where the terms are stated")
    with office.database.write(durable=True) as transaction:
        record = _record(transaction, name)
        after = move(record.id, record.state, Move.APPROVE)
        rights, verdict = record.rights, record.verdict
        if grounds is not None:
            rights = _stated(grounds, by, now.isoformat(), record.rights)
            verdict = verdict_on(record.story, rights, office.config.site)
        if verdict.answer is not Answer.ALLOW:
            why = "; ".join(reason.words for reason in verdict.reasons)
            advice = "give --licence and --evidence" if grounds is None else "the licence given does not allow this use"
            raise NotAllowed(f"{record.id} cannot be approved: {why} ({advice})")
        if grounds is not None:
            transaction.stories.set_rights(record.id, rights, verdict, now)
        if record.place is None:
            transaction.stories.set_place(place_of(record.story, record.id))
        decision = _decision(record, Move.APPROVE, by, now, rights, note=note)
        transaction.reviews.decide(decision, after, (), record.revision)
    return _ruling(record, after, "approved; it leaves with the next publish" if after is State.APPROVED else "approved anew")


def hold(office: Office, name: str, *, by: str, reason: str) -> Ruling:
    """Keeps a story in, or takes one that is out out of every list and page until it is approved again."""
    return _decide(office, name, Move.HOLD, by, reason, (Reason("editor", f"held by {by}: {reason}"),), "held")


def spike(office: Office, name: str, *, by: str, reason: str) -> Ruling:
    """Rejects a story that was never out."""
    return _decide(office, name, Move.SPIKE, by, reason, (Reason("editor", f"spiked by {by}: {reason}"),), "spiked")


def withdraw(office: Office, name: str, *, by: str, reason: str) -> Ruling:
    """Takes back a story that is or was out: its page becomes a dated notice, which prints the reason, with the next publish."""
    words = "withdrawn; its page becomes a notice with the next publish"
    return _decide(office, name, Move.WITHDRAW, by, reason, (Reason("editor", f"withdrawn by {by}: {reason}"),), words)


def comment(office: Office, name: str, *, kind: CommentaryKind, by: str, markdown: str) -> Ruling:
    """Puts the house's own words beside a story (rule 4)."""
    _demand(by, "who wrote it is not said: give a name with --by")
    if not markdown.strip():
        raise NotAllowed("the commentary is empty")
    if len(markdown) > WORDS_LIMIT:
        raise NotAllowed(f"the commentary is longer than {WORDS_LIMIT:,} characters")
    with office.database.write(durable=True) as transaction:
        record = _record(transaction, name)
        transaction.reviews.comment(Commentary(story=record.id, kind=kind, markdown=markdown, by=by, at=office.clock()))
    return _ruling(record, record.state, f"{kind.value} by {by} stands beside it with the next publish")


def _demand(said: str, else_words: str) -> None:
    """Raises NotAllowed where nothing is said: the record has to show who decided, and why."""
    if not said.strip():
        raise NotAllowed(else_words)


def _decide(office: Office, name: str, verdict: Move, by: str, reason: str, reasons: tuple[Reason, ...], words: str) -> Ruling:
    now = office.clock()
    _demand(by, "who decides is not said: give a name with --by")
    _demand(reason, "the reason is empty: give it with --reason")
    with office.database.write(durable=True) as transaction:
        record = _record(transaction, name)
        after = move(record.id, record.state, verdict, was_out=record.released_at is not None)
        decision = _decision(record, verdict, by, now, record.rights, reason=reason)
        transaction.reviews.decide(decision, after, reasons, record.approved_revision)
    return _ruling(record, after, words)


def _record(transaction: Transaction, name: str) -> StoryRecord:
    record = transaction.stories.get(transaction.stories.resolve(name))
    assert record is not None, "resolve gives ids that exist"
    return record


def _decision(
    record: StoryRecord, verdict: Move, by: str, now: datetime, rights: RightsRecord,
    *, reason: str | None = None, note: str | None = None,
) -> Decision:  # fmt: skip
    return Decision(
        story=record.id, verdict=verdict, by=by, at=now, reason=reason, note=note,
        text_digest=record.story.text_digest, rights_digest=rights.digest,
    )  # fmt: skip


def _ruling(record: StoryRecord, after: State, words: str) -> Ruling:
    return Ruling(story=record.id, headline=record.story.headline, before=record.state, after=after, words=words)


def _stated(grounds: Grounds, by: str, seen: str, before: RightsRecord) -> RightsRecord:
    """The rights record that an editor's statement makes; what was found before stays beside it as evidence."""
    licence, url = (PERMISSION, None) if grounds.licence == PERMISSION else licence_named(grounds.licence)
    if licence is None or not terms_of(licence).allows_republication:
        raise NotAllowed(
            f"{grounds.licence!r} is no licence that lets a text be republished: an SPDX id, an address or 'permission'"
        )
    if licence == PERMISSION and not (grounds.notice or "").strip():
        raise NotAllowed("a permission is printed in the publisher's words: give them with --notice")
    where = grounds.evidence if "://" in grounds.evidence else None
    evidence = Evidence(
        wording=grounds.notice or grounds.licence, said_by=SaidBy.EDITOR, place=grounds.evidence, rule=f"stated by {by}",
        seen=seen, url=where, licence=licence, licence_url=url,
    )  # fmt: skip
    record = RightsRecord(
        licence=licence, licence_url=url, scope=Scope.FULL, notice=grounds.notice, grounds=evidence,
        finding=f"{by} states {licence} on the evidence of {grounds.evidence}",
    )  # fmt: skip
    return replace(record, evidence=(evidence, *before.evidence))

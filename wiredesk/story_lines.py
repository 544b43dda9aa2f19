"""A story's file for people: what `story show` prints."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from news.body import fold, leaves, plain
from news.partial_date import PartialDate
from news.review import State
from wiredesk.printing import when

if TYPE_CHECKING:
    from desk.catalogue import StoryFile


WHERE = {State.APPROVED: "printed at", State.PUBLISHED: "printed at", State.WITHDRAWN: "notice at"}
"""What stands at a story's addresses once it was out; where it was taken off again, nothing."""


def lines_of(file: "StoryFile", text: bool) -> Iterator[str]:
    """The lines; with the whole text when asked for."""
    record, story = file.record, file.record.story
    about, way = story.attribution, story.provenance
    yield f"{record.id}  {record.state.value}{' (a newer revision waits)' if record.waiting else ''}"
    yield f"  {story.headline}"
    if story.standfirst:
        yield f"  {fold(plain(story.standfirst))}"
    for reason in record.reasons:
        yield f"  because      {reason.words}"
    yield f"  publisher    {about.publisher}" + (
        f" (the page says {about.publisher_as_found})" if about.publisher_as_found else ""
    )
    yield f"  original     {about.url or 'not stated'}"
    yield f"  byline       {about.byline.wording if about.byline else 'not stated'}"
    if about.dateline:
        yield f"  dateline     {about.dateline.wording}"
    yield f"  published    {_date(story.published)}"
    for stated in story.date_claims:
        mark = "*" if stated.chosen else " "
        yield f"    {mark} {stated.about}: {stated.wording!r} ({stated.place}) -> {_date(stated.value)}"
        if stated.conflict:
            yield f"      conflict {stated.conflict}"
    yield f"  language     {story.language or 'not stated'}"
    yield f"  alteration   {story.alteration.level.value}: {story.alteration.grounds}"
    if story.alteration.end_in_doubt:
        yield f"    its end    {story.alteration.end_in_doubt}"
    for loss in story.alteration.losses:
        facts = f"; {loss.facts}" if loss.facts else ""
        yield f"    left out   {loss.verdict.value} {loss.kind} ({loss.rule}{facts}): {loss.first!r}"
    yield f"  rights       {record.rights.licence or 'none'}: {record.rights.finding}"
    yield f"    verdict    {record.verdict.answer.value}"
    for duty in record.verdict.duties:
        yield f"    duty       {duty}"
    for evidence in record.rights.evidence:
        yield f"    {evidence.said_by.value} says in {evidence.place}: {evidence.wording!r} -> {evidence.licence or 'names none'}"
    for hop in way.hops:
        claim = f", which claims {hop.claim!r}" if hop.claim else ""
        yield f"  via          {hop.service} {hop.url}{claim}"
    yield f"  text from    {way.text_from} {way.capture_url}, fetched {when(way.fetched_at)}, capture {way.capture[:12]}"
    for sighting in file.sightings:
        through = "".join(f" via {hop.service}" for hop in sighting.hops)
        same = "the same words" if sighting.text_digest == story.text_digest else "other words"
        yield f"  met in       {sighting.feed}{through}, {same}, first {when(sighting.first_seen_at)}"
    for revision in file.revisions:
        mark = " (approved)" if revision.number == record.approved_revision else ""
        yield f"  revision {revision.number}   {when(revision.kept_at)}{mark}"
    for decision in file.decisions:
        why = "".join(f": {words}" for words in (decision.reason, decision.note) if words)
        yield f"  decision     {when(decision.at)} {decision.verdict.value} by {decision.by}{why}"
    for commentary in file.commentary:
        yield f"  commentary   {commentary.kind.value} by {commentary.by}, {when(commentary.at)}"
    if file.pages:
        where = WHERE.get(record.state, "was printed at")
        yield f"  {where:12} {file.pages.url}" + (f" and {file.pages.gopher_url}" if file.pages.gopher_url else "")
    if text:
        yield ""
        for leaf in leaves(story.body):
            yield f"  [{leaf.kind}] {leaf.text}"


def _date(date: PartialDate | None) -> str:
    if date is None:
        return "not stated"
    return date.isoformat() + (f" (zone from {date.zone_from})" if date.zone_from else "")

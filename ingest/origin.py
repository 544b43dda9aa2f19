"""A mirror's text held against the publisher's own page: what it lacks, what it changed, what the page states. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ingest.compose import dates_of
from ingest.extract.article import Article, NoArticle
from ingest.extract.blocks import letters
from ingest.extract.html import extract_html
from ingest.facts.credit import read_byline
from ingest.facts.rights import read_rights
from ingest.source import Captured
from news.alteration import Alteration, Level, Loss, LossVerdict, compare, worse
from news.body import Leaf, fold, leaves, plain
from news.names import digest_of
from news.publisher import Feed
from news.rights import Reason
from news.story import Story

SENTENCE_END = re.compile(r"(?<=[.!?…。！？؟])[\"'”’»)\]]*\s+|(?<=[。！？])")
MOST_NOTED = 60
"""Differences named one by one; a text that differs in more is another text."""


def against_origin(story: Story, feed: Feed, origin: Captured) -> Story:
    """The story with its level as the comparison gives it, the differences in its ledger, and the page's own statements on
    rights and dates beside the mirror's. Where the page cannot be read as an article, that is said in the grounds."""
    fetched = origin.page
    page = extract_html(
        fetched.body, url=fetched.final_url, charset=fetched.charset, feed_title=story.headline, look_for_title=True
    )
    if isinstance(page, NoArticle):
        grounds = f"{story.alteration.grounds}: the original's page could not be read ({page.words})"
        return replace(story, alteration=replace(story.alteration, grounds=grounds))
    alteration, reasons = _compared(story, page, origin.page.final_url)
    if (differs := _headed_otherwise(page)) is not None:
        level = worse(alteration.level, Level.DIFFERS)
        alteration = replace(alteration, level=level, grounds=f"{alteration.grounds}: {differs}")
        reasons = (*reasons, Reason("mirror-differs", differs))
    byline, told = story.attribution.byline, read_byline((), page.wordings, feed.publisher.name)
    if told is not None and told.people:
        if byline is not None and byline.people and not _same_people(byline.people, told.people):
            names = f"the mirror names {', '.join(byline.people)} as its writer, the original's page {', '.join(told.people)}"
            reasons = (*reasons, Reason("mirror-differs", names))
        byline = told
    evidence = read_rights(
        (), page.wordings, feed_url=origin.page.final_url, page_url=origin.page.final_url, capture=origin.digest,
        seen=origin.page.fetched_at.isoformat(), mirror=False,
        publisher=feed.publisher.name, headline=page.headline,
    )  # fmt: skip
    claims = dates_of(story.date_claims, page, feed.publisher.timezone)
    chosen = {claim.about: claim.value for claim in claims if claim.chosen}
    return replace(
        story,
        attribution=replace(story.attribution, byline=byline),
        alteration=alteration,
        flags=(*story.flags, *reasons),
        evidence=(*evidence, *story.evidence),
        date_claims=claims,
        published=chosen.get("published"),
        updated=chosen.get("updated"),
    )


def _compared(story: Story, page: Article, url: str) -> tuple[Alteration, tuple[Reason, ...]]:
    ours, theirs = tuple(leaves(story.body)), tuple(leaves(page.blocks))
    above = fold(plain(page.standfirst))
    if above and not story.standfirst and ours and ours[0].text == above:
        theirs = (Leaf("p", above), *theirs)
    level = compare(theirs, ours)
    if level in (Level.VERBATIM, Level.LAYOUT):
        grounds, whole = f"the mirror's text was compared with the original's page, {url}", page.alteration
        if not whole.unaltered:  # what speaks against the page's text speaks against the mirror's
            level, grounds = whole.level, f"{grounds}; of that page: {whole.grounds}"
        theirs_too = (*story.alteration.losses, *(loss for loss in whole.losses if loss.verdict is not LossVerdict.FURNITURE))
        end = story.alteration.end_in_doubt or whole.end_in_doubt
        return replace(story.alteration, level=level, grounds=grounds, end_in_doubt=end, losses=theirs_too), ()
    missing, added = _differences(theirs, ours)
    if not missing and not added:  # the same letters and digits: what differs are spaces or marks
        added = [leaf.text for leaf in ours if leaf not in theirs]
    losses = [
        _loss(words, LossVerdict.ARTICLE, "the original has it, the mirror does not", url) for words in missing[:MOST_NOTED]
    ]
    losses += [_loss(words, LossVerdict.DOUBT, "the mirror has it, the original does not", url) for words in added[:MOST_NOTED]]
    if added:
        told = f"{_sentences_are(added)} only in the mirror, {_sentences_are(missing)} only in the original"
        level, reason = Level.DIFFERS, Reason("mirror-differs", f"the mirror's text differs from the original: {told}")
    else:
        told = f"{_sentences_are(missing)} only in the original"
        level, reason = Level.EXCERPT, Reason("mirror-lacks", f"the mirror's text is not whole: {told}")
    altered = replace(story.alteration, level=level, grounds=f"compared with the original's page, {url}: {told}")
    return replace(altered, losses=(*story.alteration.losses, *losses)), (reason,)


def _sentences_are(found: Sequence[str]) -> str:
    return "1 sentence is" if len(found) == 1 else f"{len(found)} sentences are"


def _headed_otherwise(page: Article) -> str | None:
    """That the mirror's headline stands nowhere on the original's page, in words; None where it does."""
    if page.holds_title is not False:
        return None
    return f"the mirror's headline does not stand on the original's page, which is headed “{page.headline or ''}”"


def _same_people(some: Sequence[str], others: Sequence[str]) -> bool:
    return {letters(name) for name in some} == {letters(name) for name in others}


def _differences(original: Sequence[Leaf], mirror: Sequence[Leaf]) -> tuple[list[str], list[str]]:
    """Sentences that only the original has, and sentences that only the mirror has; in reading order, by their letters and
    digits alone, since mirrors lose spaces and marks at every link."""
    theirs, ours = list(_sentences(original)), list(_sentences(mirror))
    matcher = SequenceMatcher(None, [key for key, _ in theirs], [key for key, _ in ours], autojunk=False)
    missing, added = [], []
    for kind, at, end, here, stop in matcher.get_opcodes():
        if kind != "equal":
            missing += [words for _, words in theirs[at:end]]
            added += [words for _, words in ours[here:stop]]
    return missing, added


def _sentences(lines: Sequence[Leaf]) -> Iterator[tuple[str, str]]:
    for leaf in lines:
        if leaf.kind.endswith(("caption", "credit")):
            continue
        for words in SENTENCE_END.split(leaf.text):
            key = "".join(filter(str.isalnum, words)).casefold()
            if key:
                yield key, words


def _loss(words: str, verdict: LossVerdict, rule: str, url: str) -> Loss:
    return Loss(
        kind="sentence", verdict=verdict, rule=rule, place=url, first=words[:80], last=words[-20:], length=len(words),
        digest=digest_of(words),
    )  # fmt: skip

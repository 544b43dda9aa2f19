"""`python -m bench.facts_score FOLDER …`: authors, dates and licences of the pages of public sets, against what these know.

Prints how many pages have exactly the people that the set names, on how many the day and the time are right, wrong or refused,
and every page on which a licence is claimed. `--list` shows each page that differs. The sets stay where they are.
"""

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bench.facts_sets import Known, known_of
from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.facts.credit import people_in, read_byline
from ingest.facts.date_lines import claims_of
from ingest.facts.dates import choose
from ingest.facts.exceptions import AGENCY
from ingest.facts.people_words import ORGANISATION
from ingest.facts.rights import read_rights, record_of
from news.attribution import Byline
from news.partial_date import PartialDate, Precision
from news.rights import RightsRecord
from news.story import DateClaim

SITE = re.compile(r"\w\.[a-z]{2,4}\b")
"""A site's address where a name should be."""
TITLES = re.compile(r"^(?:dr|prof|sir|mr|mrs|ms)\.?\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What we make of a page: who, when, on what terms; all empty where it holds no story."""

    byline: Byline | None = None
    published: DateClaim | None = None
    rights: RightsRecord | None = None
    house: frozenset[str] = frozenset()
    """What the page calls its site and publisher, folded."""


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.facts_score", description=__doc__)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--list", action="store_true", help="show each page that differs")
    chosen = options.parse_args()
    for folder in chosen.folders:
        both = [(known, facts_of(known)) for known in known_of(folder)]
        print(f"{folder.name}: {len(both)} pages")
        for lines in (authors(both), dates(both), licences(both)):
            head, *differing = lines
            print(f"  {head}")
            for line in differing if chosen.list or lines[0].startswith("licences") else ():
                print(f"    {line}")


def facts_of(known: Known) -> Facts:
    """The facts of one page, without any word of a feed or config."""
    article = extract_html(known.body, url=known.url)
    return facts_in(article, known.url) if isinstance(article, Article) else Facts()


def facts_in(article: Article, url: str) -> Facts:
    """The facts that an article's wordings state. The publisher is called as the page calls it."""
    claims = choose(list(claims_of(article.wordings)))
    publisher = next((said.text for said in article.wordings if said.kind == "publisher"), "")
    evidence = read_rights(
        (),
        article.wordings,
        feed_url="",
        page_url=url,
        capture=None,
        seen="2026-01-01",
        mirror=False,
        publisher=publisher,
        headline=article.headline,
    )
    return Facts(
        byline=read_byline((), article.wordings, publisher),
        published=next((claim for claim in claims if claim.chosen and claim.about == "published"), None),
        rights=record_of(evidence, None),
        house=frozenset(_folded(said.text) for said in article.wordings if said.kind == "publisher"),
    )


def authors(both: Sequence[tuple[Known, Facts]]) -> list[str]:
    """The line of figures, then every page whose people differ."""
    lines, right, told, none, invented = [], 0, 0, 0, 0
    for known, facts in both:
        if known.authors is None:
            continue
        wanted = {_folded(name) for name in _people(known)} - facts.house
        found = {_folded(name) for name in (facts.byline.people if facts.byline else ())}
        told, none = told + bool(wanted), none + (not wanted)
        right, invented = right + (bool(wanted) and wanted == found), invented + (not wanted and bool(found))
        if wanted != found:
            ours = "nobody" if facts.byline is None else f"{list(facts.byline.people)} ({facts.byline.found})"
            lines.append(f"{known.name}: {list(known.authors)} · ours {ours}")
    share = right / told if told else 1.0
    return [f"authors exact {share:.3f} of {told} that name people; of {none} that name none, {invented} with people", *lines]


def _people(known: Known) -> Iterator[str]:
    for name in known.authors or ():
        if known.named:
            yield from people_in(name, "")
        elif not (ORGANISATION.search(name) or AGENCY.search(name) or SITE.search(name)):
            yield name


def _folded(name: str) -> str:
    bare = unicodedata.normalize("NFKD", TITLES.sub("", name.strip()))
    return "".join(char for char in bare.casefold() if char.isalnum())


def dates(both: Sequence[tuple[Known, Facts]]) -> list[str]:
    """The line of figures, then every page whose date differs or is refused."""
    count: Counter[str] = Counter()
    lines = []
    for known, facts in both:
        if known.published is None or not _is_a_day(known.published):
            continue
        claim = facts.published
        verdicts = _verdicts(known.published, None if claim is None else claim.value)
        count.update(verdicts)
        if not verdicts[-1].endswith("right"):
            ours = (
                "nothing"
                if claim is None or claim.value is None
                else f"{claim.value.isoformat()} ({claim.place}: {claim.wording[:60]})"
            )
            lines.append(f"{verdicts[-1]}: {known.name}: {known.published} · ours {ours}")
    days = f"right {count['day right']}, wrong {count['day wrong']}, refused {count['refused']}"
    kinds = ("time right", "time wrong", "time without zone, right", "time without zone, differs", "day alone")
    times = ", ".join(f"{kind.removeprefix('time ')} {count[kind]}" for kind in kinds)
    return [
        f"dates of {sum(count[kind] for kind in ('day right', 'day wrong', 'refused'))}: day {days}; time {times}",
        *sorted(lines),
    ]


def _is_a_day(told: str) -> bool:
    """Whether what a set knows is a day of the calendar: some mistype it."""
    try:
        return date(*map(int, told[:10].split("-"))) is not None
    except (TypeError, ValueError):
        return False


def _verdicts(told: str, ours: PartialDate | None) -> tuple[str, ...]:
    """What the date is beside the set's: of the day, and of the time where the set has one."""
    if ours is None:
        return ("refused",)
    truth = datetime.fromisoformat(told) if len(told) > 10 else None
    day = date(*map(int, told[:10].split("-")))
    instant = ours.instant()
    days = {ours.day_text()} | (
        {instant.astimezone(truth.tzinfo).date().isoformat()} if instant and truth and truth.tzinfo else set()
    )
    if day.isoformat() not in days:
        return ("day wrong",)
    if truth is None or (truth.hour, truth.minute, truth.second) == (0, 0, 0):
        return ("day right",)
    if ours.precision < Precision.MINUTE:
        return ("day right", "day alone")
    if instant is not None and truth.tzinfo is not None:
        return ("day right", "time right" if abs((instant - truth).total_seconds()) < 60 else "time wrong")
    same = (ours.hour, ours.minute) == (truth.hour, truth.minute)
    return ("day right", f"time without zone, {'right' if same else 'differs'}")


def licences(both: Sequence[tuple[Known, Facts]]) -> list[str]:
    """How many pages are claimed to be under a public licence, then each of them with the words it rests on."""
    claimed = [
        f"{known.name}: {rights.licence}: {rights.finding[:220]}"
        for known, facts in both
        if (rights := facts.rights) is not None and rights.scope == "full" and rights.licence is not None
    ]
    return [f"licences claimed on {len(claimed)} of {len(both)} pages", *claimed]


if __name__ == "__main__":
    main()

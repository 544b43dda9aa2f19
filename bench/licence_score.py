"""`python -m bench.licence_score TRUTHS [--rest FOLDER …]`: licences found on pages, against what a person read there.

TRUTHS is a plain list: a line for each page with its path, the licence that the page states for its text (an SPDX id, or one of
ours for a port that SPDX lacks) or `none`, and a note, parted by tabs. `none` is also the truth of a page that contradicts
itself, or says "Creative Commons" without kind and version. The pages of `--rest` that are on no list are all `none`: whoever
read them saw no licence. Prints the share found, each licence claimed that is not the page's, and the pages missed by cause.
"""

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.facts_score import facts_of
from bench.facts_sets import UNKNOWN, Known
from ingest.facts.rights import licence_named
from news.rights import RightsRecord

NONE = "none"
SILENT = "nothing that names a public licence was kept"
SPEAKS_OF_IT = re.compile(
    r"creative[ -]?commons|\bcc[ -]?(?:by|0)\b|public domain|open government|licence ouverte|dl-de", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a person read of one page: the licence of its text, None where it states none, and how it says so."""

    page: Path
    licence: str | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is claimed for one page beside its truth. `cause` says why nothing is claimed: the rules that read its words."""

    truth: Truth
    claimed: str | None
    cause: str = ""


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.licence_score", description=__doc__)
    options.add_argument("truths", type=Path)
    options.add_argument("--rest", type=Path, nargs="*", default=(), help="folders whose other pages state no licence")
    chosen = options.parse_args()
    truths = list(read_truths(chosen.truths.read_text(encoding="utf-8")))
    known = {truth.page.resolve() for truth in truths}
    truths += [Truth(page=page, licence=None) for page in pages_below(chosen.rest) if page.resolve() not in known]
    print("\n".join(report(judged(truth) for truth in truths)))


def read_truths(text: str) -> Iterator[Truth]:
    """The truths of a list. A line without a licence raises ValueError: an unread page is no truth."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            page, licence, *note = (part.strip() for part in line.split("\t"))
            if licence != NONE and licence_named(licence)[0] is None and not licence.startswith("LicenseRef-"):
                raise ValueError(f"line {number}: {licence!r} is no licence")
            yield Truth(page=Path(page), licence=None if licence == NONE else licence, note=" ".join(note))


def pages_below(folders: Iterable[Path]) -> Iterator[Path]:
    """Every page below the folders, packed or not."""
    for folder in folders:
        yield from sorted(page for kind in ("*.html", "*.htm", "*.html.gz") for page in folder.rglob(kind))


def judged(truth: Truth) -> Verdict:
    """What we claim for the page of a truth."""
    body = truth.page.read_bytes()
    body = gzip.decompress(body) if truth.page.suffix == ".gz" else body
    rights = facts_of(Known(name=truth.page.name, body=body, url=UNKNOWN)).rights
    claimed = claimed_by(rights)
    missed = truth.licence is not None and claimed is None
    return Verdict(truth=truth, claimed=claimed, cause=cause_of(rights, truth.licence or "") if missed else "")


def claimed_by(rights: RightsRecord | None) -> str | None:
    """The licence that a record claims for the whole text; None where it holds the story back."""
    return rights.licence if rights is not None and rights.scope == "full" else None


def cause_of(rights: RightsRecord | None, licence: str) -> str:
    """Why a record does not claim a licence: what contradicts it, or how the words that name it were read."""
    if rights is None:
        return "the page was not read as a story"
    if any(one.licence == licence for one in rights.evidence):
        return rights.finding.split(":")[0]
    return next((f"{one.rule} · {one.place}" for one in rights.evidence if SPEAKS_OF_IT.search(one.wording)), SILENT)


def report(verdicts: Iterable[Verdict]) -> list[str]:
    """The figures, then each claim that is not true, then the pages missed, by cause."""
    pages = list(verdicts)
    told = [one for one in pages if one.truth.licence is not None]
    found = sum(one.claimed == one.truth.licence for one in told)
    false = [one for one in pages if one.claimed is not None and one.claimed != one.truth.licence]
    missed = defaultdict(list)
    for one in told:
        if one.claimed is None:
            missed[one.cause].append(one)
    share = found / len(told) if told else 1.0
    return [
        f"licences found on {found} of {len(told)} pages that state one: {share:.3f}; false claims: {len(false)} of {len(pages)}",
        *(f"  FALSE {one.truth.page}: {one.claimed}, truth {one.truth.licence or NONE} ({one.truth.note})" for one in false),
        *(
            line
            for cause, ones in sorted(missed.items(), key=lambda item: -len(item[1]))
            for line in (
                f"  missed {len(ones)}: {cause}",
                *(f"    {one.truth.page}: {one.truth.licence} ({one.truth.note})" for one in ones),
            )
        ),
    ]


if __name__ == "__main__":
    main()

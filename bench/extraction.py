"""What reading a page costs, against the library's own extraction with metadata, page by page in turn."""

import gzip
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import trafilatura

from ingest.extract.html import extract_html

GOAL: Final = 0.50
"""Our CPU time with headline, metadata and ledger, over the library's."""


def pages(folder: Path | None) -> list[bytes]:
    """The pages of a folder (`*.html`, `*.html.gz`), else those of the project's own cases."""
    where = folder or Path(__file__).parents[1] / "tests" / "cases" / "pages"
    found = [path.read_bytes() for path in sorted(where.rglob("*.html"))]
    found += [gzip.decompress(path.read_bytes()) for path in sorted(where.rglob("*.html.gz"))]
    if not found:
        raise SystemExit(f"{where} holds no page: no *.html and no *.html.gz")
    return found


def extraction(bodies: Sequence[bytes]) -> None:
    """Prints the ratio of the sums, and our median and slowest page."""
    for body in bodies[:3]:  # what the first call loads is not what a page costs
        extract_html(body, url="https://example.org/")
        trafilatura.bare_extraction(body, with_metadata=True)
    ours, theirs = [], []
    for body in bodies:
        began = time.process_time()
        extract_html(body, url="https://example.org/")
        middle = time.process_time()
        trafilatura.bare_extraction(body, with_metadata=True)
        ours.append(middle - began)
        theirs.append(time.process_time() - middle)
    print(
        f"{f'extraction of {len(bodies)} pages / bare_extraction':42} ours {statistics.mean(ours) * 1000:8.1f} ms CPU a page "
        f"(median {statistics.median(ours) * 1000:.1f}, slowest {max(ours) * 1000:.0f})   "
        f"other {statistics.mean(theirs) * 1000:.1f}   ratio {sum(ours) / sum(theirs):5.2f}   goal {GOAL:.2f}",
        flush=True,
    )

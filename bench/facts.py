"""What the facts of a page cost once it is parsed, against the library's own metadata, page by page in turn."""

import statistics
import time
from pathlib import Path

from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from bench.extraction import pages
from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.facts.credit import read_byline, read_dateline
from ingest.facts.date_lines import claims_of
from ingest.facts.dates import choose
from ingest.facts.language import language_tag
from ingest.facts.rights import read_rights, record_of
from news.body import Paragraph, plain


def read_facts(article: Article) -> None:
    """Dates, byline, dateline, language and rights of an article, from its wordings."""
    choose(list(claims_of(article.wordings, "Europe/Berlin")))
    read_byline((), article.wordings, "Example")
    first = next((block for block in article.blocks if isinstance(block, Paragraph)), None)
    dateline = None if first is None else read_dateline(plain(first.content))
    language_tag(article.language)
    signs = [(dateline.agency, "dateline")] if dateline is not None and dateline.agency else []
    evidence = read_rights(
        (), article.wordings, feed_url="https://example.org/feed", page_url="https://example.org/", capture=None,
        seen="2026-01-01", mirror=False, publisher="Example", signs=signs,
    )  # fmt: skip
    record_of(evidence, None)


def facts(folder: Path | None) -> None:
    """Prints our median, 95th percentile and slowest page, and the library's median on the same parsed pages."""
    ours, theirs = [], []
    for number, body in enumerate([*pages(folder)[:3], *pages(folder)]):
        article = extract_html(body, url="https://example.org/")
        tree = load_html(body)
        if not isinstance(article, Article) or tree is None:
            continue
        began = time.process_time()
        read_facts(article)
        middle = time.process_time()
        extract_metadata(tree)
        if number >= 3:  # what the first call loads is not what a page costs
            ours.append(middle - began)
            theirs.append(time.process_time() - middle)
    ours.sort()
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"{f'facts of {len(ours)} parsed pages / metadata':42} ours {statistics.median(ours) * 1000:8.2f} ms CPU at the median "
        f"(95th {ours[int(len(ours) * 0.95)] * 1000:.1f}, slowest {ours[-1] * 1000:.1f})   "
        f"other {statistics.median(theirs) * 1000:.1f}   ratio {ratio:5.2f}   goal 4 ms",
        flush=True,
    )


if __name__ == "__main__":
    facts(None)

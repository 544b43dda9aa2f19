"""Made-up losses of extraction: blocks that the truth confirms are taken out of the selection before anything judges it.

Every witness is made blind at once (the selection and the second opinion), so that the ledger alone is tried: a loss is noticed
where any of it is printed all the same (repaired), or named among the losses as article or in doubt, or the text's end is
doubted. Counted apart, as "claims": losses of which a part stayed lost while the text was called unaltered.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import Any, Final
from unittest import mock

from ingest.extract.article import Article
from ingest.extract.blocks import PageBlock, PageText
from ingest.extract.html import extract_html
from ingest.extract.select import Selection, select
from ingest.extract.tree import Tree
from news.alteration import LossVerdict
from news.body import leaves, plain
from news.names import digest_of
from tests.gate import pages
from tests.mutations.outcome import Counts, count

PARAGRAPH, END, HEADING, LIST, ITEM, FIRST, LAST = (
    "a paragraph", "the last 40 %", "a heading", "a whole list", "a list item", "the first block", "the last block",
)  # fmt: skip
FLOORS: Final = {PARAGRAPH: 0.98, END: 0.99, HEADING: 0.95, LIST: 0.90}
"""The shares of made-up losses that have to be noticed."""
MOST_CLAIMED: Final = 2
"""How many losses of all may be called unaltered with every witness blind: lowered when extraction gets better, never raised."""
CLAIMED: Final = "not called unaltered"
SEAM: Final = "ingest.extract.html.select"
"""Where the selection comes from: everything behind it judges what it is given."""
LEFT: Final = 2
"""Blocks that have to stay in a selection for a loss to be one: of less, nobody could tell."""
Loss = frozenset[int]


def run(cases: Sequence[str]) -> tuple[Counts, Counts]:
    """Every loss on every case that has an expectation of its lines: what was noticed by kind, and the claims made in spite."""
    counts: Counts = {}
    claims: Counts = {}
    for name in cases:
        expected = pages.expectation(name)
        if "leaves" not in expected:
            continue
        body = (pages.PAGES / f"{name}.html").read_bytes()
        selection, page = _selection(body, expected["url"], expected.get("charset"))
        if selection is None or page is None:
            continue
        truth = {leaf.text: leaf.kind for leaf in map(pages.parse_leaf, expected["leaves"])}
        blocks = [page.blocks[index] for index in sorted(selection.chosen)]
        confirmed = [(block, truth[block.text]) for block in blocks if block.text in truth]
        for kind, lost in losses_of(blocks, confirmed, name):
            if len(selection.chosen - lost) < LEFT:
                continue
            with mock.patch(SEAM, returning(without(selection, lost))):
                article = extract_html(body, url=expected["url"], charset=expected.get("charset"))
            texts = [page.blocks[index].text for index in sorted(lost)]
            if isinstance(article, Article):
                noticed, claimed = _notice(article, texts)
                count(counts, kind, noticed, f"{name}: “{texts[0][:60]}” and {len(texts) - 1} more")
                count(claims, CLAIMED, claimed is None, f"{name}: “{claimed}”")
    return counts, claims


def _selection(body: bytes, url: str, charset: str | None) -> tuple[Selection | None, PageText | None]:
    """What is selected on the page, and the page's blocks."""
    seen: list[tuple[Selection, PageText]] = []

    def watched(tree: Tree, page: PageText, stated: str | None) -> Selection:
        found = select(tree, page, stated)
        seen.append((found, page))
        return found

    with mock.patch(SEAM, watched):
        extract_html(body, url=url, charset=charset)
    return seen[0] if seen else (None, None)


def without(selection: Selection, lost: Loss) -> Selection:
    """The same selection of a reader none of whose witnesses ever saw the blocks."""
    seen: dict[str, Any] = {part.name: getattr(selection, part.name) for part in fields(selection)}
    blind: dict[str, Any] = {name: held - lost for name, held in seen.items() if isinstance(held, frozenset)}
    return replace(selection, **blind)


def returning(selection: Selection) -> Callable[..., Selection]:
    """A selector that always selects the same."""
    return lambda *given: selection


def losses_of(blocks: Sequence[PageBlock], confirmed: Sequence[tuple[PageBlock, str]], name: str) -> Iterator[tuple[str, Loss]]:
    """The losses to make, each with its kind: of paragraphs up to four a page, of everything else what there is."""
    chance = random.Random(name)
    paragraphs = [block for block, kind in confirmed if kind == "p" and block.size >= 40]
    for block in chance.sample(paragraphs, min(4, len(paragraphs))):
        yield PARAGRAPH, frozenset({block.index})
    yield from ((HEADING, frozenset({block.index})) for block, kind in confirmed if kind[0] == "h")
    yield from ((ITEM, frozenset({block.index})) for block, kind in confirmed if kind.startswith(("li", "ol")))
    for in_list, run in groupby(confirmed, key=lambda pair: pair[1].startswith(("li", "ol"))):
        if in_list:
            yield LIST, frozenset(block.index for block, _ in run)
    sure = {block.index for block, _ in confirmed}
    order = [block.index for block in blocks]
    for kind, lost in ((FIRST, order[:1]), (LAST, order[-1:]), (END, order[-max(1, len(order) * 2 // 5) :])):
        if sure.issuperset(lost):
            yield kind, frozenset(lost)


def _notice(article: Article, lost: Sequence[str]) -> tuple[bool, str | None]:
    """Whether the loss was noticed, and the text that stayed lost of a story that is called unaltered."""
    printed = "\n".join([plain(article.standfirst), *(leaf.text for leaf in leaves(article.blocks))])
    suspected = {loss.digest for loss in article.alteration.losses if loss.verdict is not LossVerdict.FURNITURE}
    noticed = article.alteration.end_in_doubt is not None or any(text in printed or digest_of(text) in suspected for text in lost)
    gone = next((text for text in lost if text not in printed), None)
    return noticed, gone if article.alteration.unaltered else None

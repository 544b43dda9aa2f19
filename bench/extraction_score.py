"""`python -m bench.extraction_score FOLDER`: how well the pages of a public set are read.

Prints F1 over runs of four words (or over known pieces of text), structure, titles, claims with every claimed page whose truth
has a line that is not printed, made-up losses noticed, and the CPU ratio to trafilatura's own extraction with metadata. The
sets stay where they are.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unittest import mock

from bench.extraction import extraction
from bench.sets import Page, pages_of
from ingest.extract import html as extract
from ingest.extract.article import Article
from ingest.extract.blocks import PageBlock, PageText, letters
from ingest.extract.select import Selection, select
from ingest.extract.tree import Tree
from news.alteration import LossVerdict
from news.body import Block, Figure, Heading, ListBlock, Preformatted, Quote, Table, fold, inline_runs, leaves, links, plain
from news.names import digest_of

RUN = 4
LONG = 25
"""Letters of a line of the truth from which on its absence is a loss."""
KINDS = ("p", "last 40 %", "heading", "list", "last block")


_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that write no spaces between words: there each sign counts as one."""


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.extraction_score", description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--no-time", action="store_true", help="leave the CPU ratio out")
    options.add_argument("--no-losses", action="store_true", help="leave the made-up losses out")
    options.add_argument("--list", action="store_true", help="show each claimed page's missing lines")
    options.add_argument("--worst", type=int, default=0, metavar="N", help="show what differs on the N worst pages")
    chosen = options.parse_args()
    pages = list(pages_of(chosen.folder))
    articles = [extract.extract_html(page.body, url=page.url) for page in pages]
    both = list(zip(pages, (found if isinstance(found, Article) else None for found in articles), strict=True))
    told = [(page, article) for page, article in both if page.lines]
    if told:
        print("F1 {:.4f}  precision {:.4f}  recall {:.4f}".format(*shingles(told)))
    pieces(both)
    for line in structure(both):
        print(line)
    titled = [letters(page.title) == letters((found and found.headline) or "") for page, found in both if page.title is not None]
    if titled:
        print(f"title exact {sum(titled) / len(titled):.3f} of {len(titled)}")
    claims(both, show=chosen.list)
    worst(told, chosen.worst)
    if not chosen.no_losses:
        made_up(pages)
    if not chosen.no_time:
        extraction([page.body for page in pages])


def text_of(page: Page, article: Article | None) -> list[str]:
    """The printed lines without captions and credits; with the standfirst where the truth begins with it."""
    if article is None:
        return []
    lead = [fold(plain(article.standfirst))] if page.leads and article.standfirst else []
    return lead + [one.text for one in leaves(article.blocks) if not one.kind.endswith(("caption", "credit"))]


def shingles(both: Sequence[tuple[Page, Article | None]]) -> tuple[float, float, float]:
    """F1, precision and recall over runs of four words: means over pages, as the sets' own scorers make them."""
    marks = [_marks(page, article) for page, article in both]
    precision, recall = (sum(values) / len(values) for values in zip(*marks, strict=True))
    return 2 * precision * recall / (precision + recall), precision, recall


def _marks(page: Page, article: Article | None) -> tuple[float, float]:
    """Precision and recall of one page."""
    wanted, found = (_runs(" ".join(lines)) for lines in (page.lines, text_of(page, article)))
    right = (wanted & found).total()
    return right / found.total() if found else float(not wanted), right / wanted.total() if wanted else 1.0


def worst(both: Sequence[tuple[Page, Article | None]], number: int) -> None:
    """Prints what the worst pages lack (`-`) and have too much (`+`)."""
    ranked = sorted(both, key=lambda pair: sum(_marks(*pair)))[:number]
    for page, article in ranked:
        print("{}  precision {:.2f}  recall {:.2f}".format(page.name, *_marks(page, article)))
        ours = text_of(page, article)
        for sign, lines, others in (("-", page.lines, ours), ("+", ours, page.lines)):
            known = letters(" ".join(others))
            for line in [line for line in lines if letters(line) not in known][:6]:
                print(f"   {sign} {line[:150]}")


def pieces(both: Sequence[tuple[Page, Article | None]]) -> None:
    """Prints how many of the pieces that a page must give are printed, and how many of those it may not."""
    right = wrong = wanted = 0
    for page, article in both:
        text = " ".join(" ".join(text_of(page, article)).split())
        wanted += len(page.wanted)
        right += sum(" ".join(piece.split()) in text for piece in page.wanted)
        wrong += sum(" ".join(piece.split()) in text for piece in page.unwanted)
    if wanted:
        precision, recall = right / max(1, right + wrong), right / wanted
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"pieces F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  of {wanted}")


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"[^\W_]" if len(_UNSPACED.findall(text)) * 2 > len(text) else r"\w+", text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))) if words else Counter()


def structure(both: Sequence[tuple[Page, Article | None]]) -> Iterator[str]:
    """A line for each kind of structure that the set's truth tells. A caption that the truth holds as plain text, as it holds
    those that stand in no `figcaption`, is neither right nor wrong."""
    for kind in sorted({kind for page, _ in both for kind in page.structure}):
        right = wanted = found = 0
        for page, article in both:
            truth, ours = page.structure.get(kind, Counter()), Counter(_of_kind(kind, article.blocks if article else ()))
            if kind in ("caption", "saying"):
                plainly = Counter(letters(line) for line in page.lines)
                ours = (ours & truth) + Counter({said: more for said, more in (ours - truth).items() if said not in plainly})
            right, wanted, found = right + (truth & ours).total(), wanted + truth.total(), found + ours.total()
        yield f"{kind:8} recall {right / max(1, wanted):.2f}  precision {right / max(1, found):.2f}  of {wanted}"


def _of_kind(kind: str, blocks: Iterable[Block]) -> Iterator[str]:
    blocks = list(blocks)
    if kind == "link":
        yield from (letters(plain(link.children)) for run in inline_runs(blocks) for link in links(run))
        return
    for block in blocks:
        match block:
            case Heading(_, content) if kind == "heading":
                yield letters(plain(content))
            case ListBlock() if kind == "li":
                yield from _items(block)
            case Quote(inner):
                if kind == "quote":
                    yield letters(" ".join(leaf.text for leaf in leaves(inner)))
                yield from _of_kind(kind, inner)
            case Preformatted(content) if kind == "pre":
                yield letters(plain(content))
            case Table(rows) if kind == "cell":
                yield from (bare for row in rows for cell in row if (bare := letters(plain(cell.content))))
            case Figure() if kind == "caption" and (block.caption or block.credit):
                yield letters(plain(block.caption) + plain(block.credit))
            case Figure() if kind == "saying" and block.caption:
                yield letters(plain(block.caption))
            case _:
                pass


def _items(block: ListBlock) -> Iterator[str]:
    for item in block.items:
        yield letters(plain(item.content) + " ".join(leaf.text for inner in item.lists for leaf in leaves([inner])))
        for inner in item.lists:
            yield from _items(inner)


def claims(both: Sequence[tuple[Page, Article | None]], *, show: bool) -> None:
    """Prints the share of pages called unaltered, and those of them whose truth has a line that is not printed."""
    claimed = [(page, article) for page, article in both if article is not None and article.alteration.unaltered]
    lacking = []
    for page, article in claimed:
        whole = letters(
            " ".join([article.headline or "", plain(article.standfirst), *(one.text for one in leaves(article.blocks))])
        )
        told = page.lines or page.wanted
        missing = [line for line in told if len(letters(line)) >= LONG and letters(line) not in whole]
        if missing:
            lacking.append((page.name, missing))
    share = len(claimed) / max(1, len(both))
    print(f"called unaltered: {len(claimed)} of {len(both)} ({share:.2f}); truth has more: {len(lacking)}")
    for name, missing in lacking:
        print(f"   {name}: {len(missing)} lines" + (f": {' | '.join(line[:90] for line in missing[:3])}" if show else ""))


def made_up(pages: Sequence[Page]) -> None:
    """Prints the share of losses noticed that were made in the selection, all witnesses being blind to what was taken out."""
    noticed, made, claimed = Counter[str](), Counter[str](), 0
    for page in pages:
        seen: list[tuple[Selection, PageText]] = []

        def watched(tree: Tree, text: PageText, stated: str | None, seen: list[tuple[Selection, PageText]] = seen) -> Selection:
            seen.append((select(tree, text, stated), text))
            return seen[-1][0]

        with mock.patch.object(extract, "select", watched):
            whole = extract.extract_html(page.body, url=page.url)
        if not seen or not isinstance(whole, Article):
            continue
        selection, text = seen[0]
        truth, told = "".join(letters(line) for line in page.lines), {one.text for one in leaves(whole.blocks)}
        sure = [
            block
            for block in (text.blocks[index] for index in sorted(selection.chosen))
            if block.text in told and block.bare in truth
        ]
        for kind, lost in _losses(sure, random.Random(page.name)):
            gone = frozenset(block.index for block in lost)
            blind = Selection(
                chosen=selection.chosen - gone, own=selection.own - gone, second=selection.second - gone,
                third=selection.third - gone, doubt=selection.doubt,
            )  # fmt: skip
            with mock.patch.object(extract, "select", lambda *given, blind=blind: blind):
                article = extract.extract_html(page.body, url=page.url)
            if isinstance(article, Article):
                saw, says = _noticed(article, [block.text for block in lost])
                made[kind] += 1
                noticed[kind] += saw
                claimed += says
    for kind in KINDS:
        print(f"made-up loss, {kind:10} noticed {noticed[kind] / max(1, made[kind]):.3f} of {made[kind]}")
    print(f"made-up losses that stayed lost while the text was called unaltered: {claimed} of {made.total()}")


def _losses(sure: Sequence[PageBlock], chance: random.Random) -> Iterator[tuple[str, Sequence[PageBlock]]]:
    paragraphs = [block for block in sure if block.node.tag == "p" and block.size >= 40]
    headings = [block for block in sure if block.node.tag in ("h2", "h3", "h4")]
    items = [block for block in sure if block.node.tag == "li"]
    if len(sure) < 5:
        return
    yield from (("p", [block]) for block in chance.sample(paragraphs, min(1, len(paragraphs))))
    yield from (("heading", [block]) for block in chance.sample(headings, min(1, len(headings))))
    if items:
        of = chance.choice(items).node.parent
        yield "list", [block for block in items if block.node.parent is of]
    yield "last 40 %", sure[-len(sure) * 2 // 5 :]
    yield "last block", sure[-1:]


def _noticed(article: Article, lost: Sequence[str]) -> tuple[bool, bool]:
    """Whether the loss was noticed (printed all the same, named as article or doubt, the end doubted), and whether it stayed
    lost under a claim."""
    printed = "\n".join([plain(article.standfirst), *(one.text for one in leaves(article.blocks))])
    named = {loss.digest for loss in article.alteration.losses if loss.verdict is not LossVerdict.FURNITURE}
    gone = [text for text in lost if text not in printed]
    noticed = article.alteration.end_in_doubt is not None or any(text in printed or digest_of(text) in named for text in lost)
    return noticed, bool(gone) and article.alteration.unaltered


if __name__ == "__main__":
    main()

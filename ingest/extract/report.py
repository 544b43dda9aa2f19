"""What extraction has to say about its own work: what is not printed and why, and what of the print is not on the page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ingest.extract.blocks import PageBlock, PageText
from ingest.extract.classes import AGAINST
from ingest.extract.host_memory import HostMemory
from ingest.extract.judgement import IGNORE, Judgement
from ingest.extract.posts import post_around
from ingest.extract.select import Selection
from ingest.extract.span import Span
from ingest.extract.verify import first_difference, first_strange, page_words
from news.alteration import Loss, LossVerdict
from news.body import Leaf

MAX_LOSSES: Final = 200
NO_MEMORY: Final = HostMemory()


def unlike(page: PageText, told: frozenset[int], lines: Sequence[Leaf], standfirst: str = "") -> str | None:
    """What of the print is not in the page, read anew: the text in order, standfirst and captions anywhere. None: all is.

    `told` are the blocks that the print was made of: the page is read in the innermost element that holds them all.
    """
    around = next(node for node in page.blocks[min(told)].node.up() if node.holds(max(told)))
    words = page_words(around.element)
    differs = first_difference([leaf.text for leaf in lines if not is_caption(leaf)], words)
    alone = [standfirst] if standfirst else []
    alone += [leaf.text for leaf in lines if is_caption(leaf)]
    if differs is not None or first_strange(alone, words) is None:
        return differs
    parted = [line for line in alone if first_strange([line], words) is not None]
    return first_strange(parted, page_words(around.element, of_captions=True))


def is_caption(leaf: Leaf) -> bool:
    """Whether the line belongs to an image."""
    return leaf.kind.endswith(("caption", "credit"))


def losses(
    span: Span, judgements: Mapping[int, Judgement], selection: Selection | None = None, memory: HostMemory = NO_MEMORY
) -> Iterator[Loss]:
    """Every block of the story's span and right below its headline that is not printed, and every doubt outside of it, in page
    order. What is printed at another place on the page is named too, as furniture; the headline is not."""
    count = 0
    for index in sorted(judgements):
        judgement, block = judgements[index], span.page.blocks[index]
        if judgement.fate == IGNORE and judgement.kind != "repeat":
            continue
        verdict = LossVerdict(judgement.fate) if judgement.fate in tuple(LossVerdict) else LossVerdict.FURNITURE
        near = span.inside(block) or span.below_headline(block)
        if (verdict is LossVerdict.FURNITURE and not near) or count >= MAX_LOSSES:
            continue
        count += 1
        element = block.node.element
        yield Loss(
            kind=judgement.kind,
            verdict=verdict,
            rule=judgement.rule,
            place=element.getroottree().getpath(element),
            first=block.text[:80],
            last=block.text[-20:],
            length=len(block.text),
            digest=block.digest,
            facts=_facts(block, selection, memory.stories(block)),
        )


def _facts(block: PageBlock, selection: Selection | None, stories: int) -> str:
    """What the rule saw: the element, its letters, the share of links, which witnesses chose the block, and on how many other
    pages of the host it stood."""
    chosen = (
        ("own", selection.own), ("resiliparse", selection.second), (selection.arbiter, selection.third)
    ) if selection is not None else ()  # fmt: skip
    witnesses = ", ".join(name for name, blocks in chosen if block.index in blocks)
    return (
        f"{block.node.label[:80]}; {block.size} letters; {block.links:.0%} links"
        + (f"; chosen by {witnesses}" if witnesses else "")
        + (f"; seen on {stories} pages of this host" if stories else "")
    )


def left_out(span: Span, judgements: Mapping[int, Judgement], images: int) -> Iterator[tuple[str, int]]:
    """What the span holds beside text and is not printed, by kind and number; `images` of its images are printed."""
    counts: Counter[str] = Counter()
    for medium in span.page.media:
        if span.near_text(medium.at):
            counts[medium.kind] += 0 if medium.small or medium.node.relative & AGAINST else 1
    counts["image"] -= images
    posts = set()
    for index, judgement in judgements.items():
        block = span.page.blocks[index]
        if judgement.fate == "caption":
            counts["caption"] += 1
        elif judgement.kind == "embed":
            posts.add(post_around(block.node) or block.node)
        elif judgement.fate == LossVerdict.FURNITURE and block.links >= 0.5 and span.inside(block):
            counts["related link"] += 1
    counts["embed"] += len(posts)
    yield from sorted((kind, number) for kind, number in counts.items() if number > 0)

"""The stretch of a page that the story takes: its blocks, the element that holds them, and what is common to them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from itertools import pairwise

from ingest.extract.blocks import Node, PageBlock, PageText
from ingest.extract.classes import AGAINST, CAPTION
from ingest.extract.flags import COMMON, set_relative_flags
from ingest.extract.quotations import ATTRIBUTION

TYPICAL = 0.1
_NO_CAPTION = ("table", "pre", "blockquote", ATTRIBUTION, "article", "main")
"""Elements within a `figure` whose words are the text's."""


def _two_above(block: PageBlock) -> tuple[str, str]:
    """The tags and classes of the two elements around a block, empty where there is none."""
    above = block.node.parent
    around = above.parent if above is not None else None
    return above.label if above is not None else "", around.label if around is not None else ""


class Span:
    """The selected blocks and what surrounds them. `head` is the index of the headline's block, or how far above the text
    a standfirst may stand; `next_headline` that of a further story on the page."""

    def __init__(self, page: PageText, chosen: frozenset[int], headlines: frozenset[str], description: str) -> None:
        self.page, self.chosen, self.headlines, self.description = page, chosen, headlines, description
        self.order = sorted(chosen)
        self.first, self.last = self.order[0], self.order[-1]
        self.total = set_relative_flags(page, [len(block.squeezed) if block.index in chosen else 0 for block in page.blocks])
        self.container = self.find_container()
        self.bares = {page.blocks[index].bare for index in self.order}
        self.printed_letters = "\n".join(page.blocks[index].bare for index in self.order)
        self.labels, self.parent_labels = self.count_labels()
        self.parents = {id(page.blocks[index].node.parent) for index in self.order if page.blocks[index].node.tag != "figcaption"}
        self.headed: dict[str, set[int]] = {}
        self.copies = Counter([block.squeezed for block in page.blocks])
        longest = max(map(len, headlines), default=0) + 20
        titles = [
            block.index
            for block in page.blocks
            if block.node.tag == "h1" or (10 <= len(block.squeezed) <= longest and not block.linked and block.bare in headlines)
        ]
        self.above = self.find_headlines([index for index in titles if index < self.first])
        self.head = self.above[-1] if self.above else max(0, self.first - 15)
        self.next_headline = next(
            (
                index
                for index in titles
                if index > self.last and page.blocks[index].bare not in headlines and not self.same_parent(page.blocks[index])
            ),
            len(page.blocks),
        )
        self.next_story = self.find_next_story(titles)

    def find_headlines(self, above: list[int]) -> list[int]:
        """Of the headings above the text those that say its headline, should any; as a link to the story where no other does."""
        blocks, headlines = self.page.blocks, self.headlines
        named = [index for index in above if blocks[index].bare in headlines]
        links = (block for block in blocks[: self.first] if block.linked and block.node.tag in ("h2", "h3"))
        return named or [block.index for block in links if block.bare in headlines] or above

    def find_next_story(self, titles: list[int]) -> int:
        """Where a further story begins that is laid out as this one is: in an element beside one that holds the text, of the
        same tag and class. A headline that stands anywhere else may well be one of this story's own."""
        blocks = self.page.blocks
        named = (node for node in self.container.up() if node.tag == "article" or node.element.get("class"))
        ours = {(node.parent, node.label): node for node in named}
        for index in titles:
            for node in blocks[index].node.up() if index > self.last else ():
                beside = ours.get((node.parent, node.label))
                if beside is not None and beside is not node:
                    return node.first
        return len(blocks)

    def below_headline(self, block: PageBlock) -> bool:
        """Whether it is one of the three blocks after the headline, wherever that stands above the text."""
        return any(0 < block.index - index <= 3 for index in self.above)

    def under_headline(self, block: PageBlock) -> bool:
        """Whether it is the block after the headline and stands in the element that the headline stands in, without an image
        between them: a sentence or a further heading, no line that names writer and date."""
        headline = self.page.blocks[block.index - 1]
        beside = headline.index in self.above and headline.node.parent is not None and headline.node.parent.holds(block.index)
        return (
            beside
            and (block.ends_sentence or block.node.tag == "h2")
            and not any(headline.index < medium.at <= block.index for medium in self.page.media)
        )

    def share(self, node: Node) -> float:
        """The share of the text's characters that stand in the element."""
        return (self.total[node.last] - self.total[node.first]) / max(1, self.total[-1])

    def find_container(self) -> Node:
        """The innermost element that holds at least four fifths of the text."""
        node = self.page.nodes[0]
        while True:
            inner = max(node.children, key=self.share, default=None)
            if inner is None or self.share(inner) < 0.8 or inner.tag in ("p", "li", "td", "h2", "h3", "span"):
                return node
            node = inner

    def count_labels(self) -> tuple[Counter[str], Counter[str]]:
        """The text's characters by the tag and class of their element, and by those of its parent."""
        own: Counter[str] = Counter()
        above: Counter[str] = Counter()
        for index in self.order:
            block = self.page.blocks[index]
            own[block.node.label] += len(block.squeezed)
            above[block.node.parent.label if block.node.parent else ""] += len(block.squeezed)
        return own, above

    def inside(self, block: PageBlock) -> bool:
        """Whether it stands in the container or between the first and the last selected block."""
        return self.first < block.index < self.last or self.container.holds(block.index)

    def near_text(self, at: int) -> bool:
        """Whether the block at this index, or the one before it, is the text's or stands within it."""
        return self.first <= at <= self.last + 1 and self.container.holds(min(at, self.last))

    def near(self, block: PageBlock) -> int:
        """How many blocks lie between it and the nearest selected one, plus one."""
        at = bisect_left(self.order, block.index)
        around = self.order[max(0, at - 1) : at + 1]
        return min(abs(index - block.index) for index in around)

    def between(self, block: PageBlock, reach: int) -> bool:
        """Whether selected blocks stand within reach on both sides."""
        at = bisect_right(self.order, block.index)
        return 0 < at < len(self.order) and block.index - self.order[at - 1] <= reach and self.order[at] - block.index <= reach

    def repeats(self, block: PageBlock) -> bool:
        """Whether the same text stands elsewhere on the page too."""
        return self.copies[block.squeezed] > 1

    def printed_nowhere(self, block: PageBlock) -> bool:
        """Whether neither the block nor a copy of it was selected, nor its words as a part of others."""
        return block.bare not in self.printed_letters

    def repeated_in_text(self, block: PageBlock) -> bool:
        """Whether it is a selected paragraph over again, of the same kind and in an element of the same kind: it was
        written twice. A copy for small screens, or a sentence shown large, has a kind or an element of its own."""
        return (
            block.bare in self.bares
            and block.node.label in self.labels
            and self.beside_text(block)
            and not block.node.relative & AGAINST
        )

    def repeated_in_kind(self, block: PageBlock) -> bool:
        """Whether every copy of it stands within the story, in an element of the same kind, as in lists of the same merits."""
        around = block.node.parent.label if block.node.parent else ""
        return all(
            self.inside(copy)
            and copy.node.label == block.node.label
            and (copy.node.parent.label if copy.node.parent else "") == around
            for copy in self.page.blocks
            if copy.squeezed == block.squeezed
        )

    def is_home(self, node: Node | None) -> bool:
        """Whether a tenth of the text stands in the element; the page's own has none around it."""
        return node is None or self.share(node) >= TYPICAL

    def announced(self, block: PageBlock) -> bool:
        """Whether the selected block before it ends in a colon."""
        at = bisect_left(self.order, block.index)
        return (
            at > 0 and block.index - self.order[at - 1] <= 12 and self.page.blocks[self.order[at - 1]].text.endswith((":", "："))
        )

    def within(self, block: PageBlock, *tags: str) -> Node | None:
        """The innermost element of one of these tags that holds the block, below the container."""
        for node in block.node.up():
            if node is self.container:
                return None
            if node.tag in tags:
                return node
        return None

    def lays_out(self, item: Node) -> bool:
        """Whether the list that an item stands in lays out the page: one of its items holds much of the text and the headline."""
        beside = item.parent.children if item.parent is not None else ()
        return any(self.share(node) >= COMMON and any(map(node.holds, self.above)) for node in beside)

    def in_figure(self, block: PageBlock) -> bool:
        """Whether the block is a caption."""
        return self.framed(block.node)

    def framed(self, node: Node) -> bool:
        """Whether it stands in a `figcaption`, in a `figure` that is no table or quotation, or what a class calls caption."""
        for level, above in enumerate(node.up()):
            if above is self.container or level > 4 or above.tag in _NO_CAPTION:
                return False
            if above.relative & above.flags & CAPTION:
                return True
            if above.tag == "figure" and self.share(above) <= COMMON:
                return True
        return False

    def is_quoted(self, node: Node) -> bool:
        """Whether it stands in a quotation that holds less than half of the text: posts of other services are signed and dated
        too."""
        return any(above.tag == "blockquote" and self.share(above) < COMMON for above in node.up())

    def same_parent(self, block: PageBlock) -> bool:
        """Whether selected text stands in the same element as the block does."""
        return id(block.node.parent) in self.parents

    def heads_text(self, block: PageBlock) -> bool:
        """Whether selected text follows right below it in its element, and below another of its tag and class: so do the story's
        own headings, whatever their design is called."""
        label = block.node.label
        if label not in self.headed:
            blocks = self.page.blocks
            self.headed[label] = {
                above.index
                for above, below in pairwise(blocks[self.first : self.last + 1])
                if above.node.label == label and below.index in self.chosen and above.node.parent is below.node.parent
            }
        return block.index in self.headed[label] and len(self.headed[label]) >= 2

    def beside_text(self, block: PageBlock) -> bool:
        """Whether its parent, or one of the same tag and class, holds selected text."""
        parent = block.node.parent
        return self.same_parent(block) or (parent is not None and parent.label in self.parent_labels)

    def laid_out_alike(self, block: PageBlock) -> bool:
        """Whether the two elements around it have the tag and class of those around selected text."""
        return _two_above(block) in self.two_above

    @cached_property
    def two_above(self) -> frozenset[tuple[str, str]]:
        """The tags and classes of the two elements around each selected block."""
        return frozenset(_two_above(self.page.blocks[index]) for index in self.order)

    def printed_in(self, node: Node) -> bool:
        """Whether a selected block stands in the element."""
        return self.total[node.last] > self.total[node.first]

    def share_printed(self, node: Node) -> float:
        """The share of the element's own characters that stand in selected blocks."""
        blocks = self.page.blocks
        whole = blocks[node.last - 1].start + len(blocks[node.last - 1].squeezed) - blocks[node.first].start
        return (self.total[node.last] - self.total[node.first]) / max(1, whole)

    def known_label(self, block: PageBlock) -> bool:
        """Whether selected text has the same tag and class."""
        return block.node.label in self.labels

    def typical(self, block: PageBlock) -> bool:
        """Whether a tenth of the text has the block's tag and class, and a tenth its parent's."""
        parent = block.node.parent
        least = TYPICAL * self.total[-1]
        return self.labels[block.node.label] >= least and self.parent_labels[parent.label if parent else ""] >= least

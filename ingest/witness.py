"""The feed as a witness of what its page gave: text that agrees lifts doubt, text that is longer raises it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.article import Article
from ingest.extract.fragment import extract_fragment
from ingest.parse.entry import Content
from news.alteration import Level, compare
from news.body import Block, leaves, words

MARGIN = 1.1
"""How much longer a feed's text has to be before it says that the page's is not whole: bylines and captions come along."""
FEW = 40
"""Words below which a feed's text is no measure."""
_SEAM = re.compile(r"[<&\s]+")
"""What may part one word from the next in mark-up: white space, a tag, a reference to a character."""


def with_feed(article: Article, contents: Sequence[Content], base_url: str) -> Article:
    """The article with its level as the feed's own text of the entry bears it out.

    Text that the page's extraction left in doubt and the feed has word for word is whole. A feed that carries clearly more
    words than the page gave shows that some are missing: then the end is in doubt.
    """
    found = article.alteration
    may_be_whole = found.level is Level.INCOMPLETE and found.end_in_doubt is None
    for content in contents:
        if not (content.full and may_be_whole) and not _is_more(_most_words(content), article.blocks):
            continue
        told = extract_fragment(content, base_url=content.base or base_url, headline=article.headline)
        if not isinstance(told, Article):
            continue
        agrees = compare(tuple(leaves(told.blocks)), tuple(leaves(article.blocks))) in (Level.VERBATIM, Level.LAYOUT)
        if agrees and content.full and may_be_whole:
            grounds = "what the page gave is, word for word, the full text that the feed carries"
            return replace(article, alteration=replace(found, level=Level.VERBATIM, grounds=grounds))
        theirs = len(words(told.blocks))
        if _is_more(theirs, article.blocks) and not agrees:
            level = Level.INCOMPLETE if found.level in (Level.VERBATIM, Level.LAYOUT) else found.level
            doubt = f"the feed carries {theirs} words of it and its page gave {len(words(article.blocks))}"
            altered = replace(found, level=level, grounds=doubt, end_in_doubt=found.end_in_doubt or doubt)
            return replace(article, alteration=altered)
    return article


def _is_more(theirs: int, blocks: Sequence[Block]) -> bool:
    """Whether a feed's text of so many words says that a page's is not whole; the page's words are counted as far as it takes."""
    if theirs <= FEW:
        return False
    mine = 0
    for block in blocks:
        mine += len(words((block,)))
        if theirs <= mine * MARGIN:
            return False
    return True


def _most_words(content: Content) -> int:
    """No fewer than the content has words, whatever of it is text: reading it takes as long as a short page."""
    return len(_SEAM.split(content.body))

"""The feed as a witness of what its page gave: text that agrees lifts doubt, text that is longer raises it. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.article import Article
from ingest.extract.fragment import extract_fragment
from ingest.parse.entry import Content
from news.alteration import Level, compare
from news.body import leaves, words

MARGIN = 1.1
"""How much longer a feed's text has to be before it says that the page's is not whole: bylines and captions come along."""
FEW = 40
"""Words below which a feed's text is no measure."""


def with_feed(article: Article, contents: Sequence[Content], base_url: str) -> Article:
    """The article with its level as the feed's own text of the entry bears it out.

    Text that the page's extraction left in doubt and the feed has word for word is whole. A feed that carries clearly more
    words than the page gave shows that some are missing: then the end is in doubt.
    """
    found = article.alteration
    ours = tuple(leaves(article.blocks))
    for content in contents:
        told = extract_fragment(content, base_url=content.base or base_url, headline=article.headline)
        if not isinstance(told, Article):
            continue
        agrees = compare(tuple(leaves(told.blocks)), ours) in (Level.VERBATIM, Level.LAYOUT)
        if agrees and content.full and found.level is Level.INCOMPLETE and found.end_in_doubt is None:
            grounds = "what the page gave is, word for word, the full text that the feed carries"
            return replace(article, alteration=replace(found, level=Level.VERBATIM, grounds=grounds))
        theirs, mine = len(words(told.blocks)), len(words(article.blocks))
        if theirs > FEW and theirs > mine * MARGIN and not agrees:
            level = Level.INCOMPLETE if found.level in (Level.VERBATIM, Level.LAYOUT) else found.level
            doubt = f"the feed carries {theirs} words of it and its page gave {mine}"
            altered = replace(found, level=level, grounds=doubt, end_in_doubt=found.end_in_doubt or doubt)
            return replace(article, alteration=altered)
    return article

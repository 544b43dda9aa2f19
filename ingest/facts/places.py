"""Where statements on rights stand, by the first words of their places, and what those are about."""

from typing import Final

OF_THE_TEXT: Final = (
    "head",
    "meta",
    "json-ld",
    "http",
    "link",
    "article",
    "footer",
    "gopher",
    "page",
    "body",
    "microdata",
    "rdfa",
)
"""First words of places whose statements are about the page's text. In any other (caption, figure, aside, comment, quote) they
are about something beside it."""
IN_THE_HEAD: Final = ("head", "meta", "json-ld", "http", "link", "microdata", "rdfa")
"""Of these, the ones in which a page describes itself to machines."""
AMONG_OTHERS: Final = ("article", "page", "body")
"""Of these, the ones in which a sentence may well speak of something else: it must speak of this text."""
OF_ACCESS: Final = ("acquirelicensepage", "conditionsofaccess", "accessrights")
"""Ends of the names of properties that say who may read, or where rights are sold (schema.org, Dublin Core): none grants any."""
BESIDE: Final = "aside"
"""Where blogs put what holds for all of their texts, among much that speaks of anything else."""
MARKED: Final = " rel=license"
"""End of the places of links beside or below the text that say of themselves that they lead to the licence of the page's main
content (HTML Standard, link types)."""
LICENCE_ELEMENTS: Final = (":license", "rel=license")
"""Ends of the names of elements that hold a licence's address and nothing else."""
OF_MEDIA: Final = ("media:",)
"""Elements that speak of pictures and films (Media RSS 1.5)."""
INSIDE: Final = (
    "article",
    "quote",
    "page",
    "body",
    "byline",
    "dateline",
    "credit",
    "author",
    "rel",
    "json-ld author",
    "json-ld copyrightholder",
    "feed author",
)
"""Places inside the story or about it alone, where an agency's sign or a prohibition speaks of this story."""
OF_THE_HOLDER: Final = (
    "json-ld",
    "microdata copyrightholder",
    "meta copyright",
    "meta copyrightholder",
    "meta rights",
    "meta dc.rights",
    "meta dcterms.rights",
    "meta dc.rightsholder",
    "meta dcterms.rightsholder",
)
"""Places where a page tells machines who holds the rights: an agency there holds those of this story. Much of what a site says
there of all its pages forbids to reprint, which is no exception inside one of them."""

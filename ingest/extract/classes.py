"""What an element's tag, role and class names say of the text in it: furniture, caption, standfirst, body."""

import re
from functools import lru_cache

NAV, HEADER, FOOTER, ASIDE, FORM = 1, 2, 4, 8, 16
COMMENT, HIDDEN, BAD, BYLINE = 32, 64, 128, 256
CAPTION, CREDIT, LEAD, BODY, DATE = 512, 1024, 2048, 4096, 8192
TOOLTIP, PICTURE, AUTHOR = 16384, 32768, 65536
"""Words that show only while a pointer rests beside them; what holds an image; what names a writer."""
POST, BLURRED = 131072, 262144
"""A post of another service, by the class that its embedding code gives it; words that are shown blurred, behind a wall."""

AGAINST = NAV | FOOTER | ASIDE | FORM | COMMENT | HIDDEN | BAD | BYLINE
"""Flags that speak against text being the story's."""

TAGS = {
    "nav": NAV, "menu": NAV, "header": HEADER, "footer": FOOTER, "aside": ASIDE, "form": FORM, "button": FORM, "label": FORM,
    "fieldset": FORM, "dialog": BAD, "figcaption": CAPTION, "article": BODY, "main": BODY,
}  # fmt: skip

ROLES = {
    "navigation": NAV, "menu": NAV, "menubar": NAV, "tablist": NAV, "complementary": ASIDE, "contentinfo": FOOTER, "search": FORM,
    "dialog": BAD, "alertdialog": BAD, "alert": BAD, "toolbar": BAD, "tooltip": HIDDEN | TOOLTIP,
}  # fmt: skip

_WORDS = {
    NAV: "nav navbar navigation menu breadcrumb breadcrumbs pagination pager toc subnav topnav",
    FOOTER: "footer colophon",
    ASIDE: "sidebar aside rail",
    COMMENT: "comment comments commenting respond disqus replies discussion",
    FORM: "newsletter newsletters signup subscribe subscription login register search form optin",
    BAD: "ad ads advert adverts advertisement advertising adslot sponsor sponsored promo promos promotion promoted related "
    "relatedposts relatedarticles relatedstories relatedcontent relatednews recommended recommendation recommendations recirc "
    "popular trending mostread share sharing shares social follow cookie "
    "cookies consent gdpr banner nojs noscript modal popup overlay paywall teaser teasers widget toolbar outbrain taboola donate "
    "donation video videos jwplayer playlist tags taglist readmore readalso seealso tools actions rating poll feedback petition",
    BYLINE: "byline bylines author authors bio authorbox authorbio authorcard authorinfo date datetime timestamp "
    "pubdate published posted meta postmeta kicker eyebrow rubric",
    DATE: "date datetime time timestamp pubdate published posted updated modified datum fecha publishdate publishingdate "
    "publicationdate publishtime pubtime timedata postdate entrydate articledate newsdate",
    AUTHOR: "author authors byline bylines autor autorin autoren autores auteur auteurs autore writer writers reporter "
    "journalist journalists journaliste periodista giornalista penulis muhabir username "
    "poster authorname authorlink authorbox authorbio authorcard authorinfo postauthor autorname",
    CAPTION: "caption captions figcaption legend",
    CREDIT: "credit credits copyright photographer",
    LEAD: "lead lede standfirst dek deck summary intro excerpt strapline subtitle subhead subheadline chapo chapeau vorspann "
    "entradilla sapo anons ingress copete bajada subtitulo sottotitolo sommario catenaccio "
    "unterzeile",
}
_FLAGS: dict[str, int] = {}
for _flag, _words in _WORDS.items():
    for _word in _words.split():
        _FLAGS[_word] = _FLAGS.get(_word, 0) | _flag

_BODY = re.compile(r"(?:article|story|post|entry|news|main)[-_]*(?:body|content|text|copy)")
_BODY_ENDS = ("body", "content", "text", "copy")
_PICTURES = ("image", "img", "photo", "picture", "foto", "figure", "thumb", "bildbox", "artikelbild", "absatzbild", "-bild")
_TOOLTIP = re.compile(
    r"(?:tool-?tip|pop-?over|hover-?card)[-_]*(?:text|content|inner|body|box|bubble|popup|message|description|panel)",
    re.IGNORECASE,
)
POSTS = re.compile(
    r"\b(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|reddit-(?:card|embed-bq)|bluesky-embed|"
    r"mastodon-embed|imgur-embed-pub|telegram-post|text-post-media|vk-post|wp-embedded-content)\b"
)
POST_SIGNS = ("twitter-", "-media", "-embed", "fb-", "reddit-", "telegram-", "vk-")
BLURS = re.compile(r"(?:\A|[-_])(?:blur(?:red|ry)?|scrambled|obfuscated)(?:\Z|[-_])", re.IGNORECASE)
BLUR_SIGNS = ("blur", "scrambled", "obfuscated")
"""What is in all that the two patterns find: to look for it first costs a fraction of them."""
_COMMENT = re.compile(
    r"(?:\A|[-_])(?:(?:user|reader|article|post|blog|story|fb|facebook)s?comments?|comments?(?:body|text|content|lists?|area|"
    r"section|wrap(?:per)?|container|box|block|entry|items?|thread|form|author|meta|head(?:er)?))(?:\Z|[-_])"
)
"""`commentbody`: words written as one."""
_PART = re.compile(r"[A-Z]*[a-z0-9]+|[A-Z]+")
_NO_PART = {code: " " for code in range(128) if not chr(code).isalnum()}
_SLUG = re.compile(r"\A[a-z0-9]++(?:[-_][a-z0-9]++){3}")
"""An id made of a heading's words, which speak of the text and not of its place."""
_UNSEEN = frozenset(
    {
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "screenreader",
        "u-hidden",
        "assistive-text",
        "element-invisible",
        "accesshide",
    }
)
_NO_SHOW = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{4}", re.IGNORECASE)
_NO_SIZE = re.compile(r"font-size\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|!|\Z)", re.IGNORECASE)
_OF_TEXT = frozenset({"p", "span", "font", "a", "b", "i", "em", "strong", "small", "li", "td", "h2", "h3", "h4"})
"""Elements whose own letters are unseen without a size; around others it takes the gaps between boxes away."""
_OF_COMMENTS = ("schema.org/Comment", "schema.org/UserComments")
"""Types of what readers write below a text (schema.org)."""
_OF_THE_PAGE = {"html": 0, "body": 0, "main": POST | BLURRED, "article": POST | BLURRED, "h2": ~NAV, "h3": ~NAV, "h4": ~NAV}
"""Elements that hold the page or nearly all of it, and headings, which a table of contents names, and the flags that class names
give them all the same."""


@lru_cache(maxsize=50_000)
def _token_flags(token: str) -> int:
    """The flags of one class name. Remembered over pages: those of one host use the same names over and over."""
    if len(token) > 60:
        return 0
    lower = token.lower()
    flags = BODY if any(map(lower.__contains__, _BODY_ENDS)) and _BODY.search(lower) else 0
    if lower in _UNSEEN:
        flags |= HIDDEN
    if any(map(lower.__contains__, _PICTURES)):
        flags |= PICTURE
    if "comment" in lower and _COMMENT.search(lower):
        flags |= COMMENT
    if any(map(lower.__contains__, POST_SIGNS)) and POSTS.search(token):
        flags |= POST
    if any(map(lower.__contains__, BLUR_SIGNS)) and BLURS.search(token):
        flags |= BLURRED
    parts = token.translate(_NO_PART).split() if token == lower and token.isascii() else map(str.lower, _PART.findall(token))
    for part in parts:
        flags |= _FLAGS.get(part, 0)
    return flags | HIDDEN | TOOLTIP if ("ip" in token or "over" in lower) and _TOOLTIP.search(token) else flags


@lru_cache(maxsize=20_000)
def class_flags(names: str) -> int:
    """The flags that class names or an id carry."""
    flags = 0
    for token in names.split():
        flags |= _token_flags(token)
    return flags


@lru_cache(maxsize=20_000)
def _with_class(tag: str, names: str) -> int:
    """All flags of an element that has class names and nothing else, as most have."""
    return TAGS.get(tag, 0) | (class_flags(names) & _OF_THE_PAGE.get(tag, -1))


def element_flags(tag: str, attributes: list[tuple[str, str]]) -> int:
    """All flags of one element. The class names of `html`, `body`, `main` and `article` speak of the page, not of a part."""
    if len(attributes) == 1 and attributes[0][0] == "class":
        return _with_class(tag, attributes[0][1])
    flags = TAGS.get(tag, 0)
    for name, value in attributes:
        if name == "class" or (name == "id" and not _SLUG.match(value)):
            flags |= class_flags(value) & _OF_THE_PAGE.get(tag, -1)
        elif name == "style":
            if _NO_SHOW.search(value) or (tag in _OF_TEXT and _NO_SIZE.search(value)):
                flags |= HIDDEN
        elif name == "role":
            flags |= ROLES.get(value, 0)
        elif name == "itemprop":
            if value == "articleBody":
                flags |= BODY
            elif value == "author":
                flags |= BYLINE | AUTHOR
        elif name == "itemtype":
            if value.strip().endswith(_OF_COMMENTS):
                flags |= COMMENT
        elif name == "aria-labelledby":
            flags |= class_flags(value) & (BYLINE | AUTHOR)
        elif name == "popover":  # not shown until it is asked for (HTML Standard)
            flags |= HIDDEN | TOOLTIP
        elif name == "hidden" or (name == "aria-hidden" and value == "true"):
            flags |= HIDDEN
    return flags


_SOURCE = re.compile(r"(?:\A|[-_ ])(?:source|quelle|fuente|fonte|bron|agency|agentur|attribution)(?![^-_ ])", re.IGNORECASE)


def is_of_source(flags: int, attributes: list[tuple[str, str]]) -> bool:
    """Whether an element within a caption is named as whom the image is by: its author, its source."""
    return bool(flags & AUTHOR) or any(name == "class" and _SOURCE.search(value) for name, value in attributes)

"""A story's facts for machines: schema.org NewsArticle, as a data block that no browser runs."""

import json
from typing import Final

from markupsafe import Markup

from exporters import credits as sentences
from exporters import paths
from exporters.markup import NOT_XML, language_tag
from news.body import fold, plain
from news.edition import EditionStory
from news.publisher import Site

UNSAFE: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end the element or start a comment in it (HTML section 4.12.1.3), written as JSON escapes."""


def news_article(story: EditionStory, site: Site) -> Markup:
    """The story as JSON-LD, ready to stand in a script element. What is not known is left out; a month stays a month."""
    told, about = story.story, story.story.attribution
    byline = about.byline
    publisher = _present({"@type": "Organization", "name": about.publisher, "url": about.publisher_home})
    credit = sentences.credit_pieces(story, site)
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": told.headline,
        "alternativeHeadline": fold(plain(story.printed.standfirst)) or None,
        "inLanguage": language_tag(told.language),
        "datePublished": None if told.published is None else told.published.isoformat(),
        "dateModified": None if told.updated is None else told.updated.isoformat(),
        "dateline": None if about.dateline is None else about.dateline.wording,
        "author": [{"@type": "Person", "name": name} for name in (byline.people if byline else ())] or None,
        "publisher": publisher,
        "isBasedOn": about.url,
        "url": paths.web_url(site, paths.web_path(story.place)),
        "license": sentences.licence_url(story.rights),
        "creditText": None if credit is None else sentences.spell(credit),
        "copyrightNotice": about.copyright_notice,
        "usageInfo": sentences.condition(story.rights),
        "sdPublisher": {"@type": "Organization", "name": site.title, "url": site.base_url},
        "keywords": [topic.title for topic in story.topics] or None,
    }
    text = json.dumps(_present(facts), ensure_ascii=False)
    return Markup(NOT_XML.sub("", text).translate(UNSAFE))  # noqa: S704 (no character that markup knows is left)


def _present(facts: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value is not None}

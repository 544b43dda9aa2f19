"""Feeds and pages of an invented publisher, for tests that run the whole way."""

from html import escape

PARAGRAPHS = (
    (
        "ALDER, March 3. /HARBOUR/. The ferry Saint Brendan left the winter quay at noon on Tuesday, the first boat to cross "
        "the sound since the ice closed it in January, the harbour master said."
    ),
    (
        "Forty cars and a horse were on board. “We had the channel to ourselves,” said the mate, who has sailed the route for "
        "eleven winters, “and not a breath of wind on it.”"
    ),
    (
        "The town council had voted last week to keep the crossing free for residents until Easter. The shipping company had "
        "asked for a fare of four crowns, arguing that the ice had cost it a month's income."
    ),
    (
        "A second ferry, the Saint Columba, stays in dock until its new shaft has been fitted. The yard expects that to take "
        "until the end of the month, weather permitting."
    ),
)


def page(
    headline: str = "First ferry of the year crosses the sound",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    footer: str = 'Text: <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>',
) -> bytes:
    body = "\n".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(headline)} | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2026-03-03T12:40:00+01:00">
</head><body><header><nav><ul><li><a href="/news">News</a></li><li><a href="/sea">Sea</a></li></ul></nav></header>
<main><article><h1>{escape(headline)}</h1><p class="byline">By Ada Lunde</p>{body}</article>
<aside><h2>More</h2><ul>
<li><a href="/1">Ice closes sound</a></li><li><a href="/2">Ferry fares debated</a></li></ul></aside></main>
<footer><p>{footer}</p><p>We use cookies. <button>Fine</button></p></footer></body></html>""".encode()


def rss(base: str, *entries: tuple[str, str]) -> bytes:
    """A feed of (path, title) entries."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{base}{path}</link><guid>{base}{path}</guid>"
        f"<pubDate>Tue, 03 Mar 2026 12:40:00 +0100</pubDate><description>Short.</description></item>"
        for path, title in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour Gazette</title><link>{base}/</link>'
        f"<description>News of the sound</description>{items}</channel></rss>"
    ).encode()

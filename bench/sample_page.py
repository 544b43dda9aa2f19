"""A made-up article page with the ballast that pages of news sites have.

Its shape is that of 490 real article pages of three public sets (medians: 115 to 259 kB, 570 to 970 elements with 830 to
1,680 attributes of 28 to 81 kB, 10 to 85 kB of scripts and styles, 25 to 59 `meta` and `link`, 130 to 210 pieces of text of
6,000 to 8,500 letters, 14 to 17 of them prose, 96 to 185 links, 8 to 18 images); the 90th percentile is about twice that.
"""

import json
import random
from math import exp

WORDS = (
    "harbour", "ferry", "council", "mayor", "bridge", "winter", "budget", "school", "river", "train", "market", "farmer",
    "doctor", "strike", "signal", "copper", "minister", "protest", "village", "festival", "engine", "storm", "coast",
    "island", "hospital", "museum", "teacher", "wheat", "railway", "border", "court", "judge", "appeal", "report",
)  # fmt: skip
SMALL = (
    "the", "a", "of", "in", "to", "and", "for", "with", "on", "after", "before", "near", "without", "under", "over", "from",
    "by", "as", "that", "while",
)  # fmt: skip
COMMONS = "https://creativecommons.org/licenses/by/4.0/"


def sentence(dice: random.Random) -> str:
    """A line of 9 to 24 words that ends."""
    words = [dice.choice(SMALL if dice.random() < 0.45 else WORDS) for _ in range(dice.randint(9, 24))]
    return " ".join(words).capitalize() + "."


def paragraph(dice: random.Random) -> str:
    """Two to five sentences."""
    return " ".join(sentence(dice) for _ in range(dice.randint(2, 5)))


def sample_page(seed: int) -> bytes:
    """One article page; `HEADLINE` stands where its headline goes."""
    dice = random.Random(seed)
    ballast = exp(dice.gauss(0, 0.4))
    parts = (
        f'<!DOCTYPE html><html lang="en" class="no-js theme-light"><head>{_head(dice, seed)}{_scripts(dice, ballast)}</head>',
        f'<body class="single article-template page-{seed}"><header class="site-header" role="banner">{_menu(dice, 34)}</header>',
        f'<main id="content">{_article(dice, seed)}{_teasers(dice, round(28 * ballast))}</main>',
        f'<footer class="site-footer">{_menu(dice, round(46 * ballast))}<p>Text: <a href="{COMMONS}">CC BY 4.0</a></p></footer>',
        f"<script>{_state(dice, round(38_000 * ballast))}</script></body></html>",
    )
    return "".join(parts).encode()


def _head(dice: random.Random, seed: int) -> str:
    story = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "HEADLINE",
        "author": {"@type": "Person", "name": f"Ada Example {seed}"}, "datePublished": "2026-03-09T08:00:00+01:00",
        "publisher": {"@type": "Organization", "name": "The Example", "logo": {"@type": "ImageObject", "url": "/logo.png"}},
    }  # fmt: skip
    said = {"og:title": "HEADLINE", "og:type": "article", "og:description": sentence(dice), "og:image": "/picture/1200.jpg",
            "og:site_name": "The Example", "twitter:card": "summary_large_image", "twitter:title": "HEADLINE"}  # fmt: skip
    metas = [f'<meta property="{name}" content="{value}">' for name, value in said.items()]
    metas += [f'<meta name="{dice.choice(WORDS)}:{dice.choice(WORDS)}-{at}" content="{_token(dice)}">' for at in range(14)]
    links = [f'<link rel="preload" as="script" crossorigin href="/static/{_token(dice)}.js">' for _ in range(16)]
    links += [f'<link rel="alternate" hreflang="{word[:2]}" href="/{word[:2]}/story/{seed}">' for word in WORDS[:12]]
    return (
        '<meta charset="utf-8"><title>HEADLINE</title>'
        f'<meta name="author" content="Ada Example {seed}"><link rel="license" href="{COMMONS}">'
        f'<meta property="article:published_time" content="2026-03-{dice.randint(10, 28)}T08:{dice.randint(10, 59)}:00+01:00">'
        f'{"".join(metas)}{"".join(links)}<script type="application/ld+json">{json.dumps(story)}</script>'
    )  # fmt: skip


def _article(dice: random.Random, seed: int) -> str:
    pieces = []
    for at in range(max(4, round(14 * exp(dice.gauss(0, 0.5))))):
        words = paragraph(dice)
        if dice.random() < 0.3:
            link = f'<a href="/story/{dice.randint(1, 10**6)}" data-event="{_token(dice)}">{sentence(dice)[:30]}</a>'
            words = f"{words} {link} {sentence(dice)}"
        pieces.append(f'<p class="article__text body-copy" data-block="{_token(dice)}">{words}</p>')
        if at % 6 == 5:
            pieces.append(f'<h2 class="article__subhead">{sentence(dice)[:50]}</h2>')
    share = "".join(
        f'<li class="share__item"><a class="share__link share__link--{at}" href="/share/{at}?{_token(dice)}" aria-label="Share">'
        '<svg class="icon" viewBox="0 0 24 24"><path d="M4 12v8a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8"></path></svg></a></li>'
        for at in range(5)
    )
    return (
        f'<article class="article story" itemscope><h1 class="article__title">HEADLINE</h1><div class="article__meta">'
        f'<p class="byline">By <a rel="author" href="/ada">Ada Example {seed}</a></p><ul class="share">{share}</ul></div>'
        f"<figure>{_picture(dice)}<figcaption>{sentence(dice)}</figcaption></figure>"
        f'<div class="article__body">{"".join(pieces)}</div></article>'
    )


def _menu(dice: random.Random, entries: int) -> str:
    items = (
        f'<li class="menu__item menu__item--{at}" role="none"><div class="menu__cell"><a class="menu__link" role="menuitem" '
        f'href="/{dice.choice(WORDS)}/{at}/" data-track=\'{{"area":"menu","position":{at},"id":"{_token(dice)}"}}\'>'
        f'<span class="menu__words">{dice.choice(WORDS).title()}</span></a></div></li>'
        for at in range(entries)
    )
    return f'<nav class="menu" aria-label="Sections"><ul class="menu__list">{"".join(items)}</ul></nav>'


def _teasers(dice: random.Random, number: int) -> str:
    cards = (
        f'<div class="grid__col grid__col--{at % 4} u-mb"><div class="card teaser teaser--{dice.choice(WORDS)}" '
        f'data-id="{_token(dice)}" data-area="related" data-position="{at}"><div class="card__inner"><div class="card__media">'
        f'<a class="card__link" href="/story/{dice.randint(1, 10**6)}?from={_token(dice)}" tabindex="-1" aria-hidden="true">'
        f'{_picture(dice) if at % 2 else ""}</a></div><div class="card__body"><h3 class="card__title">'
        f'<a href="/story/{dice.randint(1, 10**6)}?from={_token(dice)}"><span class="words">{sentence(dice)[:60]}</span></a>'
        f'</h3><div class="card__meta"><span class="meta__time">{dice.randint(1, 59)} min</span></div></div></div></div></div>'
        for at in range(number)
    )
    return f'<aside class="related" aria-label="More"><h3 class="related__title">More on this</h3>{"".join(cards)}</aside>'


def _picture(dice: random.Random) -> str:
    number = dice.randint(1, 10**6)
    sizes = ", ".join(f"/picture/{number}/{width}.webp?{_token(dice)} {width}w" for width in (320, 640, 960, 1280))
    return (
        f'<picture class="picture"><source type="image/webp" srcset="{sizes}"><img class="picture__img" loading="lazy" '
        f'src="/picture/{number}.jpg" alt="{sentence(dice)[:40]}" width="320" height="180"></picture>'
    )


def _scripts(dice: random.Random, ballast: float) -> str:
    rules = "".join(
        f".{dice.choice(WORDS)}-{at}{{margin:{dice.randint(0, 40)}px;color:#{_token(dice)[:6]}}}" for at in range(150)
    )
    calls = "".join(f"<script>queue.push({_state(dice, 900)});</script>" for _ in range(round(12 * ballast)))
    return f"<style>{rules}</style>{calls}"


def _state(dice: random.Random, size: int) -> str:
    """What a script keeps of the page, some so many characters."""
    return json.dumps({f"{dice.choice(WORDS)}{at}": [_token(dice), dice.random()] for at in range(size // 48)})


def _token(dice: random.Random) -> str:
    return f"{dice.getrandbits(48):012x}"

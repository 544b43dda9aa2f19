"""Article pages for the farm: made up with the ballast that pages have, or read from a folder; and pages that mean harm."""

import gzip
import random
import re
from collections.abc import Sequence
from pathlib import Path

WORDS = (
    "harbour", "ferry", "council", "mayor", "bridge", "winter", "budget", "school", "river", "train", "market", "farmer",
    "doctor", "strike", "signal", "copper", "minister", "protest", "village", "festival", "engine", "storm", "coast",
    "island", "hospital", "museum", "teacher", "wheat", "railway", "border", "court", "judge", "appeal", "report",
)  # fmt: skip
SMALL = (
    "the", "a", "of", "in", "to", "and", "for", "with", "on", "after", "before", "near", "without", "under", "over", "from",
    "by", "as", "that", "while",
)  # fmt: skip
PARAGRAPH = re.compile(rb"<p(?:\s[^>]*)?>([^<]{40,})")
SAMPLES = 60
COMMONS = "https://creativecommons.org/licenses/by/4.0/"


def sentence(dice: random.Random) -> str:
    words = [dice.choice(SMALL if dice.random() < 0.45 else WORDS) for _ in range(dice.randint(9, 24))]
    return " ".join(words).capitalize() + "."


def paragraph(dice: random.Random) -> str:
    return " ".join(sentence(dice) for _ in range(dice.randint(2, 5)))


def sample_page(seed: int) -> bytes:
    """One article page of 60 to 150 kB: some 6 kB of text between menus, teasers, scripts and a footer."""
    dice = random.Random(seed)
    size = dice.randint(60_000, 150_000)
    menu = "".join(f'<li class="nav-item"><a href="/{word}/">{word.title()}</a></li>' for word in WORDS)
    body = "".join(f"<p>{paragraph(dice)}</p>" for _ in range(dice.randint(8, 26)))
    head = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>HEADLINE</title>'
        '<meta property="og:title" content="HEADLINE"><meta property="og:type" content="article">'
        f'<meta name="author" content="Ada Example {seed}">'
        f'<meta property="article:published_time" content="2026-03-{dice.randint(10, 28)}T08:{dice.randint(10, 59)}:00+01:00">'
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "HEADLINE", '
        f'"author": {{"@type": "Person", "name": "Ada Example {seed}"}}, "datePublished": "2026-03-09T08:00:00+01:00"}}</script>'
        f'<link rel="license" href="{COMMONS}"></head><body><header><nav><ul>{menu}</ul></nav></header>'
        f'<main><article><h1>HEADLINE</h1><p class="byline">By <a rel="author" href="/ada">Ada Example {seed}</a></p>'
        f'{body}</article></main><aside class="related"><h3>More on this</h3>'
    )
    pieces, length = [head], len(head)
    while length < size:
        if dice.random() < 0.12:
            values = ", ".join(f'"{dice.choice(WORDS)}{at}": {dice.random():.9f}' for at in range(40))
            piece = f"<script>window.queue = window.queue || []; queue.push({{{values}}});</script>"
        else:
            number, words, minutes = dice.randint(1, 10**6), sentence(dice), dice.randint(1, 59)
            piece = (
                f'<div class="col"><div class="card teaser"><a href="/story/{number}"><figure class="card-image"><picture>'
                f'<source srcset="/picture/{number}.webp"><img src="/picture/{number}.jpg" alt="{words[:40]}" width="320">'
                f'</picture></figure><div class="card-body"><span class="tag">{dice.choice(WORDS)}</span>'
                f'<h4 class="card-title">{words[:60]}</h4></div></a>'
                f'<ul class="card-meta"><li>{minutes} min</li><li><button>Share</button></li></ul></div></div>'
            )
        pieces.append(piece)
        length += len(piece)
    pieces.append(f'</aside><footer><p>Text: <a href="{COMMONS}">CC BY 4.0</a></p></footer></body></html>')
    return "".join(pieces).encode()


def sample_pages(folder: Path | None) -> list[tuple[bytes, bytes]]:
    """Pages cut in two, so that each address can be given a sentence of its own."""
    if folder is None:
        whole = [sample_page(seed) for seed in range(SAMPLES)]
    else:
        whole = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
        whole += [gzip.decompress(path.read_bytes()) for path in sorted(folder.rglob("*.html.gz"))]
    return [_cut(body) for body in whole]


def _cut(body: bytes) -> tuple[bytes, bytes]:
    """After the opening of its longest paragraph, or at the end."""
    longest = max(PARAGRAPH.finditer(body), key=lambda found: len(found[0]), default=None)
    at = len(body) if longest is None else longest.start(1)
    return body[:at], body[at:]


def page_of(cut: tuple[bytes, bytes], title: str) -> bytes:
    """The page with its own headline, and a sentence that no other has."""
    before, after = cut
    return before.replace(b"HEADLINE", title.encode()) + f"{title} was told at the quay today. ".encode() + after


def hostile_pages() -> Sequence[bytes]:
    """Pages that are dear to read: long, deep, and made to be slow."""
    dice = random.Random(5)
    words = paragraph(dice)
    links = "".join(f'<li><a href="/{at}">{dice.choice(WORDS)} {at}</a></li>' for at in range(30_000))
    cells = "".join(f"<tr>{'<td>' + words[:20] + '</td>'}{'<td>x</td>' * 199}</tr>" for _ in range(200))
    dated = "".join(f"<p>On {at % 28 + 1} March 20{at % 90 + 10} {words[:30]}</p>" for at in range(20_000))
    plain = "".join(f"<p>{words}</p>" for _ in range(1_000_000 // len(words)))
    bodies = (
        f"<article>{'<div>' * 20_000}<p>{words}</p>{'</div>' * 20_000}</article>",
        f"<article><p>{words}</p><ul>{links}</ul></article>",
        f"<article><table>{cells}</table></article>",
        f"<article>{dated}</article>",
        f"<article>{plain}</article>",
        f"<article><p>{words * (2_000_000 // len(words))}</p></article>",
        f"<article>{'<b><i><p>' * 60_000}{words}</article>",
        f"<article><p>{'<a href=x>by ' * 100_000}{words}</p></article>",
    )
    return [f"<html><head><title>HEADLINE</title></head><body><h1>HEADLINE</h1>{body}</body></html>".encode() for body in bodies]

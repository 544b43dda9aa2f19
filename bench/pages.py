"""Article pages for the farm: made up with the ballast that pages have, or read from a folder; and pages that mean harm."""

import gzip
import random
import re
from collections.abc import Sequence
from pathlib import Path

from bench.sample_page import WORDS, paragraph, sample_page

PARAGRAPH = re.compile(rb"<p(?:\s[^>]*)?>([^<]{40,})")
SAMPLES = 60


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

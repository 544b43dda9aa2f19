"""`python -m bench.rendered_score FOLDER …`: posts of known words that real programs and themes made pages of, against what is
read off those.

A folder holds `posts.json`, with `site` (the address they were published at) and `posts`, a list of objects with `slug`, `title`,
`published` (a day), `author`, `lead` (or null), `lines` (paragraphs, headings, items and cells, in order) and `beside` (captions
and words of images, which a theme may show), and pages at `sites/NAME/public/PATH/SLUG/index.html`: posts of one's own, published
by Hexo, Hugo, Jekyll, Pelican, WordPress or Ghost with every theme that can be had. Prints what differs, by kind, how many pages
are called unaltered, and how many of these print other lines than the post's or lack some; `--list` shows each difference. The
folders stay where they are.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.facts_score import facts_in
from ingest.extract.article import Article
from ingest.extract.blocks import letters
from ingest.extract.html import extract_html
from news.body import leaves, plain

NEAR = 1
"""Days by which a date may differ: a theme may print it in another zone."""
LEAST = 800
"""Bytes of a page that a theme has made anything of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What was published, as its writer wrote it."""

    slug: str
    title: str
    published: str
    author: str
    lead: str | None
    lines: tuple[str, ...]
    beside: tuple[str, ...] = ()


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.rendered_score", description=__doc__)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--list", action="store_true", help="show each difference")
    chosen = options.parse_args()
    for folder in chosen.folders:
        told = json.loads((folder / "posts.json").read_text())
        posts = [
            Post(**{**post, "lines": tuple(post["lines"]), "beside": tuple(post.get("beside", ()))}) for post in told["posts"]
        ]
        pages = claimed = wrongly = 0
        counts = Counter[str]()
        for site, path, post in _pages(folder / "sites", posts):
            body = (folder / "sites" / site / "public" / path).read_bytes()
            article = extract_html(body, url=f"{told['site']}/{path.parent}/")
            pages += 1
            is_claimed = isinstance(article, Article) and article.alteration.unaltered
            claimed += is_claimed
            differing = list(differences(post, article, post.author in body.decode("utf-8", "replace")))
            counts.update(kinds := {kind for kind, _ in differing})
            wrongly += is_claimed and not kinds.isdisjoint(("lines lost", "lines of others"))
            for kind, words in differing if chosen.list else ():
                print(f"    {kind}: {site}/{post.slug}: {words[:110]}")
        print(f"{folder.name}: {pages} pages, {claimed} called unaltered, {wrongly} of them with other lines or without some")
        print("  pages with " + ", ".join(f"{counts[kind]} {kind}" for kind in KINDS))


KINDS = ("no story", "another headline", "lines lost", "lines of others", "another standfirst", "another writer", "no writer",
         "another day", "no day")  # fmt: skip


def _pages(sites: Path, posts: Sequence[Post]) -> Iterator[tuple[str, Path, Post]]:
    """The name of each site, with the path of each post's page on it."""
    for site in sorted(sites.iterdir()):
        for post in posts:
            for file in sorted((site / "public").glob(f"**/{post.slug}/index.html"))[:1]:
                if file.stat().st_size >= LEAST:
                    yield site.name, file.relative_to(site / "public"), post


def differences(post: Post, article: object, names_author: bool) -> Iterator[tuple[str, str]]:
    """What of the reading is not as the post was written: its kind and the words; `names_author` whether the page bears the
    writer's name at all."""
    if not isinstance(article, Article):
        yield "no story", post.title
        return
    if article.headline != post.title:
        yield "another headline", article.headline or "none"
    printed = [leaf.text for leaf in leaves(article.blocks)]
    lead, text = letters(plain(article.standfirst)), "".join(map(letters, printed))
    own = "".join(map(letters, [*post.lines, *post.beside, post.lead or ""]))
    yield from (("lines lost", line) for line in post.lines if letters(line) not in text and letters(line) not in lead)
    yield from (("lines of others", line) for line in printed if letters(line) not in own)
    if lead and lead not in own:
        yield "another standfirst", plain(article.standfirst)
    facts = facts_in(article, "")
    people = facts.byline.people if facts.byline else ()
    if any(name != post.author for name in people):
        yield "another writer", ", ".join(people)
    elif not people and names_author:
        yield "no writer", post.author
    value = facts.published.value if facts.published else None
    if value is None:
        yield "no day", post.published
        return
    day = date(value.year, value.month, value.day) if value.month and value.day else None
    if day is None or abs(day - date.fromisoformat(post.published)).days > NEAR:
        yield "another day", value.wording


if __name__ == "__main__":
    main()

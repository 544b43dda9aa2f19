"""Changes of rendered pages: what a broken template, escape or writer would do to a story on its way to the reader."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from exporters import gopher, html
from exporters.page import Page
from exporters.paths import slug_of
from exporters.proof import check
from ingest.facts.rights import record_of
from news.body import inline_runs, leaves, links
from news.edition import EditionStory, Place, print_of
from news.licence import PERMISSION
from news.names import PublisherId, story_id
from news.publisher import RightsStatement, Site
from news.scope import Scope
from news.story import Story
from tests.gate import pages
from tests.mutations.outcome import Counts, count

SITE: Final = Site(
    id="mutations", title="The Proving Desk", base_url="https://desk.example/", timezone="UTC", language="en",
    gopher_host="desk.example",
)  # fmt: skip
PERMITTED: Final = RightsStatement(
    licence=PERMISSION, scope=Scope.FULL, notice="Printed with permission.", evidence="letter", seen=pages.SEEN.date()
)
"""Rights are not what is tried here: every story may leave."""
RENDER: Final[dict[str, Callable[[EditionStory, Site], Page]]] = {"web": html.story_page, "gopher": gopher.render_story}
TIMES: Final = 2

CHANGES: Final[dict[str, Callable[[str], str]]] = {
    "a word changed": lambda word: f"{word}x",
    "a word dropped": lambda word: "",
    "a word added": lambda word: f"{word} never",
    "a word parted": lambda word: f"{word[:2]} {word[2:]}",
    "a word doubled": lambda word: f"{word} {word}",
}


def as_printed(story: Story) -> EditionStory:
    """The story as it would go to press, whole."""
    owner = PublisherId("case")
    place = Place(id=story_id(owner, story.identity[0]), publisher=owner, slug=slug_of(story.headline), year="2025", month="01")
    return EditionStory(
        place=place, story=story, rights=record_of(story.evidence, PERMITTED),
        printed=print_of(story, Scope.FULL), duties=(), topics=(), released_at=pages.SEEN, changed_at=pages.SEEN,
    )  # fmt: skip


def run(cases: Sequence[str]) -> Counts:
    """Every change on the web page and the gopher page of every case."""
    counts: Counts = {}
    for name in cases:
        _, story = pages.read(name, pages.expectation(name))
        if story is None:
            continue
        printed = as_printed(story)
        for room, render in RENDER.items():
            page = render(printed, SITE)
            assert check(page, printed) is None, name
            text = page.body.decode()
            for kind, changed in changes(text, only_here(text, story), random.Random(name), room):
                words = check(replace(page, body=changed.encode()), printed)
                count(counts, f"{room}: {kind}", words is not None, name)
            for stated in addresses(text, story, room):
                words = check(replace(page, body=text.replace(stated, stated.replace("://", "://x.")).encode()), printed)
                count(counts, f"{room}: a link led elsewhere", words is not None, name)
    return counts


def addresses(text: str, story: Story, room: str) -> Iterator[str]:
    """Where the body's links lead, as the page states it: each once, those that stand there more than once left out."""
    for url in dict.fromkeys(link.url for run in inline_runs(story.body) for link in links(run)):
        stated = f'href="{escape(url)}"' if room == "web" else f"\n{url}\n"
        if text.count(stated) == 1 and "://" in url:
            yield stated


def only_here(text: str, story: Story) -> list[str]:
    """Words, or in scripts without spaces pieces, of the body that stand on the page once: in the body, that is."""
    found = []
    for leaf in leaves(story.body):
        for word in re.findall(r"\w{6,}", leaf.text):
            piece = word[:6] if len(word) > 20 else word
            if text.count(piece) == 1:
                found.append(piece)
    return found


def changes(text: str, words: Sequence[str], chance: random.Random, room: str) -> Iterator[tuple[str, str]]:
    """The page with one change each, and the change's name."""
    if not words:
        return
    for kind, change in CHANGES.items():
        for word in chance.sample(words, min(TIMES, len(words))):
            yield kind, text.replace(word, change(word))
    for word in chance.sample(words, min(TIMES, len(words))):
        at = text.index(word)
        if room == "web":
            start, end = text.rfind("<p", 0, at), text.find("</p>", at) + len("</p>")
            if start >= 0 and text.count("<p", start, end) == 1 and "</p>" not in text[start:at]:
                yield "a paragraph dropped", text[:start] + text[end:]
                yield "a paragraph doubled", text[:end] + text[start:end] + text[end:]
        else:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at) + 1
            yield "a line dropped", text[:start] + text[end:]
            yield "a line doubled", text[:end] + text[start:end] + text[end:]

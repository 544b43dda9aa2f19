"""The web site: static pages without a script, each with relative links so that a folder, a path or a host may hold it."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from exporters import credits as sentences
from exporters import dates, jsonld, paths
from exporters.commentary import commentary_markup
from exporters.markup import attributes, body_markup, direction, inline_markup
from exporters.page import Page
from news.body import Block, Heading, Paragraph, fold, plain, words
from news.edition import DirectoryEntry, Edition, EditionStory, ListKind, ListPage, Tombstone
from news.names import StoryId, digest_of_bytes
from news.publisher import CallToAction, Site
from news.review import CommentaryKind
from wire.urls import safe_link

HTML: Final = "text/html; charset=utf-8"
STATIC: Final = {"site.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
LONG: Final = 1200
"""Words from which a story folds."""
BEFORE_FOLD: Final = 600
COMMENTARY_TITLES: Final = {
    CommentaryKind.OPINION: "Opinion",
    CommentaryKind.ACTION: "Action",
    CommentaryKind.TODO: "To Do",
}


def render(edition: Edition, site: Site) -> Iterator[Page]:
    """Every web page that the edition changes: stories and notices first, then the lists and indexes that lead to them."""
    for story in edition.stories:
        yield story_page(story, site)
    for notice in edition.tombstones:
        yield _notice_page(notice, site)
    for listed in edition.lists:
        if listed.kind is not ListKind.MONTH:
            yield _list_page(listed, site)
    if edition.directory is not None:
        yield _index_page(paths.TOPICS, "Topics", ListKind.TOPIC, edition.directory.topics, site)
        yield _index_page(paths.PUBLISHERS, "Publishers", ListKind.PUBLISHER, edition.directory.publishers, site)
    yield _page(paths.SUBSCRIBE, "subscribe.html", site)
    yield _page(paths.NOT_FOUND, "not_found.html", site)
    for name, media_type in STATIC.items():
        yield Page(path=f"{paths.WEB}/static/{name}", media_type=media_type, body=static(name))


def story_page(story: EditionStory, site: Site) -> Page:
    """The page of one story: its block, which the house's words do not change, and those words apart from it."""
    told, printed = story.story, story.printed
    cut = fold_point(printed.body)
    commentary = [
        (said, COMMENTARY_TITLES[said.kind], commentary_markup(said.markdown), dates.instant_words(said.at, site))
        for said in story.commentary
    ]
    return _page(
        paths.web_path(story.place),
        "story.html",
        site,
        story=story,
        original=None if told.attribution.url is None else safe_link(told.attribution.url),
        standfirst=inline_markup(printed.standfirst),
        summary=fold(plain(printed.standfirst)),
        opening=body_markup(printed.body[:cut]),
        rest=body_markup(printed.body[cut:]),
        rest_words=len(words(printed.body[cut:])),
        clock=dates.source_date_words(told.published, site),
        updated=told.updated if told.updated != told.published else None,
        hops=[(hop, safe_link(hop.url)) for hop in told.provenance.hops],
        grounds=[(ground, None if ground.url is None else safe_link(ground.url)) for ground in sentences.grounds(story, site)],
        commentary=commentary,
        action=_action(site),
        facts=jsonld.news_article(story, site),
        about=story.place.id,
    )


def fold_point(body: Sequence[Block]) -> int:
    """How many blocks stand before the fold of a long story; all of them where it is not long.

    The fold stands open: a reader may put the text away, and nothing is hidden from paper, search or a screen reader.
    """
    sizes = [len(words([block])) for block in body]
    if sum(sizes) < LONG:
        return len(body)
    before = 0
    for place, size in enumerate(sizes):
        if before >= BEFORE_FOLD and isinstance(body[place], Paragraph) and not isinstance(body[place - 1], Heading):
            return place
        before += size
    return len(body)


def _action(site: Site) -> CallToAction | None:
    action = site.call_to_action
    return None if action is None or safe_link(action.url) is None else action


def _notice_page(notice: Tombstone, site: Site) -> Page:
    line = sentences.withdrawn_line(notice, site)
    return _page(paths.web_path(notice.place), "withdrawn.html", site, notice=notice, line=line)


def _list_page(listed: ListPage, site: Site) -> Page:
    path = paths.list_path(listed.kind, listed.name, listed.number)
    older = None if listed.older is None else paths.list_path(listed.kind, listed.name, listed.older)
    cards = [(card, paths.web_path(card.place), dates.card_date_words(card.published, site)) for card in listed.cards]
    newest = paths.list_path(listed.kind, listed.name)
    return _page(path, "list.html", site, listed=listed, cards=cards, older=older, newest=newest, is_front=path == paths.FRONT)


def _index_page(path: str, title: str, kind: ListKind, entries: Sequence[DirectoryEntry], site: Site) -> Page:
    rows = [(entry, paths.list_path(kind, entry.name)) for entry in entries]
    return _page(path, "index.html", site, title=title, rows=rows)


def _page(path: str, template: str, site: Site, *, about: StoryId | None = None, **facts: object) -> Page:
    # the page for what is not there is served at any depth: its links begin at the root
    root = urlsplit(site.base_url).path if path == paths.NOT_FOUND else "../" * (path.count("/") - 1) or "./"
    shown = (
        _environment()
        .get_template(template)
        .render(
            site=site,
            path=path,
            here=paths.web_url(site, path),
            to=lambda target: root + target[1:],
            gopher=paths.gopher_url(site),
            feed=paths.web_url(site, paths.FEED),
            house_line=sentences.house_line(site),
            date_words=lambda when: dates.date_words(when, site),
            style_version=_style_version(),
            **facts,
        )
    )
    return Page(path=paths.page_file(path), media_type=HTML, body=shown.encode("utf-8", "replace"), story=about)


def static(name: str) -> bytes:
    """A file that every page leans on: the style sheet, the icon."""
    return (resources.files("exporters") / "static" / name).read_bytes()


@cache
def _style_version() -> str:
    return digest_of_bytes(static("site.css"))[:8]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("exporters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.update(credits=sentences, paths=paths, attributes=attributes, direction=direction)
    return environment

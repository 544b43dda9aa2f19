"""The gopher hole: a page for each story in the form that gopher mirrors of news have, and the menus that lead to them.

Menus are files named `gophermap` in the folder of their selector, with four fields on every line, so that other servers can
serve the folder too. Sentences come from exporters.credits, the frame of a page from wire.page, marks from wire.marks.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from exporters import credits as wording
from exporters import paths
from exporters.gopher_body import Numbers, body_lines
from exporters.page import Page
from news.edition import Card, Directory, DirectoryEntry, Edition, EditionStory, ListKind, ListPage, Tombstone
from news.licence import Family, terms_of
from news.partial_date import PartialDate
from news.publisher import Site
from wire.marks import escape_line
from wire.menu import ItemType, MenuLine, write_menu
from wire.page import RULE, Reference, StoryPage, Via, write_authors, write_page
from wire.text import clip, label, one_line

TEXT: Final = "text/plain; charset=utf-8"
MENU: Final = "application/gopher-menu"
DATE_CELLS: Final = 10
INDEXES_LAST: Final = (ListKind.MONTH, ListKind.PUBLISHER, ListKind.TOPIC, ListKind.FRONT)


def render(edition: Edition, site: Site) -> Iterator[Page]:
    """Every file of the hole that the edition changes, story pages first, the root menu last; none where there is no hole."""
    if site.gopher_host is None:
        return
    for story in edition.stories:
        yield render_story(story, site)
    for notice in edition.tombstones:
        yield _withdrawn(notice, site)
    menus = _Menus(site, site.gopher_host)
    if edition.directory is not None:
        yield from menus.directory(edition.directory)
    for page in sorted(edition.lists, key=lambda page: INDEXES_LAST.index(page.kind)):
        yield menus.stories(page)


def render_story(story: EditionStory, site: Site) -> Page:
    """The story's gopher page. Its condition line is for readers: what a permission grants, it grants to this house alone."""
    about, printed = story.story.attribution, story.printed
    numbers = Numbers()
    left_out = wording.left_out_line(printed.alteration)
    claim = wording.claim_line(printed.alteration, about.publisher, site.title)
    original = () if about.url is None else (Reference(1, about.url),)
    ours = paths.gopher_url(site)
    body = body_lines(printed.body, printed.standfirst, numbers)
    page = StoryPage(
        publisher=about.publisher,
        claim=claim if left_out is None else f"{claim} {left_out}",
        title=escape_line(one_line(story.story.headline)),
        authors=write_authors(() if about.byline is None else about.byline.people),
        date=_day(story.story.published),
        body=tuple(body),
        references=(*original, *numbers.references()),
        condition=wording.condition(story.rights),
        via=(
            *(Via(hop.service, hop.url) for hop in story.story.provenance.hops),
            *(() if ours is None else (Via(site.title, ours),)),
        ),
        copyrighted=terms_of(story.rights.licence).family is not Family.PUBLIC_DOMAIN,
    )
    return Page(path=paths.gopher_file(story.place), media_type=TEXT, body=write_page(page).encode(), story=story.place.id)


def _day(when: PartialDate | None) -> str:
    return "" if when is None else when.day_text()


def _withdrawn(notice: Tombstone, site: Site) -> Page:
    """What stands at the selector of a withdrawn story: no story page, so that no reader takes it for one."""
    day = notice.withdrawn_at.astimezone(ZoneInfo(site.timezone)).date().isoformat()
    lines = (f"[WITHDRAWN {day}] {one_line(notice.reason)}", RULE, one_line(notice.headline), label(notice.publisher))
    return Page(path=paths.gopher_file(notice.place), media_type=TEXT, body="\n".join((*lines, "")).encode())


class _Menus:
    """The menus of one site's hole: every line names its host and port."""

    def __init__(self, site: Site, host: str) -> None:
        self.site, self.host, self.port = site, host, site.gopher_port

    def stories(self, page: ListPage) -> Page:
        """A list of stories, newest first, with the way to its older pages."""
        is_front = page.kind is ListKind.FRONT and page.number is None
        lines = [*(self._masthead() if is_front else self._head(page)), MenuLine.info()]
        lines += [self._row(card) for card in page.cards]
        if page.older is not None:
            lines += [MenuLine.info(), self._menu("Older stories", paths.list_path(page.kind, page.name, page.older))]
        return self._page(paths.list_path(page.kind, page.name, page.number), lines)

    def _masthead(self) -> list[MenuLine]:
        tagline = [MenuLine.info(clip(label(self.site.tagline)))] if self.site.tagline else []
        return [
            self._title(self.site.title),
            *tagline,
            MenuLine.info(),
            self._menu("Publishers", paths.PUBLISHERS),
            self._menu("Topics", paths.TOPICS),
            MenuLine.web("On the web", self.site.base_url, host=self.host, port=self.port),
        ]

    def _head(self, page: ListPage) -> list[MenuLine]:
        links = [self._menu(self.site.title, paths.FRONT)]
        if page.number is not None:
            links.append(self._menu("Newest stories", paths.list_path(page.kind, page.name)))
        if page.kind is ListKind.PUBLISHER:
            links.append(self._menu("All stories by month", f"{paths.PUBLISHERS}{page.name}/"))
        if page.kind is ListKind.MONTH:
            links.append(self._menu("All months", f"{paths.PUBLISHERS}{page.name.split('/')[0]}/"))
        return [self._title(page.title), MenuLine.info(), *links]

    def directory(self, directory: Directory) -> Iterator[Page]:
        """The menus of publishers and topics, and the years and months of each publisher."""
        for publisher in directory.publishers:
            yield from self._years(publisher)
        for title, path, kind, entries in (
            ("Publishers", paths.PUBLISHERS, ListKind.PUBLISHER, directory.publishers),
            ("Topics", paths.TOPICS, ListKind.TOPIC, directory.topics),
        ):
            rows = [self._menu(f"{entry.title} ({entry.count})", paths.list_path(kind, entry.name)) for entry in entries]
            yield self._index(title, path, rows)

    def _years(self, publisher: DirectoryEntry) -> Iterator[Page]:
        every: list[MenuLine] = []
        for year, found in groupby(sorted(publisher.months, reverse=True), key=lambda month: month.split("/")[0]):
            rows = [
                self._menu(_month_name(month), paths.list_path(ListKind.MONTH, f"{publisher.name}/{month}")) for month in found
            ]
            yield self._index(f"{publisher.title}, {_year_name(year)}", f"/{publisher.name}/{year}/", rows)
            every.append(self._menu(_year_name(year), f"/{publisher.name}/{year}/"))
            every += rows
        yield self._index(publisher.title, f"{paths.PUBLISHERS}{publisher.name}/", every)

    def _index(self, title: str, path: str, rows: list[MenuLine]) -> Page:
        back = self._menu(self.site.title, paths.FRONT)
        return self._page(path, [self._title(title), MenuLine.info(), back, MenuLine.info(), *rows])

    def _row(self, card: Card) -> MenuLine:
        words = clip(f"{_day(card.published):<{DATE_CELLS}} {label(card.headline)}")
        selector = paths.selector(card.place).encode()
        return MenuLine(item_type=ItemType.TEXT, display=words, selector=selector, host=self.host, port=self.port)

    def _menu(self, words: str, path: str) -> MenuLine:
        return MenuLine(
            item_type=ItemType.MENU, display=clip(label(words)), selector=path.encode(), host=self.host, port=self.port
        )

    def _title(self, words: str) -> MenuLine:
        return MenuLine(item_type=ItemType.INFO, display=clip(label(words)), selector=b"TITLE")

    def _page(self, path: str, lines: list[MenuLine]) -> Page:
        return Page(path=paths.menu_file(path), media_type=MENU, body=write_menu(lines))


def _year_name(year: str) -> str:
    return "Year not stated" if year == "0000" else year


def _month_name(month: str) -> str:
    """`2025/08` as `2025-08`: the form that dates have in menus."""
    year, number = month.split("/")
    return f"{_year_name(year)}, month not stated" if number == "00" else f"{year}-{number}"

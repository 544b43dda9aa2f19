"""The sample wire in gopherspace: a mirror of one publisher's pages, and a publisher that lives there alone.

The mirror writes story pages in the form that such mirrors use: two header lines, a dotted rule, the title, a list of
authors as Python prints it, a date, one line for each paragraph, and a footer. It escapes nothing and drops all structure,
as they do. Menus are those of RFC 1436 section 3.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from wiredesk.demo.prose import lines_of, until_cut
from wiredesk.demo.stories import SampleMirror, SamplePublisher, SampleStory
from wiredesk.demo.web import feed_of

TEXT: Final = "0"
MENU: Final = "1"
Item = tuple[str, str, str]
"""Type, display string, selector."""
RULE: Final = ". . . . . . . . . ."


def hole(publishers: Iterable[SamplePublisher], *, web: str, host: str, port: int) -> dict[str, bytes]:
    """Everything the gopher server has, by selector. `web` is the HTTP server's address, where the originals stand."""
    texts: dict[str, bytes] = {}
    for publisher in publishers:
        if publisher.mirror is not None:
            texts |= dict(_mirrored(publisher, publisher.mirror, web, f"gopher://{host}:{port}/1{publisher.mirror.folder}"))
        if publisher.feed is not None and publisher.feed.gopher:
            home = f"gopher://{host}:{port}/0/{publisher.id}/"
            texts[f"/{publisher.id}/{publisher.feed.file}"] = feed_of(publisher, publisher.feed, home).body
            texts |= {f"/{publisher.id}/{publisher.path(story)}": _plain(publisher, story) for story in publisher.stories}
    return texts | {selector: menu(items, host, port) for selector, items in _menus(texts).items()}


def menu(items: Iterable[Item], host: str, port: int) -> bytes:
    """A menu in the form of RFC 1436, with a line that says whose it is and a dot at its end."""
    lines = ["iThe sample wire\tfake\t(NULL)\t0", "i\tfake\t(NULL)\t0"]
    lines += [f"{kind}{display}\t{selector}\t{host}\t{port}" for kind, display, selector in items]
    return "".join(f"{line}\r\n" for line in (*lines, ".")).encode()


def no_such(selector: str) -> bytes:
    """The answer to a selector that leads nowhere: an error line (item type 3), whatever was asked for."""
    return f"3'{selector}' does not exist\t\terror.host\t1\r\n.\r\n".encode()


def mirror_page(publisher: SamplePublisher, story: SampleStory, *, original: str, service: str, via: str) -> bytes:
    """A story as the mirror prints it. `via` is the gopher address of the publisher's menu; no line end at the end."""
    body, _ = until_cut(story.body, "mirror")
    lines = (
        f"(C) {publisher.name}",
        f"This story was originally published by {publisher.name} and is unaltered.",
        RULE,
        f"{story.headline} [1]",
        repr(list(story.authors)),
        f"Date: {story.dated}",
        *lines_of(body),
        "[END]",
        "---",
        "[1] Url:",
        original,
        f"Published and (C) by {publisher.name}",
        f"Content appears here under this condition or license: {story.condition}",
        f"via {service}:",
        via,
    )
    return "\n".join(lines).encode()


def _mirrored(publisher: SamplePublisher, mirror: SampleMirror, web: str, via: str) -> Iterator[tuple[str, bytes]]:
    """Selector and page of each story: folders by year and month, the name a date and a title; undated ones at the top."""
    for story in publisher.stories:
        original = f"{web}/{publisher.id}/{publisher.path(story)}"
        folder = f"{story.dated[:4]}/{story.dated[5:7]}/{story.dated} " if story.dated else ""
        title = story.headline.replace(":", "-").replace("/", "-")
        page = mirror_page(publisher, story, original=original, service=mirror.service, via=via)
        yield f"{mirror.folder}{folder}{title}", page


def _plain(publisher: SamplePublisher, story: SampleStory) -> bytes:
    """A text file as a small paper puts it out: its Markdown as it is, signed."""
    head = "\n".join(filter(None, (story.headline, story.standfirst, ", ".join(story.authors), story.dated[:10])))
    return f"{head}\n\n{story.body}\n\n{publisher.notice}\n".encode()


def _menus(selectors: Iterable[str]) -> dict[str, list[Item]]:
    """The folders that lead to the selectors, root first; what is newest by name stands on top."""
    menus: defaultdict[str, set[Item]] = defaultdict(set)
    for selector in selectors:
        *folders, name = selector.removeprefix("/").split("/")
        path = "/"
        for folder in folders:
            menus[path].add((MENU, folder, f"{path}{folder}/"))
            path += f"{folder}/"
        menus[path].add((TEXT, name, path + name))
    ordered = {path: sorted(items, key=lambda item: item[1], reverse=True) for path, items in menus.items()}
    return {"": ordered["/"], **ordered}

"""The sample wire as data: publishers, their feeds and their stories, read from the folder `sample`.

The form of the files is described in `sample/README.md`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Final

FENCE: Final = "+++\n"


class Page(StrEnum):
    """What the server has at a story's address."""

    WHOLE = "whole"
    EMPTY = "empty"
    """A page without text."""
    MISSING = "missing"
    """Nothing: the feed names a page that answers 404."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStory:
    """One story. `body` is Markdown and may hold the marks `<!-- cut: … -->`.

    `published` is aware; a string, as exact as the source, where only a day or a month is known; None where nothing is.
    """

    slug: str
    headline: str
    body: str
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | str | None = None
    updated: datetime | None = None
    topics: tuple[str, ...] = ()
    language: str = ""
    condition: str = ""
    page: Page = Page.WHOLE

    @property
    def dated(self) -> str:
        """When it was published, in ISO 8601, as exact as it is known: to the second, the day, the month; or empty."""
        if isinstance(self.published, datetime):
            return self.published.isoformat()
        return self.published or ""

    @property
    def modified(self) -> datetime | None:
        """The moment of its last change; None where no moment is known."""
        if self.updated is not None:
            return self.updated
        return self.published if isinstance(self.published, datetime) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFeed:
    """How a publisher offers its stories: `kind` is `rss`, `atom`, `rdf` or `json`, `text` is `summary` or `full`."""

    kind: str
    file: str
    text: str
    rights: str
    encoding: str = "utf-8"
    gopher: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMirror:
    """The gopher mirror through which a publisher is read: its selector and the name of the service."""

    folder: str
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePublisher:
    """An invented publisher and its stories, newest first."""

    id: str
    name: str
    tagline: str
    language: str
    design: str
    address: str
    shown_date: str
    sections: tuple[str, ...]
    notice: str
    stories: tuple[SampleStory, ...]
    licence_url: str = ""
    feed: SampleFeed | None = None
    mirror: SampleMirror | None = None

    def path(self, story: SampleStory) -> str:
        """Where a story stands below the publisher's own folder."""
        return self.address.format(year=story.dated[:4], month=story.dated[5:7], slug=story.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCommentary:
    """What the house says about one story, named by its publisher's id and its headline, and who says it.

    `words` is Markdown by kind: `opinion`, `action`, `todo`.
    """

    publisher: str
    headline: str
    by: str
    words: Mapping[str, str]


def read_sample() -> tuple[SamplePublisher, ...]:
    """All publishers of the sample wire, by id. ValueError names the file that does not hold to the form."""
    folders = sorted(_sample().iterdir(), key=_name)
    return tuple(_publisher(folder) for folder in folders if (folder / "publisher.toml").is_file())


def read_commentary() -> SampleCommentary:
    """The words of the house that the demo attaches to one of the stories. ValueError where there is no such story."""
    folder = _sample() / "commentary"
    about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    story_file = f"{about['story']}.md"
    story = read_story((_sample() / about["publisher"] / story_file).read_text(encoding="utf-8"), story_file)
    words = {kind: (folder / f"{kind}.md").read_text(encoding="utf-8") for kind in ("opinion", "action", "todo")}
    return SampleCommentary(publisher=about["publisher"], headline=story.headline, by=about["by"], words=words)


def read_story(text: str, file: str) -> SampleStory:
    """One story from the text of its file, whose name gives the slug. ValueError where the text has another form."""
    start, header, body = _parts(text, file)
    table = _checked(SampleStory, header, file)
    if start or "headline" not in table:
        raise ValueError(f"{file}: a story begins with a line of +++ and has a headline in its header")
    if table.get("page", Page.WHOLE) not in tuple(Page):
        raise ValueError(f"{file}: page is one of {', '.join(Page)}, not {table['page']!r}")
    for key in ("published", "updated"):
        if isinstance(table.get(key), datetime) and table[key].tzinfo is None:
            raise ValueError(f"{file}: {key} needs an offset from UTC")
    return SampleStory(**{**table, "page": Page(table.get("page", Page.WHOLE))}, slug=file.removesuffix(".md"), body=body.strip())


def _publisher(folder: Traversable) -> SamplePublisher:
    file = f"{folder.name}/publisher.toml"
    table = _checked(SamplePublisher, tomllib.loads((folder / "publisher.toml").read_text(encoding="utf-8")), file)
    for key, kind in (("feed", SampleFeed), ("mirror", SampleMirror)):
        if key in table:
            table[key] = kind(**_checked(kind, table[key], file))
    stories = sorted(_stories(folder), key=lambda story: (story.dated, story.slug), reverse=True)
    return SamplePublisher(**table, id=folder.name, stories=tuple(stories))


def _stories(folder: Traversable) -> Iterator[SampleStory]:
    for file in sorted(folder.iterdir(), key=_name):
        if file.name.endswith(".md"):
            yield read_story(file.read_text(encoding="utf-8"), file.name)


def _parts(text: str, file: str) -> tuple[str, Mapping[str, Any], str]:
    try:
        start, header, body = text.split(FENCE, 2)
        return start, tomllib.loads(header), body
    except ValueError as problem:
        raise ValueError(f"{file}: the header does not stand between two lines of +++ in TOML: {problem}") from problem


def _checked(kind: type, table: Mapping[str, Any], file: str) -> dict[str, Any]:
    """The table with its lists as tuples, when it has no key that the type does not know."""
    unknown = table.keys() - {field.name for field in fields(kind)}
    if unknown:
        raise ValueError(f"{file}: unknown {', '.join(sorted(unknown))}")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _sample() -> Traversable:
    return resources.files("wiredesk.demo") / "sample"


def _name(file: Traversable) -> str:
    return file.name

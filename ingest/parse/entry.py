"""What a feed states: entries as found, before anything is read from them."""

from dataclasses import dataclass
from datetime import timedelta

from ingest.fetch.outcome import Kind
from news.names import Digest, EntryKey, digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A piece of text as found and where it stood: `place` names the element (`pubDate`, `dc:rights`, `atom:rights`)."""

    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsSaid:
    """A statement on rights in a feed: words, an address, or both. `scope` is `entry` or `feed`."""

    place: str
    scope: str
    text: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Text carried in the feed. `html` is False for plain text. `full` marks an element meant for the whole text
    (`content:encoded`, Atom `content`, JSON Feed `content_html`), not a summary. `base` is what its relative addresses are
    relative to, where the feed says so (`xml:base`)."""

    body: str
    html: bool
    full: bool
    place: str
    base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    name: str
    url: str | None = None
    email: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image the feed attaches. All of it as stated; may have no caption and no credit."""

    url: str
    media_type: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """A source that an entry says it has its words from (RFC 4287 section 4.2.7.2), with what it is called there."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that the feed attaches, of any kind: sound, film, picture, document. `length` in bytes, as stated."""

    url: str
    media_type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One element of a feed. All text as stated, with entities resolved but not sanitised: treat it as hostile.

    `key` is how the feed names it (guid, Atom id, JSON id, else link, else a hash of its text): unique within the feed.
    `link` is the absolute address of the text (http, https or gopher), None where there is none.
    `published` and `updated` hold every statement found, the feed's most specific element first.
    """

    key: EntryKey
    link: str | None
    title: str | None
    id: str | None = None
    """The id as the feed states it; None where it states none."""
    published: tuple[Said, ...] = ()
    updated: tuple[Said, ...] = ()
    authors: tuple[Author, ...] = ()
    contents: tuple[Content, ...] = ()
    topics: tuple[str, ...] = ()
    rights: tuple[RightsSaid, ...] = ()
    images: tuple[Image, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str | None = None
    canonical: str | None = None
    """The origin's address where the feed states it apart from `link` (Atom `rel=canonical`, JSON `external_url`)."""
    ways: tuple[Via, ...] = ()
    source_title: str | None = None
    source_url: str | None = None
    """The feed this entry says it was copied from (RSS `source`, Atom `source`)."""

    @property
    def digest(self) -> Digest:
        """Changes when anything the feed states of the entry does."""
        return digest_of(
            self.link or "", self.title or "",
            *(said.text for said in (*self.published, *self.updated)),
            *(author.name for author in self.authors),
            *(content.body for content in self.contents),
            *self.topics, *(said.text + (said.url or "") for said in self.rights),
            *(image.url for image in self.images), self.canonical or "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """A further address that belongs to the feed and has to be fetched to see all of it: a sub-menu."""

    url: str
    kind: Kind
    depth: int
    """How many levels below the start it lies; the start is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed as stated. `entries` in the feed's own order; `skipped` says what was passed over and why, in words.

    `flags` name what the reader had to forgive (`not-well-formed`, `charset-mismatch` …).
    """

    dialect: str
    """`rss 2.0`, `atom 1.0`, `json feed 1.1`, `gopher menu` …"""
    title: str | None
    entries: tuple[Entry, ...]
    repeated: tuple[Entry, ...] = ()
    """What was listed a second time (same key, same link) and was passed over, as it stood there."""
    follow: tuple[Follow, ...] = ()
    link: str | None = None
    id: str | None = None
    language: str | None = None
    updated: Said | None = None
    rights: tuple[RightsSaid, ...] = ()
    ttl: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    """Hours (UTC) and days (Monday 0) at which it asks not to be fetched; ascending."""
    hub: str | None = None
    topic: str | None = None
    """The feed's own address, as it states it: what a hub knows it by (Atom `rel=self`, JSON `feed_url`)."""
    flags: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAFeed:
    """The body is no feed. `words` says what it is instead and what to do."""

    words: str

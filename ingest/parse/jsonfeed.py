"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). A field of the wrong type is skipped and said, never guessed at."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from ingest.parse.attached import size_of
from ingest.parse.entry import Author, Content, Enclosure, Entry, Image, NotAFeed, ParsedFeed, Said
from ingest.parse.keys import LARGEST_TEXT, MOST_ENTRIES, entry_key, with_unique_keys, words_for
from ingest.parse.statements import absolute

HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""How half a character is written that takes two such (RFC 8259 section 7); one without its other half is none, and no text can
hold it (section 8.2)."""


def parse_json_feed(text: str, url: str, flags: tuple[str, ...] = ()) -> ParsedFeed | NotAFeed:
    """The feed in a JSON document, already decoded; `url` is where it came from. Never raises."""
    try:
        found = json.loads(text)
        if HALF.search(text):
            found = json.loads(
                json.dumps(found, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            )
    except RecursionError:
        return NotAFeed(words="is JSON nested too deep, not a feed")
    except ValueError as error:
        return NotAFeed(words=f"begins like JSON and is broken: {error}"[:200])
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return NotAFeed(words="is JSON but not a JSON Feed: it has no list of items")
    reader = _Reader(url)
    version = reader.text(found, "version", "feed") or ""
    items: list[Any] = found["items"]
    if len(items) > MOST_ENTRIES:
        reader.skipped.append(f"{len(items) - MOST_ENTRIES} entries after the first {MOST_ENTRIES} were passed over")
    feed_authors = tuple(reader.authors(found, "feed"))
    entries = [
        entry for number, item in enumerate(items[:MOST_ENTRIES], 1) if (entry := reader.entry(item, number, feed_authors))
    ]
    feed_url = reader.text(found, "feed_url", "feed")
    kept, repeated = with_unique_keys(entries)
    return ParsedFeed(
        dialect="json feed 1.0" if version.rstrip("/").endswith("/1") else "json feed 1.1",
        title=reader.text(found, "title", "feed"),
        entries=kept,
        repeated=repeated,
        link=absolute(reader.text(found, "home_page_url", "feed"), url),
        id=feed_url,
        language=reader.text(found, "language", "feed"),
        hub=next(reader.hubs(found), None),
        topic=absolute(feed_url, url),
        flags=flags,
        skipped=(*reader.skipped, *words_for(repeated)),
    )


class _Reader:
    """Takes fields of the right type and notes the others. `where` says which item a field was in."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.skipped: list[str] = []

    def text(self, holder: dict[str, Any], name: str, where: str) -> str | None:
        value = holder.get(name)
        if value is None or (isinstance(value, str) and len(value) <= LARGEST_TEXT):
            return (value or "").strip() or None
        self._skip(name, where, "is too long" if isinstance(value, str) else "is no text")
        return None

    def _list(self, holder: dict[str, Any], name: str, where: str) -> list[Any]:
        value = holder.get(name)
        if value is None or isinstance(value, list):
            return value or []
        self._skip(name, where, "is no list")
        return []

    def _skip(self, name: str, where: str, why: str) -> None:
        self.skipped.append(f"{where}: {name} {why} and was not read")

    def hubs(self, holder: dict[str, Any]) -> Iterator[str]:
        for hub in self._list(holder, "hubs", "feed"):
            if not isinstance(hub, dict) or (self.text(hub, "type", "hub") or "WebSub").lower() != "websub":
                continue
            if url := absolute(self.text(hub, "url", "hub"), self.url):
                yield url

    def authors(self, holder: dict[str, Any], where: str) -> Iterator[Author]:
        """`authors` of version 1.1, else `author` of version 1.0."""
        people = self._list(holder, "authors", where) or [holder.get("author")]
        for person in people:
            if not isinstance(person, dict):
                if person is not None:
                    self._skip("author", where, "is no object")
            elif name := self.text(person, "name", where):
                yield Author(name=name, url=absolute(self.text(person, "url", where), self.url), place="json feed authors")

    def entry(self, item: Any, number: int, feed_authors: tuple[Author, ...]) -> Entry | None:
        where = f"item {number}"
        if not isinstance(item, dict):
            self.skipped.append(f"{where} is no object and was passed over")
            return None
        link = absolute(self.text(item, "url", where), self.url)
        title = self.text(item, "title", where)
        contents = tuple(self._contents(item, where))
        return Entry(
            key=entry_key(self._id(item, where), link, title, contents),
            link=link,
            title=None if title is None else " ".join(title.split()),
            id=self._id(item, where) or None,
            published=self._date(item, "date_published", where),
            updated=self._date(item, "date_modified", where),
            authors=tuple(self.authors(item, where)) or feed_authors,
            contents=contents,
            topics=tuple(dict.fromkeys(tag.strip() for tag in self._texts(item, "tags", where) if tag.strip())),
            images=tuple(self._images(item, where)),
            enclosures=tuple(self._enclosures(item, where)),
            language=self.text(item, "language", where),
            canonical=absolute(self.text(item, "external_url", where), self.url),
        )

    def _id(self, item: dict[str, Any], where: str) -> str:
        """Ids are text; numbers are to be taken as text (JSON Feed 1.1, items: id)."""
        value = item.get("id")
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        return self.text(item, "id", where) or ""

    def _date(self, item: dict[str, Any], name: str, where: str) -> tuple[Said, ...]:
        said = self.text(item, name, where)
        return () if said is None else (Said(text=said[:200], place=name),)

    def _texts(self, item: dict[str, Any], name: str, where: str) -> Iterator[str]:
        for value in self._list(item, name, where):
            if isinstance(value, str):
                yield value
            else:
                self.skipped.append(f"{where}: a part of {name} is no text and was not read")

    def _contents(self, item: dict[str, Any], where: str) -> Iterator[Content]:
        for name, html, full in (("content_html", True, True), ("content_text", False, True), ("summary", False, False)):
            if body := self.text(item, name, where):
                yield Content(body=body, html=html, full=full, place=name)

    def _enclosures(self, item: dict[str, Any], where: str) -> Iterator[Enclosure]:
        for attached in self._list(item, "attachments", where):
            if isinstance(attached, dict) and (url := absolute(self.text(attached, "url", where), self.url)):
                length = size_of(attached.get("size_in_bytes"))
                yield Enclosure(url=url, media_type=self.text(attached, "mime_type", where), length=length)

    def _images(self, item: dict[str, Any], where: str) -> Iterator[Image]:
        seen = set()
        for name in ("image", "banner_image"):
            if (url := absolute(self.text(item, name, where), self.url)) and url not in seen:
                seen.add(url)
                yield Image(url=url)
        for attached in self._list(item, "attachments", where):
            if not isinstance(attached, dict):
                continue
            media_type = self.text(attached, "mime_type", where) or ""
            url = absolute(self.text(attached, "url", where), self.url)
            if media_type.startswith("image/") and url and url not in seen:
                seen.add(url)
                yield Image(url=url, media_type=media_type, caption=self.text(attached, "title", where))

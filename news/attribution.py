"""Who a story belongs to, and the words at its head that say where it comes from."""

from dataclasses import dataclass

from news.names import PublisherId


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place, day and agency sign at the text's head, as in `MINSK, August 15. /TASS/.`; a part not there is None.

    `wording` is the whole of it as printed. It is parsed *and* stays in the first paragraph.
    """

    wording: str
    place: str | None = None
    day: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who wrote it. `wording` as found, `people` the persons named in it; an organisation is no byline."""

    wording: str
    people: tuple[str, ...]
    found: str
    """Where it stood: `feed author`, `json-ld author`, `meta author`, `gopher authors line` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The credit that is owed. `url` is where the publisher published it; None when no source states it.

    `publisher_as_found` is the name that the page itself gives, kept beside the configured one (`publisher`).
    """

    publisher: str
    publisher_id: PublisherId
    url: str | None
    publisher_home: str | None = None
    publisher_as_found: str | None = None
    byline: Byline | None = None
    dateline: Dateline | None = None
    copyright_notice: str | None = None

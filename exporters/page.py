"""One file of the export, before it is written."""

from dataclasses import dataclass

from news.names import StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One output file: `path` is relative to the export folder and begins with `web/` or `gopher/`.

    `story` names the story whose words the page prints whole, so that they are proven before it is written; None for lists.
    """

    path: str
    media_type: str
    body: bytes
    story: StoryId | None = None

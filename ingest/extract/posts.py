"""Posts of other services that a page shows among its paragraphs: they have authors and rights of their own."""

import re
from typing import Final

from ingest.extract.blocks import Node

_POST: Final = re.compile(
    r"\b(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|reddit-(?:card|embed-bq)|bluesky-embed|"
    r"mastodon-embed|imgur-embed-pub|telegram-post|text-post-media|vk-post)\b"
)
"""The class names that the services' own embedding code gives."""
LEVELS: Final = 4


def post_around(node: Node) -> Node | None:
    """The element of the embedded post that holds this one; None where there is none."""
    for level, above in enumerate(node.up()):
        if level > LEVELS:
            return None
        if _POST.search(above.element.get("class") or ""):
            return above
    return None

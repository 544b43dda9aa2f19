"""Posts of other services that a page shows among its paragraphs: they have authors and rights of their own."""

from itertools import islice
from typing import Final

from ingest.extract.blocks import Node
from ingest.extract.classes import POST

LEVELS: Final = 5


def post_around(node: Node) -> Node | None:
    """The element of the embedded post that holds this one; None where there is none."""
    if not node.relative & POST:
        return None
    return next((above for above in islice(node.up(), LEVELS) if above.flags & POST), None)

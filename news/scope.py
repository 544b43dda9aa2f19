"""How much of a text may be printed: a word that the operator, the record of rights and the press share."""

from enum import StrEnum


class Scope(StrEnum):
    """How much of a text may be printed."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"

"""The record that stands below a story in a desk's feed: how the text stands to the original, on what terms, by which way."""

from typing import Final

RECORD: Final = "wiredesk-record"
"""The class of its element (HTML Standard, section 3.2.6.2): what is in it is the desk's word and none of the story."""

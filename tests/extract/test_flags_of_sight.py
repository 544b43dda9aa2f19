"""Letters that a reader's eye never met are not printed as the publisher's."""

import pytest

from ingest.extract.classes import HIDDEN, element_flags


@pytest.mark.parametrize(
    ("tag", "style", "unseen"),
    [
        ("p", "font-size:0", True),
        ("span", "color: red; font-size: 0px !important", True),
        ("p", "font-size: 0.9em", False),
        ("p", "font-size: 0.0em", True),
        ("div", "font-size:0", False),
        ("div", "display : none", True),
        ("p", "text-indent:-9999px", True),
        ("p", "margin-left: 0", False),
    ],
)
def test_what_has_no_size_or_no_place_is_unseen(tag: str, style: str, unseen: bool) -> None:
    assert bool(element_flags(tag, [("style", style)]) & HIDDEN) is unseen

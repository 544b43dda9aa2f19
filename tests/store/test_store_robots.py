"""What stood in robots.txt files: kept for as long as it holds."""

import pytest

from store.database import Database
from tests.store.parts import HOUR, NOW

SITE, OTHER = "https://harbour.example", "http://other.example:8000"


@pytest.mark.parametrize("text", ["", "User-agent: *\nDisallow: /\x00\ud800 \x1a"])
def test_a_file_comes_back_as_it_was_while_it_holds(database: Database, text: str) -> None:
    with database.polling() as tx:
        tx.robots.keep(SITE, "what it said before", NOW + HOUR, NOW)
        tx.robots.keep(SITE, text, NOW + 2 * HOUR, NOW)
    with database.glance() as tx:
        assert tx.robots.of(SITE, NOW) == (text, NOW + 2 * HOUR)
        assert tx.robots.of(SITE, NOW + 2 * HOUR) is None
        assert tx.robots.of(OTHER, NOW) is None


def test_what_holds_no_longer_is_forgotten(database: Database) -> None:
    with database.polling() as tx:
        tx.robots.keep(SITE, "x", NOW + HOUR, NOW)
        tx.robots.keep(OTHER, "x", NOW + 3 * HOUR, NOW + HOUR)
        assert tx.robots.of(SITE, NOW) is None, "though by that clock it would hold still"

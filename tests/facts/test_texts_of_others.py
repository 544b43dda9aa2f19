"""A page under a free licence may carry a text that is not its publisher's to give: whatever says so holds it."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desk.inspect import Given, RightsFound
from desk.inspect_rights import rights_found
from ingest.facts.exceptions import is_elsewhere

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "rights" / "of_others.toml").read_text("utf-8"))["case"]
PAGE = """<html><head><title>The bridge opens</title><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">{head}
</head><body><article><h1>The bridge opens</h1>{above}<p>The bridge over the river opened on Tuesday after four years of work, the
council said, and several hundred people walked across it within the first hour.</p><p>The mayor thanked the builders and said
that the last of the scaffolding would be gone by the end of the month.</p>{below}</article>{after}</body></html>"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_says_that_a_text_is_anothers_holds_it(case: dict[str, Any]) -> None:
    page = PAGE.format(**{part: case.get(part, "") for part in ("head", "above", "below", "after")})
    handed = Given(body=page.encode(), url="https://paper.example/a", content_type="text/html; charset=utf-8")
    found = rights_found(handed, datetime(2026, 1, 1, tzinfo=UTC), None)
    assert isinstance(found, RightsFound)
    assert found.verdict.answer == case["answer"], found.record.finding


@pytest.mark.parametrize("host", ["127.0.0.1:8901", "localhost", "[::1]:80", "10.0.0.4", "press.local", "page.invalid", "mirror"])
def test_a_page_read_at_a_stand_ins_address_may_call_another_its_own(host: str) -> None:
    address = "https://gazette.example/bridge"
    head = f'<meta property="og:url" content="{address}"><link rel="canonical" href="{address}">'
    page = PAGE.format(head=head, above="", below="", after="").encode()
    handed = Given(body=page, url=f"http://{host}/bridge", content_type="text/html; charset=utf-8")
    found = rights_found(handed, datetime(2026, 1, 1, tzinfo=UTC), None)
    assert isinstance(found, RightsFound)
    assert found.verdict.answer == "allow", found.record.finding


@pytest.mark.parametrize(
    ("address", "own", "elsewhere"),
    [
        ("https://gazette.example/a", ["https://paper.example/b"], True),
        ("https://m.gazette.co.uk/a", ["https://www.gazette.com/"], False),
        ("https://blog.gazette.example/a", ["https://gazette.example/"], False),
        ("https://gazette.example/a", ["http://127.0.0.1/", "https://gazette.example/"], False),
        ("https://gazette.example/a", [], True),
        ("no address", ["https://paper.example/"], False),
        ("http://[", ["https://paper.example/"], False),
    ],
)
def test_sites_that_share_a_name_are_one_house(address: str, own: list[str], elsewhere: bool) -> None:
    assert is_elsewhere(address, own) is elsewhere

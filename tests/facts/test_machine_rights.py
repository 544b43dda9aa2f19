"""What machines are told of rights, in headers, robots.txt, RSL and TDMRep: read exactly, and never a permission."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingest.extract.article import Wording
from ingest.facts.rights import read_rights, record_of
from ingest.facts.rsl import NotRsl, licences_of, read_rsl
from ingest.facts.signals import fits_path, from_link_header, from_robots, from_tdm_headers, from_tdmrep
from ingest.parse.statements import rights
from news.alteration import Level
from news.rights import Answer, RightsRecord, Use, judge
from news.scope import Scope

PAGE = "https://example.org/news/a.html"
BY = "https://creativecommons.org/licenses/by/4.0/"


def record(*wordings: Wording) -> RightsRecord:
    found = read_rights(
        (), wordings, feed_url="https://example.org/feed", page_url=PAGE, capture=None, seen="2025-08-15", mirror=False,
        publisher="Example",
    )  # fmt: skip
    return record_of(found, None)


def allowed(*wordings: Wording) -> bool:
    return judge(record(*wordings), Use(commercial=False, level=Level.VERBATIM)).answer is Answer.ALLOW


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (f'<{BY}>; rel="license"', [("http link", BY)]),
        (f"<{BY}>;rel=license", [("http link", BY)]),
        (f'</next>; rel=next, <{BY}>; rel="license nofollow"; title="CC BY 4.0"', [("http link", BY)]),
        ('<terms.html>; rel="license"', [("http link", "https://example.org/news/terms.html")]),
        ('</rsl.xml>; rel="license"; type="application/rsl+xml"', [("rsl http link", "https://example.org/rsl.xml")]),
        (f'<{BY}>; rel="license"; anchor="/photo.jpg"', []),
        (f'<{BY}>; rel="licensed"', []),
        (f"<{BY}>", []),
        ("<javascript:alert(1)>; rel=license", []),
        ("", []),
        ("<" * 9000, []),
    ],
)
def test_the_link_header_names_the_pages_licence(header: str, found: list[tuple[str, str]]) -> None:
    assert [(said.place, said.url) for said in from_link_header(header, PAGE)] == found


def test_a_licence_in_the_link_header_counts_and_an_rsl_document_does_not() -> None:
    assert allowed(*from_link_header(f'<{BY}>; rel="license"', PAGE))
    assert not allowed(*from_link_header(f'<{BY}>; rel="license"; type="application/rsl+xml"', PAGE))


def test_robots_names_rsl_documents() -> None:
    text = "User-agent: *\r\nDisallow: /x\nLicense: https://example.org/rsl.xml # ours\nlicense: /other.xml\nLicense:\n"
    said = tuple(from_robots(text, "https://example.org/robots.txt"))
    assert [one.url for one in said] == ["https://example.org/rsl.xml", "https://example.org/other.xml"]
    assert not allowed(*said)
    assert "no licence" in record(*said).finding


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"TDM-Reservation": "1", "tdm-policy": "/policy.json"}, ["tdm-reservation: 1"]),
        ({"tdm-reservation": "0"}, ["tdm-reservation: 0"]),
        ({"tdm-reservation": "yes"}, []),
        ({"tdm-policy": "/policy.json"}, []),
    ],
)
def test_tdm_headers_are_kept_and_permit_nothing(headers: dict[str, str], words: list[str]) -> None:
    said = tuple(from_tdm_headers(headers, PAGE))
    assert [one.text for one in said] == words
    assert not allowed(*said)


@pytest.mark.parametrize(
    ("path", "words"), [("/news/a", ["tdm-reservation: 1"]), ("/free/a", ["tdm-reservation: 0"]), ("/else", [])]
)
def test_the_first_rule_of_tdmrep_that_fits_counts(path: str, words: list[str]) -> None:
    body = """[{"location": "/news/*", "tdm-reservation": 1}, {"location": "/free", "tdm-reservation": 0}, 7, {}]"""
    assert [one.text for one in from_tdmrep(body, path, PAGE)] == words


@pytest.mark.parametrize("body", ["", "{}", "nonsense", "[[]]", "[" * 100_000])
def test_broken_tdmrep_states_nothing(body: str) -> None:
    assert list(from_tdmrep(body, "/", PAGE)) == []


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/", "/a", True), ("/a", "/ab", True), ("/a$", "/ab", False), ("/a$", "/a", True), ("/*.html", "/x/y.html?z", True),
        ("/*.html$", "/x/y.html?z", False), ("/*.html$", "/x/y.html", True), ("/a*b*c$", "/a1b2c", True), ("/b", "/a", False),
        ("/a*a$", "/a", False), ("*", "/", True),
    ],
)  # fmt: skip
def test_paths_fit_as_in_robots(pattern: str, path: str, fits: bool) -> None:
    assert fits_path(pattern, path) is fits


RSL = b"""<?xml version="1.0"?>
<rsl xmlns="https://rslstandard.org/rsl" max-age="7">
  <content url="/" server="https://licences.example.org">
    <license><permits type="usage">search</permits><prohibits type="usage">train-ai</prohibits></license>
  </content>
  <content url="/news/*">
    <copyright type="organization">Example</copyright>
    <license>
      <permits type="usage">all</permits>
      <payment type="attribution"><standard>https://creativecommons.org/licenses/by/4.0/</standard></payment>
      <terms>https://example.org/terms</terms>
    </license>
  </content>
</rsl>"""


def test_an_rsl_document_is_read_and_its_nearest_content_counts() -> None:
    contents = read_rsl(RSL)
    assert not isinstance(contents, NotRsl)
    assert contents[0].licences[0].words() == "permits usage search; prohibits usage ai-train"
    assert (contents[0].server, contents[1].holder) == ("https://licences.example.org", "Example")
    nearest = [licence.words() for licence in licences_of(contents, PAGE)]
    assert nearest == [f"permits usage all; payment attribution; {BY}; https://example.org/terms"]


def test_what_an_item_of_a_feed_asks_of_machines_is_kept_and_permits_nothing() -> None:
    item = etree.fromstring(RSL)  # the root stands for the item: its children are what an item holds
    said = rights(item, "entry")
    assert [(one.place, one.text) for one in said] == [
        ("rsl:content", "permits usage search; prohibits usage ai-train"),
        ("rsl:content", f"permits usage all; payment attribution; {BY}; https://example.org/terms"),
    ]
    found = read_rights(said, (), feed_url=PAGE, page_url=PAGE, capture=None, seen="2025-08-15", mirror=False)
    assert [one.licence for one in found] == [None, None]
    assert record_of(found, None).scope is Scope.LINK


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "no XML"),
        (b"<rsl>", "no XML"),
        (b"<html/>", "its root is html"),
        (b"<rsl/>", "its root is rsl"),
        (b'<!DOCTYPE rsl [<!ENTITY a "b">]><rsl xmlns="https://rslstandard.org/rsl">&a;</rsl>', "document type"),
        (b" " * 1_000_001, "larger"),
    ],
)
def test_what_is_no_rsl_is_said_to_be_none(body: bytes, words: str) -> None:
    found = read_rsl(body)
    assert isinstance(found, NotRsl)
    assert words in found.words


@given(st.binary(max_size=300), st.text(max_size=200))
def test_nothing_makes_them_fail(body: bytes, text: str) -> None:
    read_rsl(body)
    list(from_link_header(text, PAGE))
    list(from_robots(text, PAGE))
    list(from_tdmrep(text, text, PAGE))
    fits_path(text, text)

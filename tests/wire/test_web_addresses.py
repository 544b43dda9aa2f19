"""One story has one address however it was passed on; no address is printed that could do harm."""

from urllib.parse import quote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.urls import COMMON, canonical_url, is_common, safe_link


@pytest.mark.parametrize(
    ("passed_on", "canonical"),
    [
        ("HTTPS://News.Example:443/a", "https://news.example/a"),
        ("http://news.example:80", "http://news.example/"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a?utm_source=x&utm_medium=y", "https://news.example/a"),
        ("https://news.example/a?id=7&fbclid=zz&gclid=q&page=2", "https://news.example/a?id=7&page=2"),
        ("https://news.example/a?msclkid=1&mc_cid=2&UTM_Campaign=3", "https://news.example/a"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        ("https://news.example/a?t=2&t=1", "https://news.example/a?t=2&t=1"),
        ("https://news.example/?12345", "https://news.example/?12345"),
        ("https://news.example/a?empty=&bare", "https://news.example/a?bare&empty="),
        ("https://news.example/a#comments", "https://news.example/a"),
        ("https://news.example/#!/story/7", "https://news.example/#!/story/7"),
        ("https://news.example/%7ejo/x/../y", "https://news.example/~jo/y"),
        ("https://news.example/a%2fb", "https://news.example/a%2Fb"),
        ("https://me:secret@news.example/a", "https://news.example/a"),
        ("https://новости.example/статья", "https://xn--b1amnebsh.example/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F"),
    ],
)
def test_the_ways_of_writing_an_address_come_to_one(passed_on: str, canonical: str) -> None:
    assert canonical_url(passed_on) == canonical


@pytest.mark.parametrize("url", ["https://news.example/a/", "https://news.example/A", "https://www.news.example/a"])
def test_what_may_be_another_page_stays_another_address(url: str) -> None:
    assert canonical_url(url) != canonical_url("https://news.example/a")


@pytest.mark.parametrize(
    "url", ["gopher://Hole.Example/0/A%20b?x#y", "urn:uuid:1", "tag:x,2020:1", "", "http://", "http://h:99999/"]
)
def test_what_is_no_web_address_is_left_alone(url: str) -> None:
    assert canonical_url(url) == url


@given(st.text(max_size=60))
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    once = canonical_url(f"http://news.example/{text}")
    assert canonical_url(once) == once
    canonical_url(text)


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/a?b=c&d#e", "https://news.example/статья", "gopher://hole.example:7070/0/x", "gemini://g.example/",
        "mailto:desk@news.example", "https://[2001:db8::1]:8080/",
    ],
)  # fmt: skip
def test_a_plain_link_passes_unchanged(url: str) -> None:
    assert safe_link(url) == url


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        (" https://news.example/a b ", "https://news.example/a%20b"),
        ('https://news.example/"><b>', "https://news.example/%22%3E%3Cb%3E"),
        ("https://news.example/a|b", "https://news.example/a%7Cb"),
    ],
)
def test_what_would_end_an_address_too_early_becomes_an_escape(url: str, printed: str) -> None:
    assert safe_link(url) == printed


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "vbscript:x",
        "/relative", "relative", ".", "//news.example/x", "https:///x", "https://", "http://news.example:99999/", "https://[::1",
        "https://bank.example@evil.example/", "https://news.example\\@evil.example/", "https://news.example/\u202egpj.exe",
        "https://news.example/\r\nvia X:", "https://news.example/\u2028x", "https://news.example/\x1b[31m", "mailto:",
        "mailto:x", "",
        "https://news.example/" + "a" * 9000, "https://news.example/\ud800",
    ],
)  # fmt: skip
def test_an_address_that_could_do_harm_is_no_link(url: str) -> None:
    assert safe_link(url) is None


@given(st.text(max_size=60))
def test_a_link_is_one_word_of_one_line_and_its_own_link(text: str) -> None:
    for url in (text, f"https://news.example/{text}", f"https://{text}"):
        link = safe_link(url)
        if link is not None:
            assert link.split() == [link]
            assert safe_link(link) == link


@given(st.from_regex(COMMON, fullmatch=True))
def test_a_common_address_is_what_all_that_is_done_to_addresses_makes_of_it(url: str) -> None:
    parts = urlsplit(url)
    assert urljoin("https://other.example/a/b?c", url) == url
    assert parts.hostname
    assert parts.port is None or 0 < parts.port < 60_000
    assert "@" not in parts.netloc
    assert "%" not in parts.netloc
    assert url == quote(url, safe=":/?%@+,=&~")  # it holds nothing that would be escaped


def test_an_address_may_name_its_port() -> None:
    assert all(is_common(f"https://a.example{port}/b") for port in ("", ":8", ":8080", ":46625"))


@pytest.mark.parametrize(
    "url",
    [
        "//a.example/b", "/b", "http://a.example", "https://A.example/", "http://a.example:0/", "http://a.example:65536/", "http://a.example/b?",
        "ftp://a.example/", "http://a.example/b#c", "http://u@a.example/", "http://a.example/b c", "http://a.example/b\n", "http://a.example/\u200bb",
        f"http://a.example/{'b' * 2000}",
    ],
)  # fmt: skip
def test_an_address_that_something_is_done_to_is_not_common(url: str) -> None:
    assert not is_common(url)

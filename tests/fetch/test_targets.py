"""The rules on addresses before anything is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from ingest.fetch.outcome import Refused
from ingest.fetch.targets import host_of, read_target, resolve
from wire.urls import GopherUrl


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://example.org", "http://example.org"),
        ("HTTPS://Example.ORG:443/Feed.xml?a=b&c=%2F#top", "https://example.org/Feed.xml?a=b&c=/"),
        ("http://example.org:8080/a b.xml", "http://example.org:8080/a%20b.xml"),
        ("http://пример.рф/лента", "http://xn--e1afmkfd.xn--p1ai/%D0%BB%D0%B5%D0%BD%D1%82%D0%B0"),
        ("http://日本.example/", "http://xn--wgv71a.example/"),
        ("http://my_feeds.example.org/", "http://my_feeds.example.org/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:2800::1]/", "http://[2606:2800::1]/"),
        ("http://[2606:2800::1]:8080/", "http://[2606:2800::1]:8080/"),
        ("http://example.org:/feed", "http://example.org/feed"),
        ("http://3com.example/", "http://3com.example/"),
        ("http://Example.org.:8080/feed?q#top", "http://example.org:8080/feed?q"),
        ("http://127.0.0.1./", "http://127.0.0.1/"),
    ],
)
def test_ordinary_addresses_are_read(url: str, read: str) -> None:
    target = read_target(url, ())
    assert isinstance(target, URL)
    assert str(target) == read


@pytest.mark.parametrize("host", ["magical.fish", "Magical.Fish."])
def test_gopher_addresses_are_read(host: str) -> None:
    target = read_target(f"gopher://{host}/1/feeds/news/freedomhouse/", ())
    assert isinstance(target, GopherUrl)
    assert (target.host, target.port, target.selector) == ("magical.fish", 70, b"/feeds/news/freedomhouse/")


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("", "scheme"),
        ("example.org/feed", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("gophers://example.org/", "scheme"),
        ("http:example.org", "url"),
        ("http:///feed", "url"),
        ("http://example.org..", "url"),
        ("http://.", "url"),
        ("gopher://./", "url"),
        ("http://.example.org", "url"),
        ("http://a..example.org", "url"),
        ("http://-a.example.org", "url"),
        ("http://exa mple.org/", "url"),
        ("http://user:pw@example.org/", "url"),
        ("http://exa%6Dple.org/", "url"),
        ("http://example.org\\x", "url"),
        ("http://example.org/\x00", "url"),
        ("http://example.org/\ud800", "url"),
        ("http://example.org:8０80/", "url"),
        ("http://example.org:+80/", "url"),
        ("http://example.org: 80/", "url"),
        ("http://example.org:8_0/", "url"),
        ("http://example.org:٨٠/", "url"),
        ("gopher://example.org:+70/", "url"),
        ("http://[2606:2800::1]:+80/", "url"),
        ("http://example.org:0/", "port"),
        ("http://example.org:25/", "port"),
        ("http://example.org:70/", "port"),
        ("http://example.org:99999/", "url"),
        ("gopher://example.org:80/1", "port"),
        ("gopher://example.org:6379/1", "port"),
        ("gopher://example.org/0a%0d%0ab", "url"),
        ("http://" + "a" * 64 + ".org/", "url"),
        ("http://" + "a." * 130 + "org/", "url"),
        ("http://example.org/" + "a" * 5000, "url"),
    ],
)
def test_other_addresses_are_refused_by_a_named_rule(url: str, rule: str) -> None:
    target = read_target(url, ())
    assert isinstance(target, Refused)
    assert (target.url, target.rule) == (url, rule)


def test_passwords_are_not_repeated() -> None:
    target = read_target("http://user:secret@example.org/", ())
    assert isinstance(target, Refused)
    assert "secret" not in target.words


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://Example.ORG.:8080/feed", "example.org"),
        ("https://bücher.example/feed", "xn--bcher-kva.example"),
        ("gopher://Hole.example:7070/1/", "hole.example"),
        ("http://[2606:2800::1]:1234/", "2606:2800::1"),
        ("file:///etc/passwd", ""),
        ("nothing", ""),
    ],
)
def test_a_host_has_one_name_however_its_address_is_spelled(url: str, host: str) -> None:
    assert host_of(url) == host


def test_listed_ports_are_asked() -> None:
    assert isinstance(read_target("http://example.org:8901/", {8901}), URL)
    assert isinstance(read_target("gopher://example.org:7901/", {7901}), GopherUrl)


@given(st.text() | st.text().map(lambda tail: "http://" + tail) | st.text().map(lambda tail: "gopher://a.example/0" + tail))
def test_any_text_is_read_or_refused_in_one_printable_line(url: str) -> None:
    target = read_target(url, ())
    if isinstance(target, Refused):
        assert target.words.isprintable()
    if isinstance(target, URL):
        assert str(target).isascii()
        assert read_target(str(target), ()) == target


@given(st.text())
def test_any_location_is_resolved(location: str) -> None:
    assert isinstance(read_target(resolve(URL("http://example.org/a/b"), location), ()), URL | GopherUrl | Refused)

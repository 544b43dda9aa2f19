"""A gopher address means the same bytes to us, to the server and after a round trip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.urls import GopherUrl

selectors = st.binary(max_size=60).filter(lambda data: not set(data) & set(b"\0\t\r\n"))
hosts = st.sampled_from(["hole.example", "127.0.0.1", "::1", "a-b.c_d.example"])


@given(host=hosts, port=st.integers(1, 65535), item_type=st.sampled_from("0179ghiI;+"), selector=selectors)
def test_what_is_written_is_read_back_as_the_same_address(host: str, port: int, item_type: str, selector: bytes) -> None:
    address = GopherUrl(host=host, port=port, item_type=item_type, selector=selector)
    assert GopherUrl.parse(address.format()) == address
    assert address.request == selector + b"\r\n"


@given(selector=selectors, search=selectors)
def test_a_search_keeps_its_words_apart_from_the_selector(selector: bytes, search: bytes) -> None:
    address = GopherUrl(host="hole.example", item_type="7", selector=selector, search=search)
    assert GopherUrl.parse(address.format()) == address
    assert address.request == selector + b"\t" + search + b"\r\n"


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_raise_or_lets_a_second_request_through(text: str) -> None:
    for url in (text, f"gopher://{text}", f"gopher://hole.example/1{text}"):
        address = GopherUrl.parse(url)
        if address is not None:
            assert address.request.count(b"\n") == 1
            assert b"\0" not in address.request


@pytest.mark.parametrize(
    ("url", "item_type", "selector"),
    [
        ("gopher://hole.example", "1", b""),
        ("gopher://hole.example/", "1", b""),
        ("gopher://hole.example/1", "1", b""),
        ("GOPHER://Hole.Example/1/feeds/x", "1", b"/feeds/x"),
        ("gopher://hole.example/1feeds/x", "1", b"feeds/x"),
        ("gopher://hole.example/0/a%2520b", "0", b"/a%20b"),
        ("gopher://hole.example/0/caf%E9", "0", b"/caf\xe9"),
        ("gopher://hole.example/0/what?now", "0", b"/what?now"),
        ("gopher://hole.example/0/a//../B", "0", b"/a//../B"),
        ("gopher://hole.example/0/x#part", "0", b"/x"),
    ],
)
def test_a_selector_is_taken_byte_for_byte(url: str, item_type: str, selector: bytes) -> None:
    address = GopherUrl.parse(url)
    assert address is not None
    assert (address.host, address.item_type, address.selector) == ("hole.example", item_type, selector)


@pytest.mark.parametrize(
    "url",
    [
        "gopher://hole.example/0/x%0d%0aQUIT", "gopher://hole.example/0/x%0Ay", "gopher://hole.example/0/x%00",
        "gopher://hole.example/0/x%09y", "gopher://hole.example:0/", "gopher://hole.example:70000/", "gopher://me@hole.example/",
        "gopher:///1/x", "gophers://hole.example/", "http://hole.example/", "gopher://hole example/", "gopher://[::1/", "",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_asked_for_is_none(url: str) -> None:
    assert GopherUrl.parse(url) is None


def test_an_address_cannot_be_made_of_parts_that_forge_a_request() -> None:
    with pytest.raises(ValueError, match="TAB"):
        GopherUrl(host="hole.example", selector=b"/x\r\n/y")
    with pytest.raises(ValueError, match="host"):
        GopherUrl(host="hole.example/evil")
    with pytest.raises(ValueError, match="type 7"):
        GopherUrl(host="hole.example", item_type="1", search=b"x")

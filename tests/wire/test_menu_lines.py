"""Menus are read as servers really send them, and written so that nothing in a title can forge a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width

from wire.menu import FaultKind, ItemType, MenuLine, fault_of, read_menu, write_menu
from wire.text import MENU_CELLS, clip, label, same_width

displays = st.text(max_size=60).map(label)
selectors = st.binary(max_size=40).filter(lambda data: not set(data) & set(b"\0\t\r\n"))
ports = st.integers(1, 65535)
lines = st.builds(
    MenuLine,
    item_type=st.sampled_from("0179ghis"),
    display=displays,
    selector=selectors,
    host=st.just("hole.example"),
    port=ports,
)


@given(st.lists(lines, max_size=8), st.sampled_from([b"\n", b"\r\n"]), st.booleans())
def test_a_menu_is_read_back_as_it_was_written(menu: list[MenuLine], end: bytes, has_dot: bool) -> None:
    sent = write_menu(menu).replace(b"\n", end) + (b"." + end if has_dot else b"")
    assert read_menu(sent).lines == tuple(menu)


@given(st.text(max_size=80))
def test_a_title_makes_one_line_of_four_fields_whatever_it_holds(title: str) -> None:
    written = MenuLine(item_type="0", display=title, selector=b"/x", host="hole.example", port=70).format()
    assert written.count(b"\t") == 3
    assert b"\n" not in written
    assert b"\r" not in written
    assert len(read_menu(written + b"\n").lines) == 1
    assert not set(written.decode()) & set("\x1b\u2028\u2029\x85\u202e\u2066")


@pytest.mark.parametrize(
    "trick", ["x\t/evil\tevil.example\t70\r\n0Free money", "a\u2028b", "a\x85b", "a\x0bb", "\x1b[2Jgone", "\u202ereversed"]
)
def test_known_tricks_stay_words(trick: str) -> None:
    menu = read_menu(write_menu([MenuLine.info(trick), MenuLine.info(".")]))
    assert len(menu.lines) == 2
    assert all(line.url is None for line in menu.lines)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(body: bytes) -> None:
    for line in read_menu(body, host="hole.example").lines:
        line.url  # noqa: B018
    for wanted in (ItemType.MENU, ItemType.TEXT):
        fault_of(body, wanted)


@pytest.mark.parametrize(
    ("sent", "flag"),
    [
        (b"1A\t/a\thole.example\t70\r\n", "no-final-dot"),
        (b"1A\t/a\thole.example\t70\r\n.\r\n<html>", "trailing"),
        (b"1A\t/a\thole.example\t70\n1B\t/b\thole.example\t70\r\n.\r\n", "mixed-line-ends"),
        (b"1A\t/a\thole.example\t70\r1B\t/b\thole.example\t70\r.\r", "mixed-line-ends"),
        (b"0A\t/a\r\n.\r\n", "own-host"),
        (b"just words\r\n.\r\n", "few-fields"),
        (b"1A\t/a\thole.example\t70\t+\textra\r\n.\r\n", "many-fields"),
        (b"1A\t/a\thole.example\t0\r\n.\r\n", "bad-port"),
        (b"1A\t/a\thole.example\t99999\r\n.\r\n", "bad-port"),
        (b"1A\t/a\thole.example\tabc\r\n.\r\n", "bad-port"),
        (b"1A\t/a\t(NULL)\t70\r\n.\r\n", "bad-host"),
        (b"0caf\xe9\t/a\thole.example\t70\r\n.\r\n", "charset-cp1252"),
        (b"0\x1b[31mred\t/a\thole.example\t70\r\n.\r\n", "controls"),
        (b"\xef\xbb\xbf1A\t/a\thole.example\t70\r\n.\r\n", "bom"),
        (b"\t/a\thole.example\t70\r\n.\r\n", "bad-line"),
    ],
)
def test_every_leniency_is_told(sent: bytes, flag: str) -> None:
    assert flag in read_menu(sent, host="hole.example").flags


def test_a_plain_menu_has_nothing_to_forgive() -> None:
    menu = read_menu(b"iWelcome\tfake\t(NULL)\t0\r\n1A\t/a\thole.example\t70\t+\r\n.\r\n")
    assert menu.flags == ("crlf",)


def test_one_line_in_another_charset_does_not_spoil_the_others() -> None:
    menu = read_menu("0Тихая гавань\t/a\th\t70\r\n".encode() + b"0caf\xe9\t/b\th\t70\r\n.\r\n")
    assert [line.display for line in menu.lines] == ["Тихая гавань", "café"]


def test_a_stated_charset_is_used() -> None:
    menu = read_menu("0Новости\t/a\th\t70\r\n.\r\n".encode("koi8-r"), encoding="koi8-r")
    assert menu.lines[0].display == "Новости"


def test_selectors_keep_their_bytes() -> None:
    menu = read_menu(b"0x\t/caf\xe9 //..%20\thole.example\t70\r\n")
    assert menu.lines[0].selector == b"/caf\xe9 //..%20"
    assert menu.lines[0].url == "gopher://hole.example/0/caf%E9%20//..%2520"


@pytest.mark.parametrize("host", ["fake", "(NULL)", "null.host", "error.host", ""])
def test_a_placeholder_leads_nowhere(host: str) -> None:
    assert MenuLine(item_type="1", display="x", selector=b"/x", host=host, port=70).url is None


@pytest.mark.parametrize(
    ("selector", "url"),
    [
        (b"URL:https://news.example/a", "https://news.example/a"),
        (b"/URL:http://news.example/", "http://news.example/"),
        (b"URL:javascript:alert(1)", None),
        (b"/page.html", "gopher://hole.example/h/page.html"),
    ],
)
def test_a_web_link_takes_its_address_from_the_selector(selector: bytes, url: str | None) -> None:
    assert MenuLine(item_type="h", display="x", selector=selector, host="hole.example", port=70).url == url


@pytest.mark.parametrize(
    ("sent", "wanted", "kind"),
    [
        (b"", ItemType.TEXT, FaultKind.EMPTY),
        (b"\r\n\r\n", ItemType.MENU, FaultKind.EMPTY),
        (b"3'/x' does not exist (no handler found)\t\terror.host\t1\r\n", ItemType.TEXT, FaultKind.ERROR),
        (b"3Sorry\tErr\thole.example\t70\r\n.\r\n\r\n", ItemType.MENU, FaultKind.ERROR),
        (
            b"Error: File or directory not found!\r\n" + b"_" * 67 + b"\r\n      Gophered by a server\r\n",
            ItemType.TEXT,
            FaultKind.ERROR,
        ),
        (b"+-1\r\n0A\t/a\th\t70\r\n", ItemType.MENU, FaultKind.GOPHER_PLUS),
        (b"--1\r\n1 not found\r\n", ItemType.TEXT, FaultKind.GOPHER_PLUS),
        (b"+6000\r\ntext", ItemType.TEXT, FaultKind.GOPHER_PLUS),
        (b"\n<!DOCTYPE HTML><html>...", ItemType.MENU, FaultKind.HTML),
        (b"<html><body>Log in to the network</body></html>", ItemType.TEXT, FaultKind.HTML),
        (b"Once upon a time\nthere was a text.\n", ItemType.MENU, FaultKind.TEXT),
        (b"iHello\tfake\t(NULL)\t0\r\n0A\t/a\th\t70\r\n.\r\n", ItemType.TEXT, FaultKind.MENU),
    ],
)
def test_what_came_instead_is_recognised(sent: bytes, wanted: ItemType, kind: FaultKind) -> None:
    fault = fault_of(sent, wanted)
    assert fault is not None
    assert fault.kind == kind


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (b"Error: the day the ferry stood still\n\nIt began at dawn.\n", ItemType.TEXT),
        (b"3 boats sank in the harbour.\nNobody was hurt.\n", ItemType.TEXT),
        (b"A table\nname\tport\tcargo\t12\nlast line\n", ItemType.TEXT),
        (b".\r\n", ItemType.MENU),
        (b"3No such topic\t\terror.host\t1\r\n1Back\t/\th\t70\r\n.\r\n", ItemType.MENU),
    ],
)
def test_what_was_asked_for_is_no_fault(sent: bytes, wanted: ItemType) -> None:
    assert fault_of(sent, wanted) is None


def test_an_error_menu_tells_the_servers_words() -> None:
    assert read_menu(b"3Nothing here\t\terror.host\t1\r\n.\r\n").error == "Nothing here"
    assert read_menu(b"iHello\tfake\t(NULL)\t0\r\n").error is None


@given(st.text(max_size=200).map(label))
def test_a_clipped_title_fits_and_says_that_it_was_cut(title: str) -> None:
    shown = clip(title)
    assert width(shown) <= MENU_CELLS
    assert shown == title or shown.endswith("…")


def test_titles_are_cut_by_columns_not_by_letters() -> None:
    assert clip("灯台" * 40) == "灯台" * 16 + "灯…"
    assert clip("e\u0301" * 67) == "e\u0301" * 67
    assert same_width("2025-08    Title") == "2025-08    Title"

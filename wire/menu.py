"""Gopher menus, in both directions: lines and their fields (RFC 1436 section 3.9, and what servers do instead).

The reader forgives and says what it forgave; the writer writes four fields on every line, information lines too, so that
no line can begin with a character that some server takes for a command.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from wire.text import DIRECTIONS, decode, label, same_width, split_lines
from wire.urls import GOPHER_PORT, HOST, GopherUrl, safe_link


class ItemType(StrEnum):
    """The item types this house knows what to do with. A menu may hold any other character."""

    TEXT = "0"
    MENU = "1"
    ERROR = "3"
    SEARCH = "7"
    INFO = "i"
    WEB = "h"


DUMMY_HOSTS: Final = frozenset({"", "fake", "null", "(null)", "null.host", "error.host", "invalid"})
"""What servers put where an information or error line has no host. Never resolved."""
NO_HOST: Final = "null.host"
WEB_SELECTOR: Final = re.compile(rb"/?URL:(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLine:
    """One line. `selector` is bytes as they have to be sent back; `port` 0 where the line states none that exists.

    `display` is the text as it stands. Raises ValueError when made with a type or a selector that would break the line.
    """

    item_type: str
    display: str
    selector: bytes = b""
    host: str = NO_HOST
    port: int = 1

    def __post_init__(self) -> None:
        if len(self.item_type) != 1 or self.item_type in "\t\r\n" or not self.item_type.isprintable():
            raise ValueError(f"an item type is one printable character, not {self.item_type!r}")
        if re.search(rb"[\0\t\r\n]", self.selector):
            raise ValueError(f"a selector holds no NUL, TAB, CR or LF: {self.selector!r}")

    @classmethod
    def info(cls, text: str = "") -> Self:
        """A line of text that leads nowhere."""
        return cls(item_type=ItemType.INFO, display=text, selector=b"fake")

    @classmethod
    def web(cls, display: str, url: str, *, host: str, port: int) -> Self:
        """A link to the web. Host and port are the menu's own: old clients ask there and get a page that leads on."""
        return cls(item_type=ItemType.WEB, display=display, selector=f"URL:{url}".encode(), host=host, port=port)

    @property
    def url(self) -> str | None:
        """Where the line leads: a gopher URL, or the web address of an `h` line; None where it leads nowhere."""
        if self.item_type in (ItemType.INFO, ItemType.ERROR):
            return None
        if self.item_type == ItemType.WEB and (web := WEB_SELECTOR.fullmatch(self.selector)):
            return safe_link(web[1].decode("utf-8", "replace"))
        if self.host.lower() in DUMMY_HOSTS:
            return None
        try:
            return GopherUrl(host=self.host.lower(), port=self.port, item_type=self.item_type, selector=self.selector).format()
        except ValueError:
            return None

    def format(self) -> bytes:
        """The line without its end. The display text loses TAB, line ends, controls and direction marks: each would forge a
        field, a line or a reading."""
        display = same_width(self.display.translate(DIRECTIONS))
        return b"\t".join((f"{self.item_type}{display}".encode(), self.selector, label(self.host).encode(), b"%d" % self.port))


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A menu as read. `trailing` is the number of bytes after the final `.`; `flags` name what was forgiven (see read_menu)."""

    lines: tuple[MenuLine, ...]
    flags: tuple[str, ...] = ()
    trailing: int = 0

    @property
    def error(self) -> str | None:
        """The server's message where the whole reply is an error (type 3, the only failure gopher can say), else None."""
        told = [line for line in self.lines if line.item_type != ItemType.INFO or line.display.strip()]
        return told[0].display.strip() if told and told[0].item_type == ItemType.ERROR else None


END: Final = re.compile(rb"(?:^|(?<=[\r\n]))\.(?:\r\n|\n|\r|$)")


def read_menu(body: bytes, encoding: str | None = None, *, host: str = "", port: int = GOPHER_PORT) -> Menu:
    """The lines of a menu up to the first lone `.`, or to the end. Never raises.

    `host` and `port` are the server's own, for lines that leave theirs out. Flags, beside those of wire.text.split_lines
    and decode: `no-final-dot`, `trailing`, `few-fields`, `own-host` (taken for a line without host), `many-fields`,
    `bad-port`, `bad-host`, `controls`, `bad-line`.
    """
    ended = END.search(body)
    trailing = 0 if ended is None else len(body) - ended.end()
    raw, flags = split_lines(body if ended is None else body[: ended.start()])
    if ended is None:
        flags.append("no-final-dot")
    if trailing:
        flags.append("trailing")
    lines = [_read_line(line, encoding, host, port, flags) for line in raw if line]
    return Menu(lines=tuple(line for line in lines if line is not None), flags=tuple(dict.fromkeys(flags)), trailing=trailing)


def _read_line(data: bytes, encoding: str | None, host: str, port: int, flags: list[str]) -> MenuLine | None:
    fields = data.split(b"\t")
    shown = decode(fields[0], encoding, flags)
    item_type, display = shown[:1], shown[1:]
    if re.search(r"[\x00-\x1f\x7f-\x9f]", display):
        flags.append("controls")
    if len(fields) < 4 and item_type != ItemType.INFO:
        flags.append("few-fields")
    if len(fields) > 5 or (len(fields) == 5 and not fields[4].startswith((b"+", b"?"))):
        flags.append("many-fields")
    if not item_type or not item_type.isprintable() or b"\0" in data:
        flags.append("bad-line")
        return None
    if len(fields) == 1:
        is_info = item_type == ItemType.INFO
        return MenuLine(item_type=ItemType.INFO, display=display if is_info else shown)
    selector, *rest = fields[1:]
    named = rest[0].decode("ascii", "replace").strip() if rest else ""
    if not rest and item_type in (ItemType.TEXT, ItemType.MENU) and selector and host:
        flags.append("own-host")
        return MenuLine(item_type=item_type, display=display, selector=selector, host=host, port=port)
    number = _port(rest[1]) if len(rest) > 1 else GOPHER_PORT
    if item_type not in (ItemType.INFO, ItemType.ERROR):
        if number == 0:
            flags.append("bad-port")
        if not HOST.fullmatch(named):
            flags.append("bad-host")
    return MenuLine(item_type=item_type, display=display, selector=selector, host=named, port=number)


def _port(field: bytes) -> int:
    digits = field.strip()
    number = int(digits) if digits.isdigit() and len(digits) <= 5 else 0
    return number if number <= 65535 else 0


def write_menu(lines: Iterable[MenuLine]) -> bytes:
    """A menu as a file: four fields a line, LF line ends, no terminator; the server puts CRLF and the final `.`."""
    return b"".join(line.format() + b"\n" for line in lines)


class FaultKind(StrEnum):
    """What came instead of what was asked for. The reply itself does not tell its type: it has to be recognised."""

    EMPTY = "empty"
    ERROR = "gopher-error"
    GOPHER_PLUS = "gopher+"
    HTML = "html"
    MENU = "menu"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Fault:
    """What came instead, and the server's words or ours about it."""

    kind: FaultKind
    words: str


PLUS: Final = re.compile(rb"[+-](?:-1|-2|\d{1,9})\r?\n")
MARKUP: Final = re.compile(rb"\A\s*+<(?:!doctype|html|head|body|\?xml[^>]*>\s*<(?:!doctype html|html))", re.IGNORECASE)
PROSE: Final = re.compile(rb"\AError: (?P<words>[^\r\n]*)\r?\n\s*([_=-])\2{7,}\r?\n.{0,400}", re.DOTALL)
FIELDED: Final = re.compile(rb"\A[!-~][^\t]*+\t[^\t]*\t[^\t]*\t\s*\d{1,5}(?:\t|\s*$)")


def fault_of(body: bytes, wanted: ItemType) -> Fault | None:
    """What a reply to a request for a menu or a text is instead, None where it is what was asked for.

    An error is a line of type 3 with nothing but information below it, or Gophernicus' page of prose: one sentence after
    `Error:`, a rule, a signature. A text is a menu where four of five lines have a menu's fields; a menu is none where no
    line has a TAB.
    """
    if not body.strip(b"\xef\xbb\xbf \t\r\n"):
        return Fault(FaultKind.EMPTY, "the reply is empty")
    if PLUS.match(body):
        return Fault(FaultKind.GOPHER_PLUS, "the reply is Gopher+ data, which is not read here")
    if prose := PROSE.fullmatch(body):
        return Fault(FaultKind.ERROR, label(prose["words"].decode("utf-8", "replace")))
    head = body[:65536]
    lines = [line for line in re.split(rb"[\r\n]+", head if len(body) == len(head) else head.rpartition(b"\n")[0]) if line]
    fielded = sum(1 for line in lines if FIELDED.match(line))
    told = [line for line in lines if line != b"."]
    if told and FIELDED.match(told[0]) and told[0][:1] == b"3" and all(line[:1] in (b"3", b"i") for line in told):
        return Fault(FaultKind.ERROR, label(told[0][1:].split(b"\t")[0].decode("utf-8", "replace")))
    if MARKUP.match(body.removeprefix(b"\xef\xbb\xbf")) and not fielded:
        return Fault(FaultKind.HTML, "the reply is an HTML page")
    if wanted == ItemType.MENU and told and not any(b"\t" in line for line in told):
        return Fault(FaultKind.TEXT, "the reply is a text, not a menu")
    if wanted == ItemType.TEXT and told and fielded * 5 >= len(told) * 4:
        return Fault(FaultKind.MENU, "the reply is a menu, not a text")
    return None

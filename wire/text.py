"""Plain text as it comes over the wire and as it goes out: charset, line ends, dots, controls, width on a screen."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from wcwidth import iter_graphemes, width

LINE_END: Final = re.compile(rb"\r\n|\n|\r")
"""The only line ends: str.splitlines also breaks at NEL, U+2028 and others, where an attacker would like a line to begin."""
CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
DIRECTIONS: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
"""Marks that turn the direction of what follows them: they could show a credit or an address backwards."""
INKLESS: Final = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
"""Soft hyphen and zero-width marks: terminals differ on their width, and no word needs them."""
WINDOWS: Final = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""What Windows-1252 has where Latin-1 has controls."""
MENU_CELLS: Final = 67
"""Columns of a menu's text that every client shows (80 less the tag that it puts before it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A reply as lines of text. `flags` name what had to be forgiven."""

    lines: tuple[str, ...]
    flags: tuple[str, ...]


def read_lines(body: bytes, encoding: str | None = None) -> Decoded:
    """The lines of a text, without their ends; no empty line after the last end.

    The marks of the transport are taken off: a final `.`, doubled dots at line starts where the whole reply is stuffed so
    (RFC 1436 section 3.8, which no server in use follows), and breaks put in after 1,023 bytes by a server's line buffer.
    Charset: `encoding` where it is given and fits, else UTF-8, else Windows-1252 with Latin-1 for its gaps. Flags: `bom`,
    `crlf`, `mixed-line-ends`, `stuffed`, `final-dot`, `cut-1023`, `damaged-letter`, `charset-not-…`, `charset-cp1252`.
    """
    raw, flags = split_lines(body)
    is_crlf = "crlf" in flags
    raw = _unstuffed(raw, flags)
    if is_crlf:
        raw = _rejoined(raw, flags)
    text = decode(b"\n".join(raw), encoding, flags)
    return Decoded(lines=tuple(text.split("\n")) if raw else (), flags=tuple(flags))


def split_lines(body: bytes) -> tuple[list[bytes], list[str]]:
    """The lines without a byte-order mark and without their ends, and the flags `bom`, `crlf`, `mixed-line-ends`."""
    flags = ["bom"] if body.startswith(codecs.BOM_UTF8) else []
    body = body.removeprefix(codecs.BOM_UTF8)
    ends = {found[0] for found in LINE_END.finditer(body)}
    if ends == {b"\r\n"}:
        flags.append("crlf")
    elif ends - {b"\n"}:
        flags.append("mixed-line-ends")
    lines = LINE_END.split(body)
    if lines[-1] == b"":
        lines.pop()
    return lines, flags


def _unstuffed(lines: list[bytes], flags: list[str]) -> list[bytes]:
    last = next((number for number in range(len(lines) - 1, -1, -1) if lines[number].strip()), None)
    if last is None or lines[last] != b".":
        return lines
    dotted = [line for line in lines[:last] if line.startswith(b".")]
    flags.append("final-dot")
    if dotted and all(line.startswith(b"..") for line in dotted):
        flags.append("stuffed")
        return [line[1:] if line.startswith(b".") else line for line in lines[:last]]
    return lines[:last]


def _rejoined(lines: list[bytes], flags: list[str]) -> list[bytes]:
    """Joins what was cut after exactly 1,023 bytes; two or one byte less where the server then changed the charset and lost
    the halves of the letter it had cut."""
    joined: list[bytes] = []
    is_cut = False
    for number, line in enumerate(lines):
        if is_cut:
            joined[-1] += line
            flags.append("cut-1023")
        else:
            joined.append(line)
        is_cut = len(line) == 1023
        if len(line) in (1021, 1022) and number + 1 < len(lines) and re.match(rb"\xc2[\x80-\xbf]", lines[number + 1]):
            is_cut = True
            flags.append("damaged-letter")
    flags[:] = dict.fromkeys(flags)
    return joined


def decode(body: bytes, encoding: str | None, flags: list[str]) -> str:
    """The bytes as text: in `encoding` where it is given and fits, else UTF-8, else Windows-1252 with Latin-1 for its gaps.

    Says so in `flags`. Never raises: no byte is without a letter in the last.
    """
    for name in (encoding, "utf-8"):
        try:
            if name:
                return body.decode(name)
        except (LookupError, UnicodeError):
            flags.append(f"charset-not-{name}")
    flags.append("charset-cp1252")
    return body.decode("latin-1").translate(WINDOWS)


def one_line(text: str) -> str:
    """The text as one line that stays one line wherever it is put: every run of white space, controls and line separators
    becomes one space, none at the ends."""
    return " ".join(same_width(text).split())


def same_width(text: str) -> str:
    """The text with a space for each control and line separator, its other white space left: for text set in columns."""
    return encodable(CONTROLS.sub(" ", text.translate(INKLESS)))


def encodable(text: str) -> str:
    """The text with U+FFFD for every half of a surrogate pair that stands alone: nothing else of a str resists UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def label(text: str) -> str:
    """The same, without marks that turn the direction of reading: for credits, titles in menus, names."""
    return one_line(text.translate(DIRECTIONS))


def clip(text: str, cells: int = MENU_CELLS) -> str:
    """The text within that many columns of a terminal, cut between letters as a reader sees them, with `…` where it was cut."""
    if width(text) <= cells:
        return text
    kept, used = "", 0
    for grapheme in iter_graphemes(text):
        used += max(0, width(grapheme))
        if used > cells - 1:
            break
        kept += grapheme
    return kept.rstrip() + "…"

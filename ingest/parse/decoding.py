"""Bytes to text: which character set a body is really in, and whether that is what was said of it."""

import codecs
import re
from typing import Final

MISMATCH: Final = "charset-mismatch"

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDE_STARTS: Final = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
"""How XML in UTF-16 begins where the byte order mark is missing (XML 1.0, appendix F)."""

PROLOG: Final = re.compile(rb"""\A\s*+<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")

TEXT_CODEC: Final = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|ascii|cp\d+|iso8859-\d+|koi8-[rut]|gb2312|gbk|gb18030|big5(hkscs)?|euc_\w+|shift_jisx?\w*|iso2022_\w+|hz|mac-\w+|tis-620"
)
"""The codecs that speak of text: Python has others (zip, rot13, idna) that a header must not be able to ask for."""

AS_BROWSERS_DO: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""Names that are used for a larger set than they stand for (WHATWG Encoding Standard, section 4.2)."""

C1_AS_CP1252: Final = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def decode(body: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a body and what had to be forgiven: `charset-mismatch` where it is not in the set that was stated.

    The byte order mark is believed first, then `charset` (from HTTP, RFC 7303 section 3.2), the XML prolog, UTF-8, and
    Windows-1252, which can be read always. A stated single-byte set can be read always too, so it is not believed when
    the body is UTF-8: text in another set is not UTF-8 by chance. Never raises.
    """
    for mark, name in BOMS:
        if body.startswith(mark):
            stated = _codec(charset)
            return body[len(mark) :].decode(name, "replace"), (MISMATCH,) if stated not in (None, name, name[:6]) else ()
    for start, name in WIDE_STARTS:
        if body.startswith(start):
            return body.decode(name, "replace"), ()
    prolog = PROLOG.match(body)
    stated_sets = [name for name in (_codec(charset), _codec(prolog and prolog[1].decode("ascii"))) if name]
    disagree = (MISMATCH,) if len(set(stated_sets)) > 1 else ()
    if body.isascii() and all(_reads_ascii(name) for name in stated_sets):
        return body.decode("ascii"), ()
    as_utf8 = _utf8(body)
    for name in stated_sets:
        if as_utf8 is not None and name != "utf-8" and _is_single_byte(name):
            return as_utf8, (MISMATCH,)
        if (text := as_utf8 if name == "utf-8" else _strict(body, name)) is not None:
            return text, disagree
    if as_utf8 is not None:
        return as_utf8, (MISMATCH,) if stated_sets else ()
    return body.decode("latin-1").translate(C1_AS_CP1252), (MISMATCH,)


def _codec(label: str | None) -> str | None:
    """The codec's own name, None where the label names none or one that is not for text."""
    try:
        name = codecs.lookup((label or "").strip(" '\"")).name
    except (LookupError, ValueError):
        return None
    return AS_BROWSERS_DO.get(name, name) if TEXT_CODEC.fullmatch(name) else None


def _is_single_byte(name: str) -> bool:
    return name.startswith(("iso8859", "koi8", "mac-")) or (name.startswith("cp") and name not in ("cp932", "cp949", "cp950"))


def _reads_ascii(name: str) -> bool:
    return not name.startswith(("utf-16", "utf-32", "iso2022", "hz"))


def _utf8(body: bytes) -> str | None:
    """The text where the body is UTF-8, even if it breaks off within a character or few bytes of it are spoilt."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3:
            return body[: error.start].decode("utf-8")
    text = body.decode("utf-8", "replace")
    spoilt = text.count("�")
    foreign = sum(char > "\x7f" for char in text) - spoilt
    return text if foreign > 20 * spoilt else None


def _strict(body: bytes, name: str) -> str | None:
    if name == "cp1252":
        return body.decode("latin-1").translate(C1_AS_CP1252)
    try:
        return body.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None

"""Content codings undone piece by piece, never giving more than there is room for. Pure.

aiohttp can decode by itself, but it takes a gzip or brotli body that breaks off for a whole one, and hides how much came over the
wire; both matter here.
"""

import zlib
from typing import Protocol

import brotli
import zstandard

ACCEPT = "gzip, deflate, br, zstd"
_MOST_MEMBERS = 100
"""A gzip body may be several put together (RFC 1952 section 2.2); thousands of tiny ones are an attack on the reader's time."""
_ZSTD_WINDOW = 8 * 1024 * 1024
_ZSTD_STEP = 64
"""Bytes unpacked at a time: the library has no measure for what comes out, and 64 bytes cannot become more than some 2 MiB, since
a block of at most 128 KiB takes at least four (RFC 8878 section 3.1.1.2)."""


class Undecodable(Exception):
    """The body is not what its Content-Encoding says."""


class Decoder(Protocol):
    """Takes pieces as they come from the wire."""

    def feed(self, data: bytes, room: int) -> bytes:
        """What the piece decodes to. More than `room` bytes mean that the body is too large: nothing may be fed after that."""

    def whole(self) -> bool:
        """Whether the body has come to its end, as its coding marks it."""


class Plain:
    """No coding: what comes is what there is."""

    def feed(self, data: bytes, room: int) -> bytes:
        """The piece as it came, whatever the room."""
        return data

    def whole(self) -> bool:
        """Always: without a coding only the framing around the body tells its end."""
        return True


class Zlib:
    """gzip (RFC 1952), and deflate (RFC 1950) with the bare form (RFC 1951) that some servers send under its name."""

    def __init__(self, coding: str) -> None:
        self._gzip = coding == "gzip"
        self._window = 31
        self._stream: zlib._Decompress | None = None
        self._members = 1
        self._over = False

    def feed(self, data: bytes, room: int) -> bytes:
        """The decoded piece; padding after the end is passed over. Raises Undecodable."""
        if self._over or not data:
            return b""
        if self._stream is None:
            if not self._gzip:
                self._window = 15 if data[0] & 0x0F == 8 else -15
            self._stream = zlib.decompressobj(self._window)
        try:
            out = self._stream.decompress(data, room + 1)
            while self._stream.eof and len(out) <= room:
                data = self._stream.unused_data
                if not data:
                    break
                if not self._gzip or data[:1] != b"\x1f":
                    self._over = True  # what follows the end is padding
                    break
                self._members += 1
                if self._members > _MOST_MEMBERS:
                    msg = "the body is put together from too many compressed pieces"
                    raise Undecodable(msg)
                self._stream = zlib.decompressobj(self._window)
                out += self._stream.decompress(data, room + 1 - len(out))
        except zlib.error as error:
            msg = "the body is not compressed as its Content-Encoding says"
            raise Undecodable(msg) from error
        return out

    def whole(self) -> bool:
        """Whether the last member came to its end."""
        return self._stream is None or self._stream.eof


class Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._fed = False

    def feed(self, data: bytes, room: int) -> bytes:
        """The decoded piece. Raises Undecodable."""
        if self._stream.is_finished():
            return b""
        self._fed = True
        try:
            return bytes(self._stream.process(data, output_buffer_limit=room + 1))
        except brotli.error as error:
            msg = "the body is not compressed as its Content-Encoding says"
            raise Undecodable(msg) from error

    def whole(self) -> bool:
        """Whether the stream came to its end."""
        return not self._fed or bool(self._stream.is_finished())


class Zstd:
    """zstd (RFC 8878) in one or more frames, each with a window of 8 MiB at most (RFC 9659 section 3)."""

    def __init__(self) -> None:
        self._frames = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._members = 0

    def feed(self, data: bytes, room: int) -> bytes:
        """The decoded piece. Raises Undecodable."""
        out: list[bytes] = []
        size = 0
        rest = data
        try:
            while rest and size <= room:
                if self._frame is None:
                    self._members += 1
                    if self._members > _MOST_MEMBERS:
                        msg = "the body is put together from too many compressed pieces"
                        raise Undecodable(msg)
                    self._frame = self._frames.decompressobj()
                step, rest = rest[:_ZSTD_STEP], rest[_ZSTD_STEP:]
                out.append(self._frame.decompress(step))
                size += len(out[-1])
                if self._frame.eof:
                    rest = self._frame.unused_data + rest
                    self._frame = None
        except zstandard.ZstdError as error:
            msg = "the body is not compressed as its Content-Encoding says"
            raise Undecodable(msg) from error
        return b"".join(out)

    def whole(self) -> bool:
        """Whether the last frame came to its end."""
        return self._frame is None


def decoder_of(content_encoding: str) -> Decoder | None:
    """The decoder for a Content-Encoding (RFC 9110 section 8.4); None for an unknown one and for one coding inside another."""
    match content_encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip":
            return Zlib("gzip")
        case "deflate":
            return Zlib("deflate")
        case "br":
            return Brotli()
        case "zstd":
            return Zstd()
        case _:
            return None

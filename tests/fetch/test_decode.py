"""Content codings undone."""

import contextlib
import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.decode import Undecodable, decoder_of


def zstd_unsized(body: bytes) -> bytes:
    """A frame that does not state how much it holds, as servers make them while they write."""
    stream = zstandard.ZstdCompressor().compressobj()
    return stream.compress(body) + stream.flush()


PACKS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    " DEFLATE ": lambda body: zlib.compress(body, wbits=-15),
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "ZSTD": zstd_unsized,
    "identity": bytes,
    "": bytes,
}


BODIES = st.binary(max_size=300) | st.binary(min_size=1, max_size=20).map(lambda piece: piece * 500)


def undo(coding: str, packed: bytes, size: int, room: int = 10**6) -> tuple[bytes, bool]:
    decoder = decoder_of(coding)
    assert decoder is not None
    out = b"".join(decoder.feed(packed[at : at + size], room) for at in range(0, len(packed), size))
    return out, decoder.whole()


@pytest.mark.parametrize("coding", PACKS)
@given(body=BODIES, size=st.integers(1, 400))
def test_however_it_is_cut_the_body_comes_back(coding: str, body: bytes, size: int) -> None:
    assert undo(coding, PACKS[coding](body), size) == (body, True)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
@given(bodies=st.lists(BODIES, min_size=1, max_size=6), size=st.integers(1, 400))
def test_several_members(coding: str, bodies: list[bytes], size: int) -> None:
    assert undo(coding, b"".join(map(PACKS[coding], bodies)), size) == (b"".join(bodies), True)


@pytest.mark.parametrize("padding", [b"\0" * 50, b"\n", b"garbage"])
def test_padding_after_gzip_is_passed_over(padding: bytes) -> None:
    for size in (1, 7, 1000):
        assert undo("gzip", gzip.compress(b"text") + padding, size) == (b"text", True)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
@given(body=st.binary(min_size=1, max_size=300), cut=st.integers(1, 4), size=st.integers(1, 400))
def test_a_body_that_breaks_off_is_not_whole(coding: str, body: bytes, cut: int, size: int) -> None:
    packed = PACKS[coding](body)
    if len(packed) > cut:
        assert undo(coding, packed[:-cut], size)[1] is False


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
@given(junk=st.binary(max_size=200), size=st.integers(1, 50))
def test_junk_is_an_error_or_unfinished_never_a_surprise(coding: str, junk: bytes, size: int) -> None:
    with contextlib.suppress(Undecodable):
        out, whole = undo(coding, junk, size)
        assert len(out) < 10**6
        assert whole in {True, False}


@pytest.mark.parametrize("coding", ["zstd, gzip", "dcz", "gzip, gzip", "gzip,br", "compress", "utf-8", "\x00", "gzip;q=1"])
def test_unknown_and_nested_codings_have_no_decoder(coding: str) -> None:
    assert decoder_of(coding) is None


def test_a_zstd_frame_that_wants_much_memory_is_not_unpacked() -> None:
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    stream = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    packed = stream.compress(b"text" * 1000) + stream.flush()
    with pytest.raises(Undecodable):
        undo("zstd", packed, 1000)


@pytest.mark.parametrize("size", [1, 64, 10**6])
def test_what_a_zstd_bomb_unpacks_to_at_once_is_bounded(size: int) -> None:
    decoder = decoder_of("zstd")
    assert decoder is not None
    bomb = zstandard.compress(b"\0" * 50_000_000)
    out = 0
    for at in range(0, len(bomb), size):
        out += len(decoder.feed(bomb[at : at + size], 1000))
        if out > 1000:
            break
    assert 1000 < out < 5_000_000


def test_thousands_of_zstd_frames_are_an_attack() -> None:
    with pytest.raises(Undecodable, match="too many"):
        undo("zstd", zstandard.compress(b"") * 5000, 10**6)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@given(room=st.integers(0, 5000))
def test_never_more_than_a_byte_past_the_room(coding: str, room: int) -> None:
    decoder = decoder_of(coding)
    assert decoder is not None
    out = decoder.feed(PACKS[coding](b"x" * 4000), room)
    assert len(out) == min(4000, room + 1)

"""Content codings undone."""

import contextlib
import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.decode import Undecodable, decoder_of

PACKS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    " DEFLATE ": lambda body: zlib.compress(body, wbits=-15),
    "br": brotli.compress,
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


@given(bodies=st.lists(BODIES, min_size=1, max_size=6), size=st.integers(1, 400))
def test_gzip_in_several_members(bodies: list[bytes], size: int) -> None:
    assert undo("gzip", b"".join(map(gzip.compress, bodies)), size) == (b"".join(bodies), True)


@pytest.mark.parametrize("padding", [b"\0" * 50, b"\n", b"garbage"])
def test_padding_after_gzip_is_passed_over(padding: bytes) -> None:
    for size in (1, 7, 1000):
        assert undo("gzip", gzip.compress(b"text") + padding, size) == (b"text", True)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
@given(body=st.binary(min_size=1, max_size=300), cut=st.integers(1, 4), size=st.integers(1, 400))
def test_a_body_that_breaks_off_is_not_whole(coding: str, body: bytes, cut: int, size: int) -> None:
    packed = PACKS[coding](body)
    if len(packed) > cut:
        assert undo(coding, packed[:-cut], size)[1] is False


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
@given(junk=st.binary(max_size=200), size=st.integers(1, 50))
def test_junk_is_an_error_or_unfinished_never_a_surprise(coding: str, junk: bytes, size: int) -> None:
    with contextlib.suppress(Undecodable):
        out, whole = undo(coding, junk, size)
        assert len(out) < 10**6
        assert whole in {True, False}


@pytest.mark.parametrize("coding", ["zstd", "gzip, gzip", "gzip,br", "compress", "utf-8", "\x00", "gzip;q=1"])
def test_unknown_and_nested_codings_have_no_decoder(coding: str) -> None:
    assert decoder_of(coding) is None


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@given(room=st.integers(0, 5000))
def test_never_more_than_a_byte_past_the_room(coding: str, room: int) -> None:
    decoder = decoder_of(coding)
    assert decoder is not None
    out = decoder.feed(PACKS[coding](b"x" * 4000), room)
    assert len(out) == min(4000, room + 1)

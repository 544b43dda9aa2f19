"""Licences in words and addresses: named exactly, or not at all."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.licence_words import licence_named, read_words
from news.licence import ALL_RIGHTS_RESERVED, CC_UNSPECIFIED, PERMISSION, Family, terms_of
from tests.cost import is_cheap
from wire.licences import url_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "licences.toml").read_text("utf-8"))
MEANT = {"": None, "vague": CC_UNSPECIFIED, "reserved": ALL_RIGHTS_RESERVED}


@pytest.mark.parametrize(("words", "licence"), CASES["words"])
def test_words_name_what_they_name_and_no_more(words: str, licence: str) -> None:
    assert licence_named(words)[0] == MEANT.get(licence, licence)


@pytest.mark.parametrize(("address", "licence", "canonical"), CASES["addresses"])
def test_an_address_names_its_licence(address: str, licence: str, canonical: str) -> None:
    assert licence_named(address) == (licence or None, canonical or None)


def test_there_are_enough_cases() -> None:
    assert len(CASES["words"]) >= 60


def test_what_is_named_allows_what_its_name_says() -> None:
    named = licence_named("CC BY-NC-ND 3.0 US")[0]
    terms = terms_of(named)
    assert terms.family is Family.CREATIVE_COMMONS
    assert (terms.attribution, terms.non_commercial, terms.no_derivatives, terms.share_alike) == (True, True, True, False)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Creative Commons", '"Creative Commons" names no licence: there are six, and they allow different things'),
        ("CC BY-SA", '"CC BY-SA" names no licence without its version: it may be any from 1.0 to 4.0'),
    ],
)
def test_a_vague_name_says_what_it_lacks(words: str, says: str) -> None:
    assert read_words(words).lacks == says


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "CC-BY-SA-3.0-DE", "CC0-1.0", "OGL-UK-3.0", "CC-BY-NC-ND-2.5"])
def test_an_id_and_its_address_name_the_same(licence: str) -> None:
    address = url_of(licence)
    assert address is not None
    assert licence_named(licence) == licence_named(address) == (licence, address)


@given(st.text(max_size=300))
def test_no_text_makes_it_fail_or_gives_permission(text: str) -> None:
    assert licence_named(text)[0] != PERMISSION


NEGATED = st.sampled_from(
    ["not {}", "no longer {}", "This is not licensed under {}", "never under {}", "nicht unter {}", "n'est pas sous {}",
     "не по лицензии {}", "without {}", "{} does not apply", "Is this {}?", "Photos: {}", "if it is {}"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["CC BY 4.0", "CC BY-NC-ND 4.0", "Creative Commons Attribution 4.0 International", "CC0", "CC BY-SA 3.0 DE"]
)


@given(NEGATED, NAMES)
def test_a_licence_taken_back_is_none(frame: str, name: str) -> None:
    assert licence_named(frame.format(name))[0] is None


@pytest.mark.parametrize(
    "piece",
    [
        "cc ",
        "cc by-",
        "cc by-nc-",
        "creative commons ",
        "attribution-",
        "attribution ",
        "©",
        "https://",
        "not ",
        "4.0 ",
        "(",
        "- ",
    ],
)
def test_hostile_text_costs_nothing(piece: str) -> None:
    assert is_cheap(lambda: read_words(piece * (100_000 // len(piece))))
    assert is_cheap(lambda: read_words((piece * 2000)[:2000]))

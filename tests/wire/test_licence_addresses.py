"""A licence is known by its address in whatever way people write it, and by nothing that only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from license_expression import get_license_index

from wire.licences import OTHERS, PORTED, licence_of_url, url_of

SPDX = {found.get("spdx_license_key") for found in get_license_index()}
PLAIN = [
    f"CC-{kind}-{version}"
    for kind in ("BY", "BY-NC", "BY-NC-ND", "BY-NC-SA", "BY-ND", "BY-SA")
    for version in ("1.0", "2.0", "2.5", "3.0", "4.0")
]


@pytest.mark.parametrize("licence", [*PLAIN, *sorted(PORTED), *OTHERS])
def test_every_licence_is_listed_by_spdx_and_read_back_from_its_own_address(licence: str) -> None:
    url = url_of(licence)
    assert licence in SPDX
    assert url is not None
    assert licence_of_url(url) == (licence, url)


def test_no_port_that_spdx_lists_is_missing() -> None:
    ports = {name for name in SPDX if name and name.startswith("CC-BY") and name.count("-") > 2 and name[-1].isalpha()}
    assert ports == PORTED


@pytest.mark.parametrize(
    ("written", "licence"),
    [
        ("http://creativecommons.org/licenses/by/4.0", "CC-BY-4.0"),
        ("HTTPS://WWW.CreativeCommons.org/licenses/BY-NC-SA/4.0/", "CC-BY-NC-SA-4.0"),
        ("creativecommons.org/licenses/by-nd/4.0/", "CC-BY-ND-4.0"),
        ("//creativecommons.org/licenses/by/2.0/", "CC-BY-2.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.de", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.en_US", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/legalcode.txt", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1#x", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/de/", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/3.0/rdf", "CC-BY-3.0"),
        ("https://creativecommons.org/licenses/by/3.0/us/deed.en", "CC-BY-3.0-US"),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/igo/", "CC-BY-NC-ND-3.0-IGO"),
        ("https://creativecommons.org/licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0"),
        ("https://creativecommons.org/licenses/by-nd-nc/4.0/", "CC-BY-NC-ND-4.0"),
        ("https://i.creativecommons.org/l/by-sa/4.0/88x31.png", "CC-BY-SA-4.0"),
        ("https://licensebuttons.net/l/by/3.0/80x15.png", "CC-BY-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.fr", "CC0-1.0"),
        ("https://i.creativecommons.org/p/zero/1.0/88x31.png", "CC0-1.0"),
        ("http://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("https://web.archive.org/web/20160218174457/http://creativecommons.org/licenses/by-nc-sa/3.0/de/", "CC-BY-NC-SA-3.0-DE"),
        ("https://web.archive.org/web/20160218174457im_/http://i.creativecommons.org/l/by/3.0/80x15.png", "CC-BY-3.0"),
        ("http://creativecommons.org/licenses/publicdomain/", "CC-PDDC"),
        ("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3", "OGL-UK-3.0"),
    ],
)
def test_the_ways_of_writing_an_address_name_one_licence(written: str, licence: str) -> None:
    found = licence_of_url(written)
    assert found is not None
    assert found.id == licence
    assert found.url == url_of(licence)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http://creativecommons.org/licenses/by-sa/3.0/fr/deed.fr", "https://creativecommons.org/licenses/by-sa/3.0/fr/"),
        ("http://creativecommons.org/licenses/by/2.1/jp/", "https://creativecommons.org/licenses/by/2.1/jp/"),
        ("http://creativecommons.org/licenses/by-nc/2.5/scotland/", "https://creativecommons.org/licenses/by-nc/2.5/scotland/"),
    ],
)
def test_a_port_that_spdx_does_not_list_has_an_address_and_no_id(written: str, url: str) -> None:
    assert licence_of_url(written) == (None, url)


@pytest.mark.parametrize(
    "url",
    [
        "https://creativecommons.org/", "https://creativecommons.org/licenses/", "https://creativecommons.org/licenses/by/",
        "https://creativecommons.org/licenses/by/9.0/", "https://creativecommons.org/licenses/by-nd-sa/4.0/",
        "https://creativecommons.org/licenses/nc/1.0/", "https://creativecommons.org/licenses/by-by/4.0/",
        "https://creativecommons.org/licenses/by/2.1/", "https://creativecommons.org/licenses/by/4.0/whatever/else",
        "https://creativecommons.org.evil.example/licenses/by/4.0/", "https://evil.example/creativecommons.org/licenses/by/4.0/",
        "https://web.archive.org/web/20160218174457/https://evil.example/creativecommons.org/licenses/by/4.0/",
        "https://web.archive.org/web/2016/creativecommons.org/licenses/by/4.0/",
        "ftp://creativecommons.org/licenses/by/4.0/", "https://[::1", "by/4.0", "",
    ],
)  # fmt: skip
def test_what_names_no_licence_names_none(url: str) -> None:
    assert licence_of_url(url) is None


@pytest.mark.parametrize("licence", ["permission", "CC-BY", "CC-BY-2.1", "CC-BY-3.0-XX", "CC-BY-SA-ND-4.0", "LicenseRef-x", ""])
def test_an_unknown_id_has_no_address(licence: str) -> None:
    assert url_of(licence) is None


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    licence_of_url(text)
    licence_of_url(f"https://creativecommons.org/licenses/{text}")
    url_of(text)

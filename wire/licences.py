"""Licence addresses: which licence a URL names, and where a licence stands. Exact tables; what they do not hold is None."""

import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit


class LicenceUrl(NamedTuple):
    """A licence named by its address. `id` is its SPDX id, None where SPDX lists none; `url` its canonical https address."""

    id: str | None
    url: str


CC_HOSTS: Final = frozenset({"creativecommons.org", "i.creativecommons.org", "licensebuttons.net"})
CC_PATH: Final = re.compile(
    r"/(?:licenses|l)/(?P<kind>(?:by|nc|nd|sa)(?:-(?:by|nc|nd|sa))*)/(?P<version>[1-4]\.[0-9])"
    r"(?:/(?P<port>[a-z]{2}|igo|scotland))?(?P<part>/.*)?",
)
PUBLIC_DOMAIN_PATH: Final = re.compile(r"/(?:publicdomain|p)/(?P<kind>zero|mark)/1\.0(?:/.*)?")
DEDICATION_PATH: Final = re.compile(r"/(?:licenses|l)/publicdomain(?:/.*)?")
PART: Final = re.compile(r"/(?:(?:deed|legalcode)(?:[.-][\w.-]+)?|rdf|[0-9]+x[0-9]+\.(?:png|svg|gif))?/?")
"""What may follow a licence's address: its deed or legal code in some language, its RDF, its badge."""

ARCHIVED: Final = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)")
"""What the Internet Archive writes before each address in its copies."""

VERSIONS: Final = frozenset({"1.0", "2.0", "2.5", "3.0", "4.0"})
KINDS: Final = frozenset({"by", "by-nc", "by-nc-nd", "by-nc-sa", "by-nd", "by-sa"})
PORTED: Final = frozenset({
    "CC-BY-2.5-AU", "CC-BY-3.0-AT", "CC-BY-3.0-AU", "CC-BY-3.0-DE", "CC-BY-3.0-IGO", "CC-BY-3.0-NL", "CC-BY-3.0-US",
    "CC-BY-NC-3.0-DE", "CC-BY-NC-ND-3.0-DE", "CC-BY-NC-ND-3.0-IGO", "CC-BY-NC-SA-2.0-DE", "CC-BY-NC-SA-2.0-FR",
    "CC-BY-NC-SA-2.0-UK", "CC-BY-NC-SA-3.0-DE", "CC-BY-NC-SA-3.0-IGO", "CC-BY-ND-3.0-DE", "CC-BY-SA-2.0-UK",
    "CC-BY-SA-2.1-JP", "CC-BY-SA-3.0-AT", "CC-BY-SA-3.0-DE", "CC-BY-SA-3.0-IGO",
})  # fmt: skip
"""The ports to a country's law that the SPDX list names; the others have an address and no id."""

CC_ID: Final = re.compile(r"CC-(?P<kind>BY(?:-NC)?(?:-SA|-ND)?)-(?P<version>[1-4]\.[0-9])(?:-(?P<port>[A-Z]{2,3}))?")
OTHERS: Final = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-PDM-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
    "CC-PDDC": "https://creativecommons.org/licenses/publicdomain/",
    "OGL-UK-1.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/1/",
    "OGL-UK-2.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
    "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "OGL-Canada-2.0": "https://open.canada.ca/en/open-government-licence-canada",
    "etalab-2.0": "https://github.com/DISIC/politique-de-contribution-open-source/blob/master/LICENSE",
    "DL-DE-BY-2.0": "https://www.govdata.de/dl-de/by-2-0",
    "DL-DE-ZERO-2.0": "https://www.govdata.de/dl-de/zero-2-0",
}


def licence_of_url(url: str) -> LicenceUrl | None:
    """The licence that an address names, None where it names none.

    Of Creative Commons any spelling is read: http or https, `www.`, upper case, without the last slash, deed or legal code
    in any language, badge images, elements in another order. A version 4.0 has no ports: what looks like one is a language.
    An archive's copy of a page has its links rewritten: what it keeps of the licence's address names the licence.
    """
    text = ARCHIVED.sub("", url.strip())
    try:
        parts = urlsplit(text if "//" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", ""):
        return None
    if host in CC_HOSTS:
        return _creative_commons(parts.path.lower())
    return BY_ADDRESS.get((host, parts.path.lower().rstrip("/")))


def _creative_commons(path: str) -> LicenceUrl | None:
    if found := PUBLIC_DOMAIN_PATH.fullmatch(path):
        return _other("CC0-1.0" if found["kind"] == "zero" else "CC-PDM-1.0")
    if DEDICATION_PATH.fullmatch(path):
        return _other("CC-PDDC")
    found = CC_PATH.fullmatch(path)
    if found is None or not PART.fullmatch(found["part"] or "/"):
        return None
    elements = found["kind"].split("-")
    kind = "-".join(element for element in ("by", "nc", "nd", "sa") if element in elements)
    version, port = found["version"], None if found["version"] == "4.0" else found["port"]
    if kind not in KINDS or len(set(elements)) != len(elements) or (version not in VERSIONS and port is None):
        return None
    name = f"CC-{kind.upper()}-{version}"
    address = _address(kind, version, port)
    if port is None:
        return LicenceUrl(name, address)
    ported = f"{name}-{port.upper()}"
    return LicenceUrl(ported if ported in PORTED else None, address)


def _address(kind: str, version: str, port: str | None) -> str:
    order = "by-nd-nc" if (kind, version) == ("by-nc-nd", "1.0") else kind
    return f"https://creativecommons.org/licenses/{order}/{version}/" + (f"{port}/" if port else "")


def _other(name: str) -> LicenceUrl:
    return LicenceUrl(name, OTHERS[name])


def url_of(licence: str) -> str | None:
    """The canonical address of a licence by its SPDX id, None where the id is none of those known here."""
    found = CC_ID.fullmatch(licence)
    if found is None:
        return OTHERS.get(licence)
    kind, version, port = found["kind"].lower(), found["version"], found["port"]
    if kind not in KINDS or (version not in VERSIONS and port is None) or (port is not None and licence not in PORTED):
        return None
    return _address(kind, version, None if port is None else port.lower())


def _key(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.lower().rstrip("/")


BY_ADDRESS: Final = {_key(url): LicenceUrl(name, url) for name, url in OTHERS.items()}

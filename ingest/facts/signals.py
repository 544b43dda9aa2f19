"""Rights in places that machines read: HTTP headers, robots.txt, TDMRep. What speaks of machines permits nothing to people."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urljoin

from ingest.extract.article import Wording

LONGEST_HEADER: Final = 8192
MOST: Final = 20
"""Statements that are read of one header or file."""
RSL_TYPE: Final = "application/rsl+xml"
MACHINES: Final = ("rsl", "tdm", "robots", "content-usage", "site")
"""First words of places whose statements are about what machines may do with a text (RSL 1.0, TDMRep, AIPREF)."""

_LINK: Final = re.compile(
    r"<(?P<url>[^<>\s]{1,2000})>(?P<parameters>(?:\s*;\s*[\w*-]{1,20}\s*=\s*(?:\"[^\"]{0,300}\"|[^\s;,\"]{1,300}))*)"
)
_LICENCE_LINE: Final = re.compile(
    r"(?:^|(?<=[\r\n]))[^\S\r\n]{0,20}license[^\S\r\n]{0,20}:(?P<target>[^\r\n#]*)[^\r\n]*", re.IGNORECASE
)
_PARAMETER: Final = re.compile(r";\s*([\w*-]{1,20})\s*=\s*(?:\"([^\"]{0,300})\"|([^\s;,\"]{1,300}))")


def from_link_header(value: str, page_url: str) -> Iterator[Wording]:
    """The licences that an HTTP `Link` header names for the page (RFC 8288; relation `license`, RFC 4946).

    A link with an anchor of its own speaks of something else. One of type `application/rsl+xml` leads to an RSL document.
    """
    for link in list(_LINK.finditer(value[:LONGEST_HEADER]))[:MOST]:
        parameters = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(link["parameters"])}
        if "license" not in parameters.get("rel", "").lower().split() or parameters.get("anchor"):
            continue
        target = _absolute(page_url, link["url"])
        if target is None:
            continue
        if parameters.get("type", "").lower() == RSL_TYPE:
            yield Wording(kind="rights", text=link[0][:400], place="rsl http link", url=target)
        else:
            yield Wording(kind="licence-url", text=parameters.get("title", ""), place="http link", url=target)


def from_robots(text: str, robots_url: str) -> Iterator[Wording]:
    """Where the `License:` lines of a robots.txt lead (RSL 1.0, section on robots.txt: absolute addresses of RSL documents)."""
    found = 0
    for line in _LICENCE_LINE.finditer(text, 0, 500_000):
        target = _absolute(robots_url, line["target"].strip())
        if target is not None and found < MOST:
            found += 1
            yield Wording(kind="rights", text=line[0].strip()[:400], place="robots.txt License", url=target)


def from_tdm_headers(headers: Mapping[str, str], page_url: str) -> Iterator[Wording]:
    """What `tdm-reservation` and `tdm-policy` state, in HTTP headers or in meta elements given by name (TDMRep, sections 4
    and 5). A value other than 0 or 1 states nothing."""
    named = {name.lower(): value.strip() for name, value in headers.items()}
    reservation = named.get("tdm-reservation", "")
    if reservation in ("0", "1"):
        yield Wording(
            kind="rights", text=f"tdm-reservation: {reservation}", place="tdm reservation",
            url=_absolute(page_url, named.get("tdm-policy", "")),
        )  # fmt: skip


def from_tdmrep(body: str, path: str, base_url: str) -> Iterator[Wording]:
    """What a site's `/.well-known/tdmrep.json` states of a path: its first rule that fits (TDMRep, section 6)."""
    try:
        rules = json.loads(body[:500_000])
    except (ValueError, RecursionError):
        return
    for rule in rules if isinstance(rules, list) else []:
        if isinstance(rule, dict) and isinstance(pattern := rule.get("location"), str) and fits_path(pattern, path):
            stated = {name: str(value) for name, value in rule.items() if name in ("tdm-reservation", "tdm-policy")}
            yield from from_tdm_headers(stated, base_url)
            return


def fits_path(pattern: str, path: str) -> bool:
    """Whether a path fits a pattern with `*` and a last `$` (RFC 9309 section 2.2.3), in time that grows with their lengths."""
    if len(pattern) > 2000 or len(path) > 8000:
        return False
    whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest, 1):
        if whole and number == len(rest):
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not whole or at == len(path)


def _absolute(base: str, address: str) -> str | None:
    try:
        target = urljoin(base, address) if address else ""
    except ValueError:
        return None
    return target if target.startswith(("http://", "https://")) else None

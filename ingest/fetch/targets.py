"""What an address we are given points at: the rules on URLs, before anything is asked. Pure."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import IPv4Address, ip_address

from yarl import URL

from ingest.fetch.addresses import is_within, networks, objection
from ingest.fetch.outcome import Refused
from ingest.fetch.settings import FetchSettings
from wire.urls import GopherUrl

HTTP_PORTS = frozenset({80, 443, 8080, 8443})
GOPHER_PORTS = frozenset({70})
_ANY_PORT = range(65536)
_LONGEST = 4096
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\]")
_PARTS = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*+):(?://([^/?#]*))?")
_NO_PORT = re.compile(r":[0-9]*[^0-9\]:][^\]:]*\Z")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def refused(url: str, rule: str, words: str) -> Refused:
    """A refusal of now."""
    return Refused(url=url, rule=rule, words=words, fetched_at=datetime.now(UTC))


def shown(url: str) -> str:
    """An address as it may stand in a sentence: printable, and no longer than a line or two."""
    clean = "".join(char if char.isprintable() else "?" for char in url)
    return clean if len(clean) <= 200 else clean[:199] + "…"


def read_target(url: str, extra_ports: Collection[int]) -> URL | GopherUrl | Refused:
    """The parsed address, or why it is not asked: scheme, port, host and spelling rules (RFC 3986, RFC 4266).

    Spellings that two programs may read differently are refused, not repaired: userinfo, backslashes, percent signs and
    look-alike characters in the host, numbers that are no plain IPv4 address. `extra_ports` are allowed beside the usual.
    """
    if len(url) > _LONGEST:
        return refused(url, "url", f"the address is longer than {_LONGEST} characters")
    if _UNSAFE.search(url):
        return refused(url, "url", f"the address {shown(url)} holds a backslash or a character that cannot be printed")
    parts = _PARTS.match(url)
    scheme = parts[1].lower() if parts else ""
    if scheme not in {"http", "https", "gopher"}:
        return refused(url, "scheme", f"{shown(url)} is neither http, https nor gopher")
    authority = (parts[2] if parts else None) or ""
    if words := _authority_objection(authority):
        return refused(url, "url", f"the address {shown(url) if '@' not in authority else 'given'} {words}")
    try:
        target = GopherUrl.parse(url) if scheme == "gopher" else URL(url.partition("#")[0])
    except ValueError as error:
        return refused(url, "url", f"{shown(url)} is no address: {error}")
    if target is None:
        return refused(url, "url", f"{shown(url)} is no gopher address that can be sent")
    if _host(target).endswith(".") and "[" not in authority:
        target = _without_the_dot(target)
    host, port = _host(target), target.port
    if words := host_objection(host, bracketed="[" in authority):
        return refused(url, "url", words)
    usual = GOPHER_PORTS if scheme == "gopher" else HTTP_PORTS
    if port not in usual and port not in extra_ports:
        names = ", ".join(map(str, sorted(usual)))
        return refused(url, "port", f"port {port} is none of {names}; list it in fetch.allow_ports if it is meant")
    return target


def host_of(url: str) -> str:
    """The host by the name that its pace and its rest are kept under, whatever the port; empty for what is no address."""
    target = read_target(url, _ANY_PORT)
    return "" if isinstance(target, Refused) else _host(target)


def lasting_refusal(url: str, settings: FetchSettings) -> Refused | None:
    """Why the address would be refused at every poll, as far as that can be told without asking anybody; None where it may be
    asked. What a name leads to is settled when connecting, but for `localhost`, which leads nowhere else (RFC 6761 section 6.3).
    """
    target = read_target(url, settings.allow_ports)
    if isinstance(target, Refused):
        return target
    host, allowed = _host(target), networks(settings.allow_networks)
    if host == "localhost" or host.endswith(".localhost"):
        what = None if any(is_within(address, allowed) for address in ("127.0.0.1", "::1")) else "this machine"
    else:
        what = objection(host, allowed) if _is_address(host) else None
    return None if what is None else refused(url, "private-address", private_words(host, what))


def private_words(who: str, what: str) -> str:
    """Why an address that is not public is refused, and what to do about it."""
    return f"{who} is {what}; list it in fetch.allow_networks if it is yours"


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def resolve(base: URL, location: str) -> str:
    """A redirect's `Location` (RFC 9110 section 10.2.2) as an absolute address, still to be judged by `read_target`."""
    if _PARTS.match(location) or _UNSAFE.search(location):
        return location
    if location.startswith("//"):
        return f"{base.scheme}:{location}"
    try:
        return str(base.join(URL(location)))
    except ValueError:
        return location


def _host(target: URL | GopherUrl) -> str:
    return target.host if isinstance(target, GopherUrl) else target.raw_host or ""


def _without_the_dot(target: URL | GopherUrl) -> URL | GopherUrl:
    """The same under the usual spelling: `example.org.` is `example.org` (RFC 1034 section 3.1), one host with one pace."""
    host = _host(target)[:-1]
    if not host:
        return target
    return replace(target, host=host) if isinstance(target, GopherUrl) else target.with_host(host)


@lru_cache(4096)
def _authority_objection(authority: str) -> str:
    if not authority:
        return "names no host"
    if "@" in authority:
        return "carries a user name or password; give it without"
    if _NO_PORT.search(authority):
        return "has something else than digits in place of its port"
    if "%" in authority:
        return "hides characters of its host behind percent signs"
    for char in authority:
        # Full-width digits, circled letters, ideographic full stops: browsers fold them to ASCII, others do not.
        if not char.isascii() and unicodedata.normalize("NFKC", char).isascii():
            return f"has {char!r} in its host, which only looks like another character"
    return ""


@lru_cache(4096)
def host_objection(host: str, *, bracketed: bool = False) -> str:
    """Why this host name is not asked; empty when it may be. Lower case, IDNA-encoded, IPv6 addresses without brackets."""
    if ":" in host or bracketed:
        # Which IPv6 address may be asked is settled when connecting.
        return "" if re.fullmatch(r"[0-9a-f:.]+", host) and ":" in host else f"[{shown(host)}] is no IPv6 address"
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            IPv4Address(host)
        except ValueError:
            return f"{shown(host)} is an unusual spelling of an IPv4 address; write it as four numbers"
        return ""
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return f"{shown(host)!r} is no host name"
    return ""

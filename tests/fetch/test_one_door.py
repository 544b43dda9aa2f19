"""Nobody but the door opens sockets to others (rule 7), and nothing that is read makes a library do so."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ["news", "wire", "ingest", "store", "exporters", "desk", "wiredesk", "console"]
NETWORK = {
    "aiodns", "aiohappyeyeballs", "aiohttp", "aiosmtplib", "asyncssh", "dns", "ftplib", "grpc", "h2", "http.client",
    "http.cookiejar", "httpcore", "httplib2", "httpx", "imaplib", "niquests", "nntplib", "paramiko", "poplib", "pycares",
    "pycurl", "requests", "smtplib", "_socket", "socket", "socks", "_ssl", "ssl", "telnetlib", "trafilatura.downloads",
    "trafilatura.feeds", "trafilatura.sitemaps", "trafilatura.spider", "twisted", "urllib.request", "urllib.robotparser",
    "urllib3", "webbrowser", "websocket", "websockets", "xmlrpc.client",
}  # fmt: skip
CALLS = {
    "create_connection", "create_datagram_endpoint", "create_unix_connection", "fetch_response", "fetch_url", "getaddrinfo",
    "gethostbyname", "open_connection", "open_in_browser", "open_unix_connection", "sock_connect", "urlopen", "urlretrieve",
    "connect_ex",
}  # fmt: skip
READS_ADDRESSES = {
    "etree.parse",
    "html.parse",
    "etree.iterparse",
    "xinclude",
    "XInclude",
    "XSLT",
    "no_network",
    "feedparser.parse",
}
"""Calls that take a file, an address or a document that names one: lxml's readers by name, its includes and style sheets, leave
to use the network, and feedparser given anything but bytes."""
MAY = {
    "ingest/fetch/door.py": {"aiohttp", "socket", "ssl", "open_connection", "sock_connect"},
    "ingest/fetch/loading.py": {"aiohttp", "ssl"},
    "ingest/fetch/names.py": {"aiohttp", "socket", "getaddrinfo"},
    "ingest/fetch/http.py": {"aiohttp"},
    "ingest/fetch/answer.py": {"aiohttp"},
    "ingest/fetch/weather.py": {"aiohttp", "socket", "ssl"},
}
LISTENING = ("wiredesk/servers/", "wiredesk/demo/")
"""They listen, and may have sockets for that; they call nobody."""


def network_names(source: str) -> set[str]:
    """What in a module can open a connection: libraries (by their first name in NETWORK), calls, and readers of addresses."""
    tree = ast.parse(source)
    names = {name for node in ast.walk(tree) for name in _names(node)}
    buffers = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _called(node.value).rpartition(".")[2] == "BytesIO"
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in {"feedparser.parse", "feedparser.api.parse"}:
            first = node.args[0] if node.args else None
            if not (isinstance(first, ast.Name) and first.id in buffers) and _called(first).rpartition(".")[2] != "BytesIO":
                names.add("feedparser.parse")
    return names


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=aliases):
            for alias in aliases:
                if alias.name != "socket":  # its name for this machine is no connection: what is used of it is looked at below
                    yield from _library(alias.name)
                elif alias.asname is not None:
                    yield "socket"
        case ast.ImportFrom(module=str(module), names=aliases):
            for alias in aliases:
                yield from _library(f"{module}.{alias.name}")
                yield from {alias.name} & CALLS
                yield from {f"{module.rpartition('.')[2]}.{alias.name}", alias.name} & READS_ADDRESSES
                if (module, alias.name) == ("feedparser", "parse"):
                    yield "feedparser.parse"
        case ast.Call(args=[ast.Constant(value=str(module)), *_]) if _called(node).rpartition(".")[2] in {
            "import_module",
            "__import__",
        }:
            yield from _library(module)
        case ast.Attribute(attr=attr, value=ast.Name(id="socket")) if attr != "gethostname":
            yield "socket"
            yield from {attr} & CALLS
        case ast.Attribute(attr=attr, value=inner):
            dotted = f"{_dotted(inner).rpartition('.')[2]}.{attr}"
            yield from ({attr} & CALLS) | ({dotted, attr} & READS_ADDRESSES - {"feedparser.parse"})
        case ast.Name(id=name) if name in CALLS:
            yield name
        case ast.keyword(arg="no_network", value=value) if not (isinstance(value, ast.Constant) and value.value is True):
            yield "no_network"
        case _:
            pass


def _library(name: str) -> set[str]:
    return {one for one in NETWORK if name == one or name.startswith(one + ".")}


def _dotted(node: ast.AST | None) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=attr, value=inner):
            return f"{_dotted(inner)}.{attr}"
        case _:
            return ""


def _called(node: ast.AST | None) -> str:
    return _dotted(node.func) if isinstance(node, ast.Call) else ""


@pytest.mark.parametrize("room", [room for room in ROOMS if (ROOT / room).is_dir()])
def test_no_other_module_reaches_the_net(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        found = network_names(path.read_text("utf-8"))
        if name.startswith(LISTENING):
            found -= {"socket", "ssl"}
            assert ".connect(" not in path.read_text("utf-8"), f"{name} listens, and calls nobody"
        assert found <= MAY.get(name, set()), f"{name} can reach the net: {found}; it must go through ingest/fetch/door.py"


def test_what_may_reach_the_net_does() -> None:
    for name, what in MAY.items():
        assert network_names((ROOT / name).read_text("utf-8")) == what, f"{name}: a leave that is not used is taken back"


@pytest.mark.parametrize(
    "source",
    [
        "import socket\nsocket.socket()",
        "import socket as s\ns.socket()",
        "from socket import socket",
        "import ssl",
        "import _socket",
        "from urllib.request import urlopen",
        "from urllib import request",
        "import urllib.request",
        "from urllib.robotparser import RobotFileParser",
        "import http.client",
        "from http import client",
        "import requests",
        "from requests.adapters import HTTPAdapter",
        "import httpx",
        "import urllib3",
        "import aiohttp.web",
        "def later():\n    import aiohttp",
        "import importlib\nimportlib.import_module('httpx')",
        "__import__('socket')",
        "import asyncio\nasyncio.open_connection('a', 1)",
        "from asyncio import open_connection",
        "import asyncio\nasyncio.get_running_loop().create_connection(object, 'a', 1)",
        "import asyncio\nasyncio.get_running_loop().sock_connect(None, ('a', 1))",
        "import trafilatura\ntrafilatura.fetch_url('x')",
        "from trafilatura import fetch_response",
        "from trafilatura.feeds import find_feed_urls",
        "from lxml import etree\netree.parse('http://example.org/')",
        "import lxml.etree\nlxml.etree.parse(where)",
        "from lxml.etree import parse",
        "from lxml import html\nhtml.parse(where)",
        "from lxml import etree\netree.iterparse(where)",
        "from lxml import etree\netree.XMLParser(no_network=False)",
        "from lxml import etree\netree.XMLParser(no_network=allowed)",
        "tree.xinclude()",
        "from lxml import etree\netree.XSLT(tree)",
        "import feedparser\nfeedparser.parse('http://example.org/feed')",
        "import feedparser\nfeedparser.parse(text)",
        "import feedparser\nfeedparser.parse(body.decode())",
        "from feedparser import parse",
        "import smtplib",
        "import ftplib",
        "import webbrowser",
    ],
)
def test_the_check_sees(source: str) -> None:
    assert network_names(source)


@pytest.mark.parametrize(
    "source",
    [
        "import socket\nsocket.gethostname()",
        "import io, feedparser\ndocument = io.BytesIO(body)\nfeedparser.parse(document)",
        "import io, feedparser\nfeedparser.parse(io.BytesIO(body))",
        "from lxml import etree\netree.fromstring(body, etree.XMLParser(no_network=True))",
        "from urllib.parse import urlsplit",
        "from http import HTTPStatus",
        "import importlib\nimportlib.import_module(module)",
    ],
)
def test_the_check_lets_pass(source: str) -> None:
    assert not network_names(source)

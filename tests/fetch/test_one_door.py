"""Nobody but the door opens sockets to others (rule 7)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ["news", "wire", "ingest", "store", "exporters", "desk", "wiredesk", "console"]
NETWORK = {
    "aiohttp", "aiohappyeyeballs", "ftplib", "http.client", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib",
    "socket", "ssl", "telnetlib", "urllib.request", "urllib3", "xmlrpc.client",
}  # fmt: skip
CALLS = {"open_connection", "create_connection", "open_unix_connection", "sock_connect", "fetch_url", "urlopen"}
MAY = {
    "ingest/fetch/door.py": NETWORK | CALLS,
    "ingest/fetch/http.py": {"aiohttp", "aiohttp.http"},
    "ingest/fetch/weather.py": {"aiohttp", "socket", "ssl"},
}
LISTENING = ("wiredesk/servers", "wiredesk/demo")
"""They listen, and may look at sockets for that; they call nobody."""


def network_names(source: str) -> set[str]:
    """The imports and calls in a module that can open a connection."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name for alias in aliases} - {"socket"}  # its name for this machine is no connection
            case ast.ImportFrom(module=str(module), names=aliases):
                names |= {module} | {f"{module}.{alias.name}" for alias in aliases} | {alias.name for alias in aliases} & CALLS
            case ast.Attribute(attr=attr) if attr in CALLS:
                names.add(attr)
            case ast.Attribute(attr=attr, value=ast.Name(id="socket")) if attr != "gethostname":
                names.add("socket")
            case _:
                pass
    return {name for name in names if name in CALLS or any(name == one or name.startswith(one + ".") for one in NETWORK)}


@pytest.mark.parametrize("room", [room for room in ROOMS if (ROOT / room).is_dir()])
def test_no_other_module_reaches_the_net(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        found = {one for one in network_names(path.read_text("utf-8")) if not one.startswith("aiohttp.") or name not in MAY}
        if name.startswith(LISTENING):
            found -= {"socket", "ssl"}
        assert found <= MAY.get(name, set()), f"{name} can reach the net: {found}; it must go through ingest/fetch/door.py"


@pytest.mark.parametrize(
    "source",
    [
        "import socket\nsocket.socket()",
        "from urllib.request import urlopen",
        "import asyncio\nasyncio.open_connection()",
        "import aiohttp.web",
        "from asyncio import open_connection",
        "from http import client",
        "import trafilatura\ntrafilatura.fetch_url('x')",
    ],
)
def test_the_check_sees(source: str) -> None:
    assert network_names(source)

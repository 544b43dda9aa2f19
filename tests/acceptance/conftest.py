"""The command as a user runs it: its own process, a folder of its own, real servers on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.servers import HoleServer, WebServer

SITE = """\
[site]
id = "gazette-test"
title = "The Test Desk"
base_url = "http://127.0.0.1:8080/"
timezone = "America/New_York"
language = "en"
copyright_notice = "Opinions: (C) The Test Desk"
commercial = false

[publish]
gopher_host = "127.0.0.1"
gopher_port = 7070

[fetch]
contact = "mailto:desk@example.org"
allow_networks = ["127.0.0.1/32"]
allow_ports = [{ports}]

[[publisher]]
id = "harbour"
name = "Harbour Gazette"
timezone = "Europe/Oslo"
home = "https://harbour.example/"
"""


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A folder with a config, and the command run in it."""

    folder: Path

    def configure(self, feeds: str, ports: list[int]) -> None:
        (self.folder / "config.toml").write_text(SITE.format(ports=", ".join(map(str, ports))) + feeds, "utf-8")

    def run(self, *arguments: str, timeout: float = 90, plain: bool = False) -> Done:
        """Runs `wiredesk`; `plain`: with no more rights over files than their modes give, root or not."""
        command = [sys.executable, "-m", "wiredesk", *arguments]
        if plain and os.geteuid() == 0:
            command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=timeout, check=False)
        assert "Traceback" not in done.stderr + done.stdout, done.stderr + done.stdout
        return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer({}) as server:
        yield server


@pytest.fixture
def hole() -> Iterator[HoleServer]:
    with HoleServer({}) as server:
        yield server


Feed = Callable[..., str]


@pytest.fixture
def feed() -> Feed:
    """A [[feed]] table."""

    def table(name: str, url: str, **settings: str) -> str:
        rest = "".join(f"{key} = {value}\n" for key, value in settings.items())
        return f'\n[[feed]]\nid = "{name}"\npublisher = "harbour"\nurl = "{url}"\n{rest}'

    return table

"""What the operator allows one feed alone: ports, and a certificate authority."""

from pathlib import Path

import pytest

from desk.config import Config, load
from desk.errors import ConfigError
from ingest.fetch.settings import Exemption
from tests.desk.config_text import LEAST

CONFIG = (
    LEAST
    + """
[[feed]]
id = "plain"
publisher = "harbour"
url = "https://harbour.example/rss"

[[feed]]
id = "inside"
publisher = "harbour"
url = "https://inside.harbour.example:9443/rss"
"""
)


def read(folder: Path, text: str) -> Config:
    (folder / "config.toml").write_text(text, "utf-8")
    return load(folder / "config.toml", folder)


def test_ports_and_authority_belong_to_the_feed_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "own.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    config = read(tmp_path, CONFIG + 'ports = [9443]\nca = "own.pem"\n')
    assert config.fetch.exemptions == {"inside": Exemption(ports=(9443,), ca=tmp_path / "own.pem")}
    assert config.fetch.allow_ports == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('ca = "missing.pem"', "missing.pem cannot be read: No such file or directory"),
        ('ca = "config.toml"', "config.toml holds no certificate in PEM form"),
        ('ca = "."', "cannot be read: Is a directory"),
        ("ports = [0]", "feed.ports"),
        ("ports = [70000]", "feed.ports"),
    ],
)
def test_a_mistake_in_them_is_named_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, CONFIG + line + "\n")
    assert len(caught.value.mistakes) == 1
    assert f"{tmp_path / 'config.toml'}:24: feed." in str(caught.value)
    assert words in str(caught.value)

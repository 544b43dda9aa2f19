"""What the operator may say about hubs, and what is wrong with what cannot be."""

from pathlib import Path

import pytest

from desk.config import Config, load
from desk.errors import ConfigError
from tests.desk.config_text import LEAST

PLAIN = (
    LEAST
    + """
[[feed]]
id = "harbour-rss"
publisher = "harbour"
url = "https://harbour.example/rss"
"""
)


def read(folder: Path, text: str) -> Config:
    (folder / "config.toml").write_text(text, "utf-8")
    return load(folder / "config.toml", folder)


def test_hubs_are_not_listened_to_unless_an_address_is_given(tmp_path: Path) -> None:
    plain = read(tmp_path, PLAIN)
    assert plain.websub is None
    assert plain.feeds[0].hub, "once there is an address, a feed listens unless told otherwise"
    said = read(tmp_path, PLAIN + 'hub = false\n\n[websub]\ncallback = "https://desk.example/calls/hub"\n')
    assert said.websub == "https://desk.example/calls/hub/"
    assert not said.feeds[0].hub


@pytest.mark.parametrize(
    ("callback", "words"),
    [
        ("desk.example/hub/", "a web address"),
        ("gopher://desk.example/hub/", "a web address"),
        ("https://desk.example/hub/?key=1", "a web address"),
        ("https://desk.example", "a path of its own is needed"),
        ("https://desk.example/static/hub/", "'static' is an address the site itself needs"),
        ("https://desk.example/harbour/", "'harbour' is where websub.callback has hubs call"),
    ],
)
def test_an_address_that_cannot_be_is_named_with_its_line(callback: str, words: str, tmp_path: Path) -> None:
    text = PLAIN + f'\n[websub]\ncallback = "{callback}"\n'
    with pytest.raises(ConfigError) as wrong:
        read(tmp_path, text)
    (mistake,) = wrong.value.mistakes
    assert words in mistake
    line = text.splitlines()[int(mistake.partition("config.toml:")[2].partition(":")[0]) - 1]
    assert line == ('id = "harbour"' if "harbour" in callback else f'callback = "{callback}"')

"""A configuration without end or bottom is refused in one sentence."""

from pathlib import Path

import pytest

from desk.config import load
from desk.errors import ConfigError

DEEP = 200_000
BOTTOMLESS = {
    "arrays": ("a = " + "[" * DEEP + "]" * DEEP, "is nested too deep to be read"),
    "tables": ("a = " + "{a=" * DEEP + "1" + "}" * DEEP, "is nested too deep to be read"),
    "a table's name": ("[a" + ".a" * DEEP + "]", "has a name of more than 1,000 parts"),
    "a key": ("a" + " . a" * DEEP + " = 1", "has a name of more than 1,000 parts"),
    "half an array": ("a = " + "[" * DEEP, "is nested too deep to be read"),
}


@pytest.mark.parametrize("kind", BOTTOMLESS)
def test_a_bottomless_config_is_refused(kind: str) -> None:
    text, words = BOTTOMLESS[kind]
    with pytest.raises(ConfigError, match=words):
        load(Path("config.toml"), Path(), text.encode())


def test_an_endless_number_is_a_mistake_like_others() -> None:
    with pytest.raises(ConfigError, match="every"):
        load(Path("config.toml"), Path(), f'[[feed]]\nid = "a"\nevery = "{"1" * 5_000}m"\n'.encode())

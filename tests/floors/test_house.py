"""What the house promises about itself: its names are its own, its commands are documented, its words are real."""

import importlib
import re
from importlib import metadata
from pathlib import Path

import click
import pytest

import news
from wiredesk.cli import COMMANDS, cli

HOME = Path(__file__).parents[2]
ROOMS = ("news", "wire", "ingest", "store", "exporters", "desk", "wiredesk")


@pytest.mark.parametrize("room", ROOMS)
def test_no_installed_stranger_owns_a_rooms_name(room: str) -> None:
    assert set(metadata.packages_distributions().get(room, ["wiredesk"])) == {"wiredesk"}
    assert Path(str(importlib.import_module(room).__file__)).parent == HOME / room
    assert (HOME / room / "py.typed").exists()


def every_command(command: click.Command = cli, names: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group):
        return [(names, command)]
    context = click.Context(command)
    inner = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
    return [found for name, below in inner if below is not None for found in every_command(below, (*names, name))]


def test_every_command_has_help_and_stands_in_the_manual() -> None:
    manual = (HOME / "docs" / "operating.md").read_text("utf-8")
    commands = every_command()
    assert len(commands) > 15
    for names, command in commands:
        assert command.help, names
        assert f"`{' '.join(names)}`" in manual, f"docs/operating.md does not name `{' '.join(names)}`"


def test_every_command_takes_the_shared_options() -> None:
    for names, command in every_command():
        options = {parameter.name for parameter in command.params}
        assert {"config", "data", "json", "quiet"} <= options, names


def test_the_list_of_commands_says_what_each_command_says() -> None:
    for module, words in COMMANDS.values():
        assert words.endswith(".")
        assert isinstance(importlib.import_module(module).command, click.Command)


def test_every_type_that_the_glossary_names_is_there() -> None:
    words = (HOME / "docs" / "glossary.md").read_text("utf-8")
    named = re.findall(r"\(`([A-Z]\w+)`", words) + re.findall(r", `([A-Z]\w+)`\)", words)
    sources = "\n".join(path.read_text("utf-8") for path in Path(next(iter(news.__path__))).glob("*.py"))
    assert len(named) > 12
    for name in named:
        assert re.search(rf"^(class )?{name}\b", sources, re.MULTILINE), name


def test_every_exit_code_stands_in_the_manual() -> None:
    from wiredesk.exits import Exit

    manual = (HOME / "docs" / "operating.md").read_text("utf-8")
    for code in Exit:
        assert f"| {code.value} |" in manual, code


def test_every_error_with_an_exit_code_exists() -> None:
    from wiredesk.exits import CODES

    modules = ("desk.errors", "desk.publish", "store.errors", "wiredesk.exits")
    known = {name for module in modules for name in vars(importlib.import_module(module))}
    assert set(CODES) <= known

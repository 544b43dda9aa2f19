"""The command line's shape: which commands there are, and the options that every one of them takes, before it or after it.

Only click is loaded here; a command's module is loaded when it is asked for, and its rooms when it runs (rule 13).
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wire.version import VERSION

if TYPE_CHECKING:
    from desk.office import Office

COMMANDS = {
    "init": ("wiredesk.commands.init", "Write a commented config.toml and make the database."),
    "run": ("wiredesk.commands.run", "One pass: poll what is due, publish what changed. For cron."),
    "poll": ("wiredesk.commands.poll", "Fetch and read what is due, without publishing."),
    "publish": ("wiredesk.commands.publish", "Write what changed to the export folder."),
    "feed": ("wiredesk.commands.feed", "Add, list, show, check and remove feeds."),
    "waiting": ("wiredesk.commands.waiting", "Show entries that still wait to be fetched or read, or were given up, and why."),
    "story": ("wiredesk.commands.story", "List, show, approve, hold, spike, withdraw and comment stories."),
    "inspect": ("wiredesk.commands.inspect", "Show what wiredesk makes of a page, a feed, their rights or a date, and why."),
    "digest": ("wiredesk.commands.digest", "Show the day: what waits for the editor, which feeds need looking at."),
    "db": ("wiredesk.commands.db", "Upgrade, check and prune the database."),
    "serve": ("wiredesk.commands.serve", "Poll on schedule and serve the exported site and gopher hole."),
    "demo": ("wiredesk.commands.demo", "Run the whole way on a bundled sample, without network."),
}


@dataclass(frozen=True, slots=True)
class Options:
    """The options that every command takes."""

    config: Path | None = None
    data: Path | None = None
    json: bool = False
    quiet: bool = False

    @property
    def config_path(self) -> Path:
        """The config file: `./config.toml` unless named."""
        return (self.config or Path("config.toml")).absolute()

    @property
    def data_path(self) -> Path:
        """The folder that relative paths in the config are relative to: the config's own unless named."""
        return (self.data or self.config_path.parent).absolute()

    def office(self) -> "Office":
        """The office over config and data; its rooms are opened when they are asked for. Raises ConfigError."""
        from desk.office import Office

        return Office.of(self.config_path, self.data_path)


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the shared options; it gets them as its first argument, an Options. Those given after the command
    win over those given before it."""

    @click.pass_context
    def call(context: click.Context, /, config: Path | None, data: Path | None, json: bool, quiet: bool, **rest: Any) -> Any:
        options = context.obj if isinstance(context.obj, Options) else Options()
        options = Options(config or options.config, data or options.data, json or options.json, quiet or options.quiet)
        context.obj = options
        return context.invoke(command, options, **rest)

    decorators = (
        click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="The config; ./config.toml by default."),
        click.option("--data", metavar="DIR", type=click.Path(path_type=Path), help="Where data lies; the config's folder."),
        click.option("--json", is_flag=True, help="Print JSON, for programs."),
        click.option("--quiet", is_flag=True, help="Print errors only."),
    )
    wrapped: Callable[..., Any] = update_wrapper(call, command)
    for decorate in reversed(decorators):
        wrapped = decorate(wrapped)
    return wrapped


class LazyGroup(click.Group):
    """A group whose commands are loaded when asked for; their one-line help stands here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its module loaded."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="wiredesk")
@shared_options
def cli(options: Options) -> None:
    """Takes in news stories, works out what they are and on what terms, and republishes them with attribution."""

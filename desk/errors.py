"""What can go wrong in a use case, each with its exit code's meaning."""

from pathlib import Path

from news.errors import WiredeskError


class DeskError(WiredeskError):
    """A use case could not be carried out; the text says why and what to do."""


class ConfigError(DeskError):
    """The config is not right; `mistakes` are all of them, one line each."""

    def __init__(self, path: Path, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.path, self.mistakes = path, mistakes


class Busy(DeskError):
    """Another process is doing this very thing."""


class CannotWrite(DeskError):
    """A file or folder that has to be written cannot be; what stood there stays as it was."""


class NotAllowed(DeskError):
    """The rules of the house forbid it; the text says which."""

"""What can go wrong on the way to the files."""

from news.errors import WiredeskError


class ExportError(WiredeskError):
    """The export cannot be written, or a story may not be printed as it stands."""

"""What can go wrong in ingest beyond bad weather."""

from news.errors import WiredeskError


class IngestError(WiredeskError):
    """Reading could not be carried out."""


class WorkerLost(IngestError):
    """The worker that read a page or feed was stopped: it ran out of its time or memory, or crashed. `words` says which."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class NoWorker(WorkerLost):
    """No worker could be had, since the machine has no process or file to spare. What was to be read is not to blame."""

"""What is known of the hosts whose pages are about to be read: kept by the store, judged with by extraction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desk.keeping import Task
from desk.office import Office
from ingest.extract.host_memory import REPEATED, HostMemory
from ingest.source import Captured


def memories_of(office: Office, tasks: Sequence[Task]) -> dict[str, HostMemory]:
    """The memory of each host that served one of the pages, of what stood on enough stories to say something."""
    hosts = {task.captured.host for task in tasks if task.captured is not None}
    with office.database.read() as transaction:
        known = {host: transaction.hosts.known(host, REPEATED) for host in hosts if host is not None}
    return {
        host: HostMemory(
            {digest: times.printed for digest, times in blocks.items() if times.printed},
            {digest: times.left for digest, times in blocks.items() if times.left},
        )
        for host, blocks in known.items()
    }


def with_memory(captured: Captured | None, memories: Mapping[str, HostMemory]) -> Captured | None:
    """The page with what is known of its host, to be read in a worker."""
    memory = None if captured is None or captured.host is None else memories.get(captured.host)
    return captured if captured is None or memory is None else replace(captured, memory=memory)

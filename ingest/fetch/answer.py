"""An HTTP answer whose bytes are counted on the wire, wrapping and all."""

import aiohttp
from aiohttp.connector import Connection

from ingest.fetch.door import Metered, meter_of

WRAPPING = 512 * 1024
"""Bytes that may come before the body begins (headers, RFC 9110 section 15.2's interim answers), and beside twice the body's own
size once it has (RFC 9112 section 7: a chunk's marks need not be larger than the chunk)."""


class Wrapped(Exception):
    """Much came and little of it was content: headers without end, marks of chunks, empty lines."""


class Answer(aiohttp.ClientResponse):
    """What a server sends. `start` and reading the body raise Wrapped where the limit of `WRAPPING` is passed."""

    meter: Metered | None = None

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        """Reads up to the body."""
        self.meter = meter_of(connection.transport)
        if self.meter is not None:
            self.meter.room = WRAPPING
        try:
            return await super().start(connection)
        except (aiohttp.ClientError, OSError) as error:
            self.check(error)
            raise

    def allow(self, size: int) -> None:
        """Lets so many bytes more come."""
        if self.meter is not None and self.meter.room is not None:
            self.meter.room += size

    def check(self, error: Exception) -> None:
        """Raises Wrapped where the error comes from too much of it."""
        if self.meter is not None and self.meter.room is not None and self.meter.room < 0:
            raise Wrapped from error

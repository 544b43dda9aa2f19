"""What stood in robots.txt files, kept in the store, so that a host is asked once a day and not once a pass."""

from contextlib import suppress
from typing import TYPE_CHECKING

from ingest.fetch.robots import RobotsSaid
from store.errors import StoreError

if TYPE_CHECKING:
    from desk.office import Office


class RobotsBook:
    """The memory that fetchers share; see `ingest.fetch.robots.RobotsMemory`. A store that cannot be had costs the host another
    request, never a page."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    async def recall(self, origin: str) -> RobotsSaid | None:
        """What is remembered and still holds."""

        def look() -> RobotsSaid | None:
            now = self._office.clock()
            with self._office.database.glance() as transaction:
                found = transaction.robots.of(origin, now)
            return None if found is None else RobotsSaid(text=found[0], good_for=found[1] - now)

        with suppress(StoreError):
            return await self._office.in_store(look, patience_s=0)
        return None

    async def keep(self, origin: str, said: RobotsSaid) -> None:
        """Remembers it."""

        def keep() -> None:
            now = self._office.clock()
            with self._office.database.polling() as transaction:
                transaction.robots.keep(origin, said.text, now + said.good_for, now)

        with suppress(StoreError):
            await self._office.in_store(keep, patience_s=0)

"""The service's part in listening to hubs: the routes they call at, and the tick that looks after subscriptions."""

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

from desk.office import Office
from desk.websub import HubReport, Listener, listening, tend, wake
from wiredesk.servers.callback import callback_routes

if TYPE_CHECKING:
    from wiredesk.log import Log


class Hubs:
    """Listens to hubs while the service runs."""

    def __init__(self, office: Office, log: "Log", callback: str) -> None:
        self._office, self._log, self._woken = office, log, False
        self.routes: list[BaseRoute] = callback_routes(Listener(office, self._told), callback)

    async def tick(self) -> None:
        """Asks hubs what there is to ask. Raises what goes wrong; the next tick tries again."""
        if not self._woken:
            await wake(self._office)
            self._woken = True
        await listening(self._office)
        await tend(self._office, self._told)

    def _told(self, report: HubReport) -> None:
        self._log.info("hub", feed=report.feed, words=report.words)

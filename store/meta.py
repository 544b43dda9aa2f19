"""Single values the house remembers by name."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from store.dialect import Upsert
from store.instants import from_text, to_text
from store.tables import meta

PUT = Upsert(meta, "value")
CONFIG_DIGEST = "config_digest"
"""The digest of the configuration that the feeds were last brought in line with; `store.due` compares it."""


class Meta:
    """Name → value."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """The value, None where there is none."""
        value: str | None = self._connection.scalar(select(meta.c.value).where(meta.c.name == name))
        return value

    def set(self, name: str, value: str) -> None:
        """Keeps the value under the name."""
        self._connection.execute(PUT.on(self._connection), {"name": name, "value": value})

    def begin(self, chore: str, now: datetime, every: timedelta) -> bool:
        """Whether a chore of the house is due: it was last begun `every` ago or never, or later than now by a clock that was
        wrong. It counts as begun now then, for all processes."""
        at = select(meta.c.value).where(meta.c.name == f"{chore} begun").with_for_update()
        before: str | None = self._connection.scalar(at)
        if before is not None and now - every < from_text(before) <= now:
            return False
        self.set(f"{chore} begun", to_text(now))
        return True

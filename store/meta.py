"""Single values the house remembers by name."""

from sqlalchemy import Connection, select

from store.dialect import Upsert
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

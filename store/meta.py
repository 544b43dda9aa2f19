"""Single values the house remembers by name."""

from datetime import datetime, timedelta

from store.instants import from_text, to_text
from store.plain import Plain, insert, overwriting

GET = "SELECT value FROM meta WHERE name = ?"
PUT = insert("meta", ("name", "value"), f"ON CONFLICT (name) DO UPDATE SET {overwriting(['value'])}")
CONFIG_DIGEST = "config_digest"
"""The digest of the configuration that the feeds were last brought in line with; `store.due` compares it."""


class Meta:
    """Name → value."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain

    def get(self, name: str) -> str | None:
        """The value, None where there is none."""
        return self._get(GET, name)

    def set(self, name: str, value: str) -> None:
        """Keeps the value under the name."""
        self._plain.run(PUT, (name, value))

    def begin(self, chore: str, now: datetime, every: timedelta) -> bool:
        """Whether a chore of the house is due: it was last begun `every` ago or never, or later than now by a clock that was
        wrong. It counts as begun now then, for all processes."""
        before = self._get(GET + (" FOR UPDATE" if self._plain.is_postgresql else ""), f"{chore} begun")
        if before is not None and now - every < from_text(before) <= now:
            return False
        self.set(f"{chore} begun", to_text(now))
        return True

    def _get(self, sql: str, name: str) -> str | None:
        found = self._plain.rows(sql, (name,))
        return str(found[0][0]) if found else None

"""What stood in hosts' robots.txt files, for as long as it holds (RFC 9309 section 2.4). In plain SQL: see `store.plain`."""

from datetime import datetime

from store.instants import from_text, to_text
from store.plain import Plain, insert, overwriting, words_in, words_out

GET = "SELECT text, good_until FROM host_robots WHERE origin = ? AND good_until > ?"
FORGET = "DELETE FROM host_robots WHERE good_until <= ?"
COLUMNS = ("origin", "text", "good_until")
PUT = insert("host_robots", COLUMNS, f"ON CONFLICT (origin) DO UPDATE SET {overwriting(COLUMNS[1:])}")


class RobotsTexts:
    """Origin (`https://host[:port]`) → its robots.txt, empty where it has none, and until when that holds."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain

    def of(self, origin: str, now: datetime) -> tuple[str, datetime] | None:
        """What is known and holds now."""
        found = self._plain.rows(GET, (origin, to_text(now)))
        return (words_out(found[0][0]) or "", from_text(found[0][1])) if found else None

    def keep(self, origin: str, text: str, good_until: datetime, now: datetime) -> None:
        """Keeps it in place of what was known; forgets what holds no longer."""
        self._plain.run(FORGET, (to_text(now),))
        self._plain.run(PUT, (origin, words_in(text), to_text(good_until)))

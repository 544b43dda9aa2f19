"""Whether a pass would find anything to do, asked without loading the rooms that would do it (rule 13)."""

import hashlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from store.due import pending


def nothing_due(config: Path, data: Path) -> str | None:
    """One sentence when there is nothing to do; None when there is, or when that cannot be told this way: then the full
    pass finds out, and names what is wrong. Knows of the config only its hash and where the store lies."""
    try:
        body = config.read_bytes()
        url = tomllib.loads(body.decode()).get("store", {}).get("url", "sqlite:///wiredesk.db")
    except (OSError, ValueError, AttributeError):
        return None
    if not isinstance(url, str):
        return None
    found = pending(url, data, datetime.now(UTC), hashlib.sha256(body).hexdigest())
    if found is None or found.work:
        return None
    return "nothing is due" if found.next is None else f"nothing is due before {found.next:%Y-%m-%d %H:%M:%S} UTC"

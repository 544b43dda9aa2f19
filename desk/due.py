"""Whether a pass would find anything to do, asked without loading the rooms that would do it (rule 13)."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from desk.store_url import store_url
from store.due import pending


def nothing_due(config: Path, data: Path) -> str | None:
    """One sentence when there is nothing to do; None when there is, or when that cannot be told this way: then the full
    pass finds out, and names what is wrong. Knows of the config only its hash and where the store lies."""
    try:
        body = config.read_bytes()
    except OSError:
        return None
    url = store_url(body)
    found = None if url is None else pending(url, data, datetime.now(UTC), hashlib.sha256(body).hexdigest())
    if found is None or found.work:
        return None
    return "nothing is due" if found.next is None else f"nothing is due before {found.next:%Y-%m-%d %H:%M:%S} UTC"

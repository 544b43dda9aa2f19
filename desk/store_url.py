"""Where a config has its store, told without reading the rest of it."""

import tomllib

DEFAULT = "sqlite:///wiredesk.db"


def store_url(body: bytes) -> str | None:
    """The store's URL in the config with these bytes; None where that cannot be told.

    Feeds are most of a config. Where they stand at the end of it, and nothing there could name a store, they are not read.
    """
    head, _, feeds = body.partition(b"\n[[")
    could_name_it = b"store" in feeds or b"\\" in feeds
    for part in [body] if could_name_it else [head, body]:
        try:
            url = tomllib.loads(part.decode()).get("store", {}).get("url", DEFAULT)
        except (ValueError, AttributeError):  # the first [[ may stand within a text or a list
            continue
        return url if isinstance(url, str) else None
    return None

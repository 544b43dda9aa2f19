"""Loads aiohttp without the authorities that it would read at once, twice, and seldom for anything: that takes as long as asking
two hundred feeds. Whom we trust is read with the first request over TLS (`ingest.fetch.door`).

The contexts that aiohttp makes for itself trust nobody then, so that a request which forgot to say whom to trust would fail.
"""

import os
import ssl

_PLACES = ssl.get_default_verify_paths()
_NAMES = (_PLACES.openssl_cafile_env, _PLACES.openssl_capath_env)
_BEFORE = {name: os.environ.get(name) for name in _NAMES}
os.environ.update(dict.fromkeys(_NAMES, os.devnull))
try:
    import aiohttp.connector  # noqa: F401
finally:
    for _name, _value in _BEFORE.items():
        if _value is None:
            del os.environ[_name]
        else:
            os.environ[_name] = _value

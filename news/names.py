"""Names of things: ids and digests, so that one cannot be given where another is meant."""

import base64
import hashlib
import uuid
from typing import NewType

PublisherId = NewType("PublisherId", str)
FeedId = NewType("FeedId", str)
StoryId = NewType("StoryId", str)
EntryKey = NewType("EntryKey", str)
LicenceId = NewType("LicenceId", str)
Digest = NewType("Digest", str)
"""SHA-256 in lower-case hexadecimal, 64 characters."""

STORY_ID_LENGTH = 12


def digest_of(*parts: bytes | str) -> Digest:
    """The SHA-256 of the parts; each is preceded by its length, so that no two lists of parts collide."""
    data = [part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts]
    return Digest(hashlib.sha256(b"".join([b"%d:%b" % (len(part), part) for part in data])).hexdigest())


def digest_of_bytes(body: bytes) -> Digest:
    """The plain SHA-256 of a body, as `sha256sum` prints it: the name of a capture."""
    return Digest(hashlib.sha256(body).hexdigest())


def story_id(publisher: PublisherId, identity_key: str, length: int = STORY_ID_LENGTH) -> StoryId:
    """The story's id: the first `length` base32 characters (lower case) of SHA-256(publisher, NUL, identity key).

    It is given once, when the story is first seen, and kept in the store. `length` grows only where two stories collide.
    """
    hashed = hashlib.sha256(publisher.encode() + b"\0" + identity_key.encode("utf-8", "surrogatepass")).digest()
    return StoryId(base64.b32encode(hashed).decode("ascii").lower()[:length])


def atom_id(site_id: str, name: str) -> str:
    """An Atom id (RFC 4287 section 4.2.6) that never changes: `urn:uuid:`, version 5 of the site's id and a name in it."""
    site = uuid.uuid5(uuid.NAMESPACE_URL, f"wiredesk:{site_id}")
    return f"urn:uuid:{uuid.uuid5(site, name)}"

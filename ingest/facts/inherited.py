"""Which statements on rights concern an entry: its own, and its feed's where it states none."""

from collections.abc import Iterable, Sequence

from ingest.facts.notice_grammar import is_notice
from ingest.facts.places import OF_MEDIA
from ingest.facts.signals import MACHINES
from ingest.parse.entry import Entry, RightsSaid


def applying(entry: Entry, feed_rights: Iterable[RightsSaid]) -> tuple[RightsSaid, ...]:
    """The statements that concern an entry: its own, and the feed's, which it inherits (RFC 4946 section 2.4, RFC 4287
    section 4.2.10). An entry copied from another feed inherits nothing from the one that copied it."""
    inherited = () if entry.source_title or entry.source_url else tuple(feed_rights)
    return (*entry.rights, *inherited)


def replaces(own: RightsSaid, said: Sequence[RightsSaid], publisher: str | None) -> bool:
    """Whether an entry's statement stands in place of what its feed says of all (RFC 4287 section 4.2.10, RFC 4946 section 2.4).
    Who holds the copyright, in the words of the feed or with the publisher's name, says nothing against it."""
    if own.scope != "entry" or own.place.startswith((*MACHINES, *OF_MEDIA)):
        return False
    is_repeated = any(one.scope != "entry" and (one.text, one.url) == (own.text, own.url) for one in said)
    is_of_holder = (
        not own.url and publisher is not None and publisher.casefold() in own.text.casefold() and is_notice(own.text.lower())
    )
    return not (is_repeated or is_of_holder)

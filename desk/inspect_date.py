"""A wording that was handed in, read as a date."""

from dataclasses import dataclass

from ingest.facts.date_forms import Order
from ingest.facts.dates import explain_date
from ingest.facts.language import language_tag


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """What a wording states: EDTF, None where that is nothing; how it was read, or why it was not. `zone` by IANA name, where
    the wording or `--zone` settles it; `zone_from` says who did."""

    wording: str
    date: str | None
    reason: str
    zone: str | None = None
    zone_from: str | None = None


def language_of(words: str) -> str | None:
    """The language tag in its usual spelling, None where the words are none."""
    return language_tag(words)


def date_found(wording: str, *, zone: str | None = None, order: str | None = None, language: str | None = None) -> DateFound:
    """The date in the wording, taken for the whole of a field that states one. `order` is `dmy` or `mdy`, `language` a tag."""
    asked = None if order is None else Order(order)
    read, reason = explain_date(wording, zone=zone, order=asked, language=language, counts=True)
    if read is None:
        return DateFound(wording=wording, date=None, reason=reason)
    return DateFound(wording=wording, date=read.isoformat(), reason=reason, zone=read.zone, zone_from=read.zone_from)

"""Of several claims about a date one is chosen: the best place, and the most precise that agrees with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.dates import PLACES, choose, read_date
from news.story import DateClaim


def claim(wording: str, place: str, about: str = "published") -> DateClaim:
    return DateClaim(about=about, wording=wording, place=place, value=read_date(wording))


def chosen(*claims: DateClaim, about: str = "published") -> str | None:
    return next((found.wording for found in choose(claims) if found.chosen and found.about == about), None)


FEED = "2025-08-15T15:28:21+03:00"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], None),
        ([("gibberish", "feed pubDate")], None),
        ([(FEED, "feed pubDate")], FEED),
        # the better place wins where they contradict each other
        ([("2025-08-20", "json-ld"), (FEED, "feed pubDate")], FEED),
        ([("2025-08-20", "url"), ("2025-08-15", "meta article:published_time")], "2025-08-15"),
        ([("2025-09", "feed gopher menu path"), ("2025-08-15", "gopher date line")], "2025-08-15"),
        # one that agrees and says more replaces it
        ([("2025-08", "feed dc:date"), ("2025-08-15", "json-ld")], "2025-08-15"),
        ([("2025-08-15", "feed pubDate"), (FEED, "json-ld")], FEED),
        ([("2025-08-15", "feed pubDate"), ("2025-08-15T15:28", "time"), (FEED, "json-ld")], FEED),
        ([("2025-08-15T15:28:21", "feed pubDate"), (FEED, "meta date")], FEED),
        # one that agrees and says no more changes nothing
        ([(FEED, "feed pubDate"), ("2025-08-15", "json-ld")], FEED),
        ([(FEED, "feed pubDate"), ("2025-08-15T12:28:21Z", "json-ld")], FEED),
        # midnight, as programs print it that know only the day
        ([("Fri, 15 Aug 2025 00:00:00 +0300", "feed pubDate"), (FEED, "json-ld")], FEED),
        ([("Fri, 15 Aug 2025 00:00:00 +0300", "feed pubDate"), ("2025-08-16T15:28:21+03:00", "json-ld")],
         "Fri, 15 Aug 2025 00:00:00 +0300"),
        # clocks that cannot be of one time
        ([("2025-08-15T15:28", "feed pubDate"), ("2025-08-15T12:31:21Z", "json-ld")], "2025-08-15T15:28"),
        # a mirror's own path comes last, and may still say more
        ([("2025-09-03", "feed gopher menu path"), ("2025-09", "gopher date line")], "2025-09-03"),
        ([("2025-10", "feed gopher menu item"), ("2025-09", "gopher date line")], "2025-09"),
        ([("2025-08-15", "somewhere else"), ("2025-08-14", "url")], "2025-08-14"),
    ],
)  # fmt: skip
def test_one_is_chosen(claims: list[tuple[str, str]], expected: str | None) -> None:
    assert chosen(*(claim(wording, place) for wording, place in claims)) == expected


def test_published_and_updated_are_chosen_apart() -> None:
    claims = (claim("2025-08-15", "feed pubDate"), claim("2025-08-16", "meta article:modified_time", about="updated"))
    assert chosen(*claims) == "2025-08-15"
    assert chosen(*claims, about="updated") == "2025-08-16"


WORDINGS = st.sampled_from([FEED, "2025", "2025-08", "2025-08-15", "2025-08-15T15:28", "2025-09-01", "?", "2025-08-15T00:00:00Z"])
CLAIMS = st.lists(st.builds(claim, WORDINGS, st.sampled_from(PLACES), st.sampled_from(["published", "updated"])), max_size=8)


@given(CLAIMS)
def test_claims_stay_as_they_are_and_at_most_one_of_each_is_marked(claims: list[DateClaim]) -> None:
    found = choose(claims)
    assert [(one.wording, one.place, one.about) for one in found] == [(one.wording, one.place, one.about) for one in claims]
    for about in ("published", "updated"):
        marked = [one for one in found if one.chosen and one.about == about]
        readable = [one for one in claims if one.about == about and one.value is not None]
        assert len(marked) == bool(readable)


def test_a_date_of_nobody_knows_what_gives_way_to_what_the_page_prints() -> None:
    assert chosen(claim("2025-08-20", "meta date"), claim("2025-08-15", "time")) == "2025-08-15"
    assert chosen(claim("2025-08-15T10:00", "meta dcterms.date"), claim("2025-08-15", "time")) == "2025-08-15T10:00"
    assert chosen(claim("2025-08-20", "meta date"), claim("2025-08-15", "meta pubdate")) == "2025-08-15"
    assert chosen(claim("2025-08-20", "meta date"), claim("2025-08-15", "date line")) == "2025-08-15"
    assert chosen(claim("2025-08-20", "meta date"), claim("2025-08-15", "line")) == "2025-08-15"
    assert chosen(claim("2025-08-20", "meta date"), claim("2025-08-15", "url")) == "2025-08-20"


def test_a_line_that_says_published_outweighs_a_time_that_is_days_apart() -> None:
    label, plain = "Publié le 15 août 2025", "15 août 2025"
    assert chosen(claim("2025-08-19T10:18:46Z", "time"), claim(label, "date line")) == label
    assert chosen(claim("2025-08-19T10:18:46Z", "time"), claim(plain, "date line")) == "2025-08-19T10:18:46Z"
    assert chosen(claim("2025-08-16T01:18:46Z", "time"), claim(label, "date line")) == "2025-08-16T01:18:46Z"
    assert chosen(claim("2025-08-19T10:18:46Z", "json-ld"), claim(label, "date line")) == "2025-08-19T10:18:46Z"


def test_a_line_named_for_nothing_comes_after_those_that_are() -> None:
    for place in ("time", "date line", "byline"):
        assert chosen(claim("2025-08-20", "line"), claim("2025-08-15", place)) == "2025-08-15"


def test_a_page_that_dates_the_works_it_refers_to_dates_itself_elsewhere() -> None:
    works = [claim(year, "meta datepublished") for year in ("1988", "2006", "2003")]
    assert chosen(*works, claim("2025-01-30", "time")) == "2025-01-30"
    assert chosen(*works[:2], claim("2025-01-30", "time")) == "1988"

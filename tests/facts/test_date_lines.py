"""Lines beside a story that say more than a date: what they say of its publication, and nothing that they do not."""

import tomllib
from pathlib import Path

import pytest

from ingest.extract.article import Wording
from ingest.facts.date_lines import claims_of, dates_in
from ingest.facts.dates import choose

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "date_lines.toml").read_text("utf-8"))


@pytest.mark.parametrize(("language", "line", "published", "updated"), CASES["lines"])
def test_a_line_says_when_in_the_language_of_its_page(language: str, line: str, published: str, updated: str) -> None:
    claims = choose(list(claims_of([
        Wording(kind="language", text=language, place="html lang"), Wording(kind="published", text=line, place="date line"),
    ])))  # fmt: skip
    read = {claim.about: claim.value.isoformat() for claim in claims if claim.value is not None}
    assert (read.get("published", ""), read.get("updated", "")) == (published, updated)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("By Jane Doe October 2, 2016", {"published": "2016-10-02"}),
        ("By Jane Doe | November 02, 2018", {"published": "2018-11-02"}),
        ("By Jane Doe - Jan 9, 2017 at 10:05AM", {"published": "2017-01-09T10:05"}),
        ("By Theresa May 5 June 2015", {"published": "2015-06-05"}),
        ("Written by Joe Bloggs in Sport on 1 June 2019 at 08:34 PM EDT. 51 Comments", {"published": "2019-06-01T20:34-04:00"}),
        ("January 17, 2017 at 6:08 PM ET by Jane Doe", {"published": "2017-01-17T18:08-05:00"}),
        ("Jane Doe | 2017-03-01 14:27:02", {"published": "2017-03-01T14:27:02"}),
        ("Published in Front Row December 14, 2016 2:24 pm", {"published": "2016-12-14T14:24"}),
        ("By Jane Doe Published December 21, 2016", {"published": "2016-12-21"}),
        (
            "Publié le 07 mai 2019 à 13h59 - Mis à jour le 08 mai 2019 à 09h03",
            {"published": "2019-05-07T13:59", "updated": "2019-05-08T09:03"},
        ),
        (
            "Dec. 20, 2016, 12:44 PM UTC / Updated Dec. 20, 2016, 1:00 PM UTC",
            {"published": "2016-12-20T12:44Z", "updated": "2016-12-20T13:00Z"},
        ),
        (
            "Veröffentlicht am 3. Mai 2021, aktualisiert am 4. Mai 2021",
            {"published": "2021-05-03", "updated": "2021-05-04"},
        ),
        (
            "Jane Doe · Example News · Posted: Oct 14, 2022 9:27 AM ET | Last Updated: 24 minutes ago",
            {"published": "2022-10-14T09:27-04:00"},
        ),
        ("Jane Doe / ABC / Updated: Oct 9, 2019, 11:05 UTC", {"updated": "2019-10-09T11:05Z"}),
        ("⋅ October 2, 2016 ⋅ Email this post ⋅ Print ⋅ No comments", {"published": "2016-10-02"}),
        ("By Jane | Published: 2. Mai 2021 | Comments closed", {"published": "2021-05-02"}),
        ("Jane Doe / 22.04.2020 / 06:15 / Photo: Example / 150 /", {"published": "2020-04-22T06:15"}),
        ("3. August 2015 · Filed under Garden", {"published": "2015-08-03"}),
        ("by jane on December 4, 2006", {"published": "2006-12-04"}),
        ("September 17, 2019 Jane Doe 0", {"published": "2019-09-17"}),
        ("Gazette.example, 17 September 2019", {"published": "2019-09-17"}),
        ("Am 13. November 2019 Von Jane In Town", {"published": "2019-11-13"}),
        ("Written: 2023-11-07 15:03:30 / Updated: 2023-11-08", {"published": "2023-11-07T15:03:30", "updated": "2023-11-08"}),
        ("Erschienen am 3. Mai 2021", {"published": "2021-05-03"}),
        ("Опубликовано 3 мая 2021, 10:00 Обновлено 4 мая 2021", {"published": "2021-05-03T10:00", "updated": "2021-05-04"}),
        (
            "입력 2026.03.03. 오전 10:30 수정 2026.03.03. 오후 1:05",
            {"published": "2026-03-03T10:30", "updated": "2026-03-03T13:05"},
        ),
        (
            "03.03.2026 - 10:30 | Son Güncelleme: 03.03.2026 - 11:00",
            {"published": "2026-03-03T10:30", "updated": "2026-03-03T11:00"},
        ),
        ("公開日：2026/03/03 更新日：2026/03/04", {"published": "2026-03-03", "updated": "2026-03-04"}),
        ("发布时间：2026-03-03 10:30 更新时间：2026-03-04", {"published": "2026-03-03T10:30", "updated": "2026-03-04"}),
        ("آخر تحديث: 3 مارس 2026 - 12:00", {"updated": "2026-03-03T12:00"}),
        ("2026-03-03 10:30:00 来源：新华社 记者：李明", {"published": "2026-03-03T10:30:00"}),
        ("来源：海滨网 2026年3月3日 10:30", {"published": "2026-03-03T10:30"}),
        ("1. Februar 2022 , Jane Doe", {"published": "2022-02-01"}),
        ("dpa am 25.01.2022", {"published": "2022-01-25"}),
        ("Redaktion 1. November 2023 10:29", {"published": "2023-11-01T10:29"}),
        ("Berths | 21.01.2022 Kategorie: Harbour, Town", {"published": "2022-01-21"}),
        ("26.01.2022, Lesezeit 5 Min.", {"published": "2022-01-26"}),
        ("26 January 2022 · 5 min read", {"published": "2022-01-26"}),
        ("26.01.2022 - Redaktion: Jane Doe (press office)", {"published": "2022-01-26"}),
        ("Erstellt am26.01.2022", {"published": "2022-01-26"}),
        ("21. Januar 2022 (DJX/FWX) Berlin/Bonn", {"published": "2022-01-21"}),
        ("21. Januar 2022 (dpa)", {"published": "2022-01-21"}),
        ("Geschrieben von Jane am 25.08.2015 22:30 (1599 x gelesen)", {"published": "2015-08-25T22:30"}),
        ("Example24 | 13 Jan 2020, 22:11 GMT+10", {"published": "2020-01-13T22:11+10:00"}),
        ("Erschienen am 26. Jan 2022 im Format Aktuelles", {"published": "2022-01-26"}),
        ("Veröffentlicht am 26.01.2022 (Letztes Update: 27.01.2022)", {"published": "2022-01-26", "updated": "2022-01-27"}),
        ("14 abr 2023 21h06 (atualizado às 22h10)", {"published": "2023-04-14T21:06"}),
        ("Letzte Änderung: 31.10.2023 - 14:49:39", {"updated": "2023-10-31T14:49:39"}),
        ("Stand: 15.08.2025, 09:30 Uhr", {"updated": "2025-08-15T09:30"}),
        ("海滨网 ( 2026-03-03 09:20:26 ) 来源： 海滨日报", {"published": "2026-03-03T09:20:26"}),
        ("প্রকাশ: ০৩ মার্চ ২০২৬, ১০:৩০", {"published": "2026-03-03T10:30"}),
        ("प्रकाशित: 3 मार्च 2026, 11:20", {"published": "2026-03-03T11:20"}),
    ],
)
def test_a_line_says_when_beside_who(line: str, stated: dict[str, str]) -> None:
    assert {about: date.isoformat() for about, date in dates_in(line, "published").items()} == stated


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "The fair opens on May 5, 2015",
        "Originally published in The Example May 5, 2010",
        "First published 5 May 2010",
        "5 – 7 May 2015",
        "By Theresa May 2015",
        "2019.03.26 lastupdate",
        "5 May 2015 (updated)",
        "Published 5 May 2015 Published 6 May 2015",
        "Posted 3 hours ago",
        "Published today at 10:00",
        "By Jane Doe 31 April 2015",
        "By Jane Doe 03/04/2015",
        "Updated 24 minutes ago",
        "By Jane Doe, page 12 of May 5, 2015",
        "A long walk through the town and its gardens by a reader of ours | May 5, 2015",
        "By Jane Doe 5 May 2015 and what came of it",
        "3. | 4. Mai 2015",
        "5 May – 7 May 2015",
        "5 May 2015 | 6 May 2015",
        "Deadline | 5 May 2015",
        "Ort: Berlin | Datum: 25.08.2015",
        "Concert (25 May 2015)",
        "时间：2026-05-10 地点：海滨",
        "No. 24 | Week 3 | 5 May 2015 | 6 May 2015",
        "10. Mai 2015 · Beginn 19 Uhr",
        "5 May 2015 Open Day",
        "No. 3 / 5 May 2015",
        "© 12 May 2025",
        "(c) 12 May 2025",
        "File photo, 12 May 2019",
        "File photo | 12 May 2019",
        "Foto: dpa | 12. Mai 2019",
        "Photo Jean Petit, 12 mai 2019",
        "Архивное фото, 12 мая 2019",
        "Jane Doe | Archive picture | 12 May 2019",
        "Monday, 12 May 2025 | 18°C",
        "Monday, 12 May 2025 | 18 °C | Fair",
        "Next meeting | 12 May 2025",
        "Next update: 12 May 2025",
        "Nächste Aktualisierung: 12. Mai 2025",
        "Concert | 12 May 2025",
    ],
)
def test_a_line_that_is_not_plain_says_nothing(line: str) -> None:
    assert dates_in(line, "published") == {}


def test_a_line_about_a_change_stays_one() -> None:
    assert list(dates_in("By Jane Doe October 2, 2016", "updated")) == ["updated"]


def test_claims_keep_the_whole_wording_and_its_place() -> None:
    line = "Posted by Jane Doe October 2, 2016"
    (date_line, byline) = claims_of([
        Wording(kind="updated", text="Dated nowhere", place="date line"),
        Wording(kind="author", text=line.removeprefix("Posted "), place="byline"),
        Wording(kind="author", text="By Jane Doe October 2, 2016", place="meta author"),
    ])  # fmt: skip
    assert (date_line.about, date_line.value) == ("updated", None)
    assert (byline.about, byline.wording, byline.place) == ("published", "by Jane Doe October 2, 2016", "byline")
    assert byline.value is not None
    assert byline.value.isoformat() == "2016-10-02"


def test_only_lines_are_taken_apart() -> None:
    (claim,) = claims_of([Wording(kind="published", text="By Jane Doe October 2, 2016", place="time")])
    assert claim.value is None


@pytest.mark.parametrize(
    ("language", "line", "place", "day"),
    [
        ("de", "03.04.2026", "date line", "2026-04-03"),
        ("de-AT", "Sport, 3.4.26", "date line", "2026-04-03"),
        ("fi", "3.4.2026 klo 12.45", "date line", "2026-04-03T12:45"),
        ("fr", "Publié le 03/04/2026", "date line", "2026-04-03"),
        ("ru", "Иван Иванов | 03.04.2026", "date line", "2026-04-03"),
        ("en", "03.04.2026", "date line", None),
        ("en-GB", "03/04/2026", "date line", None),
        ("fr-CA", "03/04/2026", "date line", None),
        ("de", "03/04/2026", "date line", None),
        ("es", "03/04/2026 05:22 pm", "date line", None),
        ("hu", "03.04.2026", "date line", None),
        ("de", "03.04.2026", "meta article:published_time", None),
        ("de", "03.04.2026", "time", None),
        ("de, en", "03.04.2026", "date line", None),
        ("", "03.04.2026", "date line", None),
    ],
)
def test_the_pages_language_settles_day_and_month_in_lines_that_people_read(
    language: str, line: str, place: str, day: str | None
) -> None:
    (claim,) = claims_of([
        Wording(kind="language", text=language, place="html lang"), Wording(kind="published", text=line, place=place)
    ])  # fmt: skip
    assert (claim.value.isoformat() if claim.value else None) == day


def test_a_comments_line_dates_no_story() -> None:
    assert list(claims_of([Wording(kind="author", text="Jane, 5 May 2015 / 01:15 | Reply", place="byline")])) == []


def test_words_of_publication_outweigh_the_name_of_their_frame() -> None:
    (claim,) = claims_of([Wording(kind="updated", text="Published 5 May 2015", place="date line")])
    assert claim.about == "published"


def stated_by(*lines: tuple[str, str]) -> list[tuple[str, str | None]]:
    """Wording and day of each claim that printed lines make, each given with its place."""
    claims = claims_of([Wording(kind="published", text=text, place=place) for text, place in lines])
    return [(claim.wording, claim.value.isoformat() if claim.value else None) for claim in claims]


def test_a_line_named_for_nothing_states_a_day_or_nothing() -> None:
    assert stated_by(("By Jane Doe | 5 May 2015", "line")) == [("By Jane Doe | 5 May 2015", "2015-05-05")]
    assert stated_by(("The town's budget for 2015", "line"), ("May 2015", "line"), ("2015", "line")) == []
    assert stated_by(("Doors open: 5 May 2015", "line")) == []


def test_lines_named_for_nothing_that_state_several_days_are_a_list() -> None:
    assert stated_by(("5 May 2015", "line"), ("6 May 2015", "line")) == []
    assert len(stated_by(("5 May 2015", "line"), ("5 May 2015, 10:00", "line"))) == 2
    assert stated_by(("5 May 2015", "line"), ("6 May 2015", "line"), ("7 May 2015", "date line")) == [
        ("7 May 2015", "2015-05-07")
    ]


def test_a_day_below_a_time_that_has_passed_is_of_another_story() -> None:
    passed = ("By Jane Doe 3 hours ago", "date line")
    assert stated_by(passed, ("5 May 2015", "date line")) == [(passed[0], None), ("5 May 2015", None)]
    assert stated_by(passed, ("Published 5 May 2015", "date line"))[1] == ("Published 5 May 2015", "2015-05-05")
    assert stated_by(("5 May 2015", "date line"), passed)[0] == ("5 May 2015", "2015-05-05")


def test_the_pages_language_settles_a_months_name_that_two_languages_share() -> None:
    for language, day in (("hr", "2025-10-15"), ("pl", "2025-11-15")):
        for kind, text, place in (
            ("published", "15 listopada 2025", "date line"),
            ("published", "Jane Doe | 15 listopada 2025", "line"),
            ("author", "By Jane Doe 15 listopada 2025", "byline"),
        ):
            (claim,) = claims_of([
                Wording(kind="language", text=language, place="html lang"), Wording(kind=kind, text=text, place=place)
            ])  # fmt: skip
            assert claim.value is not None
            assert claim.value.isoformat() == day


def test_a_mans_name_is_no_month() -> None:
    assert {date.isoformat() for date in dates_in("by Marc Doe | 20 May 2007 | Results", "published").values()} == {"2007-05-20"}

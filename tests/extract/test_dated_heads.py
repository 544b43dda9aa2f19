"""Texts that open with place and date, on pages that state no other: a dateline dates its story where its kind is told."""

import pytest

from tests.extract.test_shown_dates import H1, TEXT, published

LEAD = "The board met and counted all the berths once more, one after the other, until late at night, as it had been asked to."


@pytest.mark.parametrize("head", ["LONDON, Nov. 2, 2021 /Wire/ -- ", "Hamburg, 2. November 2021 (dpa) - "])
def test_a_signed_dateline_dates_its_story(head: str) -> None:
    assert published(f"<main>{H1}<p>{head}{LEAD}</p>{TEXT}</main>") == "2021-11-02"


@pytest.mark.parametrize("head", ["Hamburg, 2. November 2021 – ", "(Bonn, 2 Nov. 2021) ", "Bonn, den 2. November 2021. "])
def test_one_that_nobody_signs_dates_a_press_release_alone(head: str) -> None:
    text = f"<p>{head}{LEAD}</p>{TEXT}"
    assert published(f"<main>{H1}{text}</main>") is None
    assert published(f"<main><p>Home » Press releases » Berths</p>{H1}{text}</main>") == "2021-11-02"
    assert published(f"<main><p>Pressemitteilung</p>{H1}{text}</main>") == "2021-11-02"
    assert published(f"<main>{H1}{text}<p>Press contact: Jane Doe</p></main>") == "2021-11-02"
    assert published(f"<nav><ul><li><a href='/p'>Press releases</a></li></ul></nav><main>{H1}{text}</main>") is None


def test_a_line_of_its_own_is_a_head_too() -> None:
    line = "<p class='teaser-text'><b>Hamburg, 2. November 2021</b></p>"
    assert published(f"<main><p>Pressemitteilung</p>{H1}<div>{line}<p>{LEAD}</p>{TEXT}</div></main>") == "2021-11-02"


def test_several_heads_are_a_diarys() -> None:
    text = f"<p>Hamburg, 2. November 2021 – {LEAD}</p>{TEXT}<p>Bremen, 3. November 2021 – {LEAD}</p>{TEXT}"
    assert published(f"<main><p>Pressemitteilung</p>{H1}{text}</main>") is None


def test_what_the_page_states_comes_first() -> None:
    text = f"<p>LONDON, Nov. 2, 2021 /Wire/ -- {LEAD}</p>{TEXT}"
    assert published(f"<main>{H1}<p class='date'>3 November 2021</p>{text}</main>") == "2021-11-03"


def test_a_tale_of_things_past_has_no_date() -> None:
    text = f"<p>Dallas, November 22, 1963 – {LEAD}</p>{TEXT}"
    assert published(f"<main>{H1}{text}</main>") is None

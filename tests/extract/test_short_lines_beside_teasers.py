"""A story of a few short lines weighs little beside a column of teasers; it is the story all the same."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import leaves

RESULTS = [
    f"{home} {scored}, {guest} {lost}"
    for home, scored, guest, lost in (
        ("Alder", 2, "Brook", 1), ("Cove", 0, "Dale", 3), ("Elm", 1, "Fell", 1), ("Glen", 4, "Hill", 2), ("Isle", 2, "Jetty", 2),
        ("Knoll", 1, "Lea", 0), ("Moor", 3, "Ness", 3),
    )
]  # fmt: skip
TEASERS = "".join(
    f"<div class='x7'><h4><a href='/{town}'>What happened in {town}</a></h4><p>The people of {town} were surprised to see that "
    "something had happened there at all, and said so to everybody who asked them about it on the way home.</p></div>"
    for town in ("Upper Marsh", "Lower Marsh", "Marsh End", "Marshfield", "Marsham", "Old Marsh")
)
PROSE = "".join(
    f"<p>The {place} is open on all days of the week but one, and whoever asks at the desk is told which of them it is.</p>"
    for place in ("library", "museum", "bakery", "castle", "mill", "pool")
)
LAID_OUT = {
    "paragraphs": "<article><h1>Results of the evening</h1>{}</article>",
    "a list": "<main><h1>Results of the evening</h1><ul>{}</ul></main>",
    "a table": "<main><h1>Results of the evening</h1><table>{}</table></main>",
}
MARKED_UP = {"paragraphs": "<p>{}</p>", "a list": "<li>{}</li>", "a table": "<tr><td>{}</td></tr>"}


def read(shape: str, beside: str) -> Article:
    lines = "".join(MARKED_UP[shape].format(line) for line in RESULTS)
    page = (
        "<html lang='en'><head><title>Results of the evening | Valley Post</title></head><body><nav><a href='/'>Home</a></nav>"
        f"{LAID_OUT[shape].format(lines)}<div class='col'>{beside}</div><footer>Valley Post</footer></body></html>"
    )
    found = extract_html(page.encode(), url="https://valley.example/results")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("shape", LAID_OUT)
def test_the_lines_below_the_headline_are_the_story(shape: str) -> None:
    article = read(shape, TEASERS)
    assert [leaf.text for leaf in leaves(article.blocks)] == RESULTS
    assert not article.alteration.unaltered


@pytest.mark.parametrize("shape", LAID_OUT)
def test_the_lines_are_not_lost_in_silence_beside_other_prose(shape: str) -> None:
    article = read(shape, PROSE)
    assert [leaf.text for leaf in leaves(article.blocks)][:7] == RESULTS or not article.alteration.unaltered


@pytest.mark.parametrize("shape", LAID_OUT)
def test_short_lines_alone_are_a_story(shape: str) -> None:
    assert [leaf.text for leaf in leaves(read(shape, "").blocks)] == RESULTS

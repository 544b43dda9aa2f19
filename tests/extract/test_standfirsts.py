"""What stands between a story's headline and its text is printed as its standfirst, once, with where its words lead."""

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import Link, Strong, Text

URL = "https://marsh.example/2026/locks"
STORY = [
    "The lock keepers of the marsh have counted every boat since the spring of the year in which the dam was built.",
    "They write the numbers into a book that hangs on a nail beside the gate, and nobody has ever taken it down.",
    "Last week the book was full, and the council had to decide whether to buy another one or to stop the counting.",
    "It decided after three hours of talk that the counting goes on and that the new book shall have lines in it.",
    "The keepers say that the colour of the cover does not matter as long as the paper takes ink in the rain.",
]


def read(above: str, *, head: str = "", text: str = "") -> Article:
    """The story of a page with this between its headline and its text."""
    body = text or "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        f"<html><head><title>The book of boats is full</title>{head}</head><body><main><article>"
        f"<h1>The book of boats is full</h1>{above}<div class='copy'>{body}</div></article></main></body></html>"
    )
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    return found


def test_a_standfirst_keeps_its_links_and_stresses() -> None:
    found = read(
        "<p class='standfirst'>The council of the <a href='/marsh'>marsh</a> pays for a <strong>second</strong> book of"
        " lines, and for ink.</p>"
    )
    assert found.standfirst == (
        Text("The council of the "), Link("https://marsh.example/marsh", (Text("marsh"),)), Text(" pays for a "),
        Strong((Text("second"),)), Text(" book of lines, and for ink."),
    )  # fmt: skip
    assert found.alteration.unaltered
    assert len(found.blocks) == len(STORY)

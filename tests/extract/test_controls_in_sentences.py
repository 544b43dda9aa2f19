"""A sentence that holds a button, a field or a card is printed whole, or not vouched for."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.alteration import Level
from news.body import leaves

TEXT = [
    f"The {word} of the old harbour has been mended, and the people who live beside it have hung out flags for the day."
    for word in ("wall", "clock", "crane", "light")
]
END = "is thought to be one of the finest on this coast."


def read(paragraph: str) -> Article:
    text = "".join(f"<p>{line}</p>" for line in TEXT[:2]) + paragraph + "".join(f"<p>{line}</p>" for line in TEXT[2:])
    body = f"<html><body><article><h1>The harbour</h1><div class=text>{text}</div></article></body></html>"
    found = extract_html(body.encode(), url="https://quay.example/1")
    assert isinstance(found, Article)
    return found


def lines(article: Article) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks)][2:-2]


@pytest.mark.parametrize(
    "inner",
    [
        "On the whole the <button class='term'>mole</button> {}",
        "On the whole the <label>mole</label> {}",
        "On the whole the <em><button>mole</button></em> {}",
        "On the whole the <button>mole</button><span popover>a wall in the sea</span> {}",
        "On the whole the mole <span class='popover-content'>a wall in the sea</span>{}",
        "On the whole the mole<span class='hovercard-body'>A wall in the sea, as there are many on this coast.</span> {}",
        "<button>On the whole the mole</button> {}",
    ],
)
def test_a_control_around_a_term_parts_no_sentence(inner: str) -> None:
    article = read(f"<p>{inner.format(END)}</p>")
    assert lines(article) == [f"On the whole the mole {END}"]
    assert article.alteration.unaltered


def test_a_control_between_sentences_is_no_part_of_them() -> None:
    article = read("<p>The mole has been mended for a long time to come.<button>Share</button></p>")
    assert lines(article) == ["The mole has been mended for a long time to come."]
    article = read("<p><button>Listen</button> The mole has been mended for a long time to come.</p>")
    assert lines(article) == ["The mole has been mended for a long time to come."]


@pytest.mark.parametrize(
    ("field", "level"),
    [
        ("<select><option>mole</option><option>wall</option></select>", Level.INCOMPLETE),
        ("<input value='mole'>", Level.INCOMPLETE),
        ("<textarea>mole</textarea>", Level.INCOMPLETE),
        ("<input type='hidden' value='mole'>", Level.VERBATIM),
        ("<input type='checkbox'>", Level.VERBATIM),
    ],
)
def test_a_sentence_with_words_in_a_field_is_not_vouched_for(field: str, level: Level) -> None:
    article = read(f"<p>On the whole the {field} {END}</p>")
    assert article.alteration.level == level
    assert (("form field", 1) in article.alteration.left_out) is (level == Level.INCOMPLETE)


@pytest.mark.parametrize(
    "heading",
    [
        "<h3 class='accordion-header'><button aria-expanded='false' aria-controls='a'>What does it cost?</button></h3>",
        "<h2>\n<button type='button'><span>What does it cost?</span> <svg></svg></button>\n</h2>",
    ],
)
def test_a_heading_that_is_a_button_heads_what_it_opens(heading: str) -> None:
    answer = "Half of it is paid by the town and the rest by the people who live beside the harbour."
    article = read(f"{heading}<div class='collapse' id='a'><p>{answer}</p></div>")
    assert lines(article) == ["What does it cost?", answer]
    assert article.alteration.unaltered


@pytest.mark.parametrize("control", ["<button>Share</button>", "<button>Copy the link</button>"])
def test_a_button_beside_a_headings_words_is_none_of_them(control: str) -> None:
    article = read(f"<h2>What it costs {control}</h2><p>{TEXT[0][::-1]}</p>")
    assert lines(article)[0] == "What it costs"

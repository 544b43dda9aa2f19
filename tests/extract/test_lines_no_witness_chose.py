"""What no witness chose: every such line is printed, named in doubt, or furniture that the claim may pass over."""

import pytest

from ingest.extract import html as extract
from ingest.extract.article import Article
from ingest.extract.blocks import PageText
from ingest.extract.select import Selection, select
from ingest.extract.tree import Tree
from news.alteration import LossVerdict
from news.body import leaves, plain

BEFORE = [
    "The harbour master closed the northern lock on Tuesday after divers found a crack in its lower gate.",
    "Barges that were bound for the mills upstream have been moored along the quay since the early morning.",
    "Repairs will take nine days, the port authority said, and cost about forty thousand crowns in all.",
    "The last time that the lock was closed for so long was in the spring floods of two decades ago.",
]
AFTER = [
    "Skippers were told to register at the office, where a list of berths is kept until the lock opens.",
    "The mills have flour for two weeks, a spokeswoman said, and expect no shortage in the town's bakeries.",
]


@pytest.fixture
def blinded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Words; every block that holds one of them is taken out of what each witness chose."""
    hidden: list[str] = []

    def blind(tree: Tree, page: PageText, stated: str | None) -> Selection:
        found = select(tree, page, stated)
        gone = frozenset(block.index for block in page.blocks if any(word in block.text for word in hidden))
        return Selection(
            chosen=found.chosen - gone, own=found.own - gone, second=found.second - gone, third=found.third - gone,
            doubt=found.doubt,
        )  # fmt: skip

    monkeypatch.setattr(extract, "select", blind)
    return hidden


def read(between: str = "", below: str = "", under: str = "", foot: str = "") -> Article:
    def paragraphs(lines: list[str]) -> str:
        return "".join(f"<p>{line}</p>" for line in lines)

    page = (
        "<html><head><title>Lock closed for nine days</title></head><body><article>"
        f"<header><h1>Lock closed for nine days</h1>{under}</header>"
        f"<div class='story-text'>{paragraphs(BEFORE)}{between}{paragraphs(AFTER)}{below}</div>{foot}</article></body></html>"
    )
    found = extract.extract_html(page.encode(), url="https://site.example/lock")
    assert isinstance(found, Article)
    return found


def printed(article: Article) -> str:
    return "\n".join(leaf.text for leaf in leaves(article.blocks))


@pytest.mark.parametrize(
    ("between", "below", "word"),
    [
        ("", "<p>Additional reporting from the coast by two writers</p>", "Additional"),
        (
            "",
            (
                "<table><tr><td><a href='/more'>Every closure</a></td><td><a href='/b'>Days</a></td></tr>"
                "<tr><td>May of the flood</td><td>12</td></tr></table>"
            ),
            "Every closure",
        ),
        ("<ul><li>Related to each other: the northern lock and the basin behind it</li><li>Open</li></ul>", "", "Related"),
    ],
    ids=[
        "a last line of the text's kind",
        "a cell that is a link in a table that is printed",
        "an item that begins as furniture does",
    ],
)
def test_a_line_of_the_texts_own_kind_is_printed_though_nobody_chose_it(
    blinded: list[str], between: str, below: str, word: str
) -> None:
    blinded.append(word)
    assert word in printed(read(between, below))


@pytest.mark.parametrize(
    ("line", "is_printed"),
    [
        ("<img src='/m.jpg'><p>(<a href='/ida'>Drawn by Ida Holm</a>)</p>", True),
        ("<img src='/m.jpg'><p>（<a href='/ida'>Drawn by Ida Holm</a>）</p>", True),
        ("<img src='/m.jpg'><div>Advertisement</div><p>(<a href='/ida'>Drawn by Ida Holm</a>)</p>", True),
        ("<img src='/m.jpg'><p>(<a href='/ida'>Read also: Drawn by Ida Holm</a>)</p>", False),
        ("<img src='/m.jpg'><p><a href='/ida'>What was drawn by Ida Holm</a></p>", False),
        ("<p>(<a href='/ida'>What was drawn by Ida Holm</a>)</p>", False),
        ("<img src='/m.jpg'><p>She drew it.</p><p>(<a href='/ida'>What was drawn by Ida Holm</a>)</p>", False),
    ],
)
def test_a_linked_line_in_brackets_below_an_image_is_the_texts_own(blinded: list[str], line: str, is_printed: bool) -> None:
    blinded.append("Ida Holm")
    assert ("rawn by Ida Holm" in printed(read(line))) == is_printed


def test_a_sentence_that_is_a_link_is_printed_where_each_paragraph_has_an_element_of_its_own(blinded: list[str]) -> None:
    blinded.append("other locks")
    linked = "<a href='/x'>Both of the other locks stay open all day and all night</a>."
    lines = [*BEFORE, linked, *AFTER]
    parts = "".join(f"<div class='part'><p class='s'>{line}</p></div>" for line in lines)
    page = f"<html><body><article>{parts}</article></body></html>"
    article = extract.extract_html(page.encode(), url="https://site.example/lock")
    assert isinstance(article, Article)
    assert "other locks" in printed(article)


def test_a_paragraph_asked_again_with_other_signs_is_printed_again(blinded: list[str]) -> None:
    again = BEFORE[2].replace(",", " –")
    blinded.append(again)
    assert again in printed(read(f"<p>{again}</p>"))


@pytest.mark.parametrize(
    ("between", "below", "word"),
    [
        ("", "<p>Copyright Harbour News, all rights reserved</p>", "Copyright"),
        ("<p>More from the harbour this week:</p>", "", "More from"),
        ("", "<p><a href='/more'>Every closure of the lock in twenty years</a></p>", "Every closure"),
        (
            "",
            "<p><a href='/more'>Every closure of the northern lock</a></p><p>Every closure costs the town dearly, he said.</p>",
            "Every closure of",
        ),
        ("", "<p>Pictures of it: <a href='/more'>all of the closures of the lock</a></p>", "Pictures of it"),
        ("", "<div><p class='note'>This summary was made by a machine and then read by one of us.</p></div>", "summary was made"),
    ],
    ids=[
        "a rights line",
        "a label without a link",
        "only a link",
        "a link before a last line",
        "mostly a link",
        "a short sentence of another kind",
    ],
)
def test_a_line_that_may_be_the_storys_is_named_in_doubt(blinded: list[str], between: str, below: str, word: str) -> None:
    blinded.append("Every closure" if "Every closure" in word else word)
    article = read(between, below)
    assert not article.alteration.unaltered
    assert [loss.verdict for loss in article.alteration.losses if word in loss.first] == [LossVerdict.DOUBT]


def test_a_table_of_links_below_the_text_that_nobody_chose_is_in_doubt(blinded: list[str]) -> None:
    blinded.append("Every closure")
    row = "<tr><td><a href='/a'>Every closure of the lock</a></td><td><a href='/b'>Every closure since</a></td></tr>"
    article = read(below=f"<table>{row}{row}</table>")
    assert "Every closure" not in printed(article)
    assert not article.alteration.unaltered


def test_lines_that_stand_twice_and_are_printed_nowhere_are_in_doubt(blinded: list[str]) -> None:
    line = "A crack was found in the lower gate"
    blinded.append(line)
    article = read(f"<p>{line}</p>", foot=f"<section class='mobile'><div>{line}</div></section>")
    assert line not in printed(article)
    assert not article.alteration.unaltered


@pytest.mark.parametrize("line", ["<p>Advertisement</p>", "<p><a href='/x'>Read more: the spring floods and the lock</a></p>"])
def test_what_is_surely_no_text_leaves_the_claim(line: str) -> None:
    assert read(line).alteration.unaltered


def test_much_prose_outside_of_the_text_is_named_block_by_block(blinded: list[str]) -> None:
    far = [f"{sentence} So it was written on the page's second part." for sentence in BEFORE]
    blinded.append("second part")
    parts = "".join(f"<section><blockquote class='b{at}'><p>{line}</p></blockquote></section>" for at, line in enumerate(far))
    text = "".join(f"<p>{line}</p>" for line in BEFORE + AFTER)
    page = f"<html><body><div><div>{text}</div></div><div>{parts}</div></body></html>"
    article = extract.extract_html(page.encode(), url="https://site.example/lock")
    assert isinstance(article, Article)
    assert not article.alteration.unaltered
    named = [loss for loss in article.alteration.losses if loss.verdict is LossVerdict.DOUBT]
    assert len(named) == len(far)


@pytest.mark.parametrize(
    "under",
    [
        "<p>Barges wait along the quay while divers look for further cracks.</p>",
        "<h2>Barges wait along the quay while divers look for cracks</h2>",
        "<p class='ingress'>Barges wait along the quay while divers look for cracks</p>",
    ],
)
def test_what_stands_right_under_the_headline_in_its_element_is_the_standfirst(blinded: list[str], under: str) -> None:
    blinded.append("Barges wait")
    article = read(under=under)
    assert plain(article.standfirst).startswith("Barges wait along the quay")
    assert article.alteration.unaltered


@pytest.mark.parametrize(
    "under",
    [
        "<p>Anna Berg for the Harbour News, 4 May at half past six in the morning</p>",
        "<img src='/lock.jpg'><p>The northern lock on Tuesday, seen from the bridge above it.</p>",
    ],
    ids=["writer and date", "words under an image"],
)
def test_what_is_no_sentence_or_stands_under_an_image_is_no_standfirst(under: str) -> None:
    assert read(under=under).standfirst == ()


@pytest.mark.parametrize(
    ("between", "word"),
    [
        (
            (
                "<div class='box'><div class='inside'><p class='small'>An outside service would show a moving map of the "
                "northern lock and its basin here, if you let it.</p></div></div>"
            ),
            "An outside service",
        ),
        (
            "<ul>"
            + "".join(
                f"<li>In our rivers series: <a href='/{name}'>The {name} in the great flood</a></li>" for name in ("dam", "mill")
            )
            + "</ul>",
            "great flood",
        ),
    ],
    ids=["prose of another make", "a list that mostly leads away"],
)
def test_what_is_made_otherwise_than_the_text_is_in_doubt_and_not_printed(blinded: list[str], between: str, word: str) -> None:
    blinded.append(word)
    article = read(between)
    assert word not in printed(article)
    assert not article.alteration.unaltered


def test_below_a_text_that_is_named_after_its_author_as_a_whole_a_paragraph_is_still_the_texts(blinded: list[str]) -> None:
    blinded.append("The mills have flour")
    text = "".join(f"<p class='copy'>{line}</p>" for line in [*BEFORE, *AFTER])
    page = f"<body><h1>Lock closed for nine days</h1><div class='writer-journal'><div class='copy'>{text}</div></div></body>"
    found = extract.extract_html(page.encode(), url="https://site.example/lock")
    assert isinstance(found, Article)
    named = [loss.first for loss in found.alteration.losses if loss.verdict is not LossVerdict.FURNITURE]
    assert AFTER[1] in printed(found) or AFTER[1][:80] in named

"""What is printed is held against the page: a changed word, a lost space, a moved line never pass."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ingest.extract.article import Article, NoArticle
from ingest.extract.html import extract_html
from ingest.extract.tree import parse_page
from ingest.extract.verify import first_difference, page_words, words_of
from news.alteration import Level, compare
from news.body import leaves

CASES = sorted((Path(__file__).parent.parent / "cases" / "pages").glob("*.html"))


def printed_of(path: Path) -> tuple[list[str], html.HtmlElement]:
    body = path.read_bytes()
    article = extract_html(body, url="https://site.example/")
    tree = parse_page(body)
    if isinstance(tree, NoArticle):
        return [], html.fromstring("<p></p>")
    root = tree.root
    if not isinstance(article, Article):
        return [], root
    return [leaf.text for leaf in leaves(article.blocks) if leaf.text and not leaf.kind.endswith(("caption", "credit"))], root


def mutations(lines: list[str], chance: random.Random) -> dict[str, list[str]]:
    """The same print with one thing wrong, by name."""
    at = chance.choice([number for number, line in enumerate(lines) if len(line) > 40])
    words = lines[at].split()
    if len(words) < 7:
        letter = chance.randrange(1, len(lines[at]) - 1)
        return {"letter dropped": [*lines[:at], lines[at][:letter] + lines[at][letter + 1 :], *lines[at + 1 :]]}
    spot = chance.randrange(1, len(words) - 2)
    swapped = [*words[:spot], words[spot + 1], words[spot], *words[spot + 2 :]]
    changed = {
        "word swapped": " ".join(swapped),
        "word changed": " ".join([*words[:spot], words[spot] + "s", *words[spot + 1 :]]),
        "word dropped": " ".join([*words[:spot], *words[spot + 1 :]]),
        "word added": " ".join([*words[:spot], "never", *words[spot:]]),
        "space lost": " ".join(words[:spot]) + words[spot] + " " + " ".join(words[spot + 1 :]),
        "space gained": " ".join([*words[:spot], words[spot][:1], words[spot][1:] or "x", *words[spot + 1 :]]),
    }
    made = {name: [*lines[:at], line, *lines[at + 1 :]] for name, line in changed.items() if line != lines[at]}
    made["line doubled"] = [*lines[: at + 1], lines[at], *lines[at + 1 :]]
    if lines[at] != lines[at - 1]:
        made["lines moved"] = [*lines[:at], *lines[at + 1 :], lines[at]] if at < len(lines) - 1 else [lines[at], *lines[:at]]
    return made


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mutated_print_is_caught(path: Path) -> None:
    lines, root = printed_of(path)
    if not any(len(line) > 40 for line in lines):
        return
    page = page_words(root)
    assert first_difference(lines, page) is None
    for seed in range(5):
        for name, mutated in mutations(lines, random.Random(seed)).items():
            assert first_difference(mutated, page) is not None, name


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_dropped_paragraph_is_no_longer_the_whole(path: Path) -> None:
    article = extract_html(path.read_bytes(), url="https://site.example/")
    if isinstance(article, Article) and len(article.blocks) > 1:
        whole = list(leaves(article.blocks))
        for number, block in enumerate(article.blocks):
            rest = list(leaves([*article.blocks[:number], *article.blocks[number + 1 :]]))
            if any(leaf.text and not leaf.kind.endswith(("caption", "credit")) for leaf in leaves([block])):
                assert compare(whole, rest) in (Level.EXCERPT, Level.EDITED)


@given(st.lists(st.text("ab c\u00a0\n", min_size=1, max_size=12), min_size=1, max_size=6), st.data())
def test_a_line_stands_where_its_words_do(parts: list[str], data: st.DataObject) -> None:
    page = words_of("".join(parts))
    begin = data.draw(st.integers(0, len(page)))
    line = page[begin : data.draw(st.integers(begin, len(page)))]
    assert first_difference([line.replace(" ", "\u00a0 ")], page) is None
    assert first_difference([f"{line} {line} x"], page) is not None


def test_borders_and_breaks_part_words_and_marks_do_not() -> None:
    root = html.fromstring("<div><p>one<b>two</b></p><p>three<br>four</p><script>no</script><img alt=x>five</div>")
    assert page_words(root) == "onetwo three four five"

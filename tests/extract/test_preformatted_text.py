"""Preformatted text is printed with its own line ends and spaces, and what it links to: from a page and from a feed alike."""

from collections.abc import Callable

import pytest

from ingest.extract.article import Article
from ingest.extract.fragment import extract_fragment
from ingest.extract.html import extract_html
from ingest.parse.entry import Content
from news.body import (
    Break,
    Code,
    Emphasis,
    Inline,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Strong,
    Table,
    Text,
    plain,
)

URL = "https://locks.example/1"
TEXT = [
    f"<p>The {part} of the lock was drawn anew by hand, and the keeper checks every line of it before the water is let in.</p>"
    for part in ("gate", "sluice", "chamber", "sill")
]


def of_page(inner: str) -> Article:
    text = "".join([*TEXT[:2], inner, *TEXT[2:]])
    page = f"<html><body><article><h1>The lock</h1><div>{text}</div></article></body></html>"
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    assert found.alteration.unaltered, found.alteration
    return found


def of_feed(inner: str) -> Article:
    body = "".join([*TEXT, inner, *TEXT])
    found = extract_fragment(Content(body=body, html=True, full=True, place="content:encoded"), base_url=URL, headline="The lock")
    assert isinstance(found, Article)
    assert found.alteration.unaltered, found.alteration
    return found


def set_in(article: Article) -> tuple[Inline, ...]:
    (found,) = [block.content for block in article.blocks if isinstance(block, Preformatted)]
    return found


@pytest.mark.parametrize("read", [of_page, of_feed])
@pytest.mark.parametrize(
    ("inner", "words"),
    [
        pytest.param("<pre>\n  a  b\tc\n\n\n d  \n</pre>", "  a  b\tc\n\n\n d", id="no line end at either end"),
        pytest.param("<pre> \n\n  open\n close</pre>", "  open\n close", id="no empty line at the beginning"),
        pytest.param("<pre><code><i>if</i> up:<br>    <b>go</b>()<br/><br/>}</code></pre>", "if up:\n    go()\n\n}", id="br"),
        pytest.param("<pre>one<span>\n  </span><span>two</span> \n</pre>", "one\n  two", id="spaces in spans"),
        pytest.param("<pre>one\r\ntwo\r\rthree</pre>", "one\ntwo\n\nthree", id="line ends of other systems"),
        pytest.param(
            "<pre><div>if up:</div><div>    <span>go()</span></div><div>}</div></pre>", "if up:\n    go()\n}", id="divs"
        ),
        pytest.param("<pre><div>up\n</div><div>  down\n</div></pre>", "up\n  down", id="divs with line ends of their own"),
        pytest.param("<pre><div>up</div><div><br></div><div>\n</div><div>down</div></pre>", "up\n\n\ndown", id="empty lines"),
        pytest.param("<pre><ol><li>  up</li><li><span>  </span>down</li></ol></pre>", "  up\n  down", id="numbered lines"),
        pytest.param("<pre><div>up</div>{{{<div></div>}}}</pre>", "up\n{{{\n}}}", id="lines of signs alone"),
    ],
)
def test_lines_and_spaces_stay_as_they_stand(read: type, inner: str, words: str) -> None:
    assert plain(set_in(read(inner))) == words


@pytest.mark.parametrize("read", [of_page, of_feed])
def test_links_and_emphasis_stay_where_they_stand(read: type) -> None:
    inner = (
        '<pre><code>see  [<a href="/rfc"> RFC 1 </a>] <em>or\n<strong>ask</strong></em>\n'
        '<a href="#top">top</a> <a href="javascript:x()">run</a> <a href="mailto:k@locks.example"><code>k</code></a></code></pre>'
    )
    assert set_in(read(inner)) == (
        Text("see  [ "), Link("https://locks.example/rfc", (Text("RFC 1"),)), Text(" ] "),
        Emphasis((Text("or\n"), Strong((Text("ask"),)))),
        Text("\ntop run "), Link("mailto:k@locks.example", (Text("k"),)),
    )  # fmt: skip


def test_what_follows_preformatted_text_does_not_begin_with_its_spaces() -> None:
    article = of_page(f"<pre><div>up</div>\n\n</pre>{TEXT[0]}<pre>down\n</pre>loose words that stand between")
    assert [plain(block.content) for block in article.blocks if isinstance(block, Preformatted)] == ["up", "down"]
    assert all(plain(block.content) == plain(block.content).strip() for block in article.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("read", [of_page, of_feed])
def test_an_item_or_cell_keeps_the_lines_of_preformatted_text(read: type) -> None:
    code = '<pre><code>shut()\n  <a href="/x">wait()</a>\r\n</code></pre>'
    table = f"<table><tr><th>Do</th><th>Say</th></tr><tr><td>{code}</td><td>Hold</td></tr></table>"
    blocks = read(f"<ol><li>Go on:{code}</li><li>Stop.</li></ol>{table}").blocks
    lines = (Code("shut()"), Break(), Link("https://locks.example/x", (Code("wait()"),)))
    assert ListBlock((ListItem((Text("Go on:"), Break(), *lines)), ListItem((Text("Stop."),))), ordered=True) in blocks
    assert [block.rows[1][0].content for block in blocks if isinstance(block, Table)] == [lines]


def test_words_set_as_code_in_a_paragraph_keep_their_links() -> None:
    article = of_page(
        '<p>Let <code>open(<a href="/gate">gate</a>, <em>now</em>)</code> be called when the water stands level.</p>'
    )
    assert Paragraph((
        Text("Let "), Code("open("), Link("https://locks.example/gate", (Code("gate"),)), Code(", "), Emphasis((Code("now"),)),
        Code(")"), Text(" be called when the water stands level."),
    )) in article.blocks  # fmt: skip


NUMBERED = [
    pytest.param(
        "<figure class='highlight'><table><tr><td class='gutter'><pre><span>1</span><br><span>2</span><br>"
        "<span>3</span></pre></td><td class='code'><pre><span class='line'>open gate</span><br>"
        "<span class='line'>12</span><br><span class='line'>shut gate</span></pre></td></tr></table></figure>",
        id="in a table",
    ),
    pytest.param(
        "<div class='highlight'><table><tbody><tr><td class='rouge-gutter'><pre class='lineno'>1\n2\n3\n</pre></td>"
        "<td class='rouge-code'><pre>open gate\n12\nshut gate\n</pre></td></tr></tbody></table></div>",
        id="with line ends",
    ),
    pytest.param(
        "<div class='chroma'><div class='a'><pre><code><span>9</span>\n<span>10</span>\n<span>11</span>\n</code></pre></div>"
        "<div class='b'><pre><code>open gate\n12\nshut gate\n</code></pre></div></div>",
        id="in boxes, from nine on",
    ),
    pytest.param(
        "<div class='highlight'><pre><code><span class='line'><span class='ln'>1</span><span>open gate\n</span></span>"
        "<span class='line'><span class='ln'>2</span><span>12\n</span></span><span class='line'><span class='ln'>3</span>"
        "<span>shut gate\n</span></span></code></pre></div>",
        id="before each line",
    ),
]


@pytest.mark.parametrize("read", [of_page, of_feed])
@pytest.mark.parametrize("listing", NUMBERED)
def test_the_numbers_of_a_listings_lines_are_no_text(listing: str, read: Callable[[str], Article]) -> None:
    told = [plain(block.content) for block in read(listing).blocks if isinstance(block, Preformatted)]
    assert told == ["open gate\n12\nshut gate"]


@pytest.mark.parametrize(
    "listing",
    [
        "<pre>1\n2\n3</pre><p>These are the locks that the barge passed on its way down to the sea, and there are no others.</p>",
        "<pre>1\n2\n3</pre><pre>gate\nsluice</pre>",
        "<pre>3\n1\n2</pre><pre>gate\nsluice\nsill</pre>",
        "<pre><span class='ln'>3</span>\n<span class='ln'>1</span>\n<span class='ln'>2</span></pre>",
    ],
    ids=["alone", "beside fewer lines", "in another order", "named so and in another order"],
)
def test_numbers_that_number_no_lines_are_text(listing: str) -> None:
    assert any(isinstance(block, Preformatted) and set(plain(block.content)) <= set("123\n") for block in of_page(listing).blocks)

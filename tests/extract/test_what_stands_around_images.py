"""What stands in a figure is its caption or the picture's own: no part of the text; and a list of other stories shows no images
of this one."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import Figure, leaves, plain

LINES = [
    f"<p>The bridge over the river opened on Tuesday after {years} years of work, and many people walked across it at once.</p>"
    for years in ("four", "six", "nine", "ten")
]
PLAYER = (
    f"<figure>{'<div>' * 6}<div class='c1'><h2>Bridge Opens</h2><h4>The bridge was opened with a loaf of bread on Tuesday, and no"
    " speeches were made by anybody at all.</h4></div><div class='c2'><dl><dt></dt><dd><p>n/a</p></dd></dl></div>"
    f"{'</div>' * 6}<img src='/still.jpg' width='900' height='500'><figcaption>The bridge on Tuesday.</figcaption></figure>"
)


def read(above: str, *, between: str = "") -> Article:
    page = (
        "<html><head><title>The bridge</title></head><body><main><article><h1>The bridge opens</h1>"
        f"{above}{LINES[0]}{LINES[1]}{between}{LINES[2]}{LINES[3]}</article></main></body></html>"
    )
    found = extract_html(page.encode(), url="https://paper.example/bridge")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("at", ["above", "between"])
def test_the_title_of_a_player_in_a_figure_is_neither_text_nor_standfirst(at: str) -> None:
    found = read(PLAYER) if at == "above" else read("", between=PLAYER)
    assert not found.standfirst
    said = [leaf.text for leaf in leaves(found.blocks)]
    assert "The bridge on Tuesday." in said
    assert not {"Bridge Opens", "n/a"} & set(said)
    assert len(said) == len(LINES) + 1


def test_a_table_in_a_figure_with_a_caption_is_text() -> None:
    table = "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2025</td><td>71</td></tr></table>"
    found = read("", between=f"<figure>{table}<figcaption>Boats below the bridge.</figcaption></figure>")
    assert "71" in [leaf.text for leaf in leaves(found.blocks)]


def shown(address: str, caption: str) -> str:
    return (
        f"<li><figure><a href='{address}'><img src='/{len(caption)}.jpg' width='200' height='120'>"
        f"<figcaption>{caption}</figcaption></a></figure></li>"
    )


def figures(found: Article) -> list[str]:
    return [plain(block.caption) for block in found.blocks if isinstance(block, Figure)]


def test_a_list_of_linked_images_above_the_text_announces_other_stories() -> None:
    others = shown("/2026/tunnel", "A tunnel for the frogs") + shown("/2026/ferry", "The ferry sails no more")
    assert figures(read(f"<ul>{others}</ul>")) == []


@pytest.mark.parametrize("address", ["/img/2026/7.html", "/bridge/photo/2", "/7.jpg"])
def test_a_list_of_images_that_lead_to_their_large_copies_is_the_storys(address: str) -> None:
    listed = shown(address, "The bridge from the north") + shown(address, "The bridge from the south side")
    assert figures(read(f"<ul>{listed}</ul>")) == ["The bridge from the north", "The bridge from the south side"]


def test_what_a_button_or_a_label_says_beside_a_picture_is_no_caption() -> None:
    buttons = "".join(
        f"<li><button><div class='icon'><img src='/{name}.svg' alt=''></div><span>{said}</span></button></li>"
        for name, said in (("mail", "メールで送る"), ("link", "リンクをコピーする"))
    )
    enlarged = (
        "<div class='photo-group'><img src='/loaf.jpg' width='900' height='500'><div class='d'>▼點擊圖片放大</div>"
        "<button>+2</button></div>"
    )
    found = read(f"<ul>{buttons}</ul>", between=enlarged)
    assert [leaf.text for leaf in leaves(found.blocks) if leaf.kind.endswith(("caption", "credit"))] == []
    assert not any("svg" in figure for figure in figures(found))


def test_the_section_that_stands_on_an_image_and_in_the_menu_is_no_caption() -> None:
    menu = "<nav><ul><li><a href='/culture'>Culture</a></li><li><a href='/sea'>Sea</a></li></ul></nav>"
    image = "<figure><img src='/quay.jpg' width='900' height='500'><span class='c1'>Culture</span></figure>"
    assert figures(read(f"{menu}{image}")) == [""]
    assert figures(read(f"{menu}{image.replace('Culture', 'The quay')}")) == ["The quay"]
    assert figures(read(f"{menu}{image.replace('span', 'figcaption')}")) == ["Culture"]

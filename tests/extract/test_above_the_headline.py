"""What was selected above a story's headline is none of its text, unless it is a lead in the text's own element."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import leaves, plain

STORY = [
    "The harbour of Norvik was closed on Monday after a crane had leaned against the fish hall for most of the night.",
    "Nobody was hurt, said the harbour master, who had spent the night in the hall and had heard it creak.",
    "The crane belongs to a firm in the south, which has sent two men and a rope to set it upright again.",
    "Fishermen landed their catch at the old pier, where the price of cod rose by a third before noon.",
]


def read(above: str, within: str = "") -> Article:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        f"<html><head><title>Crane leans on hall</title></head><body>{above}<article>{within}<h1>Crane leans on hall</h1>{text}"
        "</article></body></html>"
    )
    found = extract_html(page.encode(), url="https://norvik.example/crane")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "asked",
    [
        "We and our 812 partners store and read what is on your device, such as cookies, to show you cranes that you may like.",
        "Our site would like to store and/or access information on a device, for reasons that are told on a page of its own.",
        "Wir und unsere 812 Partner speichern auf Ihrem Gerät, welche Kräne Sie sich gern ansehen und welche Sie nie ansehen.",
        "Nous et nos 812 partenaires gardons sur votre appareil le souvenir des grues que vous aimez et des autres aussi.",
    ],
)
def test_a_request_for_consent_is_none_of_the_story(asked: str) -> None:
    article = read(f"<div class='x1'><p>{asked}</p><button>OK</button></div>")
    assert [leaf.text for leaf in leaves(article.blocks)] == STORY
    assert article.alteration.unaltered


def test_prose_above_the_headline_is_in_doubt_outside_of_the_storys_element() -> None:
    said = "A storm is on its way to the coast, and all who live there are asked to close their shutters and feed their cats."
    article = read(f"<div class='x1'><p>{said}</p></div>")
    assert [leaf.text for leaf in leaves(article.blocks)] == STORY
    assert not article.alteration.unaltered


def test_the_way_to_the_page_is_none_of_the_text() -> None:
    way = "<ul><li>Home</li><li>News</li><li>Harbour</li></ul>"
    assert [leaf.text for leaf in leaves(read("", f"{way}<p class='x2'>Harbours in winter</p>").blocks)] == STORY


@pytest.mark.parametrize(
    "lead",
    [
        "<p class='lead'>Cod is dear at the old pier of Norvik, and dearer by the hour for all who have to eat it</p>",
        f"<p>{STORY[0][:-1]}, or so it was said.</p>",
    ],
)
def test_a_lead_above_the_headline_stays(lead: str) -> None:
    article = read("", lead)
    said = lead.partition(">")[2].removesuffix("</p>")
    assert said in [plain(article.standfirst), *(leaf.text for leaf in leaves(article.blocks))]

"""What a page states of authors and terms, from its mark-up to the fact; and what only stands beside the story."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.facts.credit import read_byline
from ingest.facts.rights import read_rights, record_of
from ingest.facts.terms import led_to

TEXT = "".join(
    f"<p>The ferry left the winter quay at noon on day {day}, and forty cars with it, as it had all week.</p>" for day in range(9)
)
BADGE = (
    '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/"><img alt="Creative Commons License" src="/b.png"></a>'
)


def article(*, head: str = "", above: str = "", below: str = "", aside: str = "", foot: str = "") -> Article:
    found = extract_html(
        f'<html><head><meta charset="utf-8"><title>Ferry sails</title>{head}</head><body><main><article><h1>Ferry sails</h1>'
        f"{above}{TEXT}{below}</article></main><aside>{aside}</aside><footer>{foot}</footer></body></html>".encode(),
        url="https://harbour.example/ferry",
    )
    assert isinstance(found, Article)
    return found


def people(found: Article) -> list[str]:
    byline = read_byline((), found.wordings, "Harbour Gazette")
    return [] if byline is None else list(byline.people)


CARD = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Lunde">'
OTHER_CARD = '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Ada Lunde">'
BOTH = '{"@type":"NewsArticle","headline":"Ferry sails","author":{"@type":["Person","Organization"],"name":"Ada Lunde"}}'
PAGE_BY = '{"@type":"WebPage","name":"Ferry sails","author":{"@id":"#1","@type":"Person","name":"Ada Lunde"}}'
SITE = (
    '<meta property="og:site_name" content="Quay Notes">'
    '<script type="application/ld+json">{"@type":"NewsArticle","author":"Quay Notes"}</script>'
)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"head": CARD}, ["Ada Lunde"]),
        ({"head": OTHER_CARD}, []),
        ({"head": f'<script type="application/ld+json">{BOTH}</script>'}, ["Ada Lunde"]),
        ({"head": f'<script type="application/ld+json"><!-- {BOTH} //--></script>'}, ["Ada Lunde"]),
        ({"above": '<p><span class="author vcard"><a class="url fn n" href="/ada">Ada Lunde</a></span></p>'}, ["Ada Lunde"]),
        ({"above": '<p class="byline"><span>Ada Lunde</span><span>Redakteurin</span></p>'}, ["Ada Lunde"]),
        ({"above": '<p class="byline"><a href="/a">Ada Lunde</a> <a href="/b">Bo Ek</a></p>'}, ["Ada Lunde", "Bo Ek"]),
        ({"above": '<p class="byline">By <a href="/a">Ada Lunde</a><span>March 3, 2026</span></p>'}, ["Ada Lunde"]),
        ({"above": "<div>Ein Artikel von <strong>Ada Lunde</strong> | 03.03.2026 - 12:45</div>"}, ["Ada Lunde"]),
        ({"head": SITE, "above": '<p class="byline">By Ada Lunde</p>'}, ["Ada Lunde"]),
        (
            {"aside": '<div itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="author">Bo Ek</span></div>',
             "above": '<p class="byline">By Ada Lunde</p>'},
            ["Ada Lunde"],
        ),
        # names that classes mark, links to the pages of writers and members
        ({"above": '<div>3 March 2026, <span class="documentAuthor">Ada Lunde</span></div>'}, ["Ada Lunde"]),
        ({"above": '<div><a class="author-link" href="/x"><i>By</i>Ada Lunde</a></div>'}, ["Ada Lunde"]),
        ({"above": '<div>3 March <a href="/author/ada-lunde">Ada Lunde</a> 5 min</div>'}, ["Ada Lunde"]),
        ({"above": '<div>3 March <a href="/members/adalu.81/">adalu</a></div>'}, ["adalu"]),
        ({"above": '<div>3 March <a href="/user/login">Ada Lunde</a></div>'}, []),
        ({"above": '<div>3 March <a href="/ferries/ada-lunde">Ada Lunde</a></div>'}, []),
        ({"above": '<address class="name"><a href="mailto:ada@harbour.example">Ada Lunde</a></address>'}, ["Ada Lunde"]),
        ({"below": "<address>Ada Lunde</address>"}, []),
        (
            {"above": '<figure><img src="/a"><figcaption>Quay <span class="author">Ada Lunde</span></figcaption></figure>'},
            [],
        ),
        ({"above": '<h5>Von Ada Lunde</h5>'}, ["Ada Lunde"]),
        ({"above": '<div class="byline">Ada L.</div>'}, ["Ada L."]),
        ({"above": "<div>Posted on March 3, 2026 by Ada Lunde</div>"}, ["Ada Lunde"]),
        ({"above": "<div>Von: Ada Lunde, Bo Ek</div>"}, ["Ada Lunde", "Bo Ek"]),
        # a name alone, as the first or last line of the text
        ({"above": "<p>Ada Lunde</p>"}, ["Ada Lunde"]),
        ({"below": "<p>Ada Lunde</p>"}, ["Ada Lunde"]),
        ({"below": "<p>Ada Lunde.</p>"}, []),
        # a date and then a name in full, right at the headline
        ({"above": "<p>11.12.2019 - Ada Lunde</p>"}, ["Ada Lunde"]),
        ({"above": "<div>3 March 2026 | 13:10 | Ada Lunde</div><p>The ferry is the first of the year.</p>"}, ["Ada Lunde"]),
        ({"above": "<p>11.12.2019 - PAID CONTENT</p>"}, []),
        ({"above": '<p>11.12.2019 - <a href="/harbour">Northern Harbours</a></p>'}, []),
        ({"above": "<p>The Ferry 2019 - Ada Lunde</p>"}, []),
        ({"below": "<p>Mist.</p><p>11.12.2019 - Ada Lunde</p>"}, []),
        # a page that is no article by name states its own author
        ({"head": f'<script type="application/ld+json">{PAGE_BY}</script>'}, ["Ada Lunde"]),
        ({"head": f'<script type="application/ld+json">{PAGE_BY.replace("Ferry sails", "Another page")}</script>'}, []),
        ({"head": f'<script type="application/ld+json">[{PAGE_BY},{BOTH.replace("Ada Lunde", "Bo Ek")}]</script>'}, ["Bo Ek"]),
        ({"head": '<meta name="author" content="Harbour.example">'}, []),
        # those who sign comments and teasers did not write it
        ({"below": '<div class="comments"><p>By Ada Lunde</p></div>'}, []),
        ({"below": '<div><h3>Storm</h3><p class="byline">By Ada Lunde</p><h3>Fog</h3><p class="byline">By Bo Ek</p></div>'}, []),
        ({"above": '<p class="byline">By Ada Lunde</p>', "below": '<p class="byline">By Bo Ek</p>'}, ["Ada Lunde"]),
        # a label that stands alone, with the name in the next element
        ({"above": "<div><p>By</p></div><div><p>Ada Lunde</p></div>"}, ["Ada Lunde"]),
        ({"below": "<h5>Autor:</h5><div>Ada Lunde/HG</div>"}, ["Ada Lunde"]),
        ({"above": "<p>By</p><p>the morning tide</p>"}, []),
        # lines of many forms
        ({"below": "<p><em>Autorin: Ada Lunde, Projektleiterin am Hafen.</em></p>"}, ["Ada Lunde"]),
        ({"above": "<p><strong>Eine Kolumne von Ada Lunde</strong></p>"}, ["Ada Lunde"]),
        ({"above": "<p>03.03.2026 - Redaktion: Ada Lunde (Sprecherin)</p>"}, ["Ada Lunde"]),
        ({"above": "<p>Reporter: Ada Lunde | Editor: Bo Ek</p>"}, ["Ada Lunde"]),
        ({"above": "<div><span>By</span><span>by ADA LUNDE and BO EK</span></div>"}, ["ADA LUNDE", "BO EK"]),
        ({"above": '<p class="byline"><span>Ada Lunde</span> <span>Bo Karl Ek</span></p>'}, ["Ada Lunde", "Bo Karl Ek"]),
        ({"above": '<p class="byline"><span>Ada</span> <span>Lunde</span></p>'}, ["Ada Lunde"]),
        ({"above": '<p class="byline"><a href="/a">Ada Lunde</a><span>vor 5 Stunden</span></p>'}, ["Ada Lunde"]),
        ({"above": "<p>Ada Lunde/Bo Ek</p>"}, ["Ada Lunde", "Bo Ek"]),
        ({"below": "<p>Ada LUNDE<br>Vorsitzende</p>"}, ["Ada LUNDE"]),
        ({"above": '<div>3 March <a href="/profil/es/A7/ada-lunde">Ada Lunde</a></div>'}, ["Ada Lunde"]),
        # the credit of a writer's portrait is none of the name's words
        (
            {"above": '<div><a href="/autoren/ada-lunde"><span class="copyright">© Bo Ek</span><span>Ada Lunde</span></a></div>'},
            ["Ada Lunde"],
        ),
        # writers of teasers between headline and text did not write it
        (
            {"above": '<div><h3><a href="/b">Fog keeps all of the boats in the harbour</a></h3><p class="author">Bo Ek</p></div>'
             '<p class="author">Ada Lunde</p>'},
            ["Ada Lunde"],
        ),
        # what is stated as form fields are; of the article before the page
        ({"head": '<meta name="author" value="Ada Lunde">'}, ["Ada Lunde"]),
        (
            {"head": '<meta name="author" content="Bo Ek"><meta property="article:author" content="Ada Lunde">'},
            ["Ada Lunde"],
        ),
    ],
)  # fmt: skip
def test_authors_are_found_in_every_form(parts: dict[str, str], expected: list[str]) -> None:
    assert people(article(**parts)) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Di Algo", []), ("Von Ada Lunde", ["Ada Lunde"]), ("By Ada", []), ("Autorin: Ada Lunde", ["Ada Lunde"])],
)
def test_a_heading_below_the_text_names_its_writer_in_full_or_none(heading: str, expected: list[str]) -> None:
    assert people(article(below=f"<div><h2>{heading}</h2><form><p>The harbour answers nobody.</p></form></div>")) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("<p>文｜海田 ひかり</p>", ["海田 ひかり"]), ("<div class='tools'><button class='share-poster'>海报</button></div>", [])],
)
def test_a_label_with_a_bar_names_the_writer_and_a_button_names_nobody(line: str, expected: list[str]) -> None:
    assert people(article(above=line)) == expected
    assert people(article(below=line.replace("<p>", "<p class='byline'>"))) == expected


def test_a_caption_that_holds_the_headline_too_is_the_storys_head() -> None:
    page = f"""<html><head><title>Ferry sails</title></head><body><main><div class="caption"><img src="/a"><h1>Ferry sails</h1>
    <ul class="author"><li>Ada Lunde</li></ul></div><div>{TEXT}</div></main></body></html>"""
    found = extract_html(page.encode(), url="https://harbour.example/ferry")
    assert isinstance(found, Article)
    assert people(found) == ["Ada Lunde"]


def test_the_time_beside_the_headline_is_the_storys_whatever_its_element_is_called() -> None:
    page = f"""<html><head><title>Ferry sails</title></head><body><main><div class="breadcrumbs"><a href="/">Home</a>
    <time datetime="2026-03-03T12:00:00Z">3 March</time></div><h1>Ferry sails</h1><div>{TEXT}</div></main></body></html>"""
    found = extract_html(page.encode(), url="https://harbour.example/ferry")
    assert isinstance(found, Article)
    assert "2026-03-03T12:00:00Z" in [said.text for said in found.wordings if said.kind == "published"]


def test_the_dates_of_a_list_below_the_story_are_not_its_own() -> None:
    line = '<p class="date">Example, at noon on 3 March 2026 or so</p>'
    others = "".join(f'<p class="date">{day} February 2026</p><p>Ferry number {day} sails too.</p>' for day in range(10, 22))
    found = article(above=line, below=others)
    assert [said.text for said in found.wordings if said.kind == "published"] == ["Example, at noon on 3 March 2026 or so"]


@pytest.mark.parametrize(
    ("parts", "licence"),
    [
        ({"aside": BADGE}, "CC-BY-4.0"),
        ({"aside": BADGE.replace(' rel="license"', "")}, None),
        ({"aside": f"{BADGE}<p>Photos are licensed under CC BY 4.0</p>"}, "CC-BY-4.0"),
        ({"below": '<div class="comments"><p>This article is licensed under CC BY 4.0.</p></div>'}, None),
        # a marked badge below the text counts for it where it stands alone
        ({"below": BADGE}, "CC-BY-4.0"),
        ({"below": f'<section class="author-box"><div>{BADGE}</div><p>Ada Lunde writes on harbours.</p></section>'}, "CC-BY-4.0"),
        ({"below": f"{BADGE}{BADGE.replace('/by/', '/by-sa/')}"}, None),
        ({"below": f"<div>{BADGE} by somebody</div>"}, None),
        ({"below": f'<div><img src="/quay.jpg"><br>{BADGE}</div>'}, None),
        ({"below": f'<div><a href="/q"><img src="/quay.jpg"></a>{BADGE}</div><p>More of it.</p>'}, None),
        ({"below": BADGE.replace(' rel="license"', "")}, None),
        ({"above": BADGE}, None),
        # RDFa states the same of the page, and of pictures
        ({"head": '<link property="dcterms:license" href="https://creativecommons.org/licenses/by/4.0/">'}, "CC-BY-4.0"),
        ({"head": '<link about="/q.jpg" property="cc:license" href="https://creativecommons.org/licenses/by/4.0/">'}, None),
        ({"head": '<meta property="dcterms:rights" content="CC BY 4.0">'}, "CC-BY-4.0"),
        ({"head": '<meta property="cc:license" content="https://creativecommons.org/licenses/by/4.0/">'}, "CC-BY-4.0"),
        ({"below": BADGE.replace('rel="license"', 'rel="cc:license"')}, "CC-BY-4.0"),
        ({"below": BADGE.replace('rel="license"', 'property="schema:license"')}, "CC-BY-4.0"),
        ({"below": f'<div about="/quay.jpg">{BADGE}</div>'}, None),
        ({"foot": f'<span about="/quay.jpg#it">{BADGE}</span>'}, None),
        ({"foot": f'<span about="https://harbour.example/ferry">{BADGE}</span>'}, "CC-BY-4.0"),
        # an article in the foot is another story
        ({"foot": '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'}, "CC-BY-4.0"),
        ({"foot": '<article><a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></article>'}, None),
        ({"foot": "<article><p>This article is licensed under CC BY 4.0.</p></article>"}, None),
        # the name of a country's port stands in the address alone
        ({"foot": '<p>© 2026 <a href="https://creativecommons.org/licenses/by/2.0/de/">CC BY 2.0</a></p>'},
         "LicenseRef-wiredesk-CC-BY-2.0-DE"),
        ({"head": '<link rel="license" type="application/rsl+xml" href="/terms.xml">'}, None),
        ({"head": '<meta name="tdm-reservation" content="0">'}, None),
    ],
)  # fmt: skip
def test_terms_count_where_they_speak_of_the_text(parts: dict[str, str], licence: str | None) -> None:
    found = article(**parts)
    evidence = read_rights(
        (), found.wordings, feed_url="", page_url="https://harbour.example/ferry", capture=None, seen="2026-03-03", mirror=False
    )
    assert record_of(evidence, None).licence == licence


def test_a_page_leads_to_terms_for_machines() -> None:
    found = article(
        head='<link rel="license" type="application/rsl+xml" href="/terms.xml"><meta name="tdm-reservation" content="1">'
    )
    evidence = read_rights(
        (), found.wordings, feed_url="", page_url="https://harbour.example/ferry", capture=None, seen="2026-03-03", mirror=False
    )
    assert led_to(evidence) == ("https://harbour.example/terms.xml",)
    assert "tdm-reservation: 1" in [one.wording for one in evidence]

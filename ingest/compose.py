"""The last step of ingest: feed, entry, article and facts become one Story. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from ingest.extract.article import Article, Wording
from ingest.facts.credit import read_byline, read_dateline
from ingest.facts.date_lines import claims_of
from ingest.facts.dates import choose, read_date
from ingest.facts.exceptions import is_elsewhere, is_stand_in
from ingest.facts.language import language_tag
from ingest.facts.rights import applying, read_rights
from ingest.facts.sign_offs import sign_offs
from ingest.facts.signals import from_link_header, from_tdm_headers
from ingest.meant import not_meant
from ingest.parse.entry import Content
from ingest.source import Captured, Source
from news.alteration import Alteration, Level
from news.attribution import Attribution, Dateline
from news.body import Inline, Paragraph, Text, fold, leaves, plain
from news.partial_date import PartialDate
from news.provenance import Hop, Provenance
from news.rights import Reason
from news.story import DateClaim, Story
from wire.urls import canonical_url

MOST_HOPS, LONGEST_SERVICE = 12, 120
"""Mirrors that an entry may name, and the letters of one's name."""
FUTURE = timedelta(hours=48)
"""Further ahead than any zone and any clock that is only a little wrong."""

SUSPECT = {
    "suspect-publisher": "the page names more than one publisher",
    "ambiguous-end": "the page has two ends; which of them is the story's cannot be told",
}
"""Leniencies of the gopher page reader that an editor has to look at, in words."""


def compose(source: Source, article: Article, text: Captured | Content) -> Story:
    """The story of an entry. `text` says what the article was read from: a captured page, or text the feed carries."""
    feed, entry, page = source.feed, source.entry, None if isinstance(text, Content) else text
    another = None if page is None else not_meant(entry.title, entry.link, page.page.final_url, article)
    hops = _hops(source, article)
    claims = choose(tuple(_date_claims(source, article)))
    chosen = {claim.about: claim.value for claim in claims if claim.chosen}
    alteration = _through_a_mirror(article.alteration, hops)
    publisher_found = _wording(article, "publisher")
    first = next((block for block in article.blocks if isinstance(block, Paragraph)), None)
    capture, capture_url = (source.capture, source.capture_url) if page is None else (page.digest, page.page.final_url)
    attribution = Attribution(
        publisher=feed.publisher.name,
        publisher_id=feed.publisher.id,
        publisher_home=feed.publisher.home,
        publisher_as_found=publisher_found,
        url=_original(source, article, bool(hops)) if another is None else entry.canonical or entry.link,
        byline=read_byline(entry.authors, article.wordings, feed.publisher.name),
        dateline=None if first is None else read_dateline(plain(first.content)),
        copyright_notice=_wording(article, "copyright") or next((said.text for said in source.feed_rights if said.text), None),
    )
    evidence = read_rights(
        applying(entry, source.feed_rights),
        (*article.wordings, *_http_wordings(page)),
        feed_url=source.capture_url,
        feed_capture=source.capture,
        page_url=capture_url,
        capture=capture,
        seen=source.seen,
        mirror=bool(hops),
        publisher=feed.publisher.name,
        signs=tuple(_signs(source, article, attribution.dateline)),
        headline=article.headline,
        own_sites=[site for site in (capture_url, source.capture_url, feed.publisher.home, entry.link) if site],
    )
    return Story(
        identity=_identity(source, attribution.url),
        headline=fold(article.headline or entry.title or ""),
        standfirst=article.standfirst or _summary(source, article, text),
        body=article.blocks,
        attribution=attribution,
        provenance=Provenance(
            feed=feed.id,
            entry=entry.key,
            fetched_at=datetime.fromisoformat(source.seen) if page is None else page.page.fetched_at,
            text_from="feed" if page is None else "gopher page" if capture_url.startswith("gopher:") else "page",
            capture=capture,
            capture_url=capture_url,
            hops=hops,
            flags=article.flags,
        ),
        alteration=alteration,
        language=language_tag(article.language) or language_tag(entry.language or source.feed_language or feed.language),
        topics=tuple(dict.fromkeys(topic for topic in map(fold, _topics(source, article)) if topic)),
        published=chosen.get("published"),
        updated=chosen.get("updated"),
        date_claims=claims,
        evidence=evidence,
        flags=(
            *((Reason("another-page", another),) if another else ()),
            *(() if hops else _on_another_site(source, (entry.canonical or entry.link) if page is None else page.page.final_url)),
            *_flags(source, article, alteration, chosen.get("published"), publisher_found),
        ),
    )


def _original(source: Source, article: Article, mirrored: bool) -> str | None:
    """Where the publisher published it. A page's own word for its address counts on its own host only; a mirror's page
    names the origin, since the mirror's address is not the publisher's."""
    entry = source.entry
    if entry.canonical:
        return entry.canonical
    if mirrored:
        return article.canonical
    if article.canonical and entry.link and _host(article.canonical) == _host(entry.link):
        return article.canonical
    return entry.link


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _identity(source: Source, original: str | None) -> tuple[str, ...]:
    entry = source.entry
    keys = [canonical_url(url) for url in (original, entry.link) if url]
    keys.append(entry.key if ":" in entry.key else f"{source.feed.id} {entry.key}")
    return tuple(dict.fromkeys(keys))


def _hops(source: Source, article: Article) -> tuple[Hop, ...]:
    """The mirrors on the way: those that the page itself names, or the entry of a mirror's feed, then the one the operator knows
    this feed to be."""
    feed = source.feed
    if feed.via is None or (article.hops and article.hops[-1].service.casefold() == feed.via.casefold()):
        return article.hops
    return (*(article.hops or _stated_hops(source, feed.via)), Hop(service=feed.via, url=feed.url))


def _stated_hops(source: Source, last: str) -> tuple[Hop, ...]:
    """The mirrors that an entry names as sources of its words (RFC 4287 section 4.2.7.2), but its publisher and the last one."""
    entry = source.entry
    origins = {canonical_url(url) for url in (entry.canonical, entry.link) if url}
    known = {last.casefold(), source.feed.publisher.name.casefold(), ""}
    named = ((fold(via.title or "")[:LONGEST_SERVICE], via.url) for via in entry.ways[:MOST_HOPS])
    return tuple(
        Hop(service=service, url=url) for service, url in named
        if service.casefold() not in known and canonical_url(url) not in origins
    )  # fmt: skip


def _through_a_mirror(alteration: Alteration, hops: tuple[Hop, ...]) -> Alteration:
    """Text that came through a mirror is not the publisher's until it was compared with the origin (rule 2)."""
    if not hops or alteration.level is Level.UNVERIFIABLE:
        return alteration
    words = f"the text came through {hops[-1].service} and was not compared with the original"
    return replace(alteration, level=Level.UNVERIFIABLE, grounds=words)


def _date_claims(source: Source, article: Article) -> Iterator[DateClaim]:
    """Every statement of a date, read with the publisher's own zone to settle those that name none. When a mirror changed its own
    entry or page (RFC 4287 section 4.2.15) says nothing of when the publisher changed the story."""
    zone = source.feed.publisher.timezone
    language = language_tag(source.entry.language or source.feed_language or source.feed.language)
    stated = [("published", said.text, f"feed {said.place}") for said in source.entry.published]
    if source.feed.via is None:
        stated += [("updated", said.text, f"feed {said.place}") for said in source.entry.updated]
    for about, wording, place in dict.fromkeys(stated):
        value = read_date(wording, zone=zone, language=language, counts=True)
        yield DateClaim(about=about, wording=wording, place=place, value=value)
    yield from (claim for claim in claims_of(article.wordings, zone) if source.feed.via is None or claim.about != "updated")


def dates_of(claims: Sequence[DateClaim], page: Article, zone: str | None) -> tuple[DateClaim, ...]:
    """The claims with those of a further page, chosen anew among all."""
    return choose((*(replace(claim, chosen=False) for claim in claims), *claims_of(page.wordings, zone)))


def _http_wordings(captured: Captured | None) -> Iterator[Wording]:
    """What the page's HTTP headers state of its terms."""
    if captured is not None:
        page = captured.page
        yield from from_link_header(page.headers.get("link", ""), page.final_url)
        yield from from_tdm_headers(page.headers, page.final_url)


def _signs(source: Source, article: Article, dateline: Dateline | None) -> Iterator[tuple[str, str]]:
    """Who signs the story beside its page's byline: another agency's sign is an exception to the publisher's own terms."""
    yield from sign_offs([leaf.text for leaf in leaves(article.blocks) if not leaf.kind.endswith(("caption", "credit"))])
    if dateline is not None and dateline.agency is not None:
        yield dateline.agency, "dateline"
    for author in source.entry.authors:
        if author.name:
            yield author.name, f"feed {author.place}"


def _topics(source: Source, article: Article) -> list[str]:
    """The publisher's own words for what it is about: the feed's, then the page's."""
    return [*source.entry.topics, *(found.text for found in article.wordings if found.kind == "topic")]


def _wording(article: Article, kind: str) -> str | None:
    found: Wording | None = next((wording for wording in article.wordings if wording.kind == kind), None)
    return None if found is None else found.text


def _summary(source: Source, article: Article, text: Captured | Content) -> tuple[Inline, ...]:
    """The feed's summary beside its full text: the publisher's own standfirst, unless it is the text's own beginning."""
    if not isinstance(text, Content):
        return ()
    body = " ".join(leaf.text for leaf in leaves(article.blocks))
    for content in source.entry.contents:
        summary = fold(content.body)
        is_cut = summary.endswith(("…", "...", "[…]"))
        if content is not text and not content.full and not content.html and 0 < len(summary) <= 400 and not is_cut:
            return () if body.startswith(summary[:60]) else (Text(summary),)
    return ()


def _on_another_site(source: Source, url: str | None) -> Iterator[Reason]:
    """A page on a site that neither the feed's address nor what it and the config name as the publisher's has to do with: feeds
    lead to others' stories too."""
    feed = source.feed
    own = [site for site in (feed.url, source.capture_url, feed.publisher.home, source.feed_link) if site]
    if url and not is_stand_in(url) and is_elsewhere(url, own):
        words = f"its page is on {_host(url)}, which nothing says is {feed.publisher.name}'s: if it is, name it as its `home`"
        yield Reason("another-site", words)


def _flags(
    source: Source, article: Article, alteration: Alteration, published: PartialDate | None, publisher_found: str | None
) -> Iterator[Reason]:
    """What an editor has to look at before the story may leave, rights apart."""
    if not fold(article.headline or source.entry.title or ""):
        yield Reason("no-headline", "no headline was found")
    if alteration.end_in_doubt:
        yield Reason("end-in-doubt", f"{alteration.end_in_doubt}, so its end may be missing")
    if alteration.level is Level.EXCERPT and alteration.grounds != alteration.end_in_doubt:
        yield Reason("excerpt", f"a part of the text is missing: {alteration.grounds}")
    elif alteration.level is Level.UNVERIFIABLE and not source.feed.via and not article.hops:
        yield Reason("unverifiable", f"the text could not be checked: {alteration.grounds}")
    for flag in article.flags:
        if flag in SUSPECT:
            yield Reason(flag, SUSPECT[flag])
    configured = source.feed.publisher.name
    if "suspect-publisher" not in article.flags and article.hops and publisher_found and publisher_found != configured:
        yield Reason("publisher-differs", f"the page names {publisher_found!r} as publisher, the config {configured!r}")
    if published is not None and published.earliest() > datetime.fromisoformat(source.seen) + FUTURE:
        yield Reason("date-future", "its date lies in the future")

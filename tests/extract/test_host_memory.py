"""What repeats on a host's pages is furniture; what was printed in several stories is in doubt."""

from ingest.extract.article import Article, Seen
from ingest.extract.host_memory import REPEATED, HostMemory
from ingest.extract.html import extract_html
from news.alteration import Level
from news.body import leaves
from news.names import digest_of

NOTE = "Readers who would like to see the harbour master's garden may ask at the gate on any Thursday in the summer."
LINES = [
    f"The {word} of the old harbour has been mended, and the people who live beside it have hung out flags for the day."
    for word in ("wall", "clock", "crane", "light")
]


def page(*lines: str) -> bytes:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body><article><h1>The harbour</h1><div class=text>{text}</div></article></body></html>".encode()


def read(body: bytes, memory: HostMemory | None) -> Article:
    found = extract_html(body, url="https://quay.example/1", memory=memory)
    assert isinstance(found, Article)
    return found


def test_a_page_says_what_it_adds_only_where_a_memory_was_given() -> None:
    assert read(page(*LINES), None).seen is None
    seen = read(page(*LINES), HostMemory()).seen
    assert seen is not None
    assert seen.printed == {digest_of(line) for line in LINES}


def test_what_was_printed_in_several_stories_is_in_doubt() -> None:
    memory = HostMemory()
    for _ in range(REPEATED):
        assert read(page(*LINES, NOTE), memory).alteration.level is Level.VERBATIM
        memory = memory.with_story(Seen(printed=frozenset({digest_of(NOTE)})))
    found = read(page(*LINES, NOTE), memory)
    assert found.alteration.level is Level.INCOMPLETE
    assert "other stories of the host" in found.alteration.grounds


def test_what_was_left_out_of_several_stories_is_furniture() -> None:
    memory = HostMemory()
    for _ in range(REPEATED):
        memory = memory.with_story(Seen(left=frozenset({digest_of(NOTE)})))
    found = read(page(*LINES, NOTE), memory)
    assert [leaf.text for leaf in leaves(found.blocks)] == LINES
    assert [(loss.verdict, loss.rule) for loss in found.alteration.losses] == [("furniture", "stands on other pages of the host")]
    assert found.alteration.level is Level.VERBATIM


def test_short_words_are_never_the_hosts() -> None:
    memory = HostMemory()
    for _ in range(REPEATED):
        memory = memory.with_story(Seen(left=frozenset({digest_of("He said no.")})))
    assert "He said no." in [leaf.text for leaf in leaves(read(page(*LINES[:2], "He said no.", *LINES[2:]), memory).blocks)]

"""Which of what stands above a text is its standfirst: one, whatever looks like one."""

from collections.abc import Iterable, Sequence
from typing import Final

from ingest.extract.blocks import PageText
from ingest.extract.judgement import IGNORE, PRINT, Judgement

EXCERPT: Final = Judgement("repeat", IGNORE, "the text's own words")


def the_standfirst(page: PageText, above: list[int], selected: tuple[int, ...]) -> tuple[int, ...]:
    """The first of what stands above the text and says something else than what was selected with it; else the latter."""
    told = "".join(page.blocks[index].bare for index in selected)
    return _together(page, [index for index in above if page.blocks[index].bare not in told]) or selected


def is_excerpt(page: PageText, standfirst: Sequence[int], printed: Iterable[int]) -> bool:
    """Whether the standfirst only says what the text says: broken off, or its first paragraph and those that follow. A program
    made it of the text's own words, often without its lists."""
    text = [page.blocks[index] for index in sorted(set(printed).difference(standfirst))]
    if not standfirst or not text:
        return False
    told = "".join(page.blocks[index].bare for index in standfirst)
    is_cut = page.blocks[standfirst[-1]].text.rstrip("] ").endswith(("…", "..."))
    if not is_cut and not (text[0].prose and told.startswith(text[0].bare)):
        return False
    return any(
        told in "".join(block.bare for block in said) for said in (text, [block for block in text if block.node.tag == "p"])
    )


def _together(page: PageText, above: list[int]) -> tuple[int, ...]:
    """The first standfirst and what follows right after it in the same element."""
    first = [page.blocks[index] for index in sorted(above)]
    return tuple(
        block.index
        for place, block in enumerate(first[:3])
        if block.index == first[0].index + place and (block.node is first[0].node or block.node.parent is first[0].node.parent)
    )


def further_leads(page: PageText, further: set[int], standfirst: tuple[int, ...]) -> dict[int, Judgement]:
    """What looks like a standfirst where the story has one: its words once more, or the beginning of the text."""
    told = "".join(page.blocks[index].bare for index in standfirst)
    copy, opening = Judgement("repeat", IGNORE, "the standfirst again"), Judgement("standfirst", PRINT, "a further lead")
    return {index: copy if page.blocks[index].bare in told else opening for index in further}

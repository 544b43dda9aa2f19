"""`python -m bench.leads_score FOLDER …`: what public sets know of standfirsts, against what becomes of them in print.

Of the leads that a page's body shows, prints how many are the story's standfirst, the beginning of its text, somewhere in it, or
lost; and of the lost, how many the story's losses name and how many it is called unaltered without. `--list` shows those that
are no standfirst. The sets stay where they are.
"""

import argparse
from collections import Counter
from pathlib import Path

from bench.facts_sets import Known, known_of
from ingest.extract.article import Article, NoArticle
from ingest.extract.blocks import letters
from ingest.extract.html import extract_html
from ingest.extract.tree import parse_page
from ingest.extract.walk import read_blocks
from news.body import leaves, plain

LEAST = 12
"""Letters of a lead from which on it is told apart from other words."""
KINDS = ("standfirst", "within the standfirst", "begins the text", "in the text", "lost, named", "lost, silent", "no story")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.leads_score", description=__doc__)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--list", action="store_true", help="show each lead that is no standfirst")
    chosen = options.parse_args()
    for folder in chosen.folders:
        found = [(known, kind_of(known)) for known in known_of(folder) if is_shown(known)]
        counts = Counter(kind.partition(":")[0] for _, kind in found)
        print(f"{folder.name}: {len(found)} leads: " + ", ".join(f"{counts[kind]} {kind}" for kind in KINDS))
        for known, kind in found if chosen.list else ():
            if kind != "standfirst":
                print(f"    {kind} · {known.name} · {known.lead}")


def is_shown(known: Known) -> bool:
    """Whether the set knows a lead that the page's body shows."""
    wanted = letters(known.lead or "")
    tree = parse_page(known.body, None)
    if len(wanted) < LEAST or isinstance(tree, NoArticle):
        return False
    page = read_blocks(tree.root)
    return not isinstance(page, NoArticle) and wanted in "".join(block.bare for block in page.blocks)


def kind_of(known: Known) -> str:
    """What became of the lead: one of KINDS; of a lost one with the level and the rule that its loss was judged by."""
    article = extract_html(known.body, url=known.url)
    if not isinstance(article, Article):
        return "no story"
    wanted, above = letters(known.lead or ""), letters(plain(article.standfirst))
    text = "".join(letters(leaf.text) for leaf in leaves(article.blocks))
    if wanted == above:
        return "standfirst"
    if wanted in above:
        return "within the standfirst"
    if wanted in above + text:
        return "begins the text" if (above + text).startswith(wanted) or text.startswith(wanted) else "in the text"
    rules = [loss.rule for loss in article.alteration.losses if wanted.startswith(letters(loss.first)[:40] or " ")]
    level = article.alteration.level.value
    return f"lost, named: {level}, {rules[0]}" if rules else f"lost, silent: {level}"


if __name__ == "__main__":
    main()

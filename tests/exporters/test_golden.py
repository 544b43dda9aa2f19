"""The small edition, rendered whole and compared byte for byte with the folders that a person has read.

After a change of look: `pytest tests/exporters --regold`, then read the difference.
"""

import shutil
from pathlib import Path

import pytest

from exporters.page import Page
from exporters.press import RENDERERS
from news.edition import Edition
from news.publisher import Site


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def inside(page: Page) -> str:
    """The page's path within its format's folder."""
    return page.path.split("/", 1)[1]


@pytest.mark.parametrize(("renderer", "folder"), [("html", "web"), ("gopher", "gopher"), ("atom", "atom")])
def test_the_edition_is_printed_as_it_was_read(
    renderer: str, folder: str, edition: Edition, site: Site, golden: Path, regold: bool
) -> None:
    printed = {inside(page): page.body for page in RENDERERS[renderer](edition, site)}
    # the style sheet and the icon are their own golden
    printed = {path: body for path, body in printed.items() if not path.startswith("static/")}
    if regold:
        shutil.rmtree(golden / folder, ignore_errors=True)
        for path, body in printed.items():
            target = golden / folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
    assert files(golden / folder) == printed

"""The first thing a newcomer types: it works, it is honest about what it could not read, and it comes with the package."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.conftest import Desk, Done

HOME = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, Desk(folder).run("demo", "--json", timeout=180)


def test_it_takes_in_the_whole_sample_wire(shown: tuple[Path, Done]) -> None:
    folder, done = shown
    assert done.code == 0, done.err
    found = done.json
    feeds = [report for report in found["reports"] if "seen" in report]
    assert len(feeds) >= 5
    assert all(report["outcome"] == "read" for report in feeds)
    assert len(found["stories"]) >= 40
    states = {row["state"] for row in found["stories"]}
    assert {"published", "held", "queued"} <= states
    assert (folder / "demo-data" / "public" / "web" / "index.html").exists()


def test_every_story_that_is_held_says_why_in_words(shown: tuple[Path, Done]) -> None:
    held = [row for row in shown[1].json["stories"] if row["state"] == "held"]
    reasons = {reason["code"] for row in held for reason in row["reasons"]}
    assert {"rights-vague", "rights-reserved", "end-in-doubt"} <= reasons
    assert all(row["reasons"] and all(reason["words"] for reason in row["reasons"]) for row in held)
    assert not [row for row in shown[1].json["stories"] if row["state"] == "published" and row["reasons"]]


def test_what_could_not_be_read_is_told(shown: tuple[Path, Done]) -> None:
    failed = [report for report in shown[1].json["reports"] if report.get("outcome") == "failed"]
    assert sorted(report["words"][:9] for report in failed) == ["given up:", "no story:"]


def test_languages_and_dates_stay_what_they_are(shown: tuple[Path, Done]) -> None:
    dates = [row["published"] for row in shown[1].json["stories"]]
    assert None in dates, "one page of the sample states no date"
    assert any(date is not None and len(date) == 7 for date in dates), "a month stays a month"


def test_another_demo_starts_from_an_empty_folder_and_a_strangers_folder_is_refused(shown: tuple[Path, Done]) -> None:
    folder = shown[0]
    other = folder / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("dear diary")
    done = Desk(folder).run("demo", "--folder", "mine")
    assert done.code == 1
    assert "is not empty and not an earlier demo's" in done.err
    assert (other / "letter.txt").exists()


def test_the_wheel_carries_all_that_the_command_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=HOME, capture_output=True, check=True, timeout=60)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "wiredesk/config.toml",
        "wiredesk/demo/sample-config.toml",
        "wiredesk/demo/sample/commentary/opinion.md",
        "exporters/templates/story.html",
        "exporters/static/site.css",
        "store/migrations/env.py",
        "news/py.typed",
    ):
        assert needed in names, needed
    assert not [name for name in names if name.startswith(("tests/", "bench/"))]

"""The score of licences: a claim that is not the page's counts as false, a page without a claim as missed, by its cause."""

from pathlib import Path

import pytest

from bench.licence_score import SILENT, judged, read_truths, report

TEXT = "".join(
    f"<p>On day {day} the harbour master counted the boats at the quay and wrote their names down.</p>" for day in range(9)
)


def page(folder: Path, name: str, foot: str) -> Path:
    body = f"<html><body><article><h1>Boats are counted</h1>{TEXT}</article><footer>{foot}</footer></body></html>"
    (folder / name).write_text(body, encoding="utf-8")
    return folder / name


def test_found_false_and_missed_are_told_apart(tmp_path: Path) -> None:
    found = page(tmp_path, "found.html", "<p>Text: CC BY 4.0</p>")
    other = page(tmp_path, "other.html", "<p>Text: CC BY-SA 4.0</p>")
    none = page(tmp_path, "none.html", "<p>Text: CC BY 4.0</p>")
    taken = page(tmp_path, "taken.html", "<p>Our text is not CC BY 4.0.</p>")
    silent = page(tmp_path, "silent.html", "<p>Harbour Gazette</p>")
    truths = read_truths(
        f"# path, licence, note\n{found}\tCC-BY-4.0\n{other}\tCC-BY-4.0\n{none}\tnone\tread\n{taken}\tCC-BY-4.0\n"
        f"{silent}\tLicenseRef-wiredesk-CC-BY-2.0-DE\n"
    )
    lines = report(map(judged, truths))
    assert lines[0] == "licences found on 1 of 4 pages that state one: 0.250; false claims: 2 of 5"
    assert [line.split(":")[0].split("/")[-1] for line in lines if "FALSE" in line] == ["other.html", "none.html"]
    causes = [line for line in lines if line.startswith("  missed")]
    assert causes == [
        "  missed 1: says that the text does not have the licence that it names · footer",
        f"  missed 1: {SILENT}",
    ]


def test_a_line_that_nobody_read_is_no_truth() -> None:
    with pytest.raises(ValueError, match="line 2: '\\?' is no licence"):
        list(read_truths("a.html\tnone\nb.html\t?\n"))

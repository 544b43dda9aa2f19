"""What a terminal is given of strangers' words: nothing that commands it, nothing that turns a line round."""

import json

import click
import pytest
from lxml import etree

from news.errors import WiredeskError
from wiredesk.cli import Options
from wiredesk.exits import Exit, run
from wiredesk.printing import show
from wiredesk.terminal import printable, printable_xml

HOSTILE = "Ferry \x1b[2K\x1b]0;title\x07 \x9b31m \u202eyrref\u202c \u2066x\u2069 \r\x08 end"
SIGNS = "\x1b\x07\x9b\u202e\u202c\u2066\u2069\r\x08"


def test_words_are_shown_without_commands() -> None:
    assert printable("Fähre\t年 e\u0301\n") == "Fähre\t年 e\u0301\n"
    assert not set(printable(HOSTILE)) & set(SIGNS)
    assert printable(HOSTILE).startswith("Ferry \ufffd[2K")


@pytest.mark.parametrize("as_json", [True, False])
def test_what_a_command_prints_holds_none(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    show(Options(json=as_json), {"headline": HOSTILE}, [HOSTILE])
    printed = capsys.readouterr().out
    assert not set(printed) & set(SIGNS)
    if as_json:
        assert json.loads(printed) == {"headline": HOSTILE}


@pytest.mark.parametrize("error", [WiredeskError(HOSTILE), RuntimeError(HOSTILE), click.UsageError(HOSTILE)])
def test_a_line_about_an_error_holds_none(
    error: Exception, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def broken() -> None:
        raise error

    monkeypatch.delenv("WIREDESK_TRACEBACK", raising=False)
    monkeypatch.setattr("sys.argv", ["wiredesk"])
    assert run(broken) in (Exit.UNEXPECTED, Exit.USAGE)
    told = capsys.readouterr().err
    assert "Ferry \ufffd" in told
    assert not set(told) & set(SIGNS)


def test_a_list_of_feeds_says_the_same_without_commands() -> None:
    title = "Fähre \x9b31m \u202eyrref\u202c"
    shown = printable_xml(f'<outline text="{title}"/>')
    assert not set(shown) & set(SIGNS)
    assert etree.fromstring(shown).get("text") == title

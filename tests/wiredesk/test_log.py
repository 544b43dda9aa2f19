"""The log is one JSON object per line, whoever writes it."""

import json
import subprocess
import sys

SPEAKER = """
import logging
from wiredesk.log import set_up
log = set_up(terminal=False)
log.info("feed", words="a line\\nand \\x1b[31m another")
logging.getLogger("some.package").warning("it is %s", "odd")
logging.getLogger("some.package").info("chatter")
logging.getLogger("apscheduler.scheduler").warning("maximum number of running instances reached")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("some.package").exception("broken")
"""


def test_every_line_is_an_object_with_a_time_and_a_level() -> None:
    done = subprocess.run([sys.executable, "-c", SPEAKER], capture_output=True, text=True, timeout=30, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["event"], line["level"]) for line in lines] == [("feed", "info"), ("it is odd", "warning"), ("broken", "error")]
    assert all(line["timestamp"].endswith("Z") for line in lines)
    assert lines[1]["logger"] == "some.package"
    assert "ZeroDivisionError" in lines[2]["exception"]
    assert "\x1b" not in done.stderr

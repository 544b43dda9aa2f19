"""What all tests share: real clients where the machine has them."""

import os
import shutil

import pytest


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that drives a real client is skipped by name where the machine has none, and fails there in CI."""
    for mark in item.iter_markers("client"):
        (program,) = mark.args
        if shutil.which(program) is None:
            reason = (
                f"needs {program}, which is not installed on this machine (`make client-tools` installs it on Debian as root)"
            )
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)

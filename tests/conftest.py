"""What all tests share: real clients where the machine has them, and what is golden."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No example fails because the machine is slow: what things cost is told by how it grows (`tests.cost`)."""
settings.load_profile("unhurried")


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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regold", action="store_true", help="write what is golden anew; read the difference before you keep it")


@pytest.fixture(scope="session")
def regold(request: pytest.FixtureRequest) -> bool:
    """Whether what is golden is written anew."""
    asked = bool(request.config.getoption("--regold"))
    if asked and os.environ.get("CI"):
        pytest.fail("what is golden is never written anew under CI")
    return asked

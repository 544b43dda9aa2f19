"""Installs the real clients and the browser that some tests drive, where the machine lets us: Debian, and root.

Where it does not, those tests are skipped by name with the reason; with CI=true such a skip is a failure (conftest.py).
"""

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "chromium": "chromium",
    "curl": "curl",
    "lynx": "lynx",
    "w3m": "w3m",
    "newsboat": "newsboat",
    "sfeed_update": "sfeed",
    "openssl": "openssl",
}
"""Program → Debian package."""


def missing() -> dict[str, str]:
    return {program: package for program, package in PACKAGES.items() if shutil.which(program) is None}


def main() -> int:
    wanted = missing()
    if not wanted:
        return 0
    names = ", ".join(wanted)
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"not installed: {names}; this machine does not let us (no Debian, or no root): their tests will be skipped")
        return 0
    print(f"installing for the tests: {names}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *wanted.values()]):
        done = subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            print(f"could not: {done.stderr.strip().splitlines()[-1:]}")
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs a command and prints what it took, with every process that it left behind: `python bench/reap.py COMMAND …`.

Workers are forked off a process that outlives its starter by a moment: whoever counts only what the starter waited for counts
too little. So all orphans become ours here (prctl(2), PR_SET_CHILD_SUBREAPER), and are waited for.
"""

import ctypes
import json
import os
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    began = time.monotonic()
    command = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    cpu_s, wall_s, peak, code = 0.0, 0.0, 0, 0
    while True:
        try:
            pid, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu_s += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss)
        if pid == command.pid:
            wall_s = time.monotonic() - began
            code = command.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps({"cpu_s": cpu_s, "wall_s": wall_s, "peak_mib": peak / 1024, "code": code}))


if __name__ == "__main__":
    main()

"""Speed, measured: ratios within one run, CPU time (user + system of the process and its children) before wall time."""

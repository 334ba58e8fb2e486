# SPDX-License-Identifier: GPL-3.0-or-later
"""`./run bench text [LINES...]`: the difference of two zone files, each a whole process, beside GNU diff and git's histogram diff."""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5  # of each; the three take turns, so that other load falls on all
SIZES = [10_000, 100_000, 1_000_000]
SLOW = 60   # seconds: no peer is waited for any longer


def generators():
    shared = os.environ.get("LOCKSTEP_SHARED") or os.path.join(os.environ.get("LOCKSTEP_TOP", "."), "..", "shared")
    scripts = [os.path.join(shared, "bench", name) for name in ("genzone.py", "mutate.py")]
    if not all(os.access(script, os.R_OK) for script in scripts):
        sys.exit("The files to compare cannot be made: no shared/bench/genzone.py beside the project and none at $LOCKSTEP_SHARED.")
    return scripts


def made(script, *arguments):
    subprocess.run([sys.executable, script, *[str(one) for one in arguments]], check=True, stdout=subprocess.DEVNULL)


def milliseconds(command):
    """Wall and processor time of a process whose output goes nowhere."""
    before = os.times()
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, timeout=SLOW)
    wall = (time.perf_counter() - began) * 1000
    after = os.times()
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} failed.")
    return wall, (after.children_user + after.children_system - before.children_user - before.children_system) * 1000


def edited_lines(program, old, new):
    """Ours and git's, and the milliseconds that our comparison takes within its process."""
    runs = [re.search(r"(\d+) lines in ([\d.]+) ms", subprocess.run([program, old, new], capture_output=True, text=True, check=True).stdout)
            for _ in range(ROUNDS)]
    git = subprocess.run(["git", "diff", "--no-index", "--histogram", "--numstat", old, new], capture_output=True, text=True).stdout
    return int(runs[0][1]), sum(int(count) for count in git.split()[:2]), statistics.median(float(run[2]) for run in runs)


def row(program, size, name, old, new):
    commands = {"ours": [program, old, new], "git": ["git", "diff", "--no-index", "--histogram", old, new]}
    if name != "moved" or size < 1_000_000:  # GNU diff takes ten seconds and more for a block that moved
        commands["diff"] = ["diff", old, new]
    for command in commands.values():
        milliseconds(command)  # nobody's first run counts
    figures = {who: [] for who in commands}
    for _ in range(ROUNDS):
        for who, command in commands.items():
            figures[who].append(milliseconds(command))
    wall = {who: statistics.median(one[0] for one in runs) for who, runs in figures.items()}
    work = statistics.median(one[1] for one in figures["ours"])
    ours, git, inside = edited_lines(program, old, new)
    diff = f"{wall['diff']:7.0f} {wall['ours'] / wall['diff']:6.2f}" if "diff" in wall else f"{'-':>7} {'-':>6}"
    print(f"{size:9} | {name:>14} | {wall['ours']:8.1f} {work:9.0f} {inside:8.2f} | {diff} | "
          f"{wall['git']:7.0f} {wall['ours'] / wall['git']:6.2f} | {ours:8} {git:8}{'' if ours <= git else '  LONGER THAN GIT'}", flush=True)
    return ours <= git


def text(folder, arguments):
    zone, mutate = generators()
    program = os.path.join(folder, "lockstep-bench-text")
    print(f"The difference of two zone files, whole processes; milliseconds, medians of {ROUNDS} runs in turn; "
          f"load at the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print("    lines |        changed | Lockstep processor   inside |    diff  ratio | git hi.  ratio | edited   git's")
    good = True
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as files:
        for size in [int(word) for word in arguments] or SIZES:
            old, new = os.path.join(files, "old"), os.path.join(files, "new")
            made(zone, size, old)
            for count in (1, 100, min(10_000, size // 10)):
                made(mutate, old, new, count)
                good &= row(program, size, f"{count:,} lines", old, new)
            made(mutate, old, new, 0, "reorder")
            good &= row(program, size, "moved", old, new)
    if not good:
        sys.exit("A difference is longer than git's.")

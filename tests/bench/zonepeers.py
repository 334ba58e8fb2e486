# SPDX-License-Identifier: GPL-3.0-or-later
"""Zone files against the parsers and comparisons of others, as whole processes in the same run."""
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ORIGIN = "example.test."
SIZES = [10_000, 100_000, 1_000_000]


class Run:
    """One process: milliseconds on the wall and of processors, peak MiB, what it printed."""

    def __init__(self, *words, inputs=None):
        start = time.perf_counter()
        with open(os.devnull, "w") as nothing:
            child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=nothing, text=True)
            self.text = child.stdout.read()
            _, status, usage = os.wait4(child.pid, 0)
        self.wall = (time.perf_counter() - start) * 1000
        self.work = (usage.ru_utime + usage.ru_stime) * 1000
        self.peak = usage.ru_maxrss / 1024
        self.status = os.waitstatus_to_exitcode(status)
        child.returncode = self.status


def median(runs):
    return statistics.median(one.wall for one in runs)


def alternating(rounds, **commands):
    """Every command in turn, `rounds` times: a disturbance meets them all."""
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, words in commands.items():
            runs[name].append(Run(*words))
    return runs


def generator(shared, name):
    script = os.path.join(shared, "bench", name)
    if not os.path.exists(script):
        sys.exit(f"There is no {script}: the generators lie in the shared folder.")
    return script


def zone(shared, folder, records):
    path = os.path.join(folder, f"{records}.zone")
    subprocess.run([sys.executable, generator(shared, "genzone.py"), str(records), path], check=True, stdout=subprocess.DEVNULL)
    return path


def mutated(shared, source, changes, *more):
    path = f"{source}.{changes}{''.join(more)}"
    subprocess.run([sys.executable, generator(shared, "mutate.py"), source, path, str(changes), *more], check=True, stdout=subprocess.DEVNULL)
    return path


def shuffled(source):
    """The same records in another order, written by a process of its own: what this one holds counts as the peak of those it starts."""
    child = os.fork()
    if child == 0:
        shuffle(source)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(f"{source} could not be shuffled.")
    return f"{source}.shuffled"


def shuffle(source):
    """Each record gets the owner that it had from the line above."""
    lines, owner, head = [], "", []
    for line in open(source):
        if len(head) < 8:
            head.append(line)  # $ORIGIN, $TTL and the SOA
        elif line[0] in " \t":
            lines.append(owner + line)
        else:
            owner = line.split(None, 1)[0]
            lines.append(line)
    random.Random(5).shuffle(lines)
    path = source + ".shuffled"
    with open(path, "w") as file:
        file.writelines([*head, *lines])
    return path


def sent(source, target):
    """Bytes that rsync sends and receives until `target` is as `source`, and its milliseconds. Both are on this machine, where it
    sends whole files unless it is told not to."""
    run = Run("rsync", "-a", "--no-whole-file", "--ignore-times", "--stats", source, target)
    words = {line.split(":")[0]: line.split(":")[1].split()[0].replace(",", "") for line in run.text.splitlines() if line.startswith("Total bytes ")}
    if run.status != 0 or len(words) != 2:
        sys.exit(f"rsync failed:\n{run.text}")
    return sum(int(one) for one in words.values()), run.wall


def deltas(folder, shared, root):
    """P6: what must travel when a long zone changes."""
    print("A zone of 1,000,000 records (44 MB) that the other side has; bytes that travel for the new one. Lockstep: the delta of the object,")
    print("without the frame around it; rsync: all that it sends and receives, with --no-whole-file. Medians of three runs; milliseconds")
    print("    change |  Lockstep  packing  unpacking |      rsync  in all |   share")
    source = zone(shared, root, SIZES[-1])
    for change in (("1",), ("100",), ("10000",), ("1", "reorder")):
        target = mutated(shared, source, *change)
        ours = [Run(os.path.join(folder, "lockstep-bench-delta"), source, target) for _ in range(3)]
        if any(one.status != 0 for one in ours):
            sys.exit("lockstep-bench-delta failed.")
        figures = [[float(word) for word in one.text.split()] for one in ours]
        peers = []
        for _ in range(3):
            shutil.copyfile(source, os.path.join(root, "there"))
            peers.append(sent(target, os.path.join(root, "there")))
        size, packing, unpacking = (statistics.median(one[i] for one in figures) for i in range(3))
        theirs, wall = (statistics.median(one[i] for one in peers) for i in range(2))
        name = "20% moved" if len(change) > 1 else change[0]
        print(f"{name:>10} | {size:9.0f} {packing:8.0f} {unpacking:10.0f} | {theirs:10.0f} {wall:7.0f} | {size / theirs * 100:6.2f}%", flush=True)


def parse(folder, shared, root):
    """P1: until owner, type, TTL and data of every record are folded into one checksum."""
    print("Whole processes, one thread; milliseconds, medians of alternating runs; peak memory in MiB")
    print("  records | Lockstep  peak |  libzscanner  ratio | named-checkzone  ratio | editable: records  peak |  rows  peak")
    for size in SIZES:
        path = zone(shared, root, size)
        ours = os.path.join(folder, "lockstep")
        runs = alternating(9 if size < 1_000_000 else 5, ours=[ours, "zone", "stat", "--checksum", "--origin", ORIGIN, path],
                           peer=[os.path.join(folder, "lockstep-bench-scanpeer"), path, ORIGIN])
        if runs["ours"][0].text != runs["peer"][0].text or runs["ours"][0].status != 0:
            sys.exit(f"The checksums differ: {runs['ours'][0].text!r} and {runs['peer'][0].text!r}")
        checks = [Run("named-checkzone", "-q", ORIGIN, path) for _ in range(3 if size < 1_000_000 else 1)]
        us = median(runs["ours"])
        models = [Run(os.path.join(folder, "lockstep-bench-model"), path, kind).text.split() for kind in ("records", "rows")]
        print(f"{size:9} | {us:8.0f} {runs['ours'][0].peak:5.0f} | {median(runs['peer']):12.0f} {median(runs['peer']) / us:6.2f} |"
              f" {median(checks):15.0f} {median(checks) / us:6.1f} |"
              f" {float(models[0][1]):17.0f} {float(models[0][2]):5.0f} | {float(models[1][1]):5.0f} {float(models[1][2]):5.0f}", flush=True)


def checks(folder, shared, root):
    """P2: what contradicts, is missing or leads nowhere in a zone."""
    print("Whole processes, one thread; milliseconds, medians of alternating runs; peak memory in MiB")
    print("  records | lockstep zone check  peak | named-checkzone  peak  ratio")
    for size in SIZES:
        path = zone(shared, root, size)
        runs = alternating(3, ours=[os.path.join(folder, "lockstep"), "zone", "check", "--origin", ORIGIN, path],
                           named=["named-checkzone", "-q", ORIGIN, path])
        if any(one.status != 0 for one in runs["ours"] + runs["named"]):
            sys.exit(f"{path} is not a good zone for both.")
        us, named = median(runs["ours"]), median(runs["named"])
        print(f"{size:9} | {us:19.0f} {runs['ours'][0].peak:5.0f} | {named:15.0f} {runs['named'][0].peak:5.0f} {named / us:6.1f}", flush=True)


def records(folder, shared, root):
    """P3: what two zones mean against each other, in any order."""
    print("Whole processes, two threads on two zones, the work of both together in brackets; milliseconds, medians; the peers run once;")
    print("peak memory in MiB")
    print("  records  change     | Lockstep (work)  peak | ldns-compare-zones  ratio | two named-compilezone and diff  ratio")
    for size in SIZES:
        path = zone(shared, root, size)
        others = {"1": mutated(shared, path, 1), "10,000": mutated(shared, path, min(10_000, size // 10)),
                  "moved": mutated(shared, path, 1, "reorder"), "shuffled": shuffled(path)}
        for name, other in others.items():
            ours = [Run(os.path.join(folder, "lockstep"), "diff", "--records", "--origin", ORIGIN, path, other) for _ in range(5)]
            us = median(ours)
            work = statistics.median(one.work for one in ours)
            line = f"{size:9}  {name:10} | {us:8.0f} {f'({work:.0f})':>6} {max(one.peak for one in ours):5.0f} |"
            if name in ("1", "10,000"):
                ldns = Run("ldns-compare-zones", path, other).wall
                compiled = Run("sh", "-c", f"named-compilezone -q -i none -o {path}.c1 {ORIGIN} {path} & "
                               f"named-compilezone -q -i none -o {path}.c2 {ORIGIN} {other} & wait; diff {path}.c1 {path}.c2 >/dev/null").wall
                line += f" {ldns:18.0f} {ldns / us:6.1f} | {compiled:30.0f} {compiled / us:6.1f}"
            print(line, flush=True)


def in_folder(work):
    """A benchmark for bench.py: the files lie in a temporary folder while it runs."""
    def run(folder, arguments):
        shared = os.environ.get("LOCKSTEP_SHARED") or os.path.join(os.environ.get("LOCKSTEP_TOP", "."), "..", "shared")
        print(f"{work.__doc__} Load at the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
        root = tempfile.mkdtemp(prefix="lockstep-bench-")
        try:
            work(folder, shared, root)
        finally:
            shutil.rmtree(root)
        print()
    return run

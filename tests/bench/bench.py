# SPDX-License-Identifier: GPL-3.0-or-later
"""`./run bench [NAME [MEMBERS...]]`: measures Lockstep beside its peers in the same run and prints the ratios.

`./run bench page` measures what docs/benchmarks.md shows and writes it."""
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import zonepeers
from reviewbench import review
from textbench import text

ZONES = 50
BLOCKS = 3   # the two sides take turns, block by block, so that other load falls on both
ROUNDS = 3   # of a block
MEMORY = "/dev/shm"  # all files of both sides lie there: what is compared is work, not disks

FLOOR = """The floor: floor.sh, what an administrator would write by hand, on named of the same BIND with the same number of zones.
  Does, to all members in parallel: rsync of the tree into a new folder, named-checkconf -z of it, exchange of a symlink,
  `rndc reload`, and dig over UDP until the changed zone's SOA has the new serial.
  Leaves out: the network (rsync copies locally, rndc and dig use loopback addresses), encryption, fsync, reading back
  what was written, a common decision (a member may switch while another fails), the return, a look at the other 49 zones,
  the changed record itself, TCP, and history. Nobody types: the script is one process that is already running.
Lockstep: `lockstep prepare` and `lockstep deploy`, both processes from start to end, through the master, TLS and the agents:
  every file synced and read back on each member, forward and return; named-checkconf -z in namespaces; switch; every
  zone's state, and the changed records over UDP and TCP, proved on each; the decision durable; all confirmed."""


def floor_script():
    shared = os.environ.get("LOCKSTEP_SHARED") or os.path.join(os.environ.get("LOCKSTEP_TOP", "."), "..", "shared")
    script = os.path.join(shared, "bench", "floor.sh")
    return script if os.access(script, os.R_OK) else None


def floor_rounds(script, members, rounds):
    """Wall times (ms) of its rounds; its files lie in memory, like those of the hosts."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.path.isdir(MEMORY) else None) as folder:
        done = subprocess.run(["bash", script, str(members), "1", str(rounds)], env={**os.environ, "TMPDIR": folder},
                              capture_output=True, text=True, timeout=120)
    walls = [float(wall) for wall in re.findall(r"round \d+: wall (\d+) ms", done.stdout)]
    if len(walls) != rounds or "FAIL" in done.stdout:
        sys.exit(f"The floor did not run:\n{done.stdout}{done.stderr}")
    return walls


class Hosts:
    """The program that holds N adopted hosts; it ends, and everything with it, when its stdin does."""

    def __init__(self, folder, members, program="lockstep-bench-deploy", size=None):
        self.program = subprocess.Popen([os.path.join(folder, program), str(members), str(size or ZONES)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **({"TMPDIR": MEMORY} if os.path.isdir(MEMORY) else {})})
        self.ready = self.answer("ready")

    def answer(self, word):
        line = self.program.stdout.readline().split()
        if not line or line[0] != word:
            sys.exit("The hosts stopped.")
        return [float(figure) for figure in line[1:]]

    def tell(self, words):
        self.program.stdin.write(words + "\n")
        self.program.stdin.flush()
        return self.answer(words.split()[0])

    def round(self):
        return self.tell("round")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.stdin.close()
        self.program.wait()


def spread(values):
    return f"{min(values):5.0f} {statistics.median(values):5.0f} {max(values):5.0f}"


def deploy(folder, arguments):
    script = floor_script()
    print(FLOOR, end="\n\n")
    if not script:
        print("The floor is not here: no shared/bench/floor.sh beside the project and none at $LOCKSTEP_SHARED. No ratio can be given.\n")
    print(f"One changed record, {ZONES} zones; milliseconds: least, median, most of {BLOCKS * ROUNDS} rounds; "
          f"load at the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    print("members | Lockstep together |      prepare      |      deploy       |  switch to proof  |       floor       | ratio of medians (by block)")
    starts = []
    for members in [int(word) for word in arguments] or [3, 10, 30]:
        ours, prepares, deploys, proofs, floors, ratios = [], [], [], [], [], []
        with Hosts(folder, members) as hosts:
            starts.append((members, *hosts.ready))
            hosts.round()  # neither side counts its first steps; the floor's start is not counted either
            for _ in range(BLOCKS):
                block = [hosts.round() for _ in range(ROUNDS)]
                prepares += [one[0] for one in block]
                deploys += [one[1] for one in block]
                proofs += [one[2] for one in block]
                sums = [one[0] + one[1] for one in block]
                ours += sums
                if script:
                    walls = floor_rounds(script, members, ROUNDS)
                    floors += walls
                    ratios.append(statistics.median(sums) / statistics.median(walls))
        ratio = f"{statistics.median(ours) / statistics.median(floors):.2f} ({', '.join(f'{one:.2f}' for one in ratios)})" if script else "-"
        print(f"{members:7} | {spread(ours)} | {spread(prepares)} | {spread(deploys)} | {spread(proofs)} | "
              f"{spread(floors) if script else ' ' * 17} | {ratio}", flush=True)
    print()
    for members, started, adopted in starts:
        print(f"{members} hosts with named and agent: all answer after {started / 1000:.2f} s, adopted after {adopted / 1000:.2f} s more")


def rsync_round(folder, members, number, size):
    """Wall and processor time (ms) of rsync to all members at once, by its difference to the generation that each has."""
    lines = ["client-%d\tIN\tA\t10.%d.%d.%d\n" % (i, 100 + i // 65536, i // 256 % 256, i % 256) for i in range(size)]
    lines[256] = f"client-256\tIN\tA\t10.99.0.{number + 1}\n"
    source = os.path.join(folder, "source")
    os.makedirs(source, exist_ok=True)
    with open(os.path.join(source, "zone.db"), "w") as file:
        file.writelines(lines)
    used, began = os.times(), time.monotonic()
    basis = [[f"--copy-dest={folder}/{i}.{number - 1}"] if number else [] for i in range(members)]
    running = [subprocess.Popen(["rsync", "-a", "--modify-window=-1", "--no-whole-file", *basis[i], source + "/", f"{folder}/{i}.{number}/"])
               for i in range(members)]
    good = all([one.wait() == 0 for one in running])
    wall, now = time.monotonic() - began, os.times()
    for i in range(members):
        shutil.rmtree(f"{folder}/{i}.{number - 1}", ignore_errors=True)
    if not good:
        sys.exit("rsync did not run.")
    return wall * 1000, (now.children_user + now.children_system - used.children_user - used.children_system) * 1000


def prepare(folder, arguments):
    members, records = int(arguments[0]) if arguments else 10, int(arguments[1]) if len(arguments) > 1 else 1300000
    print("rsync: -a to all members at once, over a pipe, by the difference to what each has; nothing is synced or read again, nothing")
    print("is encrypted. Lockstep: `lockstep prepare` through master, TLS and agents; each member writes the new generation and the way")
    print("back, reads both again and compares their digests. All files lie in memory: syncs cost nothing here. A program that says yes")
    print("stands for named-checkconf.", end="\n\n", flush=True)
    with Hosts(folder, members, "lockstep-bench-prepare", records) as hosts:
        print(f"One changed record of a zone of {hosts.ready[0] / 1e6:.1f} MB, {members} members; milliseconds: least, median, most of {ROUNDS} rounds")
        hosts.round()
        ours = [hosts.round() for _ in range(ROUNDS)]
    with tempfile.TemporaryDirectory(dir=MEMORY if os.path.isdir(MEMORY) else None) as place:
        rsync_round(place, members, 0, records)
        theirs = [rsync_round(place, members, number, records) for number in range(1, ROUNDS + 1)]
    for what, index in (("wall", 0), ("processor", 1)):
        mine, peer = [one[index] for one in ours], [one[index] for one in theirs]
        print(f"{what:10} Lockstep {spread(mine)}   rsync {spread(peer)}   ratio of medians {statistics.median(mine) / statistics.median(peer):.2f}")


def idle(folder, arguments):
    seconds = int(arguments[0]) if arguments else 120
    print(f"An agent that has deployed {ZONES} zones and that nobody asks anything, for {seconds} s", flush=True)
    with Hosts(folder, 1) as hosts:
        hosts.round()
        helper, network, share, wakeups = hosts.tell(f"idle {seconds}")
    print(f"in memory: helper {helper / 1024:.1f} MiB, network half {network / 1024:.1f} MiB, together {(helper + network) / 1024:.1f} MiB; "
          f"{share / 1024:.1f} MiB when what several programs have in common (libraries) is divided among them")
    print(f"went to sleep of their own accord {wakeups:.0f} times, {wakeups * 60 / seconds:.1f} a minute")


def program(name, why, offscreen=True):
    """A benchmark that is one program; it prints its own rows."""
    def run(folder, arguments):
        print(f"{why}; load at the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
        environment = {**os.environ, **({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {})}
        done = subprocess.run([os.path.join(folder, f"lockstep-bench-{name}"), *arguments], env=environment)
        if done.returncode != 0:
            sys.exit(f"lockstep-bench-{name} failed.")
        print()
    return run


def conf(folder, arguments):
    sizes = [int(word) for word in arguments] or [1_000, 10_000, 100_000]
    print("named.conf of many zones, in process, one thread; milliseconds, the middle one of nine runs; load at the start "
          f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    names, rows = [], []
    for size in sizes:
        done = subprocess.run([os.path.join(folder, "lockstep-bench-conf"), str(size)], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit("lockstep-bench-conf failed.")
        found = re.findall(r"^(\w+)\s+([\d.]+) ms$", done.stdout, re.MULTILINE)
        names = [name for name, _ in found]
        rows.append((size, [float(figure) for _, figure in found]))
    print("    zones | " + " ".join(f"{name:>9}" for name in names))
    for size, figures in rows:
        print(f"{size:9} | " + " ".join(f"{figure:9.2f}" for figure in figures), flush=True)
    print()


def processor():
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return "an unknown processor"


ON_PAGE = ["parse", "check", "records", "conf", "text", "delta", "deploy", "prepare", "idle", "review"]


def page(folder, arguments):
    """docs/benchmarks.md, of what these commands print here and now; sections that are not named stay as they are."""
    path = os.path.join(os.environ.get("LOCKSTEP_TOP", "."), "docs", "benchmarks.md")
    sections = {}
    if os.path.exists(path):
        with open(path) as file:
            for section in re.split(r"^(?=## )", file.read(), flags=re.MULTILINE)[1:]:
                sections[re.match(r"## `./run bench (\w+)", section).group(1)] = section.strip() + "\n"
    for name in arguments or ON_PAGE:
        done = subprocess.run([sys.executable, "-u", sys.argv[0], folder, name], stdout=subprocess.PIPE, text=True)
        if done.returncode != 0:
            sys.exit(done.returncode)
        print(done.stdout, flush=True)
        where = (f"{time.strftime('%Y-%m-%d', time.gmtime())}, {processor()}, {os.cpu_count()} of its processors, release build, "
                 f"BIND {named_version()}.")
        sections[name] = f"## `./run bench {name}`\n\n{where}\n\n```text\n{done.stdout.strip()}\n```\n"
    head = """# Benchmarks

Written by `./run bench page [NAME...]`; each section has the day of its own run. Each figure stands beside its peer's of the same run;
elsewhere the milliseconds differ and the ratios hold. What is measured against whom, and why, is written in `tests/bench`. Files come
from generators, so that anybody can make them again.
"""
    with open(path, "w") as file:
        file.write("\n".join([head] + [sections[name] for name in ON_PAGE if name in sections]))


def named_version():
    return subprocess.run(["named", "-v"], capture_output=True, text=True).stdout.split()[1]


BENCHES = {
    "deploy": deploy,
    "prepare": prepare,
    "idle": idle,
    "parse": zonepeers.in_folder(zonepeers.parse),
    "check": zonepeers.in_folder(zonepeers.checks),
    "records": zonepeers.in_folder(zonepeers.records),
    "delta": zonepeers.in_folder(zonepeers.deltas),
    "text": text,
    "conf": conf,
    "stage": program("stage", "Staging one record, in a long zone and in a group of many zones"),
    "review": review,
    "edit": program("edit", "The text editor with long files"),
    "zones": program("zones", "A zone of 20,000 records and a list of 10,000 zones, with the master in the same process"),
    "window": program("window", "The console on three real servers, on a display of its own", offscreen=False),
}

if __name__ == "__main__":
    folder, *words = sys.argv[1:]
    if words[:1] == ["page"]:
        page(folder, words[1:])
        sys.exit()
    if words and words[0] not in BENCHES:
        sys.exit(f"There is no benchmark '{words[0]}'. There are: {', '.join(BENCHES)}")
    for name in words[:1] or BENCHES:
        BENCHES[name](folder, words[1:])

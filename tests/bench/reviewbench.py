# SPDX-License-Identifier: GPL-3.0-or-later
"""`./run bench review [PART...]`: the window of a difference, on an X display of its own (Xvfb, software rendering, no network).

long    Two zones of a million lines of which a thousand differ, both in memory: from the request until the first rows of the
        difference are on the display, until all of it is, until its meaning and its risks are; what memory it takes. Each run is a
        process of its own whose window stands there, empty, and has never shown a difference. A thing is on the display when the
        event in which it was painted has ended: its window has been given to X by then.
peers   Two files of 100,000 lines in three programs, in turns, on one display: from the start of the process until its window shows
        the difference. The display is looked at every few milliseconds. What a program's window looks like when it has come to rest
        is learned from a first run that does not count: colours that are no greys, cover a 500th of the display and were not
        there without it are the grounds on which it shows differences; a run has ended when nine tenths of that ground are there.
        Each has its own defaults in an empty home and the size of window that it chooses; ours fills the display.
frames  Frames in that million of lines: from an input until what it changes is painted and given to X. Switches are from one look at
        the whole difference to another one.
find    What a search in it stops the window for.
list    Ten thousand files: until they are listed, until all are studied, frames in the list and from file to file."""
import os
import statistics
import subprocess

ROUNDS = 3
SCALES = (1, 2)  # of a display of 2560x1440 pixels


def run(folder, scale, *words):
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
    done = subprocess.run([os.path.join(folder, "lockstep-bench-review"), *words], env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"lockstep-bench-review {' '.join(words)} failed.\n{done.stdout}")
    return done.stdout


def long(folder):
    print(f"P12: two zones of 1,000,000 lines, 1,000 differ; milliseconds from the request on and MiB, medians of {ROUNDS} processes")
    print("  scale  lens    | first rows  all of it | meaning    risks | longest pause | memory: more  at most  allowed")
    for scale in SCALES:
        for lens in ("text", "meaning"):
            runs = [[float(word) for word in run(folder, scale, lens).split()] for _ in range(ROUNDS)]
            first, complete, meant, warned, asked, pause, more, most, files = (statistics.median(column) for column in zip(*runs))
            meaning = f"{meant:7.0f} {warned:8.0f}" if lens == "meaning" else f"{'-':>7} {'-':>8}"
            print(f"  {scale:5}  {lens:7} | {first:10.0f} {complete:10.0f} | {meaning} | {max(asked, pause):13.0f} | "
                  f"{more:12.0f} {most:8.0f} {2 * files + 150:8.0f}", flush=True)
    print("  Wanted: first rows in 150 ms, all of it in 300 ms; at most twice the files and 150 MiB more.\n")


def peers(folder):
    print("P13: a pair of 100,000 lines, 1,000 differ; milliseconds from the start of the process until the window shows it, five runs each")
    done = subprocess.run([os.path.join(folder, "lockstep-bench-peers")], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit("lockstep-bench-peers failed.")
    print(done.stdout + "  Wanted: ten times as fast as either, within 300 ms.\n", flush=True)


def frames(folder):
    for scale in SCALES:
        print(f"P14: frames in a million lines, scale {scale}")
        print(run(folder, scale, "frames") + "  Wanted: 99 of 100 within 16.6 ms.\n", flush=True)


def find(folder):
    print("Looking for words in both sides of a million lines; wanted: no pause of more than 50 ms")
    print(run(folder, 1, "find"), flush=True)


def many(folder):
    print("The list of files")
    print(run(folder, 1, "list"), end="", flush=True)


PARTS = {"long": long, "peers": peers, "frames": frames, "find": find, "list": many}


def review(folder, arguments):
    print(f"Differences in a window, on a display of 2560x1440 pixels (peers: 1280x800); load at the start {os.getloadavg()[0]:.1f} on "
          f"{os.cpu_count()} processors\n", flush=True)
    for name in arguments or PARTS:
        if name not in PARTS:
            raise SystemExit(f"There is no part '{name}'. There are: {', '.join(PARTS)}")
        PARTS[name](folder)
    print()

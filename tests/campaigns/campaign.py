# SPDX-License-Identifier: GPL-3.0-or-later
"""`./run campaign [NAME[=TRIALS]...]`: runs campaigns and writes docs/reliability.md, from what their programs tell (Campaign in
tests/support). Rows of campaigns that do not run this time stay as they are, with their date."""
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import time

TOP = os.environ.get("LOCKSTEP_TOP", ".")
PAGE = os.path.join(TOP, "docs", "reliability.md")

# The programs of each, with the class and functions that belong to it; in the order of the page. A campaign that is drawn by
# chance counts its trials; all others go through everything there is.
CAMPAIGNS = {
    "simulation": [["tst_simulation"]],
    "faults": [["tst_faultmatrix"]],
    "kills": [["tst_agent", "TestHelperCrashes"], ["tst_crash"]],
    "disk": [["tst_agent", "TestHelperCrashes"], ["tst_diskfull"]],
    "power": [["tst_agent", "TestHelperCrashes"], ["tst_power"]],
    "cuts": [["tst_wire", "TestFrameFaults", "cutAtEveryFrame"]],
    "frames": [["tst_wire", "TestFrameFaults", "badAtEveryFrame"]],
    "queries": [["tst_queries"]],
    "bytes": [["tst_wire", "TestByteCuts"]],
    "race": [["tst_race"]],
    "hostile": [["tst_wire", "TestHostileMasters"], ["tst_wire", "TestHostileMembers"]],
    "roles": [["tst_wire", "TestMethodRoles"]],
    "paths": [["tst_wire", "TestHostilePaths"]],
    "secrets": [["tst_secretsweep"]],
}

# Each trial is a seed of its own, counted from the first on: they are shared out to all processors.
SHARED_OUT = {"simulation"}
MOST_SEEDS = 1000  # of one process: what a killed one had at hand in a world stays in memory

HEAD = """# Reliability

Written by `./run campaign [NAME[=TRIALS]...]`, which runs what is named here (everything, when nothing is named) and writes down
what came of it; each row has the day of its own last run. A failed trial is shown as failed, with the seed that repeats it.
`./run test` runs a sample of each, `./run test --long` the whole. No failure among n trials that were drawn by chance says, at
95 %, that fewer than about 3 in n fail; the others go through everything that there is to try.

| campaign | trials | failures | seconds | on | again with |
|---|---|---|---|---|---|
"""


def processor():
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return "an unknown processor"


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0].strip()
    except (OSError, IndexError):
        return "unknown"


def versions(build):
    named = first_line("named", "-v").split(" (")[0]
    qt = first_line("qtpaths6", "--qt-version")
    state = first_line("git", "-c", f"safe.directory={os.path.abspath(TOP)}", "-C", TOP, "describe", "--always", "--dirty")
    return (f"{processor()}, {os.cpu_count()} of its processors, Linux {os.uname().release}, {named}, Qt {qt}, "
            f"{os.path.basename(build)} build of {state}")


def old_parts():
    """The page as it is: each campaign's row and section, by name."""
    rows, sections = {}, {}
    if os.path.exists(PAGE):
        with open(PAGE) as file:
            text = file.read()
        for row in re.findall(r"^\| \[.*$", text, re.MULTILINE):
            rows[re.match(r"\| \[([\w-]+)\]", row).group(1)] = row
        for section in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
            sections[section.split("\n", 1)[0][3:].strip()] = section.strip() + "\n"
    return rows, sections


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def run_program(build, folder, words, trials, seed=0):
    """What is wrong with the program itself, or nothing."""
    environment = {**os.environ, "LOCKSTEP_LONG": "1", "LOCKSTEP_CAMPAIGNS": folder, "QT_QPA_PLATFORM": "offscreen", "QT_FATAL_WARNINGS": "0",
                   "QTEST_FUNCTION_TIMEOUT": "2000000000", "LOCKSTEP_SOURCE": TOP, "LOCKSTEP_BIN": os.path.join(build, "bin"),
                   "LOCKSTEP_SHARED": os.path.join(TOP, "..", "shared")}
    environment.pop("LOCKSTEP_TRIALS", None)
    if trials:
        environment["LOCKSTEP_TRIALS"] = str(trials)
    if seed:
        environment["LOCKSTEP_SEED"] = str(seed)
    log = os.path.join(folder, f"{words[0]}.log")
    with open(log, "ab") as file:
        if not os.access(os.path.join(build, "tests", words[0]), os.X_OK):
            return f"there is no program {words[0]}"
        done = subprocess.run([os.path.join(build, "tests", words[0]), *words[1:]], env=environment, stdout=file, stderr=subprocess.STDOUT)
    if done.returncode == 0:
        return None
    with open(log, errors="replace") as file:
        told = [line.strip() for line in file if line.startswith("FAIL!") or "Segmentation" in line or "ASSERT" in line]
    return f"`{' '.join(words)}` ended with {done.returncode}" + (": " + "; ".join(told[:5]) if told else "")


def share_out(build, folder, words, trials):
    """As run_program, with as many processes at a time as there are processors, each with some seeds of its own."""
    share = min(-(-trials // os.cpu_count()), MOST_SEEDS)
    first = max(int(os.environ.get("LOCKSTEP_SEED", 0)), 1)
    end = time.time() + int(os.environ.get("LOCKSTEP_SECONDS", 0) or 10**9)
    tasks = [(f"{folder}/{at:07}", min(share, trials - at), first + at) for at in range(0, trials, share)]

    def run_task(task):
        if time.time() > end:
            return None
        os.makedirs(task[0])
        return run_program(build, task[0], words, *task[1:])

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [fault for fault in pool.map(run_task, tasks) if fault]


def merged(parts):
    """What processes tell of the same part, as one."""
    whole = {}
    for part in parts:
        one = whole.setdefault(part["part"], {**part, "trials": 0, "failures": 0, "faults": [], "figures": [], "of": []})
        for count in ("trials", "failures"):
            one[count] += part[count]
        one["faults"] += part["faults"]
        one["ended"] = one["ended"] and part["ended"]
        one["of"].append(dict(part["figures"]))
    for one in whole.values():
        for figure in one["of"][0]:
            values = [told.get(figure, "") for told in one["of"]]
            if all(value.isdigit() for value in values):
                value = str(sum(map(int, values)))
            elif len(values) > 1 and all(re.fullmatch(r"\d+ to \d+, .*", value) for value in values):
                value = "; ".join(ranges(values)) + f"; {values[-1].split(', ')[1]} in the last of {len(values)} processes"
            else:
                value = "; ".join(dict.fromkeys(values))
            one["figures"].append([figure, value])
    return list(whole.values())


def ranges(values):
    """Those that follow each other, as one."""
    found = []
    for first, last in sorted(tuple(map(int, re.match(r"(\d+) to (\d+)", value).groups())) for value in values):
        if found and found[-1][1] + 1 == first:
            found[-1][1] = last
        else:
            found.append([first, last])
    return [f"{first} to {last}" for first, last in found]


def told_parts(folder, name):
    parts = []
    for place, _, files in sorted(os.walk(folder), key=lambda found: (len(found[0]), found[0])):
        for file in sorted(files):
            if file.startswith(name + ".") and file.endswith(".json"):
                with open(os.path.join(place, file)) as text:
                    parts.append(json.load(text))
    return parts


def matrix(parts):
    """The list that the parts should cover together, from what they say."""
    rows = dict(row for part in parts for row in part["rows"])
    if not rows:
        return []
    covered = {}
    for part in parts:
        for row, how in part["covers"]:
            covered.setdefault(row, []).append(f"{part['part']}: {how}")
    open_rows = [title for row, title in rows.items() if row not in covered]
    lines = ["", f"{len(rows) - len(open_rows)} of {len(rows)} rows are covered. " + ("Not covered: " + "; ".join(open_rows) + "." if open_rows else ""),
             "", "| fault | what meets it |", "|---|---|"]
    return lines + [f"| {cell(title)} | {cell('; '.join(covered.get(row, ['**not covered**'])))} |" for row, title in rows.items()]


def run(build, name, trials):
    """A campaign's row and section, and whether it held."""
    folder = os.path.join(TOP, "build", "campaigns", name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    made_of = versions(build)  # as it is now: a campaign takes its time
    began = time.time()
    if name in SHARED_OUT and trials > os.cpu_count():
        wrong = [fault for words in CAMPAIGNS[name] for fault in share_out(build, folder, words, trials)]
    else:
        wrong = [fault for words in CAMPAIGNS[name] if (fault := run_program(build, folder, words, trials))]
    seconds = time.time() - began
    parts = merged(told_parts(folder, name)) if name in SHARED_OUT else told_parts(folder, name)
    faults = [fault for part in parts for fault in part["faults"]]
    failures = sum(part["failures"] for part in parts)
    for part in parts:
        if not part["ended"]:
            wrong.append(f"{part['part']} did not come to its end" + (f", seed {part['seed']}" if part["seed"] else ""))
    if not parts:
        wrong.append("no program told any figures")
    faults += wrong if failures == 0 else []
    failures += len(wrong) if failures == 0 else 0
    tried = sum(part["trials"] for part in parts)
    drawn = any(part["wanted"] for part in parts)
    seed = next((part["seed"] for part in parts if part["seed"]), int(os.environ.get("LOCKSTEP_SEED", 0)) if drawn else 0)
    if drawn and (len(parts) == 1 or name in SHARED_OUT):
        trials = tried  # time may have ended it
    again = f"{f'LOCKSTEP_SEED={seed} ' if seed else ''}./run campaign {name}{f'={trials}' if trials and drawn else ''}"
    day = time.strftime("%Y-%m-%d", time.gmtime())
    shown = "0" if failures == 0 else f"**{failures} failed**" + (f", seed {seed}" if seed else "")
    row = f"| [{name}](#{name}) | {tried:,} | {shown} | {seconds:.0f} | {day} | `{again}` |"
    lines = [f"## {name}", ""]
    lines += [what for what in dict.fromkeys(part["what"] for part in parts) if what]
    lines += ["", f"{day}, {made_of}. Again with `{again}`.", "", "| part | figure | |", "|---|---|---|"]
    for part in parts:
        lines.append(f"| {cell(part['part'])} | trials, failures | {part['trials']:,}, {part['failures']} |")
        lines += [f"| | {cell(figure)} | {cell(value)} |" for figure, value in part["figures"]]
    lines += matrix(parts)
    if faults:
        lines += ["", "What failed:", "", *[f"- {cell(fault)}" for fault in faults[:20]]]
    return row, "\n".join(lines) + "\n", failures == 0


def main():
    build, *words = sys.argv[1:]
    wanted = {}
    for word in words or CAMPAIGNS:
        name, _, trials = word.partition("=")
        if name not in CAMPAIGNS or (trials and not trials.isdigit()):
            sys.exit(f"There is no campaign '{word}'. There are: {', '.join(CAMPAIGNS)}; NAME=N makes N trials of one that is drawn by chance.")
        wanted[name] = int(trials or 0)
    good = True
    for name, trials in wanted.items():
        print(f"{name} ...", flush=True)
        row, section, held = run(build, name, trials)
        print(row, flush=True)
        good = good and held
        rows, sections = old_parts()  # again each time: two runs may write the page
        rows[name], sections[name] = row, section
        with open(PAGE + ".new", "w") as file:
            file.write(HEAD + "".join(rows[one] + "\n" for one in CAMPAIGNS if one in rows))
            file.write("".join("\n" + sections[one] for one in CAMPAIGNS if one in sections))
        os.replace(PAGE + ".new", PAGE)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

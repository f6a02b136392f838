"""Builds and runs every suite and adds up what they print: each says "# name: N passed, N failed"
once. One that does not, or ends badly after saying that nothing failed, counts as one failure."""

import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ARTEFACTS = os.path.join(TOP, "artefacts")
TOTAL = re.compile(r"^# (.+?): (\d+) passed, (\d+) failed\s*$")
TELLING = re.compile(r"FAILED|\[ +(ERROR|LINE) |^  but: |\berror\b|Error: | WRONG |WARNING: Thread")
TAIL = 15  # lines of a failed suite's log that are shown
STEP_S = 3600


class Run:
    def __init__(self):
        self.passed = self.failed = 0
        self.begun = time.monotonic()
        shutil.rmtree(ARTEFACTS, ignore_errors=True)
        os.makedirs(ARTEFACTS)

    def add(self, name, passed, failed, seconds, log):
        self.passed += passed
        self.failed += failed
        mark = "FAILED" if failed else "ok"
        print(f"  {mark:6} {name:34} {passed:6} passed {failed:3} failed {seconds:7.1f} s",
              flush=True)
        if failed:
            self.show(log)

    @staticmethod
    def show(log):
        """The lines that say what failed, and the end."""
        with open(log, errors="replace") as f:
            lines = [line.rstrip("\n")[:200] for line in f.readlines()]
        telling = [i for i, line in enumerate(lines[:-TAIL]) if TELLING.search(line)][:TAIL]
        print(f"         log: {os.path.relpath(log, TOP)}; from it:")
        for line in [lines[i] for i in telling] + ["…"] * bool(telling) + lines[-TAIL:]:
            print("         | " + line)
        sys.stdout.flush()

    def heading(self, text):
        print(f"{time.monotonic() - self.begun:5.0f} s {text}", flush=True)


def log_path(part, name):
    os.makedirs(os.path.join(ARTEFACTS, part), exist_ok=True)
    return os.path.join(ARTEFACTS, part, re.sub(r"[^\w.-]+", "_", name) + ".log")


def spawn(command, log, env=None):
    """The exit status; its own process group, so that nothing of it outlives its time."""
    with open(log, "ab") as out:
        child = subprocess.Popen(command, cwd=TOP, stdin=subprocess.DEVNULL, stdout=out,
                                 stderr=subprocess.STDOUT, env=env, start_new_session=True)
        try:
            return child.wait(STEP_S)
        except subprocess.TimeoutExpired:
            out.write(b"ended after an hour\n")
            os.killpg(child.pid, signal.SIGKILL)
            return child.wait()


def one(run, part, name, command):
    """A command that passes or fails as a whole."""
    log, begun = log_path(part, name), time.monotonic()
    good = spawn(command, log) == 0
    run.add(name, int(good), int(not good), time.monotonic() - begun, log)
    return good


def build(run, preset, targets=()):
    log, begun = log_path(preset, "build"), time.monotonic()
    good = spawn(["cmake", "--preset", preset, "-DKB_TESTS=ON"], log) == 0 and spawn(
        ["cmake", "--build", "--preset", preset] + (["--target", *targets] if targets else []), log
    ) == 0
    run.add(f"build {preset}", int(good), int(not good), time.monotonic() - begun, log)
    return good


# --- ctest --------------------------------------------------------------------------------------


class Suite:
    def __init__(self, part, name):
        self.name, self.totals = name, []
        self.log = log_path(part, name)
        self.out = open(self.log, "a")

    def line(self, text):
        self.out.write(text)
        found = TOTAL.match(text)
        if found:
            self.totals.append((int(found.group(2)), int(found.group(3))))

    def close(self, good):
        if not good:
            self.out.write("scripts/test: the suite ended badly\n")
        if len(self.totals) != 1:
            self.out.write(f'scripts/test: it said "N passed, N failed" {len(self.totals)} times\n')
        self.out.close()
        passed, failed = self.totals[0] if self.totals else (0, 0)
        if (not good or len(self.totals) != 1) and failed == 0:
            failed = 1
        return passed, failed


START = re.compile(r"^\s+Start\s+(\d+): (\S+)")
SAID = re.compile(r"^(\d+): (.*\n)")
END = re.compile(r"^\s*\d+/\d+ Test\s+#(\d+): \S+ \.*\s*(\*\*\*)?(.*?)\s+([\d.]+) sec")


def ctest(run, part, preset, arguments, wrapper=()):
    """Runs tests of a build two at a time; every line of -V tells which test it belongs to."""
    env = dict(os.environ, TSAN_OPTIONS="ignore_noninstrumented_modules=1")
    command = [*wrapper, "ctest", "--test-dir", f"build/{preset}", "-V", "-j2", "--no-tests=error",
               "--timeout", "1500", *arguments]
    child = subprocess.Popen(command, cwd=TOP, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True, errors="replace", env=env)
    suites, whole = {}, open(log_path(part, "ctest"), "w")
    for line in child.stdout:
        whole.write(line)
        if found := START.match(line):
            suites[found.group(1)] = Suite(part, found.group(2))
        elif (found := SAID.match(line)) and found.group(1) in suites:
            suites[found.group(1)].line(found.group(2))
        elif (found := END.match(line)) and found.group(1) in suites:
            suite = suites.pop(found.group(1))
            passed, failed = suite.close(found.group(2) is None and "Passed" in found.group(3))
            name = suite.name if part == "dev" else f"{part}: {suite.name}"
            run.add(name, passed, failed, float(found.group(4)), suite.log)
    child.wait()
    whole.close()
    for suite in suites.values():  # ctest itself was ended
        run.add(suite.name, *suite.close(False), 0.0, suite.log)
    if child.returncode not in (0, 8):
        run.add(f"ctest of {preset}", 0, 1, 0.0, log_path(part, "ctest"))


# --- the parts ----------------------------------------------------------------------------------


def part_dev(run):
    run.heading("gcc with ASan and UBSan: every suite")
    if build(run, "dev"):
        ctest(run, "dev", "dev", ["-LE", "e2e"])


def suite(run, part, name, command, env=None):
    """A command that is a whole suite and says its total itself."""
    whole, begun = Suite(part, name), time.monotonic()
    status = spawn(command, whole.log, dict(os.environ, **(env or {})))
    with open(whole.log, errors="replace") as f:
        lines = f.readlines()
    for line in lines:
        if found := TOTAL.match(line):
            whole.totals.append((int(found.group(2)), int(found.group(3))))
    run.add(name, *whole.close(status == 0), time.monotonic() - begun, whole.log)


def packages(run, folder):
    """npm ci where node_modules is not what the lock file says."""
    lock = os.path.join(TOP, folder, "package-lock.json")
    have = os.path.join(TOP, folder, "node_modules/.package-lock.json")
    if os.path.exists(have) and os.path.getmtime(have) >= os.path.getmtime(lock):
        return True
    return one(run, "packages", f"packages of {folder}",
               ["scripts/with-node", "npm", "ci", "--prefix", folder, "--no-audit", "--no-fund"])


def npm(folder, script):
    return ["scripts/with-node", "npm", "run", "--prefix", folder, script]


def part_console(run):
    run.heading("the console: build, what it weighs, types, lint, unit tests, pages")
    if not packages(run, "console") or not one(run, "console", "console build",
                                               ["scripts/build", "release", "--console"]):
        return
    one(run, "console", "console budget", npm("console", "budget"))
    one(run, "console", "console types", npm("console", "types"))
    one(run, "console", "console lint", npm("console", "lint"))
    suite(run, "console", "console", npm("console", "test"))
    if os.path.exists(os.path.join(TOP, "console/tests/playwright.config.ts")):
        suite(run, "console", "console pages", npm("console", "test:pages"))


def part_clang(run):
    run.heading("clang with ASan and UBSan: everything is built, unit tests run")
    if build(run, "clang"):
        ctest(run, "clang", "clang", ["-R", "^unit_"])


def part_tsan(run):
    """Where there are threads. The sanitizer of gcc 12 does not know the widest address layouts,
    so the layout is not random; and it sees nothing of how the libraries, which it did not compile,
    synchronise, so what they do to memory is not held against them."""
    run.heading("gcc with ThreadSanitizer: what has threads")
    threaded = ["unit_controller", "unit_controller_edge", "unit_controller_rooms"]
    there = [t for t in threaded
             if glob.glob(os.path.join(TOP, "tests/unit", t[5:].replace("_", "/"), "*_test.c"))]
    if there and build(run, "tsan", there):
        names = "^(" + "|".join(there) + ")$"
        ctest(run, "tsan", "tsan", ["-R", names], ["setarch", "-R"])


def part_sim(run):
    """Whole worlds of the release build, as many as asked, and every planted bug."""
    run.heading("whole worlds from a seed, and planted bugs")
    if not one(run, "sim", "build simulator", ["scripts/build", "release"]) or not one(
            run, "sim", "build planted bugs",
            ["cmake", "--build", "--preset", "release", "--target", "sim_all"]):
        return
    seeds = os.environ.get("KB_SIM_SEEDS", "2000")
    suite(run, "sim", f"{seeds} worlds", ["build/release/kboss-sim", "--seeds", f"1..{seeds}",
                                          "--events", "5000", "--jobs", "2", "--cover"])
    suite(run, "sim", "planted bugs", ["python3", "-B", "tests/sim/planted.py", "build/release",
                                       "200"])


def part_money(run):
    """Random selling chains through the release build's engine and through an independent model."""
    chains = os.environ.get("KB_CHAINS", "100000")
    run.heading("the money of selling chains, by the program and by a model")
    if one(run, "money", "build it", ["scripts/build", "release"]) and one(
            run, "money", "build kboss-money",
            ["cmake", "--build", "--preset", "release", "--target", "kboss-money"]):
        suite(run, "money", f"{chains} chains",
              ["python3", "-B", "tests/money/run.py", "build/release", chains])


def part_release(run):
    run.heading("release: programs and console")
    one(run, "release", "build release", ["scripts/build", "release", "--console"])


def part_e2e(run):
    """Real processes of the release build: journeys in a browser, and every tests/e2e/*/run."""
    run.heading("end to end")
    if not one(run, "e2e", "release is there", ["scripts/build", "release", "--console"]):
        return
    env = {"KBOSS_BIN": os.path.join(TOP, "build/release"), "KBOSS_ARTEFACTS": ARTEFACTS}
    if os.path.exists(os.path.join(TOP, "tests/e2e/package.json")) and packages(run, "tests/e2e"):
        suite(run, "e2e", "journeys", npm("tests/e2e", "test"), env)
        shots = os.path.join(TOP, "tests/e2e/artefacts")
        if os.path.isdir(shots):
            shutil.copytree(shots, os.path.join(ARTEFACTS, "journeys"), dirs_exist_ok=True)
    for path in sorted(glob.glob(os.path.join(TOP, "tests/e2e/*/run"))):
        suite(run, "e2e", f"e2e {os.path.basename(os.path.dirname(path))}", [path], env)


PARTS = {"dev": part_dev, "release": part_release, "console": part_console, "clang": part_clang,
         "tsan": part_tsan, "sim": part_sim, "money": part_money, "e2e": part_e2e}


def main():
    names = sys.argv[1:] or list(PARTS)
    unknown = [n for n in names if n not in PARTS]
    if unknown:
        sys.exit(f"test: there is no part {unknown[0]}; parts: {' '.join(PARTS)}")
    run = Run()
    for name in names:
        PARTS[name](run)
    run.heading("done")
    print(f"{run.passed} passed, {run.failed} failed", flush=True)
    sys.exit(1 if run.failed or not run.passed else 0)


if __name__ == "__main__":
    main()

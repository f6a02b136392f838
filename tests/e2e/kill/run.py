"""kill -9 of kbossd and of kboss-agent at random moments while customers buy, renew and close; then
quiet, and the invariants. python3 run.py KBOSSD KBOSS-AGENT [--kills N] [--seed N] [--keep]"""
import argparse
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from check import Checks  # noqa: E402
from client import Memory  # noqa: E402
from people import Business, Buyer, Technician, Watcher  # noqa: E402
from processes import Site  # noqa: E402

KILLS, KILLING_S, QUIET_S = 50, 110, 40
BUSY = "SELECT count(*) FROM job WHERE phase IN ('queued', 'running', 'waiting', 'unknown')"
RUNNING = "SELECT count(*) FROM job WHERE phase = 'running'"


def count(site, sql):
    with sqlite3.connect(f"file:{site.database()}?mode=ro", uri=True, timeout=30) as db:
        return db.execute(sql).fetchone()[0]


class Killer:
    """Most of the time in the middle of a job, else whenever."""

    def __init__(self, site, rng, workers):
        self.site, self.rng, self.workers, self.amid = site, rng, workers, 0

    def strike(self):
        process = self.rng.choice([self.site.kbossd, self.site.agent])
        if self.rng.random() < 0.8:
            self.wait_for_job()
            time.sleep(self.rng.uniform(0, 0.1))
        else:
            time.sleep(self.rng.uniform(0, 1))
        self.amid += count(self.site, RUNNING) > 0
        process.kill()
        time.sleep(self.rng.choice([0, 0, 0.1, 0.5]))
        process.start()
        if process is self.site.kbossd:
            self.site.ready()
        for worker in self.workers:
            if worker.broke:
                raise SystemExit(f"{worker.name}: {worker.broke!r}")

    def wait_for_job(self):
        end = time.monotonic() + 3
        time.sleep(0.3)
        while time.monotonic() < end and not count(self.site, RUNNING):
            time.sleep(0.01)


def halt(workers):
    for worker in workers:
        worker.halt.set()
    for worker in workers:
        worker.join(90)
        if worker.broke or worker.is_alive():
            raise SystemExit(f"{worker.name}: {worker.broke!r}")


def settle(site, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end and count(site, BUSY):
        time.sleep(0.2)


def play(site, args, rng):
    """Everything up to the checks."""
    memory = Memory()
    business = Business(site, memory, args.seed % 1000000)
    watcher, technician = Watcher(site), Technician(args.seed, business)
    buyers = [
        Buyer(f"buyer {n}", args.seed, business, c) for n, c in enumerate(business.customers * 3)
    ]
    workers = [watcher, technician, *buyers]
    for worker in workers:
        worker.start()
    killer, start = Killer(site, rng, workers), time.monotonic()
    kills = 0
    while kills < args.kills and time.monotonic() - start < args.seconds:
        killer.strike()
        kills += 1
    halt(buyers)
    settle(site, QUIET_S)
    halt([technician])
    settle(site, 20)
    halt([watcher])
    print(
        f"{site.kbossd.kills} kills of kbossd, {site.agent.kills} of kboss-agent, "
        f"{killer.amid} amid jobs, "
        f"in {time.monotonic() - start:.0f} s; {len(memory.items)} writes acknowledged, "
        f"{memory.again} asked again; {len(watcher.seen)} openings seen"
    )
    return Checks(site, business, memory, watcher), kills


def check(checks, kills, args):
    passed, failed = (1, 0) if kills == args.kills else (0, 1)
    if failed:
        print(f"FAILED all_kills: only {kills} of {args.kills} within {args.seconds} s")
    for one in checks.all():
        wrong = one()
        print(f"{'FAILED' if wrong else 'ok'} {one.__name__}")
        for text in wrong[:20]:
            print(f"  {text}")
        passed, failed = passed + (not wrong), failed + bool(wrong)
    return passed, failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kbossd")
    parser.add_argument("agent")
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seconds", type=int, default=KILLING_S)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"))
    parser.add_argument("--keep", action="store_true", help="leave the folder")
    args = parser.parse_args()
    folder, passed, failed, site = tempfile.mkdtemp(prefix="kboss-kill-"), 0, 1, None
    print(f"seed {args.seed}, {folder}", flush=True)
    try:
        site = Site(folder, os.path.abspath(args.kbossd), os.path.abspath(args.agent))
        passed, failed = check(*play(site, args, random.Random(args.seed)), args)
    except BaseException:
        if site:
            print(site.kbossd.tell() + site.agent.tell())
        raise
    finally:
        if site:
            site.stop()
        if failed or args.keep:
            print(f"left: {folder}")
        else:
            shutil.rmtree(folder)
        print(f"# e2e_kill: {passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

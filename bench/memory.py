"""What kbossd keeps in memory: idle, with many agents, with many open terminals.
python3 bench/memory.py BUILD."""
import os
import sqlite3
import subprocess
import sys
import tempfile
import time

from figure import below, show, shown
from place import Place
from room import Room

AGENTS, TERMINALS = 1000, 100
PER_CUSTOMER, PER_ROOM = 20, 50  # below what one organisation and one agent may have open
SETTLE_S = 3


def rss_kb(pid):
    """Resident memory; of a process that is not dumpable the roll-up is for root only."""
    for name, field in (("smaps_rollup", "Rss:"), ("status", "VmRSS:")):
        try:
            with open(f"/proc/{pid}/{name}", encoding="utf-8") as f:
                return next(int(line.split()[1]) for line in f if line.startswith(field))
        except OSError:
            continue
    raise SystemExit("kbossd is gone")


def settled(place):
    time.sleep(SETTLE_S)
    return rss_kb(place.daemon.pid)


def again(place):
    place.stop()
    place.start()
    return settled(place)


class Held:
    """A program that holds what it opened until its input is closed."""

    def __init__(self, *argv):
        self.run = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def hears(self, word):
        if self.run.stdout.readline().strip() != word:
            raise SystemExit(f"{self.run.args[0]}: no {word}")

    def end(self):
        self.run.stdin.close()
        self.run.wait(30)


def agents(build, place):
    program = f"{build}/bench_agents"
    keys = subprocess.run(
        [program, "keys", str(AGENTS)], capture_output=True, text=True, check=True
    ).stdout.split()
    with sqlite3.connect(os.path.join(place.folder, "kboss.db"), timeout=10) as db:
        first, org, room = db.execute("SELECT id, org_id, room_id FROM agent").fetchone()
        db.executemany(
            "INSERT INTO agent VALUES (?,?,?,?,'',0,?,'','enrolled','never','',0,1)",
            [(first + 1 + i, org, room, f"a{i}", key) for i, key in enumerate(keys)],
        )
    idle = again(place)
    held = Held(program, "hold", str(AGENTS), f"tcp://127.0.0.1:{place.control}", place.key())
    held.hears("online")
    full = settled(place)
    held.end()
    return (full - idle) / AGENTS


def terminals(build, place, folder):
    rooms = [Room(build, place, folder, f"room{i}") for i in range(TERMINALS // PER_ROOM)]
    buyers = [place.customer(f"buyer{i}") for i in range(TERMINALS // PER_CUSTOMER)]
    try:
        had = [(b, [r.open(b) for r in rooms]) for b in buyers]
        idle = settled(place)
        held = Held(f"{build}/bench_terminal", "hold", str(place.port))
        for i in range(TERMINALS):
            buyer, resources = had[i % len(had)]
            resource = resources[i // len(had) % len(rooms)]
            ticket = buyer.post("/v1/terminals", resource_id=resource, kind="shell")["ticket"]
            held.run.stdin.write(ticket + "\n")
            held.run.stdin.flush()
            held.hears("open")
        full = settled(place)
        held.end()
        return (full - idle) / TERMINALS
    finally:
        for r in rooms:
            r.stop()


def measure(build):
    with tempfile.TemporaryDirectory(dir=os.environ.get("KB_BENCH_DIR", "/var/tmp")) as folder:
        place = Place(build, os.path.join(folder, "data"), 10)
        try:
            used = settled(place)
            idle = again(place)
            per_terminal = terminals(build, place, folder)
            return {
                "idle": idle,
                "used": used,
                "terminal": per_terminal,
                "agent": agents(build, place),
            }
        finally:
            place.stop()


def figures(build):
    m = measure(build)
    return [
        below("memory of kbossd, idle", m["idle"] / 1024, " MB", 40),
        below(f"  each of {AGENTS} agents adds", m["agent"], " kB", 60),
        below(f"  each of {TERMINALS} open, idle terminals adds", m["terminal"], " kB", 128),
        shown("  after logins and writes", f"{m['used'] / 1024:.1f} MB"),
    ]


if __name__ == "__main__":
    show(figures(sys.argv[1]))

"""A browser's terminal next to "ssh -tt" on the same sshd: python3 bench/terminal.py BUILD."""
import hashlib
import os
import subprocess
import sys
import tempfile

from figure import apart, share, show, shown
from place import Place
from room import Room

MEGABYTES, KEYS, ROUNDS = 128, 1000, 3


class Lines:
    def __init__(self, build, place, room):
        self.program, self.place, self.room = f"{build}/bench_terminal", place, room
        self.resource = room.open(place.buyer)

    def run(self, kind, *what):
        line = self.room.sshd.command() if kind == "ssh" else [str(self.place.port), self.ticket()]
        run = subprocess.run(
            [self.program, *what, kind, *line], capture_output=True, text=True, check=False
        )
        if run.returncode:
            raise SystemExit(f"{kind}: {run.stderr}")
        return run.stdout.split()

    def ticket(self):
        return self.place.buyer.post("/v1/terminals", resource_id=self.resource, kind="shell")[
            "ticket"
        ]


def make_file(folder):
    path, digest = os.path.join(folder, "flood"), hashlib.blake2b(digest_size=32)
    with open(path, "wb") as f:
        for _ in range(MEGABYTES):
            piece = os.urandom(1 << 20)
            digest.update(piece)
            f.write(piece)
    return path, digest.hexdigest()


def floods(lines, folder):
    """Best of a few rounds each, in turns, so that both have the same neighbours."""
    path, digest = make_file(folder)
    best = {"ssh": 0, "ws": 0}
    for _ in range(ROUNDS):
        for kind in best:
            rate, seen, _ = lines.run(kind, "cat", path, str(MEGABYTES << 20))
            if seen != digest:
                raise SystemExit(f"{kind}: other bytes than those of the file")
            best[kind] = max(best[kind], int(rate))
    return best


def echoes(lines):
    best = {}
    for _ in range(ROUNDS):
        for kind in ("ssh", "ws"):
            took = [float(x) for x in lines.run(kind, "echo", str(KEYS))]
            best[kind] = min(best.get(kind, took), took)
    return best


def measure(build):
    with tempfile.TemporaryDirectory(dir=os.environ.get("KB_BENCH_DIR", "/var/tmp")) as folder:
        place = Place(build, os.path.join(folder, "data"), 10)
        try:
            room = Room(build, place, folder)
            try:
                lines = Lines(build, place, room)
                return echoes(lines), floods(lines, folder)
            finally:
                room.stop()
        finally:
            place.stop()


def figures(build):
    echo, flood = measure(build)
    own, ssh = echo["ws"], echo["ssh"]
    return [
        share(
            f"terminal, {MEGABYTES} MiB of output; ssh -tt",
            flood["ws"] / 1e6,
            flood["ssh"] / 1e6,
            " MB/s",
            0.6,
        ),
        apart("terminal, echo of a key, p50; ssh -tt", own[0], ssh[0], " us", 500),
        shown(
            "  p90 and p99 of that",
            f"{own[1]:.0f}, {own[2]:.0f} us",
            f"{ssh[1]:.0f}, {ssh[2]:.0f} us",
        ),
    ]


if __name__ == "__main__":
    show(figures(sys.argv[1]))

"""What a renewal posts, hold and capture in three books, as one function of PostgreSQL under
pgbench: a cluster of its own in a temporary folder, every commit on disk, gone afterwards."""

import glob
import os
import pwd
import re
import shutil
import subprocess
import tempfile

CLIENTS, SECONDS = 16, 15
SETTINGS = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=128MB",
            "max_wal_size=2GB", "listen_addresses=''")


def programs():
    """Debian keeps them where no path leads."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda f: int(f.split("/")[4]))
    if not folders or not os.path.exists(folders[-1] + "/pgbench"):
        raise SystemExit("PostgreSQL is missing: scripts/install bench")
    return folders[-1]


class Cluster:
    """It will not run as root: then everything is done as the package's own user."""

    def __init__(self, folder):
        self.bin, self.folder, self.data = programs(), folder, os.path.join(folder, "data")
        self.prefix = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            self.prefix = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}",
                           "--clear-groups"]

    def run(self, name, *words):
        env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGHOST": self.folder,
               "PGUSER": "bench", "PGDATABASE": "postgres"}
        done = subprocess.run([*self.prefix, f"{self.bin}/{name}", *words], cwd=self.folder,
                              env=env, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            raise SystemExit(f"{name}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self):
        self.run("initdb", "-D", self.data, "-U", "bench", "-A", "trust", "-E", "UTF8", "-N")
        options = " ".join(f"-c {s}" for s in (*SETTINGS, f"unix_socket_directories={self.folder}"))
        self.run("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), "-o",
                 options, "start")

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")


def rate(bench):
    """Renewals' postings a second, each a transaction on disk."""
    folder = tempfile.mkdtemp(dir=os.environ.get("KB_BENCH_DIR", "/var/tmp"))
    try:
        cluster = Cluster(folder)
        for name in ("postgres.sql", "postgres_renewal.sql"):
            shutil.copy(os.path.join(bench, name), folder)
            os.chmod(os.path.join(folder, name), 0o644)
        cluster.start()
        try:
            cluster.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", "postgres.sql")
            said = cluster.run("pgbench", "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2",
                               "-T", str(SECONDS), "-f", "postgres_renewal.sql")
            wrong = cluster.run("psql", "-At", "-c", "SELECT (SELECT sum(dr_fen) - sum(cr_fen) "
                                "FROM vline) + (SELECT count(*) FROM vgroup) % 2").strip()
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if wrong != "0":
        raise SystemExit(f"PostgreSQL's books do not balance: {wrong}")
    return float(re.search(r"tps = ([\d.]+) \(without", said).group(1))

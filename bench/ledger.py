"""Money made durable: renewals through HTTP (hold, and capture in three books), captures through
the ledger alone, each beside SQLite writing the same rows and beside PostgreSQL posting the same;
how long a trial balance of a million lines and a quote over six levels take: python3
bench/ledger.py BUILD."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

import orders
import postgres
from figure import below, share, show, shown
from place import PASSWORD, Api, Place, terms

RENEWALS_ONE, RENEWALS_MANY = 1500, 12000
CAPTURES_ONE, CAPTURES_MANY = 3000, 30000
LINES = 1_000_000
MONTH_MS = 31 * 86400000


class Three(Place):
    """The platform, a distributor, one below it whose customer buys: three books."""

    def fill(self, slots):
        super().fill(slots)
        above = self.seller
        second = above.post("/v1/distributors", name="second", admin_login="second",
                            admin_name="s", admin_password=PASSWORD)
        terms(above, second["id"])
        self.seller = Api(self.port, "second")
        self.seller.post("/v1/members", login="cashier2", name="f", password=PASSWORD,
                         roles=["finance"])
        self.cashier = Api(self.port, "cashier2")
        self.buyer = self.customer("buyer2")


def answered(build, place, requests, clients=64):
    """The ids of what was made."""
    kept = os.path.join(place.folder, "answers")
    orders.load(build, place, clients, requests, kept)
    with open(kept, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def resources(build, place, n):
    """Ordered, and declared open in the table: no agent is needed to renew."""
    quote = '{"sku_id":"%s","periods":1}' % place.sku["id"]
    quotes = answered(build, place, [f"POST /v1/quotes {quote}"] * n)
    pages = answered(build, place, ['POST /v1/orders {"quote_id":"%s"}' % q["id"] for q in quotes])
    with sqlite3.connect(os.path.join(place.folder, "kboss.db"), timeout=30) as db:
        db.execute("UPDATE resource SET state = 'active', start_ms = created_ms, end_ms = "
                   "created_ms + ?, next_ms = created_ms + ?", (MONTH_MS, MONTH_MS))
        db.execute("UPDATE job SET phase = 'done', next_ms = 0")
    return [page["lines"][0]["resource_id"] for page in pages]


def renewals(build, place, clients, ids):
    quotes = answered(build, place, ['POST /v1/quotes {"resource_id":"%s"}' % i for i in ids])
    return orders.load(build, place, clients,
                       ['POST /v1/resources/%s/renew {"quote_id":"%s"}' %
                        (q["resource_id"], q["id"]) for q in quotes])


def bare(build, folder, n, batch):
    path = os.path.join(folder, f"renewals-{batch}.db")
    run = subprocess.run([f"{build}/bench_renewals_bare", path, str(n), str(batch)], check=True,
                         capture_output=True, text=True)
    return int(run.stdout)


def captures(build, folder, n, batch):
    run = subprocess.run([f"{build}/bench_ledger_post", str(n), str(batch), folder], check=True,
                         capture_output=True, text=True)
    return [int(x) for x in run.stdout.split()]


def trial(build, folder):
    """[(which, ms)] of the trial balances of a book of a million lines."""
    run = subprocess.run([f"{build}/bench_ledger_reports", os.path.join(folder, "reports.db"),
                          str(LINES)], check=True, capture_output=True, text=True)
    return [(m.group(1), float(m.group(2)))
            for m in re.finditer(r"^(trial balance.*?)\s+([\d.]+) ms", run.stdout, re.M)]


def quote_us(build):
    run = subprocess.run([f"{build}/bench_quote", "20000"], check=True, capture_output=True,
                         text=True)
    return float(run.stdout)


def figures(build):
    with tempfile.TemporaryDirectory(dir=os.environ.get("KB_BENCH_DIR", "/var/tmp")) as folder:
        place = Three(build, os.path.join(folder, "data"), RENEWALS_ONE + RENEWALS_MANY + 100)
        try:
            ids = resources(build, place, RENEWALS_ONE + RENEWALS_MANY)
            one = renewals(build, place, 1, ids[:RENEWALS_ONE])
            many = renewals(build, place, 64, ids[RENEWALS_ONE:])
        finally:
            place.stop()
        bare_one = bare(build, folder, RENEWALS_ONE, 1)
        bare_many = bare(build, folder, RENEWALS_MANY, 64)
        ledger_one = captures(build, folder, CAPTURES_ONE, 1)
        ledger_many = captures(build, folder, CAPTURES_MANY, 64)
        other = postgres.rate(os.path.dirname(os.path.abspath(__file__)))
        trials = trial(build, folder)
    return [
        share("renewals, 1 client; SQLite alone, batch 1", one[0], bare_one, "/s", 0.5),
        share("renewals, 64 clients; SQLite alone, batch 64", many[0], bare_many, "/s", 0.5),
        share("renewals, 64 clients; PostgreSQL, 16 clients, postings only", many[0], other, "/s",
              3),
        shown("  renewal with 1 client, p50 and p99", f"{one[1]}, {one[2]} us"),
        shown("  renewal with 64 clients, p50 and p99", f"{many[1]}, {many[2]} us"),
        share("captures, the ledger alone; SQLite alone, batch 1", *ledger_one, "/s", 0.5),
        share("captures, the ledger alone; SQLite alone, batch 64", *ledger_many, "/s", 0.5),
        *[below(f"{what}, {LINES} lines", ms, " ms", 50) for what, ms in trials],
        below("quote over six levels, processor time", quote_us(build), " us", 100),
    ]


if __name__ == "__main__":
    show(figures(os.path.abspath(sys.argv[1])))

"""Orders through HTTP, next to SQLite alone writing the same rows: python3 bench/orders.py
BUILD."""
import json
import os
import subprocess
import sys
import tempfile

from figure import share, show, shown
from place import Place

ORDERS_ONE, ORDERS_MANY = 1500, 20000


def bare(build, folder, orders, batch):
    path = os.path.join(folder, f"bare-{batch}.db")
    run = subprocess.run(
        [f"{build}/bench_orders_bare", path, str(orders), str(batch)],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(run.stdout)


def load(build, place, clients, lines, answers="-"):
    path = os.path.join(place.folder, "requests")
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(line + "\n" for line in lines)
    run = subprocess.run(
        [
            f"{build}/bench_http_load",
            str(place.port),
            str(clients),
            path,
            answers,
            f"Cookie: {place.buyer.cookie}",
            f"X-Kboss-Org: {place.buyer.org}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(run.stderr)
    rate, p50, p99, _ = run.stdout.split()
    return int(rate), int(p50), int(p99)


def orders(build, place, clients, n):
    """n quotes first; then only the orders are timed: money held, slot taken, opening queued."""
    kept = os.path.join(place.folder, "quotes")
    quote = '{"sku_id":"%s","periods":1}' % place.sku["id"]
    load(build, place, 64, [f"POST /v1/quotes {quote}"] * n, kept)
    with open(kept, encoding="utf-8") as f:
        ids = [json.loads(line)["id"] for line in f]
    return load(build, place, clients, ['POST /v1/orders {"quote_id":"%s"}' % i for i in ids])


def figures(build):
    with tempfile.TemporaryDirectory(dir=os.environ.get("KB_BENCH_DIR", "/var/tmp")) as folder:
        place = Place(build, os.path.join(folder, "data"), ORDERS_ONE + ORDERS_MANY + 1000)
        try:
            one, many = orders(build, place, 1, ORDERS_ONE), orders(build, place, 64, ORDERS_MANY)
        finally:
            place.stop()
        bare_one, bare_many = bare(build, folder, ORDERS_ONE, 1), bare(
            build, folder, ORDERS_MANY, 64
        )
    return [
        share("orders, 1 client; SQLite alone, batch 1", one[0], bare_one, "/s", 0.3),
        share("orders, 64 clients; SQLite alone, batch 64", many[0], bare_many, "/s", 0.3, 3000),
        shown("  order with 1 client, p50 and p99", f"{one[1]}, {one[2]} us"),
        shown("  order with 64 clients, p50 and p99", f"{many[1]}, {many[2]} us"),
    ]


if __name__ == "__main__":
    show(figures(sys.argv[1]))

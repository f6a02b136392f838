"""A platform, a distributor, a customer with money and a device with many slots: what benchmarks
sell.
Everything through the public API; only the room's agent is declared online in the table, because
none
is needed to take orders."""
import json
import os
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
import uuid

PASSWORD = "bench-password-1"
LOAD_MAX = 10000  # slots a device is given at a time


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Api:
    def __init__(self, port, login, password=PASSWORD):
        self.base = f"http://127.0.0.1:{port}"
        self.cookie = self.org = None
        me, self.cookie = self.call("POST", "/v1/login", {"login": login, "password": password})
        self.org = me["orgs"][0]["id"]

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if self.org:
            headers["X-Kboss-Org"] = self.org
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, method=method, headers=headers, data=data
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return json.load(reply), (reply.headers.get("Set-Cookie") or "").split(";")[0]
        except urllib.error.HTTPError as e:
            raise SystemExit(f"{method} {path}: {e.code} {e.read().decode()}") from e

    def post(self, path, **body):
        return self.call("POST", path, body)[0]

    def get(self, path):
        return self.call("GET", path)[0]


SPEC = {"vcpu": 2, "memory_mib": 2048}


def monthly(price_fen):
    return [{"cycle": "month", "price_fen": price_fen}]


def terms(admin, distributor):
    """80 % of the list price, signed on paper and in force."""
    items = [{"scope": "all", "mode": "discount", "rate_bp": 8000}]
    page = admin.post("/v1/agreements", buyer_id=distributor, title="t", items=items)
    path, text = f"/v1/agreements/{page['agreement']['id']}", page["agreement"]["text_hash"]
    admin.post(f"{path}/sign", text_hash=text, paper=True)
    admin.post(f"{path}/activate")


class Place:
    def __init__(self, build, folder, slots):
        self.build, self.folder, self.port = build, folder, free_port()
        self.control, self.stream = free_port(), free_port()
        subprocess.run(
            [f"{build}/kbossd", "init", "--data", folder, "--name", "bench", "--admin", "admin"],
            input=PASSWORD + "\n",
            text=True,
            check=True,
        )
        self.start()
        try:
            self.fill(slots)
        except BaseException:
            self.stop()
            raise

    def start(self):
        self.daemon = subprocess.Popen(
            [
                f"{self.build}/kbossd",
                "serve",
                "--data",
                self.folder,
                "--listen",
                f"127.0.0.1:{self.port}",
                "--control",
                f"tcp://127.0.0.1:{self.control}",
                "--stream",
                f"tcp://127.0.0.1:{self.stream}",
                "--rate",
                "-1",
            ],
            stderr=open(os.path.join(self.folder, "log"), "a", encoding="utf-8"),
        )
        self.wait_ready()

    def wait_ready(self):
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/health", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("kbossd did not start")

    def fill(self, slots):
        admin = Api(self.port, "admin")
        seller = admin.post(
            "/v1/distributors",
            name="seller",
            admin_login="seller",
            admin_name="s",
            admin_password=PASSWORD,
        )
        terms(admin, seller["id"])
        self.seller = Api(self.port, "seller")
        self.seller.post(
            "/v1/members", login="cashier", name="f", password=PASSWORD, roles=["finance"]
        )
        self.admin, self.cashier = admin, Api(self.port, "cashier")
        self.buyer = self.customer("buyer")
        region = admin.post("/v1/regions", name="r")
        self.room = admin.post("/v1/rooms", region_id=region["id"], name="m")
        rack = admin.post("/v1/racks", room_id=self.room["id"], name="k", height_u=42)
        model = admin.post("/v1/models", name="h", kind="hypervisor", height_u=2)
        device = admin.post(
            "/v1/devices", asset_tag="h1", model_id=model["id"], rack_id=rack["id"], u=1
        )
        admin.post(f"/v1/devices/{device['id']}/endpoints", driver="sim", target={"device": "h1"})
        product = admin.post("/v1/products", kind="vm", name="vm")
        self.sku = admin.post(
            "/v1/skus",
            product_id=product["id"],
            name="s",
            spec=SPEC,
            driver="sim",
            prices=monthly(9900),
        )
        admin.post("/v1/agents", room_id=self.room["id"], name="a")
        for begun in range(0, slots, LOAD_MAX):
            some = min(LOAD_MAX, slots - begun)
            admin.post(f"/v1/devices/{device['id']}/load", sku_id=self.sku["id"], slots=some)
        with sqlite3.connect(os.path.join(self.folder, "kboss.db"), timeout=10) as db:
            db.execute("UPDATE agent SET state = 'enrolled', link = 'online', key_hex = 'bench'")

    def customer(self, name):
        """A customer with money."""
        self.seller.post(
            "/v1/customers", name=name, admin_login=name, admin_name="b", admin_password=PASSWORD
        )
        buyer = Api(self.port, name)
        claim = buyer.post("/v1/recharges", amount_fen=100000000000, payer=name)
        self.cashier.post(f"/v1/recharges/{claim['id']}/confirm")
        return buyer

    def key(self):
        """What agents pin."""
        return subprocess.run(
            [f"{self.build}/kbossd", "key", "--data", self.folder],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait(30)

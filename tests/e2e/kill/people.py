"""Those who keep the site busy while it is killed: customers who buy, renew and close, a cashier, a
technician. They stop at the end of what they are at."""
import json
import os
import random
import threading
import time

from client import PASSWORD, Client, Refused

DEVICES, MACHINES = 10, 4  # made-up ones, and whole machines for the technician
PRICE = 9900
GIVEN = 1000000000


class Business:
    """A platform, a distributor, two customers with money, a room with devices and its agent."""

    def __init__(self, site, memory, seed):
        self.site, self.memory = site, memory
        self.admin = admin = Client(site.port, "admin", memory)
        seller = admin.post(
            "",
            "/v1/distributors",
            name="seller",
            admin_login="seller",
            admin_name="s",
            admin_password=PASSWORD,
        )
        terms(admin, seller["id"])
        self.seller = Client(site.port, "seller", memory)
        self.seller.post(
            "", "/v1/members", login="cashier", name="f", password=PASSWORD, roles=["finance"]
        )
        self.cashier = Client(site.port, "cashier", memory)
        self.customers = [self.customer(name) for name in ("one", "two")]
        self.room(seed)

    def customer(self, name):
        self.seller.post(
            "",
            "/v1/customers",
            name=name,
            admin_login=name,
            admin_name="b",
            admin_password=PASSWORD,
        )
        customer = Client(self.site.port, name, self.memory)
        recharge(customer, self.cashier, GIVEN)
        return customer

    def room(self, seed):
        admin = self.admin
        region = admin.post("", "/v1/regions", name="r")
        self.room_id = admin.post("", "/v1/rooms", region_id=region["id"], name="m")["id"]
        rack = admin.post("", "/v1/racks", room_id=self.room_id, name="k", height_u=42)
        model = admin.post("", "/v1/models", name="h", kind="server", height_u=1)
        self.skus = [self.sku("sim"), self.sku("manual")]
        for i in range(DEVICES + MACHINES):
            made_up = i < DEVICES
            device = admin.post(
                "",
                "/v1/devices",
                asset_tag=f"d{i}",
                model_id=model["id"],
                rack_id=rack["id"],
                u=i + 1,
            )
            if made_up:
                admin.post(
                    "",
                    f"/v1/devices/{device['id']}/endpoints",
                    driver="sim",
                    target={"device": f"d{i}", "seed": seed + i + 1},
                )
            admin.post(
                "",
                f"/v1/devices/{device['id']}/load",
                sku_id=self.skus[0 if made_up else 1],
                slots=1,
            )
        self.site.enrol(admin.post("", "/v1/agents", room_id=self.room_id, name="agent")["code"])

    def sku(self, driver):
        product = self.admin.post("", "/v1/products", kind="device", name=driver)
        return self.admin.post(
            "",
            "/v1/skus",
            product_id=product["id"],
            name=driver,
            spec={},
            driver=driver,
            prices=[{"cycle": "month", "price_fen": PRICE}],
        )["id"]


def terms(admin, distributor):
    """80 % of the list price, signed on paper and in force."""
    items = [{"scope": "all", "mode": "discount", "rate_bp": 8000}]
    page = admin.post("", "/v1/agreements", buyer_id=distributor, title="t", items=items)
    path, text = f"/v1/agreements/{page['agreement']['id']}", page["agreement"]["text_hash"]
    admin.post("", f"{path}/sign", text_hash=text, paper=True)
    admin.post("", f"{path}/activate")


def recharge(customer, cashier, amount):
    claim = customer.post("recharge", "/v1/recharges", amount_fen=amount, payer=customer.login)
    cashier.post("confirm", f"/v1/recharges/{claim['id']}/confirm")


class Worker(threading.Thread):
    """Repeats step() until told to stop; what a step breaks on is kept."""

    def __init__(self, name, seed):
        super().__init__(name=name, daemon=True)
        self.random, self.halt, self.broke = (
            random.Random(f"{seed} {name}"),
            threading.Event(),
            None,
        )

    def run(self):
        try:
            while not self.halt.is_set():
                try:
                    self.step()
                except Refused as refused:
                    self.refused(refused)
                time.sleep(self.random.uniform(0.02, 0.2))
        except BaseException as broke:  # told by the main thread
            self.broke = broke

    def refused(self, refused):
        """Nothing free, or somebody was faster: that is life. Anything else is not."""
        if refused.status not in (404, 409):
            raise refused


class Buyer(Worker):
    def __init__(self, name, seed, business, customer):
        super().__init__(name, seed)
        self.business, self.customer = business, customer

    def step(self):
        what = self.random.choices(
            [self.buy, self.renew, self.close, self.pay, self.repeat], [5, 1, 3, 1, 1]
        )[0]
        what()

    def buy(self):
        sku = self.random.choices(self.business.skus, [4, 1])[0]
        quote = self.customer.post("", "/v1/quotes", sku_id=sku, periods=self.random.randint(1, 3))
        self.customer.post(
            "order",
            "/v1/orders",
            quote_id=quote["id"],
            ssh_key=self.business.site.sshd.customer_key,
        )

    def active(self):
        mine = self.customer.get("/v1/resources?state=active&limit=200")["items"]
        return self.random.choice(mine) if mine else None

    def renew(self):
        resource = self.active()
        if resource:
            quote = self.customer.post("", "/v1/quotes", resource_id=resource["id"], periods=1)
            self.customer.post(
                "renew", f"/v1/resources/{resource['id']}/renew", quote_id=quote["id"]
            )

    def close(self):
        resource = self.active()
        if resource:
            self.customer.post(
                "close", f"/v1/resources/{resource['id']}/close", confirm=resource["alias"]
            )

    def pay(self):
        recharge(self.customer, self.business.cashier, self.random.randint(1, 100000))

    def repeat(self):
        done = self.business.memory.copy()
        item = self.random.choice(done)
        if not item["by"].repeat(item):
            raise SystemExit(f"{item['path']} answers otherwise when it is repeated")


class Technician(Worker):
    def __init__(self, seed, business):
        super().__init__("technician", seed)
        self.admin, self.sshd = business.admin, business.site.sshd

    def step(self):
        orders = [
            w
            for w in self.admin.get("/v1/work-orders?open=true&limit=200")["items"]
            if w["state"] in ("open", "accepted", "returned")
        ]
        if not orders:
            return
        work = self.random.choice(orders)
        path = f"/v1/work-orders/{work['id']}"
        if work["state"] == "open":
            self.admin.post("", f"{path}/accept")
        elif work["kind"] != "open":
            self.admin.post("", f"{path}/fill", note="done")
        elif self.random.random() < 0.2:
            self.admin.post("", f"{path}/cancel", reason="broken")
        else:
            typo = self.random.random() < 0.2
            self.admin.post(
                "",
                f"{path}/fill",
                host="127.0.0.1",
                port=self.sshd.port,
                user="nobody-here" if typo else self.sshd.user,
            )


class Watcher(Worker):
    """Reads the devices' own truth all the time: who had them at which opening."""

    def __init__(self, site):
        super().__init__("watcher", 0)
        self.folder, self.seen = site.devices(), {}

    def step(self):
        for name in os.listdir(self.folder):
            if name.startswith("sim-") and name.endswith(".json"):
                device = read_device(os.path.join(self.folder, name))
                if device["resource"]:
                    self.seen.setdefault((device["device"], device["resource"]), set()).add(
                        device["opened"]
                    )


def read_device(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)

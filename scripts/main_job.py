"""The main job on the demo system, through the public API alone (kboss, and a WebSocket for the
terminals): organisations, a machine room, a shop; money arrives; machines are bought, opened, used
and closed; the books are checked. scripts/up calls it.

    main_job.py prepare VAR    organisations, room, devices, products; prints nothing secret
    main_job.py trade VAR      the main job itself; leaves something open to try
    main_job.py again VAR      a shorter round on a system that has done it before

VAR holds up.state (what scripts/up has started), logins, and main_job.json (what was made)."""

import json
import os
import subprocess
import sys
import time
import unicodedata

from terminal_client import Terminal, TerminalError

HERE = os.path.dirname(os.path.abspath(__file__))
VM_PRICE_FEN, DEVICE_PRICE_FEN = 9900, 199900
DISTRIBUTOR_BP, OWN_BP = 8000, 7000
RECHARGE_FEN = 2000000


class Failed(Exception):
    pass


def yuan(fen):
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02}"


class Job:
    """What a run knows: the files of VAR and the people who can be asked to do something."""

    def __init__(self, var):
        self.var, self.begun = var, time.monotonic()
        self.up = dict(
            line.rstrip("\n").split("=", 1) for line in open(os.path.join(var, "up.state"))
        )
        self.path = os.path.join(var, "main_job.json")
        self.made = json.load(open(self.path)) if os.path.exists(self.path) else {}
        self.people = {}

    def say(self, text):
        print(f"  {time.monotonic() - self.begun:5.1f} s  {text}", flush=True)

    def once(self, name, make):
        """make() when it was not made before; what it gave then or now."""
        if name not in self.made:
            self.made[name] = make()
            with open(self.path + ".new", "w") as f:
                json.dump(self.made, f, indent=1)
            os.replace(self.path + ".new", self.path)
        return self.made[name]

    def logins(self):
        """{login: (password, who)} of VAR/logins."""
        rows = {}
        with open(os.path.join(self.var, "logins")) as f:
            for line in f:
                if line.strip() and not line.startswith("#"):
                    login, password, who = line.split(None, 2)
                    rows[login] = (password, who.strip())
        return rows

    def new_login(self, login, who):
        """A password for a new person, written down before it is used."""
        known = self.logins()
        if login in known:
            return known[login][0]
        password = os.urandom(9).hex()
        with open(os.path.join(self.var, "logins"), "a") as f:
            f.write(f"{login:16} {password}  {who}\n")
        return password

    def person(self, login):
        if login not in self.people:
            self.people[login] = Person(self, login, self.logins()[login][0])
        return self.people[login]


class Person:
    """Someone signed in with kboss, with a profile of his own under VAR/cli."""

    def __init__(self, job, login, password):
        self.job, self.login = job, login
        profile = os.path.join(job.var, "cli", login)
        self.command = [job.up["kboss"], "--profile", profile]
        self._run(["login", login, "--server", job.up["url"]], password + "\n")

    def _run(self, words, stdin=""):
        done = subprocess.run(
            self.command + words, input=stdin, capture_output=True, text=True, timeout=90
        )
        if done.returncode != 0:
            raise Failed(f"{self.login}: kboss {' '.join(words)}\n{done.stderr.strip()}")
        return done.stdout

    def do(self, command, *ids, secret=None, **fields):
        """do("devices load", id, slots=4): the reply as JSON. secret is (field, value)."""
        words, stdin = command.split() + list(ids) + ["--output", "json"], ""
        for name, value in fields.items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            words.append(f"--{name.replace('_', '-')}={text}")
        if secret:
            words += [f"--{secret[0].replace('_', '-')}", "-"]
            stdin = secret[1] + "\n"
        return json.loads(self._run(words, stdin))

    def items(self, command, **fields):
        return self.do(command, **fields)["items"]


def wait_until(seconds, what, look):
    """What look() gives as soon as it gives something; it raises when it cannot come any more."""
    until = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > until:
            raise Failed(f"{what} did not happen within {seconds} s")
        time.sleep(0.2)


# --- prepare: who, where, what ------------------------------------------------------------------


def new_member(job, admin, login, name, roles, who):
    def make():
        password = job.new_login(login, who)
        return admin.do(
            "members create", secret=("password", password), login=login, name=name, roles=roles
        )["id"]

    return job.once(f"member {login}", make)


def new_organisation(job, seller, kind, name, admin_login, who):
    def make():
        password = job.new_login(admin_login, who)
        return seller.do(
            f"{kind}s create",
            secret=("admin_password", password),
            name=name,
            admin_login=admin_login,
            admin_name=admin_login,
        )["id"]

    return job.once(kind, make)


def new_terms(sales, distributor):
    """What a distributor pays of the list price: drafted, signed on paper, in force."""
    page = sales.do("agreements create", buyer_id=distributor, title="分销协议 Distribution",
                    settle_cycle="month", settle_day=5,
                    items=[{"scope": "all", "mode": "discount", "rate_bp": DISTRIBUTOR_BP}])
    terms = page["agreement"]
    sales.do("agreements sign", terms["id"], text_hash=terms["text_hash"], paper=True)
    return sales.do("agreements activate", terms["id"])["agreement"]["id"]


def prepare_people(job):
    admin = job.person("admin")
    platform = "platform 开元云"
    new_member(job, admin, "finance", "财务 Finance", ["finance"], f"{platform}: finance")
    new_member(job, admin, "sales", "销售 Sales", ["sales"], f"{platform}: sales")
    new_member(job, admin, "operator", "运维 Operator", ["operator"], f"{platform}: operator")
    new_member(job, admin, "tech", "机房技术员 Technician", ["tech"], f"{platform}: technician")
    sales = job.person("sales")
    north = "distributor 北方云"
    distributor = new_organisation(job, sales, "distributor", "北方云 North Cloud", "north",
                                   f"{north}: administrator")
    job.once("terms", lambda: new_terms(sales, distributor))
    owner = job.person("north")
    new_member(job, owner, "north-finance", "北方财务", ["finance"], f"{north}: finance")
    new_member(job, owner, "north-sales", "北方销售", ["sales"], f"{north}: sales")
    seller = job.person("north-sales")
    lake = "customer 清河大学"
    new_organisation(job, seller, "customer", "清河大学 Qinghe University", "qinghe",
                     f"{lake}: administrator, buys")
    new_member(job, job.person("qinghe"), "qinghe-user", "清河用户", ["user"],
               f"{lake}: uses what was bought")
    job.say("distributor (80 % of the list price), customer and people of every role are there")


def new_device(job, tag, model, u, endpoint):
    tech = job.person("tech")

    def make():
        return tech.do("devices create", asset_tag=tag, model_id=model, u=u,
                       rack_id=job.made["rack"])["id"]

    device = job.once(f"device {tag}", make)
    if endpoint:
        driver, target = endpoint
        job.once(f"endpoint {tag}", lambda: tech.do("devices endpoint", device, driver=driver,
                                                    target=target)["id"])
    return device


def prepare_room(job):
    tech = job.person("tech")
    region = job.once("region", lambda: tech.do("regions create", name="华北 North")["id"])
    room = job.once("room", lambda: tech.do("rooms create", region_id=region,
                                            name="演示机房 Demo room", address="this machine")["id"])
    job.once("rack", lambda: tech.do("racks create", room_id=room, name="A01", height_u=42)["id"])
    if job.up["libvirt"] == "yes":
        model = job.once("model host", lambda: tech.do("models create", name="libvirt host",
                                                       kind="hypervisor", height_u=2)["id"])
        new_device(job, "HOST-01", model, 1,
                   ("libvirt", {"uri": "qemu:///system", "pool": "kboss", "network": "default"}))
    model = job.once("model metal", lambda: tech.do("models create", name="bare-metal server",
                                                    kind="server", height_u=1)["id"])
    new_device(job, "METAL-01", model, 10, None)
    job.say("room, rack, models, devices and endpoints are there")


def new_sku(job, key, product, sku):
    operator = job.person("operator")

    def make():
        made = operator.do("products create", **product)["id"]
        return operator.do("skus create", product_id=made, **sku)["id"]

    return job.once(key, make)


def load(job, key, tag, sku, slots):
    job.once(key, lambda: job.person("operator").do("devices load", job.made[f"device {tag}"],
                                                    sku_id=sku, slots=slots)["slots"])


def monthly(price_fen):
    return [{"cycle": "month", "price_fen": price_fen}]


def prepare_shop(job):
    if job.up["libvirt"] == "yes":
        spec = {"template": "tiny-linux", "memory_mib": 128, "vcpu": 1, "disk_gib": 1}
        sku = new_sku(job, "sku vm", {"kind": "vm", "name": "云主机 Virtual machine"},
                      {"name": "1 vCPU, 128 MiB", "driver": "libvirt", "spec": spec,
                       "prices": monthly(VM_PRICE_FEN), "ready_s": 10})
        load(job, "load vm", "HOST-01", sku, 8)
    sku = new_sku(job, "sku device", {"kind": "device", "name": "物理机 Bare metal"},
                  {"name": "bare-metal server", "driver": "manual", "spec": {},
                   "prices": monthly(DEVICE_PRICE_FEN), "ready_s": 3600})
    load(job, "load device", "METAL-01", sku, 1)
    job.say("products and SKUs are on the shelf, devices are loaded into them")


def prepare(job):
    prepare_people(job)
    prepare_room(job)
    prepare_shop(job)


def enrol_code(job):
    """A one-time code for the room's agent, on standard output."""
    tech = job.person("tech")
    print(tech.do("agents create", room_id=job.made["room"], name="demo-agent")["code"])


# --- trade: money, machines, terminals, books ---------------------------------------------------


def agent_online(job):
    def look():
        return any(a["link"] == "online" for a in job.person("tech").items("agents list"))

    wait_until(30, "the agent's first sign of life", look)
    job.say("the room's agent is online")


def verify_host(job):
    """The agent looks at the host through its endpoint, as a technician would ask it to."""
    tech = job.person("tech")
    if job.up["libvirt"] != "yes":
        return
    asked = tech.do("devices verify", job.made["device HOST-01"], driver="libvirt")["id"]

    def look():
        found = tech.do("jobs get", asked)["job"]
        if found["phase"] == "failed":
            raise Failed(f"looking at HOST-01: {found['reason']} {found['text']}")
        return found["phase"] == "done"

    wait_until(60, "looking at HOST-01", look)
    job.say("the agent has looked at the libvirt host")


def recharge(job):
    customer, finance = job.person("qinghe"), job.person("north-finance")
    claim = customer.do("recharges create", amount_fen=RECHARGE_FEN, payer="清河大学",
                        memo="bank transfer")
    finance.do("recharges confirm", claim["id"])
    balance = customer.do("balance get")
    job.say(f"recharge of {yuan(RECHARGE_FEN)} filed by the customer and confirmed by finance; "
            f"available {yuan(balance['available_fen'])}")


def buy(job, sku, alias):
    customer = job.person("qinghe")
    quote = customer.do("quotes create", sku_id=job.made[sku], periods=1)
    order = customer.do("orders create", quote_id=quote["id"], alias=alias)
    job.say(f"{alias} bought for {yuan(quote['total_fen'])} a month; the money is held")
    return order["order"]["id"], order["lines"][0]["resource_id"]


def wait_active(job, order, alias, seconds):
    customer = job.person("qinghe")

    def look():
        line = customer.do("orders get", order)["lines"][0]
        if line["state"] == "released":
            raise Failed(f"{alias} could not be opened: {line['reason']}")
        return line["state"] == "active"

    wait_until(seconds, f"opening {alias}", look)


def use_terminal(job, resource, alias, command):
    """Opens the browser's terminal without a browser and shows what the command printed."""
    customer = job.person("qinghe")
    ticket = customer.do("terminals create", resource_id=resource, kind="shell")["ticket"]
    host, port = job.up["url"].removeprefix("http://").rsplit(":", 1)
    try:
        terminal = Terminal(host, int(port), ticket)
        output = terminal.run(command)
        terminal.close()
    except (OSError, TerminalError) as e:
        raise Failed(f"the terminal of {alias}: {e}") from e
    if not output:
        raise Failed(f"the terminal of {alias} printed nothing")
    job.say(f"{alias} $ {command}")
    for line in output.split("\n"):
        print(f"           | {line}")


def buy_machine(job, alias):
    order, resource = buy(job, "sku vm", alias)
    wait_active(job, order, alias, 150)
    access = job.person("qinghe").do("resources get", resource)["access"]["access"]
    job.say(f"{alias} is open at {access['host']}; the money is booked")
    return resource


def work_order_of(job, kind, alias):
    def look():
        for w in job.person("tech").items("work-orders list", open=True):
            if w["kind"] == kind and w["alias"] == alias:
                return w["id"]
        return None

    return wait_until(20, f"a work order to {kind} {alias}", look)


def wait_verified(job, work_order):
    def look():
        w = job.person("tech").do("work-orders get", work_order)["work_order"]
        if w["state"] == "returned":
            raise Failed(f"the agent's verification: {json.dumps(w['result'], ensure_ascii=False)}")
        return w["state"] == "done"

    wait_until(90, "the agent's verification", look)


def fulfil_opening(job, alias):
    """What a technician does: takes the work order, types in how the machine is reached."""
    tech = job.person("tech")
    work_order = work_order_of(job, "open", alias)
    tech.do("work-orders accept", work_order)
    password = job.up["ssh_password"]
    tech.do("work-orders fill", work_order, secret=("password", password), host=job.up["ssh_host"],
            port=int(job.up["ssh_port"]), user=job.up["ssh_user"], note="racked and installed")
    wait_verified(job, work_order)
    job.say(f"work order for {alias}: accepted, filled in by the technician, verified by the agent")


def buy_device(job, alias):
    order, resource = buy(job, "sku device", alias)
    fulfil_opening(job, alias)
    wait_active(job, order, alias, 60)
    job.say(f"{alias} is open; the money is booked")
    return resource


def close(job, resource, alias, manual):
    customer, tech = job.person("qinghe"), job.person("tech")
    customer.do("resources close", resource, confirm=alias)
    if manual:
        work_order = work_order_of(job, "close", alias)
        tech.do("work-orders accept", work_order)
        tech.do("work-orders fill", work_order, note="disks wiped, back in the pool")
        wait_verified(job, work_order)

    def look():
        return customer.do("resources get", resource)["resource"]["state"] == "closed"

    wait_until(90, f"closing {alias}", look)
    job.say(f"{alias} is closed")


def sum_of(rows, code, party, field="balance_fen"):
    return sum(r[field] for r in rows if r["code"] == code and party in ("", r["party"]))


def cell(text, width):
    """text in so many columns of a terminal, where CJK takes two."""
    out, used = "", 0
    for c in text:
        step = 2 if unicodedata.east_asian_width(c) in "WF" else 1
        if used + step > width:
            break
        out, used = out + c, used + step
    return out + " " * (width - used)


def show_balance(title, trial):
    print(f"\n    Trial balance of {title}")
    print(f"      {cell('subject', 34)} {cell('party', 26)} {'debit':>12} {'credit':>12}")
    for r in trial["items"]:
        name = cell(f"{r['code']} {r['name_en']}", 34)
        print(f"      {name} {cell(r['party_name'], 26)} {yuan(r['dr_fen']):>12} "
              f"{yuan(r['cr_fen']):>12}")
    print(f"      {cell('total', 61)} {yuan(trial['total_dr_fen']):>12} "
          f"{yuan(trial['total_cr_fen']):>12}")


def rate(fen, bp):
    return (fen * bp + 5000) // 10000


def check_books(job):
    """Both sides of both books, neighbours against each other, and all against what was sold."""
    me = job.person("finance").do("me get")["org"]["id"]
    up = job.person("finance").do("trial-balance get")
    down = job.person("north-finance").do("trial-balance get")
    show_balance("the platform 开元云", up)
    show_balance("the distributor 北方云", down)
    sold = [o["total_fen"] for o in job.person("qinghe").do("orders list", limit=200)["items"]
            if o["active_n"] == o["lines_n"]]
    distributor, customer = job.made["distributor"], job.made["customer"]
    money = job.person("qinghe").do("balance get")
    recharges = job.person("qinghe").do("recharges list", limit=200)["items"]
    recharged = sum(r["amount_fen"] for r in recharges if r["state"] == "confirmed")
    facts = {
        "the platform's book balances": up["balanced"],
        "the distributor's book balances": down["balanced"],
        "what the distributor owes is what the platform is owed":
            sum_of(up["items"], "1122", distributor) == sum_of(down["items"], "2202", me),
        "the distributor's revenue is what was sold":
            sum_of(down["items"], "6001", "", "cr_fen") == sum(sold),
        "the platform's revenue is 80 % of it":
            sum_of(up["items"], "6001", "", "cr_fen") ==
            sum(rate(p, DISTRIBUTOR_BP) for p in sold),
        "the platform's cost is 70 % of it":
            sum_of(up["items"], "6401", "", "dr_fen") == sum(rate(p, OWN_BP) for p in sold),
        "what was closed early and given back is in the refunds":
            sum_of(down["items"], "6001", "", "dr_fen") == sum(
                r["price_fen"] - r["kept_fen"]
                for r in job.person("qinghe").do("refunds list", limit=200)["items"]
                if r["state"] == "done"),
        "what the customer paid in and no longer has is the distributor's revenue":
            sum_of(down["items"], "6001", "") ==
            recharged - money["available_fen"] - money["frozen_fen"],
        "the customer's balance is the same in the book and on his page":
            sum_of(down["items"], "2203.01", customer) == money["available_fen"],
        "every chain, mirror and balance recomputes (kboss books verify)":
            job.person("finance").do("books verify", all=True)["ok"],
    }
    print()
    for text, holds in facts.items():
        print(f"    {'ok   ' if holds else 'WRONG'} {text}")
    if not all(facts.values()):
        raise Failed("the books are not right: see above")
    print()


def trade(job):
    libvirt = job.up["libvirt"] == "yes"
    agent_online(job)
    verify_host(job)
    recharge(job)
    if libvirt:
        machine = buy_machine(job, "vm-1")
        use_terminal(job, machine, "vm-1", "uname -srm; head -1 /proc/meminfo; id -un")
    device = buy_device(job, "metal-1")
    use_terminal(job, device, "metal-1", "id -un; uname -srm; uptime -p")
    if libvirt:
        close(job, machine, "vm-1", manual=False)
    close(job, device, "metal-1", manual=True)
    check_books(job)
    leave_open(job, libvirt)


def leave_open(job, libvirt):
    """Something to try for whoever comes next."""
    if libvirt:
        job.once("open vm", lambda: buy_machine(job, "my-vm"))
    job.once("open device", lambda: buy_device(job, "my-metal"))


def is_active(job, resource):
    if not resource:
        return False
    return job.person("qinghe").do("resources get", resource)["resource"]["state"] == "active"


def again(job):
    agent_online(job)
    if job.person("qinghe").do("balance get")["available_fen"] < 2 * DEVICE_PRICE_FEN:
        recharge(job)
    if job.up["libvirt"] == "yes":
        alias = time.strftime("vm-%H%M%S", time.gmtime())
        machine = buy_machine(job, alias)
        use_terminal(job, machine, alias, "uname -srm; id -un")
        close(job, machine, alias, manual=False)
    elif is_active(job, job.made.get("open device")):
        use_terminal(job, job.made["open device"], "my-metal", "id -un; uname -srm")
    check_books(job)


def main():
    verbs = {"prepare": prepare, "enrol": enrol_code, "trade": trade, "again": again}
    if len(sys.argv) != 3 or sys.argv[1] not in verbs:
        sys.exit(__doc__)
    try:
        verbs[sys.argv[1]](Job(sys.argv[2]))
    except (Failed, OSError, subprocess.TimeoutExpired) as e:
        sys.exit(f"main job: {e}")


if __name__ == "__main__":
    main()

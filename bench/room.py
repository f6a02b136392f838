"""A machine room on loopback: a real kboss-agent, and an sshd of its own that plays the device a
technician opened. Nothing of the machine is used or changed: keys,
folders and ports are its own."""
import os
import pwd
import shutil
import subprocess
import time

from place import Api, free_port, monthly


def wait_for(what, ready, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = ready()
        if found:
            return found
        time.sleep(0.05)
    raise SystemExit(f"{what}: not within {seconds} s")


def make_key(path):
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f", path], check=True
    )
    with open(path + ".pub", encoding="utf-8") as f:
        return f.read().strip()


class Sshd:
    """Logs in the user that runs it, with the keys of its own folder; SFTP and HOME stay in
    there."""

    def __init__(self, folder):
        self.home, self.port = os.path.join(folder, "home"), free_port()
        self.user = pwd.getpwuid(os.getuid()).pw_name
        os.makedirs(os.path.join(self.home, ".ssh"), 0o700)
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        self.key = os.path.join(folder, "client")
        self.key_public = make_key(self.key)
        make_key(os.path.join(folder, "host"))
        self.authorized = os.path.join(self.home, ".ssh", "authorized_keys")
        config = os.path.join(folder, "sshd_config")
        with open(config, "w", encoding="utf-8") as f:
            f.write(
                f"ListenAddress 127.0.0.1\nPort {self.port}\nHostKey {folder}/host\nPidFile none\n"
                f"AuthorizedKeysFile {self.authorized}\nStrictModes no\nPasswordAuthentication no\n"
                f"KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nUsePAM no\n"
                f"Subsystem sftp internal-sftp -d {self.home}\nSetEnv HOME={self.home}\n"
                f"MaxStartups 200\nMaxSessions 200\nPrintMotd no\nPrintLastLog no\n"
            )
        self.admit(self.key_public)
        path = shutil.which("sshd") or "/usr/sbin/sshd"
        self.daemon = subprocess.Popen(
            [path, "-D", "-f", config, "-E", os.path.join(folder, "sshd.log")]
        )

    def admit(self, line):
        with open(self.authorized, "a", encoding="utf-8") as f:
            f.write(line + "\n")
        os.chmod(self.authorized, 0o600)

    def command(self):
        return [
            "ssh",
            "-tt",
            "-F",
            "none",
            "-p",
            str(self.port),
            "-i",
            self.key,
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
            f"{self.user}@127.0.0.1",
        ]

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait(10)


class Agent:
    def __init__(self, build, place, room_id, name, folder):
        self.program, self.state = f"{build}/kboss-agent", os.path.join(folder, name)
        self.log = open(os.path.join(folder, name + ".log"), "a", encoding="utf-8")
        made = place.admin.post("/v1/agents", room_id=room_id, name=name)
        subprocess.run(
            [
                self.program,
                "enrol",
                "--state",
                self.state,
                "--controller",
                f"tcp://127.0.0.1:{place.control}",
                "--stream",
                f"tcp://127.0.0.1:{place.stream}",
                "--server-key",
                place.key(),
                "--code",
                "-",
                "--name",
                name,
            ],
            input=made["code"] + "\n",
            text=True,
            check=True,
            stdout=self.log,
            stderr=self.log,
        )
        self.start()
        wait_for(
            "the agent",
            lambda: any(
                a["id"] == made["id"] and a["link"] == "online"
                for a in place.admin.get("/v1/agents")["items"]
            ),
        )

    def start(self):
        self.daemon = subprocess.Popen(
            [self.program, "run", "--state", self.state], stderr=self.log
        )

    def room_key(self):
        with open(os.path.join(self.state, "room_key.pub"), encoding="utf-8") as f:
            return f.read().strip()

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait(30)


class Room:
    """A room with an agent and devices that a technician opens by hand."""

    def __init__(self, build, place, folder, name="loopback"):
        folder = os.path.join(folder, name)
        os.mkdir(folder)
        self.admin = place.admin
        region = self.admin.post("/v1/regions", name=name)
        self.room = self.admin.post("/v1/rooms", region_id=region["id"], name=name)
        self.rack = self.admin.post("/v1/racks", room_id=self.room["id"], name=name, height_u=42)
        self.model = self.admin.post("/v1/models", name=name, kind="server", height_u=1)
        product = self.admin.post("/v1/products", kind="device", name=name)
        self.sku = self.admin.post(
            "/v1/skus",
            product_id=product["id"],
            name=name,
            spec={},
            driver="manual",
            prices=monthly(10000),
        )
        self.devices = 0
        self.sshd = Sshd(folder)
        self.agent = Agent(build, place, self.room["id"], name, folder)
        self.sshd.admit(self.agent.room_key())

    def add_device(self):
        self.devices += 1
        device = self.admin.post(
            "/v1/devices",
            asset_tag=f"{self.rack['name']}-{self.devices}",
            model_id=self.model["id"],
            rack_id=self.rack["id"],
            u=self.devices,
        )
        self.admin.post(f"/v1/devices/{device['id']}/load", sku_id=self.sku["id"], slots=1)

    def open(self, buyer: Api):
        """A resource in the hands of the customer: bought, worked on, verified. Its id."""
        self.add_device()
        quote = buyer.post("/v1/quotes", sku_id=self.sku["id"])
        order = buyer.post("/v1/orders", quote_id=quote["id"], ssh_key=self.sshd.key_public)
        line = order["lines"][0]
        work = wait_for(
            "the work order",
            lambda: next(
                (
                    w
                    for w in self.admin.get("/v1/work-orders?open=true")["items"]
                    if self.admin.get(f"/v1/work-orders/{w['id']}")["work_order"]["resource_id"]
                    == line["resource_id"]
                ),
                None,
            ),
        )
        self.admin.post(f"/v1/work-orders/{work['id']}/accept")
        self.admin.post(
            f"/v1/work-orders/{work['id']}/fill",
            host="127.0.0.1",
            port=self.sshd.port,
            user=self.sshd.user,
        )
        wait_for(
            "the verified device",
            lambda: buyer.get(f"/v1/resources/{line['resource_id']}")["resource"]["state"]
            == "active",
        )
        return line["resource_id"]

    def stop(self):
        self.agent.stop()
        self.sshd.stop()

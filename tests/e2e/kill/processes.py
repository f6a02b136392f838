"""The processes that are killed: kbossd and kboss-agent, and an sshd of its own that stands for the
devices a technician opens. Everything lives in one folder and on free ports of loopback."""
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

from client import PASSWORD

READY_S = 60


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Process:
    """Started again under the same name; its log is kept in one file."""

    def __init__(self, folder, name, argv):
        self.argv, self.run, self.kills = argv, None, 0
        self.log = os.path.join(folder, name + ".log")

    def start(self):
        with open(self.log, "a", encoding="utf-8") as log:
            self.run = subprocess.Popen(self.argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def kill(self):
        if self.run.poll() is not None:
            raise SystemExit(f"{self.argv[0]} ended by itself")
        self.run.send_signal(signal.SIGKILL)
        self.run.wait()
        self.kills += 1

    def tell(self):
        """How it is and what it said last."""
        state = "runs" if self.run.poll() is None else f"ended with {self.run.returncode}"
        with open(self.log, encoding="utf-8", errors="replace") as f:
            return f"{self.argv[0]} {state}:\n  " + "  ".join(f.readlines()[-8:])

    def stop(self):
        """The exit status of an orderly end."""
        if not self.run or self.run.poll() is not None:
            return None
        self.run.terminate()
        try:
            return self.run.wait(60)
        except subprocess.TimeoutExpired:
            self.run.kill()
            return self.run.wait()


class Sshd:
    """Logs in the user that runs the test, by keys; touches nothing outside its folder."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.user = pwd.getpwuid(os.getuid()).pw_name
        self.keys = os.path.join(folder, "home", ".ssh", "authorized_keys")
        os.makedirs(os.path.dirname(self.keys), 0o700)
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        for name in ("host", "customer"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{folder}/{name}"],
                check=True,
            )
        with open(f"{folder}/customer.pub", encoding="utf-8") as f:
            self.customer_key = f.read().strip()
        with open(f"{folder}/sshd_config", "w", encoding="utf-8") as f:
            f.write(
                f"ListenAddress 127.0.0.1\nPort {self.port}\nHostKey {folder}/host\nPidFile none\n"
                f"AuthorizedKeysFile {self.keys}\nStrictModes no\nUsePAM no\nMaxStartups 100\n"
                f"PasswordAuthentication no\nPermitRootLogin prohibit-password\n"
                f"Subsystem sftp internal-sftp -d {folder}/home\n"
            )
        program = shutil.which("sshd") or "/usr/sbin/sshd"
        self.process = Process(folder, "sshd", [program, "-D", "-e", "-f", f"{folder}/sshd_config"])
        self.process.start()

    def admit(self, line):
        with open(self.keys, "w", encoding="utf-8") as f:
            f.write(line + "\n")
        os.chmod(self.keys, 0o600)


class Site:
    def __init__(self, folder, kbossd, agent):
        self.folder, self.data, self.agent_program = folder, os.path.join(folder, "data"), agent
        self.port, self.control, self.stream = free_port(), free_port(), free_port()
        self.kbossd_program, self.state = kbossd, os.path.join(folder, "agent")
        subprocess.run(
            [kbossd, "init", "--data", self.data, "--name", "platform", "--admin", "admin"],
            input=PASSWORD + "\n",
            text=True,
            check=True,
        )
        self.kbossd = Process(
            folder,
            "kbossd",
            [
                kbossd,
                "serve",
                "--data",
                self.data,
                "--listen",
                f"127.0.0.1:{self.port}",
                "--control",
                f"tcp://127.0.0.1:{self.control}",
                "--stream",
                f"tcp://127.0.0.1:{self.stream}",
                "--rate",
                "-1",
            ],
        )
        self.agent = Process(folder, "agent", [agent, "run", "--state", self.state])
        self.sshd = Sshd(os.path.join(folder, "ssh"))
        self.kbossd.start()
        self.ready()

    def ready(self):
        end = time.monotonic() + READY_S
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/health", timeout=5).close()
                return
            except OSError:
                time.sleep(0.02)
        raise SystemExit(f"kbossd is not ready after {READY_S} s; see {self.kbossd.log}")

    def enrol(self, code):
        key = subprocess.run(
            [self.kbossd_program, "key", "--data", self.data],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        with open(self.agent.log, "a", encoding="utf-8") as log:
            subprocess.run(
                [
                    self.agent_program,
                    "enrol",
                    "--state",
                    self.state,
                    "--controller",
                    f"tcp://127.0.0.1:{self.control}",
                    "--stream",
                    f"tcp://127.0.0.1:{self.stream}",
                    "--server-key",
                    key,
                    "--code",
                    "-",
                    "--name",
                    "agent",
                ],
                input=code + "\n",
                text=True,
                check=True,
                stdout=log,
                stderr=log,
            )
        with open(os.path.join(self.state, "room_key.pub"), encoding="utf-8") as f:
            self.sshd.admit(f.read().strip())
        self.agent.start()

    def database(self):
        return os.path.join(self.data, "kboss.db")

    def devices(self):
        """Where made-up devices keep their truth."""
        return os.path.join(self.state, "work")

    def verify(self):
        run = subprocess.run(
            [self.kbossd_program, "verify", "--data", self.data], capture_output=True, text=True
        )
        return run.returncode == 0, run.stdout + run.stderr

    def stop(self):
        return {
            "kbossd": self.kbossd.stop(),
            "agent": self.agent.stop(),
            "sshd": self.sshd.process.stop(),
        }

"""readme.py README KBOSSD KBOSS KBOSS-AGENT: does what the README says a newcomer does from an
empty database, as it is written there, on ports of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile

README, PROGRAMS = sys.argv[1], sys.argv[2:]
# What the trial balances of the three books say: sales and cost of each, in yuan.
BOOKS = [("70.00", None), ("80.00", "70.00"), ("95.00", "80.00")]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as s:
        return str(s.getsockname()[1])


def block():
    text = open(README, encoding="utf-8").read()
    return re.search(r"## A chain of three.*?```sh\n(.*?)```", text, re.S)[1]


def run(script):
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        path = os.pathsep.join([*{os.path.dirname(p) for p in PROGRAMS}, os.environ["PATH"]])
        with open(os.path.join(folder, "said"), "w+", encoding="utf-8") as said:
            child = subprocess.Popen(["bash", "-eu", "-o", "pipefail", "-c", script], cwd=folder,
                                     env={**os.environ, "PATH": path}, stdout=said,
                                     stderr=subprocess.STDOUT, start_new_session=True)
            try:
                status = child.wait(timeout=240)
            finally:
                os.killpg(child.pid, signal.SIGKILL)  # the daemons it left running
            said.seek(0)
            return said.read(), status


def sums(out, code):
    """The last column of this subject's row in every trial balance."""
    return [line.split()[-1] for line in out.splitlines() if line.startswith(code + " ")]


def main():
    script = block()
    for port in ("8600", "8601", "8602"):
        script = script.replace(port, free_port())
    out, status = run(script)
    sales, costs = sums(out, "6001"), sums(out, "6401")
    wrong = []
    if status:
        wrong.append(f"it ended with status {status}")
    if sales != [b[0] for b in BOOKS]:
        wrong.append(f"sales are {sales}")
    if costs[-2:] != [b[1] for b in BOOKS[1:]]:
        wrong.append(f"costs are {costs}")
    if wrong:
        print(out)
        print("; ".join(wrong))
    print(f"# contract_readme: {0 if wrong else 1} passed, {1 if wrong else 0} failed")
    sys.exit(1 if wrong else 0)


main()

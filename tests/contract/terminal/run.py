"""Contract of the terminal: run.py <terminal_server> [part of a check's name]
Real shells behind edge, relay and hub; every byte is counted on this side."""
import hashlib
import json
import os
import select
import struct
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(here), "edge"))

from wire import Server, WebSocket, request  # noqa: E402

WINDOW = 262144
TICKET = b"\xa5" * 31
PATH = "/v1/ws/term"


class Terminal:
    """The browser's side of kboss.term.1, strict about what it is sent."""

    def __init__(self, server, resource=7, ticket=None, window=WINDOW, cols=80, rows=24):
        self.ws = WebSocket(server, PATH, timeout=20)
        self.shown = self.sent = self.taken = self.in_limit = 0
        self.granted, self.window = window, window
        self.welcome = self.exit = self.closed = None
        self.output = bytearray()
        self.keep = True
        self.hash = hashlib.sha256()
        ticket = ticket or TICKET + bytes([resource])
        self.say(1, struct.pack(">BB32sHHQQQ", 1, 0, ticket, cols, rows, 0, window, 0))

    def say(self, kind, body=b""):
        self.ws.s.sendall(self.ws.frame(2, bytes([kind]) + body))

    def step(self):
        """One message from the controller. False after the close."""
        got = self.ws.receive()
        if got is None or isinstance(got, tuple):
            self.closed = got
            return False
        kind, body = got[0], got[1:]
        if kind == 130:
            offset, data = struct.unpack(">Q", body[:8])[0], body[8:]
            assert offset == self.shown and 0 < len(data) <= 32768, (offset, self.shown)
            self.shown += len(data)
            assert self.shown <= self.granted, (self.shown, self.granted)
            self.hash.update(data)
            if self.keep:
                self.output += data
        elif kind == 131:
            self.taken, self.in_limit = struct.unpack(">QQ", body)
        elif kind == 129:
            self.welcome = body[1:1 + body[0]].decode()
        elif kind == 135:
            n = body[12]
            self.exit = struct.unpack(">Qi", body[:12]) + (body[13:13 + n].decode(),)
        else:
            assert kind in (132, 136), kind
        return True

    def grant(self):
        if self.shown + self.window - self.granted >= self.window // 2:
            self.granted = self.shown + self.window
            self.say(3, struct.pack(">Q", self.granted))

    def until(self, done, seconds=60):
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, (bytes(self.output[-300:]), self.exit, self.closed)
            if not self.step():
                assert done(), (self.closed, bytes(self.output[-300:]))
                return
            self.grant()

    def type(self, data):
        while data:
            self.until(lambda: self.in_limit > self.sent)
            piece = data[:min(16384, self.in_limit - self.sent)]
            self.say(2, struct.pack(">Q", self.sent) + piece)
            self.sent += len(piece)
            data = data[len(piece):]

    def wait_for(self, text):
        self.until(lambda: text in self.output)

    def finish(self):
        self.until(lambda: self.closed is not None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ws.close()


def counts(server):
    return json.loads(request(server, "GET", "/v1/counts")[2])


def wait_counts(server, what, seconds=5):
    end = time.monotonic() + seconds
    while not what(counts(server)):
        assert time.monotonic() < end, counts(server)
        time.sleep(0.02)


def children(server):
    with open("/proc/%d/task/%d/children" % (server.process.pid, server.process.pid)) as f:
        mine = f.read().split()
    for task in os.listdir("/proc/%d/task" % server.process.pid):
        with open("/proc/%d/task/%s/children" % (server.process.pid, task)) as f:
            mine += f.read().split()
    return set(mine)


def a_shell_answers_in_chinese_knows_its_size_and_tells_its_exit_code(server):
    with Terminal(server, cols=132, rows=43) as t:
        t.wait_for(b"$ ")
        assert t.welcome.startswith("trm_"), t.welcome
        t.type("stty size; echo 你好 $((6*7))\n".encode())
        t.wait_for("你好 42".encode())
        assert b"43 132" in t.output, t.output
        t.say(4, struct.pack(">IHH", 1, 100, 30))
        t.type(b"stty size\n")
        t.wait_for(b"30 100")
        t.type(b"exit 3\n")
        t.finish()
        assert t.exit == (t.shown, 3, "exit") and t.closed == ("close", 1000), (t.exit, t.closed)


def twenty_megabytes_arrive_whole_also_to_a_slow_reader(server):
    with tempfile.NamedTemporaryFile() as f:
        f.write(os.urandom(20 << 20))
        f.flush()
        whole = hashlib.sha256(open(f.name, "rb").read()).hexdigest()
        for window, size in ((WINDOW, 20 << 20), (5000, 2 << 20)):
            with Terminal(server, window=window) as t:
                t.wait_for(b"$ ")
                t.type(b"stty -opost -echo; PS1=; echo ready\n")
                t.wait_for(b"\nready\n")
                t.until(lambda: not select.select([t.ws.s], [], [], 0.3)[0])
                start, t.hash, t.keep = t.shown, hashlib.sha256(), False
                t.type(b"head -c %d %s; exit\n" % (size, f.name.encode()))
                t.finish()
                assert t.shown - start == size and t.exit[0] == t.shown, (t.shown - start, size)
                if size == 20 << 20:
                    assert t.hash.hexdigest() == whole


def a_paste_of_four_megabytes_reaches_the_device_whole(server):
    data = os.urandom(4 << 20)
    with tempfile.TemporaryDirectory() as folder, Terminal(server) as t:
        t.wait_for(b"$ ")
        path = folder + "/got"
        t.type(b"stty raw -echo; echo ready; head -c %d > %s; echo do\"\"ne\n"
               % (len(data), path.encode()))
        t.wait_for(b"ready\n")
        t.type(data)
        t.wait_for(b"done")
        with open(path, "rb") as f:
            assert f.read() == data
        assert t.taken == t.sent


def a_browser_that_stops_stops_the_device_and_costs_no_memory(server):
    with Terminal(server) as t, Terminal(server, window=1 << 40) as deaf:
        for terminal in (t, deaf):
            terminal.wait_for(b"$ ")
            terminal.type(b"yes\n")
        t.until(lambda: t.shown > 1 << 20)
        before = server.rss_kb()
        time.sleep(1)  # one grants no more, the other grants all and does not read its socket
        assert server.rss_kb() - before < 14 << 10, (before, server.rss_kb())  # 8 are ASan's
        ticks = server.cpu_ticks()
        time.sleep(0.5)
        assert server.cpu_ticks() - ticks < 10
        t.granted = t.shown + WINDOW
        t.say(3, struct.pack(">Q", t.granted))
        t.type(b"\x03")
        mark = t.shown
        t.until(lambda: t.output.rstrip().endswith(b"$") and b"^C" in t.output[-200:])
        assert t.shown - mark < 4 * WINDOW, t.shown - mark  # Ctrl-C is not behind the flood


def a_closed_resource_ends_its_terminals_at_once_and_no_others(server):
    with Terminal(server, 11) as a, Terminal(server, 11) as b, Terminal(server, 12) as other:
        for t in (a, b, other):
            t.wait_for(b"$ ")
        b.type(b"yes\n")
        b.until(lambda: b.shown > 100000)
        started = time.monotonic()
        assert json.loads(request(server, "POST", "/v1/close?resource=11")[2])["closed"] == 2
        for t in (a, b):
            t.finish()
            assert t.exit[2] == "state.move" and t.closed == ("close", 1000), (t.exit, t.closed)
        assert time.monotonic() - started < 2
        while len(children(server)) > 1:
            assert time.monotonic() - started < 2, children(server)
            time.sleep(0.02)
        other.type(b"echo still $((1+1))\n")
        other.wait_for(b"still 2")


def a_browser_that_leaves_ends_its_shell(server):
    with Terminal(server) as t:
        t.wait_for(b"$ ")
        assert len(children(server)) == 1
    with Terminal(server) as t:
        t.wait_for(b"$ ")
        t.say(7)
        t.finish()
    end = time.monotonic() + 2
    while children(server):
        assert time.monotonic() < end, children(server)
        time.sleep(0.02)
    wait_counts(server, lambda c: c["live"] == 0 and c["last"] == "terminal.left")


def tickets_and_frames_that_are_not_good_end_the_session(server):
    zero = b"\0" * 32
    hello = struct.pack(">BB32sHHQQQ", 1, 0, TICKET + b"\7", 80, 24, 0, WINDOW, 0)
    first = [(1, struct.pack(">BB32sHHQQQ", 1, 0, zero, 80, 24, 0, WINDOW, 0), 4401),
             (1, struct.pack(">BB32sHHQQQ", 1, 1, TICKET + b"\7", 80, 24, 0, WINDOW, 0), 4401),
             (1, hello[:-1], 4400), (1, hello + b"\0", 4400), (2, b"\0" * 8 + b"x", 4400),
             (0, b"", 4400), (99, b"abc", 4400), (130, b"\0" * 9, 4400)]
    for kind, body, code in first:
        with WebSocket(server, PATH) as ws:
            ws.s.sendall(ws.frame(2, bytes([kind]) + body))
            got = ws.receive()
            while isinstance(got, bytes):
                got = ws.receive()
            assert got == ("close", code), (kind, len(body), got)
    with WebSocket(server, PATH) as ws:
        ws.send(b"hello", text=True)
        assert ws.receive() == ("close", 4400)
    later = [(2, lambda t: struct.pack(">Q", t.in_limit) + b"x", 4409),
             (2, lambda t: struct.pack(">Q", 0) + b"x" * 16385, 4400),
             (2, lambda t: struct.pack(">Q", 5) + b"x", 4400),
             (1, lambda t: hello, 4400), (4, lambda t: struct.pack(">IHH", 1, 0, 5), 4400)]
    for kind, body, code in later:
        with Terminal(server) as t:
            t.wait_for(b"$ ")
            t.say(kind, body(t))
            t.finish()
            assert t.closed == ("close", code), (kind, code, t.closed)
    with Terminal(server, 255) as t:  # its agent is not there
        t.finish()
        assert t.exit[2] == "terminal.agent_lost" and t.welcome is None, t.exit
    wait_counts(server, lambda c: c["live"] == 0 and c["sockets"] == 0)


def a_hundred_terminals_work_side_by_side(server):
    terminals = [Terminal(server, i % 20 + 1) for i in range(100)]
    for t in terminals:
        t.wait_for(b"$ ")
    assert counts(server)["live"] == 100
    for i, t in enumerate(terminals):
        t.type(b"echo =$((%d*7))=\n" % i)
    for i, t in enumerate(terminals):
        t.wait_for(b"=%d=" % (i * 7))
    for t in terminals:
        t.ws.close()
    wait_counts(server, lambda c: c["live"] == 0 and c["sockets"] == 0)


def stopping_with_open_terminals_is_clean(server):
    terminals = [Terminal(server) for _ in range(10)]
    for t in terminals:
        t.wait_for(b"$ ")
    terminals[0].type(b"yes\n")
    problem = server.stop()
    assert not problem, problem
    for t in terminals:
        t.ws.close()


CHECKS = [a_shell_answers_in_chinese_knows_its_size_and_tells_its_exit_code,
          twenty_megabytes_arrive_whole_also_to_a_slow_reader,
          a_paste_of_four_megabytes_reaches_the_device_whole,
          a_browser_that_stops_stops_the_device_and_costs_no_memory,
          a_closed_resource_ends_its_terminals_at_once_and_no_others,
          a_browser_that_leaves_ends_its_shell,
          tickets_and_frames_that_are_not_good_end_the_session,
          a_hundred_terminals_work_side_by_side,
          stopping_with_open_terminals_is_clean]


def main():
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    passed = failed = 0
    for check in CHECKS:
        if only not in check.__name__:
            continue
        started, name = time.monotonic(), check.__name__.replace("_", " ")
        try:
            with Server(sys.argv[1]) as server:
                check(server)
            passed += 1
            print("ok %d - %s (%.1f s)" % (passed + failed, name, time.monotonic() - started),
                  flush=True)
        except Exception:
            failed += 1
            print("not ok %d - %s" % (passed + failed, name), flush=True)
            print("  " + traceback.format_exc().replace("\n", "\n  "), flush=True)
    print("# contract_terminal: %d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())

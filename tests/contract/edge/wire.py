"""What the edge's contract tests speak with: raw sockets, a WebSocket client of its own, and the
server under test as a process whose end is checked (exit code, sanitizer reports, leaks)."""
import base64
import hashlib
import json
import os
import signal
import socket
import struct
import subprocess
import tempfile
import time

ORIGIN = "https://kboss.test"
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
ACCEPT = base64.b64encode(hashlib.sha1((KEY + GUID).encode()).digest()).decode()


class Server:
    """One edge_server. Leaving the block stops it and fails on whatever a sanitizer said."""

    def __init__(self, program, **knobs):
        self.program, self.knobs, self.unix = program, knobs, knobs.get("unix")

    def __enter__(self):
        env = dict(os.environ, ASAN_OPTIONS="detect_leaks=1:quarantine_size_mb=8",
                   UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1",
                   TSAN_OPTIONS="halt_on_error=0:exitcode=66")
        self.log = tempfile.TemporaryFile()
        args = [self.program] + ["%s=%s" % (k, v) for k, v in self.knobs.items()]
        self.process = subprocess.Popen(args, stdout=subprocess.PIPE, stderr=self.log, env=env,
                                        text=True)
        line = self.process.stdout.readline()
        if not line.strip():
            self.log.seek(0)
            raise RuntimeError("edge_server did not start: " + self.log.read().decode())
        self.port = int(line)
        return self

    def __exit__(self, kind, value, trace):
        problem = self.stop()
        if problem:  # chained: the check's own failure is shown above it
            raise AssertionError(problem)

    def stop(self):
        if self.process is None:
            return ""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = "none: it did not stop within 30 s"
        self.stop_s = time.monotonic() - started
        self.log.seek(0)
        said = self.log.read().decode("utf-8", "replace")
        self.process.stdout.close()
        self.process = None
        bad = code != 0 or "Sanitizer" in said or "runtime error" in said
        return "server ended with %s:\n%s" % (code, said[-6000:]) if bad else ""

    def rss_kb(self):
        with open("/proc/%d/status" % self.process.pid) as f:
            return next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))

    def cpu_ticks(self):
        with open("/proc/%d/stat" % self.process.pid) as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def connect(self, timeout=10, source=None):
        if self.unix:
            s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            s.settimeout(timeout)
            s.connect(self.unix)
            return s
        s = socket.create_connection(("127.0.0.1", self.port), timeout,
                                     source_address=(source, 0) if source else None)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return s

    def counts(self):
        status, _, body = request(self, "GET", "/v1/counts")
        assert status == 200, status
        return json.loads(body)

    def wait_for(self, what, seconds=10):
        """Poll the counters until what(counts) holds."""
        end = time.monotonic() + seconds
        while True:
            c = self.counts()
            if what(c):
                return c
            assert time.monotonic() < end, c
            time.sleep(0.02)


def read_answer(stream, head=False):
    """One HTTP answer from a buffered stream: (status, headers, body); None at the end."""
    line = stream.readline()
    if not line:
        return None
    version, status = line.split(b" ")[0], int(line.split(b" ")[1])
    assert version == b"HTTP/1.1", line
    headers = {}
    while True:
        line = stream.readline()
        if line in (b"\r\n", b""):
            break
        name, _, value = line.decode("latin1").partition(":")
        headers[name.lower()] = value.strip()
    if status < 200 and status != 101:
        return read_answer(stream, head)
    if head or status in (101, 204, 304):
        return status, headers, b""
    return status, headers, stream.read(int(headers.get("content-length", "0")))


def target(method, path, body=None, headers=(), version="1.1"):
    lines = ["%s %s HTTP/%s" % (method, path, version), "Host: edge"]
    lines += ["%s: %s" % pair for pair in headers]
    if body is not None:
        lines.append("Content-Length: %d" % len(body))
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin1") + (body or b"")


def request(server, method, path, body=None, headers=()):
    with server.connect() as s:
        try:
            s.sendall(target(method, path, body, headers))
        except OSError:
            pass  # refused while we were still sending: the answer is there all the same
        with s.makefile("rb") as f:
            return read_answer(f, method == "HEAD")


def exchange(server, parts, timeout=0.7, pause=0.03):
    """Send parts with pauses, read until close or silence: (statuses, "closed"|"open", bytes)."""
    with server.connect(timeout) as s:
        got, end = b"", "open"
        try:
            for i, part in enumerate(parts):
                if i:
                    time.sleep(pause)
                s.sendall(part if isinstance(part, bytes) else part.encode("latin1"))
        except OSError:
            pass
        try:
            while True:
                block = s.recv(65536)
                if not block:
                    end = "closed"
                    break
                got += block
        except socket.timeout:
            pass
        except ConnectionError:
            end = "closed"
    return statuses(got), end, got


def statuses(got):
    return [int(piece[:3]) for piece in got.split(b"HTTP/1.1 ")[1:] if piece[:3].isdigit()]


def upgrade(path="/v1/ws/echo", protocol="kboss.term.1", origin=ORIGIN, extra=()):
    lines = ["GET %s HTTP/1.1" % path, "Host: edge", "Upgrade: websocket", "Connection: Upgrade",
             "Sec-WebSocket-Key: " + KEY, "Sec-WebSocket-Version: 13"]
    if protocol:
        lines.append("Sec-WebSocket-Protocol: " + protocol)
    if origin:
        lines.append("Origin: " + origin)
    return "\r\n".join(lines + list(extra)) + "\r\n\r\n"


class WebSocket:
    """RFC 6455 as a client, frame by frame, so that a test can also break it."""

    def __init__(self, server_or_socket, path="/v1/ws/echo", protocol="kboss.term.1", origin=ORIGIN,
                 extra=(), timeout=10):
        self.s = (server_or_socket if isinstance(server_or_socket, socket.socket)
                  else server_or_socket.connect(timeout))
        self.s.settimeout(timeout)
        self.s.sendall(upgrade(path, protocol, origin, extra).encode())
        self.f = self.s.makefile("rb")
        status, headers, _ = read_answer(self.f)
        if status != 101:
            self.close()
            raise Refused(status)
        assert headers["sec-websocket-accept"] == ACCEPT, headers
        assert headers["sec-websocket-protocol"] == protocol.split(",")[-1].strip(), headers
        self.pongs = 0

    def frame(self, opcode, payload=b"", fin=True):
        mask = os.urandom(4)
        n = len(payload)
        head = bytes([(0x80 if fin else 0) | opcode])
        head += (bytes([0x80 | n]) if n < 126 else bytes([0xFE]) + struct.pack(">H", n) if n < 65536
                 else bytes([0xFF]) + struct.pack(">Q", n))
        key = (mask * (n // 4 + 1))[:n]
        masked = (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(n, "big")
        return head + mask + masked

    def send(self, payload, text=False, pieces=1):
        step = max(1, -(-len(payload) // pieces))
        cuts = [payload[i:i + step] for i in range(0, len(payload), step)] or [b""]
        out = b""
        for i, cut in enumerate(cuts):
            out += self.frame((1 if text else 2) if i == 0 else 0, cut, i == len(cuts) - 1)
        self.s.sendall(out)

    def read_frame(self):
        head = self.f.read(2)
        if len(head) < 2:
            return None
        n = head[1] & 0x7F
        if n == 126:
            n = struct.unpack(">H", self.f.read(2))[0]
        elif n == 127:
            n = struct.unpack(">Q", self.f.read(8))[0]
        return head[0] & 0x0F, bool(head[0] & 0x80), self.f.read(n)

    def receive(self, answer_pings=True):
        """The next message, or ("close", code). None: it ended without a close frame."""
        message = b""
        while True:
            try:
                got = self.read_frame()
            except ConnectionError:
                return None
            if got is None:
                return None
            opcode, fin, payload = got
            if opcode == 9:
                if answer_pings:
                    self.s.sendall(self.frame(10, payload))
            elif opcode == 10:
                self.pongs += 1
            elif opcode == 8:
                return "close", struct.unpack(">H", payload[:2])[0] if len(payload) >= 2 else 1005
            else:
                message += payload
                if fin:
                    return message

    def close(self):
        if hasattr(self, "f"):
            self.f.close()
        self.s.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Refused(Exception):
    """The upgrade was answered with another status than 101."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status

"""The public face: the shipped ops/nginx/kboss.conf in a real nginx before the edge's unix socket.
Only paths, ports and the name are changed; the certificate is made here. Without nginx it fails."""
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time

from wire import Refused, Server, WebSocket, statuses, target

MAIN = """%s
daemon off; worker_processes 1; pid %s/nginx.pid; error_log %s/error.log notice;
events { worker_connections 1024; }
http {
    access_log off;
    client_body_temp_path %s/body; proxy_temp_path %s/proxy; fastcgi_temp_path %s/fastcgi;
    uwsgi_temp_path %s/uwsgi; scgi_temp_path %s/scgi;
    include %s/kboss.conf;
}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def replace(text, pattern, by):
    text, n = re.subn(pattern, by, text)
    assert n > 0, "kboss.conf has no " + pattern
    return text


class Nginx:
    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="kboss-edge-")
        os.chmod(self.folder, 0o755)
        self.server = Server(program, unix=self.folder + "/edge.sock", trust=1, requests_s=-1)
        self.tls, self.plain = free_port(), free_port()

    def write(self):
        f = self.folder
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes",
                        "-keyout", f + "/key.pem", "-out", f + "/fullchain.pem", "-days", "2",
                        "-subj", "/CN=kboss.test",
                        "-addext", "subjectAltName=DNS:kboss.test"], check=True,
                        capture_output=True, timeout=30)
        with open(os.environ["KBOSS_SOURCE"] + "/ops/nginx/kboss.conf") as conf:
            text = conf.read()
        text = replace(text, r"unix:/run/kboss/edge\.sock", "unix:%s/edge.sock" % f)
        text = replace(text, r"listen \[::\]:\d+[^;]*;\n", "\n")
        text = replace(text, r"listen 443", "listen 127.0.0.1:%d" % self.tls)
        text = replace(text, r"listen 80;", "listen 127.0.0.1:%d;" % self.plain)
        text = replace(text, r"/etc/kboss/tls", f)
        text = replace(text, r"kboss\.example\.com", "kboss.test")
        with open(f + "/kboss.conf", "w") as out:
            out.write(text)
        with open(f + "/nginx.conf", "w") as out:
            out.write(MAIN % (("user root root;" if os.getuid() == 0 else "",) + (f,) * 8))

    def __enter__(self):
        nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        assert nginx, "nginx is not installed (package nginx-light): this check cannot be left out"
        self.server.__enter__()
        self.write()
        command = [nginx, "-c", self.folder + "/nginx.conf", "-e", self.folder + "/error.log"]
        subprocess.run(command + ["-t"], check=True, capture_output=True, timeout=30)
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.tls), 1).close()
                return self
            except OSError:
                alive = time.monotonic() < end and self.process.poll() is None
                assert alive, open(self.folder + "/error.log").read()
                time.sleep(0.05)

    def __exit__(self, *why):
        self.process.terminate()
        self.process.wait(20)
        try:
            self.server.__exit__(*why)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, timeout=20):
        context = ssl.create_default_context(cafile=self.folder + "/fullchain.pem")
        raw = socket.create_connection(("127.0.0.1", self.tls), timeout)
        return context.wrap_socket(raw, server_hostname="kboss.test")

    def curl(self, *args):
        """One curl run, so one connection: a list of (http version, status, body)."""
        always = ["-sS", "--cacert", self.folder + "/fullchain.pem", "--max-time", "60",
                  "--resolve",
                  "kboss.test:%d:127.0.0.1" % self.tls, "-w",
                  "\n%{http_version} %{http_code}\n\x1e"]
        command = ["curl"]
        for i, (path, *more) in enumerate(args):
            command += (["--next"] if i else []) + always
            command += list(more) + ["https://kboss.test:%d%s" % (self.tls, path)]
        run = subprocess.run(command, capture_output=True, timeout=90)
        assert run.returncode == 0, run.stderr.decode()
        out = []
        for piece in run.stdout.split(b"\x1e")[:-1]:
            body, _, tail = piece.rstrip(b"\n").rpartition(b"\n")
            version, status = tail.decode().split()
            out.append((version, int(status), body.lstrip(b"\n")))
        return out


def posts_over_http_2_arrive_whole_in_one_session(program):
    with Nginx(program) as n:
        sizes = (0, 100, 16383, 17000, 20000, 65536, 1000000)
        calls = []
        for size in sizes:
            path = "%s/body-%d" % (n.folder, size)
            with open(path, "wb") as f:
                f.write(b"k" * size)
            calls.append(("/v1/echo", "--http2", "--data-binary", "@" + path))
        got = n.curl(*calls)
        for size, (version, status, body) in zip(sizes, got):
            assert version == "2" and status == 200 and json.loads(body)["len"] == size, (size,
                                                                                          version,
                                                                                          status,
                                                                                          body)
        with open(n.folder + "/20m", "wb") as f:
            f.write(os.urandom(20 << 20))
        got = n.curl(("/v1/echo-big", "--http2", "--data-binary", "@" + n.folder + "/20m"),
                     ("/v1/big", "--http2"), ("/v1/late?ms=50", "--http2"), ("/v1/hello",
                                                                             "--http2"))
        assert [(v, s) for v, s, _ in got] == [("2", 200)] * 4, [(v, s) for v, s, _ in got]
        assert json.loads(got[0][2])["len"] == 20 << 20 and len(got[1][2]) == 20 << 20
        got = n.curl(("/v1/echo", "--http1.1", "-H", "Transfer-Encoding: chunked", "--data-binary",
                      "@%s/body-65536" % n.folder))
        assert got[0][0] == "1.1" and json.loads(got[0][2])["len"] == 65536, got


def the_proxy_tells_the_true_address_and_that_it_was_tls(program):
    with Nginx(program) as n:
        got = n.curl(("/v1/echo", "--http2", "-H", "X-Forwarded-For: 6.6.6.6", "-H",
                      "X-Forwarded-Proto: gopher"))
        seen = json.loads(got[0][2])
        assert seen["peer"] == "127.0.0.1" and seen["secure"] == 1, seen
        with WebSocket(n.connect(), "/v1/ws/who", extra=["X-Forwarded-For: 6.6.6.6"]) as ws:
            seen = json.loads(ws.receive())
            assert seen["peer"] == "127.0.0.1" and seen["secure"] == 1, seen
            assert seen["origin"] == "https://kboss.test", seen
        with socket.create_connection(("127.0.0.1", n.plain), 10) as s:
            s.sendall(target("GET", "/v1/hello"))
            answer = s.recv(4096)
            assert statuses(answer) == [301] and b"location: https://" in answer.lower(), answer


def websockets_work_through_the_proxy(program):
    with Nginx(program) as n:
        for _ in range(20):  # each a new upgrade while kept connections lie around
            n_hello = n.curl(("/v1/hello", "--http2"))
            assert n_hello[0][1] == 200
            with WebSocket(n.connect()) as ws:
                for size in (10, 4096, 65536):
                    data = os.urandom(size)
                    ws.send(data, pieces=3)
                    assert ws.receive() == data
        with WebSocket(n.connect()) as ws:
            ws.send(b"close 4401", text=True)
            assert ws.receive() == ("close", 4401)
        for origin, want in (("https://evil.test", 403), (None, 403)):
            try:
                WebSocket(n.connect(), origin=origin)
                raise AssertionError(origin)
            except Refused as e:
                assert e.status == want, e.status
        assert n.curl(("/v1/ws/echo", "--http2"))[0][1] == 426
        sockets = [WebSocket(n.connect()) for _ in range(100)]
        for i, ws in enumerate(sockets):
            ws.send(b"%d" % i)
        for i, ws in enumerate(sockets):
            assert ws.receive() == b"%d" % i
            ws.close()
        n.server.wait_for(lambda c: c["sockets"] == 0 and c["http_in_lws"] == 0)


def games_with_framing_end_at_the_proxy_or_at_the_edge(program):
    tail = target("GET", "/v1/hello")
    head = b"POST /v1/echo HTTP/1.1\r\nHost: kboss.test\r\n"
    cases = [head + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             head + b"Content-Length: -1\r\n\r\n",
             head + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
             head + b"Content-Length : 3\r\n\r\nabc",
             b"GET /v1/h\0llo HTTP/1.1\r\nHost: kboss.test\r\n\r\n"]
    with Nginx(program) as n:
        for case in cases:
            with n.connect(3) as s:
                s.sendall(case + tail)
                got = b""
                try:
                    while True:
                        block = s.recv(65536)
                        if not block:
                            break
                        got += block
                except (socket.timeout, ssl.SSLError, ConnectionError):
                    pass
                assert statuses(got)[:1] == [400] and b'"hello"' not in got, (case, got)


CHECKS = [posts_over_http_2_arrive_whole_in_one_session,
          the_proxy_tells_the_true_address_and_that_it_was_tls,
          websockets_work_through_the_proxy, games_with_framing_end_at_the_proxy_or_at_the_edge]

"""WebSockets: echoes, refusals, limits, peers that vanish, upgrades that must not get there."""
import json
import os
import random
import select
import socket
import time

from wire import KEY, Refused, Server, WebSocket, exchange, request, statuses, target, upgrade

GET = target("GET", "/v1/hello").decode()
POST = target("POST", "/v1/echo", b"abc").decode()


def messages_of_every_size_come_back_whole_and_in_fragments(program):
    with Server(program) as server, WebSocket(server) as ws:
        for size in (0, 1, 10, 125, 126, 127, 4095, 4096, 4097, 16384, 65535, 65536):
            data = os.urandom(size)
            for pieces in (1, 2, 3, 10, 50):
                ws.send(data, pieces=pieces)
                assert ws.receive() == data, (size, pieces)
        ws.send("终端 你好 ✓".encode(), text=True)
        assert ws.receive().decode() == "终端 你好 ✓"
        ws.s.sendall(ws.frame(2, b"ab", fin=False) + ws.frame(9, b"now") + ws.frame(0, b"cd"))
        assert ws.receive() == b"abcd" and ws.pongs == 1
        ws.s.sendall(b"".join(ws.frame(2, b"%d" % i) for i in range(500)))
        assert [ws.receive() for _ in range(500)] == [b"%d" % i for i in range(500)]


def a_message_over_64_kib_closes_with_1009(program):
    with Server(program) as server:
        for pieces in (1, 20):
            with WebSocket(server) as ws:
                ws.send(b"x" * 65537, pieces=pieces)
                assert ws.receive() == ("close", 1009)
        server.wait_for(lambda c: c["sockets"] == 0)


def text_that_is_not_utf_8_closes(program):
    with Server(program) as server, WebSocket(server) as ws:
        ws.send(b"\xff\xfe", text=True)
        assert ws.receive() == ("close", 1007)
    with Server(program) as server, WebSocket(server) as ws:
        ws.send("好".encode() * 3000, text=True, pieces=7)  # characters split between fragments
        assert ws.receive().decode() == "好" * 3000


def two_hundred_at_once_each_get_their_own(program):
    with Server(program) as server:
        all_ws = [WebSocket(server) for _ in range(200)]
        for i, ws in enumerate(all_ws):
            ws.send(b"%d:" % i + b"y" * 5000)
        for i, ws in enumerate(all_ws):
            assert ws.receive() == b"%d:" % i + b"y" * 5000
        for i, ws in enumerate(all_ws):
            if i % 2:
                ws.s.sendall(ws.frame(8, b"\x0f\xa1bye"))
                assert ws.receive() == ("close", 4001)
            ws.close()
        c = server.wait_for(lambda c: c["sockets"] == 0 and c["open"] == 1)
        assert c["ws_opened"] == c["ws_closed"] == 200


def the_server_can_close_send_from_other_threads_and_set_a_timer(program):
    with Server(program) as server:
        with WebSocket(server) as ws:
            for i in range(50):
                ws.send(b"task %d" % i, text=True)
                assert ws.receive() == b"task %d" % i
                ws.send(b"thread %d" % i, text=True)
                assert ws.receive() == b"thread %d" % i
            ws.send(b"timer", text=True)
            server.wait_for(lambda c: c["timers"] == 1)
            ws.send(b"flood 3", text=True)
            ws.send(b"close 4410", text=True)
            # what was queued comes first
            assert [len(ws.receive()) for _ in range(3)] == [32768] * 3
            assert ws.receive() == ("close", 4410)
        server.wait_for(lambda c: c["sockets"] == 0)


def only_a_listed_origin_may_open(program):
    foreign = [None, "https://evil.test", "https://kboss.test.evil.test", "https://kboss.test:444",
               "http://kboss.test", "HTTPS://KBOSS.TEST", "https://kboss.test/", "null",
               "https://kboss.tes",
               "https://kboss.test, https://evil.test"]
    with Server(program) as server:
        for origin in foreign:
            try:
                WebSocket(server, origin=origin)
                raise AssertionError(origin)
            except Refused as e:
                assert e.status == 403, (origin, e.status)
        for origin in ("https://kboss.test", "http://127.0.0.1:8080"):
            with WebSocket(server, origin=origin) as ws:
                ws.send(b"hi")
                assert ws.receive() == b"hi"
        assert server.counts()["ws_opened"] == 2


def the_open_hook_sees_path_protocol_origin_cookie_and_peer(program):
    extra = ["Cookie: __Host-kboss=abc; lang=zh", "X-Forwarded-For: 198.51.100.7",
             "X-Forwarded-Proto: https"]
    with Server(program) as server:
        with WebSocket(server, "/v1/ws/who", "kboss.live.1, kboss.term.1", extra=extra) as ws:
            got = json.loads(ws.receive())
            assert got == {"peer": "127.0.0.1", "origin": "https://kboss.test",
                           "protocol": "kboss.term.1",
                           "cookie": "__Host-kboss=abc; lang=zh", "secure": 0}, got
        try:
            WebSocket(server, "/v1/ws/closed", "kboss.live.1")
            raise AssertionError("opened")
        except Refused as e:
            assert e.status == 404
    with Server(program, trust=1) as server, WebSocket(server, "/v1/ws/who", extra=extra) as ws:
        got = json.loads(ws.receive())
        assert got["peer"] == "198.51.100.7" and got["secure"] == 1, got


def bad_upgrades_never_reach_libwebsockets(program):
    good = upgrade()
    swap = lambda a, b: good.replace(a, b, 1)  # noqa: E731
    cases = {
        "h2c": swap("websocket\r", "h2c\r"),
        "foo": swap("websocket\r", "foo\r"),
        "list": swap("websocket\r", "websocket, h2c\r"),
        "twice": swap("Host: edge", "Host: edge\r\nUpgrade: foo"),
        "blank before": swap("Upgrade: websocket", "Upgrade : websocket"),
        "version 8": swap("Version: 13", "Version: 8"),
        "no version": swap("Sec-WebSocket-Version: 13\r\n", ""),
        "no key": swap("Sec-WebSocket-Key: %s\r\n" % KEY, ""),
        "short key": swap(KEY, "abc=="),
        "odd key": swap(KEY, KEY[:-2] + "A="),
        "no connection": swap("Connection: Upgrade\r\n", ""),
        "connection close": swap("Connection: Upgrade", "Connection: close"),
        "connection xupgrade": swap("Connection: Upgrade", "Connection: xupgrade"),
        "post": swap("GET", "POST"),
        "1.0": swap("HTTP/1.1", "HTTP/1.0"),
        "lower get": swap("GET", "get"),
        "CL 0": swap("Host: edge", "Host: edge\r\nContent-Length: 0"),
        "CL 3": swap("Host: edge", "Host: edge\r\nContent-Length: 3") + "abc",
        "TE": swap("Host: edge", "Host: edge\r\nTransfer-Encoding: chunked") + "0\r\n\r\n",
        "bare LF": swap("Host: edge\r\n", "Host: edge\nX: y\r\n"),
        "obs-fold": swap("Host: edge", "Host: edge\r\n X: y"),
        "query": swap("/v1/ws/echo", "/v1/ws/echo?ticket=1"),
        "other path": swap("/v1/ws/echo", "/v1/ws/other"),
        "slash": swap("/v1/ws/echo", "/v1/ws/echo/"),
        "escaped": swap("/v1/ws/echo", "/v1/ws/e%63ho"),
        "NUL": swap("/v1/ws/echo", "/v1/ws/e\0ho"),
        "no protocol": upgrade(protocol=None),
        "other protocol": upgrade(protocol="kboss.live.1"),
        "high byte": swap("Host: edge", "Host: \xe9dge"),
        "bytes behind": good + GET + POST,
        "frames behind": good + "\x81\x00",
        "no host": swap("Host: edge\r\n", ""),
        "two hosts": swap("Host: edge", "Host: edge\r\nHost: edge"),
        "two keys": swap("Host: edge", "Host: edge\r\nSec-WebSocket-Key: " + KEY),
        "5 kB": swap("Host: edge", "Host: edge\r\nX: " + "y" * 5000),
    }
    with Server(program) as server:
        for name, text in cases.items():
            got, end, raw = exchange(server, [text])
            assert got and got[0] in (400, 405, 426) and 101 not in got, (name, got)
            assert end == "closed" or got[0] == 405, (name, got, end)
        got, end, _ = exchange(server, [GET + good])  # as the second request of a connection
        assert got == [200, 426] and end == "closed", got
        got, end, _ = exchange(server, [GET, good])
        assert got == [200, 426], got
        assert request(server, "GET", "/v1/ws/echo")[0] == 426
        c = server.counts()
        assert c["http_in_lws"] == 0 and c["ws_opened"] == 0 and c["bad_upgrades"] >= 20, c


def an_upgrade_in_pieces_is_one_and_requests_behind_it_do_no_harm(program):
    good = upgrade()
    with Server(program) as server:
        got, _, _ = exchange(server, [good[:30], good[30:100], good[100:]], timeout=0.3)
        assert got == [101], got
        got, _, _ = exchange(server, [bytes([b]) for b in good.encode()], timeout=0.3, pause=0.0005)
        assert got == [101], got
        for behind in (GET + POST, POST + POST, POST, "\xff" * 12):
            for _ in range(10):
                got, _, raw = exchange(server, [good, behind], timeout=0.05, pause=0)
                assert got[:1] in ([101], [426]) and b'"echo"' not in raw, (got, raw)
        server.wait_for(lambda c: c["sockets"] == 0)
        before = server.cpu_ticks()
        time.sleep(0.5)
        assert server.cpu_ticks() - before < 10  # nothing spins
        assert server.counts()["http_in_lws"] == 0


def broken_frames_do_not_break_the_server(program):
    with Server(program, silent_ms=1500, ping_ms=500) as server:
        for garbage in (b"\xff" * 12, b"\x81\x03abc", b"\x82\xff" + b"\xff" * 8 + b"abcdabcd",
                        b"\x80\x80\0\0\0\0",
                        b"\x89\xfe\x01\x00" + b"x" * 260, b"\x88\x81\0\0\0\0\x03"):
            with WebSocket(server) as ws:
                ws.s.sendall(garbage)
                end = time.monotonic() + 5
                while ws.receive(answer_pings=False) is not None and time.monotonic() < end:
                    pass
        server.wait_for(lambda c: c["sockets"] == 0)
        with WebSocket(server) as ws:
            ws.send(b"still here")
            assert ws.receive() == b"still here"


def a_peer_that_never_reads_costs_a_bounded_queue(program):
    with Server(program, messages_s=-1, queue_bytes=1 << 20) as server:
        before = server.rss_kb()
        with WebSocket(server) as ws, WebSocket(server) as other:
            for _ in range(40):
                ws.send(b"flood 400", text=True)
            for i in range(50):
                other.send(b"%d" % i)
                assert other.receive() == b"%d" % i
            assert server.rss_kb() - before < 24 << 10, (before,
                                                         server.rss_kb())  # ASan's own included
            assert request(server, "GET", "/v1/hello")[0] == 200
            total = 0
            ws.s.settimeout(1)
            try:
                while True:
                    total += len(ws.receive())
            except socket.timeout:
                pass
            assert total % 32768 == 0 and total > 0
        server.wait_for(lambda c: c["sockets"] == 0)


def a_silent_peer_is_pinged_and_then_cut(program):
    with Server(program, ping_ms=200, silent_ms=1000) as server:
        with WebSocket(server) as dead, WebSocket(server) as alive:
            start = time.monotonic()
            while server.counts()["sockets"] == 2:
                assert time.monotonic() - start < 8
                if select.select([alive.s], [], [], 0.05)[0]:
                    opcode, _, payload = alive.read_frame()
                    assert opcode == 9
                    alive.s.sendall(alive.frame(10, payload))
            assert time.monotonic() - start >= 0.9
            alive.send(b"here")
            assert alive.receive() == b"here"
            while dead.receive(answer_pings=False) is not None:
                pass


def a_flood_of_messages_closes_with_1008(program):
    with Server(program, messages_s=100) as server, WebSocket(server) as ws:
        try:
            ws.s.sendall(b"".join(ws.frame(2, b"x") for _ in range(2000)))
        except OSError:
            pass
        last = None
        while True:
            got = ws.receive()
            if got is None or isinstance(got, tuple):
                last = got
                break
        assert last in (("close", 1008), None), last
        server.wait_for(lambda c: c["sockets"] == 0)


def more_sockets_than_allowed_are_refused(program):
    with Server(program, sockets=5) as server:
        held = [WebSocket(server) for _ in range(5)]
        try:
            WebSocket(server)
            raise AssertionError("a sixth")
        except Refused as e:
            assert e.status == 503
        held.pop().close()
        server.wait_for(lambda c: c["sockets"] == 4)
        WebSocket(server).close()
        for ws in held:
            ws.close()
    with Server(program, trust=1,
                per_address=3) as server:  # behind a proxy: by the forwarded address
        mine = ["X-Forwarded-For: 203.0.113.5"]
        held = [WebSocket(server, extra=mine) for _ in range(3)]
        try:
            WebSocket(server, extra=mine)
            raise AssertionError("a fourth")
        except Refused as e:
            assert e.status == 429
        WebSocket(server, extra=["X-Forwarded-For: 203.0.113.6"]).close()
        for ws in held:
            ws.close()
        server.wait_for(lambda c: c["sockets"] == 0)
        WebSocket(server, extra=mine).close()


def mutated_upgrades_find_no_difference_between_parsers(program):
    seed = int(os.environ.get("KBOSS_SEED", "20260101"))
    rng = random.Random(seed)
    base = upgrade(extra=["Cookie: a=b", "X-Forwarded-For: 1.2.3.4"]).encode()
    spice = [b"\r\n", b"\n", b" ", b"\t", b"\0", b":", b",", b";", b"\xff", b"Upgrade",
             b"websocket", b"h2c", b"Content-Length: 3",
             b"Transfer-Encoding: chunked", b"HTTP/1.0", b"%00", b"\r\n\r\n",
             b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"13", b"=="]
    upgraded = 0
    with Server(program, requests_s=-1, header_ms=400) as server:
        for i in range(3000):
            data = bytearray(base)
            for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
                at = rng.randrange(len(data))
                what = rng.randrange(5)
                if what == 0:
                    data[at] = rng.randrange(256)
                elif what == 1:
                    del data[at:at + rng.randrange(1, 12)]
                elif what == 2:
                    data[at:at] = rng.choice(spice)
                elif what == 3:
                    end = min(len(data), at + rng.randrange(1, 60))
                    data[at:at] = data[at:end]
                else:
                    data[at:at + 1] = rng.choice((b" ", b"\t", b"\r", b"\n"))
            with server.connect(3) as s:
                try:
                    s.sendall(bytes(data) + b"\r\n\r\n" * rng.randrange(2))
                    if rng.random() < 0.3:
                        s.shutdown(socket.SHUT_WR)
                    s.settimeout(0.01 if rng.random() < 0.9 else 0.6)
                    got = s.recv(4096)
                except OSError:
                    continue
                upgraded += statuses(got)[:1] == [101]
        c = server.wait_for(lambda c: c["sockets"] == 0 and c["open"] == 1, 15)
        assert c["http_in_lws"] == 0 and upgraded > 100, (seed, c, upgraded)


CHECKS = [v for v in list(globals().values()) if callable(v)
          and getattr(v, "__module__", "") == __name__]

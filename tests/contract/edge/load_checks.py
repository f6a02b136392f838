"""Slow senders in thousands, deadlines per phase, and stopping in the middle of everything."""
import json
import socket
import threading
import time

from wire import Server, WebSocket, read_answer, request, statuses, target, upgrade

SLOW = 2000


def open_slow(server, first):
    got = []
    for _ in range(SLOW):
        s = server.connect()
        s.sendall(first)
        s.setblocking(False)
        got.append(s)
    return got


def drip(slow, bytes_each):
    """One byte to each; those the server has ended are closed. How many it answered with 408."""
    ended = 0
    for s in list(slow):
        try:
            try:
                block = s.recv(4096)
            except BlockingIOError:
                s.send(bytes_each)
                continue
            alive = bool(block) and not statuses(block)
            ended += b"408" in block
        except OSError:
            alive = False
        if not alive:
            slow.remove(s)
            s.close()
    return ended


def serves_others(server, ws):
    """Whoever asks meanwhile is answered: new connections, kept ones, sockets."""
    assert request(server, "GET", "/v1/hello")[0] == 200
    status, _, body = request(server, "POST", "/v1/late?ms=5", b"abc")
    assert status == 200 and json.loads(body)["len"] == 3
    ws.send(b"and me")
    assert ws.receive() == b"and me"


def slow_case(program, first, answer_408):
    knobs = dict(per_address=-1, requests_s=-1, header_ms=4000, idle_ms=4000, body_ms=4000)
    with Server(program, **knobs) as server, WebSocket(server) as ws:
        before = server.rss_kb()
        slow = open_slow(server, first)
        started, told, served = time.monotonic(), 0, 0
        while slow:
            assert time.monotonic() - started < 25, "%d still open" % len(slow)
            told += drip(slow, b"y")
            serves_others(server, ws)
            served += 1
            time.sleep(0.2)
        assert served >= 5
        assert told == (SLOW if answer_408 else 0), told
        assert answer_408 is False or server.rss_kb() - before < 40 << 10
        server.wait_for(lambda c: c["open"] <= 2 and c["body_bytes"] == 0)


def two_thousand_slow_headers_are_cut_while_others_are_served(program):
    slow_case(program, b"GET /v1/hello HTTP/1.1\r\nHost: a\r\nX: ", True)


def two_thousand_slow_upgrades_are_cut_while_others_are_served(program):
    slow_case(program, upgrade()[:150].encode(), True)


def two_thousand_slow_bodies_are_cut_while_others_are_served(program):
    slow_case(program, b"POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
              False)


def a_slow_second_header_and_a_slow_reader_are_cut(program):
    with Server(program, idle_ms=1000, write_ms=1500) as server:
        with server.connect(8) as s, s.makefile("rb") as f:
            s.sendall(target("GET", "/v1/hello"))
            assert read_answer(f)[0] == 200
            s.sendall(b"GET /v1/hel")
            assert f.read() == b""
        with server.connect(8) as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            s.sendall(target("GET", "/v1/big"))
            server.wait_for(lambda c: c["cut"] >= 1)
            server.wait_for(lambda c: c["open"] == 1)


def shutdown_under_load_is_clean(program):
    for round_ in range(2):
        server = Server(program, per_address=-1, requests_s=-1).__enter__()
        stop, answers = threading.Event(), []

        def hammer():
            try:
                with server.connect(20) as s, s.makefile("rb") as f:
                    while not stop.is_set():
                        s.sendall(target("POST", "/v1/late?ms=1", b"abc"))
                        got = read_answer(f)
                        if got is None:
                            return
                        answers.append(got[0])
            except OSError:
                pass

        threads = [threading.Thread(target=hammer) for _ in range(4 * round_)]
        parked = [server.connect() for _ in range(200)]
        for s in parked:
            s.sendall(target("GET", "/v1/late?ms=20000"))
        sockets = [WebSocket(server) for _ in range(50)]
        sockets[0].send(b"flood 400", text=True)  # one that does not read
        sockets[1].send(b"half", pieces=1)
        sockets[1].s.sendall(sockets[1].frame(2, b"half", fin=False))
        halves = [server.connect() for _ in range(50)]
        for s in halves:
            s.sendall(b"GET /v1/hello HTTP/1.1\r\nHo")
        bodies = [server.connect() for _ in range(20)]
        for s in bodies:
            s.sendall(b"POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\nabc")
        idle = [server.connect() for _ in range(50)]
        for s in idle:
            s.sendall(target("GET", "/v1/hello"))
        server.wait_for(lambda c: c["parked"] >= 200)
        for t in threads:
            t.start()
        time.sleep(0.3)
        problem = server.stop()
        stop.set()
        assert not problem, problem
        assert server.stop_s < 6, server.stop_s
        for t in threads:
            t.join(20)
        for s in parked:
            with s.makefile("rb") as f:
                assert read_answer(f)[0] == 503
        assert sockets[2].receive() == ("close", 1001)
        for s in parked + halves + bodies + idle + [w.s for w in sockets]:
            s.close()
        assert set(answers) <= {200, 503}, set(answers)


CHECKS = [v for v in list(globals().values())
          if callable(v) and getattr(v, "__module__", "") == __name__
          and v.__name__ not in ("open_slow", "drip", "serves_others", "slow_case")]

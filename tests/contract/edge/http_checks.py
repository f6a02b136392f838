"""HTTP: framing games, pipelines, late answers, big bodies, limits."""
import json
import socket
import threading
import time

from wire import Server, exchange, read_answer, request, statuses, target

GET = target("GET", "/v1/hello")
POST = target("POST", "/v1/echo", b"abc")
LATE_GET = target("GET", "/v1/late?ms=60")
LATE_POST = target("POST", "/v1/late?ms=60", b"abc")
HTTP_1_0_KEPT = "GET /v1/hello HTTP/1.0\r\nConnection: keep-alive\r\nHost: a\r\n\r\n"
CHUNKS = "POST /v1/echo HTTP/1.1\r\nHost: edge\r\nTransfer-Encoding: chunked\r\n\r\n"


def fnv(data):
    h = 1469598103934665603
    for byte in data:
        h = ((h ^ byte) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return "%016x" % h


def pipelines_are_answered_in_order(program):
    kinds = {"G": (GET, "hello"), "P": (POST, "echo"), "g": (LATE_GET, "late"),
             "p": (LATE_POST, "late")}
    orders = ["GG", "GP", "PG", "PP", "GPG", "PGP", "PPP", "gP", "Pg", "gp", "pg", "pp", "gpg",
              "GpG", "pG", "pPgG"]
    with Server(program) as server:
        for order in orders:
            with server.connect() as s, s.makefile("rb") as f:
                s.sendall(b"".join(kinds[k][0] for k in order))
                for k in order:
                    status, _, body = read_answer(f)
                    got = json.loads(body)
                    assert status == 200 and kinds[k][1] in got, (order, k, got)
                    if k in "Pp":
                        assert got["len"] == 3 and got["fnv"] == fnv(b"abc"), (order, got)
                s.sendall(GET)  # the connection is still in step
                assert read_answer(f)[0] == 200, order


def a_header_in_pieces_and_a_chunk_in_pieces_are_understood(program):
    chunked = [CHUNKS + "3\r", "\nab", "c\r\n5\r\nhello\r\n0\r\n", "\r\n" + GET.decode()]
    with Server(program) as server:
        got, _, raw = exchange(server,
                               ["GE", "T /v1/hel", "lo HTTP/1.1\r\nHost: a\r\n", "\r", "\n"])
        assert got == [200], got
        got, _, raw = exchange(server, chunked)
        assert got == [200, 200] and fnv(b"abchello").encode() in raw, raw
        got, _, raw = exchange(server, [bytes([b]) for b in GET], pause=0.001)
        assert got == [200], got


def ambiguous_framing_is_refused_and_nothing_behind_it_is_read(program):
    post = "POST /v1/echo HTTP/1.1\r\nHost: a\r\n"
    tail = GET.decode()
    length, coding = "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n"
    chunks = "\r\n3\r\nabc\r\n0\r\n\r\n" + tail
    cases = {
        "CL and TE": post + length + coding + chunks,
        "TE and CL": post + coding + length + chunks,
        "CL -1": post + "Content-Length: -1\r\n\r\nabc" + tail,
        "CL +3": post + "Content-Length: +3\r\n\r\nabc" + tail,
        "CL abc": post + "Content-Length: abc\r\n\r\nabc" + tail,
        "CL 0x3": post + "Content-Length: 0x3\r\n\r\nabc" + tail,
        "CL empty": post + "Content-Length: \r\n\r\nabc" + tail,
        "CL twice": post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd" + tail,
        "CL twice the same": post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc" + tail,
        "CL list": post + "Content-Length: 3, 3\r\n\r\nabc" + tail,
        "CL 2^64+3": post + "Content-Length: 18446744073709551619\r\n\r\nabc" + tail,
        "CL 2^63": post + "Content-Length: 9223372036854775808\r\n\r\nabc" + tail,
        "CL : 3": post + "Content-Length : 3\r\n\r\nabc" + tail,
        "TE xchunked": post + "Transfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + tail,
        "TE gzip, chunked": post + "Transfer-Encoding: gzip, chunked\r\n" + chunks,
        "TE twice": post + coding + coding + chunks,
        "TE : chunked": post + "Transfer-Encoding : chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + tail,
        "name with blank": post + "X Y: 1\r\n\r\n" + tail,
        "two Hosts": "GET /v1/hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + tail,
        "no Host": "GET /v1/hello HTTP/1.1\r\n\r\n" + tail,
        "two Origins": "GET /v1/hello HTTP/1.1\r\nHost: a\r\nOrigin: a\r\nOrigin: b\r\n\r\n" + tail,
        "NUL in target": "GET /v1/h\0llo HTTP/1.1\r\nHost: a\r\n\r\n" + tail,
        "NUL in value": "GET /v1/hello HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n" + tail,
    }
    with Server(program) as server:
        for name, text in cases.items():
            got, end, raw = exchange(server, [text])
            assert got and got[0] in (400, 413) and end == "closed", (name, got, end)
            assert b'"hello"' not in raw and b'"echo"' not in raw, (name, raw)


def odd_targets_are_refused(program):
    with Server(program) as server:
        for path in ["/v1/../etc", "/v1/./hello", "/v1/%2e%2e/x", "/v1/a%2Fb", "/v1/%00", "/v1/%zz",
                     "/v1/%", "/v1/%c3", "/v1/%0a", "http://other/v1/hello", "*", "v1/hello",
                     "/v1/echo?" + "&".join("a=%d" % i for i in range(80))]:
            status = request(server, "GET", path)[0]
            assert status == 400, (path, status)
        status = request(server, "GET", "/v1/echo/" + "a" * 2100)[0]
        assert status == 414, status
        status, _, body = request(server, "GET", "/v1/echo/%E4%BD%A0?x=%E5%A5%BD+a&y&z=1%0A2")
        seen = json.loads(body)
        assert status == 200 and seen["path"] == "/v1/echo/你" and seen["params"] == 3, body


def methods_versions_and_keep_alive_are_right(program):
    with Server(program) as server:
        with server.connect() as s, s.makefile("rb") as f:
            s.sendall(target("HEAD", "/v1/hello"))
            status, headers, _ = read_answer(f, head=True)
            assert status == 200 and int(headers["content-length"]) > 0, headers
            s.sendall(target("OPTIONS", "/v1/hello"))
            status, headers, _ = read_answer(f)
            assert status == 204 and "GET" in headers["allow"], headers
            s.sendall(target("OPTIONS", "*"))
            assert read_answer(f)[0] == 204
            s.sendall(target("GET", "/v1/empty"))
            assert read_answer(f)[0] == 204
            s.sendall(target("TRACE", "/v1/hello"))
            status, headers, body = read_answer(f)
            assert status == 405 and "allow" in headers
            assert json.loads(body)["request_id"] == headers["x-request-id"]
            s.sendall(target("DELETE", "/v1/echo") + target("PATCH", "/v1/echo", b"x"))
            assert read_answer(f)[0] == 200 and read_answer(f)[0] == 200
            s.sendall(target("GET", "/v1/hello", headers=[("Connection", "close")]))
            assert read_answer(f)[0] == 200 and f.read() == b""
        got, end, _ = exchange(server, ["GET /v1/hello HTTP/1.0\r\n\r\n"])
        assert got == [200] and end == "closed", (got, end)
        got, end, _ = exchange(server, [HTTP_1_0_KEPT, GET])
        assert got[0] == 200, got
        got, end, _ = exchange(server, ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + GET.decode()])
        assert end == "closed" and 200 not in got, got
        got, end, _ = exchange(server, ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"])
        assert end == "closed" and 200 not in got, got


def a_header_over_8_kib_is_refused(program):
    with Server(program) as server:
        for size in (8300, 9000, 12000, 40000):
            got, end, _ = exchange(server,
                                   ["GET /v1/hello HTTP/1.1\r\nHost: a\r\nX: " + "y" * size
                                    + "\r\n\r\n"])
            assert 200 not in got and end == "closed" and (not got or got[0] == 431), (size, got,
                                                                                       end)
        with server.connect() as s, s.makefile("rb") as f:  # and as a connection's second request
            s.sendall(GET)
            assert read_answer(f)[0] == 200
            s.sendall(target("GET", "/v1/hello", headers=[("X", "y" * 8200)]))
            assert read_answer(f)[0] == 431
        ok = request(server, "GET", "/v1/hello", headers=[("X", "y" * 7800)])
        assert ok[0] == 200, ok
        many = [("X-%d" % i, "1") for i in range(150)]
        assert request(server, "GET", "/v1/hello", headers=many)[0] == 400


def bodies_of_every_size_arrive_whole(program):
    with Server(program) as server:
        with server.connect(60) as s, s.makefile("rb") as f:
            for size in (0, 1, 4095, 4096, 65537, 1 << 20):
                data = bytes(i & 255 for i in range(251)) * (size // 251 + 1)
                s.sendall(target("POST", "/v1/echo", data[:size]))
                status, _, body = read_answer(f)
                assert status == 200 and json.loads(body)["len"] == size, (size, status)
            big = b"q" * (20 << 20)
            s.sendall(target("POST", "/v1/echo-big", big))
            status, _, body = read_answer(f)
            assert status == 200 and json.loads(body)["len"] == len(big), body
            digest = json.loads(body)["fnv"]
            chunk = b"10000\r\n" + b"q" * 65536 + b"\r\n"
            s.sendall(CHUNKS.replace("/echo", "/echo-big").encode() + chunk * (len(big) // 65536)
                      + b"0\r\n\r\n")
            status, _, body = read_answer(f)
            assert status == 200 and json.loads(body)["fnv"] == digest, body
            s.sendall(target("GET", "/v1/big"))
            status, _, body = read_answer(f)
            assert status == 200 and body.count(b"z") == 20 << 20
            s.sendall(GET)
            assert read_answer(f)[0] == 200
        server.wait_for(lambda c: c["body_bytes"] == 0)


def a_body_over_its_limit_is_refused_and_not_kept(program):
    with Server(program, body_total_bytes=3 << 20) as server:
        status, headers, _ = request(server, "POST", "/v1/echo", b"x" * ((1 << 20) + 1))
        assert status == 413, status
        with server.connect() as s, s.makefile("rb") as f:  # told before the body is sent
            s.sendall(b"POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n"
                      b"Expect: 100-continue\r\n\r\n")
            assert read_answer(f)[0] == 413
        chunk = b"10000\r\n" + b"q" * 65536 + b"\r\n"
        with server.connect() as s, s.makefile("rb") as f:
            s.sendall(CHUNKS.encode() + chunk * 32 + b"0\r\n\r\n")
            assert read_answer(f)[0] == 413
        with server.connect() as s, s.makefile("rb") as f:  # the limit of all bodies together
            s.sendall(target("POST", "/v1/echo-big", b"x" * (8 << 20)))
            assert read_answer(f)[0] == 503
        server.wait_for(lambda c: c["body_bytes"] == 0)
        assert request(server, "POST", "/v1/echo", b"abc")[0] == 200


def owned_bodies_are_freed_once_each_also_when_the_client_leaves(program):
    with Server(program) as server:
        for _ in range(3):
            assert len(request(server, "GET", "/v1/owned")[2]) == 20 << 20
        assert request(server, "HEAD", "/v1/owned")[0] == 200
        for _ in range(4):
            with server.connect() as s:
                s.sendall(target("GET", "/v1/owned"))
                s.recv(1000)
        server.wait_for(lambda c: c["freed"] == 8)


def a_thousand_requests_wait_while_others_are_served(program):
    with Server(program, per_address=-1, requests_s=-1) as server:
        waiting = [server.connect(30) for _ in range(1000)]
        streams = [s.makefile("rb") for s in waiting]
        for turn in range(2):  # the second time on the same connections
            for s in waiting:
                s.sendall(target("GET", "/v1/late?ms=2500"))
            server.wait_for(lambda c: c["parked"] == 1000)
            assert request(server, "GET", "/v1/hello")[0] == 200
            for f in streams:
                assert read_answer(f)[0] == 200, turn
        server.wait_for(lambda c: c["parked"] == 0)
        for s in waiting:  # and they may leave while parked
            s.sendall(target("GET", "/v1/late?ms=300"))
        server.wait_for(lambda c: c["parked"] > 0)
        for s, f in zip(waiting, streams):
            f.close()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            s.close()
        server.wait_for(lambda c: c["open"] <= 1 and c["parked"] == 0)


def a_request_cut_anywhere_leaves_nothing_behind(program):
    whole = target("POST", "/v1/echo", b"x" * 300, headers=[("X-Y", "z" * 50)])
    with Server(program, requests_s=-1) as server:
        for cut in range(1, len(whole), 7):
            with server.connect() as s:
                s.sendall(whole[:cut])
            with server.connect() as s:  # as the second request of a connection
                s.sendall(GET + whole[:cut])
        server.wait_for(lambda c: c["open"] == 1 and c["body_bytes"] == 0)


def one_address_cannot_take_all_connections_or_all_requests(program):
    with Server(program, per_address=20, requests_s=50, request_burst=60) as server:
        held = [server.connect(source="127.0.0.2") for _ in range(20)]
        for s in held:
            s.sendall(b"G")
        time.sleep(0.2)
        with server.connect(source="127.0.0.2") as s:
            s.sendall(GET)
            assert statuses(s.recv(4096)) == [429]
        assert request(server, "GET", "/v1/hello")[0] == 200  # another address is not affected
        for s in held:
            s.close()
        server.wait_for(lambda c: c["open"] == 1)
        with server.connect(source="127.0.0.3") as s, s.makefile("rb") as f:
            answers = []
            for _ in range(120):
                s.sendall(GET)
                answers.append(read_answer(f))
            limited = [a for a in answers if a[0] == 429]
            assert limited and answers[0][0] == 200 and int(limited[0][1]["retry-after"]) >= 1
            assert limited[0][1].get("connection", "") != "close"
        assert server.counts()["limited"] >= len(limited)
    with Server(program, connections=10) as server:
        held = [server.connect() for _ in range(10)]
        for s in held:
            s.sendall(b"G")
        time.sleep(0.2)
        with server.connect() as s:
            s.sendall(GET)
            assert statuses(s.recv(4096)) == [503]
        for s in held:
            s.close()
        time.sleep(0.2)
        assert request(server, "GET", "/v1/hello")[0] == 200


def forwarded_addresses_count_only_from_a_trusted_proxy(program):
    forged = [("X-Forwarded-For", "6.6.6.6, 203.0.113.9"), ("X-Forwarded-Proto", "https")]
    with Server(program) as server:
        got = json.loads(request(server, "GET", "/v1/echo", headers=forged)[2])
        assert got["peer"] == "127.0.0.1" and got["secure"] == 0, got
    with Server(program, trust=1, requests_s=20, request_burst=20) as server:
        got = json.loads(request(server, "GET", "/v1/echo", headers=forged)[2])
        assert got["peer"] == "203.0.113.9" and got["secure"] == 1, got
        got = json.loads(request(server, "GET", "/v1/echo",
                                 headers=[("X-Forwarded-For", "<script>")])[2])
        assert got["peer"] == "127.0.0.1", got
        answers = [request(server, "GET", "/v1/hello",
                           headers=[("X-Forwarded-For", "203.0.113.1")])[0] for _ in range(60)]
        assert 429 in answers, answers
        assert request(server, "GET", "/v1/hello",
                       headers=[("X-Forwarded-For", "203.0.113.2")])[0] == 200


def it_listens_on_ipv6_and_on_a_unix_socket_of_mode_0660(program):
    import os
    import stat
    import tempfile
    with Server(program, address="::1") as server:
        with socket.create_connection(("::1", server.port), 5) as s:
            s.sendall(target("GET", "/v1/echo"))
            with s.makefile("rb") as f:
                assert json.loads(read_answer(f)[2])["peer"] == "::1"
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/edge.sock"
        with Server(program, unix=path) as server:
            assert stat.S_IMODE(os.stat(path).st_mode) == 0o660
            assert json.loads(request(server, "GET", "/v1/echo")[2])["peer"] == "unix"
            server.process.kill()  # leaves the path behind: the next one takes it over
            server.process.wait()
            server.process.stdout.close()
            server.process = None
        with Server(program, unix=path) as server:
            assert request(server, "GET", "/v1/hello")[0] == 200
            try:
                with Server(program, unix=path):
                    raise AssertionError("two servers on one path")
            except RuntimeError as e:
                assert "edge.listen" in str(e), e
            assert request(server, "GET", "/v1/hello")[0] == 200
        assert not os.path.exists(path)


def answers_from_many_threads_stay_with_their_connections(program):
    with Server(program, requests_s=-1) as server:
        wrong = []

        def client(number):
            with server.connect(20) as s, s.makefile("rb") as f:
                for i in range(60):
                    body = b"%d-%d" % (number, i)
                    path = "/v1/late?ms=%d" % (i % 7) if i % 3 else "/v1/echo"
                    s.sendall(target("POST", path, body))
                    got = json.loads(read_answer(f)[2])
                    if got["fnv"] != fnv(body):
                        wrong.append((number, i, got))

        threads = [threading.Thread(target=client, args=(n,)) for n in range(16)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert not wrong, wrong[:3]


CHECKS = [v for v in list(globals().values()) if callable(v)
          and getattr(v, "__module__", "") == __name__ and v.__name__ != "fnv"]

"""A terminal without a browser: a WebSocket by hand (RFC 6455) that speaks kboss.term.1 as
web-terminal/frame.h tells it. Enough to run a command and read what it prints."""

import base64
import hashlib
import os
import socket
import struct
import time

HELLO, INPUT, CREDIT = 1, 2, 3
WELCOME, OUTPUT, IN_ACK, EXIT = 129, 130, 131, 135
WINDOW = 1 << 20
MESSAGE_MAX = 1 << 20
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class TerminalError(Exception):
    pass


class WebSocket:
    """One connection to ws://host:port. Messages go out masked, in one frame each."""

    def __init__(self, host, port, path, protocol, timeout_s):
        self.socket = socket.create_connection((host, port), timeout_s)
        self.waiting = b""
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Protocol: {protocol}\r\n\r\n".encode()
        )
        head = self._until(b"\r\n\r\n").decode("latin-1")
        proof = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        if not head.startswith("HTTP/1.1 101 ") or proof not in head or protocol not in head:
            raise TerminalError("no WebSocket: " + head.split("\r\n", 1)[0])

    def _more(self):
        bytes_ = self.socket.recv(65536)
        if not bytes_:
            raise TerminalError("the connection was closed")
        self.waiting += bytes_

    def _until(self, mark):
        while mark not in self.waiting:
            if len(self.waiting) > 16384:
                raise TerminalError("the answer's header is too long")
            self._more()
        head, self.waiting = self.waiting.split(mark, 1)
        return head

    def _take(self, n):
        while len(self.waiting) < n:
            self._more()
        taken, self.waiting = self.waiting[:n], self.waiting[n:]
        return taken

    def send(self, payload, opcode=2):
        mask, n = os.urandom(4), len(payload)
        if n < 126:
            size = struct.pack("!B", 0x80 | n)
        elif n < 65536:
            size = struct.pack("!BH", 0x80 | 126, n)
        else:
            size = struct.pack("!BQ", 0x80 | 127, n)
        masked = bytes(b ^ mask[i % 4] for i, b in enumerate(payload))
        self.socket.sendall(struct.pack("!B", 0x80 | opcode) + size + mask + masked)

    def _frame(self):
        first, second = self._take(2)
        n = second & 0x7F
        if n == 126:
            (n,) = struct.unpack("!H", self._take(2))
        elif n == 127:
            (n,) = struct.unpack("!Q", self._take(8))
        if second & 0x80 or n > MESSAGE_MAX:
            raise TerminalError("a frame that no server sends")
        return first & 0x80, first & 0x0F, self._take(n)

    def receive(self):
        """The next binary message; pings are answered on the way."""
        message = b""
        while True:
            last, opcode, payload = self._frame()
            if opcode == 8:
                reason = payload[2:].decode("utf-8", "replace")
                raise TerminalError(f"closed by the server: {reason or 'no reason'}")
            if opcode == 9:
                self.send(payload, 10)
            elif opcode in (0, 2):
                message += payload
                if last:
                    return message

    def close(self):
        try:
            self.send(struct.pack("!H", 1000), 8)
        except OSError:
            pass
        self.socket.close()


class Terminal:
    """An open session. Output is counted from 0; credit is handed out as it is read."""

    def __init__(self, host, port, ticket, timeout_s=30, cols=100, rows=30):
        self.deadline = time.monotonic() + timeout_s
        self.ws = WebSocket(host, port, "/v1/ws/term", "kboss.term.1", timeout_s)
        self.output, self.sent, self.in_limit, self.exit = b"", 0, 0, None
        secret = base64.urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4))
        self.ws.send(struct.pack("!BBB32sHHQQQ", HELLO, 1, 0, secret, cols, rows, 0, WINDOW, 0))
        while self._step() != WELCOME:
            pass

    def _step(self):
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TerminalError("no answer in time")
        self.ws.socket.settimeout(left)
        frame = self.ws.receive()
        kind, body = frame[0], frame[1:]
        if kind == OUTPUT:
            (offset,) = struct.unpack_from("!Q", body)
            if offset != len(self.output):
                raise TerminalError(f"output at {offset}, expected at {len(self.output)}")
            self.output += body[8:]
            self.ws.send(struct.pack("!BQ", CREDIT, len(self.output) + WINDOW))
        elif kind == IN_ACK:
            _, self.in_limit = struct.unpack_from("!QQ", body)
        elif kind == EXIT:
            _, code, n = struct.unpack_from("!QiB", body)
            reason, text = body[13 : 13 + n].decode(), body[13 + n :].decode("utf-8", "replace")
            self.exit = (code, reason, text)
            raise TerminalError(f"the terminal ended: {reason} {text}".strip())
        return kind

    def type(self, text):
        data = text.encode()
        while data:
            while self.sent >= self.in_limit:
                self._step()
            part = data[: min(len(data), self.in_limit - self.sent, 16384)]
            self.ws.send(struct.pack("!BQ", INPUT, self.sent) + part)
            self.sent += len(part)
            data = data[len(part) :]

    def wait_for(self, mark, start=0):
        """Reads until mark (bytes) stands in the output behind start; its position."""
        while mark not in self.output[start:]:
            self._step()
        return self.output.index(mark, start)

    def run(self, command):
        """The output of one command of a shell, as text. The marks around it are put together by
        the shell, so that the echo of what is typed cannot be taken for them."""
        word = os.urandom(4).hex()
        start = len(self.output)
        self.type(f"echo KB''{word}; {command}; echo ''KE{word}\r")
        begin = self.wait_for(b"KB" + word.encode(), start) + 2 + len(word)
        end = self.wait_for(b"KE" + word.encode(), begin)
        text = self.output[begin:end].decode("utf-8", "replace")
        return text.replace("\r", "").strip("\n")

    def close(self):
        self.ws.close()

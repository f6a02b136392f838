"""A server that answers as told: the document first, everything else by its mode."""

import socket
import threading

PAGE = b"<html><body>not KBOSS</body></html>"


def answer(status, body, kind=b"application/json", extra=b""):
    head = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n"
    return head % (status, kind, len(body), extra) + body


class BadServer:
    """mode: close, silent, endless, page, redirect, gateway. asked: request lines seen."""

    def __init__(self, document, context=None):
        self.document, self.mode, self.asked, self.context = document, "page", [], context
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, scheme="http"):
        return f"{scheme}://127.0.0.1:{self.port}"

    def _accept(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer):
        try:
            peer.settimeout(20)
            if self.context:
                peer = self.context.wrap_socket(peer, server_side=True)
            self._talk(peer)
        except OSError:
            pass
        finally:
            peer.close()

    def _talk(self, peer):
        head = b""
        while b"\r\n\r\n" not in head:
            part = peer.recv(65536)
            if not part:
                return
            head += part
        line = head.split(b"\r\n", 1)[0].decode()
        self.asked.append(line)
        if " /v1/openapi.json " in line:
            peer.sendall(answer(b"200 OK", self.document))
        else:
            self._misbehave(peer)

    def _misbehave(self, peer):
        if self.mode == "silent":
            peer.recv(1)
        elif self.mode == "page":
            peer.sendall(answer(b"200 OK", PAGE, b"text/html"))
        elif self.mode == "redirect":
            where = b"Location: http://127.0.0.1:%d/v1/elsewhere\r\n" % self.port
            peer.sendall(answer(b"302 Found", b"", extra=where))
        elif self.mode == "gateway":
            peer.sendall(answer(b"502 Bad Gateway", PAGE, b"text/html"))
        elif self.mode == "endless":
            peer.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
            while True:
                peer.sendall(b"x" * 65536)

    def close(self):
        self.listener.close()

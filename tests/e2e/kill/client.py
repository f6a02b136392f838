"""Somebody who talks to kbossd while it is being killed: every write has a key of its own and is
sent
again until it is answered. What was answered is remembered, to be asked for afterwards."""
import http.client
import json
import threading
import time
import uuid

PASSWORD = "kill-password-1"
ANSWER_S = 60


class Refused(Exception):
    def __init__(self, status, body):
        super().__init__(f"{status} {body.get('reason')}: {body.get('text')}")
        self.status, self.reason = status, body.get("reason", "")


class Memory:
    """The writes that were acknowledged, with their replies."""

    def __init__(self):
        self.lock, self.items, self.again = threading.Lock(), [], 0

    def add(self, item):
        with self.lock:
            self.items.append(item)

    def copy(self):
        with self.lock:
            return list(self.items)

    def of(self, what):
        return [i for i in self.copy() if i["what"] == what]


class Client:
    """One sign-in; may be used by several threads."""

    def __init__(self, port, login, memory):
        self.port, self.memory, self.login = port, memory, login
        self.headers = {"Content-Type": "application/json"}
        me, cookie = self.ask("POST", "/v1/login", {"login": login, "password": PASSWORD})
        self.headers["Cookie"] = cookie
        self.headers["X-Kboss-Org"] = me["orgs"][0]["id"]

    def once(self, method, path, body, key):
        """Status, document and cookie; OSError or HTTPException when there was no whole answer."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request(
                method,
                path,
                None if body is None else json.dumps(body),
                {**self.headers, **({"Idempotency-Key": key} if key else {})},
            )
            reply = link.getresponse()
            text = reply.read()
            cookie = (reply.getheader("Set-Cookie") or "").split(";")[0]
            return reply.status, json.loads(text), cookie
        finally:
            link.close()

    def ask(self, method, path, body=None, key=None):
        key = key or (uuid.uuid4().hex if method == "POST" else None)
        end, last = time.monotonic() + ANSWER_S, None
        while time.monotonic() < end:
            try:
                status, document, cookie = self.once(method, path, body, key)
                if status < 500:
                    break
                last = document
            except (OSError, http.client.HTTPException, ValueError) as broken:
                last = broken  # before, while or after it did it: nobody can tell, so ask again
            with self.memory.lock:
                self.memory.again += 1
            time.sleep(0.05)
        else:
            raise SystemExit(f"{method} {path}: not answered within {ANSWER_S} s: {last!r}")
        if status != 200:
            raise Refused(status, document)
        return document, cookie

    def get(self, path):
        return self.ask("GET", path)[0]

    def every(self, path):
        """All items of a list."""
        items, cursor = [], ""
        while True:
            sep = "&" if "?" in path else "?"
            page = self.get(f"{path}{sep}limit=200" + (f"&cursor={cursor}" if cursor else ""))
            items, cursor = items + page["items"], page["next"]
            if not cursor:
                return items

    def post(self, what, path, **body):
        """A write; what: its kind in the memory, "" for none."""
        key = uuid.uuid4().hex
        reply, _ = self.ask("POST", path, body, key)
        if what:
            self.memory.add(
                {"what": what, "by": self, "path": path, "body": body, "key": key, "reply": reply}
            )
        return reply

    def repeat(self, item):
        """The same write again. true: the same answer."""
        try:
            return self.ask("POST", item["path"], item["body"], item["key"])[0] == item["reply"]
        except Refused:
            return False

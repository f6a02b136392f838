"""run.py KBOSSD KBOSS: starts a kbossd in a folder of its own and uses it from the command line."""

import json
import os
import pty
import re
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

from bad_server import BadServer

KBOSSD, KBOSS = sys.argv[1], sys.argv[2]
PASSWORD = "correct horse battery"
WAIT_S = 60


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as s:
        return s.getsockname()[1]


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


class World:
    def __init__(self, folder):
        self.folder, self.children = folder, []
        self.data = os.path.join(folder, "data")
        subprocess.run([KBOSSD, "init", "--data", self.data, "--name", "开元云", "--admin", "admin"],
                       input=PASSWORD + "\n", text=True, check=True, timeout=WAIT_S)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.serve("--listen", f"127.0.0.1:{self.port}")
        self.wait(lambda: urllib.request.urlopen(self.url + "/v1/health", timeout=2))
        self.admin = self.sign_in("admin", PASSWORD)

    def serve(self, *where, data=None):
        control, stream = free_port(), free_port()
        log = open(os.path.join(self.folder, "kbossd.log"), "a")
        child = subprocess.Popen(
            [KBOSSD, "serve", "--data", data or self.data, *where, "--control",
             f"tcp://127.0.0.1:{control}", "--stream", f"tcp://127.0.0.1:{stream}"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.children.append(child)
        return child

    @staticmethod
    def wait(look):
        until = time.monotonic() + WAIT_S
        while True:
            try:
                return look()
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def profile(self, name):
        return os.path.join(self.folder, "profiles", name)

    def kboss(self, *words, profile="admin", stdin="", status=0):
        """Runs it; the status must be as said. (stdout, stderr)"""
        done = subprocess.run([KBOSS, "--profile", self.profile(profile), *words], input=stdin,
                              capture_output=True, text=True, timeout=WAIT_S)
        expect(done.returncode == status,
               f"kboss {' '.join(words)}: status {done.returncode}, expected {status}\n"
               f"{done.stdout}{done.stderr}")
        expect("Sanitizer" not in done.stderr, done.stderr)
        return done.stdout, done.stderr

    def json(self, *words, **more):
        return json.loads(self.kboss(*words, "--output", "json", **more)[0])

    def sign_in(self, login, password, status=0, profile=None):
        return self.kboss("login", login, "--server", self.url, profile=profile or login,
                          stdin=password + "\n", status=status)

    def cookie(self, profile="admin"):
        with open(self.profile(profile)) as f:
            return json.load(f)["cookie"]

    def close(self):
        for child in self.children:
            child.send_signal(signal.SIGTERM)
        for child in self.children:
            child.wait(WAIT_S)


# --- signing in ---------------------------------------------------------------------------------


def what_is_kept_is_for_its_owner_only(w):
    kept = os.listdir(os.path.join(w.folder, "profiles"))
    w.kboss("regions", "list")
    kept = os.listdir(os.path.join(w.folder, "profiles"))
    expect(any("cache" in name for name in kept), f"no cached document: {kept}")
    for name in kept:
        mode = stat.S_IMODE(os.stat(os.path.join(w.folder, "profiles", name)).st_mode)
        expect(mode == 0o600, f"{name} has mode {mode:o}")


def a_wrong_password_is_status_3_and_says_what_to_do(w):
    _, err = w.sign_in("admin", "wrong password", status=3, profile="wrong")
    expect("login.wrong" in err and "> " in err and "request " in err, err)
    expect("wrong password" not in err.replace("login or password is wrong", ""), "it is echoed")
    expect(not os.path.exists(w.profile("wrong")), "a failed login was kept")


def without_a_login_nothing_is_told(w):
    _, err = w.kboss("regions", "list", "--server", w.url, profile="nobody", status=3)
    expect("session.none" in err, err)
    w.kboss("shop", "list", "--server", w.url, profile="nobody")


def without_a_server_it_says_how_to_name_one(w):
    _, err = w.kboss("regions", "list", profile="nothing", status=2)
    expect("kboss login --server" in err, err)


def a_password_typed_on_a_terminal_is_not_shown(w):
    pid, tty = pty.fork()
    if pid == 0:
        os.execv(KBOSS, [KBOSS, "--profile", w.profile("typed"), "login", "--server", w.url])
    seen = b""
    for question, words in ((b"Login: ", b"admin\n"), (b"Password: ", PASSWORD.encode() + b"\n")):
        while question not in seen:
            seen += os.read(tty, 4096)
        time.sleep(0.3)  # a person; and the echo must be off by then
        os.write(tty, words)
    try:
        while part := os.read(tty, 4096):
            seen += part
    except OSError:
        pass
    expect(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, seen)
    expect(b"Signed in" in seen and PASSWORD.encode() not in seen, seen)


def an_api_key_signs_in_until_it_is_revoked(w):
    key = w.json("api-keys", "create", "--name", "robot", "--roles", '["operator"]')
    w.kboss("login", "--api-key", "--server", w.url, profile="robot", stdin=key["secret"] + "\n")
    w.kboss("regions", "list", profile="robot")
    w.kboss("members", "list", profile="robot", status=4)
    w.kboss("api-keys", "revoke", key["id"])
    _, err = w.kboss("regions", "list", profile="robot", status=3)
    expect(key["secret"] not in err, "the key is in the error")


def signing_out_ends_the_session_there_too(w):
    w.sign_in("admin", PASSWORD, profile="leaving")
    cookie = w.cookie("leaving")
    w.kboss("logout", profile="leaving")
    expect(w.cookie("leaving") == "", "the cookie is still kept")
    request = urllib.request.Request(w.url + "/v1/me", headers={"Cookie": cookie})
    try:
        urllib.request.urlopen(request, timeout=5)
        raise AssertionError("the session still works")
    except urllib.error.HTTPError as e:
        expect(e.code == 401, str(e.code))


# --- operations ---------------------------------------------------------------------------------


def every_operation_has_a_page_of_help(w):
    document = json.load(urllib.request.urlopen(w.url + "/v1/openapi.json", timeout=5))
    listed = w.kboss("help")[0]
    lines = re.findall(r"^  kboss (\S+) (\S+) +\S", listed.split("Operations of")[1], re.M)
    ids = [o["operationId"] for p in document["paths"].values() for o in p.values()]
    expect(len(lines) == len([i for i in ids if "_" in i]) > 60, f"{len(lines)} of {len(ids)}")
    for noun, verb in lines:
        page = w.kboss("help", noun, verb)[0]
        expect(f"kboss {noun} {verb}" in page and "/v1/" in page, page)
    for p in document["paths"].values():
        for o in p.values():
            taken = {"server", "profile", "org", "output", "json", "key", "get", "timeout"}
            body = o.get("requestBody", {}).get("content", {}).get("application/json", {})
            names = set(body.get("schema", {}).get("properties", {}))
            names |= {q["name"] for q in o["parameters"] if q["in"] == "query"}
            expect(not names & taken, f"{o['operationId']}: options hide {names & taken}")


def a_write_repeated_with_its_key_is_done_once(w):
    key = "0123456789abcdef-once"
    first = w.json("regions", "create", "--name", "once", "--key", key)
    again = w.json("regions", "create", "--name", "once", "--key", key)
    expect(first == again, f"{first} {again}")
    _, err = w.kboss("regions", "create", "--name", "twice", "--key", key, status=6)
    expect("idempotency.other_body" in err, err)


def a_secret_on_the_command_line_is_refused_before_it_is_sent(w):
    words = ["members", "create", "--login", "eve", "--name", "Eve", "--roles", '["tech"]']
    _, err = w.kboss(*words, "--password", "secret-on-argv", status=2)
    expect("cli.secret_typed" in err and "secret-on-argv" not in err, err)
    expect("eve" not in w.kboss("members", "list")[0], "it was sent all the same")


def the_class_of_an_error_is_the_exit_status(w):
    made = w.json("members", "create", "--login", "bob", "--name", "Bob", "--roles", '["finance"]',
                  stdin=PASSWORD + "\n")
    w.sign_in("bob", PASSWORD)
    w.kboss("regions", "create", "--name", "x", profile="bob", status=4)
    w.kboss("devices", "get", "dev_0000000000000", status=5)
    w.kboss("devices", "get", "nonsense", status=2)
    w.kboss("rooms", "create", "--room", "x", status=64)
    w.kboss("members", "create", "--login", "bob", "--name", "B", "--roles", '["tech"]',
            stdin=PASSWORD + "\n", status=2)
    w.kboss("members", "disable", made["id"])
    w.kboss("vouchers", "list", profile="bob", status=4)


def a_mistyped_command_is_told_the_one_meant(w):
    _, err = w.kboss("regoins", "list", status=64)
    expect("regions" in err, err)
    _, err = w.kboss("regions", "fly", status=64)
    expect("kboss help regions" in err, err)


def errors_come_in_chinese_when_asked(w):
    _, err = w.kboss("devices", "get", "dev_0000000000000", "--lang", "zh", status=5)
    expect("找不到" in err, err)


def a_list_as_csv_is_what_the_server_makes_of_it(w):
    for name in ("=1+1", 'a "b", c', "北京"):
        w.kboss("regions", "create", f"--name={name}")
    request = urllib.request.Request(w.url + "/v1/regions",
                                     headers={"Cookie": w.cookie(), "Accept": "text/csv"})
    theirs = urllib.request.urlopen(request, timeout=5).read()
    ours = subprocess.run([KBOSS, "--profile", w.profile("admin"), "regions", "list", "-o", "csv"],
                          capture_output=True, timeout=WAIT_S, check=True).stdout
    expect(ours == theirs, f"{ours!r}\n{theirs!r}")


def all_pages_of_a_long_list_come_in_one(w):
    for i in range(230):
        request = urllib.request.Request(
            w.url + "/v1/regions", data=json.dumps({"name": f"page {i}"}).encode(),
            headers={"Cookie": w.cookie(), "Content-Type": "application/json",
                     "Idempotency-Key": f"page-of-regions-{i}"})
        urllib.request.urlopen(request, timeout=5)
    rows = w.json("regions", "list", "--all")["items"]
    expect(len({r["id"] for r in rows}) == len(rows) >= 230, str(len(rows)))
    _, err = w.kboss("regions", "list")
    expect("--cursor" in err, "nothing is said about the other pages")
    w.kboss("me", "get", "--all", status=64)


def one_value_of_a_reply_is_printed_bare(w):
    expect(w.kboss("me", "get", "--get", "user.login")[0] == "admin\n", "not admin")
    w.kboss("me", "get", "--get", "user.colour", status=2)


def one_value_of_each_row_is_printed_bare(w):
    w.kboss("regions", "create", "--name", "one of them")
    names, _ = w.kboss("regions", "list", "--all", "--get", "items.*.name")
    expect("one of them" in names.split("\n"), names)
    w.kboss("regions", "list", "--get", "items.*.colour", status=2)


def a_whole_book_leaves_by_the_client_and_by_the_daemon(w):
    for n in range(60):
        w.kboss("entries", "create", "--event", "capital.in", "--ref", f"c-{n}", "--text", "投入",
                "--vars", json.dumps({"amount": 1000 + n}))
    org = w.json("me", "get")["orgs"][0]["id"]
    for form, check in (("hledger", ["hledger", "-f", "-", "check", "-s", "ordereddates"]),
                        ("beancount", ["bean-check", "--no-cache", "/dev/stdin"])):
        there, _ = w.kboss("book", "export", "--format", form, "--all", "--get", "items.*.text")
        here = subprocess.run([KBOSSD, "export", "--data", w.data, "--org", org, "--format", form],
                              capture_output=True, text=True, check=True, timeout=WAIT_S).stdout
        expect(here == there, f"{form}: {len(here)} bytes here, {len(there)} there")
        expect(here.count("capital.in") == 60, here)
        subprocess.run(check, input=here, text=True, check=True, timeout=WAIT_S)
    refused = subprocess.run([KBOSSD, "export", "--data", w.data, "--org", "org_0000000000000"],
                             capture_output=True, text=True, timeout=WAIT_S)
    expect(refused.returncode == 1 and "ledger.book_missing" in refused.stderr, refused.stderr)


def the_shell_completes_from_what_is_cached(w):
    w.kboss("regions", "list")
    expect(w.kboss("complete", "--", "regi")[0] == "regions\n", "nouns")
    expect("create\n" in w.kboss("complete", "--", "regions", "")[0], "verbs")
    expect("--name\n" in w.kboss("complete", "--", "regions", "create", "--n")[0], "options")
    expect("fault\n" in w.kboss("complete", "--", "devices", "flag", "x", "--flag", "")[0], "words")
    expect(w.kboss("complete", "--", "regions", "", profile="nothing")[0] == "", "without a cache")
    script = w.kboss("completion", "bash")[0]
    subprocess.run(["bash", "-n"], input=script, text=True, check=True, timeout=WAIT_S)


def the_reply_of_a_unix_socket_is_the_same(w):
    path = os.path.join(w.folder, "edge.sock")
    data = os.path.join(w.folder, "data-unix")
    subprocess.run([KBOSSD, "init", "--data", data, "--name", "x", "--admin", "root"],
                   input=PASSWORD + "\n", text=True, check=True, timeout=WAIT_S)
    w.serve("--unix", path, "--origin", "https://kboss.example.com", data=data)
    w.wait(lambda: os.stat(path))
    words = ["login", "root", "--server", f"unix:{path}"]
    out, _ = w.kboss(*words, profile="unix", stdin=PASSWORD + "\n")
    expect("Signed in" in out, out)
    w.kboss("regions", "list", profile="unix")


# --- servers that misbehave ---------------------------------------------------------------------


def document_of(w):
    return urllib.request.urlopen(w.url + "/v1/openapi.json", timeout=5).read()


def passwords_do_not_go_over_plain_http_to_other_machines(w):
    for url in ("http://192.0.2.1", "http://kboss.example.com:8600", "ftp://127.0.0.1/", "nonsense",
                "http://user:pw@127.0.0.1:1", "file:///etc/passwd"):
        _, err = w.kboss("login", "a", "--server", url, profile="plain", stdin="pw\n", status=2)
        expect("cli.server" in err, f"{url}: {err}")


def a_server_that_is_not_there_is_status_8(w):
    _, err = w.kboss("regions", "list", "--server", f"http://127.0.0.1:{free_port()}", profile="no",
                     status=8)
    expect("cli.unreachable" in err, err)


def a_lost_answer_is_status_9_and_tells_how_to_repeat(w):
    bad = BadServer(document_of(w))
    for mode in ("close", "silent", "endless", "gateway"):
        bad.mode = mode
        words = ["regions", "create", "--name", "x", "--server", bad.url(), "--timeout", "2"]
        _, err = w.kboss(*words, profile="bad", status=9)
        expect("cli.lost" in err and re.search(r"--key [0-9a-f]{32} ", err), f"{mode}: {err}")
    bad.close()


def what_is_no_kboss_is_status_8(w):
    bad = BadServer(document_of(w))
    for mode in ("page", "redirect"):
        bad.mode, bad.asked = mode, []
        _, err = w.kboss("regions", "list", "--server", bad.url(), profile=f"bad-{mode}", status=8)
        expect("cli.answer" in err, err)
        expect(not any("elsewhere" in line for line in bad.asked), "it followed a redirect")
    bad.close()
    bad = BadServer(b"{}")
    w.kboss("regions", "list", "--server", bad.url(), profile="bad-document", status=2)
    bad.close()


def a_document_that_grew_is_read_again_before_a_command_is_refused(w):
    whole = json.loads(document_of(w))
    part = dict(whole, paths={k: v for k, v in whole["paths"].items() if "regions" not in k})
    bad = BadServer(json.dumps(part).encode())
    w.kboss("help", "rooms", "list", "--server", bad.url(), profile="grown")
    w.kboss("regions", "list", "--server", bad.url(), profile="grown", status=64)
    bad.document = json.dumps(whole).encode()
    w.kboss("regions", "list", "--server", bad.url(), profile="grown", status=8)  # bad answer
    expect(bad.asked[-1].startswith("GET /v1/regions "), str(bad.asked))
    bad.close()


def a_certificate_of_nobody_is_refused_until_it_is_named(w):
    key, cert = os.path.join(w.folder, "key.pem"), os.path.join(w.folder, "cert.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj",
                    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
                    "-out", cert], check=True, capture_output=True, timeout=WAIT_S)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    bad = BadServer(document_of(w), context)
    url = bad.url("https")
    _, err = w.kboss("help", "regions", "list", "--server", url, profile="tls", status=8)
    expect("cli.tls" in err, err)
    w.kboss("help", "regions", "list", "--server", url, "--ca", cert, profile="tls2")
    _, err = w.kboss("help", "regions", "list", "--server", url.replace("127.0.0.1", "localhost"),
                     "--ca", cert, profile="tls3", status=8)
    expect("cli.tls" in err, f"another name: {err}")
    bad.close()


# --- kbossd's own -------------------------------------------------------------------------------


def a_backup_is_taken_while_it_runs_and_can_be_restored(w):
    copy, restored = os.path.join(w.folder, "copy.db"), os.path.join(w.folder, "restored")
    w.kboss("regions", "create", "--name", "kept by backup")
    command = [KBOSSD, "backup", "--data", w.data, "--to", copy]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT_S)
    expect(done.returncode == 0 and "hash_chains" in done.stdout, done.stderr)
    expect(stat.S_IMODE(os.stat(copy).st_mode) == 0o600, "others can read it")
    expect(subprocess.run(command, capture_output=True, timeout=WAIT_S).returncode == 1, "twice")
    os.mkdir(restored, 0o700)
    shutil.copy(copy, os.path.join(restored, "kboss.db"))
    for name in ("ids.key", "seal.key", "rooms.key"):
        shutil.copy(os.path.join(w.data, name), restored)
    subprocess.run([KBOSSD, "verify", "--data", restored], check=True, capture_output=True,
                   timeout=WAIT_S)
    port = free_port()
    w.serve("--listen", f"127.0.0.1:{port}", data=restored)
    url = f"http://127.0.0.1:{port}"
    w.wait(lambda: urllib.request.urlopen(url + "/v1/health", timeout=2))
    w.kboss("login", "admin", "--server", url, profile="restored", stdin=PASSWORD + "\n")
    expect("kept by backup" in w.kboss("regions", "list", profile="restored")[0], "it is not there")


def a_backup_of_nothing_makes_nothing(w):
    nowhere = os.path.join(w.folder, "nowhere")
    done = subprocess.run([KBOSSD, "backup", "--data", nowhere, "--to", nowhere + ".db"],
                          capture_output=True, timeout=WAIT_S)
    expect(done.returncode == 1, str(done.returncode))
    expect(not os.path.exists(nowhere) and not os.path.exists(nowhere + ".db"), "it made something")
    where = os.path.join(w.folder, "missing", "x.db")
    done = subprocess.run([KBOSSD, "backup", "--data", w.data, "--to", where], capture_output=True,
                          timeout=WAIT_S)
    expect(done.returncode == 1, "it wrote into a folder that is not there")


TESTS = [
    what_is_kept_is_for_its_owner_only,
    a_wrong_password_is_status_3_and_says_what_to_do,
    without_a_login_nothing_is_told,
    without_a_server_it_says_how_to_name_one,
    a_password_typed_on_a_terminal_is_not_shown,
    an_api_key_signs_in_until_it_is_revoked,
    signing_out_ends_the_session_there_too,
    every_operation_has_a_page_of_help,
    a_write_repeated_with_its_key_is_done_once,
    a_secret_on_the_command_line_is_refused_before_it_is_sent,
    the_class_of_an_error_is_the_exit_status,
    a_mistyped_command_is_told_the_one_meant,
    errors_come_in_chinese_when_asked,
    a_list_as_csv_is_what_the_server_makes_of_it,
    all_pages_of_a_long_list_come_in_one,
    one_value_of_a_reply_is_printed_bare,
    one_value_of_each_row_is_printed_bare,
    a_whole_book_leaves_by_the_client_and_by_the_daemon,
    the_shell_completes_from_what_is_cached,
    the_reply_of_a_unix_socket_is_the_same,
    passwords_do_not_go_over_plain_http_to_other_machines,
    a_server_that_is_not_there_is_status_8,
    a_lost_answer_is_status_9_and_tells_how_to_repeat,
    what_is_no_kboss_is_status_8,
    a_document_that_grew_is_read_again_before_a_command_is_refused,
    a_certificate_of_nobody_is_refused_until_it_is_named,
    a_backup_is_taken_while_it_runs_and_can_be_restored,
    a_backup_of_nothing_makes_nothing,
]


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="kboss-cli-") as folder:
        w = World(folder)
        for test in TESTS:
            try:
                test(w)
                passed += 1
            except Exception:  # whatever it is, the others are still to be tried
                failed += 1
                print(f"FAILED {test.__name__}")
                traceback.print_exc(file=sys.stdout)
        w.close()
    print(f"# contract_cli: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()

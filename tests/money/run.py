"""The money of selling chains, by the model and by the program: run.py BUILD CHAINS. Every test is
a function here; each chain counts as one more. BUILD has kboss-money and, for what is tested on
disk, kbossd. KB_CHAINS says how many chains instead."""

import contextlib
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import cases  # noqa: E402
import examples  # noqa: E402
import model  # noqa: E402

JOBS = 2
TEXT_S = 120  # for one program of somebody else's
SETS_MAX = 12  # of books that are given to hledger and beancount


class Money:
    def __init__(self, build, chains, folder):
        self.build, self.chains, self.folder = build, chains, folder
        self.program = os.path.join(build, "kboss-money")
        self.exports = os.path.join(folder, "random")
        self.passed = self.failed = 0

    def told(self, text, *arguments):
        """(exit status, chains passed, chains failed, output) of a run over the text."""
        done = subprocess.run([self.program, *arguments], input=text, capture_output=True,
                              text=True, timeout=TEXT_S, check=False)
        last = done.stdout.splitlines()[-1] if done.stdout else ""
        numbers = [int(n) for n in last.split()] if re.fullmatch(r"(\d+ ?){4}", last) else [0, 0]
        return done.returncode, numbers[0], numbers[1], done.stdout + done.stderr

    def all_examples(self):
        """As kboss-money reads them, each with books of its own."""
        out = []
        for edges, price in examples.EXAMPLES.values():
            books = model.Books(out)
            examples.example(edges, price, books, "C1")
            cases.balances(books.balance, out)
        return "\n".join(out) + "\n"

    def some_chains(self):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            cases.write(7, 40)
        return out.getvalue()


def need(condition, text=""):
    if not condition:
        raise AssertionError(text)


# --- the model and the program --------------------------------------------------------------------


def the_golden_vouchers_are_what_the_model_writes(money):
    for name in examples.EXAMPLES:
        with open(os.path.join(examples.GOLDEN, name + ".txt"), encoding="utf-8") as f:
            need(f.read() == examples.text(name), name)


def the_worked_examples_are_posted_by_the_engine_to_the_fen(money):
    folder = os.path.join(money.folder, "examples")
    os.makedirs(folder)
    for name, (edges, price) in examples.EXAMPLES.items():
        out, at = [], os.path.join(folder, name)
        os.makedirs(at)
        books = model.Books(out)
        examples.example(edges, price, books, "C1")
        cases.balances(books.balance, out)
        status, passed, failed, said = money.told("\n".join(out) + "\n", "--export", at)
        need((status, passed, failed) == (0, 1, 0), said)


def random_chains_are_posted_by_the_engine_to_the_fen(money):
    """Counted chain by chain; half of them to each of two cores."""
    begun, runs = time.monotonic(), []
    os.makedirs(money.exports)
    for job in range(JOBS):
        n = (money.chains + JOBS - 1 - job) // JOBS
        source = subprocess.Popen([sys.executable, "-B", os.path.join(HERE, "cases.py"),
                                   str(job + 1), str(n)], stdout=subprocess.PIPE)
        at = os.path.join(money.exports, str(job))
        os.makedirs(at)
        runs.append((n, source, subprocess.Popen([money.program, "--export", at],
                                                 stdin=source.stdout, stdout=subprocess.PIPE,
                                                 text=True)))
        source.stdout.close()
    for n, source, program in runs:
        said = program.communicate()[0]
        last = said.splitlines()[-1] if said else ""
        passed, failed, events, vouchers = (int(x) for x in last.split())
        print("\n".join(said.splitlines()[:-1]), f"\n  {n} chains: {passed} alike, {failed} not; "
              f"{events} events, {vouchers} vouchers")
        money.passed, money.failed = money.passed + passed, money.failed + failed
        need(source.wait() == 0 and program.returncode == 0 and passed + failed == n, last)
    print(f"  {money.chains} random chains in {time.monotonic() - begun:.0f} s")


def changed_once(text, pattern, change):
    new, n = re.subn(pattern, change, text, count=1, flags=re.M)
    need(n == 1, pattern)
    return new


def one_fen_more(found):
    return found.group(1) + str(int(found.group(2)) + 1) + found.group(3)


def one_fen_in_the_model_is_a_difference(money):
    """In a voucher, in a balance; and a refusal that does not come, or comes."""
    text = money.some_chains()
    need(money.told(text)[:3] == (0, 40, 0))
    for pattern, change in (
        (r"^(V .* \| 2203\.02\.C\d+ )(\d+)(.*)$", one_fen_more),
        (r"^(= P 1002 )(\d+)()$", one_fen_more),
        (r"^(= D\d \S+ )-(\d+)()$", one_fen_more),
        (r"^X ledger.balance_short$", "X ledger.rule_broken"),
        (r"^X ledger.balance_short\n", ""),
        (r"^V .*\n", ""),
        (r"^= .*\n", ""),
    ):
        status, passed, failed, said = money.told(changed_once(text, pattern, change))
        need((status, passed, failed) == (1, 39, 1), f"{pattern}: {said}")


# --- programs of somebody else's ------------------------------------------------------------------


def accepts(path):
    command = ["bean-check", "--no-cache", path]
    if path.endswith(".hledger"):
        command = ["hledger", "-f", path, "check", "-s", "ordereddates"]
    env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"}
    return subprocess.run(command, capture_output=True, timeout=TEXT_S, env=env,
                          check=False).returncode == 0


def files_of(folder, ending):
    return sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
                  if name.endswith(ending))


def vouchers_in(path):
    with open(path, encoding="utf-8") as f:
        return sum(1 for line in f if re.match(r"\d{4}-\d\d-\d\d ", line))


def every_fourth(money, ending):
    """A sample of the books of random chains, of every level."""
    files = [f for f in files_of(money.exports, ending) if vouchers_in(f) > 3]
    return files[:: max(1, len(files) // SETS_MAX)]


def both_accept(money, ending):
    books = files_of(os.path.join(money.folder, "examples"), ending)
    need(len([f for f in books if vouchers_in(f) > 3]) >= 12, "three books of each example")
    sample = every_fourth(money, ending)
    need(sample)
    for path in books + sample:
        need(accepts(path), path)


def hledger_accepts_the_books_of_examples_and_random_chains(money):
    both_accept(money, ".hledger")


def beancount_accepts_the_books_of_examples_and_random_chains(money):
    both_accept(money, ".beancount")


def one_fen_in_an_exported_book_is_seen_by_hledger_and_by_beancount(money):
    for ending in (".hledger", ".beancount"):
        for path in every_fourth(money, ending)[:3]:
            with open(path, encoding="utf-8") as f:
                text = f.read()
            wrong = os.path.join(money.folder, "wrong" + ending)
            with open(wrong, "w", encoding="utf-8") as f:
                f.write(changed_once(text, r"^( +\S+ +-?)(\d+)( FEN.*)$", one_fen_more))
            need(not accepts(wrong), path)


# --- on disk --------------------------------------------------------------------------------------


def verify(money, data):
    done = subprocess.run([os.path.join(money.build, "kbossd"), "verify", "--data", data],
                          capture_output=True, text=True, timeout=TEXT_S, check=False)
    return done.returncode, done.stdout + done.stderr


def one_fen_changed_on_disk_is_seen_by_kbossd_verify(money):
    """A row changed behind the program's back, each kind of row that holds money."""
    data = os.path.join(money.folder, "data")
    os.makedirs(data, mode=0o700)
    path = os.path.join(data, "kboss.db")
    status, passed, failed, said = money.told(money.some_chains(), "--save", path)
    need((status, failed) == (0, 0) and passed == 40, said)
    status, said = verify(money, data)
    need(status == 0 and "WRONG" not in said, said)
    for change, seen in (
        ("UPDATE vline SET dr_fen = dr_fen + 1 WHERE n = 1 AND voucher_id = (SELECT max(voucher_id)"
         " FROM vline WHERE n = 1 AND dr_fen > 0)", "vouchers_balance"),
        ("UPDATE vline SET dr_fen = dr_fen + (dr_fen > 0), cr_fen = cr_fen + (cr_fen > 0) WHERE "
         "voucher_id = (SELECT voucher_id FROM vline GROUP BY voucher_id HAVING count(*) = 2 "
         "ORDER BY voucher_id LIMIT 1)", "hash_chains"),
        ("UPDATE balance SET dr_fen = dr_fen + 1 WHERE subject_id = (SELECT min(subject_id) FROM "
         "balance)", "balances_equal_lines"),
        ("UPDATE voucher SET total_fen = total_fen + 1 WHERE id = (SELECT min(id) FROM voucher)",
         "vouchers_balance"),
        ("UPDATE pay_account SET collected_fen = collected_fen + 1", "channel_money"),
        ("UPDATE payment SET paid_fen = paid_fen + 1 WHERE id = (SELECT min(id) FROM payment)",
         "channel_payments"),
    ):
        where = r"\d+ times; first: rows " if seen.startswith("channel") else r"voucher no\. "
        copy = os.path.join(money.folder, "changed")
        shutil.copytree(data, copy)
        with contextlib.closing(sqlite3.connect(os.path.join(copy, "kboss.db"))) as db:
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"
                                      ).fetchall():
                db.execute(f"DROP TRIGGER {name}")
            db.execute("PRAGMA ignore_check_constraints = ON")
            need(db.execute(change).rowcount > 0, change)
            db.commit()
        status, said = verify(money, copy)
        need(status == 1 and re.search(rf"^{seen} +WRONG {where}", said, re.M),
             f"{change}: {said}")
        shutil.rmtree(copy)


TESTS = [
    the_golden_vouchers_are_what_the_model_writes,
    the_worked_examples_are_posted_by_the_engine_to_the_fen,
    random_chains_are_posted_by_the_engine_to_the_fen,
    one_fen_in_the_model_is_a_difference,
    hledger_accepts_the_books_of_examples_and_random_chains,
    beancount_accepts_the_books_of_examples_and_random_chains,
    one_fen_in_an_exported_book_is_seen_by_hledger_and_by_beancount,
    one_fen_changed_on_disk_is_seen_by_kbossd_verify,
]


def main():
    build = os.path.abspath(sys.argv[1])
    chains = int(os.environ.get("KB_CHAINS", sys.argv[2]))
    with tempfile.TemporaryDirectory() as folder:
        money = Money(build, chains, folder)
        for test in TESTS:
            begun = time.monotonic()
            try:
                test(money)
            except Exception:  # whatever it was, the others are run
                traceback.print_exc(file=sys.stdout)
                money.failed += 1
                print(f"  FAILED {test.__name__}")
                continue
            money.passed += 1
            print(f"  ok {test.__name__} {time.monotonic() - begun:.1f} s", flush=True)
    print(f"# money: {money.passed} passed, {money.failed} failed")
    return 1 if money.failed else 0


if __name__ == "__main__":
    sys.exit(main())

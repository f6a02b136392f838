#!/usr/bin/env python3
"""tidy, tried: a small clean tree has no findings; with one thing wrong planted, exactly the check
for it speaks, at the right file and line; with what looks alike but is right, none does."""

import os
import shutil
import sys
import tempfile

import checks_c
import checks_format
import checks_tree
import tidy
from findings import Tree

HERE = os.path.dirname(os.path.abspath(__file__))

CLEAN_C = """/* work - a file that is as it should be, for tidy to find nothing in. */
#include "work/work.h"
#include "work/work_priv.h"

static const char *const words[] = { "one", "two" };

int work_sum(const int *at, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) sum += at[i];
    return sum;
}

enum kb_code work_refuse(struct kb_error *err)
{
    return kb_fail(err, KB_INVALID, "work.refused", "%s", words[0]);
}
"""
CLEAN_H = """/* work - what others may call of the clean module. */
#ifndef WORK_WORK_H
#define WORK_WORK_H

int work_sum(const int *at, int n);
enum kb_code work_refuse(struct kb_error *err);

#endif
"""
CLEAN_PRIV = """/* work_priv - what the files of this folder share. */
#ifndef WORK_WORK_PRIV_H
#define WORK_WORK_PRIV_H

#endif
"""
REASONS = """/* Every reason word. */
KB_REASON("work.refused", "被拒绝", "Refused", "重试", "Try again")
"""
MIGRATION = """-- 0001_work - orders, because the queries below need a table.
CREATE TABLE work_order (id BIGINT NOT NULL PRIMARY KEY, org_id BIGINT NOT NULL, n BIGINT NOT NULL);
CREATE TABLE clock (id BIGINT NOT NULL PRIMARY KEY);
"""
QUERIES = """-- :order_find
SELECT id, n FROM work_order WHERE id = :id AND org_id = :org_id
-- :order_add
INSERT INTO work_order (id, org_id, n) VALUES (:id, :org_id, :n)
-- :clock_find
SELECT id FROM clock
"""
CLEAN = {
    "work/work.c": CLEAN_C,
    "work/work.h": CLEAN_H,
    "work/work_priv.h": CLEAN_PRIV,
    "work/work.sql": QUERIES,
    "base/reasons.def": REASONS,
    "store/migrations/0001_work.sql": MIGRATION,
}


def c_file(body, head="/* planted - a file with one thing wrong in it. */\n"):
    return {"work/planted.c": head + body}


def h_file(body, guard="WORK_PLANTED_H", comment="/* planted - one thing is wrong here. */\n"):
    return {"work/planted.h": f"{comment}#ifndef {guard}\n#define {guard}\n\n{body}\n#endif\n"}


def function(body_lines, signature="int planted(void)"):
    return signature + "\n{\n" + "".join(f"    {line}\n" for line in body_lines) + "}\n"


DEEP = ("int planted(int n)\n{\n    if (n)\n        for (;;)\n            while (n)\n"
        "                if (n > 1) return 1;\n    return 0;\n}\n")
FLAT = ("int planted(int n)\n{\n    if (n == 1) {\n        n++;\n    } else if (n == 2) {\n"
        "        n--;\n    } else if (n == 3) {\n        n = 0;\n    } else if (n == 4) {\n"
        "        n = 1;\n    }\n    return n;\n}\n")
SIX = "int planted(int a, int b, int c, int d, int e, int f);\n"
SEVEN = "int planted(int a, int b, int c, int d, int e, int f, int g);\n"
MONEY = {"ledger/planted.c": "/* planted - money that is not whole numbers. */\n"
         "static const double x;\n"}
ROW = 'KB_REASON("%s", "无", "None of it", "无", "None of it")\n'

# (check, planted files, "path:line" of the finding)
WRONG = [
    ("line-length", c_file("/* " + "x" * 95 + " */\n"), "work/planted.c:2"),
    ("line-length", {"work/wide.sql": "-- wide\n-- :wide\n" + "SELECT 1 " * 20}, "work/wide.sql:3"),
    ("file-length", c_file("int x(void);\n" * 600), "work/planted.c:601"),
    ("file-length", h_file("int x(void);\n" * 150), "work/planted.h:156"),
    ("function-length", c_file(function(["planted();"] * 68)), "work/planted.c:2"),
    ("nesting", c_file(DEEP), "work/planted.c:7"),
    ("parameters", h_file(SEVEN), "work/planted.h:5"),
    ("parameters", c_file(function(["return 0;"], SEVEN[:-2])), "work/planted.c:2"),
    ("banned-call", c_file(function(["return system(0);"])), "work/planted.c:4"),
    ("banned-call", c_file(function(["return time(0);"])), "work/planted.c:4"),
    ("banned-call", {"tests/unit/work/a_test.c": "/* a_test - even tests may not. */\n"
                     + function(["return atoi(0);"])}, "tests/unit/work/a_test.c:4"),
    ("include-up", c_file('#include "../work/work.h"\n'), "work/planted.c:2"),
    ("include-private", {"other/x.c": "/* x - looks into another folder. */\n"
                         '#include "work/work_priv.h"\n'}, "other/x.c:2"),
    ("opening-comment", c_file("int x(void);\n", head=""), "work/planted.c:1"),
    ("opening-comment", c_file("int x(void);\n", head="/* a\n * b\n * c\n * d\n * e\n * f */\n"),
     "work/planted.c:1"),
    ("global", c_file("static int planted;\n"), "work/planted.c:2"),
    ("global", c_file("int planted[] = { 1 };\n"), "work/planted.c:2"),
    ("global", c_file("static const char *planted = 0;\n"), "work/planted.c:2"),
    ("global", c_file("static int (*planted)(int x);\n"), "work/planted.c:2"),
    ("global", c_file("struct s {\n    int a;\n} planted;\n"), "work/planted.c:2"),
    ("global", c_file(function(["static int n;", "return n++;"])), "work/planted.c:4"),
    ("money-whole", MONEY, "ledger/planted.c:2"),
    ("money-whole", {"store/migrations/0002_price.sql": "-- 0002_price - a price.\n"
                     "CREATE TABLE price (p REAL);\n"}, "store/migrations/0002_price.sql:2"),
    ("header-guard", h_file("int x(void);\n", guard="PLANTED_H"), "work/planted.h:1"),
    ("reason-listed", c_file('int x = kb_fail(err, 1, "no.row", "");\n'.join(["", ""])
                             .replace("int x =", "static const int x =")), "work/planted.c:2"),
    ("reason-listed", c_file(function(['return job_refuse(t, "no.row");'])), "work/planted.c:4"),
    ("reason-used", {"base/reasons.def": REASONS + ROW % "work.unused"}, "base/reasons.def:3"),
    ("reason-order", {"base/reasons.def": REASONS + ROW % "work.refused"}, "base/reasons.def:3"),
    ("reason-order", {"base/reasons.def": REASONS + ROW % "a.first", **c_file(
        'static const char *const x = "a.first";\n')}, "base/reasons.def:3"),
    ("reason-order", {"base/reasons.def": REASONS + "KB_REASON(broken)\n"}, "base/reasons.def:3"),
    ("reason-order", {"base/reasons.def": REASONS.replace(', "Try again"', "")},
     "base/reasons.def:2"),
    ("file-name", {"work/string_utils.ts": "export {};\n"}, "work/string_utils.ts:1"),
    ("file-name", {"work/common/x.ts": "export {};\n"}, "work/common/x.ts:1"),
    ("left-word", {"work/x.ts": "// one\n// TO" + "DO: two\n"}, "work/x.ts:2"),
    ("left-word", c_file("/* FIX" + "ME */\n"), "work/planted.c:2"),
    ("migration-opening", {"store/migrations/0002_x.sql": "CREATE TABLE x (id BIGINT);\n"},
     "store/migrations/0002_x.sql:1"),
    ("migrations", {"store/migrations/0001_work.sql": MIGRATION + "-- changed\n"},
     "store/migrations/0001_work.sql:1"),
    ("migrations", {"store/migrations/0001_work.sql": None}, "tests/tidy/migrations.sha256:1"),
    ("migrations", {"store/migrations/0001_twin.sql": "-- 0001_twin - one number twice.\n"},
     "store/migrations/0001_work.sql:1"),
    ("migrations", {"store/migrations/work.sql": "-- work - without a number.\n"},
     "store/migrations/work.sql:1"),
    ("query-org", {"work/x.sql": "-- :x\nSELECT id, org_id FROM work_order WHERE id = :id\n"},
     "work/x.sql:1"),
    ("query-org", {"work/x.sql": "-- the queries of x\n-- :x\nDELETE FROM work_order\n"},
     "work/x.sql:2"),
    ("query-org", {"work/x.sql": "-- :x\nSELECT 1 FROM clock c JOIN work_order w ON w.id = c.id\n"
                   "-- org_id = :org_id\n"}, "work/x.sql:1"),
    ("format", c_file("int  planted( int n )\n{ return n; }\n"), "work/planted.c:2"),
    ("exceptions", {"tests/tidy/exceptions": "# 1 exceptions; x\nglobal work/work.c x | why\n"},
     "tests/tidy/exceptions:2"),
    ("exceptions", {"tests/tidy/exceptions": "# 0 exceptions; x\n"
                    "global work/planted.c planted | why\n",
                    **c_file("static int planted;\n")}, "tests/tidy/exceptions:1"),
    ("exceptions", {"tests/tidy/exceptions": "# 0 exceptions; x\nglobal work/work.c no reason\n"},
     "tests/tidy/exceptions:2"),
]

# what looks wrong and is not
RIGHT = [
    ("a call in a comment or a string",
     c_file('/* system() */\nconst char *const x = "time(0)";\n')),
    ("a member named like a banned call", c_file(function(["return w->time(w) + w.random(0);"]))),
    ("the world's clock read in base", {"base/x.c": "/* x - the only place that may. */\n"
                                        + function(["return clock_gettime(0, 0);"])}),
    ("a function of 70 lines", c_file(function(["planted();"] * 67))),
    ("a chain of else if is not nesting", c_file(FLAT)),
    ("six parameters", c_file(SIX)),
    ("a private header in the folder's own unit test",
     {"tests/unit/work/a_test.c": "/* a_test - may look inside. */\n"
      '#include "work/work_priv.h"\n'}),
    ("constants, types and prototypes at file scope", c_file(
        "static const int a[] = { 1 };\nstatic const char *const b = 0;\nextern int c;\n"
        "typedef int (*d)(int x);\nstruct e {\n    int f;\n};\nenum { G = 1 };\n"
        "int h(int (*i)(int x));\n"
        "typedef int j(int k);\nj l, m;\nint (*const n)(void) = 0;\n")),
    ("a constant in a function", c_file(function(["static const struct {", "    int a;",
                                                  "} rows[] = { { 1 } };", "return rows[0].a;"]))),
    ("an excused finding", {"tests/tidy/exceptions": "# 1 exceptions; x\n"
                            "global work/planted.c planted | set once, before threads\n",
                            **c_file("static int planted;\n")}),
    ("a table laid out by hand", c_file("static const int rows[][2] = {\n    { 1,   2 },\n"
                                        "    { 100, 3 },\n};\n")),
    ("a test's own state", {"tests/unit/work/a_test.c": "/* a_test - counts its calls. */\n"
                            "static int calls;\n"}),
    ("a name with a word in it", {"work/commonwealth.ts": "export {};\n"}),
]


def make(root, planted):
    files = {**CLEAN, **planted}
    shutil.copy(os.path.join(HERE, "..", "..", ".clang-format"), root)
    for path, text in files.items():
        if text is None:
            continue
        os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(root, path), "w", encoding="utf-8") as f:
            f.write(text)


def bless_clean(root):
    os.makedirs(os.path.join(root, "tests/tidy"), exist_ok=True)
    with open(os.path.join(root, checks_tree.HASHES), "w", encoding="utf-8") as f:
        f.write(f"{checks_tree._hash(MIGRATION)}  0001_work.sql\n")


def findings(planted):
    with tempfile.TemporaryDirectory() as root:
        bless_clean(root)
        make(root, planted)
        return [(name, f"{f.path}:{f.line}") for name, f in tidy.run(Tree(root))]


def cases():
    found = findings({})
    yield "a clean tree has no findings", not found, found
    for check, planted, place in WRONG:
        found = findings(planted)
        # a planted migration is also not blessed yet: right, and not what is asked for here
        others = {name for name, _ in found} - {check, "migrations"}
        yield f"{check} speaks at {place}", (check, place) in found and not others, found
    for name, planted in RIGHT:
        found = findings(planted)
        yield f"no finding: {name}", not found, found
    untried = (set(tidy.CHECKS) | {"exceptions"}) - {check for check, _, _ in WRONG}
    yield "every check is tried", not untried, untried
    yield from blessing()
    yield from repairing()


def blessing():
    with tempfile.TemporaryDirectory() as root:
        bless_clean(root)
        make(root, {"store/migrations/0002_more.sql": "-- 0002_more - one table more.\n",
                    "store/migrations/0001_work.sql": MIGRATION + "-- changed\n"})
        before = Tree(root).read(checks_tree.HASHES)
        checks_tree.bless(Tree(root))
        after = Tree(root).read(checks_tree.HASHES)
        left = [f.key for f in checks_tree.check_migrations(Tree(root))]
        yield "blessing adds a line and changes none", after.startswith(before) and \
            after.count("\n") == 2 and left == ["0001_work.sql"], (after, left)


def repairing():
    ugly = "/* planted - " + "a long sentence " * 8 + "*/\nint  planted( int n )\n{ return n; }\n"
    with tempfile.TemporaryDirectory() as root:
        make(root, {"work/planted.c": ugly, "work/other.c": ugly})
        changed = checks_format.reformat(Tree(root), ["work/planted"])
        again = list(checks_format.check_format(Tree(root)))
        wide = [f.path for f in checks_c.check_line_length(Tree(root))]
        yield "formatting repairs the named file only", changed == ["work/planted.c"] and \
            {f.path for f in again} == {"work/other.c"} and wide == ["work/other.c"], (again, wide)
    mixed = REASONS + ROW % "b.two" + ROW % "a.one"
    words = [line.split('"')[1] for line in checks_c.sort_reasons(mixed).split("\n") if '"' in line]
    yield "reasons are sorted", words == ["a.one", "b.two", "work.refused"], words


def main():
    passed = failed = 0
    for name, ok, found in cases():
        passed, failed = passed + bool(ok), failed + (not ok)
        if not ok:
            print(f"not ok - {name}: {found}")
    print(f"# tidy_test: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

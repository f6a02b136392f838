#!/usr/bin/env python3
"""The layering holds: every module of this tree can include the public headers of what it USES and
of nothing else, and a small tree that breaks a rule does not compile or does not configure. Every
refusal has a twin that is allowed, so that nothing fails for another reason than the layering."""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

TIMEOUT_S = 120


def modules(source):
    """{folder: [used folders]} in order, as CMakeLists.txt writes it."""
    with open(os.path.join(source, "CMakeLists.txt"), encoding="utf-8") as f:
        text = re.sub(r"#[^\n]*", "", f.read())
    found = {}
    for m in re.finditer(r"kb_module\((\S+)([^)]*)\)", text):
        uses = re.search(r"\bUSES\b(.*?)(?:\bLIBS\b|$)", m.group(2), re.S)
        found[m.group(1)] = uses.group(1).split() if uses else []
    return found


def headers(source, folders):
    """(folder, name) of every header of every module."""
    for folder in folders:
        path = os.path.join(source, folder)
        for name in sorted(os.listdir(path)) if os.path.isdir(path) else []:
            if name.endswith(".h"):
                yield folder, name


def compile_options(build, folder):
    """The -I and -D options the build gives to the .c files of a module."""
    target = "/kb_" + folder.replace("/", "_") + ".dir/"
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as f:
        for entry in json.load(f):
            if target in entry["command"]:
                words = shlex.split(entry["command"])
                return [w for w in words if w.startswith(("-I", "-D"))]
    raise LookupError(f"no compile command of {folder}")


def seen(cc, options, wanted):
    """Which of the headers the compiler finds."""
    probe = "".join(f'#if __has_include("{f}/{n}")\n@{f}/{n}\n#endif\n' for f, n in wanted)
    run = subprocess.run([cc, *options, "-E", "-P", "-x", "c", "-"], input=probe, text=True,
                         capture_output=True, timeout=TIMEOUT_S, check=True, cwd="/")
    return {tuple(line[1:].rsplit("/", 1)) for line in run.stdout.split("\n") if line[:1] == "@"}


def check_this_tree(a):
    """One case a module: what it sees is exactly what it may see."""
    listed = modules(a.source)
    every = list(headers(a.source, listed))
    yield "the tree has modules and headers", len(listed) >= 15 and len(every) >= 20, ""
    for folder, uses in listed.items():
        may = {(f, n) for f, n in every if f == folder or (f in uses and not n.endswith("_priv.h"))}
        sees = seen(a.cc, compile_options(a.build, folder), every)
        wrong = [f"sees {f}/{n}" for f, n in sorted(sees - may)]
        wrong += [f"misses {f}/{n}" for f, n in sorted(may - sees)]
        yield f"{folder} sees what it uses and nothing else", not wrong, "; ".join(wrong)


TREE = {
    "low/low.h": "#ifndef LOW_H\n#define LOW_H\nint low(void);\n#endif\n",
    "low/low.c": '#include "low/low.h"\nint low(void)\n{\n    return 1;\n}\n',
    "mid/mid.h": "#ifndef MID_H\n#define MID_H\nint mid(void);\n#endif\n",
    "mid/mid_priv.h": "#define MID_SECRET 1\n",
    "mid/mid.c": '#include "mid/mid.h"\n#include "low/low.h"\n#include "mid/mid_priv.h"\n'
                 "int mid(void)\n{\n    return low() + MID_SECRET;\n}\n",
    "mid/part/part.h": "#define PART 2\n",
    "mid/part/part.c": '#include "mid/part/part.h"\nint part_of_mid;\n',
}
# what high includes, what it says it USES, and whether that may compile
BUILDS = [
    ("a module compiles with the headers it uses", "low/low.h", "low", True),
    ("a module that does not say USES does not compile", "low/low.h", "", False),
    ("a module sees a header of what it uses", "mid/mid.h", "mid", True),
    ("what the used module uses does not leak", "low/low.h", "mid", False),
    ("a private header is not seen by users", "mid/mid_priv.h", "mid", False),
    ("a subfolder is not part of its parent", "mid/part/part.h", "mid", False),
    ("a subfolder is a module of its own", "mid/part/part.h", "mid/part", True),
]


def write(root, files):
    for path, text in files.items():
        os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(root, path), "w", encoding="utf-8") as f:
            f.write(text)


def lists(source, lines):
    return (
        "cmake_minimum_required(VERSION 3.25)\nproject(small VERSION 1 LANGUAGES C)\n"
        f"include({source}/cmake/kboss.cmake)\n" + "\n".join(lines) + "\n"
    )


def said_by(*argv):
    run = subprocess.run(argv, capture_output=True, text=True, timeout=TIMEOUT_S)
    return run.returncode == 0, run.stdout + run.stderr


def try_build(a, root, include, uses):
    """(built, output) of a small tree whose module high includes one header."""
    high = f'#include "{include}"\nint high(void);\nint high(void)\n{{\n    return 3;\n}}\n'
    line = f"kb_module(high USES {uses})" if uses else "kb_module(high)"
    lines = ["kb_module(low)", "kb_module(mid USES low)", "kb_module(mid/part)", line]
    write(root, {**TREE, "high/high.c": high, "CMakeLists.txt": lists(a.source, lines)})
    out = os.path.join(root, "out")
    done, said = said_by(a.cmake, "-S", root, "-B", out, "-DCMAKE_C_COMPILER=" + a.cc)
    if not done:
        return False, "configure failed: " + said
    return said_by(a.cmake, "--build", out)


def check_small_trees(a, root):
    for name, include, uses, may in BUILDS:
        built, said = try_build(a, root, include, uses)
        refused = not built and f"{include}: No such file" in said.replace("'", "")
        refused = refused or (not built and f"{include}' file not found" in said)  # clang's words
        yield name, built if may else refused, said[-600:]


# module lines, and whether they may be configured
ORDERS = [
    ("modules in the order of their use configure",
     ["kb_module(low)", "kb_module(mid USES low)"], True),
    ("using a module that stands below is a configure error",
     ["kb_module(mid USES low)", "kb_module(low)"], False),
    ("two modules cannot use each other",
     ["kb_module(low USES mid)", "kb_module(mid USES low)"], False),
    ("a module that nobody wrote cannot be used", ["kb_module(low USES nothing)"], False),
]


def check_orders(a, root):
    for n, (name, lines, may) in enumerate(ORDERS):
        write(root, {**TREE, "CMakeLists.txt": lists(a.source, lines)})
        done, said = said_by(a.cmake, "-S", root, "-B", os.path.join(root, f"order{n}"),
                             "-DCMAKE_C_COMPILER=" + a.cc)
        refused = not done and "which is not above it" in said
        yield name, done if may else refused, said[-600:]


def main():
    p = argparse.ArgumentParser(description="The layering holds.")
    for name in ("source", "build", "cmake", "cc"):
        p.add_argument("--" + name, required=True)
    a = p.parse_args()
    counts = {True: 0, False: 0}
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        for group in (check_this_tree(a), check_small_trees(a, one), check_orders(a, two)):
            for name, passed, why in group:
                counts[bool(passed)] += 1
                print(("ok - " if passed else "not ok - ") + name + ("" if passed else "\n" + why))
    print(f"# layering: {counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())

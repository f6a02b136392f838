"""clang-format 14 over every C file, except where it would ruin what was laid out by hand: tables
and other initialisers, macros, and the blanks before a trailing comment."""

import difflib
import os
import re
import subprocess
import textwrap
from concurrent.futures import ThreadPoolExecutor

import ctext
from findings import Finding

LINE_MAX = 100


def formatter():
    for name in ("clang-format-14", "clang-format"):
        try:
            said = subprocess.run([name, "--version"], capture_output=True, text=True, timeout=20)
        except OSError:
            continue
        if "version 14." in said.stdout:
            return name
    return None


def _table_lines(source):
    """Numbers of the lines that hold an initialiser, a compound literal, ARGS(…) or a macro."""
    code, lines = source.code, set()
    for m in re.finditer(r"=\s*\{|\)\{|\bARGS\(", code):
        start = max(code.rfind(c, 0, m.start()) for c in ";{}") + 1
        start += len(code[start:]) - len(code[start:].lstrip())
        end = ctext.closing(code, m.end() - 1)
        lines.update(range(source.line(start), source.line(end) + 2))
    for m in re.finditer(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", code, re.M):
        lines.update(range(source.line(m.start()), source.line(m.end()) + 1))
    return lines


def _same_but_blanks(before, after):
    def squeeze(lines):
        return [re.sub(r"(?<=\S)\s+", " ", line) for line in lines]

    return squeeze(before) == squeeze(after)


def _hunks(root, source, program):
    """(first line, lines before, lines after) of what clang-format changes outside tables."""
    path = os.path.join(root, source.path)
    run = subprocess.run([program, "--style=file", path], capture_output=True, text=True,
                         timeout=60, check=True)
    before, after = source.text.split("\n"), run.stdout.split("\n")
    tables = _table_lines(source)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if tag == "equal" or tables & set(range(a + 1, max(b, a + 1) + 1)):
            continue
        if not _same_but_blanks(before[a:b], after[c:d]):
            yield a, before[a:b], after[c:d]


def _each(tree):
    program = formatter()
    if not program:
        raise OSError("clang-format 14 is not installed (scripts/packages lists it)")
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(lambda s: (s, list(_hunks(tree.root, s, program))), tree.sources())


def check_format(tree):
    for source, hunks in _each(tree):
        for a, before, after in hunks:
            wanted = (after or ["nothing"])[0].strip()
            text = f"clang-format writes: {wanted} (tests/tidy/tidy.py --format does it)"
            yield Finding(source.path, a + 1, text, "format")


def _rewrap(comment, indent):
    """A comment whose lines are too long, its prose from the first such line on filled again. Lines
    that are indented within the comment (examples) and empty lines end a paragraph."""
    lines = comment[2:-2].split("\n")
    lines = [lines[0].strip()] + [re.sub(r"^\s*\*? ?", "", line).rstrip() for line in lines[1:]]
    out, width = [], LINE_MAX - len(indent) - 3
    for n, line in enumerate(lines, 1):
        prose = line and not line.startswith((" ", "-", "|"))
        if out and prose and out[-1][1]:
            out[-1][0].append(line)
        else:
            out.append(([line], prose and len(line) > width - 3 * (n == len(lines))))
    filled = []
    for part, again in out:
        filled += textwrap.wrap(" ".join(part), width - 3, break_long_words=False,
                                break_on_hyphens=False) if again else part
    return "/* " + ("\n" + indent + " * ").join(filled) + " */"


def _rewrap_all(text):
    def one(m):
        if all(len(line) <= LINE_MAX for line in m.group(0).split("\n")):
            return m.group(0)
        return m.group(1) + _rewrap(m.group(2), m.group(1))

    return re.sub(r"^([ \t]*)(/\*.*?\*/)$", one, text, flags=re.M | re.S)


def reformat(tree, paths):
    """Apply what check_format would find in the files under these paths, and fill comments that are
    too wide; returns their names."""
    changed = []
    for source, hunks in _each(tree):
        if paths and not source.path.startswith(tuple(paths)):
            continue
        lines = source.text.split("\n")
        for a, before, after in reversed(hunks):
            lines[a : a + len(before)] = after
        text = _rewrap_all("\n".join(lines))
        path = os.path.join(tree.root, source.path)
        with open(path, encoding="utf-8") as f:
            edited = f.read() != source.text  # by somebody else, since this run began
        if text != source.text and not edited:
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            changed.append(source.path)
    return changed

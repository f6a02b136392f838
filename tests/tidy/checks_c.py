"""What tidy asks of C: sizes, banned calls, includes, globals, guards, reasons."""

import os
import re

import ctext
from findings import Finding

LINE_MAX, FUNCTION_MAX, PARAMETERS_MAX, NESTING_MAX = 100, 70, 6, 3
SQL_LINE_MAX = 160  # a clause to a line reads better than a clause broken in two
FILE_MAX = {".c": 600, ".h": 150}
OPENING_LINES_MAX = {".c": 5, ".h": 15}
MONEY_FOLDERS = ("ledger", "billing", "catalog")

# Everywhere: what cannot be bounded, or hides its failures.
BANNED = {
    "strcpy": "kb_strdup, or memcpy of a known length",
    "strcat": "kb_text_add",
    "strncat": "kb_text_addn",
    "sprintf": "kb_printf or snprintf",
    "vsprintf": "vsnprintf",
    "strncpy": "kb_strndup or snprintf",
    "strtok": "strcspn and strspn",
    "atoi": "kb_parse_int",
    "atol": "kb_parse_int",
    "atoll": "kb_parse_int",
    "gets": "a bounded read",
    "alloca": "kb_alloc",
    "system": "posix_spawn with an argv",
    "popen": "posix_spawn with an argv and a pipe",
    "localtime": "gmtime_r, or times as ms",
    "rand": "kb_random",
    "srand": "kb_random",
    "random": "kb_random",
    "drand48": "kb_random",
}
# Outside tests and base: the world hands these down, so that it can be a simulated one.
BANNED_IN_MODULES = {
    "time": "kb_now_ms",
    "gettimeofday": "kb_now_ms",
    "clock_gettime": "kb_now_ms, or mono_us of the world",
    "randombytes_buf": "kb_random",
    "randombytes_random": "kb_random",
    "randombytes_uniform": "kb_random",
    "getrandom": "kb_random",
    "arc4random": "kb_random",
    "getenv": "a row of the configuration file",
    "secure_getenv": "a row of the configuration file",
}


def check_line_length(tree):
    for f in tree.files(".c", ".h", ".sql", ".py", ".cmake", "CMakeLists.txt"):
        most = SQL_LINE_MAX if f.path.endswith(".sql") else LINE_MAX
        for n, line in enumerate(f.text.split("\n"), 1):
            if len(line) > most:
                key = " ".join(line.split()[:2])
                yield Finding(f.path, n, f"{len(line)} columns; at most {most}", key)


def check_file_length(tree):
    for f in tree.files(".c", ".h"):
        n, most = f.text.count("\n"), FILE_MAX[os.path.splitext(f.path)[1]]
        if n > most:
            yield Finding(f.path, n, f"{n} lines; at most {most}: split it by noun", "file")


def check_function_length(tree):
    for s in tree.sources():
        for f in s.functions:
            n = s.line(f.end) - s.line(f.start) + 1
            if n > FUNCTION_MAX:
                text = f"{f.name} has {n} lines; at most {FUNCTION_MAX}"
                yield Finding(s.path, s.line(f.start), text, f.name)


def check_nesting(tree):
    for s in tree.sources():
        for f in s.functions:
            depth, at = ctext.nesting(s.code, f.body, f.end)
            if depth > NESTING_MAX:
                text = f"{f.name} nests {depth} deep; at most {NESTING_MAX}"
                yield Finding(s.path, s.line(at), text, f.name)


def check_parameters(tree):
    """A function speaks where it is defined; a prototype only when nothing here defines it."""
    defined = {f.name for s in tree.sources() for f in s.functions}
    for s in tree.sources():
        spots = [(f.name, f.start, s.code[f.start : f.body]) for f in s.functions]
        for at, text in s.declarations:
            named = re.search(r"(\w+)\s*\(", ctext.without_attributes(text))
            if named and "=" not in text and named.group(1) not in defined:
                spots.append((named.group(1), at, text))
        for name, at, signature in spots:
            n = ctext.parameters(signature)
            if n > PARAMETERS_MAX:
                text = f"{name} has {n} parameters; at most {PARAMETERS_MAX}: hand down a struct"
                yield Finding(s.path, s.line(at), text, name)


def check_banned_calls(tree):
    for s in tree.sources():
        banned = dict(BANNED)
        if not s.path.startswith(("tests/", "base/", "bench/")):
            banned.update(BANNED_IN_MODULES)
        pattern = "|".join(banned)
        for m in re.finditer(r"(?<![\w.>])(" + pattern + r")\s*\(", s.code):
            name = m.group(1)
            text = f"{name}() is banned: use {banned[name]}"
            yield Finding(s.path, s.line(m.start()), text, name)


def _includes(s):
    for m in re.finditer(r'^[ \t]*#[ \t]*include[ \t]+"([^"]*)"', s.text, re.M):
        yield m.group(1), s.line(m.start())


def check_include_up(tree):
    for s in tree.sources():
        for name, line in _includes(s):
            if name.startswith("../") or "/../" in name:
                yield Finding(s.path, line, f'"{name}" climbs: name the module', name)


def check_include_private(tree):
    """x_priv.h belongs to its folder, and to that folder's own tests."""
    for s in tree.sources():
        folder = os.path.dirname(s.path)
        for name, line in _includes(s):
            owner = os.path.dirname(name)
            own = owner in ("", folder) or folder == "tests/unit/" + owner
            if name.endswith("_priv.h") and not own:
                text = f'"{name}" is private to {owner}'
                yield Finding(s.path, line, text, name)


def check_opening_comment(tree):
    for s in tree.sources():
        m = re.match(r"/\*(.*?)\*/", s.text, re.S)
        most = OPENING_LINES_MAX[os.path.splitext(s.path)[1]]
        if not m or len(m.group(1).split()) < 4:
            yield Finding(s.path, 1, "does not begin with a comment of what it is and why", "file")
        elif m.group(0).count("\n") >= most:
            yield Finding(s.path, 1, f"its opening comment is longer than {most} lines", "file")


def _is_mutable(declaration, function_types):
    """Whether a declaration at file scope, or of a static, makes something that can change."""
    head = re.sub(r"AUTO\s*\(\w+\)|__attribute__\s*\(\(.*?\)\)", "", declaration, flags=re.S)
    while "{" in head:
        at = head.index("{")
        head = head[:at] + " " + head[ctext.closing(head, at) + 1 :]
    head = re.sub(r"\[[^\]]*\]", "", head.split("=", 1)[0]).strip()
    if re.match(r"(typedef|extern|_Static_assert)\b", head) or not head:
        return False
    if re.fullmatch(r"(static\s+)?(struct|union|enum)(\s+\w+)?", head):
        return False
    if head.split()[0] in function_types:
        return False
    if "(" in head and "(*" not in head.replace(" ", ""):
        return False  # a prototype, or a macro that makes a table
    if "(*" in head.replace(" ", ""):
        pointer = re.search(r"\(\s*\*\s*(\w+)", head)
        return pointer.group(1) != "const" and re.match(r"[\w\s*]*\(\s*\*", head) is not None
    if "*" in head:
        return not re.match(r"\s*(restrict\s+)?const\b", head.rsplit("*", 1)[1])
    return re.search(r"\bconst\b", head) is None


def _statics(source, function):
    """(offset, text) of every static inside a function, to its semicolon."""
    code = source.code
    for m in re.finditer(r"(?<=[;{}])\s*(static\b)", code[function.body : function.end]):
        at = i = function.body + m.start(1)
        while code[i] != ";":
            i = ctext.closing(code, i) + 1 if code[i] in "([{" else i + 1
        yield at, code[at:i]


def check_globals(tree):
    types = set()
    for s in tree.sources():
        types.update(re.findall(r"\btypedef\b[^;()]*?\b(\w+)\s*\(", s.code))
    for s in tree.sources():
        if s.path.startswith(("tests/", "bench/")):
            continue
        spots = list(s.declarations)
        for f in s.functions:
            spots += _statics(s, f)
        for at, declaration in spots:
            if _is_mutable(declaration, types):
                name = (re.findall(r"\w+", re.split(r"[=\[{]", declaration)[0]) or ["?"])[-1]
                yield Finding(s.path, s.line(at), f"{name} can change: hand down its owner", name)


def check_money_is_whole(tree):
    for s in tree.sources():
        if not s.path.startswith(tuple(f + "/" for f in MONEY_FOLDERS)):
            continue
        for m in re.finditer(r"\b(float|double|\d+\.\d*|\d+[eE]-?\d+)\b", s.code):
            text = f"{m.group(1)}: money is int64_t in fen, rates are basis points"
            yield Finding(s.path, s.line(m.start()), text, m.group(1))
    for f in tree.files(".sql"):
        for m in re.finditer(r"\b(REAL|FLOAT|DOUBLE|NUMERIC|DECIMAL)\b", f.text):
            text = f"{m.group(1)}: the schema knows TEXT and BIGINT"
            yield Finding(f.path, ctext.line_of(f.text, m.start()), text, m.group(1))


def check_header_guard(tree):
    for s in tree.sources():
        if not s.path.endswith(".h"):
            continue
        want = re.sub(r"[^A-Za-z0-9]", "_", s.path).upper()
        m = re.search(r"^#ifndef (\w+)\n#define (\w+)\n", s.text, re.M)
        if not m or m.group(1) != want or m.group(2) != want:
            yield Finding(s.path, 1, f"its guard must be {want}", "guard")
        elif not s.text.rstrip().endswith("#endif"):
            yield Finding(s.path, s.text.count("\n"), "the guard does not end the file", "guard")


REASONS = "base/reasons.def"
_WORD = re.compile(r'"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"')


def reasons_listed(tree):
    """(word, line, whole row) of every row of reasons.def."""
    text = tree.read(REASONS)
    return [(m.group(1), ctext.line_of(text, m.start()), m.group(0))
            for m in re.finditer(r'^KB_REASON\("([^"]*)".*\)$', text, re.M)]


def check_reason_listed(tree):
    """Every word handed to kb_fail, kb_fail_field or something named like them is in the list."""
    listed = {word for word, _, _ in reasons_listed(tree)}
    at = {"kb_fail": 2, "kb_fail_field": 2}
    for s in tree.sources():
        if s.path.startswith("tests/"):
            continue
        for name, offset, spans in ctext.calls(s.code, r"\w*(?:fail|refuse|bad)\w*"):
            chosen = spans[at[name] : at[name] + 1] if name in at else spans
            for a, b in chosen:
                words = re.findall(r'"([^"]*)"', s.text[a:b]) if name in at else \
                    _WORD.findall(s.text[a:b])
                for word in words:
                    if word not in listed:
                        text = f'"{word}" is not in {REASONS}'
                        yield Finding(s.path, s.line(offset), text, word)


def check_reason_used(tree):
    used = set()
    for s in tree.sources():
        if not s.path.startswith("tests/"):
            used.update(re.findall(r'"([a-z0-9_.]+)"', s.text))
    for word, line, _ in reasons_listed(tree):
        if word not in used:
            yield Finding(REASONS, line, f'"{word}" is used nowhere: drop the row', word)


def check_reason_order(tree):
    rows = reasons_listed(tree)
    for n, line in enumerate(tree.read(REASONS).split("\n"), 1):
        if line and not line.startswith(("/*", " *")) and n not in {r[1] for r in rows}:
            yield Finding(REASONS, n, "is not a row KB_REASON(\"…\", …)", f"line {n}")
    for (before, _, _), (word, line, row) in zip(rows, rows[1:]):
        if word == before:
            yield Finding(REASONS, line, f'"{word}" is listed twice', word)
        elif word < before:
            text = f'"{word}" stands behind "{before}": run tests/tidy/tidy.py --sort-reasons'
            yield Finding(REASONS, line, text, word)
    for word, line, row in rows:
        if len(re.findall(r'"(?:\\.|[^"\\])*"', row)) != 5:
            yield Finding(REASONS, line, f'"{word}" does not have five texts', word)


def sort_reasons(text):
    lines = text.rstrip("\n").split("\n")
    head = [line for line in lines if not line.startswith("KB_REASON(")]
    rows = [line for line in lines if line.startswith("KB_REASON(")]
    return "\n".join(head + sorted(rows, key=lambda r: r.split('"')[1])) + "\n"

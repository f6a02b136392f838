"""C source as tidy's checks need it: comments and literals blanked, functions and file-scope
declarations found. It knows our house style (Linux braces), not the whole language; what it gets
wrong would show as a finding nobody can explain, never as silence about a banned call."""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M)
_ATTRIBUTE = re.compile(r"(?:__attribute__|PRINTF|AUTO)\s*\(+[^)]*\)+\s*")
_CONTROL = re.compile(r"(?:if|for|while|switch|json_object_foreach|json_array_foreach)\b")


def _blank(match):
    text = match.group(0)
    if text[0] in "\"'":
        return text[0] + " " * (len(text) - 2) + text[0]
    return re.sub(r"[^\n]", " ", text)


def mask(text):
    """The same text, character for character, with comments and the inside of literals blank."""
    return _TOKEN.sub(_blank, text)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def closing(code, at):
    """Index of the bracket that closes the one at `at`, or the end."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    opens, closes, depth = code[at], pairs[code[at]], 0
    for i in range(at, len(code)):
        if code[i] == opens:
            depth += 1
        elif code[i] == closes:
            depth -= 1
            if depth == 0:
                return i
    return len(code) - 1


def split_args(code, start, end):
    """Spans of the arguments between an opening bracket at start and its closing one at end."""
    spans, depth, at = [], 0, start + 1
    for i in range(start + 1, end):
        if code[i] in "([{":
            depth += 1
        elif code[i] in ")]}":
            depth -= 1
        elif code[i] == "," and depth == 0:
            spans.append((at, i))
            at = i + 1
    spans.append((at, end))
    return [s for s in spans if code[s[0] : s[1]].strip()]


def calls(code, name_pattern):
    """(name, offset, spans of the arguments) of every call of a function whose name matches."""
    for m in re.finditer(r"(?<![\w.>])(" + name_pattern + r")\s*\(", code):
        start = m.end() - 1
        yield m.group(1), m.start(), split_args(code, start, closing(code, start))


@dataclass
class Function:
    name: str
    start: int  # offset of the signature's first character
    body: int  # offset of the opening brace
    end: int  # offset of the closing brace


@dataclass
class Source:
    path: str
    text: str
    code: str = field(init=False)
    functions: list = field(init=False)
    declarations: list = field(init=False)  # (offset, text) of what stands at file scope

    def __post_init__(self):
        self.code = mask(self.text)
        plain = _DIRECTIVE.sub(lambda m: re.sub(r"[^\n]", " ", m.group(0)), self.code)
        self.functions, self.declarations = _top_level(plain)

    def line(self, at):
        return line_of(self.text, at)


def _top_level(plain):
    functions, declarations, start, i = [], [], 0, 0
    while i < len(plain):
        c = plain[i]
        if c in "([":
            i = closing(plain, i)
        elif c == "{":
            end, before = closing(plain, i), plain[start:i].rstrip()
            if before.endswith(")"):
                functions.append(_function(plain, start, i, end))
                start = end + 1
            i = end
        elif c == ";":
            at = start + len(plain[start:i]) - len(plain[start:i].lstrip())
            if plain[at:i].strip():
                declarations.append((at, plain[at:i]))
            start = i + 1
        i += 1
    return functions, declarations


def _function(plain, start, body, end):
    signature = plain[start:body]
    at = start + len(signature) - len(signature.lstrip())
    name = re.findall(r"(\w+)\s*\(", _ATTRIBUTE.sub("", signature))
    return Function(name[0] if name else "?", at, body, end)


def without_attributes(signature):
    return _ATTRIBUTE.sub("", signature)


def parameters(signature):
    """How many parameters the last parenthesis of a signature names; "..." is none."""
    signature = without_attributes(signature).rstrip()
    if "(" not in signature or not signature.endswith(")"):
        return 0
    depth = 0
    for i in range(len(signature) - 1, -1, -1):
        depth += (signature[i] == ")") - (signature[i] == "(")
        if depth == 0:
            break
    spans = split_args(signature, i, len(signature) - 1)
    names = [signature[a:b].strip() for a, b in spans]
    return len([n for n in names if n not in ("void", "...")])


def nesting(code, body, end):
    """(depth, offset) of the deepest control statement of a function body; the body itself is 0."""
    deepest = [0, body]

    def skip_space(i):
        while i < end and code[i].isspace():
            i += 1
        return i

    def statement(i, depth):
        i = skip_space(i)
        if i >= end:
            return end
        if code[i] == "{":
            return block(i, depth)
        if depth > deepest[0]:
            deepest[:] = [depth, i]
        m = _CONTROL.match(code, i)
        if m:
            i = statement(closing(code, code.index("(", i)) + 1, depth + 1)
            m = re.compile(r"\s*else\b\s*").match(code, i) if m.group(0) == "if" else None
            if not m:
                return i
            chained = code.startswith("if", m.end())
            return statement(m.end(), depth if chained else depth + 1)
        if re.match(r"do\b", code[i : i + 3]):
            return statement(statement(i + 2, depth + 1), depth)
        label = re.compile(r"(?:case\b[^;{}?]*?|default\s*|[A-Za-z_]\w*\s*):(?!:)").match(code, i)
        if label:
            return statement(label.end(), depth)
        while i < end and code[i] not in ";}":
            i = closing(code, i) + 1 if code[i] in "([{" else i + 1
        return i + 1 if i < end and code[i] == ";" else i

    def block(i, depth):
        stop = closing(code, i)
        i += 1
        while skip_space(i) < stop:
            i = max(statement(i, depth), i + 1)
        return stop + 1

    block(body, 0)
    return deepest

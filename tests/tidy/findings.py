"""What a check says, and the list of what is let pass: exceptions, which may only become fewer."""

import os
import re
from dataclasses import dataclass

import ctext

SKIPPED = {".git", "build", "node_modules", "dist", "var", "artefacts", "__pycache__"}


@dataclass
class Finding:
    path: str
    line: int
    text: str
    key: str  # what an exception names: a function, a variable, a query, …


@dataclass
class File:
    path: str
    text: str


class Tree:
    """A checkout, read once."""

    def __init__(self, root):
        self.root, self._files, self._sources = root, {}, None
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if f not in SKIPPED)
            for name in sorted(names):
                path = os.path.relpath(os.path.join(folder, name), root)
                self._files[path] = None

    def paths(self):
        return list(self._files)

    def read(self, path):
        if path not in self._files:
            return ""
        if self._files[path] is None:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as f:
                self._files[path] = f.read()
        return self._files[path]

    def files(self, *endings):
        return [File(p, self.read(p)) for p in self._files if p.endswith(endings)]

    def sources(self):
        if self._sources is None:
            self._sources = [ctext.Source(f.path, f.text) for f in self.files(".c", ".h")]
        return self._sources


class Exceptions:
    """Rows "check path key | reason". A row that excuses nothing is itself a finding, and the first
    line states how many rows there are, so that one row more is a change a reviewer sees twice."""

    PATH = "tests/tidy/exceptions"

    def __init__(self, tree):
        self.rows, self.faults, self.used = {}, [], set()
        lines = tree.read(self.PATH).split("\n")
        stated = re.fullmatch(r"# (\d+) exceptions; .*", lines[0] or "# 0 exceptions; none")
        for n, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            row = re.fullmatch(r"(\S+) (\S+) (\S.*?) +\| +(\S.*)", line)
            if row:
                self.rows[row.group(1, 2, 3)] = n
            else:
                self.fault(n, "is not a row: check path key | reason")
        if not stated or int(stated.group(1)) != len(self.rows):
            self.fault(1, f'must begin "# {len(self.rows)} exceptions; …": that many rows follow')

    def fault(self, line, text):
        self.faults.append(Finding(self.PATH, line, text, "row"))

    def excuse(self, check, finding):
        row = (check, finding.path, finding.key)
        self.used.add(row)
        return row in self.rows

    def close(self):
        for row, n in self.rows.items():
            if row not in self.used:
                self.fault(n, "excuses nothing any more: drop the row, lower the number above")
        return self.faults

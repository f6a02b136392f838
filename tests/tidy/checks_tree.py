"""What tidy asks of names, words left behind, migrations and queries."""

import hashlib
import os
import re

import ctext
from findings import Finding

HASHES = "tests/tidy/migrations.sha256"
MIGRATIONS = "store/migrations/"


def check_file_name(tree):
    for path in tree.paths():
        for part in re.split(r"[/._-]", os.path.splitext(path)[0].lower()):
            if re.fullmatch(r"(utils?|utilit(y|ies)|common|misc|helpers?)", part):
                yield Finding(path, 1, f'"{part}" says nothing: name the noun it is about', part)


def check_left_words(tree):
    words = r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")) + r")\b"
    endings = (".c", ".h", ".def", ".sql", ".py", ".cmake", ".ts", ".tsx", ".css", ".sh", ".txt")
    for f in tree.files(*endings):
        for m in re.finditer(words, f.text):
            text = f"{m.group(1)}: do it, or open an issue"
            yield Finding(f.path, ctext.line_of(f.text, m.start()), text, m.group(1))


def check_migration_opening(tree):
    for f in tree.files(".sql"):
        if f.path.startswith(MIGRATIONS) and not re.match(r"-- (?!:)\S+ \S+ \S+", f.text):
            text = "does not begin with a comment of what it is and why"
            yield Finding(f.path, 1, text, "file")


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()


def _blessed(tree):
    rows = {}
    for n, line in enumerate(tree.read(HASHES).split("\n"), 1):
        m = re.fullmatch(r"([0-9a-f]{64})  (\S+)", line)
        if m:
            rows[m.group(2)] = (m.group(1), n)
    return rows


def check_migrations(tree):
    blessed, numbers = _blessed(tree), {}
    for f in tree.files(".sql"):
        if not f.path.startswith(MIGRATIONS):
            continue
        name = f.path[len(MIGRATIONS) :]
        m = re.fullmatch(r"(\d{4})_[a-z0-9_]+\.sql", name)
        if not m:
            yield Finding(f.path, 1, "is not named NNNN_noun.sql", name)
        elif numbers.setdefault(m.group(1), name) != name:
            yield Finding(f.path, 1, f"has the number of {numbers[m.group(1)]}", name)
        if name not in blessed:
            yield Finding(f.path, 1, "is not in the hash list: tidy.py --bless-migrations", name)
        elif blessed[name][0] != _hash(f.text):
            text = "was changed after it was blessed: write a new migration instead"
            yield Finding(f.path, 1, text, name)
    for name, (_, line) in blessed.items():
        if MIGRATIONS + name not in tree.paths():
            yield Finding(HASHES, line, f"{name} was blessed and is gone", name)


def bless(tree):
    """Add the hash of every migration that has none. Never changes or drops a line."""
    blessed, added = _blessed(tree), []
    for f in tree.files(".sql"):
        name = f.path[len(MIGRATIONS) :]
        if f.path.startswith(MIGRATIONS) and name not in blessed:
            added.append(f"{_hash(f.text)}  {name}\n")
    with open(os.path.join(tree.root, HASHES), "a", encoding="utf-8") as out:
        out.writelines(added)
    return added


def _without_comments(sql):
    return re.sub(r"--[^\n]*", "", sql)


def _org_tables(tree):
    """Tables with a column named org_id, from every CREATE TABLE and ADD COLUMN there was."""
    tables = set()
    for f in tree.files(".sql"):
        if not f.path.startswith(MIGRATIONS):
            continue
        sql = _without_comments(f.text)
        for m in re.finditer(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)\s*\(", sql, re.I):
            body = sql[m.end() - 1 : ctext.closing(sql, m.end() - 1)]
            if re.search(r"\borg_id\b", body):
                tables.add(m.group(1))
        for m in re.finditer(r"ALTER TABLE (\w+) ADD (?:COLUMN )?org_id\b", sql, re.I):
            tables.add(m.group(1))
    return tables


def queries(tree):
    """(path, line, name, sql) of every named query of every module."""
    for f in tree.files(".sql"):
        if f.path.startswith((MIGRATIONS, "tests/")):
            continue
        cuts = list(re.finditer(r"^-- :(\w+)[ \t]*$", f.text, re.M))
        for m, after in zip(cuts, cuts[1:] + [None]):
            sql = f.text[m.end() : after.start() if after else len(f.text)]
            yield f.path, ctext.line_of(f.text, m.start()), m.group(1), _without_comments(sql)


def check_query_org(tree):
    """A query of a table that belongs to organisations compares org_id with something (an INSERT
    fills it). What runs for no organisation stands in the exceptions, with the reason."""
    tables = _org_tables(tree)
    for path, line, name, sql in queries(tree):
        touched = tables & set(re.findall(r"(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)", sql, re.I))
        filtered = re.search(r"\borg_id\s*(=|IN\b)|=\s*(\w+\.)?org_id\b", sql, re.I)
        inserts = re.match(r"\s*INSERT INTO \w+\s*\([^)]*\borg_id\b", sql, re.I)
        if touched and not filtered and not inserts:
            text = f"{name} touches {', '.join(sorted(touched))} without an org_id filter"
            yield Finding(path, line, text, name)

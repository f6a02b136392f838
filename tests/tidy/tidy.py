#!/usr/bin/env python3
"""Style as a test: every rule of CONTRIBUTING that a program can check. Prints file:line: text per
finding and one line of counts, a kind of check each. What is let pass: tests/tidy/exceptions.

    tidy.py [--root DIR]                 check the whole tree
    tidy.py --only CHECK[,CHECK]         some checks only
    tidy.py --format [PATH...]           apply clang-format where it is asked for
    tidy.py --sort-reasons               put base/reasons.def in order
    tidy.py --bless-migrations           add new migrations to the hash list"""

import argparse
import os
import sys

import checks_c
import checks_format
import checks_tree
from findings import Exceptions, Tree

CHECKS = {
    "line-length": checks_c.check_line_length,
    "file-length": checks_c.check_file_length,
    "function-length": checks_c.check_function_length,
    "nesting": checks_c.check_nesting,
    "parameters": checks_c.check_parameters,
    "banned-call": checks_c.check_banned_calls,
    "include-up": checks_c.check_include_up,
    "include-private": checks_c.check_include_private,
    "opening-comment": checks_c.check_opening_comment,
    "global": checks_c.check_globals,
    "money-whole": checks_c.check_money_is_whole,
    "header-guard": checks_c.check_header_guard,
    "reason-listed": checks_c.check_reason_listed,
    "reason-used": checks_c.check_reason_used,
    "reason-order": checks_c.check_reason_order,
    "file-name": checks_tree.check_file_name,
    "left-word": checks_tree.check_left_words,
    "migration-opening": checks_tree.check_migration_opening,
    "migrations": checks_tree.check_migrations,
    "query-org": checks_tree.check_query_org,
    "format": checks_format.check_format,
}
# A list that may only grow cannot be excused from.
NEVER_EXCUSED = {"migrations", "reason-order"}


def run(tree, only=None):
    """(check, finding) of everything that is wrong and not excused."""
    exceptions, found = Exceptions(tree), []
    for name, check in CHECKS.items():
        if only and name not in only:
            continue
        for finding in check(tree):
            if name in NEVER_EXCUSED or not exceptions.excuse(name, finding):
                found.append((name, finding))
    if not only:
        found += [("exceptions", f) for f in exceptions.close()]
    return found


def report(found, kinds):
    for name, f in found:
        print(f"{f.path}:{f.line}: {f.text} [{name}: {f.key}]")
    failed = {name for name, _ in found}
    print(f"# tidy: {len(kinds) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def arguments():
    p = argparse.ArgumentParser(description="Style as a test.")
    here = os.path.dirname(os.path.abspath(__file__))
    p.add_argument("--root", default=os.path.dirname(os.path.dirname(here)))
    p.add_argument("--only", default="")
    p.add_argument("--format", nargs="*", metavar="PATH")
    p.add_argument("--sort-reasons", action="store_true")
    p.add_argument("--bless-migrations", action="store_true")
    return p.parse_args()


def main():
    a = arguments()
    tree = Tree(a.root)
    if a.format is not None:
        print("\n".join(checks_format.reformat(tree, a.format)))
        return 0
    if a.bless_migrations:
        print("".join(checks_tree.bless(tree)), end="")
        return 0
    if a.sort_reasons:
        text = checks_c.sort_reasons(tree.read(checks_c.REASONS))
        with open(os.path.join(a.root, checks_c.REASONS), "w", encoding="utf-8") as f:
            f.write(text)
        return 0
    only = set(filter(None, a.only.split(",")))
    unknown = only - set(CHECKS)
    if unknown:
        sys.exit(f"no such check: {', '.join(sorted(unknown))}")
    return report(run(tree, only), only or set(CHECKS) | {"exceptions"})


if __name__ == "__main__":
    sys.exit(main())

"""Every row of tests/complaints/table has its tests, and each of them is there: complaints.py. A
row with "-" is told and does not fail; a row that is missing does."""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
ROWS = 30


def tests_of(path):
    """Names of the tests in a file: TEST(name) in C, functions in Python."""
    with open(os.path.join(TOP, path), encoding="utf-8") as f:
        text = f.read()
    pattern = r"^TEST\((\w+)\)" if path.endswith(".c") else r"^def (\w+)\("
    return set(re.findall(pattern, text, re.M))


def wrong_with(places):
    """What is said where and is not there."""
    for place in places.split(";"):
        path, _, names = place.strip().partition(": ")
        if not os.path.exists(os.path.join(TOP, path)):
            yield f"there is no {path}"
            continue
        there = tests_of(path)
        named = [name.strip() for name in names.split(",") if name.strip()]
        if not named:
            yield f"no test of {path} is named"
        yield from (f"{path} has no {name}" for name in named if name not in there)


def rows(text):
    return {int(cells[0]): cells for line in text.splitlines() if line and line[0] != "#"
            for cells in [[cell.strip() for cell in line.split(" | ")]]}


def check(text):
    """(number, complaint, what is wrong) of every row; what is wrong is None where it waits."""
    table = rows(text)
    for number in range(1, ROWS + 1):
        cells = table.get(number, [])
        if len(cells) != 3:
            yield number, "", [f"row {number} is not there once and whole"]
        elif cells[2] == "-":
            yield number, cells[1], None
        else:
            yield number, cells[1], list(wrong_with(cells[2]))


def sees(text, number, old, new):
    """Whether a table changed so is found wrong."""
    changed = re.sub(rf"^{number} \| .*$", lambda row: row.group().replace(old, new), text,
                     flags=re.M)
    return changed != text and any(wrong for _, _, wrong in check(changed))


def main():
    with open(os.path.join(HERE, "table"), encoding="utf-8") as f:
        text = f.read()
    passed = failed = 0
    for number, complaint, wrong in check(text):
        if wrong is None:
            print(f"  waits {number:2} {complaint}")
            continue
        passed, failed = passed + (not wrong), failed + bool(wrong)
        for what in wrong:
            print(f"  FAILED {number:2} {complaint}: {what}")
    planted = [(22, "money_of", "monye_of"), (22, "complaints_test", "no_test"),
               (22, "22 |", "99 |")]
    for change in planted:
        good = sees(text, *change)
        passed, failed = passed + good, failed + (not good)
        if not good:
            print(f"  FAILED {change} is not seen")
    print(f"# complaints: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

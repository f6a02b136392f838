"""A source file with a bug planted: plant.py PLANT ROOT OUT. A .plant file says what it does
wrong, in which file, and which text is replaced by which; a text that is not there exactly once is
an error, so that a bug cannot go missing when the code around it changes."""
import os
import sys


def read(path):
    """(the sentence, the file, [(was, is)])"""
    with open(path) as f:
        lines = f.read().split("\n")
    sentence, file, pairs, into = lines[0], lines[1].removeprefix("file "), [], None
    for line in lines[2:]:
        if line == "was":
            pairs.append(([], []))
            into = pairs[-1][0]
        elif line == "is":
            into = pairs[-1][1]
        elif into is not None:
            into.append(line)
    if pairs and pairs[-1][1] and pairs[-1][1][-1] == "":
        pairs[-1][1].pop()
    return sentence, file, [("\n".join(a), "\n".join(b)) for a, b in pairs]


def main():
    plant, root, out = sys.argv[1:]
    _, file, pairs = read(plant)
    with open(os.path.join(root, file)) as f:
        text = f.read()
    for was, now in pairs:
        if text.count(was) != 1:
            sys.exit(f"{plant}: this stands in {file} {text.count(was)} times, not once:\n{was}")
        text = text.replace(was, now)
    os.makedirs(os.path.dirname(out), exist_ok=True)
    with open(out, "w") as f:
        f.write(f'#line 1 "{file}"\n' + text)


if __name__ == "__main__":
    main()

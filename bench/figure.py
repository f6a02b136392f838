"""One figure beside its limit of the same run, and the table of them."""
from typing import NamedTuple


class Figure(NamedTuple):
    name: str
    own: str
    peer: str
    compared: str
    target: str
    reached: bool


HEAD = Figure("figure", "KBOSS", "beside it", "compared", "to reach", True)


def share(name, own, peer, unit, target, least=None):
    """own must be at least target times peer, and at least least."""
    goal = f">= {target}" + (f", >= {least}{unit}" if least else "")
    return Figure(
        name,
        f"{own:.0f}{unit}",
        f"{peer:.0f}{unit}",
        f"{own / peer:.2f} x",
        goal,
        own >= target * peer and own >= (least or 0),
    )


def apart(name, own, peer, unit, target):
    return Figure(
        name,
        f"{own:.0f}{unit}",
        f"{peer:.0f}{unit}",
        f"{own - peer:+.0f}{unit}",
        f"<= +{target}{unit}",
        own - peer <= target,
    )


def below(name, own, unit, target):
    return Figure(name, f"{own:.1f}{unit}", "", "", f"<= {target}{unit}", own <= target)


def shown(name, own, peer=""):
    """Told, with nothing to reach."""
    return Figure(name, own, peer, "", "", True)


def table(figures):
    columns = [
        (*f[:5], "" if f is HEAD or not f.target else "yes" if f.reached else "NO")
        for f in (HEAD, *figures)
    ]
    wide = [max(len(row[i]) for row in columns) for i in range(6)]
    for row in columns:
        yield "  ".join(
            text.ljust(wide[i]) if i == 0 else text.rjust(wide[i]) for i, text in enumerate(row)
        ).rstrip()


def show(figures):
    print("\n".join(table(figures)))

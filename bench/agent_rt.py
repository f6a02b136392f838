"""Round trips between an agent and the gateway, next to a plain CURVE echo: python3
bench/agent_rt.py BUILD."""
import subprocess
import sys

from figure import share, show, shown

SECONDS, ROUNDS = 1.5, 2


def measure(build):
    """The best of each, since the others' noise only takes away."""
    best = {}
    for _ in range(ROUNDS):
        run = subprocess.run(
            [f"{build}/bench_agent_rt", str(SECONDS)], capture_output=True, text=True, check=True
        )
        for line in run.stdout.splitlines():
            what, window, rate = line.split()
            key = what, int(window)
            best[key] = max(best.get(key, 0), int(rate))
    return best


def figures(build):
    rate = measure(build)
    return [
        share(
            "agent, result and ack, one at a time; CURVE echo",
            rate["result", 1],
            rate["bare", 1],
            "/s",
            0.3,
        ),
        share(
            "agent, result and ack, 256 under way; CURVE echo",
            rate["result", 256],
            rate["bare", 256],
            "/s",
            0.3,
        ),
        shown(
            "  beats, one at a time and 256 under way", f"{rate['beat', 1]}, {rate['beat', 256]}/s"
        ),
    ]


if __name__ == "__main__":
    show(figures(sys.argv[1]))
